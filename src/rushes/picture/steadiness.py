"""Whether the camera moves or shakes, from how whole pictures lie over each other. Pure.

The picture is cut into tiles, and each tells by phase correlation (Kuglin and Hines, 1975) how far it moved.
What most of them agree on is the camera; people and what they carry move few tiles. Where they do not agree,
nothing is claimed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rushes.picture.model import Motion
from rushes.picture.sharpness import Grey

Shift = tuple[float, float]
"""Columns and rows by which a picture moved, to the right and down."""

WIDE = 320
"""Pixels across of the pictures that are compared: a shake of a thousandth of the width is a third of one."""
_TILE = 64
"""Pixels of a tile's side."""
_NEAR = 0.6
"""Pixels within which two tiles tell the same."""
_MOST = 0.5
"""Share of the telling tiles that must agree."""
_FEWEST = 4
"""Tiles that must tell something: people may fill the rest."""
_TELLING = 0.08
"""Height of the peak, of 1, from which a tile tells anything: of flat or changed tiles it is lower."""
_FLAT = 3.0
"""Standard deviation of a tile in shades below which it shows nothing that could move."""
_OF_MEDIAN = 1.44
"""The mean of squares as a part of their median, where two directions scatter alike (1 / ln 2). The median is
asked, since a slate that is swept through the picture moves most of it in a frame or two."""

_WINDOW = np.outer(np.hanning(_TILE), np.hanning(_TILE)).astype(np.float32)


@dataclass(frozen=True)
class Tiles:
    """A picture's tiles as waves, and which of them show anything that could move. width: of the picture."""

    waves: NDArray[np.complex64]
    shown: NDArray[np.bool_]
    width: int


def camera_shift(before: Grey, after: Grey) -> Shift | None:
    """Return how far the camera's picture moved between two pictures, in pixels; None where none can say."""
    return shift_of(tiles_of(before), tiles_of(after))


def motion(pictures: Sequence[Grey], times_s: Sequence[float]) -> Motion | None:
    """Return how the camera moves in a run of frames that follow each other; None where none can say."""
    return motion_of([tiles_of(picture) for picture in pictures], times_s)


def motion_of(run: Sequence[Tiles], times_s: Sequence[float]) -> Motion | None:
    """Return the same of the tiles of their pictures."""
    shifts = [shift_of(before, after) for before, after in pairwise(run)]
    known = np.array([shift for shift in shifts if shift is not None])
    if len(known) < 3 or len(known) * 2 < len(shifts):
        return None
    width, lasts = run[0].width, times_s[-1] - times_s[0]
    mean = known.mean(axis=0)
    beside = ((known - np.median(known, axis=0)) ** 2).sum(axis=1)
    shake = float(np.sqrt(_OF_MEDIAN * np.median(beside))) / width * 1000
    drift = float(np.hypot(*mean)) * len(shifts) / max(lasts, 1e-6) / width
    return Motion(round(times_s[0], 3), round(times_s[-1], 3), round(drift, 4), round(shake, 3))


def tiles_of(picture: Grey) -> Tiles:
    """Cut a picture into tiles that fill it, overlapping a little."""
    height, width = picture.shape
    if min(height, width) < _TILE:
        return Tiles(np.zeros((0, _TILE, _TILE // 2 + 1), np.complex64), np.zeros(0, np.bool_), width)
    tops = np.linspace(0, height - _TILE, max(1, round(height / _TILE))).astype(int)
    lefts = np.linspace(0, width - _TILE, max(1, round(width / _TILE))).astype(int)
    cut = np.array([picture[y : y + _TILE, x : x + _TILE] for y in tops for x in lefts], np.float32)
    level = cut - cut.mean(axis=(1, 2), keepdims=True)
    shown = np.einsum("tyx,tyx->t", level, level) >= (_FLAT * _TILE) ** 2
    waves = np.zeros((len(cut), _TILE, _TILE // 2 + 1), np.complex64)
    waves[shown] = np.fft.rfft2(level[shown] * _WINDOW)
    return Tiles(waves, shown, width)


def shift_of(before: Tiles, after: Tiles) -> Shift | None:
    """Return the shift that most of the telling tiles agree on."""
    if len(before.waves) != len(after.waves):
        return None
    shown = before.shown & after.shown
    if shown.sum() < _FEWEST:
        return None
    cross = after.waves[shown] * np.conj(before.waves[shown])
    peaks = np.fft.irfft2(cross / np.maximum(np.abs(cross), 1e-3), (_TILE, _TILE))
    found = _places(peaks[peaks.max(axis=(1, 2)) >= _TELLING])
    if len(found) < _FEWEST:
        return None
    agree = np.abs(found - np.median(found, axis=0)).max(axis=1) <= _NEAR
    if agree.mean() < _MOST or agree.sum() < _FEWEST:
        return None
    columns, rows = found[agree].mean(axis=0)
    return float(columns), float(rows)


def _places(peaks: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return columns and rows of peaks, to a part of a pixel: the middle of each and its neighbours."""
    tile = np.arange(len(peaks))[:, None, None]
    rows, columns = np.unravel_index(peaks.reshape(-1, _TILE * _TILE).argmax(axis=1), (_TILE, _TILE))
    near = np.arange(-1, 2)
    beside = (rows[:, None] + near) % _TILE, (columns[:, None] + near) % _TILE
    around = np.maximum(peaks[tile, beside[0][:, :, None], beside[1][:, None, :]], 0).astype(np.float64)
    weight = around.sum(axis=(1, 2))
    right, down = ((around.sum(axis=axis) * near).sum(axis=1) / weight for axis in (1, 2))
    return np.column_stack((_signed(columns) + right, _signed(rows) + down))


def _signed(places: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.where(places >= _TILE // 2, places - _TILE, places)
