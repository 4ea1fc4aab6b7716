"""Roughly where a recording runs along a picture, from the sketches alone: to a fiftieth of a second.

Two clocks that drift move apart by a second and more in an hour; so each half minute is looked for by itself,
and what most of them say is the course on which the waveforms are compared.
"""

from typing import Final

import numpy as np

from rushes.sound.spectrum import Floats
from rushes.sync.bands import FRAMES_A_SECOND
from rushes.sync.consensus import Line, Place, line_through
from rushes.sync.meetings import MOST_DRIFT, features
from rushes.sync.model import Sketch

_PIECE_S: Final = 30.0
_MOST_PIECES: Final = 60
_ALIKE: Final = 0.15
"""A likeness (normalised correlation) below this is nothing's; half a minute of a true one has 0.25."""
_TOLERANCE_S: Final = 0.06
_LEAST_ENERGY: Final = 50.0
_APART: Final = FRAMES_A_SECOND // 4
_PEAKS: Final = 3


def course(mine: Sketch, theirs: Sketch, near_s: float, within_s: float) -> Line | None:
    """Return the line recorder_s = begin_s + (1 + drift) * picture_s, near `Behind.at_s` = near_s.

    near_s counts in the middle of the overlap. None where the sketches have nothing in common there.
    """
    begin, end = max(0.0, near_s), min(mine.duration_s, near_s + theirs.duration_s)
    if end <= begin:
        begin, end = max(0.0, near_s - within_s), min(mine.duration_s, near_s + theirs.duration_s + within_s)
    ours, others = features(mine), features(theirs)
    count = int(np.clip((end - begin) // _PIECE_S, 1, _MOST_PIECES))
    length = min(_PIECE_S, (end - begin) / count)
    places = []
    for at in np.linspace(begin, end - length, count):
        away = MOST_DRIFT * abs(at + length / 2 - (begin + end) / 2)
        first = round(at * FRAMES_A_SECOND)
        piece = ours[first : first + round(length * FRAMES_A_SECOND)]
        if len(piece):
            places.append(_place(piece, first, others, near_s, within_s + away))
    if len(places) == 1:
        return _level(places[0])
    return line_through(places, _TOLERANCE_S, 10 * _ALIKE)


def _level(place: Place) -> Line | None:
    """Return a line without drift through the best of one place's findings."""
    if not place.found or place.found[0][1] < 10 * _ALIKE:
        return None
    return Line(place.found[0][0] - place.at_s, 0.0, _TOLERANCE_S, (0,), _TOLERANCE_S)


def _place(piece: Floats, first: int, others: Floats, near_s: float, within_s: float) -> Place:
    """Return where a piece that begins at a frame of the picture may lie in the sound."""
    around = round(within_s * FRAMES_A_SECOND)
    begin = first - round(near_s * FRAMES_A_SECOND) - around
    part = _padded(others, begin, len(piece) + 2 * around)
    size = 1 << (len(part) + len(piece)).bit_length()
    crossed = np.conj(np.fft.rfft(piece, size, axis=0)) * np.fft.rfft(part, size, axis=0)
    product = np.fft.irfft(crossed.sum(axis=1), size)[: 2 * around + 1]
    total = np.concatenate([[0.0], np.cumsum(np.sum(part.astype(np.float64) ** 2, axis=1))])
    theirs = total[len(piece) :][: 2 * around + 1] - total[: 2 * around + 1]
    norm = np.sqrt(theirs * float(np.sum(piece.astype(np.float64) ** 2)))
    alike = product / np.maximum(norm, _LEAST_ENERGY)
    middle = len(piece) / 2
    found: list[tuple[float, float]] = []
    for _ in range(_PEAKS):
        best = int(alike.argmax())
        if alike[best] <= 0:
            break
        found.append(((begin + best + middle) / FRAMES_A_SECOND, 10 * float(alike[best])))
        alike[max(0, best - _APART) : best + _APART + 1] = -1.0
    return Place((first + middle) / FRAMES_A_SECOND, tuple(found))


def _padded(rows: Floats, begin: int, count: int) -> Floats:
    part = np.zeros((count, rows.shape[1] if rows.ndim > 1 else 1), np.float32)
    first, after = max(begin, 0), min(begin + count, len(rows))
    if after > first:
        part[first - begin : after - begin] = rows[first:after]
    return part
