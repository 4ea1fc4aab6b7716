"""What the sound recorder records of a take: its files, and where their first samples stand. A door."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from rushes.stage.drift import REACH, sampled
from rushes.stage.known import RecordingTruth
from rushes.stage.manner import Signal
from rushes.stage.mixing import Heard, microphones
from rushes.stage.model import Place, SoundRoll
from rushes.stage.recorder import Written, write_mono, write_poly
from rushes.stage.room import RATE, Window
from rushes.stage.truth import readings_of
from rushes.timecode import rate_text

LEAST_S = 0.5
"""No recording is shorter."""


@dataclass(frozen=True)
class Recorded:
    """One recording of a take: its first sample stands at `at_s` seconds of the take."""

    files: tuple[str, ...]
    at_s: Fraction
    drift_ppm: float
    truth: RecordingTruth


def record(take: Heard, into: str) -> tuple[Recorded, ...]:
    """Record everything that the recorder rolls for in a take, into a folder."""
    parts = len(take.plan.sound)
    return tuple(
        _recorded(take, roll, part if parts > 1 else 0, Path(into))
        for part, roll in enumerate(take.plan.sound, start=1)
    )


def _recorded(take: Heard, roll: SoundRoll, part: int, into: Path) -> Recorded:
    at_s, start = _begins(take, roll)
    lasts = max(LEAST_S, _second(take, roll.ends) - float(at_s))
    tracks = _taken(take, roll, at_s, lasts)
    written = _written(take, roll, start)
    files = roll.files(tuple(tracks))
    if roll.mono_files:
        write_mono(tuple(into / file for file in files), written, tracks)
    else:
        write_poly(into / files[0], written, tracks)
    samples = len(next(iter(tracks.values())))
    return Recorded(
        files,
        at_s,
        roll.drift_ppm,
        _truth(take, roll, part, _Facts(files, tuple(tracks), samples, written, at_s)),
    )


def _begins(take: Heard, roll: SoundRoll) -> tuple[Fraction, int | None]:
    """Return the exact second of the take at which it begins, and the whole sample of its clock there."""
    wish = Fraction(_second(take, roll.begins)).limit_denominator(1_000_000)
    if roll.clock_s is None:
        return wish, None
    start = round((roll.clock_s + wish) * RATE)
    return Fraction(start, RATE) - roll.clock_s, start


def _second(take: Heard, place: Place) -> float:
    """Return the second of a take at which a place lies."""
    if place.of == "clap":
        return take.performance.clap_s + place.plus_s
    return place.part * take.performance.frames / float(take.plan.rate) + place.plus_s


def _taken(take: Heard, roll: SoundRoll, at_s: Fraction, lasts: float) -> dict[str, Signal]:
    """Return what each microphone gives, by the recorder's clock."""
    first = (at_s * RATE).__floor__() - REACH
    window = Window(first, round(lasts * RATE) + 3 * REACH)
    tracks = microphones(take, window)
    step = 1 / (1 + roll.drift_ppm * 1e-6)
    begins, count = float(at_s * RATE - first), round(lasts * RATE / step)
    if step == 1 and begins == int(begins):
        return {name: track[int(begins) : int(begins) + count] for name, track in tracks.items()}
    return {name: sampled(track, begins, step, count) for name, track in tracks.items()}


def _written(take: Heard, roll: SoundRoll, start: int | None) -> Written:
    return Written(
        file="",
        project=take.plan.title,
        scene=roll.scene_told,
        take=roll.take_told,
        tape=roll.tape,
        tracks=(),
        channels=(),
        start=start,
        rate=roll.rate,
        date=roll.date,
        clock=roll.clock_text,
        uid=roll.uid,
        drop=roll.drop,
        circled=roll.circled,
        no_good=roll.no_good,
        false_start=roll.false_start,
        wild_track=roll.wild_track,
        note=roll.note,
    )


@dataclass(frozen=True)
class _Facts:
    files: tuple[str, ...]
    tracks: tuple[str, ...]
    samples: int
    written: Written
    at_s: Fraction


def _truth(take: Heard, roll: SoundRoll, part: int, facts: _Facts) -> RecordingTruth:
    plan, written = take.plan, facts.written
    readings = readings_of(plan, take.performance, float(facts.at_s)) if plan.only_sound else ()
    return RecordingTruth(
        files=facts.files,
        tracks=facts.tracks,
        kind=plan.kind if plan.only_sound else "take",
        scene=plan.setup.scene,
        setup=plan.setup.slate,
        take=plan.number,
        told=f"{roll.scene_told}-{roll.take_told}",
        roll=roll.tape,
        samples=facts.samples,
        start=written.start or 0,
        timecode=written.timecode,
        timecode_rate=rate_text(roll.rate) if written.start is not None else "",
        drop=roll.drop,
        drift_ppm=roll.drift_ppm,
        date=roll.date,
        circled=roll.circled,
        no_good=roll.no_good,
        note=roll.note,
        part=part,
        pictures=tuple(camera.file for camera in plan.rolls),
        faults=tuple(fault.value for fault in plan.faults),
        readings=readings,
    )
