"""A figure never comes without its count, and never from nothing."""

from evaluation.score import Score, percentile, share, tally


def test_a_share_knows_of_how_many() -> None:
    """Three of four is 0.75 of 4."""
    assert share(3, 4) == Score(0.75, 4)


def test_nothing_is_neither_perfect_nor_bad() -> None:
    """Where there is nothing to measure there is no value; 0 or 1 would both be claims."""
    assert share(0, 0).value is None
    assert tally(0, 0).value is None
    assert percentile([], 50, "ms") == Score(None, 0, "ms")


def test_a_percentile_lies_between_its_neighbours() -> None:
    """The 95th of 0 to 100 is 95; of one value it is that value."""
    assert percentile([float(n) for n in range(101)], 95, "ms") == Score(95.0, 101, "ms")
    assert percentile([7.0], 95, "ms") == Score(7.0, 1, "ms")
