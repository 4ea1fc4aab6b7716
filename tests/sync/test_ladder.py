"""The ladder: each picture gets the recording that ran with it, or an honest no."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.footage.model import Clip, Recording, Slate, Witness
from rushes.sync.model import Ask, Fit, Sketch, Sticks, Synced
from rushes.sync.together import bring_together
from rushes.sync.told import Said

RATE = Fraction(25)
TEN = 10 * 3600 * 25
"""Ten o'clock in frames."""


def take(name: str, start: int | None = None, *, seconds: int = 20, channels: int = 1) -> Clip:
    """Return a picture of camera A by its slate, such as ``27A-3``; start: timecode in frames."""
    setup, number = name.split("-")
    slate = Slate(scene=setup.rstrip("ABC"), setup=setup, take=int(number), camera="A", source="name")
    return Clip(
        Path(f"/rushes/{name}.mov"),
        f"{name}.mov",
        f"picture {name}",
        RATE,
        seconds * 25,
        start or 0,
        has_timecode=start is not None,
        channels=channels,
        slate=slate,
    )


def recording(
    name: str, start: int | None = None, *, seconds: int = 30, wild: bool = False, room_tone: bool = False
) -> Recording:
    """Return a recording by its slate; start: timecode in frames of 25."""
    setup, _, number = name.partition("-")
    read = Slate(
        scene=setup.rstrip("ABC"), setup=setup, take=int(number or 0) or None, wild=wild, room_tone=room_tone
    )
    file = Clip(
        Path(f"/sound/{name}.wav"),
        f"{name}.wav",
        f"sound {name}",
        Fraction(48000),
        seconds * 48000,
        (start or 0) * 1920,
        has_timecode=start is not None,
        channels=2,
        sample_rate=48000,
        slate=read,
        is_sound=True,
        timecode_rate=RATE,
        tracks=("Mix", "Boom"),
    )
    return Recording((file,))


@dataclass
class Ears:
    """Instruments that know the truth: at which second of a picture a sound begins, by their files.

    off_s: how far the ear is off, and error_ms, how far it says it may be. seen: frames of sticks.
    struck: claps. asked: what was asked, in order.
    """

    truth: Mapping[tuple[str, str], float] = field(default_factory=dict)
    drift_ppm: float = 0.0
    off_s: float = 0.0
    error_ms: float = 0.4
    seen: Mapping[str, int] = field(default_factory=dict)
    struck: Mapping[str, float] = field(default_factory=dict)
    asked: list[Ask] = field(default_factory=list)

    def sketch(self, clips: Sequence[Clip]) -> Mapping[str, Sketch]:
        """Return sketches that hold no more than claps."""
        return {
            clip.file: Sketch(
                float(clip.seconds), (self.struck[clip.file],) if clip.file in self.struck else ()
            )
            for clip in clips
        }

    def measure(self, asked: Sequence[Ask]) -> tuple[Fit | None, ...]:
        """Find what is true where it is looked for, and little elsewhere."""
        self.asked += asked
        return tuple(map(self._measure, asked))

    def _measure(self, ask: Ask) -> Fit:
        at_s = self.truth.get((ask.picture.file, ask.sound.file))
        if at_s is None or abs(at_s - ask.near_s) > ask.within_s:
            return Fit(ask.near_s, 0.0, 100.0, 10.0, 12, 2)
        return Fit(at_s + self.off_s, self.drift_ppm, self.error_ms, 15.0, 12, 12)

    def sticks(self, clips: Sequence[Clip]) -> Mapping[str, tuple[Sticks, ...]]:
        """Return the sticks that are seen."""
        return {clip.file: (Sticks(self.seen[clip.file], 0.9),) for clip in clips if clip.file in self.seen}


def synced(
    clips: Sequence[Clip], recordings: Sequence[Recording], ears: Ears, said: Sequence[Said] = ()
) -> Synced:
    return bring_together(clips, recordings, ears, said)


def behind(made: Synced) -> dict[str, str]:
    """Return which sound lies behind each picture, and by which step."""
    return {
        clip.file: f"{clip.behind[0].sound.file} by {clip.behind[0].rung}" if clip.behind else ""
        for clip in made.clips
    }


def kinds(made: Synced) -> list[tuple[str, str]]:
    return [(finding.kind, finding.subject) for finding in made.findings]


