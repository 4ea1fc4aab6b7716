"""How two stretches of sound lie on each other, to a fraction of a millisecond: correlation of phases.

Knapp and Carter 1976: the generalised cross-correlation, whose spectrum is flattened, so that neither a room,
a microphone nor a hum decides, but when something happens. Flattened not wholly (the power 0.8): where
there is only noise, its phases shall not count as much as those of a voice.
"""

from functools import lru_cache
from typing import Final

import numpy as np

from rushes.sound.spectrum import SAMPLE_RATE, Floats

_FLATTENED: Final = 0.8
_LOW_HZ, _HIGH_HZ = 150.0, 5000.0
_APART: Final = SAMPLE_RATE // 500
"""Lags nearer than 2 ms to a higher one are its flank."""


def likeliest(stretch: Floats, around: Floats, most: int = 3) -> tuple[tuple[float, float], ...]:
    """Return where a stretch lies in a longer one, and how far each place stands out, best first.

    Seconds from the beginning of the longer one, then the height in standard deviations of all heights; a
    stretch that is turned over (polarity) lies as well. None where either is silent.
    """
    lags = around.size - stretch.size + 1
    if lags < 3 or not stretch.any() or not around.any():
        return ()
    heights = standing(stretch, around)
    if not heights.any():
        return ()
    found: list[tuple[float, float]] = []
    left = heights.copy()
    for _ in range(most):
        best = int(left.argmax())
        found.append(((best + _between(heights, best)) / SAMPLE_RATE, float(heights[best])))
        left[max(0, best - _APART) : best + _APART + 1] = 0.0
    return tuple(found)


def standing(stretch: Floats, around: Floats) -> Floats:
    """Return how far each place of a stretch in a longer one stands out, sample by sample; 0 for silence."""
    lags = around.size - stretch.size + 1
    heights = np.abs(_correlated(stretch, around)[:lags])
    spread = float(np.sqrt(np.mean(heights**2)))
    return np.asarray(heights / spread if spread else np.zeros(lags), dtype=np.float32)


def _correlated(stretch: Floats, around: Floats) -> Floats:
    size = 1 << int(np.ceil(np.log2(around.size + 1)))
    mine, theirs = np.fft.rfft(stretch * _taper(stretch.size), size), np.fft.rfft(around, size)
    low, high = int(_LOW_HZ * size / SAMPLE_RATE), int(_HIGH_HZ * size / SAMPLE_RATE) + 1
    crossed = np.conj(mine[low:high]) * theirs[low:high]
    heights = np.abs(crossed)
    flat = np.maximum(heights, 1e-6 * float(heights.max()) + 1e-20) ** -_FLATTENED
    inside = np.zeros_like(theirs)
    inside[low:high] = crossed * flat
    return np.asarray(np.fft.irfft(inside, size), dtype=np.float32)


@lru_cache(maxsize=8)
def _taper(size: int) -> Floats:
    return np.asarray(np.hanning(size + 2)[1:-1] ** 0.5, dtype=np.float32)


def _between(heights: Floats, best: int) -> float:
    """Return where between samples a parabola through the highest three has its top."""
    if not 0 < best < heights.size - 1:
        return 0.0
    before, top, after = (float(heights[best + step]) for step in (-1, 0, 1))
    curve = before - 2 * top + after
    return 0.5 * (before - after) / curve if curve < 0 else 0.0
