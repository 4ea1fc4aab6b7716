"""Confidence is held against what was so, in figures that a reader can check by hand."""

from dataclasses import replace

import pytest
from evaluation.calibration import (
    Claim,
    brier,
    calibration_error,
    reading_claims,
    reliability,
    word_claims,
)
from evaluation.readings import match
from evaluation.score import Score

from tests.cut.shooting import a_reading
from tests.evaluation.making import said, true

FOUR = [Claim(0.9, right=True), Claim(0.9, right=False), Claim(0.3, right=False), Claim(0.3, right=False)]
"""Two claims of 0.9 of which half are right, two of 0.3 of which none is."""


def test_the_error_is_the_mean_distance_of_the_bins() -> None:
    """|0.9 - 0.5| and |0.3 - 0|, two claims each: (0.4 + 0.4 + 0.3 + 0.3) / 4 = 0.35."""
    assert calibration_error(FOUR).value == pytest.approx(0.35)
    assert calibration_error(FOUR).count == 4


def test_the_brier_score_is_the_mean_squared_distance() -> None:
    """(0.01 + 0.81 + 0.09 + 0.09) / 4 = 0.25."""
    assert brier(FOUR).value == pytest.approx(0.25)


def test_who_tells_the_base_rate_has_no_error_but_is_of_no_use() -> None:
    """Half are right and half it says: error 0, Brier score 0.25; who knows has 0 in both."""
    shrug = [Claim(0.5, right=True), Claim(0.5, right=False)]
    sure = [Claim(1.0, right=True), Claim(0.0, right=False)]
    assert (calibration_error(shrug).value, brier(shrug).value) == (0.0, 0.25)
    assert (calibration_error(sure).value, brier(sure).value) == (0.0, 0.0)


def test_bins_hold_their_upper_edge_and_zero_goes_in_the_first() -> None:
    """0 and 0.1 in the first, 0.11 in the second, 0.7 and 1 at the top of theirs."""
    bins = reliability([Claim(value, right=True) for value in (0.0, 0.1, 0.11, 0.7, 1.0)])
    assert [one.count for one in bins] == [2, 1, 0, 0, 0, 0, 1, 0, 0, 1]
    assert (bins[0].low, bins[0].high, bins[0].sure, bins[0].right) == (0.0, 0.1, 0.05, 1.0)
    assert bins[2].sure is bins[2].right is None


def test_no_claims_are_nothing_to_measure() -> None:
    """Neither perfect nor bad."""
    assert calibration_error([]) == brier([]) == Score(None, 0)


def test_a_reading_claims_to_be_there_and_of_its_kind() -> None:
    """There and as written: right. Called altered: wrong. Not there: wrong, and so are all its words."""
    truth = true(said("1.1", "1-1", 2.0), said("1.2", "1-1", 5.0))
    found = [
        a_reading("1.1", "1-1", 2.0, sure=0.9),
        a_reading("1.2", "1-1", 5.0, slip="two", sure=0.8),
        a_reading("1.3", "1-1", 20.0, sure=0.7, words="one two"),
    ]
    matching = match(truth, found)
    assert reading_claims(matching) == (
        Claim(0.9, right=True),
        Claim(0.8, right=False),
        Claim(0.7, right=False),
    )
    words = word_claims(matching)
    assert [claim.right for claim in words] == [True] * 4 + [True, False, True, True] + [False] * 2


def test_a_words_own_confidence_is_its_claim() -> None:
    """Not that of its reading."""
    one = a_reading("1.1", "1-1", 2.0, sure=0.9)
    one = replace(one, words=tuple(replace(word, confidence=0.4) for word in one.words))
    matching = match(true(said("1.1", "1-1", 2.0)), [one])
    assert word_claims(matching) == (Claim(0.4, right=True),) * 4