@pytest.fixture(autouse=True)
def _no_sketches_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sketches meet where the ears know it: the search over sketches has its own tests."""
    monkeypatch.setattr("rushes.sync.ladder.meetings", lambda *_: {})
    monkeypatch.setattr("rushes.sync.groups.meetings", lambda *_: {})


def test_timecode_that_the_ear_confirms_is_exact() -> None:
    """The ear is 6 ms late, as sound travels two metres to the camera; timecode knows the frame."""
    ears = Ears({("27A-3.mov", "27A-3.wav"): -5.0}, off_s=0.006)
    made = synced([take("27A-3", TEN)], [recording("27A-3", TEN - 125)], ears)
    (under,) = made.clips[0].behind
    assert (under.sound.file, under.rung, under.at_s) == ("27A-3.wav", "timecode", -5.0)
    assert kinds(made) == []


def test_a_wrong_neighbour_by_timecode_is_denied_by_the_ear() -> None:
    """The recorder's clock was never set: by timecode the take before lies under the picture."""
    ears = Ears({("27A-3.mov", "27A-3.wav"): -5.0})
    wrong = [recording("27A-2", TEN - 125)]
    made = synced([take("27A-3", TEN)], wrong, ears)
    assert behind(made) == {"27A-3.mov": ""}
    assert ("not in sync", "27A-3.mov") in kinds(made)
    assert ("sound without picture", "27A-2.wav") in kinds(made)


def test_clocks_that_are_frames_apart_are_corrected_by_what_the_ear_finds() -> None:
    """Three takes say three frames, less the way of sound; the fourth heard nothing, and follows them."""
    clips = [take(f"27A-{n}", TEN + n * 2500, channels=int(n < 4)) for n in range(1, 5)]
    sounds = [recording(f"27A-{n}", TEN + n * 2500 - 125) for n in range(1, 5)]
    ears = Ears({(f"27A-{n}.mov", f"27A-{n}.wav"): -5.0 + 3 / 25 for n in range(1, 4)}, off_s=0.006)
    made = synced(clips, sounds, ears)
    assert [clip.behind[0].at_s for clip in made.clips] == pytest.approx([-4.88] * 4, abs=0.002)
    assert [clip.behind[0].rung for clip in made.clips] == ["timecode"] * 4
    assert ("clocks apart", "27A-1.mov") in kinds(made)


def test_a_camera_without_sound_follows_timecode_alone_and_says_so() -> None:
    made = synced([take("27A-3", TEN, channels=0)], [recording("27A-3", TEN - 50)], Ears())
    (under,) = made.clips[0].behind
    assert (under.rung, under.at_s, under.error_ms) == ("timecode", -2.0, 20.0)
    assert "alone" in under.evidence[0]


def test_timecode_that_runs_over_midnight_is_one_night() -> None:
    day = 24 * 3600 * 25
    made = synced([take("27A-3", 50, channels=0)], [recording("27A-3", day - 100)], Ears())
    assert made.clips[0].behind[0].at_s == pytest.approx(-6.0)


def test_the_same_time_of_another_day_is_another_take() -> None:
    """Ten o'clock comes every day: what the ear cannot check must be of one day, where days are known."""
    today = replace(take("27A-3", TEN, channels=0), day="2026-03-02")
    for day, found in (("2026-03-02", True), ("2026-03-05", False), ("", True)):
        (file,) = recording("27A-3", TEN - 50).files
        made = synced([today], [Recording((replace(file, day=day),))], Ears())
        assert bool(made.clips[0].behind) is found


def test_timecode_that_is_no_clock_is_not_followed_blindly() -> None:
    """A camera that begins every clip at one o'clock has two clips at once, so it tells no time."""
    one = 3600 * 25
    clips = [take("27A-1", one, channels=0), take("27A-2", one, channels=0)]
    made = synced(clips, [recording("27A-1", one)], Ears())
    assert behind(made) == {"27A-1.mov": "", "27A-2.mov": ""}


def test_sticks_and_clap_bring_together_what_one_slate_names() -> None:
    """A camera without sound or timecode: sticks close on frame 50, the recorder's clap is at 4.5 s."""
    ears = Ears(seen={"27A-3.mov": 50}, struck={"27A-3.wav": 4.5})
    made = synced([take("27A-3", channels=0)], [recording("27A-3"), recording("27A-4")], ears)
    (under,) = made.clips[0].behind
    assert (under.sound.file, under.rung, under.at_s) == ("27A-3.wav", "clap", -2.5)
    assert under.error_ms == 40.0


def test_two_recordings_of_one_slate_are_not_chosen_between() -> None:
    ears = Ears(seen={"27A-3.mov": 50}, struck={"27A-3.wav": 4.5})
    twin = recording("27A-3")
    other = Recording((replace(twin.files[0], file="again/27A-3.wav", sha256="other"),))
    made = synced([take("27A-3", channels=0)], [twin, other], ears)
    assert behind(made) == {"27A-3.mov": ""}


