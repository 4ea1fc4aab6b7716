"""Timecode as sound: the signal that a timecode generator puts on a channel beside the microphones.

Linear timecode (SMPTE ST 12-1) is biphase mark: the wave turns over at each bit's edge, and once more
in the middle of a one. Eighty bits make a frame; the last sixteen are the sync word.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.sound.spectrum import SAMPLE_RATE

_SYNC: Final = "0011111111111101"
_LONG: Final = (SAMPLE_RATE / 80 / 31.5, SAMPLE_RATE / 80 / 22.5)
"""Samples between the edges of a bit: from 30 frames a second to 23.976, and a twentieth of varispeed."""
_LOOSE: Final = 0.25
"""A turn may be so much of a bit away from its place: at 16 kHz the wave is rounded."""


def carries_timecode(samples: NDArray[np.int16]) -> bool:
    """Tell whether mono 16 kHz sound is timecode: at least half of its seconds are read as such.

    A second counts when nearly all its turns stand where bits have them, and the sync word is read
    in at least half of its frames; nothing that is spoken or played has that.
    """
    seconds = samples[: samples.size // SAMPLE_RATE * SAMPLE_RATE].reshape(-1, SAMPLE_RATE)
    read = sum(_is_timecode(second.astype(np.float64)) for second in seconds if second.any())
    return read > 0 and 2 * read >= len(seconds)


def _is_timecode(second: NDArray[np.float64]) -> bool:
    apart = np.diff(_turns(second - second.mean()))
    long = apart[(apart > _LONG[0]) & (apart < _LONG[1])]
    if long.size < 200:
        return False
    bit = float(np.median(long))
    ones, zeros = np.abs(apart / bit - 0.5) < _LOOSE, np.abs(apart / bit - 1.0) <= _LOOSE
    if np.mean(ones | zeros) < 0.9:
        return False
    return 2 * _bits(ones, zeros).count(_SYNC) >= SAMPLE_RATE / 80 / bit


def _turns(wave: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where a wave crosses zero, in samples, between two of them by their heights."""
    before = np.flatnonzero(np.signbit(wave[:-1]) != np.signbit(wave[1:]))
    return np.asarray(before + wave[before] / (wave[before] - wave[before + 1]))


def _bits(ones: NDArray[np.bool_], zeros: NDArray[np.bool_]) -> str:
    """Read bits: a whole one between two turns is a nought, two halves are a one, ``?`` what is neither."""
    bits: list[str] = []
    half = False
    for one, zero in zip(ones.tolist(), zeros.tolist(), strict=True):
        if one and half:
            bits.append("1")
        elif not one:
            bits.append("0" if zero else "?")
        half = one and not half
    return "".join(bits)
