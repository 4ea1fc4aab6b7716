"""Is the right recording found under each picture by ear alone, and where it belongs? As a table.

Unit: milliseconds between where the fit says that a second of the picture plays on the recorder and where it
truly does, at eleven points along the take. The truth is what the camera's microphone heard: its sound is
2.9 ms a metre late, which no ear can tell; a row of its own says what that comes to. *Right*: the true
recording, never more than half a frame of 24 off (20.8 ms; two
cameras: a frame). *Flagged*: none, with a doubt, or farther off and the fit says that it may be.
*Silently wrong*: all else, a recording under a picture that has none among it. Times real time count the
seconds of sound of all pictures and recordings over the wall clock of two processes, their start included;
of a core over all that was computed, which a busy machine does not change.

The rival is the plain way: the highest point of the normalised correlation of the whole files (at 4 kHz),
over all recordings. It has no drift and no doubt.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from evaluation.double_system import MOST_DRIFT_PPM, Shoot, TruePlace, doubled, long_takes, two_cameras
from evaluation.material import Material
from evaluation.promises import JUDGED
from evaluation.score import Score, percentile, share, tally
from evaluation.soundtrack import RATE, soundtrack
from rushes.engine import Job, content_key, run
from rushes.errors import Refusal
from rushes.footage.model import Behind
from rushes.sync.measure import measure
from rushes.sync.meetings import meetings
from rushes.sync.model import Fit, Meeting, Sketch
from rushes.sync.settle import settle, surest
from rushes.sync.sketch import sketch

Result = TypeVar("Result")

HALF_FRAME_MS: Final = 1000 / 48
_POINTS: Final = 11
_PLAIN_RATE: Final = 4000
_WORKERS: Final = 2
_SEED: Final = 2611
"""Of the microphones, clocks and decoys: constants were chosen on seeds 1, 3, 5, 102 and 2026."""


@dataclass(frozen=True)
class Placed:
    """An answer for one picture: the recording, and where it lies. sound: None for none."""

    picture: str
    sound: str | None
    fit: Fit | None = None


@dataclass(frozen=True)
class Sat:
    """How one way did on one shoot. seconds: of sound, pictures' and recordings'. rival: not ours."""

    name: str
    pictures: int
    seconds: float
    scores: Mapping[str, Score]
    rival: bool = False


def sit_sync(materials: Sequence[Material], folder: Path) -> tuple[Sat, ...]:
    """Write double-system sound of each kind of voices into a folder, and bring it together by ear."""
    sat: list[Sat] = []
    real = [material for material in materials if material.voices == JUDGED]
    stage = [material for material in materials if material.voices != JUDGED]
    for number, each in enumerate(filter(None, (real, stage))):
        shoot = doubled(each, folder / f"double-{number}", _SEED + number)
        sat += [_sit(shoot), _sit_plain(shoot)]
    if materials:
        sat.append(_sit(long_takes(materials[0], folder / "long", (MOST_DRIFT_PPM, -MOST_DRIFT_PPM / 2))))
        sat.append(_sit(two_cameras(materials[0], folder / "two-cameras", _SEED)))
    return tuple(sat)


def _sit(shoot: Shoot) -> Sat:
    """Find every pair of a shoot, as the ladder does where nothing but the sound tells."""
    began, used = perf_counter(), _core_s()
    files = {**shoot.pictures, **shoot.sounds}
    sketches = dict(zip(files, _run([_to_sketch(file) for file in files.values()]), strict=True))
    sketched = perf_counter()
    found = meetings(
        {name: sketches[name] for name in shoot.pictures}, {name: sketches[name] for name in shoot.sounds}
    )
    met = perf_counter()
    asked = [meeting for each in found.values() for meeting in each]
    fits = _run([_to_measure(one, files, sketches) for one in asked])
    placed = [_settled(picture, asked, fits) for picture in shoot.pictures]
    ended = perf_counter()
    best = {picture: each[0].sound for picture, each in found.items() if each}
    scores = {
        **scores_of(shoot, placed),
        "first by its sketch": _first(shoot, best),
        "sketch, two cores": _pace(shoot, sketched - began),
        "compare sketches, one core": _pace(shoot, met - sketched),
        "measure, two cores": _pace(shoot, ended - met),
        **({} if shoot.angles else {"sync by ear, two cores": _pace(shoot, ended - began)}),
        "sync by ear, a core": _pace(shoot, _core_s() - used),
    }
    return Sat(shoot.name, len(shoot.pictures), shoot.seconds, scores)


def _core_s() -> float:
    """Return the core seconds of this process and of all that it started and that ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _to_sketch(file: Path) -> Job[Sketch]:
    return Job("sketch", file.name, content_key("sketch", str(file)), sketch, (file,), Sketch)


def _to_measure(one: Meeting, files: Mapping[str, Path], sketches: Mapping[str, Sketch]) -> Job[Fit]:
    both = sketches[one.picture], sketches[one.sound]
    key = content_key("measure", str(files[one.picture]), str(files[one.sound]), one.at_s)
    return Job(
        "measure", one.picture, key, measure, (files[one.picture], files[one.sound], one.at_s, 1.5, both), Fit
    )


def _run(jobs: Sequence[Job[Result]]) -> list[Result]:
    results = []
    for result in run(jobs, workers=_WORKERS):
        if isinstance(result, Refusal):
            raise result
        results.append(result)
    return results


