"""A line is heard from the nearest microphone of the cameras that rolled together, at the same instant."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from rushes.coverage.model import Reading
from rushes.cut import TASTES, Cut, Event, first_cut
from rushes.cut.pins import Pins, keep
from rushes.errors import Finding
from rushes.footage.model import Angle, Behind, Clip
from rushes.sound.model import Heard
from tests.cut.shooting import a_reading, a_script, a_take, heard, lined
from tests.cut.test_sound import a_recording

CLASSIC = TASTES["classic"]
TALK = a_script("ANNA One two three four / BEN One two three four / ANNA One two three four")
LATER_S = 0.4
"""The B camera began so much after the A camera."""


def a_camera(take: str, at_s: float = 0.0, **other: object) -> Clip:
    """Return a clip of a camera with a microphone of its own, which rolled together with others."""
    return a_take(take, channels=1, angle=Angle("1-1", at_s), **other)  # type: ignore[arg-type]


A, B = a_camera("1-1a"), a_camera("1-1b", LATER_S)


def said(line: str, second: float, *, a: float, b: float, b_off_s: float = 0.0) -> tuple[Reading, ...]:
    """Return a line as both cameras heard it, so many dB above the noise."""
    return (
        a_reading(line, "1-1a", second, clear=a),
        a_reading(line, "1-1b", second - LATER_S + b_off_s, clear=b),
    )


def cut_of(
    *readings: Sequence[Reading],
    clips: Sequence[Clip] = (A, B),
    pins: Pins | None = None,
    ears: Mapping[str, Heard] | None = None,
) -> tuple[Cut, tuple[Finding, ...]]:
    """Return the cut of a scene that two cameras shot without a recorder; the A camera was liked."""
    liked = [replace(one, slate=replace(one.slate, circled=one.file == A.file)) for one in clips]
    flat = [one for both in readings for one in both]
    return first_cut(TALK, lined(TALK, *flat, clips=liked, ears=dict(ears or {})), CLASSIC, pins=pins)


def instant(cut: Cut, event: Event) -> float:
    """Return when an event begins on the clock of the group."""
    angle = cut.clip(event.file).angle
    return event.source.start_s + (angle.at_s if angle else 0.0)


def ears(a: Sequence[float], b: Sequence[float], level: float = -24.0) -> dict[str, Heard]:
    """Return what was measured of both cameras' sound: by how much it falls in each tenth of a second."""
    return {
        take: replace(heard(), levels=(level,) * 600, falls=tuple(depth) * (600 // len(depth)))
        for take, depth in (("1-1a", a), ("1-1b", b))
    }


def test_the_nearer_microphone_is_heard_under_the_picture_of_the_other() -> None:
    """The circled A camera is seen; B's microphone has the voice 16 dB farther above its noise."""
    cut, _ = cut_of(said("1.1", 2.0, a=24, b=40))
    (picture,), (sound,) = cut.track("V1"), cut.track("A1")
    assert (picture.file, sound.file) == ("1-1a.mov", "1-1b.mov")
    assert sound.record == picture.record
    assert instant(cut, sound) == pytest.approx(instant(cut, picture))


def test_it_says_why_and_what_else_it_could_have_been() -> None:
    cut, _ = cut_of(said("1.1", 2.0, a=24, b=40))
    (sound,) = cut.spoken
    (clear,) = (reason for reason in sound.reasons if reason.name == "clear sound")
    assert clear.fact == "1-1 B's microphone is some 16 dB nearer than 1-1 A's: speech 40 dB above the noise"
    assert sound.alternates[0].file == "1-1a.mov"
    assert sound.alternates[0].worth < sound.worth
    assert [other.file for other in sound.alternates].count("1-1b.mov") == 0


def test_the_reasons_still_add_up_to_the_worth_of_the_event() -> None:
    """A dB of nearness is worth what a dB above the noise is."""
    cut, _ = cut_of(said("1.1", 2.0, a=26, b=36))
    (sound,) = cut.spoken
    assert sound.worth == pytest.approx(sum(reason.worth for reason in sound.reasons))
    assert sound.worth - sound.alternates[0].worth == pytest.approx(CLASSIC.weights["clear sound"] * 10 / 20)


def test_nothing_is_moved_for_a_decibel() -> None:
    cut, _ = cut_of(said("1.1", 2.0, a=29, b=30))
    assert [event.file for event in cut.spoken] == ["1-1a.mov"]


def test_an_automatic_gain_cannot_hide_how_far_a_microphone_stands() -> None:
    """Both stand 25 dB above their noise; between syllables B's sound falls 16 dB deep and A's only 12."""
    cut, _ = cut_of(said("1.1", 2.0, a=25, b=25), ears=ears([12.0], [16.0]))
    assert [event.file for event in cut.spoken] == ["1-1b.mov"]


def test_a_microphone_that_was_driven_too_far_is_left_alone() -> None:
    """B's stands highest above its noise, and its peaks are cut off."""
    loud = ears([12.0], [12.0])
    loud["1-1b"] = replace(loud["1-1b"], levels=(-3.0,) * 600)
    cut, _ = cut_of(said("1.1", 2.0, a=25, b=36), ears=loud)
    assert [event.file for event in cut.spoken] == ["1-1a.mov"]


def test_one_microphone_is_kept_through_a_running_performance() -> None:
    """In the second line A's is 5 dB nearer: less than a change of the room's tone is worth, twice."""
    cut, _ = cut_of(said("1.1", 2.0, a=22, b=34), said("1.2", 3.2, a=30, b=25), said("1.3", 4.4, a=22, b=34))
    assert [event.file for event in cut.spoken] == ["1-1b.mov"] * 3
    told = {reason.name: reason.fact for reason in cut.spoken[1].reasons}
    assert told["one microphone"] == "1-1 B's microphone runs on through the performance"
    assert [a.source.end == b.source.start for a, b in zip(cut.spoken, cut.spoken[1:], strict=False)] == [
        True,
        True,
    ]


def test_a_microphone_that_is_much_nearer_is_worth_the_change() -> None:
    """Ben stands beside the A camera: 16 dB nearer there in his line alone, as in his whole take."""
    cut, _ = cut_of(said("1.1", 2.0, a=26, b=40), said("1.2", 30.0, a=40, b=12))
    assert [event.file for event in cut.spoken] == ["1-1b.mov", "1-1a.mov"]


def test_what_all_lines_of_a_take_tell_counts_more_than_one() -> None:
    """In her first line Anna turns away from B, by whom she stands 8 dB nearer in all others."""
    lines = [
        said(line, at, a=28, b=b) for line, at, b in (("1.1", 2.0, 25), ("1.3", 20.0, 36), ("1.3", 30.0, 36))
    ]
    cut, _ = cut_of(*lines)
    assert cut.spoken[0].file == "1-1b.mov"


def test_where_a_recorder_ran_it_is_heard_and_no_camera() -> None:
    recorded = replace(A, behind=(Behind(a_recording("t.wav"), -5.0),))
    cut, _ = cut_of(said("1.1", 2.0, a=26, b=40), clips=(recorded, B))
    assert [event.file for event in cut.spoken] == ["t.wav"]


def test_a_camera_that_stopped_before_the_line_ended_is_not_heard() -> None:
    short = a_camera("1-1b", LATER_S, frames=60)
    cut, _ = cut_of(said("1.1", 2.0, a=26, b=40), clips=(A, short))
    assert [event.file for event in cut.spoken] == ["1-1a.mov"]


def test_where_the_ear_denies_the_sync_the_picture_keeps_its_own_sound() -> None:
    """The same words are heard a third of a second apart on one clock: lips would be off."""
    cut, findings = cut_of(said("1.1", 2.0, a=26, b=40, b_off_s=0.3))
    assert [event.file for event in cut.spoken] == ["1-1a.mov"]
    (doubt,) = (finding for finding in findings if finding.kind == "sync in doubt")
    assert doubt.subject == "1-1b.mov"
    assert "0.30 s later" in doubt.fact


def test_a_place_in_the_group_that_may_be_frames_off_is_not_trusted() -> None:
    unsure = replace(B, angle=Angle("1-1", LATER_S, error_ms=90.0))
    cut, _ = cut_of(said("1.1", 2.0, a=26, b=40), clips=(A, unsure))
    assert [event.file for event in cut.spoken] == ["1-1a.mov"]


def test_what_a_person_decided_about_the_sound_stands() -> None:
    cut, _ = cut_of(said("1.1", 2.0, a=26, b=40), pins=Pins((keep("1.1", "1-1 A", "Ada"),)))
    assert [event.file for event in cut.spoken] == ["1-1a.mov"]


def test_a_microphone_that_hears_a_word_across_the_cut_is_not_taken() -> None:
    """In B's clip the crew speaks over the beginning of what would be heard."""
    over = replace(heard([(0.8, 1.4)]), levels=(-24.0,) * 600)
    cut, _ = cut_of(said("1.1", 2.0, a=26, b=40), ears={"1-1b": over})
    assert [event.file for event in cut.spoken] == ["1-1a.mov"]


def test_takes_of_one_camera_are_left_as_they_are() -> None:
    alone = a_take("1-1", channels=1)
    script = lined(TALK, a_reading("1.1", "1-1", 2.0, clear=12), clips=(alone,))
    cut, _ = first_cut(TALK, script, CLASSIC)
    assert [event.file for event in cut.spoken] == ["1-1.mov"]
    assert cut.spoken[0].reasons == cut.track("V1")[0].reasons
