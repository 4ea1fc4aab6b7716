"""Rivals sit the exam of the readings: the same clips, each ear through the same coverage code.

Unit and definitions: see `evaluation.papers`. *Hear and line, a core*: seconds of footage over core
seconds (user and system, all threads of the process) of hearing and lining the same clips one after the
other, models loaded. Core seconds stand still where a machine is busy with something else, but not
quite: caches and clocks are shared, so the figure that counts is that of a quiet machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Final

from evaluation.exam import Exam
from evaluation.papers import Paper
from evaluation.score import Score
from rushes.coverage import LinedScript, line_up, scenes_for
from rushes.engine import Job, all_cores, content_key, run
from rushes.errors import Refusal
from rushes.footage import Clip
from rushes.screenplay import Screenplay, read_screenplay
from rushes.screenplay.spoken import spoken_words
from rushes.sound import Heard, Script, listen

OURS: Final = "Rushes"
EVERY: Final = 3
"""Pace is taken on one clip in so many: it differs little from clip to clip."""


@dataclass(frozen=True)
class Match:
    """What an ear made of some clips, and how many times real time a core was."""

    ear: str
    paper: Paper
    pace: Score


@dataclass(frozen=True)
class Listened:
    """What an ear heard in some clips, in their order, and in how many core seconds."""

    heard: tuple[Heard, ...]
    core_s: float


def ours(exam: Exam) -> Match:
    """Return ours as it was in the exam, with the pace on a core of its own."""
    lined, core_s = _lined_by(OURS, _script_of(exam), exam.lined.clips[::EVERY], cores=1)
    return Match(OURS, exam.paper, _pace(lined, core_s))


def rival(ear: str, exam: Exam, every: int = 1) -> Match:
    """Let another ear hear the clips of an exam, or one in so many."""
    some = exam.lined.clips[::every]
    lined, core_s = _lined_by(ear, _script_of(exam), some, cores=all_cores())
    truth = exam.material.truth.of([clip.file for clip in some])
    return Match(ear, Paper(truth, lined, exam.edges), _pace(lined, core_s))


def _script_of(exam: Exam) -> Screenplay:
    return read_screenplay(exam.material.screenplay)[0]


def _pace(lined: LinedScript, core_s: float) -> Score:
    footage = sum(float(clip.frames / clip.rate) for clip in lined.clips)
    return Score(footage / core_s if core_s else None, len(lined.clips), "times")


def _lined_by(
    ear: str, screenplay: Screenplay, clips: Sequence[Clip], *, cores: int
) -> tuple[LinedScript, float]:
    """Return what coverage makes of an ear's words, and the core seconds that both took."""
    shares = [clips[at::cores] for at in range(cores)]
    jobs = [_to_hear(ear, screenplay, share) for share in shares if share]
    heard: dict[str, Heard] = {}
    core_s = 0.0
    results = run(jobs, workers=max(cores, 2))
    for share, result in zip(shares, results, strict=False):
        if isinstance(result, Refusal):
            raise result
        heard |= {clip.file: one for clip, one in zip(share, result.heard, strict=True)}
        core_s += result.core_s
    began = process_time()
    lined, _ = line_up(screenplay, clips, heard)
    return lined, core_s + process_time() - began


def _to_hear(ear: str, screenplay: Screenplay, clips: Sequence[Clip]) -> Job[Listened]:
    """Return the job of a process that hears some clips; two workers or more, so that it has its own."""
    work = tuple((clip.path, script_for(screenplay, clip)) for clip in clips)
    key = content_key(ear, [clip.sha256 for clip in clips])
    return Job("listen", f"{len(clips)} clips", key, hear_as, (ear, work), Listened)


def script_for(screenplay: Screenplay, clip: Clip) -> Script:
    """Return the words that may be spoken in a clip."""
    return tuple(tuple(spoken_words(line.text) for line in lines) for lines in scenes_for(screenplay, clip))


def hear_as(ear: str, work: Sequence[tuple[Path, Script]]) -> Listened:
    """Hear some clips with our ear, or with the rival of that name; KeyError when there is none."""
    from evaluation.rivals import warmed  # noqa: PLC0415 -- 100 MB of models, in the worker alone

    recogniser = warmed(ear, work[0][1])
    began = process_time()
    heard = tuple(listen(path, script, recogniser) for path, script in work)
    return Listened(heard, process_time() - began)
