"""Black, blank and frozen pictures: which samples raise a doubt, and what a closer look makes of it. Pure."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rushes.picture.model import Stretch
from rushes.picture.sharpness import Grey

SHORTEST_S = 0.4
"""Seconds below which standing still is no fault: drawings stand for two frames, and a move turns about."""

_ALIKE = 1.0
"""Mean difference in shades at which two samples may be one frame: coding alone moves them so far."""
_SAME = 0.95
"""Share of the pixels that are exactly what they were, in a frame that is the one before: encoders code it
with next to nothing, and leave more than a tenth of a living picture changed, however still it is."""
_CELL = 20
"""Pixels of a cell: what moves in one corner of the picture alone must be seen, too."""
_IN_A_CELL = 1.0
"""Shades by which one cell of two copies may differ; thrice that, where a keyframe codes it anew."""

Differences = NDArray[np.float64]
"""By how many shades two pictures differ, cell by cell."""
Telling = NDArray[np.bool_]
"""Which cells show anything."""


def may_be_one(before: Grey, after: Grey) -> bool:
    """Tell whether two samples look so alike that frames between them may stand still."""
    return look_alike(differences(before, after))


def look_alike(differs: Differences) -> bool:
    """Tell the same of two samples' differences."""
    return bool(differs.mean() < _ALIKE and differs.max() < 3 * _IN_A_CELL)


def is_one(before: Grey, after: Grey) -> bool:
    """Tell whether a frame is the one before it once more."""
    if before.shape != after.shape or float((before == after).mean()) < _SAME:
        return False
    return bool(differences(before, after).max() < _IN_A_CELL)


def camera_rests(differs: Differences, telling: Telling) -> bool:
    """Tell whether most of what a picture shows stayed where it was, so that the camera did not move."""
    return not telling.any() or bool(np.median(differs[telling]) < _RESTS)


_FLAT = 3.0
"""Standard deviation of a cell in shades below which it shows nothing that could move; as of tiles."""
_RESTS = 4.0
"""Mean difference in shades of a cell behind which nothing moved: noise and coding."""


def differences(before: Grey, after: Grey) -> Differences:
    """Return by how many shades the cells of two pictures differ, pixel by pixel, in the mean."""
    if before.shape != after.shape or min(before.shape) < _CELL:
        return np.full(1, 255.0)
    return np.asarray(_cells(np.abs(before.astype(np.int16) - after)).mean(axis=(1, 3)), np.float64)


def telling(picture: Grey) -> Telling:
    """Return which cells of a picture show anything: behind an even wall nobody sees a camera move."""
    if min(picture.shape) < _CELL:
        return np.ones(1, np.bool_)
    return np.asarray(_cells(picture).std(axis=(1, 3), dtype=np.float32) >= _FLAT, np.bool_)


def _cells(picture: NDArray[np.generic]) -> NDArray[Any]:
    """Return a picture as cells: (rows, lines of a cell, columns, pixels of a cell)."""
    rows, columns = (size // _CELL for size in picture.shape)
    return picture[: rows * _CELL, : columns * _CELL].reshape(rows, _CELL, columns, _CELL)


def runs(places: Sequence[bool]) -> list[tuple[int, int]]:
    """Return where something is so: from which place on, and up to which."""
    edges = [-1, *(at for at, (one, other) in enumerate(pairwise(places)) if one != other), len(places) - 1]
    return [(here + 1, there + 1) for here, there in pairwise(edges) if places and places[there]]


def joined(stretches: Sequence[Stretch], apart_s: float = 0.0) -> tuple[Stretch, ...]:
    """Return stretches in order, those that touch as one."""
    whole: list[Stretch] = []
    for one in sorted(stretches, key=lambda stretch: stretch.in_s):
        if whole and one.in_s <= whole[-1].out_s + apart_s:
            whole[-1] = Stretch(whole[-1].in_s, max(whole[-1].out_s, one.out_s))
        else:
            whole.append(one)
    return tuple(whole)
