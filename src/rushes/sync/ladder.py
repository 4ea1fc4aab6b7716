"""The ladder: timecode, waveform, clap, a person; each picture gets the recordings that played while it ran.

What timecode says is checked by ear wherever the camera took sound. What the ear finds alone must agree at
most places of the whole overlap. A clap alone identifies nothing, so it needs the slate. Whatever no step
can tell is left open, with a finding; a wrong sound is worse than none.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rushes.errors import Finding
from rushes.footage.model import Behind, Clip, Recording, Rung
from rushes.sync import tidings
from rushes.sync.claps import by_claps
from rushes.sync.meetings import meetings
from rushes.sync.model import Ask, Fit, Instruments, Sketch, Sticks, Verdict
from rushes.sync.settle import settle, surest
from rushes.sync.timecode import (
    Jam,
    apart_s,
    by_timecode,
    counts_alike,
    jam_of,
    of_one_day,
    shared_s,
)
from rushes.sync.told import Said

_NEAR_S, _OTHER_CLOCK_S = 1.5, 30.0
"""How far beside timecode the ear looks: clocks that were jammed in the morning are frames apart; clocks
that count different rates lose 3.6 s in every hour since they were jammed."""


@dataclass(frozen=True)
class Lies:
    """A recording under a picture. fit: what the ear measured, None where it did not."""

    recording: Recording
    at_s: float
    rung: Rung
    error_ms: float
    drift_ppm: float = 0.0
    fit: Fit | None = None
    evidence: tuple[str, ...] = ()

    def behind(self) -> tuple[Behind, ...]:
        """Return it as what plays under a picture: each of its files."""
        return tuple(
            Behind(file, self.at_s, self.drift_ppm, self.rung, self.error_ms, self.evidence)
            for file in self.recording.files
        )


def listened_to(recording: Recording) -> Clip:
    """Return the file by which a recording is recognised: the mix where there is one, else the first."""
    mixes = [file for file in recording.files if any("mix" in name.lower() for name in file.tracks)]
    return (mixes or recording.files)[0]


@dataclass
class Ladder:
    """Pictures on their way to their sound. under: what was found, by `Clip.file`; open: what was not."""

    clips: Sequence[Clip]
    recordings: Sequence[Recording]
    instruments: Instruments
    under: dict[str, tuple[Lies, ...]] = field(default_factory=dict)
    doubts: dict[str, Verdict] = field(default_factory=dict)
    jams: dict[str, Jam] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    heard: dict[tuple[str, str], Fit] = field(default_factory=dict)

    def climb(self, said: Sequence[Said]) -> None:
        """Go up step by step; each step sees only what the steps before it left open."""
        self.by_person(said)
        self.by_timecode()
        self.by_waveform()
        self.by_jammed_clock()
        self.by_clap()

    def open(self) -> list[Clip]:
        """Return the pictures whose sound is not found yet."""
        return [clip for clip in self.clips if clip.file not in self.under]

    def by_person(self, said: Sequence[Said]) -> None:
        """Follow what a person says; it stands above all that a program finds."""
        of_file = {file.file: recording for recording in self.recordings for file in recording.files}
        for one in said:
            lies = self.under.get(one.picture, ())
            if one.sound is None:
                self.under[one.picture] = ()
            elif one.sound in of_file:
                told = Lies(of_file[one.sound], one.at_s, "person", 0.0, evidence=("A person said so.",))
                self.under[one.picture] = (*lies, told)

    def by_timecode(self) -> None:
        """Let the ear check what timecode says; what it cannot hear waits for `by_jammed_clock`."""
        asked = [
            Ask(clip, sound, at_s, _NEAR_S if counts_alike(clip, sound) else _OTHER_CLOCK_S)
            for clip in self.open()
            if clip.channels
            for sound, at_s in by_timecode(clip, self._mics())
        ]
        self._settle(asked, "timecode", final=False)

    def by_waveform(self) -> None:
        """Find by ear alone: where sketches look alike, and where the slates are the same."""
        sounding = [clip for clip in self.open() if clip.channels]
        if not sounding or not self.recordings:
            return
        sketches = self.instruments.sketch([*sounding, *self._mics()])
        pictures = {clip.file: sketches[clip.file] for clip in sounding if clip.file in sketches}
        mics = {mic.file: mic for mic in self._mics() if mic.file in sketches}
        found = meetings(pictures, {name: sketches[name] for name in mics})
        asked = [
            Ask(clip, mics[meeting.sound], meeting.at_s, _NEAR_S)
            for clip in sounding
            for meeting in found.get(clip.file, ())
        ]
        self._settle(asked, "waveform", final=True)

    def _settle(self, asked: Sequence[Ask], rung: Rung, *, final: bool) -> None:
        """Ask the ear, and let each picture have what it is surely heard under."""
        fits = self.instruments.measure(asked)
        answers: dict[str, dict[str, list[Fit]]] = {}
        for ask, fit in zip(asked, fits, strict=True):
            if fit is not None:
                answers.setdefault(ask.picture.file, {}).setdefault(ask.sound.file, []).append(fit)
        for file, heard in answers.items():
            verdict = settle(heard)
            best = {name: surest(fits) for name, fits in heard.items()}
            if verdict.chosen:
                self.under[file] = tuple(self._lies(rung, name, best[name]) for name in verdict.chosen)
                self.doubts.pop(file, None)
            elif final:
                self.doubts[file] = verdict
            self.heard.update({(file, name): fit for name, fit in best.items()})

    def _lies(self, rung: Rung, mic: str, fit: Fit) -> Lies:
        recording = next(one for one in self.recordings if listened_to(one).file == mic)
        evidence = f"The sound agrees at {fit.agreeing} of {fit.places} places over {fit.overlap_s:.0f} s."
        return Lies(recording, fit.at_s, rung, fit.error_ms, fit.drift_ppm, fit, (evidence,))

    def by_jammed_clock(self) -> None:
        """Measure how far each camera's clock is from the recorder's, and follow timecode by it."""
        clips = {clip.file: clip for clip in self.clips}
        measured: dict[str, list[float]] = {}
        for file, lies in self.under.items():
            for one in lies:
                apart = apart_s(clips[file], listened_to(one.recording))
                if one.fit and apart is not None and counts_alike(clips[file], listened_to(one.recording)):
                    measured.setdefault(camera_of(clips[file]), []).append(one.at_s - apart)
        for clip in self.clips:
            camera = camera_of(clip)
            jam = jam_of(measured.get(camera, ()), clip.rate)
            if jam and camera not in self.jams:
                self.jams[camera] = jam
        for file, lies in self.under.items():
            jam = self.jams.get(camera_of(clips[file]))
            self.under[file] = tuple(_by_both(clips[file], one, jam) for one in lies)
        for clip in self.open():
            jam = self.jams.get(camera_of(clip))
            if self._is_denied(clip) or (jam is None and measured.get(camera_of(clip))):
                continue
            self._follow_clock(clip, jam)

    def _is_denied(self, clip: Clip) -> bool:
        """Tell whether the ear had enough to hear, and heard that timecode is wrong."""
        fits = [fit for (file, _), fit in self.heard.items() if file == clip.file]
        return any(fit.places >= _ENOUGH_PLACES for fit in fits)

    def _follow_clock(self, clip: Clip, jam: Jam | None) -> None:
        by_s, spread_s = (jam.seconds, jam.spread_s) if jam else (0.0, 0.0)
        found = by_timecode(clip, [mic for mic in self._mics() if of_one_day(clip, mic)], by_s)
        if not found or not self._is_a_clock(clip) or _at_once(found):
            return
        error_ms = round(500 / float(clip.rate) + 1000 * spread_s, 1)
        told = (tidings.by_clock_alone(jam),)
        by_mic = {listened_to(one).file: one for one in self.recordings}
        self.under[clip.file] = tuple(
            Lies(by_mic[sound.file], at_s, "timecode", error_ms, evidence=told) for sound, at_s in found
        )
        self.doubts.pop(clip.file, None)

    def _is_a_clock(self, clip: Clip) -> bool:
        """Tell whether a camera's timecode is a clock: no two of its clips run at the same time."""
        same = [one for one in self.clips if camera_of(one) == camera_of(clip) and one.has_timecode]
        begins = sorted((one.clock_s, one.clock_s + one.seconds) for one in same)
        return all(second[0] >= first[1] - 1 for first, second in pairwise(begins))

    def by_clap(self) -> None:
        """Where slates say that a picture and a recording are one take, let the clap say where."""
        pairs = [(clip, one) for clip in self.open() if (one := self._of_same_slate(clip))]
        if not pairs:
            return
        sketches = self.instruments.sketch(
            [*(clip for clip, _ in pairs if clip.channels), *(listened_to(one) for _, one in pairs)]
        )
        silent = [clip for clip, _ in pairs if not _hears_claps(sketches.get(clip.file))]
        seen = self.instruments.sticks(silent)
        for clip, recording in pairs:
            struck = sketches.get(listened_to(recording).file)
            lies = struck and (
                _by_sticks(clip, recording, seen.get(clip.file, ()), struck)
                or _by_sound(clip, recording, sketches.get(clip.file), struck)
            )
            if lies:
                self.under[clip.file] = (lies,)
                self.doubts.pop(clip.file, None)

    def _of_same_slate(self, clip: Clip) -> Recording | None:
        """Return the one recording with a picture's slate that lies under no other take's picture."""
        if self._is_denied(clip) or not (clip.slate.setup and clip.slate.take) or clip.slate.mos:
            return None
        same = [one for one in self.recordings if one.slate.label == clip.slate.label]
        labels = {one.file: one.slate.label for one in self.clips}
        taken = {
            lies.recording.name
            for file, found in self.under.items()
            for lies in found
            if labels[file] != clip.slate.label
        }
        free = [one for one in same if one.name not in taken]
        return free[0] if len(same) == 1 and free else None

    def _mics(self) -> list[Clip]:
        return [listened_to(recording) for recording in self.recordings]


