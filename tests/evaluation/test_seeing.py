"""The exam of seeing can be failed: it knows a soft reading from a sharp one, and counts false alarms."""

from fractions import Fraction
from pathlib import Path

import pytest
from evaluation.material import Material
from evaluation.results import Results
from evaluation.score import tally
from evaluation.seeing import FAULTS, Saw, _readings, _spoil, sit_seeing
from evaluation.sheets import sheets_of
from evaluation.truth import TrueReading, TrueTake, TrueWord, Truth

from rushes.picture.look import look
from tests.picture.making import RATE, film, frames, room


def said(file: str, in_s: float, out_s: float) -> TrueReading:
    """Return a reading of one word."""
    return TrueReading(file, "1.1", "good", None, (TrueWord(in_s, out_s, "yes"),))


def take(file: str, number: int, *soft: tuple[float, float]) -> TrueTake:
    """Return a take of ten seconds with a reading at its head and one at its end."""
    readings = (said(file, 1, 3), said(file, 6, 9))
    return TrueTake(file, Fraction(10), readings, (), scene="1", setup="1A", take=number, soft=soft)


def test_a_reading_is_soft_by_the_share_of_it_that_is() -> None:
    """A span over the second reading alone."""
    assert [share for _, share in _readings([take("a", 1, (5.0, 9.0))])] == [0, 1]
    assert [share for _, share in _readings([take("a", 1, (2.0, 3.0))])] == [0.5, 0]


@pytest.mark.slow
def test_what_is_planted_is_counted(tmp_path: Path) -> None:
    """Two takes, one soft at its end, and a third whose truth is a lie: an alarm and a miss."""
    footage = tmp_path / "rushes"
    footage.mkdir()
    names = [f"1A-{number}.mp4" for number in (1, 2, 3)]
    for place, name in enumerate(names):
        soft = [3.0 if place == 1 and number >= 125 else 0.0 for number in range(250)]
        film(footage / name, (room(number + 7 * place, soft=soft[number]) for number in range(250)))
    truth = Truth((take(names[0], 1), take(names[1], 2, (5.0, 10.0)), take(names[2], 3, (0.0, 10.0))))
    saw = sit_seeing([Material("made", "machine", tmp_path, footage, truth)], tmp_path)[0]
    counted = {name: (score.value, score.count) for name, score in saw.scores.items()}
    assert counted["soft readings found"] == (1, 3)
    assert counted["false alarms"] == (0, 3)
    assert counted["soft takes named"] == (0, 1)


@pytest.mark.slow
def test_a_take_is_spoiled_where_it_is_said_to_be(tmp_path: Path) -> None:
    """Black and held frames stand at their seconds, and nowhere else."""
    count = 425
    whole = film(tmp_path / "whole.mp4", frames(count, lambda number: room(number, noise=2)))
    _spoil(whole, tmp_path / "spoilt.mp4")
    seen = look(tmp_path / "spoilt.mp4", RATE, count)
    ends = {one.field: (one.in_s, one.out_s) for one in FAULTS}
    assert [(one.in_s, one.out_s) for one in seen.black] == [pytest.approx(ends["black"], abs=0.041)]
    assert [(one.in_s, one.out_s) for one in seen.frozen] == [pytest.approx(ends["frozen"], abs=0.13)]
    assert any(one.in_s >= ends["unsteady"][0] - 0.1 for one in seen.motions)


def test_its_table_shows_every_count() -> None:
    """A column a material, a row a figure."""
    results = Results("today", "a machine", saw=(Saw("one", 2, 60.0, {"false alarms": tally(0, 9)}),))
    sheet = next(one for one in sheets_of(results) if "Faults of the picture" in one.title)
    assert ("false alarms", "0 of 9", "1 % or less") in sheet.rows
