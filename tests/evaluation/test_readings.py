"""Readings are matched by line, clip and time, one to one, and slips are counted on both sides."""

from pathlib import Path

import pytest
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
from evaluation.truth import read_truth
from hypothesis import given
from hypothesis import strategies as st

from rushes.screenplay import read_screenplay
from tests.cut.shooting import a_reading
from tests.evaluation.making import found, perfect, said, true

TWO = true(said("1.1", "1-1", 2.0), said("1.2", "1-1", 5.0, slip="changed"), said(None, "1-1", 9.0))


def test_a_perfect_ear_scores_one_everywhere() -> None:
    """Everything found, nothing else, no error, the one slip seen; the ad-lib is no reading."""
    matching = match(TWO, perfect(TWO).readings)
    assert precision(matching) == recall(matching) == f1(matching) == Score(1.0, 2)
    assert false_readings(matching) == Score(0, 2, "of")
    assert altered_precision(matching) == altered_recall(matching) == Score(1.0, 1)
    assert start_error(matching, 95) == end_error(matching, 95) == Score(0.0, 2, "ms")


def test_a_deaf_ear_scores_nothing_and_is_not_called_precise() -> None:
    """Nothing found: recall and F1 are 0, precision and the errors have no value."""
    matching = match(TWO, ())
    assert (recall(matching), f1(matching)) == (Score(0.0, 2), Score(0.0, 2))
    assert precision(matching).value is start_error(matching, 50).value is None
    assert altered_recall(matching) == Score(0.0, 1)


def test_silence_that_was_heard_as_silence_is_no_merit() -> None:
    """No readings and none found: there is nothing to measure."""
    matching = match(true(), ())
    assert [score(matching).value for score in (precision, recall, f1, altered_recall)] == [None] * 4


@pytest.mark.parametrize(
    "wrong",
    [
        a_reading("1.2", "1-1", 2.0),
        a_reading("1.1", "1-2", 2.0),
        a_reading("1.1", "1-1", 4.0),
    ],
    ids=["other line", "other clip", "other time"],
)
def test_a_reading_elsewhere_is_both_missed_and_false(wrong: object) -> None:
    """The right words at the wrong place help nobody."""
    matching = match(true(said("1.1", "1-1", 2.0)), [wrong])  # type: ignore[list-item]
    assert (len(matching.pairs), len(matching.missed), len(matching.false)) == (0, 1, 1)


def test_half_of_the_longer_is_the_measure_and_half_of_the_shorter_the_looser_one() -> None:
    """One word found of four is a piece of the reading: a match only by the looser rule."""
    truth, piece = true(said("1.1", "1-1", 2.0)), [a_reading("1.1", "1-1", 2.0, words="one")]
    assert recall(match(truth, piece)).value == 0.0
    assert recall(match(truth, piece, LOOSE)).value == 1.0


def test_one_reading_answers_for_one() -> None:
    """Found twice, it is found once and one is false; the nearer one is the match."""
    twice = [a_reading("1.1", "1-1", 2.2), a_reading("1.1", "1-1", 2.0)]
    matching = match(true(said("1.1", "1-1", 2.0)), twice)
    assert matching.pairs[0][1] is twice[1]
    assert matching.false == (twice[0],)


def test_errors_count_either_way() -> None:
    """0.1 s early and 0.1 s late are 100 ms, not nothing."""
    truth = true(said("1.1", "1-1", 2.0), said("1.1", "1-1", 8.0))
    matching = match(truth, [a_reading("1.1", "1-1", 1.9), a_reading("1.1", "1-1", 8.1)])
    assert start_error(matching, 50).value == pytest.approx(100)
    assert end_error(matching, 50).value == pytest.approx(100)


def test_a_slip_that_was_not_heard_at_all_counts_against_recall_alone() -> None:
    """Of two slips one is lost with its reading; a good reading called altered costs precision."""
    truth = true(
        said("1.1", "1-1", 2.0, slip="added"),
        said("1.2", "1-1", 5.0, slip="missing"),
        said("1.1", "1-2", 2.0),
    )
    matching = match(
        truth, [a_reading("1.1", "1-1", 2.0, kind="partial"), a_reading("1.1", "1-2", 2.0, slip="one")]
    )
    assert altered_recall(matching) == Score(0.5, 2)
    assert altered_precision(matching) == Score(0.5, 2)


starts = st.lists(st.integers(0, 40).map(float), max_size=8)


@given(starts, starts)
def test_nothing_is_lost_or_counted_twice(there: list[float], heard: list[float]) -> None:
    """Whatever is said and heard: matched and missed are all that is true, matched and false all found."""
    truth = true(*(said("1.1", "1-1", at) for at in there))
    readings = found(*(a_reading("1.1", "1-1", at) for at in heard)).readings
    matching = match(truth, readings)
    assert matching.true == len(there)
    assert matching.found == len(heard)
    assert len({id(one) for _, one in matching.pairs}) == len(matching.pairs)


@pytest.mark.material
def test_the_stored_truth_scores_one_against_itself(material: Path) -> None:
    """343 readings, 52 of them altered, some overlapping: all match themselves and nothing else."""
    truth = read_truth(material / "grid-scenes" / "truth.json")
    script, _ = read_screenplay(material / "grid-scenes" / "screenplay.fountain")
    by_file = {one.file for one in truth.readings}
    assert len(by_file) == 35
    lined = perfect(truth, script)
    matching = match(truth, lined.readings)
    assert matching.true == matching.found == 343
    assert altered_recall(matching).count == 52
