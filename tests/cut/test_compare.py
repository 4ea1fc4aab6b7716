"""Two cuts beside each other: what differs is said, and what does not is counted."""

from dataclasses import replace

from hypothesis import given, settings

from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, Cut, Pin, Pins, first_cut, keep
from rushes.cut.compare import OtherRecording, OtherSplit, OtherTake, OtherTrim, compare
from rushes.cut.model import ActionBeat
from rushes.footage.model import Behind
from rushes.screenplay import Screenplay
from rushes.telling import compare_told
from rushes.telling.compare import length_told
from rushes.timecode import Span
from tests.cut.making import days
from tests.cut.shooting import a_reading, a_script, a_take, lined
from tests.cut.test_why import a_cut, a_split_cut, an_event

CLASSIC = TASTES["classic"]
TALK = a_script("ANNA One two three four / BEN One two three four / ANNA One two three four")
DAY = lined(TALK, *(a_reading(f"1.{n}", take, 2.0 + 3.0 * n) for take in ("1-1", "1A-1") for n in (1, 2, 3)))


def cut_with(*pins: Pin) -> Cut:
    return first_cut(TALK, DAY, CLASSIC, pins=Pins(pins))[0]


def test_a_cut_is_itself() -> None:
    found = compare(cut_with(), cut_with())
    assert found.none
    assert not any((found.share, found.longer_s, found.moved))
    assert (found.same_takes, found.same_trims, found.lines) == (3, 3, 3)


def test_a_line_from_another_take_is_named_with_both() -> None:
    """What is heard and what is seen are told apart; shots that came and went are counted once."""
    stay = [keep(f"1.{n}", "1-1") for n in (1, 3)]
    found = compare(cut_with(*stay, keep("1.2", "1-1")), cut_with(*stay, keep("1.2", "1A-1")))
    assert found.takes == (
        OtherTake("1.2", "sound", "1-1", "1A-1"),
        OtherTake("1.2", "picture", "1-1", "1A-1"),
    )
    assert found.moved == ("1.2",)
    assert [(shot.name, shot.lines) for shot in found.shots_new] == [("1A-1", ("1.2",))]
    assert found.shots_gone == ()
    assert (found.same_takes, found.lines) == (2, 3)


def test_another_pass_of_a_take_is_another_take() -> None:
    """The file is the same, what it plays is not."""
    one = a_cut(an_event("A1", "1.1", "1-1", (0, 40)))
    two = replace(one, events=(replace(one.events[0], source=Span(500, 540, one.rate)),))
    assert compare(one, two).takes == (OtherTake("1.1", "sound", "1-1", "1-1"),)


def test_another_recording_of_one_take_is_no_other_take() -> None:
    """The recorder's file lies behind 1-1: the camera's own sound is the same performance."""
    camera, recorder = a_take("1-1"), replace(a_take("MIX_001"), file="MIX_001.WAV", is_sound=True)
    picture = replace(camera, behind=(Behind(recorder, 0.0, 0.0),))
    one = replace(a_cut(an_event("A1", "1.1", "1-1", (0, 40))), clips=(picture,))
    two = replace(one, events=(replace(one.events[0], file="MIX_001.WAV"),), clips=(picture, recorder))
    found = compare(one, two)
    assert found.takes == ()
    assert found.recordings == (OtherRecording("1.1", ("1-1.mov",), ("MIX_001.WAV",)),)
    assert found.moved == ()
    assert not found.none
    assert "1.1: MIX_001.WAV, was 1-1.mov" in compare_told(found, "one", "other")


def test_a_reaction_from_another_take_is_told_and_moves_no_line() -> None:
    heard, line = an_event("A1", "1.1", "1-1", (0, 80)), an_event("V1", "1.1", "1-1", (0, 40))
    listens = replace(an_event("V1", "1.1", "1A-1", (40, 80)), shows="reaction")
    one, other = a_cut(line, listens, heard), a_cut(line, replace(listens, file="1B-1.mov"), heard)
    found = compare(one, other)
    assert found.takes == (OtherTake("1.1", "reaction", "1A-1", "1B-1"),)
    assert (found.moved, found.same_takes) == ((), 1)
    assert "1.1 reaction: 1B-1, was 1A-1" in compare_told(found, "one", "other")


