"""A decoded frame as a small grey picture, from 0 black to 255 white, whatever its range and depth."""

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange
from numpy.typing import NDArray

from rushes.picture.sharpness import Grey

_LUMA_FIRST = ("yuv4", "yuvj4", "nv12", "gray")
"""Beginnings of the names of formats whose first plane is luma, a number a pixel, its low bits filled."""


def small_grey(frame: VideoFrame, wide: int) -> Grey:
    """Return a frame in grey about so many pixels wide: every few pixels as one, their mean.

    The luma of the file is taken as it lies there, which costs a fifth of a converter's way.
    """
    step = max(1, round(frame.width / wide))
    bits = frame.format.components[0].bits
    if not frame.format.name.startswith(_LUMA_FIRST) or frame.format.is_big_endian or bits > 12:
        size = max(1, frame.width // step), max(1, frame.height // step)
        return frame.reformat(*size, "gray", interpolation="AREA").to_ndarray().astype(np.uint8, copy=False)
    full = frame.color_range == ColorRange.JPEG or frame.format.name.startswith(("yuvj", "gray"))
    black, white = (0, 2**bits - 1) if full else (16 << bits - 8, 235 << bits - 8)
    shades = _meaned(_luma(frame, bits), step) - black
    spread = np.clip(shades * np.float32(255 / (white - black)) + np.float32(0.5), 0, 255)
    return np.asarray(spread, np.uint8)


def _luma(frame: VideoFrame, bits: int) -> NDArray[np.uint16]:
    """Return the luma of a frame, (height, width), without what fills up its lines."""
    plane, kind = frame.planes[0], np.dtype(np.uint8 if bits == 8 else "<u2")
    lines = np.frombuffer(memoryview(plane), kind).reshape(-1, plane.line_size // kind.itemsize)
    return np.asarray(lines[: frame.height, : frame.width], np.uint16)


def _meaned(luma: NDArray[np.uint16], step: int) -> NDArray[np.float32]:
    """Return the means of squares of pixels; what does not fill one is left out.

    The lines of up to sixteen pixels of twelve bits add up without running over.
    """
    if step == 1:
        return luma.astype(np.float32)
    height, width = (max(1, size // step) for size in luma.shape)
    rows = luma[::step][:height].copy()
    for row in range(1, step):
        rows += luma[row::step][:height]
    whole = rows[:, ::step][:, :width].astype(np.float32)
    for column in range(1, step):
        whole += rows[:, column::step][:, :width]
    return np.asarray(whole / np.float32(step * step), np.float32)
