"""Stringouts leave nothing out, selects lay the best of a line first; both can be handed over as films."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.coverage.model import LinedScript
from rushes.cut.selects_reel import selects_reels
from rushes.cut.stringout import UNSLATED, stringouts
from rushes.cut.tastes import TASTES
from rushes.screenplay import Screenplay
from rushes.turnover import shots
from rushes.turnover.dialects import FIRST_CUT
from rushes.turnover.marks import shot_marks
from rushes.turnover.verify import verify
from tests.cut.making import RATES, days
from tests.cut.shooting import a_reading, a_script, a_take, lined

RATE = Fraction(25)


def a_day() -> tuple[Screenplay, LinedScript]:
    """Two scenes; the master of the first holds both of its lines, the close-up one of them twice."""
    script = a_script("ANNA One two / BEN Three four", "ANNA Five six")
    first, second, third = (line.id for line in script.lines)
    takes = [
        a_take("2-1"),
        a_take("1-1"),
        a_take("1A-2", circled=True),
        a_take("1A-1"),
        a_take("quiet street", frames=60),
    ]
    return script, lined(
        script,
        a_reading(first, "1-1", 2.0, words="one two"),
        a_reading(second, "1-1", 5.0, words="three four"),
        a_reading(first, "1A-1", 1.0, words="one two", slip="two"),
        a_reading(first, "1A-2", 3.0, words="one two"),
        a_reading(third, "2-1", 3.0, words="five six"),
        clips=takes,
    )


def test_a_scene_is_strung_out_by_setup_and_take_and_nothing_is_left_out() -> None:
    _, day = a_day()
    made = stringouts(day, "The Grid", RATE)
    assert list(made) == ["1", "2", UNSLATED]
    assert [shot.clip.name for shot in shots(made["1"], "V1")] == ["1-1", "1A-1", "1A-2"]
    assert [clip.name for clip in made[UNSLATED].clips] == ["quiet street"]
    for shot in shots(made["1"], "V1"):
        assert (shot.source.start, shot.source.end) == (0, shot.clip.frames)


def test_slates_and_lines_are_marks_on_it() -> None:
    _, day = a_day()
    one = stringouts(day, "The Grid", RATE)["1"]
    named = [mark for place, marks in shot_marks(one).items() if place[0] == "V1" for mark in marks]
    assert [mark.name for mark in named] == [
        "SLATE 1-1",
        "1.1 1-1 100%",
        "1.2 1-1 100%",
        "SLATE 1A-1",
        "1.1 1A-1 100%",
        "SLATE 1A-2",
        "1.1 1A-2 100%",
    ]
    assert named[5].note == "circled"
    assert [mark.at for mark in named[:3]] == [0, 50, 125]


def test_the_best_reading_of_a_line_comes_first_and_says_why() -> None:
    script, day = a_day()
    reels = selects_reels(script, day, TASTES["classic"], title="The Grid", rate=RATE)
    assert list(reels) == ["1.1", "1.2", "2.1"]
    one = reels["1.1"]
    assert one.title == "The Grid selects 1.1"
    assert [one.clip(event.file).name for event in one.track("V1")] == ["1A-2", "1-1", "1A-1"]
    worths = [event.worth for event in one.track("V1")]
    assert worths == sorted(worths, reverse=True)
    assert {"circled", "as written"} <= {reason.name for reason in one.track("V1")[0].reasons}


@pytest.mark.slow
@pytest.mark.parametrize("name", FIRST_CUT)
@given(day=days(), rate=st.sampled_from(RATES))
@settings(max_examples=30)
def test_of_any_day_they_come_back_from_a_dialect_without_a_difference(
    name: str, day: tuple[Screenplay, LinedScript], rate: Fraction
) -> None:
    script, rushes = day
    made = [*stringouts(rushes, "A", rate).values()]
    made += selects_reels(script, rushes, TASTES["classic"], title="A", rate=rate).values()
    for cut in made:
        verify(cut, FIRST_CUT[name], FIRST_CUT[name].write(cut))
    strung = {event.file for cut in stringouts(rushes, "A", rate).values() for event in cut.track("V1")}
    assert strung == {clip.file for clip in rushes.clips}
