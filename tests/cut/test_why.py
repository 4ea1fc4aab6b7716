"""Why an event is as it is, told to somebody who was not there."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, Alternate, Cut, Event, Pins, Reason, first_cut, keep
from rushes.cut.model import Shows
from rushes.cut.why import NoSuchEvent, differences, numbered, why
from rushes.screenplay import Screenplay
from rushes.telling import why_told
from rushes.timecode import Span
from tests.cut.making import days
from tests.cut.shooting import RATE, a_reading, a_script, a_take, lined

CLASSIC = TASTES["classic"]
TALK = a_script("ANNA One two three four / BEN One two three four")


def an_event(
    track: str,
    line: str,
    take: str,
    record: tuple[int, int],
    *reasons: Reason,
    alternates: tuple[Alternate, ...] = (),
    shows: Shows = "line",
) -> Event:
    """Return an event whose source begins 100 frames later than its record."""
    return Event(
        track=track,
        line=line,
        file=f"{take}.mov",
        source=Span(record[0] + 100, record[1] + 100, RATE),
        record=Span(*record, RATE),
        confidence=0.9,
        needs_look=False,
        reasons=reasons,
        alternates=alternates,
        shows=shows,
    )


def a_cut(*events: Event) -> Cut:
    clips = {event.file: a_take(event.file.removesuffix(".mov")) for event in events}
    return Cut("", RATE, "classic", events, clips=tuple(clips.values()))


def a_split_cut() -> Cut:
    """Return two lines, the second one's picture with a reaction inside, cut before its sound."""
    return a_cut(
        an_event("V1", "1.1", "1-1", (0, 40)),
        an_event("V1", "1.2", "1A-1", (40, 70)),
        an_event("V1", "1.2", "1B-1", (70, 90), shows="reaction"),
        an_event("V1", "1.2", "1A-1", (90, 120)),
        an_event("A1", "1.1", "1-1", (0, 48)),
        an_event("A1", "1.2", "1A-1", (48, 120)),
    )


def test_pictures_are_numbered_in_the_order_of_the_film() -> None:
    """As the cards of the report: each picture of V1 from 1 on; sounds are told with their pictures."""
    cut = a_split_cut()
    assert numbered(cut) == cut.track("V1")
    assert [why(cut, number).event for number in (1, 2, 3, 4)] == list(cut.track("V1"))
    assert why(cut, 1).count == 4


@pytest.mark.parametrize("number", [0, -1, 5])
def test_there_is_no_other_number(number: int) -> None:
    with pytest.raises(NoSuchEvent, match=r"the cut has events 1 to 4"):
        why(a_split_cut(), number)


def test_a_cut_without_events_has_no_number() -> None:
    with pytest.raises(NoSuchEvent, match="no events"):
        why(a_cut(), 1)


def test_every_sound_is_told_once_with_the_first_picture_of_its_line() -> None:
    """All lines that are heard under a picture are named with it, also one that only ends there."""
    cut = a_split_cut()
    told = [why(cut, number) for number in (1, 2, 3, 4)]
    assert [[sound.event.line for sound in one.sounds] for one in told] == [["1.1"], ["1.2"], [], []]
    assert [one.heard for one in told] == [("1.1",), ("1.1", "1.2"), ("1.2",), ("1.2",)]
    assert [one.runs_on for one in told] == [False, False, False, False]


def test_a_sound_that_nobody_sees_has_a_number_after_the_pictures() -> None:
    cut = a_cut(an_event("V1", "1.1", "1-1", (0, 40)), an_event("A1", "1.2", "1A-1", (40, 80)))
    told = why(cut, 2)
    assert (told.picture, told.event.track, told.heard) == (None, "A1", ("1.2",))


def test_reasons_stand_by_their_weight_and_side() -> None:
    event = an_event(
        *("V1", "1.1", "1-1", (0, 40)),
        *(Reason("a", 0.5, ""), Reason("b", -2.0, ""), Reason("c", 2.0, ""), Reason("d", -0.1, "")),
        Reason("pinned", 0.0, "Ruth decided"),
    )
    picture = why(a_cut(event), 1).picture
    assert picture is not None
    assert [reason.name for reason in picture.reasons_for] == ["c", "a"]
    assert [reason.name for reason in picture.against] == ["b", "d"]
    assert picture.pinned == ("Ruth decided",)