def test_what_happens_without_words_is_compared_by_how_it_is_covered() -> None:
    """It was shot, and only the second cut shows it."""
    beat = ActionBeat("1", 2, "She opens the case.", "shot for it", "1F-1.mov", after="1.1", before="1.2")
    heard = (an_event("V1", "1.1", "1-1", (0, 40)), an_event("A1", "1.1", "1-1", (0, 40)))
    insert = replace(an_event("V1", "1.1", "1F-1", (40, 60)), shows="beat")
    one, other = replace(a_cut(*heard), beats=(beat,)), replace(a_cut(*heard, insert), beats=(beat,))
    (told,) = compare(one, other).beats
    assert (told.before, told.after) == ("shot for it, 1F-1.mov", "seen in 1F-1")
    assert "(She opens the case.)" in " ".join(compare_told(compare(one, other), "one", "other").split())
    assert compare(one, one).beats == ()


def test_a_trim_of_one_frame_is_no_difference_and_of_two_is_one() -> None:
    one = a_cut(an_event("V1", "1.1", "1-1", (0, 40)), an_event("A1", "1.1", "1-1", (0, 40)))

    def longer(frames: int) -> Cut:
        events = (
            replace(e, source=Span(e.source.start - frames, e.source.end, one.rate)) for e in one.events
        )
        return replace(one, events=tuple(events))

    assert compare(one, longer(1)).trims == ()
    assert compare(one, longer(2)).trims == (OtherTrim("1.1", 2, 0),)
    assert compare(longer(3), one).trims == (OtherTrim("1.1", -3, 0),)


def test_reactions_and_splits_come_and_go() -> None:
    """A split that moves by a frame is the same; one that changes sides is not."""
    with_reaction = a_split_cut()
    lines = [event for event in with_reaction.events if event.shows == "line"]
    without = replace(with_reaction, events=tuple(lines))
    assert compare(without, with_reaction).reactions_new == ("1.2",)
    assert compare(with_reaction, without).reactions_gone == ("1.2",)

    def led_by(frames: int) -> Cut:
        events = (replace(e, leads=frames) if e.line == "1.2" else e for e in with_reaction.events)
        return replace(with_reaction, events=tuple(events))

    assert compare(led_by(8), led_by(9)).splits == ()
    assert compare(led_by(8), led_by(-8)).splits == (OtherSplit("1.2", 8, -8),)
    assert compare(led_by(8), led_by(8)).same_splits == 1


def test_lines_that_only_one_cut_has_are_named() -> None:
    one, two = (
        a_cut(*(an_event("A1", line, "1-1", (40 * n, 40 * n + 40)) for n, line in enumerate(lines)))
        for lines in (("1.1", "1.2"), ("1.2", "1.3"))
    )
    found = compare(one, two)
    assert (found.lines_gone, found.lines_new, found.lines) == (("1.1",), ("1.3",), 3)
    assert not found.none


@given(days(), days())
@settings(max_examples=40)
def test_differences_turn_round(
    day: tuple[Screenplay, LinedScript], other: tuple[Screenplay, LinedScript]
) -> None:
    """What one way is new is gone the other way, whatever the two cuts are; a share is 0 to 1."""
    one, two = (first_cut(*made, CLASSIC)[0] for made in (day, other))
    there, back = compare(one, two), compare(two, one)
    assert there.shots_new == back.shots_gone
    assert there.lines_new == back.lines_gone
    assert there.reactions_new == back.reactions_gone
    assert set(there.moved) == set(back.moved)
    assert there.longer_s == -back.longer_s
    assert 0 <= there.share <= 1
    assert compare(one, one).none


def test_a_frame_is_told_as_a_frame() -> None:
    """Nothing is "0.0 s longer": what is too short for a tenth of a second is counted in frames."""
    found = compare(cut_with(), cut_with())
    assert length_told(replace(found, frames_after=found.frames + 1)).endswith(": 1 frame longer.")
    assert length_told(replace(found, frames_after=found.frames - 5)).endswith(": 0.2 s shorter.")
