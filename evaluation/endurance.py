"""Does it last? Ten hours of rushes in one process, and a single clip of four hours.

Unit: MB (10^6 bytes), the highest of a process while it hears and lines a clip (`evaluation.memory`).
*Growth*: the slope of the straight line (least squares) through those peaks over the hours of footage
heard until then, the first clip aside, for it loads the models. What was heard is kept, as the command
keeps it, so a flat line is one of little more than that: the levels and the words of an hour. The clips
are takes of one scene end to end, over and over (`evaluation.strung`), so their truth is exact, and how
many readings are found at the end of a long clip is told too.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Final

import numpy as np

from evaluation.matches import script_for
from evaluation.material import Material
from evaluation.memory import Scales
from evaluation.readings import f1, match
from evaluation.score import Score
from evaluation.soundtrack import soundtrack
from evaluation.strung import string_takes
from evaluation.truth import TrueTake, Truth
from rushes.coverage import LinedScript, line_up
from rushes.engine import Job, content_key, run
from rushes.errors import Refusal
from rushes.footage import Clip, fingerprint, gather, probe
from rushes.screenplay import Screenplay, read_screenplay
from rushes.sound import Heard, Recogniser, Script, listen

LONG_S: Final = 4 * 3600
TIMES, EACH_S = 60, 600


@dataclass(frozen=True)
class Endured:
    """What lasting cost.

    hours: of footage. peaks_mb: of each clip, 0 where the system does not tell. growth: MB an hour; no
    value for one clip. pace: seconds of footage over core seconds. f1: of the readings of the last clip.
    """

    name: str
    clips: int
    hours: float
    peaks_mb: tuple[float, ...]
    growth: Score
    pace: Score
    f1: Score


@dataclass(frozen=True)
class Reel:
    """A long clip, the script that may be spoken in it, and its truth."""

    screenplay: Screenplay
    clip: Clip
    script: Script
    truth: TrueTake


def reel_of(material: Material, folder: Path, seconds: float) -> Reel:
    """Write a clip of at least so many seconds from the takes of a material's first scene."""
    first = material.truth.takes[0]
    takes = [take for take in material.truth.takes if take.scene == first.scene]
    path = folder / first.file
    truth = string_takes(takes, lambda file: soundtrack(material.footage / file), path, seconds)
    screenplay, _ = read_screenplay(material.screenplay)
    clips = gather([path], [probe(path)], [fingerprint(path)]).clips
    return Reel(screenplay, clips[0], script_for(screenplay, clips[0]), truth)


def endure_all(material: Material, work: Path) -> tuple[Endured, ...]:
    """Hear ten hours in clips of ten minutes, and four hours in one, each in a process of its own."""
    tests = (("clips of 10 minutes", EACH_S, TIMES), ("one clip of 4 hours", LONG_S, 1))
    asked = [
        (name, material, work / name.replace(" ", "-"), seconds, times) for name, seconds, times in tests
    ]
    jobs = [Job("endure", words[0], content_key(words[0]), endure_in, words, Endured) for words in asked]
    endured: list[Endured] = []
    for result in run(jobs, workers=2):
        if isinstance(result, Refusal):
            raise result
        endured.append(result)
    return tuple(endured)


def endure_in(name: str, material: Material, folder: Path, seconds: float, times: int) -> Endured:
    """Write a reel into a folder that it makes, and hear and line it so many times."""
    folder.mkdir()
    return endure(name, reel_of(material, folder, seconds), times)


def endure(
    name: str, reel: Reel, times: int, ear: Recogniser | None = None, looks_a_second: float = 2
) -> Endured:
    """Hear and line a reel so many times in this process, as if it were so many clips.

    looks_a_second: at its memory; looking takes time, and a clip of ten minutes is heard for many seconds.
    """
    kept: list[Heard] = []
    peaks: list[float] = []
    began = process_time()
    for _ in range(times):
        with Scales(os.getpid(), looks_a_second) as scales:
            kept.append(listen(reel.clip.path, reel.script, ear))
            lined = _lined(reel, kept[-1])
        peaks.append(scales.peak_mb or 0.0)
    used, seconds = process_time() - began, times * float(reel.truth.seconds)
    return Endured(
        name=name,
        clips=times,
        hours=seconds / 3600,
        peaks_mb=tuple(peaks),
        growth=growth(peaks, float(reel.truth.seconds) / 3600),
        pace=Score(seconds / used if used else None, times, "times"),
        f1=f1(match(Truth((reel.truth,)), lined.readings)),
    )


def _lined(reel: Reel, heard: Heard) -> LinedScript:
    return line_up(reel.screenplay, [reel.clip], {reel.clip.file: heard})[0]


def growth(peaks_mb: Sequence[float], hours: float) -> Score:
    """Return the slope of peaks, each after so many hours more, in MB an hour; the first is left out."""
    later = peaks_mb[1:]
    if len(later) < 2 or not all(later):
        return Score(None, len(later), "MB/h")
    slope, _ = np.polyfit(np.arange(len(later)) * hours, later, 1)
    return Score(float(slope), len(later), "MB/h")