def test_the_next_best_lost_on_what_the_two_differ_in() -> None:
    """What both have alike is not named; a reason given twice counts with its sum; a split came later."""
    other = Alternate(
        "1A-1.mov",
        Span(0, 40, RATE),
        1.5,
        (Reason("same", 1.0, "both"), Reason("join", 0.25, "here"), Reason("join", 0.25, "there")),
    )
    reasons = (Reason("same", 1.0, "both"), Reason("seen", 2.0, "on camera"), Reason("sound leads", 0.6, ""))
    event = an_event("V1", "1.1", "1-1", (0, 40), *reasons, alternates=(other,))
    picture = why(a_cut(event), 1).picture
    assert picture is not None
    assert picture.next_best is not None
    best = picture.next_best
    assert best.behind == 1.5
    assert [(one.name, one.ahead, one.fact, one.other_fact) for one in best.lost_on] == [
        ("seen", 2.0, "on camera", "")
    ]
    assert [(one.name, one.ahead, one.fact, one.other_fact) for one in best.ahead_on] == [
        ("join", -0.5, "", "here; there")
    ]


def test_where_there_was_no_other_choice_there_is_no_next_best() -> None:
    cut, _ = first_cut(TALK, lined(TALK, a_reading("1.1", "1-1", 2.0)), CLASSIC)
    picture = why(cut, 1).picture
    assert picture is not None
    assert (picture.next_best, picture.others) == (None, 0)


def test_what_asks_for_a_look_is_told_once() -> None:
    """Picture and sound of one choice have one doubt; it is the lower confidence that counts."""
    day = lined(TALK, a_reading("1.1", "1-1", 2.0, sure=0.4))
    told = why(first_cut(TALK, day, CLASSIC)[0], 1)
    assert told.confidence == told.event.confidence == told.sounds[0].event.confidence < 0.4
    assert len(told.look_because) == len(set(told.look_because)) >= 1


def test_a_pin_is_told_apart_from_the_reasons() -> None:
    day = lined(TALK, a_reading("1.1", "1-1", 2.0), a_reading("1.1", "1A-1", 2.0, clear=20.0))
    cut, _ = first_cut(TALK, day, CLASSIC, pins=Pins((keep("1.1", "1A-1", "Ruth"),)))
    picture = why(cut, 1).picture
    assert picture is not None
    assert picture.pinned == ("Ruth decided line 1.1: 1A-1",)


worths = st.integers(-30, 30).map(lambda n: n / 10)
reasons = st.lists(st.builds(Reason, st.sampled_from("abcd"), worths, st.just("")), max_size=6)


@given(reasons, reasons)
def test_the_differences_of_two_choices_add_up_to_the_worth_between_them(
    ours: list[Reason], theirs: list[Reason]
) -> None:
    between = sum(reason.worth for reason in ours) - sum(reason.worth for reason in theirs)
    assert abs(sum(one.ahead for one in differences(ours, theirs)) - between) < 1e-6


@given(days())
@settings(max_examples=60)
def test_every_event_of_any_day_can_be_explained(day: tuple[Screenplay, LinedScript]) -> None:
    """Each reason is told once, and each sound of A1 with exactly one number."""
    cut, _ = first_cut(*day, CLASSIC)
    told = [why(cut, number) for number in range(1, len(numbered(cut)) + 1)]
    for one in told:
        for chosen in (*([one.picture] if one.picture else []), *one.sounds):
            count = len(chosen.reasons_for) + len(chosen.against) + len(chosen.pinned)
            assert count == len(chosen.event.reasons)
    lines = [sound.event.line for one in told for sound in one.sounds]
    assert sorted(lines) == sorted(event.line for event in cut.track("A1"))
    assert sum(one.event.record.seconds for one in told if one.picture) >= Fraction(cut.frames) / cut.rate


def test_picture_and_sound_say_apart_how_sure_they_are() -> None:
    """The ear is sure, and nobody says whether Anna is in the picture; with a word there is one figure."""
    day = lined(TALK, a_reading("1.1", "1-1", 2.0, sure=0.97))
    cut, _ = first_cut(TALK, day, CLASSIC)
    told = " ".join(why_told(why(cut, 1), cut, {}).split())
    assert "Confidence 0.52: picture 0.52 (nobody says who is in it), sound 0.95; nothing asks" in told
    cut, _ = first_cut(TALK, day, CLASSIC, told={"1": ["ANNA"]})
    assert "Confidence 0.95; nothing asks" in " ".join(why_told(why(cut, 1), cut, {}).split())
