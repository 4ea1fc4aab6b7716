"""A whole exam on a small stage: the command cuts, its files are read back, every row has a figure."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from evaluation.exam import Exam, sit
from evaluation.matches import ours, rival
from evaluation.material import Material
from evaluation.results import column_of, rival_column, untuned_of
from evaluation.sheets import HEARD, PACE, ROWS
from evaluation.truth import read_truth

from rushes.screenplay import read_screenplay
from rushes.stage import make_rushes

SCENE = """INT. OFFICE - DAY #1#

ANNA
Name, date, and what you lost.

BEN
A violin. On the train from Dover, some time in March.
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Return rushes of two lines, a take a setup, nothing going wrong."""
    folder = tmp_path_factory.mktemp("small")
    screenplay = folder / "scene.fountain"
    screenplay.write_text(SCENE, encoding="utf-8")
    script, _ = read_screenplay(screenplay)
    make_rushes(script, folder / "rushes", 1, takes=1, faults=frozenset(), size=(320, 180))
    return Material(
        "small", "machine", screenplay, folder / "rushes", read_truth(folder / "rushes" / "truth.json")
    )


@pytest.fixture(scope="module")
def exam(small: Material, tmp_path_factory: pytest.TempPathFactory) -> Exam:
    """Return the small stage cut, twice."""
    return sit(small, tmp_path_factory.mktemp("exam"))


@pytest.mark.slow
def test_every_row_gets_its_figure(exam: Exam) -> None:
    """Clear voices, nothing planted: lines are found and cut, and the second run remembers the first."""
    own = ours(exam)
    column = column_of(exam, own.pace)
    assert set(column.scores) == set(ROWS)
    assert column.scores["lines accounted for"].value == 2
    assert column.scores["readings recall"].value == 1
    assert column.scores["true starts without sound"].value == 0
    assert own.pace.value
    assert column.run
    assert column.run.stages
    assert column.run.core_s > 0
    assert exam.warm.seconds < exam.cold.seconds
    assert exam.lined.clips
    assert untuned_of(exam) is None, "on machine voices nothing was tuned"


@pytest.mark.slow
def test_rivals_hear_the_same_clips_as_ours(exam: Exam) -> None:
    """All of them, or one in three, by each ear through the same coverage code; with the whole table."""
    match = rival("the lines alone", exam)
    column = rival_column(exam, match)
    assert column.clips == len(exam.lined.clips)
    assert column.scores["readings F1"].count == len(exam.material.truth.readings)
    assert set(column.scores) == {*HEARD, PACE}
    assert match.pace.value
    assert len(rival("the lines alone", exam, every=3).paper.truth.takes) == len(exam.lined.clips[::3])


@pytest.mark.slow
def test_a_refused_job_is_no_figure(small: Material, tmp_path: Path) -> None:
    """Where the command refuses, the exam fails loudly."""
    absent = replace(small, screenplay=tmp_path / "nowhere.fountain")
    with pytest.raises(subprocess.CalledProcessError):
        sit(absent, tmp_path)
