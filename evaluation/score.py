"""A figure and the count it stands on. A number is a claim; without its count it is a rumour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Unit = Literal["share", "of", "ms", "fine ms", "ppm", "s", "kB", "MB", "MB/h", "times", "frames", "a second"]
"""``share``: 0 to 1 of `count`. ``of``: this many of `count`. ``fine ms``: told to a hundredth.
``ppm``: millionths. ``times``: times real time, or a ratio. ``frames``: of the film.
``a second``: so many in a second."""


@dataclass(frozen=True)
class Score:
    """A figure. value: in `unit`, None where there was nothing to measure. count: items it stands on."""

    value: float | None
    count: int
    unit: Unit = "share"


def share(part: int, whole: int) -> Score:
    """Return a part of a whole, 0 to 1; no value when the whole is empty."""
    return Score(part / whole if whole else None, whole)


def tally(part: int, whole: int) -> Score:
    """Return how many of how many; no value when there are none to count."""
    return Score(part if whole else None, whole, "of")


def percentile(values: Sequence[float], rank: float, unit: Unit) -> Score:
    """Return a percentile (0 to 100, linear between neighbours), or no value for no values."""
    if not values:
        return Score(None, 0, unit)
    way: Literal["linear", "higher"] = (
        "linear" if np.isfinite(values).all() else "higher"
    )  # none is half of infinity
    return Score(float(np.percentile(values, rank, method=way)), len(values), unit)
