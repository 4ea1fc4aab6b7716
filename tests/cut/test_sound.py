"""Behind each picture of the cut lies the sound that ran with it, to the sample, and nothing is stretched."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rushes.cut import TASTES, Cut, Event, first_cut
from rushes.footage.model import Angle, Behind, Clip, Slate
from tests.cut.shooting import a_reading, a_script, a_take, lined

CLASSIC = TASTES["classic"]
TALK = a_script("ANNA One two three four / BEN One two three four / ANNA One two three four")
RATE = 48000


def a_recording(name: str, seconds: float = 90, rate: int = RATE) -> Clip:
    """Return a recorder's file."""
    return Clip(
        path=Path("/sound") / name,
        file=name,
        sha256=f"sound {name}",
        rate=Fraction(rate),
        frames=round(seconds * rate),
        channels=2,
        sample_rate=rate,
        is_sound=True,
    )


def shot_with(take: str, *behind: Behind, **other: object) -> Clip:
    """Return a take with recordings behind it."""
    return replace(a_take(take, channels=1), behind=behind, **other)  # type: ignore[arg-type]


def cut_of(*takes: Clip, lines: Mapping[str, tuple[str, float]]) -> Cut:
    """Return a cut of one scene in which lines are said in takes, each at a second."""
    readings = [a_reading(line, take, at) for line, (take, at) in lines.items()]
    return first_cut(TALK, lined(TALK, *readings, clips=takes), CLASSIC)[0]


def in_sync_by(cut: Cut, event: Event) -> float:
    """Return by how many seconds the middle of a sound event is off the picture that it lies under."""
    picture = next(one for one in cut.track("V1") if one.record == event.record)
    behind = next(one for one in cut.clip(picture.file).behind if one.sound.file == event.file)
    middle = (picture.source.start_s + picture.source.end_s) / 2
    return behind.on_recorder(middle) - (event.source.start_s + event.source.end_s) / 2


def test_the_recording_plays_and_not_the_camera() -> None:
    """The recorder began five seconds before the camera."""
    sound = a_recording("27A-T1.wav")
    cut = cut_of(shot_with("1-1", Behind(sound, -5.0)), lines={"1.1": ("1-1", 2.0)})
    (picture,), (event,) = cut.track("V1"), cut.track("A1")
    assert (event.file, event.source.rate) == ("27A-T1.wav", Fraction(RATE))
    assert event.source.start == picture.source.start * 1920 + 5 * RATE
    assert event.source.seconds == picture.source.seconds
    assert cut.clip("27A-T1.wav") == sound


def test_a_file_for_each_microphone_lies_on_a_track_of_its_own() -> None:
    boom, lav = a_recording("t_1.wav"), a_recording("t_2.wav")
    cut = cut_of(shot_with("1-1", Behind(boom, 0.0), Behind(lav, 0.0)), lines={"1.1": ("1-1", 2.0)})
    assert [(event.track, event.file) for event in cut.events] == [
        ("V1", "1-1.mov"),
        ("A1", "t_1.wav"),
        ("A2", "t_2.wav"),
    ]


def test_sound_runs_through_where_a_take_runs_on() -> None:
    """Three lines of one take: the samples touch, though the clocks part and nothing is stretched."""
    sound = a_recording("t.wav")
    said = {"1.1": ("1-1", 2.0), "1.2": ("1-1", 3.2), "1.3": ("1-1", 4.4)}
    cut = cut_of(shot_with("1-1", Behind(sound, -5.0, drift_ppm=200)), lines=said)
    first, second, third = cut.track("A1")
    assert first.source.end == second.source.start
    assert second.source.end == third.source.start
    length = third.source.end - first.source.start
    assert length == (third.record.end - first.record.start) * 1920


def test_in_a_long_take_the_sound_is_cut_anew_before_it_is_heard_off() -> None:
    """A hundred lines in two minutes at 500 millionths: 60 ms between the clocks, nowhere 10 ms off."""
    page = a_script(" / ".join(f"{'ANNA' if n % 2 else 'BEN'} One two three four" for n in range(100)))
    take = shot_with("1-1", Behind(a_recording("t.wav", 200), -5.0, drift_ppm=500))
    readings = [a_reading(f"1.{n}", "1-1", 1.2 * n) for n in range(1, 101)]
    cut, _ = first_cut(page, lined(page, *readings, clips=[replace(take, frames=3200)]), CLASSIC)
    sounds = cut.track("A1")
    off = [in_sync_by(cut, event) for event in sounds]
    seams = [a.source.end - b.source.start for a, b in pairwise(sounds) if a.source.end != b.source.start]
    assert max(map(abs, off)) <= 0.0101
    assert 1 <= len(seams) <= 4


