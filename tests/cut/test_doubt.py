"""How sure a choice says it is, and what it asks a person to look at."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.cut import TASTES, Event, first_cut
from rushes.cut.doubt import picture_confidence, sound_confidence
from rushes.cut.path import Paths
from rushes.footage.model import Angle
from rushes.screenplay import Screenplay
from tests.cut.shooting import a_reading, a_script, a_take, lined

CLASSIC = TASTES["classic"]
ONE = a_script("ANNA One two three four")


def event_of(*readings: object) -> Event:
    """Return the event of the one line."""
    return first_cut(ONE, lined(ONE, *readings), CLASSIC)[0].events[0]  # type: ignore[arg-type]


def heard_of(*readings: object) -> Event:
    """Return the sound of the one line."""
    return first_cut(ONE, lined(ONE, *readings), CLASSIC)[0].track("A1")[0]  # type: ignore[arg-type]


def test_two_good_readings_of_one_worth_are_a_matter_of_taste_and_no_doubt() -> None:
    """The margin is nothing, either will do, and nobody is asked; it is as sure as with one alone."""
    tie = heard_of(a_reading("1.1", "1-1", 2.0), a_reading("1.1", "1-2", 4.0))
    assert (tie.margin, tie.look_because, len(tie.alternates)) == (0.0, (), 1)
    alone = heard_of(a_reading("1.1", "1-1", 2.0))
    assert (alone.margin, alone.confidence) == (None, tie.confidence)


def test_between_two_altered_readings_of_one_worth_a_person_is_asked() -> None:
    """Which slip is the lesser is for an ear to say."""
    altered = [a_reading("1.1", "1-1", 2.0, slip="two"), a_reading("1.1", "1-2", 4.0, slip="three")]
    assert heard_of(*altered).look_because == (
        "The best reading is altered: 3 of 4 words; “three” became “else”.",
        "Another reading is worth as much: 1-1 at 2.0 s. Listen to both.",
    )


@pytest.mark.parametrize(("clear", "asked"), [(27.0, 1), (28.0, 0), (24.0, 0)])
def test_a_tie_is_asked_about_where_the_one_taken_has_a_fault_that_the_other_has_not(
    clear: float, asked: int
) -> None:
    """A circled take hisses, another is clean and worth nearly as much; not where the clean one is taken."""
    said = [a_reading("1.1", "1-1", 2.0, clear=24.0), a_reading("1.1", "1-2", 4.0, clear=clear)]
    clips = [a_take("1-1", circled=True), a_take("1-2")]
    event = first_cut(ONE, lined(ONE, *said, clips=clips), CLASSIC)[0].track("A1")[0]
    told = ["Another reading is worth only 0.05 less: 1-2 at 4.0 s. Listen to both."]
    assert list(event.look_because) == told[:asked]


def test_of_two_that_hiss_alike_nobody_is_asked() -> None:
    """Either will do."""
    tie = heard_of(a_reading("1.1", "1-1", 2.0, clear=8.0), a_reading("1.1", "1-2", 4.0, clear=8.0))
    assert (tie.margin, tie.look_because) == (0.0, ())


def test_another_angle_of_the_same_performance_is_no_other_reading() -> None:
    """Both cameras saw it, one begun 2 s later: the ear's word is all the doubt there is."""
    first, second = (
        replace(a_take(f"1-1{letter}"), angle=Angle("1-1", at_s)) for letter, at_s in (("a", 0.0), ("b", 2.0))
    )
    said = [a_reading("1.1", "1-1a", 4.0, sure=0.83), a_reading("1.1", "1-1b", 2.0, sure=0.83)]
    (event, _) = first_cut(ONE, lined(ONE, *said, clips=[first, second]), CLASSIC)[0].events
    assert (event.margin, event.look_because) == (None, ())
    again = [*said, a_reading("1.1", "1-2", 4.0, sure=0.83)]
    (event, _) = first_cut(ONE, lined(ONE, *again, clips=[first, second, a_take("1-2")]), CLASSIC)[0].events
    assert (event.file, event.margin) == ("1-2.mov", 0.0)


def test_a_better_take_has_a_greater_margin_and_is_no_surer_for_that() -> None:
    """2 dB, 10 dB, and 20 dB, where the other take hisses. Of choices on shoots the margin told nothing."""
    found = [
        heard_of(a_reading("1.1", "1-1", 2.0, clear=38.0), a_reading("1.1", "1-2", 2.0, clear=38.0 - worse))
        for worse in (2, 10, 20)
    ]
    margins = [one.margin for one in found if one.margin is not None]
    assert margins == sorted(set(margins))
    assert len(margins) == 3
    assert len({one.confidence for one in found}) == 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_is_heard_better_is_surer(one: float, other: float) -> None:
    """Whatever its kind; and nothing is certain."""
    for kind in ("as written", "altered", "partial"):
        low, high = (sound_confidence(kind, heard) for heard in sorted((one, other)))
        assert 0 <= low <= high < 1


def test_who_is_nearer_to_the_microphone_is_surer_seen() -> None:
    """Where nobody says who is on camera; and a word is better than any ear."""
    by_ear = [picture_confidence(shows=None, on_mic_db=db) for db in (-9.0, -1.5, 0.0, 2.9, 3.0, 20.0)]
    assert by_ear == sorted(by_ear)
    assert by_ear[0] < picture_confidence(shows=None) < by_ear[-1] < picture_confidence(shows=True)
    assert picture_confidence(shows=False) < 0.5
    assert picture_confidence(shows=True, jumps=True) == 0.5


