"""One set of rushes sits the exam: it is cut twice, by the command, and its files are read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evaluation.cuts import bad_choices, cuts_inside_words
from evaluation.edges import ALL_HEARD, Unheard, unheard
from evaluation.graded import NOISY
from evaluation.grammar import noisy_sounds
from evaluation.lines import lines_accounted_for, lines_covered, missing_agrees
from evaluation.material import Material
from evaluation.papers import Paper, figures
from evaluation.playing import Playing
from evaluation.score import Score
from evaluation.soundtrack import levels, soundtrack
from evaluation.speed import Run, assemble, peak_memory, times_real_time
from evaluation.truth import Truth
from rushes.coverage import LinedScript
from rushes.cut import Cut
from rushes.turnover.documents import read_cut, read_lined_script


@dataclass(frozen=True)
class Exam:
    """A material, what was made of it, and what the making took without and with the memory of a run.

    edges: where the truth has no sound.
    """

    material: Material
    lined: LinedScript
    cut: Cut
    cold: Run
    warm: Run
    edges: Unheard = ALL_HEARD

    @cached_property
    def paper(self) -> Paper:
        """What is marked: the lined script beside the truth."""
        return Paper(self.material.truth, self.lined, self.edges)


def sit(material: Material, work: Path) -> Exam:
    """Cut a material in the folder `work`, with nothing remembered and then again."""
    out, cache = work / "cut", work / "cache"
    cold = assemble(material, out, cache)
    warm = assemble(material, out, cache)
    lined = read_lined_script((out / "lined-script.json").read_bytes())
    cut = read_cut((out / "cut.json").read_bytes())
    return Exam(material, lined, cut, cold, warm, edges_of(material))


def edges_of(material: Material) -> Unheard:
    """Listen at every edge of the truth whether there is a sound."""
    return unheard(material.truth, lambda file: levels(soundtrack(material.footage / file)))


def scores_of(exam: Exam) -> Mapping[str, Score]:
    """Return every figure of an exam by the name of its row."""
    return {
        **figures(exam.paper),
        **line_scores(exam.material.truth, exam.lined),
        **cut_scores(exam.material.truth, exam.lined, exam.cut),
        **run_scores(exam),
    }


def line_scores(truth: Truth, lined: LinedScript) -> Mapping[str, Score]:
    """Return the figures about the lined script as a whole."""
    return {"lines covered": lines_covered(lined), "missing agrees": missing_agrees(truth, lined)}


def cut_scores(truth: Truth, lined: LinedScript, cut: Cut) -> Mapping[str, Score]:
    """Return the figures about the cut."""
    return {
        "lines accounted for": lines_accounted_for(truth, lined, cut),
        "bad choices": bad_choices(truth, cut),
        NOISY: noisy_sounds(Playing(truth, cut)).many,
        "cuts inside words": cuts_inside_words(truth, cut),
    }


def run_scores(exam: Exam) -> Mapping[str, Score]:
    """Return the figures about the run."""
    return {
        "times real time": times_real_time(exam.material, exam.cold),
        "again, from memory": Score(exam.warm.seconds, 1, "s"),
        "peak memory": peak_memory(exam.cold),
    }
