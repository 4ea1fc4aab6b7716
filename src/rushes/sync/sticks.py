"""The picture of a slate's closing sticks: the door to the clip. What is sought is told in `swing`."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream

from rushes.footage.opening import TROUBLE, opened, picture_of
from rushes.sync.model import Sticks
from rushes.sync.swing import Pictures, closings

WIDE = 320
"""Pixels: sticks of a tenth of the picture's width still show their stripes."""

_NOTHING: Pictures = np.zeros((0, 1, 1), np.uint8)

ENDS_S = 20.0
"""Seconds at the head and at the tail of a clip in which slates are looked for."""


def sticks(
    path: Path, rate: Fraction, frames: int, near: Sequence[tuple[float, float]] = ()
) -> tuple[Sticks, ...]:
    """Return where a slate's sticks are seen to close in a clip, in order; nothing where that is not sure.

    rate, frames: as of `Clip`. near: stretches to look in, in seconds from the first frame; by default the
    first and the last `ENDS_S`. A stretch that cannot be decoded shows no sticks.
    """
    found: dict[int, Sticks] = {}
    for begin, end in near or _ends(rate, frames):
        try:
            places, pictures = _decoded(path, rate, begin, end)
        except TROUBLE:
            continue
        for closing in closings(pictures):
            frame = places[closing.index]
            if 0 <= frame < frames:
                found.setdefault(frame, Sticks(frame, closing.sureness, closing.tail))
    return tuple(found[frame] for frame in sorted(found))


def _ends(rate: Fraction, frames: int) -> tuple[tuple[float, float], ...]:
    length = float(frames / rate)
    return ((0.0, length),) if length <= 2 * ENDS_S else ((0.0, ENDS_S), (length - ENDS_S, length))


def _decoded(path: Path, rate: Fraction, begin: float, end: float) -> tuple[list[int], Pictures]:
    """Return the pictures of a stretch, small and grey, and the number of each at the clip's rate."""
    with opened(path) as container:
        picture = picture_of(container)
        if picture is None or picture.codec_context is None:
            return [], _NOTHING
        picture.thread_type = "AUTO"
        small = list(_small(container, picture, rate, begin, end))
    if not small:
        return [], _NOTHING
    return [place for place, _ in small], np.stack([one for _, one in small])


def _small(
    container: InputContainer, picture: VideoStream, rate: Fraction, begin: float, end: float
) -> Iterator[tuple[int, Pictures]]:
    start, tick = picture.start_time or 0, picture.time_base or Fraction(1)
    if begin > 0:
        container.seek(start + int(Fraction(begin) / tick), stream=picture)
    height = max(1, round(WIDE * picture.height / picture.width))
    for frame in container.decode(picture):
        second = (frame.pts - start) * tick if frame.pts is not None else Fraction(0)
        if second > end:
            return
        if second >= begin:
            small = frame.reformat(WIDE, height, "gray", interpolation="AREA")
            upright = np.rot90(small.to_ndarray(), frame.rotation % 360 // 90)
            yield round(second * rate), upright.astype(np.uint8, copy=False)
