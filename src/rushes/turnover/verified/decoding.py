"""The door to the media behind a timeline: prints of single frames, and of stretches of sound."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
import xxhash
from av.video.frame import VideoFrame

from rushes.footage.model import Clip
from rushes.footage.opening import TROUBLE
from rushes.sound.samples import track_blocks
from rushes.turnover.preview.pictures import decoded_from
from rushes.turnover.verified.prints import HIGH, RATE, WIDE, FramePrint, Samples

_FAR_S: Final = Fraction(3, 2)
"""Seconds to the next frame that is wanted, over which a seek is quicker than decoding what lies between."""

_APART_S: Final = 5
_AT_ONCE_S: Final = 90
"""Seconds of sound that are decoded at once: 3 MB for each channel."""


def prints_of(clip: Clip, wanted: Iterable[int]) -> Mapping[int, FramePrint]:
    """Return the print of each of these frames, counted from the clip's first; what is lost is left out.

    In one pass: from each frame to the next, by a seek where they lie far apart.
    """
    found: dict[int, FramePrint] = {}
    for group in _groups(sorted(set(wanted)), round(_FAR_S * clip.rate)):
        found.update(_of_group(clip, group))
    return found


def _groups(numbers: Sequence[int], far: int) -> Iterator[list[int]]:
    """Yield frames that lie near to each other."""
    group: list[int] = []
    for number in numbers:
        if group and number - group[-1] > far:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _of_group(clip: Clip, numbers: Sequence[int]) -> Iterator[tuple[int, FramePrint]]:
    """Yield the prints of some frames; of uneven ones, of what is on screen there."""
    waiting = iter(numbers)
    number = next(waiting, None)
    held: VideoFrame | None = None
    try:
        with closing(decoded_from(clip, numbers[0])) as frames:  # type: ignore[type-var]
            for index, frame in frames:
                while number is not None and index >= number:
                    shown = frame if index == number else held if clip.variable_rate else None
                    if shown is not None:
                        yield number, print_of(shown)
                    number = next(waiting, None)
                if number is None:
                    return
                held = frame
    except TROUBLE:
        return
    if number is not None and held is not None and clip.variable_rate and number < clip.frames:
        yield number, print_of(held)


def print_of(frame: VideoFrame) -> FramePrint:
    """Return the print of a decoded frame."""
    small = np.asarray(frame.reformat(WIDE, HIGH, "gray", interpolation="AREA").to_ndarray(), np.uint8)
    return FramePrint(small[:HIGH, :WIDE].copy(), _digest(frame))


def _digest(frame: VideoFrame) -> bytes:
    """Return the digest of the first plane, without what pads its lines."""
    plane = frame.planes[0]
    lines = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    bytes_a_pixel = 2 if frame.format.components[0].bits > 8 else 1
    shown = np.ascontiguousarray(lines[: plane.height, : plane.width * bytes_a_pixel])
    return xxhash.xxh3_128_digest(shown.data)


Stretch = tuple[Fraction, Fraction]
"""Where sound begins and how long it lasts, in seconds from the first frame or sample of its file."""


def sounds_of(path: Path, wanted: Iterable[Stretch]) -> Mapping[Stretch, tuple[Samples, ...]]:
    """Return the channels of each stretch, as samples at `RATE`; silence where the file has none.

    Nothing for a file without sound. What lies near to each other is decoded in one go.
    """
    found: dict[Stretch, tuple[Samples, ...]] = {}
    for group in _together(sorted(set(wanted))):
        begins = max(Fraction(0), group[0][0])
        ends = max(start + length for start, length in group)
        rows = next(track_blocks(path, max(0.1, float(ends - begins)), start_s=float(begins)), None)
        if rows is not None:
            found |= {one: tuple(_cut(row, one, begins) for row in rows) for one in group}
    return found


def _together(wanted: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Yield stretches that are decoded at once: near to each other, and no longer than memory allows."""
    group: list[Stretch] = []
    ends = Fraction(0)
    for start, length in wanted:
        if group and (start - ends > _APART_S or start + length - group[0][0] > _AT_ONCE_S):
            yield group
            group, ends = [], Fraction(0)
        group.append((start, length))
        ends = max(ends, start + length)
    if group:
        yield group


def _cut(row: Samples, stretch: Stretch, begins: Fraction) -> Samples:
    first, count = round((stretch[0] - begins) * RATE), round(stretch[1] * RATE)
    piece = row[max(0, first) : max(0, first + count)]
    before = min(count, max(0, -first))
    return np.pad(piece, (before, max(0, count - before - len(piece))))[:count]
