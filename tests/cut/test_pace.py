"""Pace: how long shots last, as a taste wants it."""

from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.cut import TASTES, Pace, Taste, first_cut
from tests.cut.shooting import a_reading, a_script, lined

paces = st.builds(Pace, st.floats(0.2, 60), st.floats(0.1, 2))


@given(paces, st.floats(0.01, 0.99))
def test_a_quantile_is_the_length_than_which_that_share_is_shorter(pace: Pace, share: float) -> None:
    """Half are shorter than the median, and as many are much shorter as are much longer."""
    assert pace.quantile(0.5) == pytest.approx(pace.median_s)
    assert pace.quantile(share) * pace.quantile(1 - share) == pytest.approx(pace.median_s**2)
    assert pace.quantile(share) <= pace.quantile(min(0.99, share + 0.005))


def test_classic_lasts_as_long_as_real_shots_do() -> None:
    """The mean of a log-normal of its figures is that of the reels, 3.64 s, to a tenth of a second."""
    pace = TASTES["classic"].pace
    drawn = [pace.quantile((n + 0.5) / 10_000) for n in range(10_000)]
    assert fmean(drawn) == pytest.approx(3.64, abs=0.1)


@pytest.mark.parametrize("taste", TASTES.values(), ids=list(TASTES))
def test_no_taste_contradicts_itself(taste: Taste) -> None:
    pace, splits = taste.pace, taste.splits
    assert 0 < pace.shortest_s < pace.median_s < pace.hold_s
    assert 0 <= splits.share <= 1
    assert 0 < splits.least_s < splits.most_s


@pytest.mark.parametrize(("median_s", "shots"), [(9.0, 1), (0.5, 3)])
def test_shorter_shots_are_cut_to_where_another_picture_is_as_good(median_s: float, shots: int) -> None:
    """Three lines of four seconds, two setups of equal worth: nothing but the pace asks for a cut."""
    words = " ".join(f"word{n}" for n in range(12))
    script = a_script(" / ".join(f"ANNA {words}" for _ in range(3)))
    found = [a_reading(f"1.{n}", take, 5.0 * n, words=words) for n in (1, 2, 3) for take in ("1A-1", "1B-1")]
    taste = Taste("mine", {"whole performance": 1.0, "pace": 1.0}, pace=Pace(median_s))
    cut, _ = first_cut(script, lined(script, *found), taste)
    assert len({(event.file, event.source.start) for event in cut.track("A1")}) == 3
    changes = sum(a.file != b.file for a, b in pairwise(cut.track("A1")))
    assert changes == shots - 1


def test_a_shot_that_has_stood_for_two_lines_is_older_than_one_that_has_just_begun() -> None:
    """After lines of 3 s and 4 s in one take, the third costs by seven seconds; after a cut, by four."""
    words = [" ".join(f"word{n}" for n in range(count)) for count in (12, 16, 4)]
    script = a_script(" / ".join(f"ANNA {text}" for text in words))
    places = zip((1, 2, 3), (2.0, 5.5, 10.0), words, strict=True)
    found = [a_reading(f"1.{n}", "1-1", at, words=text) for n, at, text in places]
    cut, _ = first_cut(script, lined(script, *found), TASTES["classic"])
    facts = [reason.fact for event in cut.track("A1") for reason in event.reasons if reason.name == "pace"]
    first, both = (int(fact.partition(" ")[0]) for fact in facts)
    assert first < both
    assert first + 3 <= both


def test_restless_is_faster_and_a_documentary_of_the_take_the_slowest() -> None:
    ordered = ("restless", "classic", "intimate", "documentary of the take")
    medians = [TASTES[name].pace.median_s for name in ordered]
    assert medians == sorted(set(medians))
