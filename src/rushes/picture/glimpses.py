"""The door to a clip's pictures: a few of them, small, grey and upright.

A keyframe stands alone, so it is decoded without its neighbours; a closer look at a stretch begins at the
keyframe before it. Formats that have an index (QuickTime, MP4, Matroska) lead past all the rest unread.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from av.container import InputContainer
from av.stream import Discard
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from rushes.footage.opening import TROUBLE
from rushes.picture.grey import small_grey
from rushes.picture.model import Stretch
from rushes.picture.sharpness import Grey
from rushes.picture.stillness import runs

if TYPE_CHECKING:
    from av.packet import Packet

Key = TypeVar("Key")

WIDE, SMALL = 640, 320
"""Pixels across: a face in a wide shot keeps its edges, and half of the noise of a larger picture is gone;
and half of that, where only is asked what changes from frame to frame."""

STEP_S = 0.9
"""Seconds after which the next keyframe is wanted. Most cameras set one at least every second."""

_EARLY = 0.6
"""A keyframe after less than this part of the usual time was set because something happened: it is wanted."""

_KNOWN = 9
"""Times between keyframes that are kept, to know what is usual."""

_NOTHING_NEW = 0.2
"""Part of a clip's usual bytes a frame below which a frame may hold nothing new; some still sharpen it."""

_QUIET_S, _EITHER_S = 0.3, 0.2
"""Seconds that such frames must go on, and seconds on either side that are looked at with them."""


_ROUNDED_S = 0.0005
"""Seconds by which a stretch is sought later than it begins: it often begins with a keyframe, whose second is
rounded, and one tick before that lies the keyframe before it, with all the frames between."""


@dataclass(frozen=True)
class Glimpse:
    """A small picture and its second, counted from the clip's first frame. key: it stands alone."""

    at_s: float
    picture: Grey
    key: bool


def keyframes(container: InputContainer, picture: VideoStream) -> Iterator[Glimpse]:
    """Yield the keyframes of a clip, about one in `STEP_S` at most, without those that are damaged."""
    for at_s, frame in whole_keyframes(container, picture):
        yield _glimpse(frame, at_s, WIDE)


def whole_keyframes(container: InputContainer, picture: VideoStream) -> Iterator[tuple[float, VideoFrame]]:
    """Yield the same keyframes as they were decoded, each with its second."""
    for stream in container.streams:
        stream.discard = Discard.default if stream.index == picture.index else Discard.all
    indexed = 0 < picture.frames <= len(picture.index_entries)
    for packet in (_by_index if indexed else _by_reading)(container, picture):
        time = packet.dts if packet.pts is None else packet.pts
        if time is not None:
            yield from ((_since_start(time, picture), frame) for frame in _alone(packet, picture)[:1])


def _by_index(container: InputContainer, picture: VideoStream) -> "Iterator[Packet[Any]]":
    """Go to every keyframe that is wanted, by the time at which it is decoded."""
    keys = [entry.timestamp for entry in picture.index_entries if entry.is_keyframe]
    for _, key in _wanted((_since_start(key, picture), key) for key in keys):
        container.seek(key, stream=picture)
        found = (packet for packet in container.demux(picture) if packet.is_keyframe)
        yield from islice((packet for packet in found if packet.dts is None or packet.dts >= key), 1)


def _by_reading(container: InputContainer, picture: VideoStream) -> "Iterator[Packet[Any]]":
    """Read a file that has no index of all its frames from end to end, and take what is wanted."""
    packets = (packet for packet in container.demux(picture) if packet.size and packet.is_keyframe)
    times = ((packet.dts if packet.pts is None else packet.pts, packet) for packet in packets)
    known = ((_since_start(time, picture), packet) for time, packet in times if time is not None)
    yield from (packet for _, packet in _wanted(known))


def stretch(
    container: InputContainer, picture: VideoStream, in_s: float, out_s: float, step_s: float = 0.0
) -> Iterator[Glimpse]:
    """Yield frames of a stretch: all of them `SMALL`, or one every so many seconds; damage ends it early."""
    for stream in container.streams:
        stream.discard = Discard.default if stream.index == picture.index else Discard.all
    start, tick = picture.start_time or 0, picture.time_base or Fraction(1)
    container.seek(start + int(Fraction(max(0.0, in_s + _ROUNDED_S)) / tick), stream=picture)
    wanted_s = in_s
    try:
        for frame in container.decode(picture):
            at_s = _since_start(frame.pts or 0, picture)
            if at_s >= out_s:
                return
            if at_s >= wanted_s - 1e-6:
                wanted_s = max(wanted_s + step_s, at_s)
                yield _glimpse(frame, at_s, WIDE if step_s else SMALL)
    except TROUBLE:
        return


def _wanted(keys: Iterable[tuple[float, Key]]) -> Iterator[tuple[float, Key]]:
    """Yield keyframes that are wanted, by their seconds: each that came early, others in even steps."""
    gaps: list[float] = []
    last_s = taken_s = float("-inf")
    for at_s, key in keys:
        usual = median(gaps) if gaps else STEP_S
        early = at_s - last_s < _EARLY * usual
        if last_s > float("-inf"):
            gaps = [*gaps[1 - _KNOWN :], at_s - last_s]
        last_s = at_s
        if early or at_s - taken_s >= STEP_S - usual / 2:
            taken_s = at_s
            yield at_s, key


def _alone(packet: "Packet[Any]", picture: VideoStream) -> list[VideoFrame]:
    """Decode one keyframe by itself, whatever the decoder would hold back; its own time is no longer told."""
    codec = picture.codec_context
    try:
        return [*codec.decode(packet), *codec.decode(None)]
    except TROUBLE:
        return []
    finally:
        codec.flush_buffers()


def _glimpse(frame: VideoFrame, at_s: float, wide: int) -> Glimpse:
    """Return a frame small, grey from 0 black to 255 white, as a person holds the picture."""
    upright = np.rot90(small_grey(frame, wide), frame.rotation % 360 // 90)
    return Glimpse(round(at_s, 4), np.ascontiguousarray(upright), frame.key_frame)


def _since_start(time: int, picture: VideoStream) -> float:
    return float((time - (picture.start_time or 0)) * (picture.time_base or Fraction(1)))


def quiet_runs(picture: VideoStream, rate: float) -> tuple[Stretch, ...]:
    """Return where an index tells of frames that hardly hold anything: perhaps each is the one before.

    An index counts frames as they are decoded, so a stretch is told a little too wide; it is but a doubt.
    """
    entries = [entry for entry in picture.index_entries if not entry.is_discard]
    sizes = [entry.size for entry in entries if not entry.is_keyframe]
    if not sizes or len(entries) < picture.frames:
        return ()
    little = _NOTHING_NEW * median(sizes)
    hushed = [entry.is_keyframe or entry.size < little for entry in entries]
    least = max(2, round(_QUIET_S * rate))
    tick, start = picture.time_base or Fraction(1), entries[0].timestamp
    told = [(entries[a].timestamp, entries[b - 1].timestamp) for a, b in runs(hushed) if b - a >= least]
    return tuple(
        Stretch(max(0.0, float((a - start) * tick) - _EITHER_S), float((b - start) * tick) + _EITHER_S)
        for a, b in told
    )