def _settled(picture: str, asked: Sequence[Meeting], fits: Sequence[Fit]) -> Placed:
    mine: dict[str, list[Fit]] = {}
    for one, fit in zip(asked, fits, strict=True):
        if one.picture == picture:
            mine.setdefault(one.sound, []).append(fit)
    verdict = settle(mine)
    if not verdict.chosen:
        return Placed(picture, None)
    sound = verdict.chosen[0]
    return Placed(picture, sound, surest(mine[sound]))


def scores_of(shoot: Shoot, placed: Sequence[Placed]) -> dict[str, Score]:
    """Return how many answers are right, open and wrong, and how far off the right recordings lie."""
    most_ms = 2 * HALF_FRAME_MS if shoot.angles else HALF_FRAME_MS
    right = wrong = open_ = left = 0
    heard: list[float] = []
    clock: list[float] = []
    drifts: list[float] = []
    held = paired = 0
    for one in placed:
        truth = shoot.truth[one.picture]
        if one.sound is None or one.fit is None:
            open_ += truth is not None
            left += truth is None
            continue
        if truth is None or one.sound != truth.sound:
            wrong += 1
            continue
        off = errors_ms(truth, one.fit, heard=True)
        paired += 1
        heard += off
        clock += errors_ms(truth, one.fit, heard=False)
        drifts.append(abs(one.fit.drift_ppm - truth.drift_ppm))
        held += max(off) <= one.fit.error_ms
        right += max(off) <= most_ms
        wrong += max(off) > max(most_ms, one.fit.error_ms)
        open_ += most_ms < max(off) <= one.fit.error_ms
    error = "error between cameras" if shoot.angles else "sync error"
    true = sum(truth is not None for truth in shoot.truth.values())
    return {
        "pairs right or flagged": tally(right + open_, true),
        "pairs right": tally(right, true),
        "pairs flagged": tally(open_, true),
        "silently wrong": tally(wrong, len(placed)),
        **({"without a recording, left open": tally(left, len(placed) - true)} if len(placed) > true else {}),
        f"{error}, median": percentile(heard, 50, "fine ms"),
        f"{error}, 95 %": percentile(heard, 95, "fine ms"),
        f"{error}, worst": percentile(heard, 100, "fine ms"),
        "with the way through the air, 95 %": percentile(clock, 95, "fine ms"),
        "within the error that is told": share(held, paired),
        "drift error, 95 %": percentile(drifts, 95, "ppm"),
    }


def errors_ms(truth: TruePlace, fit: Fit, *, heard: bool) -> list[float]:
    """Return how far a fit is off at points along the time that both have sound."""
    begin = max(0.0, fit.at_s)
    behind = _Behind(fit.at_s, fit.drift_ppm)
    return [
        1000 * abs(behind.on_recorder(second) - truth.on_recorder(second, heard=heard))
        for second in np.linspace(begin, begin + fit.overlap_s, _POINTS).tolist()
    ]


@dataclass(frozen=True)
class _Behind:
    """A fit as `Behind` reads it, without the clip."""

    at_s: float
    drift_ppm: float

    def on_recorder(self, picture_s: float) -> float:
        """Return what `Behind.on_recorder` returns."""
        return Behind.on_recorder(self, picture_s)  # type: ignore[arg-type]


def _first(shoot: Shoot, best: Mapping[str, str]) -> Score:
    true = {picture: truth for picture, truth in shoot.truth.items() if truth is not None}
    return tally(sum(best.get(picture) == truth.sound for picture, truth in true.items()), len(true))


def _pace(shoot: Shoot, seconds: float) -> Score:
    return Score(shoot.seconds / seconds if seconds else None, len(shoot.pictures), "times")


def _sit_plain(shoot: Shoot) -> Sat:
    """Let the plain way answer: the highest correlation of whole files."""
    began = perf_counter()
    size = 1 << 20
    sounds = {name: _plain(file, size) for name, file in shoot.sounds.items()}
    placed = [_plainly(picture, _plain(file, size), sounds) for picture, file in shoot.pictures.items()]
    pace = _pace(shoot, perf_counter() - began)
    scores = {**scores_of(shoot, placed), "sync by ear, two cores": pace}
    return Sat(f"{shoot.name}: plain correlation", len(shoot.pictures), shoot.seconds, scores, rival=True)


@dataclass(frozen=True, eq=False)
class _Plain:
    """A whole file at 4 kHz: its transform, its length in seconds, its level."""

    spectrum: NDArray[np.complex64]
    seconds: float
    level: float


def _plain(file: Path, most: int) -> _Plain:
    samples = soundtrack(file).astype(np.float32)
    step = RATE // _PLAIN_RATE
    slow = samples[: samples.size // step * step].reshape(-1, step).mean(axis=1)[:most]
    size = 1 << 18
    spectrum = np.fft.rfft(slow, size).astype(np.complex64)
    return _Plain(spectrum, slow.size / _PLAIN_RATE, float(np.sqrt(np.sum(slow**2))) + 1.0)


def _plainly(picture: str, mine: _Plain, sounds: Mapping[str, _Plain]) -> Placed:
    best, answer = -1.0, Placed(picture, None)
    for name, other in sounds.items():
        crossed = np.fft.irfft(np.conj(mine.spectrum) * other.spectrum)
        at = int(np.abs(crossed).argmax())
        height = abs(float(crossed[at])) / mine.level / other.level
        if height > best:
            lag = at if at < crossed.size // 2 else at - crossed.size
            at_s = -lag / _PLAIN_RATE
            overlap = max(0.1, min(mine.seconds, at_s + other.seconds) - max(0.0, at_s))
            best = height
            answer = Placed(picture, name, Fit(at_s, 0.0, HALF_FRAME_MS, overlap, 1, 1))
    return answer
