"""One set of rushes sits the exam: it is cut twice, by the command, and its files are read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluation.adlibs import ad_libs_found
from evaluation.cuts import bad_choices, cuts_inside_words
from evaluation.lines import lines_accounted_for, lines_covered, missing_agrees
from evaluation.material import Material
from evaluation.readings import (
    LOOSE,
    altered_precision,
    altered_recall,
    end_error,
    f1,
    false_readings,
    match,
    precision,
    recall,
    start_error,
)
from evaluation.score import Score
from evaluation.speed import Run, assemble, peak_memory, times_real_time
from evaluation.truth import Truth
from rushes.coverage import LinedScript, Reading
from rushes.cut import Cut
from rushes.turnover.documents import read_cut, read_lined_script

READING_SCORES: Final = ("readings precision", "readings recall", "readings F1")


@dataclass(frozen=True)
class Exam:
    """A material, what was made of it, and what the making took without and with the memory of a run."""

    material: Material
    lined: LinedScript
    cut: Cut
    cold: Run
    warm: Run


def sit(material: Material, work: Path) -> Exam:
    """Cut a material in the folder `work`, with nothing remembered and then again."""
    out, cache = work / "cut", work / "cache"
    cold = assemble(material, out, cache)
    warm = assemble(material, out, cache)
    lined = read_lined_script((out / "lined-script.json").read_bytes())
    return Exam(material, lined, read_cut((out / "cut.json").read_bytes()), cold, warm)


def scores_of(exam: Exam) -> Mapping[str, Score]:
    """Return every figure of an exam by the name of its row."""
    return {
        **reading_scores(exam.material.truth, exam.lined.readings),
        **coverage_scores(exam.material.truth, exam.lined),
        **cut_scores(exam.material.truth, exam.lined, exam.cut),
        **run_scores(exam),
    }


def reading_scores(truth: Truth, found: Sequence[Reading]) -> Mapping[str, Score]:
    """Return the figures about readings."""
    matching = match(truth, found)
    return {
        "readings precision": precision(matching),
        "readings recall": recall(matching),
        "readings F1": f1(matching),
        "readings F1, looser": f1(match(truth, found, LOOSE)),
        "false readings": false_readings(matching),
        "start error, median": start_error(matching, 50),
        "start error, 95 %": start_error(matching, 95),
        "end error, median": end_error(matching, 50),
        "end error, 95 %": end_error(matching, 95),
        "altered precision": altered_precision(matching),
        "altered recall": altered_recall(matching),
    }


def coverage_scores(truth: Truth, lined: LinedScript) -> Mapping[str, Score]:
    """Return the figures about the lined script as a whole."""
    return {
        "ad-libs found": ad_libs_found(truth, lined),
        "lines covered": lines_covered(lined),
        "missing agrees": missing_agrees(truth, lined),
    }


def cut_scores(truth: Truth, lined: LinedScript, cut: Cut) -> Mapping[str, Score]:
    """Return the figures about the cut."""
    return {
        "lines accounted for": lines_accounted_for(truth, lined, cut),
        "bad choices": bad_choices(truth, cut),
        "cuts inside words": cuts_inside_words(truth, cut),
    }


def run_scores(exam: Exam) -> Mapping[str, Score]:
    """Return the figures about the run."""
    return {
        "times real time": times_real_time(exam.material, exam.cold),
        "again, from memory": Score(exam.warm.seconds, 1, "s"),
        "peak memory": peak_memory(exam.cold),
    }