_ENOUGH_PLACES = 5
"""From so many places on, a guide track can deny what timecode or a slate says."""


_NAMED_CAMERA = re.compile(r"(?<![a-z])cam(?:era)?[ _-]?(\d{1,2}|[a-z](?![a-z]))", re.IGNORECASE)


def camera_of(clip: Clip) -> str:
    """Return which camera made a clip: its letter, else what its name or its roll says, else its folder."""
    named = _NAMED_CAMERA.search(clip.path.stem)
    number = named[1].lstrip("0").upper() if named else ""
    return clip.slate.camera or number or (clip.reel or "")[:1] or str(clip.path.parent)


def take_of(clip: Clip) -> str:
    """Return what clips of one take have in common: their slate, or their name but for the camera."""
    named = _NAMED_CAMERA.search(clip.path.stem)
    rest = _NAMED_CAMERA.sub("", clip.path.stem, count=1) if named else ""
    return clip.slate.label or (f"{rest} at {clip.rate}, {clip.frames} frames" if named else "")


def _by_both(clip: Clip, lies: Lies, jam: Jam | None) -> Lies:
    """Return a place found by ear as timecode has it, where both mean the same instant.

    Sound takes its time to the camera's microphone, timecode does not: within half a frame timecode
    is the better witness, and the ear has said that it is the right take.
    """
    apart = apart_s(clip, listened_to(lies.recording))
    if lies.fit is None or apart is None or not counts_alike(clip, listened_to(lies.recording)):
        return lies
    by_s = jam.seconds if jam and jam.steady else 0.0
    off_s = lies.at_s - apart - by_s
    if abs(off_s) > 0.5 / float(clip.rate) + lies.error_ms / 1000 or (jam and not jam.steady):
        told = tidings.clock_off(clip, lies.at_s - apart)
        return replace(lies, rung="waveform", evidence=(*lies.evidence, told))
    told = tidings.by_clock(off_s, by_s)
    return replace(lies, at_s=apart + by_s, rung="timecode", evidence=(told, *lies.evidence))


