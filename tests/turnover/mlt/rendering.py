"""A cut as melt plays it: its frames and its sound; and small films and sounds to be cut from."""

import os
import subprocess
import wave
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from rushes.cut.model import Cut
from rushes.turnover.dialects import mlt
from rushes.turnover.dialects.mlt import by_melt

SIZE = 64, 36
_CODECS = ("vcodec=ffv1", "acodec=pcm_s16le", "real_time=-1", "pix_fmt=yuv420p", "ar=48000")
_TRIES = 4
"""melt 7.12 now and then does not end when it has written all: one time in ten on a busy machine."""


def rendered(cut: Cut, folder: Path) -> tuple[list[np.ndarray], np.ndarray]:
    """Return every frame (grey) and the sound (samples of the left side) of a cut as melt plays it."""
    film, out = folder / "film.mlt", folder / "film.avi"
    film.write_bytes(mlt.write(cut))
    melt = by_melt.found()
    assert melt is not None
    command = [melt, str(film), "-consumer", f"avformat:{out}", *_CODECS]
    for more in range(1, _TRIES + 1):
        try:
            subprocess.run(
                command,
                check=True,
                capture_output=True,
                timeout=60 * more,
                env=os.environ | {"SDL_AUDIODRIVER": "dummy"},
            )
            break
        except subprocess.TimeoutExpired:
            assert more < _TRIES
    return pictures(out), heard(out)


def pictures(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as file:
        return [frame.to_ndarray(format="gray").astype(np.float32) for frame in file.decode(video=0)]


def heard(path: Path) -> np.ndarray:
    """Return the first channel at 48 kHz."""
    resampler = av.AudioResampler(format="s16p", layout="stereo", rate=48000)
    with av.open(str(path)) as file:
        parts = [made.to_ndarray()[0] for frame in file.decode(audio=0) for made in resampler.resample(frame)]
        parts += [made.to_ndarray()[0] for made in resampler.resample(None)]
    return np.concatenate(parts).astype(np.float32)


def filmed(path: Path, greys: Sequence[int], rate: Fraction = Fraction(25)) -> Path:
    """Film plain greys, one a frame."""
    path.parent.mkdir(parents=True, exist_ok=True)
    width, height = SIZE
    with av.open(str(path), "w", format="matroska") as file:
        stream = file.add_stream("ffv1", rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number, grey in enumerate(greys):
            planes = np.full((height * 3 // 2, width), 128, np.uint8)
            planes[:height] = grey
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts = number
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path


def recorded(path: Path, channels: Sequence[np.ndarray], rate: int = 48000) -> Path:
    """Record channels of samples between -1 and 1."""
    samples = (np.stack(list(channels), axis=1) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path
