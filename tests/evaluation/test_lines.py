"""Every line of the script is in the cut, or missing and truly so."""

from dataclasses import replace

from evaluation.lines import lines_accounted_for, lines_covered, missing_agrees
from evaluation.score import Score

from rushes.coverage import LinedScript
from tests.cut.shooting import a_reading
from tests.evaluation.making import FOUR_LINES, a_cut, found, perfect, said, true

THREE = true(
    said("1.1", "1-1", 2.0), said("1.2", "1-1", 5.0), said("1.3", "1-1", 8.0, "well yes", slip="added")
)
CUT = a_cut(("1.1", "1-1", 1, 4), ("1.2", "1-1", 4, 7), ("1.3", "1-1", 7, 9), missing=["1.4"])


def with_missing(lined: LinedScript) -> LinedScript:
    covered = {reading.line for reading in lined.readings}
    return replace(lined, missing=tuple(line.id for line in lined.lines if line.id not in covered))


def test_a_line_nobody_spoke_is_rightly_missing() -> None:
    """Three of four are covered, an altered one too, and all four are accounted for."""
    lined = with_missing(perfect(THREE))
    assert lines_covered(lined) == Score(3, 4, "of")
    assert missing_agrees(THREE, lined) == Score(4, 4, "of")
    assert lines_accounted_for(THREE, lined, CUT) == Score(4, 4, "of")


def test_a_line_that_was_overheard_is_not_accounted_for() -> None:
    """Listed as missing, yet somebody spoke it: the list lies."""
    lined = with_missing(found(a_reading("1.1", "1-1", 2.0), a_reading("1.3", "1-1", 8.0)))
    assert missing_agrees(THREE, lined).value == 3
    short = a_cut(("1.1", "1-1", 1, 4), ("1.3", "1-1", 7, 9), missing=["1.2", "1.4"])
    assert lines_accounted_for(THREE, lined, short).value == 3


def test_a_line_that_was_invented_disagrees() -> None:
    """Nobody spoke the fourth line; a reading of it is an invention."""
    lined = with_missing(found(*perfect(THREE).readings, a_reading("1.4", "1-1", 20.0)))
    assert missing_agrees(THREE, lined).value == 3


def test_a_line_that_is_neither_cut_nor_listed_is_lost_silently() -> None:
    """The worst case counts."""
    lined = with_missing(perfect(THREE))
    assert lines_accounted_for(THREE, lined, a_cut(("1.1", "1-1", 1, 4))).value == 1


def test_a_script_without_lines_is_nothing_to_measure() -> None:
    """No lines, no figure."""
    silent = replace(found(), lines=())
    assert FOUR_LINES.lines
    assert lines_covered(silent).value is missing_agrees(THREE, silent).value is None
