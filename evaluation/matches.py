"""Rivals sit the exam of the readings: every third clip, each ear through the same coverage code.

Unit and definitions: see `evaluation.readings`. An ear's *times real time* is seconds of footage over
seconds of hearing, on one core, its models loaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from evaluation.exam import Exam
from evaluation.readings import f1, match, precision, recall
from evaluation.score import Score
from evaluation.truth import Truth
from rushes.coverage import LinedScript, Reading, line_up, scenes_for
from rushes.engine import Job, all_cores, content_key, run
from rushes.errors import Refusal
from rushes.footage import Clip
from rushes.screenplay import Screenplay, read_screenplay
from rushes.screenplay.spoken import spoken_words
from rushes.sound import Heard, Script, listen

EVERY: Final = 3
"""Rivals hear one clip in so many: the general one is slow, and a third of the clips tells them apart."""

OURS: Final = "Rushes"


@dataclass(frozen=True)
class Entry:
    """How an ear did on some clips of a material. speed: None for ours, which was timed in the exam."""

    ear: str
    clips: int
    precision: Score
    recall: Score
    f1: Score
    speed: Score | None = None


@dataclass(frozen=True)
class Listened:
    """What an ear heard in a clip, and in how many seconds."""

    heard: Heard
    seconds: float


def compare(exam: Exam, ears: Sequence[str]) -> tuple[Entry, ...]:
    """Compare ours and the named rivals on the same clips of an exam; ours comes first."""
    clips = exam.lined.clips[::EVERY]
    truth = exam.material.truth.of([clip.file for clip in clips])
    ours = [reading for reading in exam.lined.readings if reading.file in {clip.file for clip in clips}]
    screenplay, _ = read_screenplay(exam.material.screenplay)
    entries = [_entry(OURS, truth, ours)]
    for ear in ears:
        lined, seconds = _lined_by(ear, screenplay, clips)
        speed = Score(truth.seconds / seconds if seconds else None, len(clips), "times")
        entries.append(_entry(ear, truth, lined.readings, speed))
    return tuple(entries)


def _entry(ear: str, truth: Truth, found: Sequence[Reading], speed: Score | None = None) -> Entry:
    matching = match(truth, found)
    return Entry(ear, len(truth.takes), precision(matching), recall(matching), f1(matching), speed)


def _lined_by(ear: str, screenplay: Screenplay, clips: Sequence[Clip]) -> tuple[LinedScript, float]:
    """Return what coverage makes of a rival's words, and the seconds it heard for on one core."""
    jobs = [_to_hear(ear, screenplay, clip) for clip in clips]
    heard: dict[str, Heard] = {}
    seconds = 0.0
    results = run(jobs, workers=all_cores())
    for clip, result in zip(clips, results, strict=True):
        if isinstance(result, Refusal):
            raise result
        heard[clip.file] = result.heard
        seconds += result.seconds
    return line_up(screenplay, clips, heard)[0], seconds


def _to_hear(ear: str, screenplay: Screenplay, clip: Clip) -> Job[Listened]:
    script = tuple(tuple(spoken_words(line.text) for line in lines) for lines in scenes_for(screenplay, clip))
    return Job(
        "listen", clip.file, content_key(ear, clip.sha256), hear_as, (ear, clip.path, script), Listened
    )


def hear_as(ear: str, path: Path, script: Script) -> Listened:
    """Hear a clip with the rival of that name; StopIteration when there is none."""
    from evaluation.rivals import RIVALS, warmed  # noqa: PLC0415 -- 100 MB of models, in the worker alone

    rival = warmed(next(rival for rival in RIVALS if rival.name == ear), script)
    began = perf_counter()
    return Listened(listen(path, script, rival), perf_counter() - began)