def test_a_picture_and_what_is_heard_with_it_are_one_choice() -> None:
    """As sure as the less sure of them: nobody says whether Anna is in the picture, or somebody does."""
    script = a_script("ANNA One two three four / BEN Five six seven eight")
    found = lined(script, a_reading("1.1", "1-1", 2.0))
    picture, sound = first_cut(script, found, CLASSIC)[0].events
    assert picture.confidence == picture_confidence(shows=None) < sound.confidence
    told = first_cut(script, found, CLASSIC, told={"1": ["ANNA"]})[0].events[0]
    assert told.confidence == sound.confidence < picture_confidence(shows=True)


def test_where_nobody_else_has_a_line_it_is_hardly_anybody_else_who_is_seen() -> None:
    """A monologue: nobody needs to say who is in the picture."""
    assert event_of(a_reading("1.1", "1-1", 2.0)).confidence > 0.9
    assert picture_confidence(shows=None) < picture_confidence(shows=None, alone=True)
    assert picture_confidence(shows=None, alone=True) < picture_confidence(shows=True)


def test_who_is_heard_and_known_to_be_off_camera_asks_for_a_look() -> None:
    found = lined(ONE, a_reading("1.1", "1A-1", 2.0))
    picture = first_cut(ONE, found, CLASSIC, told={"1A": []})[0].events[0]
    assert any("ANNA speaks and is off camera" in cause for cause in picture.look_because)
    assert picture.confidence < 0.1


def test_the_only_reading_is_as_sure_as_the_ear() -> None:
    """A little less, since the ear misses slips."""
    heard = heard_of(a_reading("1.1", "1-1", 2.0, sure=0.83))
    assert 0.7 < heard.confidence < 0.83
    assert not heard.needs_look


def test_a_reading_that_was_hardly_heard_asks_for_a_look() -> None:
    event = heard_of(a_reading("1.1", "1-1", 2.0, sure=0.41))
    assert event.confidence < 0.41
    assert event.look_because == ("It was heard with low confidence (0.41) and there is no other reading.",)


def test_the_only_reading_is_altered() -> None:
    event = event_of(a_reading("1.1", "1-1", 2.0, slip="three"))
    assert event.look_because == ("The only reading left is altered: 3 of 4 words; “three” became “else”.",)


def test_the_only_reading_is_broken_off() -> None:
    reading = a_reading("1.1", "1-1", 2.0, kind="partial")
    dropped = replace(reading.words[-1], state="missing", heard=None, in_s=None, out_s=None)
    event = event_of(replace(reading, words=(*reading.words[:-1], dropped), fidelity=0.75))
    (sentence,) = event.look_because
    assert sentence == (
        "The only reading left is broken off: 3 of 4 words (broken off or begun late); “four” missing."
    )


def against_a_clean_take(script: Screenplay, *said: tuple[str, str, float]) -> tuple[Event, ...]:
    """Return what is heard of circled first takes that hiss, where others are worth nearly as much."""
    takes = dict.fromkeys(take for _, take, _ in said)
    clips = [a_take(take, circled=take.endswith("-1")) for take in takes]
    found = [
        a_reading(line, take, at, clear=24.0 if take.endswith("-1") else 27.2) for line, take, at in said
    ]
    return first_cut(script, lined(script, *found, clips=clips), CLASSIC)[0].track("A1")


def test_one_look_decides_about_a_shot_that_has_a_twin() -> None:
    """Of three lines that one take plays the first says that another is as good, for all of them."""
    script = a_script(" / ".join("ANNA One two three four" for _ in range(3)))
    said = [(f"1.{n}", take, 1.5 * n) for n in (1, 2, 3) for take in ("1-1", "1-2")]
    events = against_a_clean_take(script, *said)
    assert [event.file for event in events] == ["1-1.mov"] * 3
    assert [event.needs_look for event in events] == [True, False, False]


def test_one_look_decides_about_one_other_way_through_a_scene() -> None:
    """Anna in 1A, Ben in 1B: another take of each would be as good. Each is a toss of its own, and asked."""
    script = a_script("ANNA One two three four / BEN One two three four")
    takes = (("1.1", "1A-1"), ("1.1", "1A-2"), ("1.2", "1B-1"), ("1.2", "1B-2"))
    events = against_a_clean_take(script, *((line, take, 2.0 + n) for n, (line, take) in enumerate(takes)))
    assert [sum("worth only" in cause for cause in event.look_because) for event in events] == [1, 1]


def test_two_lines_that_only_change_together_are_asked_once() -> None:
    """A whole take against two takes with a cut between: one decision, though it shows at both lines."""
    alone = [np.array([0, 0], np.int64)] * 3
    together = np.array([[100, 0], [0, 60]], np.int64)
    assert Paths(alone, [together, together]).through(2, 1) == (1, 1, 1)
    path = Paths(alone, [together, together]).best
    assert (path.chosen, path.margins) == ((0, 0, 0), (80, 80, 80))


def test_a_stricter_taste_asks_more_often() -> None:
    """The limit is the taste's: at 0.97 what was heard as surely as can be is doubt."""
    found = lined(ONE, a_reading("1.1", "1-1", 2.0, sure=0.97))
    assert not first_cut(ONE, found, CLASSIC)[0].track("A1")[0].needs_look
    strict = replace(CLASSIC, look_below=0.97)
    assert first_cut(ONE, found, strict)[0].track("A1")[0].look_because == (
        "The choice is not sure: confidence 0.95.",
    )
