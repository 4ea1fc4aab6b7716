"""Where sketches look alike: every picture against every sound, coarse, a fiftieth of a second at best.

The shorter of two is cut into pieces, each is correlated with all of the longer one (overlap-save), and the
pieces' correlations are added, each let move by what two clocks may run apart until there. What counts is
the likeness over all of the time that both have sound, so a sentence that another take has too is little.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.sound.spectrum import Floats
from rushes.sync.bands import BANDS, FRAMES_A_SECOND, Steps, unpack
from rushes.sync.model import Meeting, Sketch

Spectra = NDArray[np.complex64]

MOST_DRIFT: Final = 1.2e-3
"""Clocks run up to 500 millionths apart; a recorder at 48048 Hz that says 48000 does so by 1000."""
_PIECE: Final = 60 * FRAMES_A_SECOND
_MOST_PIECES: Final = 24
_SPAN: Final = 8192
"""The length of a transform: a piece and about 100 s of the other sound."""
_AROUND: Final = 75
"""Frames before and after over which a band's mean is taken off: a gain that breathes tells nothing."""
_LEAST_OVERLAP: Final = 3 * FRAMES_A_SECOND
_LEAST_ENERGY: Final = 200.0
"""Of what both have in common: that of about half a second of speech in quiet. Less is not compared."""
_APART: Final = 3 * FRAMES_A_SECOND // 2
"""Within this of a place `measure` finds for itself whatever there is."""
_FAINT: Final = 0.45
"""A place is not worth looking at that has less than this of what speaks for the best one at the same time.

The true place, where it was not the best, had 0.8 of it or more."""
_PLACES: Final = 2
"""Of one sound under one picture: music comes round again, and the second best may be the true one."""


@dataclass(frozen=True, eq=False)
class _Features:
    """What is compared. rows: frames x 8. energy: of all before each frame. spectra: of its stretches."""

    rows: Floats
    energy: NDArray[np.float64]
    spectra: Spectra


def meetings(
    pictures: Mapping[str, Sketch], sounds: Mapping[str, Sketch], most: int = 4
) -> Mapping[str, tuple[Meeting, ...]]:
    """Return for each picture the likeliest places of the sounds, best first, at most so many.

    A name that is among both is not compared with itself. The best place is not always a true one: it is
    only where `measure` should look.
    """
    lying = {name: _lying(features(one)) for name, one in sounds.items()}
    found: dict[str, tuple[Meeting, ...]] = {}
    for picture, one in pictures.items():
        mine = features(one)
        all_ = [
            (weight, Meeting(picture, sound, at_s, score))
            for sound, other in lying.items()
            if sound != picture
            for weight, at_s, score in _places(mine, other)
        ]
        all_.sort(key=lambda pair: -pair[0])
        found[picture] = tuple(_worth_looking(all_, one.duration_s, sounds))[:most]
    return found


def _worth_looking(
    found: Sequence[tuple[float, Meeting]], picture_s: float, sounds: Mapping[str, Sketch]
) -> Iterator[Meeting]:
    """Yield the places, best first, without those that are faint beside a better one at the same time."""
    better: list[tuple[float, float, float]] = []
    for weight, meeting in found:
        begin = max(0.0, meeting.at_s)
        end = min(picture_s, meeting.at_s + sounds[meeting.sound].duration_s)
        faint = any(
            weight < _FAINT * other and min(end, after) - max(begin, before) > (end - begin) / 2
            for other, before, after in better
        )
        if not faint:
            better.append((weight, begin, end))
            yield meeting


def features(one: Sketch) -> Floats:
    """Return what is compared of a sketch, frames x 8: each band less its mean of 3 s around."""
    return level_changes(unpack(one.bands))


def level_changes(steps: Steps) -> Floats:
    """Return each band's steps less their mean over the time around, compressed by a square root."""
    rows = np.sqrt(steps.astype(np.float32))
    if not len(rows):
        return rows
    total = np.pad(np.cumsum(rows, axis=0, dtype=np.float64), ((1, 0), (0, 0)))
    at = np.arange(len(rows))
    low, high = np.maximum(at - _AROUND, 0), np.minimum(at + _AROUND + 1, len(rows))
    return np.asarray(rows - (total[high] - total[low]) / (high - low)[:, None], dtype=np.float32)


def _energy(rows: Floats) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(np.sum(rows.astype(np.float64) ** 2, axis=1))])


def _lying(rows: Floats) -> _Features:
    """Prepare a file to be searched: transforms of stretches that overlap by a piece."""
    step = _SPAN - _PIECE
    padded = np.pad(rows, ((_PIECE, _SPAN), (0, 0)))
    starts = range(0, len(rows) + _PIECE, step)
    spectra = np.stack([_transformed(padded[at : at + _SPAN]) for at in starts])
    return _Features(rows, _energy(rows), spectra)


