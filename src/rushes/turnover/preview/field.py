"""The cover itself: a plain field of one grey, laid over a part of the picture before it is encoded. Pure.

A plain field holds nothing of what lies beneath, so nothing brings that back. Coarse squares and blur do hold
it, a little of it in every frame: from many frames, or by trying faces against them, people have been told.
"""

from collections.abc import Iterable
from math import ceil, floor
from typing import Final

import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from rushes.picture.cover import Box

LUMA, CHROMA = 96, 128
"""The grey of the field: darker than skin and walls, lighter than black, so it is seen for what it is."""

_ROUND: Final = 4
"""Pixels by which a field reaches farther than its box: scaling spreads an edge over as many."""


def covered(picture: VideoFrame, boxes: Iterable[Box], fitted: tuple[int, int, int, int]) -> VideoFrame:
    """Return a picture (planar YUV 4:2:0) with fields over some boxes; itself is not touched.

    fitted: width, height, left and top of the clip's picture in it, which the boxes are shares of.
    """
    width, height = picture.width, picture.height
    flat = picture.to_ndarray().reshape(-1).astype(np.uint8)
    size = width * height
    luma, small = flat[:size].reshape(height, width), (height // 2, width // 2)
    blue = flat[size : size + size // 4].reshape(small)
    red = flat[size + size // 4 : size + size // 2].reshape(small)
    for box in boxes:
        left, top, right, bottom = field_of(box, fitted)
        luma[max(0, top) : bottom, max(0, left) : right] = LUMA
        for plane in (blue, red):
            plane[max(0, top // 2) : bottom // 2, max(0, left // 2) : right // 2] = CHROMA
    return _as_picture(flat, picture)


def field_of(box: Box, fitted: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom in pixels, all even, of the field over a box; never below zero."""
    wide, high, across, down = fitted
    left, top = across + box.left * wide - _ROUND, down + box.top * high - _ROUND
    right, bottom = across + box.right * wide + _ROUND, down + box.bottom * high + _ROUND
    edges = (floor(left / 2) * 2, floor(top / 2) * 2, ceil(right / 2) * 2, ceil(bottom / 2) * 2)
    left, top, right, bottom = (max(0, edge) for edge in edges)
    return left, top, right, bottom


def _as_picture(flat: NDArray[np.uint8], like: VideoFrame) -> VideoFrame:
    made = VideoFrame.from_ndarray(flat.reshape(like.height * 3 // 2, like.width), format="yuv420p")
    made.colorspace, made.color_range = like.colorspace, like.color_range
    return made
