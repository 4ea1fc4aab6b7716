"""Films whose every frame tells its number in the picture, so that what a browser shows can be read off it.

A white bar, `BITS` bars (white is one), a black bar, over a third of the height; around it something moves,
so that it is no easier to decode than a film.
"""

from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.video.frame import VideoFrame

BITS: Final = 13
_SIZE: Final = (640, 360)

READ: Final = f"""
const bits = {BITS};
const paper = new OffscreenCanvas({_SIZE[0]}, 1);
const pen = paper.getContext("2d", {{ willReadFrequently: true }});
const numberOn = (video) => {{
  pen.drawImage(video, 0, video.videoHeight >> 1, video.videoWidth, 1, 0, 0, paper.width, 1);
  const row = pen.getImageData(0, 0, paper.width, 1).data;
  const bar = (at) => row[4 * Math.round(((at + 0.5) * paper.width) / (bits + 2))] > 126;
  if (!bar(0) || bar(bits + 1)) return null;
  let number = 0;
  for (let at = 1; at <= bits; at += 1) number = 2 * number + (bar(at) ? 1 : 0);
  return number;
}};
"""
"""For a page: `numberOn(video)` is the number that a video shows now; null where it shows none."""


def number_on(picture: np.ndarray) -> int | None:
    """Read the number off a picture (height x width, 0 to 255); None where there is none."""
    row = picture[picture.shape[0] // 2]
    bars = [row[int((at + 0.5) * len(row) / (BITS + 2))] > 126 for at in range(BITS + 2)]
    if not bars[0] or bars[-1]:
        return None
    return sum(1 << bit for bit, bar in zip(reversed(range(BITS)), bars[1:-1], strict=True) if bar)


def film_numbers(path: Path, first: int, frames: int, rate: Fraction) -> tuple[int, int]:
    """Film so many frames from a number on, with a sound that is no silence; return width and height."""
    width, height = _SIZE
    across = np.linspace(0, 4 * np.pi, width)[None, :] + np.linspace(0, np.pi, height)[:, None]
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=rate, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.time_base = 1 / rate
        sound = out.add_stream("aac", rate=48000, layout="mono")
        for number in range(frames):
            luma = (128 + 100 * np.sin(across + number / 5)).astype(np.uint8)
            luma[height // 3 : 2 * height // 3] = _bars(first + number, width)
            frame = VideoFrame.from_ndarray(luma, format="gray8").reformat(format="yuv420p")
            frame.pts, frame.time_base = number, 1 / rate
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
        noise = np.random.default_rng(1).normal(0, 0.05, (1, round(frames / rate * 48000)))
        for at in range(0, noise.shape[1], 1024):
            block = av.AudioFrame.from_ndarray(noise[:, at : at + 1024].astype(np.float32), "fltp", "mono")
            block.sample_rate, block.pts, block.time_base = 48000, at, Fraction(1, 48000)
            out.mux(sound.encode(block))
        out.mux(sound.encode(None))
    return _SIZE


def _bars(number: int, width: int) -> np.ndarray:
    """Return a row of bars that tells a number."""
    bars = [1, *(number >> bit & 1 for bit in reversed(range(BITS))), 0]
    edges = np.linspace(0, width, len(bars) + 1).astype(int)
    return np.repeat(np.array([235 if bar else 16 for bar in bars], np.uint8), np.diff(edges))