def test_a_person_stands_above_all_that_a_program_finds() -> None:
    ears = Ears({("27A-3.mov", "27A-3.wav"): -5.0})
    clips, sounds = [take("27A-3", TEN)], [recording("27A-3", TEN - 125), recording("27A-4")]
    assert behind(synced(clips, sounds, ears, [Said("27A-3.mov", "27A-4.wav", 1.5)])) == {
        "27A-3.mov": "27A-4.wav by person"
    }
    assert behind(synced(clips, sounds, ears, [Said("27A-3.mov", None)])) == {"27A-3.mov": ""}


def test_wild_tracks_and_room_tone_are_named_and_not_forced() -> None:
    wild, tone = recording("27A", TEN, wild=True), recording("28", TEN, room_tone=True)
    made = synced([take("27A-3", TEN, channels=0)], [wild, tone], Ears())
    assert behind(made) == {"27A-3.mov": ""}
    assert [kind for kind, _ in kinds(made)] == ["wild sound", "wild sound"]
    assert {one.name for one in made.loose} == {"27A.wav", "28.wav"}


def test_a_picture_shot_without_sound_misses_none() -> None:
    silent = take("27A-3", channels=0)
    made = synced(
        [replace(silent, slate=replace(silent.slate, mos=True))], [recording("27B-1", seconds=9)], Ears()
    )
    assert kinds(made) == [("sound without picture", "27B-1.wav")]


def test_slates_that_disagree_are_told_and_the_ear_is_followed() -> None:
    """The mixer was one take behind; the sound is right, its slate is not."""
    ears = Ears({("27A-3.mov", "27A-2.wav"): -5.0})
    made = synced([take("27A-3", TEN)], [recording("27A-2", TEN - 125)], ears)
    assert behind(made) == {"27A-3.mov": "27A-2.wav by timecode"}
    assert kinds(made) == [("slates disagree", "27A-3.mov")]
    assert made.clips[0].slate.label == "27A-3"
    assert [(one.by, one.slate.label) for one in made.clips[0].witnesses] == [
        ("name", "27A-3"),
        ("recorder", "27A-2"),
    ]


def test_a_picture_without_slate_takes_that_of_its_sound() -> None:
    ears = Ears({("27A-3.mov", "27A-2.wav"): -5.0})
    bare = replace(take("27A-3", TEN), slate=Slate(camera="B"))
    (clip,) = synced([bare], [recording("27A-2", TEN - 125)], ears).clips
    assert (clip.slate.label, clip.slate.camera) == ("27A-2", "B")


def test_a_clock_that_drifts_is_told_in_frames() -> None:
    ears = Ears({("27A-3.mov", "27A-3.wav"): -5.0}, drift_ppm=120.0)
    long = take("27A-3", TEN, seconds=600)
    made = synced([long], [recording("27A-3", TEN - 125, seconds=700)], ears)
    (finding,) = (one for one in made.findings if one.kind == "recorder drifts")
    assert "+120 millionths" in finding.fact
    assert "1.8 frames" in finding.fact


def test_an_ear_that_may_be_a_frame_off_says_so() -> None:
    """Half a frame is 20 ms: what is surer goes without a word."""
    for error_ms, told in ((30.0, [("sync unsure", "27A-3.mov")]), (12.0, [])):
        ears = Ears({("27A-3.mov", "27A-3.wav"): -0.5}, error_ms=error_ms)
        made = synced([take("27A-3", TEN)], [recording("27A-3", TEN)], ears)
        assert kinds(made) == told
        assert made.clips[0].behind[0].rung == "waveform"


def test_sound_that_ends_before_its_picture_is_told() -> None:
    ears = Ears({("27A-3.mov", "27A-3.wav"): -5.0})
    made = synced([take("27A-3", TEN)], [recording("27A-3", TEN - 125, seconds=15)], ears)
    (finding,) = (one for one in made.findings if one.kind == "sound shorter than picture")
    assert "ends 10.0 s before it" in finding.fact


def test_a_slip_of_the_pen_is_outvoted_by_name_and_recorder() -> None:
    """The camera report calls take 3 take 4; the file's name and the recorder both say 3."""
    ears = Ears({("27A-3.mov", "27A-3.wav"): -5.0})
    clip = take("27A-3", TEN)
    slipped = replace(clip.slate, take=4, source="paper")
    told = (Witness("camera report", slipped), Witness("name", clip.slate))
    clip = replace(clip, slate=slipped, witnesses=told)
    (made,) = synced([clip], [recording("27A-3", TEN - 125)], ears).clips
    assert made.slate.label == "27A-3"
