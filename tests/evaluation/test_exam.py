"""A whole exam on a small stage: the command cuts, its files are read back, every row has a figure."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from evaluation.exam import sit
from evaluation.matches import OURS, compare
from evaluation.material import Material
from evaluation.results import column_of
from evaluation.table import ROWS
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


@pytest.mark.slow
def test_every_row_gets_its_figure(small: Material, tmp_path: Path) -> None:
    """Clear voices, nothing planted: lines are found and cut, and the second run remembers the first."""
    exam = sit(small, tmp_path)
    column = column_of(exam)
    assert set(column.scores) == set(ROWS)
    assert column.scores["lines accounted for"].value == 2
    assert column.scores["readings recall"].value == 1
    assert column.run.stages
    assert column.run.core_s > 0
    assert exam.warm.seconds < exam.cold.seconds
    assert exam.lined.clips


@pytest.mark.slow
def test_rivals_hear_the_same_clips_as_ours(small: Material, tmp_path: Path) -> None:
    """Every third clip, by each ear through the same coverage code."""
    exam = sit(small, tmp_path)
    ours, lines = compare(exam, ["the lines alone"])
    assert (ours.ear, lines.ear) == (OURS, "the lines alone")
    assert ours.clips == lines.clips == len(exam.lined.clips[::3])
    assert ours.f1.count == lines.f1.count > 0
    assert lines.speed
    assert lines.speed.value


def test_a_refused_job_is_no_figure(small: Material, tmp_path: Path) -> None:
    """Where the command refuses, the exam fails loudly."""
    absent = replace(small, screenplay=tmp_path / "nowhere.fountain")
    with pytest.raises(subprocess.CalledProcessError):
        sit(absent, tmp_path)
