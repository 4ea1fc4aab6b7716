"""Cameras over one recording: it is heard once, and every angle gets its part of it."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from rushes.footage.model import Angle, Behind, Clip
from rushes.sound.model import Heard, HeardWord, Stretch
from rushes.sound.shared import part_of, shared

SOUND = Clip(Path("t.wav"), "t.wav", "sound", Fraction(48000), 60 * 48000, is_sound=True)


def camera(name: str, at_s: float, seconds: int = 20, *, group: str = "27A-3", channels: int = 1) -> Clip:
    """Return a camera that began so long after the first of its group; the recorder began 5 s before it."""
    clip = Clip(Path(name), name, name, Fraction(25), seconds * 25, channels=channels)
    return replace(clip, behind=(Behind(SOUND, -5.0 - at_s),), angle=Angle(group, at_s))


def one_script(_: Clip) -> str:
    return "the scene"


def test_two_angles_over_one_recording_are_heard_as_one_clip() -> None:
    first, second = camera("a.mov", 0.0), camera("b.mov", 2.0)
    (one,) = shared([second, first], one_script)
    assert one.whole.seconds == 22
    assert one.whole.behind == first.behind
    assert sorted((clip.file, at_s) for clip, at_s in one.parts) == [("a.mov", 0.0), ("b.mov", 2.0)]


def test_clips_of_their_own_are_heard_by_themselves() -> None:
    """Another group, no group, another script, a camera whose guide track has to help out."""
    clips = [
        camera("a.mov", 0.0),
        camera("b.mov", 0.0, group="27A-4"),
        replace(camera("c.mov", 0.0), angle=None),
        camera("d.mov", 0.0, seconds=70),
    ]
    assert [one.whole for one in shared(clips, one_script)] == clips
    assert len(shared([camera("a.mov", 0.0), camera("b.mov", 1.0)], lambda clip: clip.file)) == 2


def test_a_part_tells_its_own_time() -> None:
    words = (HeardWord("one", 1.0, 1.5), HeardWord("two", 3.0, 3.4), HeardWord("three", 9.5, 9.9))
    whole = Heard(
        "made",
        12.0,
        words,
        (Stretch(0.0, 1.0), Stretch(1.5, 3.0), Stretch(3.4, 9.5)),
        claps=(0.5, 2.5),
        levels=tuple(float(step) for step in range(120)),
    )
    part = part_of(whole, 2.0, 6.0)
    assert [(word.text, word.in_s, word.out_s) for word in part.words] == [("two", 1.0, 1.4)]
    assert part.quiet == (Stretch(0.0, 1.0), Stretch(1.4, 6.0))
    assert (part.claps, part.duration_s) == ((0.5,), 6.0)
    assert part.levels == tuple(float(step) for step in range(20, 80))


def test_a_part_from_the_beginning_to_the_end_is_the_whole() -> None:
    whole = Heard("made", 3.0, (HeardWord("one", 1.0, 1.5),), (Stretch(0.0, 1.0),), levels=(0.0,) * 30)
    assert part_of(whole, 0.0, 3.0) == whole