def _transformed(rows: Floats) -> Spectra:
    return np.asarray(np.fft.rfft(rows, _SPAN, axis=0).T, dtype=np.complex64)


def _places(mine: Floats, other: _Features) -> Iterator[tuple[float, float, float]]:
    """Yield how much speaks for a place, where the sound begins there, and the likeness, best first."""
    if len(mine) < _LEAST_OVERLAP or len(other.rows) < _LEAST_OVERLAP:
        return
    if len(mine) <= len(other.rows):
        found = _searched(mine, other)
        yield from ((weight, -lag / FRAMES_A_SECOND, score) for weight, lag, score in found)
    else:
        found = _searched(other.rows, _lying(mine))
        yield from ((weight, lag / FRAMES_A_SECOND, score) for weight, lag, score in found)


def _searched(short: Floats, long: _Features) -> list[tuple[float, float, float]]:
    """Return weight, lag and likeness of the best places of a file in a longer one.

    lag: the frame of the longer one at which the first of the shorter stands; from -len(short) on.
    """
    size = len(short) + len(long.rows)
    product, norm, common = np.zeros(size), np.zeros(size), np.zeros(size)
    middle = len(short) / 2
    for at in _pieces(len(short)):
        piece = short[at : at + _PIECE]
        spread = int(MOST_DRIFT * abs(at + len(piece) / 2 - middle))
        one, two = _correlated(piece, long)
        # Lag of the whole = lag of the piece - at; both arrays begin at minus their own length.
        first = len(short) - len(piece) - at
        product[first : first + one.size] += _widened(one, spread)
        norm[first : first + one.size] += two
        common[first : first + one.size] += _shared(len(piece), len(long.rows))
    score = product / np.maximum(norm, _LEAST_ENERGY)
    weight = np.where(common >= _LEAST_OVERLAP, score * np.sqrt(common), 0.0)
    return [(float(weight[n]), float(n - len(short)), float(np.clip(score[n], 0, 1))) for n in _peaks(weight)]


def _pieces(length: int) -> list[int]:
    """Return where the pieces begin: side by side, or spread over a file that has too many."""
    count = max(1, -(-length // _PIECE))
    if count <= _MOST_PIECES:
        return [round(n) for n in np.linspace(0, max(0, length - _PIECE), count)]
    return [round(n) for n in np.linspace(0, length - _PIECE, _MOST_PIECES)]


def _correlated(piece: Floats, long: _Features) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return products and norms of a piece at every lag from minus its length to the other's end."""
    count, size = len(piece), len(piece) + len(long.rows)
    mine = np.conj(_transformed(piece))
    step = _SPAN - _PIECE
    crossed = np.fft.irfft(np.einsum("bf,sbf->sf", mine, long.spectra), _SPAN, axis=1)[:, :step]
    # A stretch begins _PIECE before its sound; the first lag that is wanted is -count.
    product = crossed.reshape(-1)[_PIECE - count : _PIECE - count + size].astype(np.float64)
    energy = _energy(piece)
    lag = np.arange(-count, len(long.rows))
    begin, end = np.maximum(lag, 0), np.minimum(lag + count, len(long.rows))
    theirs = long.energy[end] - long.energy[begin]
    ours = energy[end - lag] - energy[begin - lag]
    return product, np.sqrt(np.maximum(theirs * ours, 0.0))


def _shared(count: int, length: int) -> NDArray[np.float64]:
    lag = np.arange(-count, length)
    return np.asarray(np.minimum(lag + count, length) - np.maximum(lag, 0), dtype=np.float64)


def _widened(values: NDArray[np.float64], by: int) -> NDArray[np.float64]:
    """Return at each place the highest value so many places around it, by doubling."""
    if not by:
        return values
    padded = np.pad(values, by, mode="edge")
    width, reach = 2 * by + 1, 1
    while reach * 2 <= width:
        padded = np.maximum(padded[: padded.size - reach], padded[reach:])
        reach *= 2
    rest = width - reach
    return np.maximum(padded[: padded.size - rest], padded[rest:]) if rest else padded


def _peaks(weight: NDArray[np.float64]) -> list[int]:
    left = weight.copy()
    found: list[int] = []
    for _ in range(_PLACES):
        best = int(left.argmax())
        if left[best] <= 0:
            break
        found.append(best)
        left[max(0, best - _APART) : best + _APART + 1] = 0.0
    return found


__all__ = ["BANDS", "MOST_DRIFT", "features", "level_changes", "meetings"]
