"""How loud a voice is, in steps fine enough to lay beside the frames of a mouth. A door: it reads sound."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.sound.microphones import mixed, timecode_rows
from rushes.sound.playing import Sounding, blocks_playing
from rushes.sound.spectrum import SAMPLE_RATE, Floats

VOICE_STEP_S: Final = 0.01
_WINDOW: Final = SAMPLE_RATE // 25
_STEP: Final = round(VOICE_STEP_S * SAMPLE_RATE)
_LOWEST_HZ, _HIGHEST_HZ = 400, 900
"""Where vowels are strongest, above the rumble of rooms and the voice's own pitch. Of five bands this one
went best with mouths (scenes 1 and 2 of real faces)."""


def voicing(what: Sounding) -> tuple[float, ...]:
    """Return the level of the voice band every `VOICE_STEP_S` from the first picture frame on, in decibels.

    All that plays under the picture, mixed; only differences mean anything. Empty without sound.
    """
    rows = [mixed(_without_timecode(block)) for block in blocks_playing(what)]
    return tuple(round(float(one), 1) for one in voice_levels(np.concatenate(rows))) if rows else ()


def _without_timecode(block: NDArray[np.int16]) -> NDArray[np.int16]:
    kept = [row for row in range(len(block)) if row not in timecode_rows(block)]
    return block[kept] if kept else block[:1] * 0


def voice_levels(samples: NDArray[np.int16]) -> Floats:
    """Return the level of the voice band around every step of mono samples at 16 kHz."""
    steps = samples.size // _STEP
    edge = (_WINDOW - _STEP) // 2
    around = np.pad(samples, (edge, _WINDOW)).astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(around, _WINDOW)[: steps * _STEP : _STEP]
    shape = np.hanning(_WINDOW).astype(np.float32)
    low, high = (hertz * _WINDOW // SAMPLE_RATE for hertz in (_LOWEST_HZ, _HIGHEST_HZ))
    levels = np.empty(steps, np.float32)
    for first in range(0, steps, 4096):  # the transform of an hour at once would fill the memory
        waves = np.abs(np.fft.rfft(frames[first : first + 4096] * shape))[:, low:high]
        levels[first : first + 4096] = 20 * np.log10(waves.mean(axis=1) + 1)
    return levels