def _at_once(found: Iterable[tuple[Clip, float]]) -> bool:
    """Tell whether timecode lets two recordings play at the same time; then it cannot say which."""
    ends = -1e9
    for sound, at_s in found:
        if at_s < ends - 0.5:
            return True
        ends = at_s + float(sound.seconds)
    return False


def _hears_claps(sketch: Sketch | None) -> bool:
    return sketch is not None and bool(sketch.claps)


def _by_sticks(clip: Clip, recording: Recording, seen: Sequence[Sticks], struck: Sketch) -> Lies | None:
    """Lay a recording's only clap on the frame in which the picture's sticks close."""
    if len(seen) != 1 or not struck.claps:
        return None
    tail = seen[0].tail
    clap_s = struck.claps[-1] if tail else struck.claps[0]
    at_s = float(seen[0].frame / clip.rate) - clap_s
    if shared_s(clip, listened_to(recording), at_s) <= 0:
        return None
    told = tidings.by_sticks(seen[0].frame, clap_s)
    return Lies(recording, at_s, "clap", round(1000 / float(clip.rate), 1), evidence=(told,))


def _by_sound(clip: Clip, recording: Recording, guide: Sketch | None, struck: Sketch) -> Lies | None:
    """Lay a recording's clap on that of the guide track."""
    fit = by_claps(guide, struck) if guide else None
    if fit is None or shared_s(clip, listened_to(recording), fit.at_s) <= 0:
        return None
    return Lies(recording, fit.at_s, "clap", fit.error_ms, evidence=(tidings.BY_CLAPS,))
