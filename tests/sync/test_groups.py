"""Cameras that rolled together are one group; what one of them knows, all know."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rushes.footage.model import Clip
from rushes.sync.model import Ask, Fit, Synced
from rushes.sync.told import Said
from tests.sync.test_ladder import TEN, Ears, kinds, recording, synced, take


def camera(letter: str, name: str, start: int | None = None, **facts: int) -> Clip:
    """Return a take by another camera."""
    clip = take(name, start, **facts)
    file = f"{name}{letter}.mov"
    slate = replace(clip.slate, camera=letter)
    return replace(clip, path=clip.path.with_name(file), file=file, sha256=f"picture {file}", slate=slate)


def angles(made: Synced) -> list[tuple[str, str, float] | None]:
    return [
        (clip.angle.group, clip.angle.rung, round(clip.angle.at_s, 4)) if clip.angle else None
        for clip in made.clips
    ]


@pytest.fixture(autouse=True)
def _no_sketches_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rushes.sync.ladder.meetings", lambda *_: {})
    monkeypatch.setattr("rushes.sync.groups.meetings", lambda *_: {})


def test_cameras_with_common_timecode_are_one_group() -> None:
    made = synced([camera("A", "27A-3", TEN), camera("B", "27A-3", TEN + 10)], [], Ears())
    assert angles(made) == [("27A-3", "timecode", 0.0), ("27A-3", "timecode", 0.4)]


def test_takes_one_after_the_other_are_no_group() -> None:
    clips = [camera("A", "27A-3", TEN), camera("B", "27A-4", TEN + 600)]
    assert angles(synced(clips, [], Ears())) == [None, None]


def test_cameras_over_one_recording_are_one_group_by_it() -> None:
    """Neither camera has timecode; both hear what the recorder heard, B half a second later."""
    ears = Ears({("27A-3A.mov", "27A-3.wav"): -5.0, ("27A-3B.mov", "27A-3.wav"): -5.5})
    said = [Said("27A-3A.mov", "27A-3.wav", -5.0), Said("27A-3B.mov", "27A-3.wav", -5.5)]
    made = synced([camera("A", "27A-3"), camera("B", "27A-3")], [recording("27A-3")], ears, said)
    assert angles(made) == [("27A-3", "person", 0.0), ("27A-3", "person", 0.5)]


def test_a_silent_camera_plays_what_lies_behind_the_other() -> None:
    clips = [camera("A", "27A-3", TEN), camera("B", "27A-3", TEN + 10, channels=0)]
    ears = Ears({("27A-3A.mov", "27A-3.wav"): -5.0})
    lone = recording("27A-3", TEN - 125)
    made = synced(clips, [lone], ears)
    assert [clip.behind[0].sound.file for clip in made.clips] == ["27A-3.wav", "27A-3.wav"]
    assert [round(clip.behind[0].at_s, 4) for clip in made.clips] == [-5.0, -5.4]


def test_without_a_recorder_a_silent_camera_plays_the_sound_of_the_other() -> None:
    clips = [camera("A", "27A-3", TEN), camera("B", "27A-3", TEN + 10, channels=0)]
    (first, second) = synced(clips, [], Ears()).clips
    assert first.behind == ()
    (lent,) = second.behind
    assert (lent.sound.file, round(lent.at_s, 4), lent.sound.is_sound) == ("27A-3A.mov", -0.4, False)


def test_cameras_that_nothing_brings_together_are_named_and_a_person_can_say() -> None:
    clips = [camera("A", "27A-3", channels=0), camera("B", "27A-3", channels=0)]
    assert ("angles not in sync", "27A-3B.mov") in kinds(synced(clips, [], Ears()))
    made = synced(clips, [], Ears(), [Said("27A-3A.mov", "27A-3B.mov", 1.5)])
    assert angles(made) == [("27A-3", "person", 0.0), ("27A-3", "person", 1.5)]
    assert kinds(made) == []


def test_numbered_cameras_of_equal_length_are_thought_to_belong_together() -> None:
    clips = [_named(number) for number in range(1, 5)]
    assert [
        subject for kind, subject in kinds(synced(clips, [], Ears())) if kind == "angles not in sync"
    ] == [
        "cam02.mp4",
        "cam03.mp4",
        "cam04.mp4",
    ]


def _named(number: int) -> Clip:
    clip = take("1-1", channels=0)
    file = f"cam0{number}.mp4"
    bare = replace(clip.slate, scene=None, setup=None, take=None, camera=None)
    return replace(clip, path=clip.path.with_name(file), file=file, sha256=file, slate=bare)


def test_three_cameras_share_one_clock() -> None:
    """A and B by timecode, C by a person: all stand on the clock of the one that began first."""
    clips = [camera("A", "27A-3", TEN), camera("B", "27A-3", TEN - 25), camera("C", "27A-3", channels=0)]
    made = synced(clips, [], Ears(), [Said("27A-3A.mov", "27A-3C.mov", 2.0)])
    assert [clip.angle.at_s for clip in made.clips if clip.angle] == pytest.approx([1.0, 0.0, 3.0])


class _OneSound(Ears):
    """Ears to which every sound is the same."""

    def measure(self, asked: Sequence[object]) -> tuple[Fit | None, ...]:
        return tuple(Fit(0.0, 0.0, 1.0, 15.0, 12, 2) for _ in asked)


def test_other_takes_at_one_time_are_no_group_when_their_sounds_deny_it() -> None:
    """Two units shoot at once: their timecode runs together, their slates and sounds do not."""
    clips = [camera("A", "27A-3", TEN), camera("B", "51-1", TEN)]
    assert angles(synced(clips, [], _OneSound())) == [None, None]


class _Twins(Ears):
    """Ears to which both takes of camera B are as good as each other under that of camera A."""

    def measure(self, asked: Sequence[Ask]) -> tuple[Fit | None, ...]:
        return tuple(Fit(0.0, 0.0, 0.4, 15.0, 12, 12) for _ in asked)


@pytest.mark.parametrize(("one", "two"), ["AB", "BA"])
def test_of_two_clips_that_agree_alike_none_is_taken(one: str, two: str) -> None:
    """One camera films one thing at a time: two takes that sound the same are left to a person."""
    clips = [camera(one, "27A-3", TEN), camera(two, "51-1", TEN), camera(two, "51-2", TEN)]
    assert angles(synced(clips, [], _Twins())) == [None, None, None]
    assert angles(synced(clips[:2], [], _Twins())) != [None, None]
