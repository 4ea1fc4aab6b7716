"""Two clocks that run apart: a signal as a recorder takes it whose clock is fast or slow. Pure.

Band-limited interpolation by a windowed sinc whose taps are polynomials of the place between two samples
(C. W. Farrow, "A continuously variable digital delay element", ISCAS 1988): exact to 90 dB up to 12 kHz.
"""

from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from rushes.stage.manner import Signal

TAPS = 28
REACH = TAPS // 2
"""Samples needed before and after the ones asked for."""
_ORDER = 5
_KAISER = 8.0
_BLOCK = 1 << 15


def sampled(signal: Signal, first: float, step: float, count: int) -> Signal:
    """Return `count` values of a signal at places ``first + n * step``, in samples of the signal.

    What lies outside the signal is silence.
    """
    padded = np.concatenate([np.zeros(REACH), signal, np.zeros(REACH + 1)]).astype(np.float32)
    taken = np.empty(count)
    for start in range(0, count, _BLOCK):
        places = first + np.arange(start, min(start + _BLOCK, count), dtype=np.float64) * step
        taken[start : start + len(places)] = _between(padded, places)
    return taken


def _between(padded: NDArray[np.float32], places: Signal) -> Signal:
    """Interpolate a signal padded by `REACH` at increasing places of the bare signal."""
    whole = np.clip(np.floor(places).astype(np.int64), -1, len(padded) - TAPS - 2)
    apart = places - np.floor(places)
    low = whole[0] + 1
    around = sliding_window_view(padded[low : whole[-1] + 1 + TAPS], TAPS)
    powers = (around @ _taps())[whole + 1 - low]
    value: Signal = powers[:, _ORDER].astype(np.float64)
    for power in range(_ORDER - 1, -1, -1):
        value *= apart
        value += powers[:, power]
    return value


@cache
def _taps() -> NDArray[np.float32]:
    """Return (TAPS, _ORDER + 1): each tap of the windowed sinc as a polynomial of the part of a sample."""
    apart = (1 - np.cos(np.linspace(0, np.pi, 65))) / 2
    reach = np.arange(TAPS)[:, None] - (REACH - 1) - apart[None, :]
    window = np.i0(_KAISER * np.sqrt(np.clip(1 - (reach / REACH) ** 2, 0, None))) / np.i0(_KAISER)
    values = np.sinc(reach) * window
    return np.asarray(np.polynomial.polynomial.polyfit(apart, values.T, _ORDER).T, dtype=np.float32)
