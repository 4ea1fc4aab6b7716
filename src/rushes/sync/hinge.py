"""Where a slate's sticks may be hinged: seen from there, what changed lies in two directions. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.sync.bar import Flat, Grey

CELL = 8
"""Pixels of the cells in which motion is summed."""
LEAST_OPEN, _MOST_OPEN = float(np.radians(10)), float(np.radians(65))
"""How far sticks are open before they close: people hold them at twenty to forty-five degrees."""
_FINE = 4
"""Pixels of the cells by which what changed hangs together."""
_LEAST_CHANGE, _MOST_CHANGE = 5.0, 24.0
"""Steps of grey by which a pixel must differ, at least and at most, whatever the light and the noise."""
_MOST_OF_PICTURE = 0.35
"""Share of the picture beyond which it is not a board that moved, but the camera, or a cut."""
_FEWEST = 40
"""Pixels that differ, below which there is nothing to fit."""
_BINS = 120
_BIN = 2 * np.pi / _BINS
_TURNS = np.abs((np.arange(_BINS) * _BIN + np.pi) % (2 * np.pi) - np.pi)
_APART = (_TURNS >= LEAST_OPEN) & (_TURNS <= _MOST_OPEN)
"""Of two directions so many bins apart, whether sticks may be open by as much."""
_HINGES = 2
"""Places that are tried in earnest as the hinge."""
_SHARE = 0.2
"""Least share of what differs that must lie in each direction."""
SHORTEST = 24
"""Pixels: shorter sticks show no stripes."""


@dataclass(frozen=True)
class Guess:
    """A closed stick as it may lie, from its hinge, and the angle by which it is turned where it is open."""

    hinge: tuple[float, float]
    direction: float
    length: float
    turn: float


def guesses(closed: Grey, opened: Grey, last: Grey) -> Iterator[Guess]:
    """Yield how sticks may lie: what differs between open and closed is two bars that meet at the hinge.

    From the hinge most of it lies in two directions; so every place near it is tried as the hinge.
    """
    x, y = _differing(np.abs(closed - opened), last)
    if len(x) < _FEWEST:
        return
    hinges = [(float(hx), float(hy)) for hx in _every(x) for hy in _every(y)]
    seen = [_two_directions(x - hx, y - hy) for hx, hy in hinges]
    order = sorted(range(len(hinges)), key=lambda i: -seen[i][0])
    for i in order[:_HINGES]:
        share, *near = seen[i]
        (one, reach), (other, further) = (_way(x - hinges[i][0], y - hinges[i][1], way) for way in near)
        length = max(reach, further)
        if share > _SHARE and length >= SHORTEST:
            turn = float(_wrapped(np.array(other - one)))
            yield Guess(hinges[i], one, length, turn)
            yield Guess(hinges[i], other, length, -turn)


def _every(places: Flat) -> Flat:
    """Return places to try as the hinge, along one axis: all that differs, and a little beyond."""
    low, high = float(places.min()) - 6, float(places.max()) + 6
    return np.arange(low, high, max(5.0, (high - low) / 16))


def _two_directions(right: Flat, below: Flat) -> tuple[float, float, float]:
    """Return how much lies in two directions from a hinge, and these (radians, y downwards).

    How much: the geometric mean of the two shares, so that neither may be missing.
    """
    angle = np.arctan2(below, right)
    away = right * right + below * below > 4 * _FINE
    counts = np.bincount(((angle + np.pi) / _BIN).astype(int) % _BINS, weights=away, minlength=_BINS)
    shares = (counts + np.roll(counts, 1) + np.roll(counts, -1)) / len(right)
    first = int(shares.argmax())
    rest = np.where(_APART[(np.arange(_BINS) - first) % _BINS], shares, 0)
    second = int(rest.argmax())
    share = float(np.sqrt(shares[first] * rest[second]))
    return share, (first + 0.5) * _BIN - np.pi, (second + 0.5) * _BIN - np.pi


def _way(right: Flat, below: Flat, near: float) -> tuple[float, float]:
    """Return the middle direction of what lies near a direction, and how far it reaches."""
    far = np.hypot(right, below)
    off = _wrapped(np.arctan2(below, right) - near)
    here = (np.abs(off) < 1.5 * _BIN) & (far > _FINE)
    if not here.any():
        return near, 0.0
    return near + float(np.average(off[here], weights=far[here])), float(np.quantile(far[here], 0.97))


def _wrapped(angle: Flat) -> Flat:
    return np.asarray((angle + np.pi) % (2 * np.pi) - np.pi)


def _differing(changed: Grey, last: Grey) -> tuple[Flat, Flat]:
    """Return where pixels differ that hang together with what moved last; none when too many do."""
    limit = float(np.clip(max(0.12 * changed.max(), 5 * np.median(changed)), _LEAST_CHANGE, _MOST_CHANGE))
    rows, columns = changed.shape[0] // _FINE, changed.shape[1] // _FINE
    differs = (changed > limit)[: rows * _FINE, : columns * _FINE]
    cells = differs.reshape(rows, _FINE, columns, _FINE).mean(axis=(1, 3)) > 0.25
    start = np.kron(last >= 0.5 * last.max(), np.ones((CELL // _FINE, CELL // _FINE), bool))
    seed = np.zeros_like(cells)
    seed[: start.shape[0], : start.shape[1]] = start[:rows, :columns]
    part = _connected(cells, seed)
    if part.mean() > _MOST_OF_PICTURE:
        return np.zeros(0), np.zeros(0)
    y, x = np.nonzero(np.kron(part, np.ones((_FINE, _FINE), bool)) & differs)
    some = slice(None, None, max(1, len(x) // 500))
    return x[some].astype(float), y[some].astype(float)


def _connected(cells: NDArray[np.bool_], seed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the cells that are reached from a seed, over gaps of one cell: stripes leave some."""
    part = cells & seed
    while True:
        grown = cells & _wider(_wider(part))
        if grown.sum() == part.sum():
            return part
        part = grown


def _wider(cells: NDArray[np.bool_]) -> NDArray[np.bool_]:
    room = np.pad(cells, 1)
    rows = room[:-2] | room[1:-1] | room[2:]
    return rows[:, :-2] | rows[:, 1:-1] | rows[:, 2:]
