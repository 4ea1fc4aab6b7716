"""A sound as some numbers: how far eight bands stand above their own noise, fifty times a second.

What two microphones have in common, whatever their distance, gain and noise, is when which band rises above
what is always there. Four bits a band, 3 dB a step, deflated: about 8 KB a minute.
"""

import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.sound.spectrum import SAMPLE_RATE, Floats

Steps = NDArray[np.uint8]
"""Frames x bands, 0 to 15: steps of 3 dB above the noise."""

FRAMES_A_SECOND: Final = 50
BANDS: Final = 8
STEP_DB: Final = 3.0
HOP: Final = SAMPLE_RATE // FRAMES_A_SECOND
WINDOW: Final = 512
_EDGES_HZ: Final = np.geomspace(150.0, 4800.0, BANDS + 1)
"""Rumble lies below, and above it what a camera's compression throws away."""
_CHUNK: Final = 20 * FRAMES_A_SECOND
_FLOOR: Final = 20
"""The noise of a band is its quietest fifth of a minute: people pause as often, and music does not."""
_MARGIN_DB: Final = 3.0
_DEEPEST_DB: Final = 50.0
"""Below its loudest hundredth nothing of a file tells anything: that is its hiss, or muted."""
_SHAPE: Final = np.hanning(WINDOW + 2)[1:-1].astype(np.float32)
_BELONGS: Final = np.clip(
    np.digitize(np.fft.rfftfreq(WINDOW, 1 / SAMPLE_RATE), _EDGES_HZ)[:, None] == np.arange(1, BANDS + 1), 0, 1
).astype(np.float32)


def powers(samples: Floats) -> Floats:
    """Return the power of each band, frames x 8, of mono 16 kHz samples; the last part of a frame is left."""
    count = max(0, (samples.size - WINDOW) // HOP + 1)
    if not count:
        return np.zeros((0, BANDS), dtype=np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[: count * HOP : HOP]
    spectrum = np.fft.rfft(frames * _SHAPE, axis=1)
    return np.asarray((spectrum.real**2 + spectrum.imag**2) @ _BELONGS, dtype=np.float32)


def pack(power: Floats) -> bytes:
    """Return the powers of a whole file, frames x 8, as it is kept; empty for silence alone."""
    if not power.size or not power.any():
        return b""
    steps = _above_noise(power)
    return zlib.compress((steps[:, ::2] << 4 | steps[:, 1::2]).astype(np.uint8).tobytes(), 6)


def unpack(packed: bytes) -> Steps:
    """Return what `pack` kept: frames x 8; none for silence."""
    if not packed:
        return np.zeros((0, BANDS), dtype=np.uint8)
    pairs = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(-1, BANDS // 2)
    return np.stack([pairs >> 4, pairs & 15], axis=2).reshape(-1, BANDS)


def _above_noise(power: Floats) -> Steps:
    """Return how far each band stands above its noise, which may change from minute to minute."""
    level = 10.0 * np.log10(np.maximum(power, 1e-9))
    deepest = np.percentile(level, 99, axis=0).max() - _DEEPEST_DB
    chunks = [level[at : at + _CHUNK] for at in range(0, len(level), _CHUNK)]
    floors = np.maximum([np.percentile(chunk, _FLOOR, axis=0) for chunk in chunks], deepest)
    beside = np.pad(floors, ((1, 1), (0, 0)), mode="edge")
    calm = np.minimum(np.minimum(beside[:-2], beside[2:]), floors)
    noise = np.repeat(calm, _CHUNK, axis=0)[: len(level)] + _MARGIN_DB
    return np.clip(np.round((level - noise) / STEP_DB), 0, 15).astype(np.uint8)


def loudness(steps: Steps) -> Floats:
    """Return how audible each frame is: the mean of its three highest bands, in steps."""
    return np.asarray(np.sort(steps, axis=1)[:, -3:].mean(axis=1), dtype=np.float32)
