"""Measure how loud a sound file is along its length, from samples taken here and there: fast however long."""

import math
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer

from rushes.footage.opening import TROUBLE, opened

_FLOOR_DB = -60.0
"""What is fainter than this counts as silence: the noise of a quiet set lies about there."""

_LISTENED_S = 0.05
"""How much of each column is listened to: long enough for a low voice, short enough for a whole day."""


def loudness(path: Path, columns: int) -> bytes | None:
    """Return one byte a column, from 0 (silence) to 255 (full scale) in decibels; None without sound.

    The loudest channel counts. A column tells the peak of its beginning, not of its whole length.
    """
    try:
        with opened(path) as container:
            stream = next((one for one in container.streams.audio if one.codec_context is not None), None)
            length = _length(container, stream) if stream else Fraction(0)
            if stream is None or length <= 0:
                return None
            return bytes(_column(container, stream, length * at / columns) for at in range(columns))
    except TROUBLE:
        return None


def _length(container: InputContainer, stream: AudioStream) -> Fraction:
    of_stream = (stream.duration or 0) * (stream.time_base or Fraction(0))
    return of_stream or Fraction(container.duration or 0, av.time_base)


def _column(container: InputContainer, stream: AudioStream, second: Fraction) -> int:
    tick = stream.time_base or Fraction(1)
    container.seek((stream.start_time or 0) + int(second / tick), stream=stream)
    peak, heard = 0.0, 0.0
    for frame in container.decode(stream):
        begins = float((frame.pts or 0) * tick)
        heard = begins + frame.samples / frame.sample_rate - float(second)
        peak = max(peak, _peak(frame.to_ndarray()))
        if heard >= _LISTENED_S:
            break
    return _byte(peak)


def _peak(samples: np.ndarray) -> float:
    """Return the greatest sample as a share of full scale."""
    if samples.size == 0:
        return 0.0
    if samples.dtype.kind == "f":
        return float(np.abs(samples).max())
    kind = np.iinfo(samples.dtype)
    middle = 128 if kind.min == 0 else 0
    return float(np.abs(samples.astype(np.int64) - middle).max()) / (kind.max - middle)


def _byte(peak: float) -> int:
    loud_db = 20 * math.log10(peak) if peak > 0 else _FLOOR_DB
    return round(255 * min(1.0, max(0.0, 1 - loud_db / _FLOOR_DB)))
