"""From samples to the features of the acoustic model: mel cepstra, cleaned of steady noise.

The front end is that of the CMU Sphinx models (Davis and Mermelstein 1980 for the cepstra;
Doblinger 1995 and Kim and Stern's PNCC 2012 for the noise), because an acoustic model only
understands the features it was trained on. Frames are 25.6 ms long, one every 10 ms.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SAMPLE_RATE: Final = 16000
STEP: Final = 160
WINDOW: Final = 410
FRAMES_A_SECOND: Final = SAMPLE_RATE // STEP
CEPSTRA: Final = 13

_FFT = 512
_FILTERS = 25
_LOWEST_HZ, _HIGHEST_HZ = 130.0, 6800.0
_PREEMPHASIS = 0.97
_LIFTER = 22
_MOST_GAIN = 20.0
_REACH = 4


def _mel(hertz: float) -> float:
    return float(2595.0 * np.log10(1.0 + hertz / 700.0))


def _mel_filters() -> Floats:
    """Return triangles of unit area, their corners on whole bins of the Fourier transform."""
    bin_hz = SAMPLE_RATE / _FFT
    mels = np.linspace(_mel(_LOWEST_HZ), _mel(_HIGHEST_HZ), _FILTERS + 2)
    corners = np.floor(700.0 * (10.0 ** (mels / 2595.0) - 1.0) / bin_hz + 0.5) * bin_hz
    hertz = np.arange(_FFT // 2 + 1) * bin_hz
    low, middle, high = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    rising, falling = (hertz - low) / (middle - low), (high - hertz) / (high - middle)
    triangles = np.maximum(0.0, np.minimum(rising, falling)) * 2.0 / (high - low)
    return np.ascontiguousarray(triangles.T, dtype=np.float32)


def _cosines() -> Floats:
    """Return the orthonormal cosine transform and the lifter in one matrix, filters x cepstra."""
    order, band = np.arange(CEPSTRA), np.arange(_FILTERS)[:, None]
    transform = np.cos(np.pi * order * (band + 0.5) / _FILTERS) * np.sqrt(2.0 / _FILTERS)
    transform[:, 0] = np.sqrt(1.0 / _FILTERS)
    lifter = 1.0 + _LIFTER / 2.0 * np.sin(order * np.pi / _LIFTER)
    return np.asarray(transform * lifter, dtype=np.float32)


_WINDOW_SHAPE = np.hamming(WINDOW).astype(np.float32)
_MEL_FILTERS = _mel_filters()
_COSINES = _cosines()
_NEIGHBOURS = np.array(
    [[abs(i - j) <= _REACH for j in range(_FILTERS)] for i in range(_FILTERS)], dtype=np.float32
)
_NEIGHBOURS /= _NEIGHBOURS.sum(axis=0)


def frames_in(samples: int) -> int:
    """Return how many whole frames that many samples give."""
    return max(0, (samples - WINDOW) // STEP + 1)


def mel_powers(samples: NDArray[np.int16]) -> Floats:
    """Return the power in each mel band, frames x 25, of mono 16 kHz samples."""
    count = frames_in(samples.size)
    if count == 0:
        return np.zeros((0, _FILTERS), dtype=np.float32)
    sound = samples.astype(np.float32)
    sound[1:] -= _PREEMPHASIS * sound[:-1].copy()
    frames = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[: count * STEP : STEP]
    powers = np.empty((count, _FILTERS), dtype=np.float32)
    for first in range(0, count, 4096):  # the transform of an hour at once would fill the memory
        spectrum = np.fft.rfft(frames[first : first + 4096] * _WINDOW_SHAPE, _FFT)
        energy = spectrum.real**2 + spectrum.imag**2
        powers[first : first + 4096] = energy.astype(np.float32) @ _MEL_FILTERS
    return powers


def without_noise(powers: Floats) -> Floats:
    """Return mel powers with steady noise turned down, band by band, as time goes on.

    A slow lower envelope follows the noise, a second one the floor of what is left; what is masked
    by a louder instant before it is turned down; the gains are smoothed over neighbouring bands.
    """
    if not len(powers):
        return powers
    smooth = powers[0].copy()
    noise, floor, peak = smooth / _MOST_GAIN, smooth / _MOST_GAIN, np.zeros_like(smooth)
    gains = np.empty_like(powers)
    for frame, power in enumerate(powers):
        smooth += np.float32(0.3) * (power - smooth)
        noise = _lower_envelope(noise, smooth)
        signal = np.maximum(smooth - noise, np.float32(1.0))
        floor = _lower_envelope(floor, signal)
        peak *= np.float32(0.85)
        heard = np.where(signal < np.float32(0.85) * peak, peak * np.float32(0.2), signal)
        peak = np.maximum(peak, signal)
        gains[frame] = np.maximum(heard, floor) / np.maximum(smooth, np.float32(1e-10))
    np.clip(gains, 1.0 / _MOST_GAIN, _MOST_GAIN, out=gains)
    return np.asarray(powers * (gains @ _NEIGHBOURS), dtype=np.float32)


def _lower_envelope(envelope: Floats, level: Floats) -> Floats:
    """Rise slowly (0.5 % a frame) and fall fast (half a frame) towards a level."""
    pace = np.where(level >= envelope, np.float32(0.005), np.float32(0.5))
    return np.asarray(envelope + pace * (level - envelope), dtype=np.float32)


def cepstra(powers: Floats) -> Floats:
    """Return the cepstra, frames x 13, of mel powers."""
    return np.asarray(np.log(powers + np.float32(1e-4)) @ _COSINES, dtype=np.float32)


_SPEAKING = 0.8
"""The share of speaking frames in the mean, as in the sentences that the model was trained on.

A take holds far more silence than those; its plain mean would mistake the silence for the room. On
the real takes of the evaluation this brought the ends of readings (95th percentile) from 370 to 90 ms.
"""


def without_room(cepstra_: Floats) -> Floats:
    """Return cepstra less what the room and the microphone add: their mean over the speaking frames."""
    if not len(cepstra_):
        return cepstra_
    loud = cepstra_[:, 0]
    low, high = np.percentile(loud, (10, 95))
    speaking = loud > low + 0.35 * (high - low)
    if speaking.all() or not speaking.any():
        return np.asarray(cepstra_ - cepstra_.mean(axis=0), dtype=np.float32)
    room = _SPEAKING * cepstra_[speaking].mean(axis=0) + (1 - _SPEAKING) * cepstra_[~speaking].mean(axis=0)
    return np.asarray(cepstra_ - room, dtype=np.float32)


def features(cepstra_: Floats) -> Floats:
    """Return cepstra, their slope and the slope's slope, frames x 39; the ends are held."""
    count = len(cepstra_)
    if not count:
        return np.zeros((0, 3 * CEPSTRA), dtype=np.float32)
    held = np.pad(cepstra_, ((3, 3), (0, 0)), mode="edge")
    slope = held[5 : 5 + count] - held[1 : 1 + count]
    curve = (held[6 : 6 + count] - held[2 : 2 + count]) - (held[4 : 4 + count] - held[0:count])
    return np.concatenate([cepstra_, slope, curve], axis=1)
