"""Many places, one line: how the recorder's clock runs against the camera's, told by those that agree.

Fischler and Bolles 1981: every line through two places is tried; the one on which most of all that was heard
lies is kept, and least squares draw it anew through those.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.sync.meetings import MOST_DRIFT

Doubles = NDArray[np.float64]

TOLERANCE_S: Final = 0.006
"""An actor who walks two metres between two microphones moves the sound by as much."""
SURE: Final = 5.0
"""So many standard deviations does noise alone hardly reach among the lags that are searched."""
_ENOUGH: Final = 12.0
"""Beyond this a place weighs no more: a loud one is no more right."""
_USUAL_DRIFT: Final = 150e-6
"""Of good clocks against each other; what a short take cannot tell is taken to be within this."""
_OUT_OF_THE_USUAL: Final = 5.0
_WALK_S, _ONE_WALK_S = 0.001, 4.0
"""Actors move, a step for some seconds on end: so far may all places of a while be off, and more where
they scatter."""
_RESOLUTION_S: Final = 0.0002
"""A few samples at 16 kHz."""


@dataclass(frozen=True)
class Place:
    """A second of the picture's sound and where in the recorder's it was found. found: seconds, heights."""

    at_s: float
    found: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Line:
    """recorder_s = begin_s + (1 + drift) * picture_s. error_s: 95 % of it, anywhere among the places.

    on: the numbers of the places that lie on it. spread_s: of those, around it.
    """

    begin_s: float
    drift: float
    error_s: float
    on: tuple[int, ...]
    spread_s: float


def line_through(
    places: Sequence[Place], tolerance_s: float = TOLERANCE_S, sure: float = SURE
) -> Line | None:
    """Return the line on which most of what was found lies; None when no two places agree.

    sure: what is lower is not looked at.
    """
    told = [(n, place.at_s, one, high) for n, place in enumerate(places) for one, high in place.found]
    told = [one for one in told if one[3] >= sure]
    if not told:
        return None
    number = np.array([one[0] for one in told])
    at, heard = np.array([one[1] for one in told]), np.array([one[2] for one in told])
    weight = np.minimum([one[3] for one in told], _ENOUGH)
    begin, drift = _best(number, at, heard - at, weight, tolerance_s)
    for _ in range(3):
        on = _lying(number, np.abs(heard - at - begin - drift * at), tolerance_s)
        if len(on) < 2:
            return None
        begin, drift, error, spread = _drawn(at[on], (heard - at)[on], weight[on])
    on = _lying(number, np.abs(heard - at - begin - drift * at), tolerance_s)
    return Line(float(begin), float(drift), error, tuple(int(number[n]) for n in on), spread)


def _best(
    number: NDArray[np.int_], at: Doubles, offset: Doubles, weight: Doubles, tolerance_s: float
) -> tuple[float, float]:
    """Return begin and drift of the line, among all through two, that has the most weight on it."""
    one, two = np.triu_indices(at.size, 1)
    apart = at[two] - at[one]
    with np.errstate(divide="ignore", invalid="ignore"):
        drift = np.where(np.abs(apart) > 1e-9, (offset[two] - offset[one]) / apart, np.inf)
    straight = np.abs(drift) <= MOST_DRIFT
    level = np.arange(at.size)
    drifts = np.concatenate([np.zeros(level.size), drift[straight]])
    begins = np.concatenate([offset, offset[one[straight]] - drift[straight] * at[one[straight]]])
    held = np.zeros(drifts.size)
    for place in np.unique(number):
        mine = np.flatnonzero(number == place)
        off = np.abs(offset[mine] - begins[:, None] - drifts[:, None] * at[mine])
        held += np.where(off <= tolerance_s, weight[mine] * (1.0 - 0.3 * off / tolerance_s), 0.0).max(axis=1)
    best = int(held.argmax())
    return float(begins[best]), float(drifts[best])


def _lying(number: NDArray[np.int_], off: Doubles, tolerance_s: float) -> NDArray[np.int_]:
    """Return of each place the finding that is nearest to the line, if it is near."""
    order = np.argsort(off, kind="stable")
    _, first = np.unique(number[order], return_index=True)
    nearest = order[first]
    return np.asarray(nearest[off[nearest] <= tolerance_s])


def _drawn(at: Doubles, offset: Doubles, weight: Doubles) -> tuple[float, float, float, float]:
    """Return begin, drift, error and spread of the line of least squares, its drift held near the usual.

    Places within `_ONE_WALK_S` are no more than one witness: whoever walks is off in all of them alike.
    A drift that the places tell from the usual all the same, five times their error, is not held.
    """
    middle = float(np.average(at, weights=weight))
    share = weight / weight.sum()
    mean = float(np.sum(share * offset))
    lever = float(np.sum(share * (at - middle) ** 2))
    slope = float(np.sum(share * (at - middle) * (offset - mean))) / lever if lever > 0 else 0.0
    spread = _spread(offset - mean - slope * (at - middle))
    witnesses = min(float(at.size), 1.0 + float(np.ptp(at)) / _ONE_WALK_S)
    unsure = max(2 * spread, _WALK_S * (1 + 2 / witnesses))
    told = unsure / np.sqrt(witnesses * lever) if lever > 0 else np.inf
    if abs(slope) <= _OUT_OF_THE_USUAL * float(np.hypot(told, _USUAL_DRIFT)):
        slope *= 1.0 / (1.0 + (told / _USUAL_DRIFT) ** 2)
        told = 1.0 / np.sqrt(1.0 / _USUAL_DRIFT**2 + 1.0 / told**2)
    farthest = max(float(at.max()) - middle, middle - float(at.min()))
    error = 2.0 * float(np.hypot(unsure / np.sqrt(witnesses), told * farthest)) + _RESOLUTION_S
    return float(mean - slope * middle), float(slope), error, spread


def _spread(off: Doubles) -> float:
    """Return the robust spread of residuals around a line of two unknowns."""
    return float(1.4826 * np.median(np.abs(off)) * np.sqrt(off.size / max(off.size - 2, 1)))
