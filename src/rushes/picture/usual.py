"""What is usual in a setup: how sharp, bright and steady its takes are, place by place. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rushes.picture.model import GRID, Glance, Seen

_AMONG_THE_SHARP = 75
"""Percentile of the takes that stands for a sharp one: one sharp take of three is enough. Of a take its
median counts, which a slate at its head does not move."""
_FEWEST = 0.004
"""Share of a picture's lines that must cross an edge for it to be judged at all."""


@dataclass(frozen=True)
class Usual:
    """What is usual. sharp: by cell of `GRID`, 0 where nothing tells. level, bright, dark: see `Glance`.

    shake: see `Motion`; takes: of how many.
    """

    sharp: tuple[float, ...]
    level: float
    bright: float
    dark: float
    shake: float
    takes: int


def usual_of(takes: Sequence[Seen]) -> Usual:
    """Return what is usual among the takes of one setup and camera."""
    glances = [glance for seen in takes for glance in shown(seen)]
    return Usual(
        tuple(_sharp(takes, cell) for cell in range(GRID[0] * GRID[1])),
        _middle([glance.level for glance in glances]),
        _middle([glance.bright for glance in glances]),
        _middle([glance.dark for glance in glances]),
        shake=_middle([shake_of(seen) for seen in takes]),
        takes=len(takes),
    )


def shown(seen: Seen) -> tuple[Glance, ...]:
    """Return the samples of a clip that show anything."""
    blank = seen.black
    return tuple(one for one in seen.glances if not any(hole.in_s <= one.at_s < hole.out_s for hole in blank))


def shake_of(seen: Seen) -> float:
    """Return how much a clip shakes usually; 0 where the camera stands."""
    return _middle([motion.shake for motion in seen.motions])


def sharpness_beside(glance: Glance, usual: Usual) -> float | None:
    """Return how sharp a picture is as a part of what is usual, place by place; None where nothing tells.

    Places count by how much there is to judge by, and by how sharp they usually are: the subject of a
    picture is what was focused on, and a background that is always soft says nothing.
    """
    sharp, detail, wanted = (np.array(one) for one in (glance.sharp, glance.detail, usual.sharp))
    told = (sharp > 0) & (wanted > 0)
    weight = detail[told] * wanted[told]
    if weight.sum() < _FEWEST:
        return None
    return float((weight * sharp[told] / wanted[told]).sum() / weight.sum())


def _sharp(takes: Sequence[Seen], cell: int) -> float:
    told = [[glance.sharp[cell] for glance in shown(seen) if glance.sharp[cell] > 0] for seen in takes]
    middles = [_middle(values) for values in told if values]
    return float(np.percentile(middles, _AMONG_THE_SHARP)) if middles else 0.0


def _middle(values: Sequence[float]) -> float:
    return float(np.median(values)) if values else 0.0
