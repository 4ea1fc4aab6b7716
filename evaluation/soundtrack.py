"""A clip's sound as the measuring reads it: not through the rooms that are measured. A door."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

RATE: Final = 16_000
STEP_S: Final = 0.01

Samples = NDArray[np.int16]
Levels = NDArray[np.float64]
"""One value in dBFS for every `STEP_S`."""


def soundtrack(path: Path) -> Samples:
    """Return all of a clip's first sound, mono at `RATE`; nothing for a clip without sound."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    pieces: list[Samples] = [np.zeros(0, dtype=np.int16)]
    with av.open(str(path)) as container:
        frames = container.decode(container.streams.audio[0]) if container.streams.audio else iter(())
        for frame in frames:
            pieces += _samples(resampler.resample(frame))
        if len(pieces) > 1:
            pieces += _samples(resampler.resample(None))
    return np.concatenate(pieces)


def _samples(frames: Sequence[AudioFrame]) -> list[Samples]:
    return [np.asarray(frame.to_ndarray().reshape(-1), dtype=np.int16) for frame in frames]


def levels(samples: Samples) -> Levels:
    """Return how loud every `STEP_S` of some samples is, in dBFS; a last step that is not whole is left out.

    First what is high is raised by 6 dB an octave (x[n] - 0.97 x[n - 1], as recognisers do: Davis and
    Mermelstein 1980), or the rumble of the room would drown what is soft in speech.
    """
    raised = samples / 32768.0
    raised[1:] -= 0.97 * raised[:-1].copy()
    size = round(RATE * STEP_S)
    steps = raised[: raised.size // size * size].reshape(-1, size)
    return np.asarray(10.0 * np.log10(np.mean(steps**2, axis=1) + 1e-12), dtype=np.float64)