def test_a_line_that_the_recording_missed_plays_from_the_camera_and_is_told() -> None:
    """The recorder rolled late: it begins after the first line."""
    sound = a_recording("t.wav")
    take = shot_with("1-1", Behind(sound, 10.0))
    readings = [a_reading("1.1", "1-1", 2.0), a_reading("1.2", "1-1", 14.0)]
    cut, findings = first_cut(TALK, lined(TALK, *readings, clips=[take]), CLASSIC)
    assert [event.file for event in cut.track("A1")] == ["1-1.mov", "t.wav"]
    assert [finding.kind for finding in findings] == ["own sound used"]


def test_recordings_one_after_the_other_each_play_their_part() -> None:
    early, late = a_recording("a.wav", 10), a_recording("b.wav", 30)
    take = shot_with("1-1", Behind(early, 0.0), Behind(late, 11.0))
    cut = cut_of(take, lines={"1.1": ("1-1", 2.0), "1.2": ("1-1", 20.0)})
    assert [(event.track, event.file) for event in cut.track("A1")] == [("A1", "a.wav"), ("A1", "b.wav")]
    assert abs(in_sync_by(cut, cut.track("A1")[1])) < 1e-4


def test_cameras_of_one_take_meet_on_one_instant_and_the_sound_goes_on() -> None:
    """Line one from camera A, line two from camera B, 2 s later begun: no frame is lost or seen twice."""
    sound = a_recording("t.wav")
    wide = shot_with("1-1a", Behind(sound, -5.0), angle=Angle("1-1", 0.0))
    close = shot_with("1-1b", Behind(sound, -7.0), angle=Angle("1-1", 2.0))
    cut = cut_of(wide, close, lines={"1.1": ("1-1a", 4.0), "1.2": ("1-1b", 3.2)})
    first, second = cut.track("V1")
    assert (first.file, second.file) == ("1-1a.mov", "1-1b.mov")
    assert second.source.start == first.source.end - 50
    assert cut.track("A1")[0].source.end == cut.track("A1")[1].source.start


def test_a_pause_between_cameras_that_is_too_long_is_trimmed_as_ever() -> None:
    wide = shot_with("1-1a", angle=Angle("1-1", 0.0))
    close = shot_with("1-1b", angle=Angle("1-1", 2.0))
    cut = cut_of(wide, close, lines={"1.1": ("1-1a", 4.0), "1.2": ("1-1b", 20.0)})
    first, second = cut.track("V1")
    assert second.source.start > first.source.end - 50


@given(
    at_s=st.floats(-60, 0),
    drift=st.floats(-500, 500),
    rate=st.sampled_from([44100, 48000, 96000]),
    film=st.sampled_from([Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001)]),
)
def test_every_sound_is_in_sync_in_its_middle_and_as_long_as_its_picture(
    at_s: float, drift: float, rate: int, film: Fraction
) -> None:
    """Whatever the clocks do: half a sample at the middle, and not a sample longer or shorter."""
    sound = a_recording("t.wav", 600, rate)
    take = replace(shot_with("1-1", Behind(sound, at_s, drift)), rate=film)
    said = [a_reading(f"1.{n}", "1-1", 2.0 + 7 * n, rate=film) for n in (1, 2, 3)]
    cut, _ = first_cut(TALK, lined(TALK, *said, clips=[take]), CLASSIC)
    for event in cut.track("A1"):
        assert abs(in_sync_by(cut, event)) <= 2 / rate
        assert abs(event.source.seconds - event.record.seconds) <= Fraction(1, rate)


def test_a_picture_without_any_sound_is_cut_as_it_was() -> None:
    silent = replace(a_take("1-1"), slate=Slate("1", "1", 1))
    cut = cut_of(silent, lines={"1.1": ("1-1", 2.0)})
    assert [event.file for event in cut.events] == ["1-1.mov", "1-1.mov"]
