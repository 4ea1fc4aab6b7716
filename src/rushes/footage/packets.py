"""Count the frames of a picture stream by its packets, and decode the first one to see that it can be.

QuickTime and MP4 carry an index of every frame, so the media itself is not read at all; other formats
are demultiplexed once. Memory stays flat: eight bytes a frame.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from rushes.footage.opening import TROUBLE, opened, picture_of
from rushes.footage.time_map import TimeMap, time_map

if TYPE_CHECKING:
    from av.packet import Packet

_PATIENCE = 300
"""Packets to try for a first frame: a broadcast stream may begin far from a keyframe."""

_SLACK_S = 0.5
"""Seconds that a file may hold less than it declares before it counts as broken off."""

_REORDERED = 16
"""Frames that a decoder may hold back to put them in order (H.264 and HEVC allow no more)."""

_DECLARING = frozenset(("matroska", "webm", "avi", "mxf", "asf", "flv"))
"""Formats that write down their length; the others only estimate it from what they hold."""


@dataclass(frozen=True)
class Counted:
    """What reading a picture stream gave.

    times: of every frame that can be read, in ticks of the stream's time base, in the file's order.
    first: the first frame, None when none can be decoded. damaged: picture packets that came incomplete.
    broken_off: the file ends before it should. declared_s: how long it says it is, 0 when it does not.
    shown: the times are those of showing; an index tells the times of decoding, which are as even as
    those of showing in a clip of constant rate and in no other.
    """

    times: "array[int]"
    first: VideoFrame | None
    damaged: int = 0
    broken_off: bool = False
    declared_s: float = 0.0
    shown: bool = True


class _Tally:
    """What has been seen of a picture stream so far, packet by packet."""

    def __init__(self, picture: VideoStream) -> None:
        self.picture = picture
        self.times: array[int] = array("q")
        self.first: VideoFrame | None = None
        self.damaged = 0
        self.end_s = 0.0
        self.last_is_damaged = False
        self.failed = False

    def read(self, packets: Iterable["Packet[Any]"], *, only_first: bool) -> None:
        """Take packets until the end, until the first frame if that is enough, or until the file fails."""
        try:
            for packet in packets:
                self._take(packet)
                if only_first and (self.first or len(self.times) > _PATIENCE):
                    return
        except TROUBLE:
            self.failed = True

    def _take(self, packet: "Packet[Any]") -> None:
        if packet.stream.index == self.picture.index and self.first is None and len(self.times) <= _PATIENCE:
            self.first = _first_of(packet)
        time = packet.dts if packet.pts is None else packet.pts
        if packet.size == 0 or time is None:
            return
        if packet.time_base:
            self.end_s = max(self.end_s, float((time + (packet.duration or 0)) * packet.time_base))
        if packet.stream.index == self.picture.index and not packet.is_discard:
            self.last_is_damaged = packet.is_corrupt
            self.damaged += packet.is_corrupt
            self.times.append(time)


def count(container: InputContainer, picture: VideoStream, size: int) -> Counted:
    """Count the frames of the picture in a file of `size` bytes."""
    tally = _Tally(picture)
    if picture.codec_context is None:
        return Counted(tally.times, None)
    if _has_index(container, picture):
        tally.read(container.demux(picture), only_first=True)
        return _from_index(tally, picture, size)
    tally.read(container.demux(), only_first=False)
    return _from_packets(tally, container)


def shown_times(container: InputContainer, picture: VideoStream, *, broken_off: bool = False) -> "array[int]":
    """Read the times at which frames are shown, from the beginning, by demultiplexing the whole file."""
    tally = _Tally(picture)
    container.seek(picture.start_time or 0, stream=picture)
    tally.read(container.demux(picture), only_first=False)
    return _before_hole(tally.times) if broken_off else tally.times


def read_time_map(path: Path, rate: Fraction, frames: int | None = None) -> TimeMap:
    """Read which frame is on screen at each place of a clip's ruler; one of `TROUBLE` when it cannot be read.

    The whole file is demultiplexed and nothing decoded. frames: where the clip ends sooner than the file, as
    `probe` counts it. A file without picture has no places.
    """
    with opened(path) as container:
        picture = picture_of(container)
        times = shown_times(container, picture) if picture else ()
        return time_map(times, (picture and picture.time_base) or Fraction(1), rate, frames)


def _has_index(container: InputContainer, picture: VideoStream) -> bool:
    """Tell whether the file lists every frame of the picture (a fragmented MP4 does not)."""
    return container.format.name.startswith("mov") and 0 < picture.frames <= len(picture.index_entries)


def _from_index(tally: _Tally, picture: VideoStream, size: int) -> Counted:
    """Read the times from the index, up to the first frame that lies beyond the end of the file."""
    times: array[int] = array("q")
    for entry in picture.index_entries:
        if entry.pos + entry.size > size:
            declared = float((picture.duration or 0) * (picture.time_base or 0))
            return Counted(times, tally.first, broken_off=True, declared_s=declared, shown=False)
        if not entry.is_discard:
            times.append(entry.timestamp)
    return Counted(times, tally.first, shown=False)


def _from_packets(tally: _Tally, container: InputContainer) -> Counted:
    """Weigh what was read against the length that the file declares."""
    declared_s = _declared_s(container)
    short = declared_s - tally.end_s + float(container.start_time or 0) / av.time_base > _SLACK_S
    broken_off = tally.failed or tally.last_is_damaged or (declared_s > 0 and short)
    damaged = tally.damaged - tally.last_is_damaged
    times = _before_hole(tally.times) if broken_off else tally.times
    return Counted(times, tally.first, damaged, broken_off, declared_s if broken_off else 0.0)


def _before_hole(times: "array[int]") -> "array[int]":
    """Drop what stands behind a hole near the end, as frames before a break come out of order."""
    ordered = sorted(times)
    steps = [after - before for before, after in pairwise(ordered[-_REORDERED:])]
    usual = sorted(steps)[len(steps) // 2] if steps else 0
    hole = next((place for place, step in enumerate(steps) if step > 1.5 * usual), None)
    return array("q", ordered if hole is None else ordered[: len(ordered) - len(steps) + hole])


def _declared_s(container: InputContainer) -> float:
    """Return the length that the file writes down, in seconds; 0 for formats that do not."""
    if _DECLARING.isdisjoint(container.format.name.split(",")):
        return 0.0
    counts = (
        float(stream.frames / stream.average_rate)
        for stream in container.streams.video
        if stream.average_rate
    )
    return max((container.duration or 0) / av.time_base, *counts, 0.0)


def _first_of(packet: "Packet[Any]") -> VideoFrame | None:
    """Decode one packet and return a frame of it, or None; one damaged packet is no reason to give up."""
    try:
        return next((frame for frame in packet.decode() if isinstance(frame, VideoFrame)), None)
    except TROUBLE:
        return None
