"""The pictures of the film one by one, each exactly the frame that the cut names, fitted to the canvas.

A clip's frames are counted by their time, not by the order in which they come, so a lost frame shifts
nothing; uneven frames stand on their ruler as `rushes.footage.time_map` says. Only what a shot needs is
decoded: from the keyframe before it to its end. Memory stays flat.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from av.container import InputContainer
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from rushes.cut.model import Cut
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.footage.opening import TROUBLE, opened, picture_of
from rushes.picture.cover import Cover
from rushes.turnover.model import Shot
from rushes.turnover.preview.canvas import Canvas, matrix_of
from rushes.turnover.preview.field import covered
from rushes.turnover.shots import all_shots, shown, tracks

if TYPE_CHECKING:
    from av.packet import Packet

Tell = Callable[[Finding], None]
Covers = Mapping[str, Cover]
"""What is covered, by `Clip.file`; a clip that is not in it is shown as it is."""

NOT_COVERED: Covers = MappingProxyType({})

_MATRICES = {1: "bt709", 5: "smpte170m", 6: "smpte170m", 9: "bt2020", 10: "bt2020"}
"""Colour matrices by their number in files (ITU-T H.273), as filters call them."""

_STEPS_BACK_S = (0, 2, 10)
"""How far before a shot to look for a keyframe, when the one that was found lies behind it."""

_KEPT_BEFORE = 2
"""Frames before a shot that are decoded whole, should its first one be lost."""

_TURNS = {90: ("clock",), 180: ("clock", "clock"), 270: ("cclock",)}


@dataclass(frozen=True)
class Piece:
    """What is on screen for a while: record frames of a shot from its `skip`-th on, or nothing."""

    shot: Shot | None
    record_start: int
    frames: int
    skip: int = 0


def on_screen(cut: Cut) -> tuple[Piece, ...]:
    """Return what is on screen from the first frame to the last; a higher track covers a lower one."""
    shots = sorted((shot for shot in all_shots(cut) if shot.is_picture), key=lambda shot: shot.record.start)
    height = {track: number for number, track in enumerate(tracks(cut))}
    edges = {0, cut.frames, *(edge for shot in shots for edge in (shot.record.start, shot.record.end))}
    pieces: list[Piece] = []
    playing: list[Shot] = []
    for start, end in pairwise(sorted(edges)):
        while shots and shots[0].record.start <= start:
            playing.append(shots.pop(0))
        playing = [shot for shot in playing if shot.record.end > start]
        top = max(playing, key=lambda shot: height[shot.track], default=None)
        if pieces and pieces[-1].shot is top:
            pieces[-1] = replace(pieces[-1], frames=end - pieces[-1].record_start)
        else:
            pieces.append(Piece(top, start, end - start, start - top.record.start if top else 0))
    return tuple(pieces)


def pictures(
    pieces: Iterable[Piece], canvas: Canvas, tell: Tell, covers: Covers = NOT_COVERED
) -> Iterator[tuple[VideoFrame, bool]]:
    """Yield (picture, whether a new piece begins) for each frame of the film.

    Where a frame cannot be decoded the last good one stands still, or black; it is told as a finding.
    """
    for piece in pieces:
        last = black(canvas)
        for number, picture in enumerate(_piece(piece, canvas, tell, covers)):
            last = picture or last
            yield last, number == 0


def black(canvas: Canvas) -> VideoFrame:
    """Return a black picture."""
    luma = np.full((canvas.height, canvas.width), 16, np.uint8)
    chroma = np.full((canvas.height // 2, canvas.width), 128, np.uint8)
    return VideoFrame.from_ndarray(np.concatenate([luma, chroma]), format="yuv420p")


def _piece(piece: Piece, canvas: Canvas, tell: Tell, covers: Covers) -> Iterator[VideoFrame | None]:
    """Yield exactly as many pictures as the piece has frames, None where there is none."""
    left = piece.frames
    if piece.shot is not None:
        wanted = islice(shown(piece.shot), piece.skip, piece.skip + piece.frames)
        clip = piece.shot.clip
        try:
            for picture in frames_of(clip, wanted, canvas, covers.get(clip.file)):
                left -= 1
                yield picture
        except TROUBLE as error:
            tell(_unseen(piece.shot, piece.record_start + piece.frames - left, str(error)))
        else:
            if left:
                tell(_unseen(piece.shot, piece.record_start + piece.frames - left, "the file ends before"))
    yield from [None] * left


def frames_of(
    clip: Clip, wanted: Iterable[int], canvas: Canvas, cover: Cover | None = None
) -> Iterator[VideoFrame]:
    """Yield the frame on screen at each of these frame numbers (rising), fitted; less when the clip ends.

    Where a frame is lost the one before it stays, covered in its own places and in those of the lost one.
    One of `TROUBLE` when the file cannot be decoded.
    """
    numbers = iter(wanted)
    number = next(numbers, None)
    if number is None:
        return
    fit = _Fit(clip, canvas)
    held: tuple[int, VideoFrame] | None = None

    def seen(frame: VideoFrame, index: int, number: int) -> VideoFrame:
        if cover is None:
            return fit(frame)
        return covered(fit(frame), (*cover.at(index), *cover.at(number)), canvas.fitted(clip))

    for index, frame in decoded_from(clip, number):
        while number is not None and held is not None and index > number:
            yield seen(held[1], held[0], number)
            number = next(numbers, None)
        if number is None:
            return
        held = index, frame
    while number is not None and held is not None and (held[0] >= number or clip.variable_rate):
        yield seen(held[1], held[0], number)
        number = next(numbers, None)


def decoded_from(clip: Clip, first: int) -> Iterator[tuple[int, VideoFrame]]:
    """Yield (frame number, frame) from at or before the first number on.

    Where an index leads behind the first number, decoding starts further back, at last at the beginning.
    """
    for back in (*(back for back in _STEPS_BACK_S if first / clip.rate > back), None):
        with opened(clip.path) as container:
            stream = picture_of(container)
            if stream is None:
                return
            stream.thread_type = "AUTO"
            if back is not None:
                _seek(container, stream, first / clip.rate - back)
            frames = _numbered(container, stream, clip, first)
            head = next(frames, None)
            if head is not None and (head[0] <= first or back is None):
                yield head
                yield from frames
                return


def _numbered(
    container: InputContainer, stream: VideoStream, clip: Clip, first: int
) -> Iterator[tuple[int, VideoFrame]]:
    """Yield (frame number, frame); before the first number only what later frames are built upon.

    Of uneven frames any one before it may still be on screen there.
    """
    kept_from = 0 if clip.variable_rate else first - _KEPT_BEFORE
    for packet in container.demux(stream):
        on_the_way = packet.pts is not None and _index(packet, stream, clip.rate) < kept_from
        stream.codec_context.skip_frame = "NONREF" if on_the_way else "DEFAULT"
        yield from ((_index(frame, stream, clip.rate), frame) for frame in packet.decode())


def _seek(container: InputContainer, stream: VideoStream, seconds: Fraction) -> None:
    """Go to the keyframe before an instant counted from the clip's first frame."""
    ticks = seconds / (stream.time_base or Fraction(1))
    container.seek((stream.start_time or 0) + int(ticks), stream=stream, backward=True)


def _index(timed: "VideoFrame | Packet[VideoStream]", stream: VideoStream, rate: Fraction) -> int:
    """Return the number of a frame from the clip's first, by its time."""
    time = timed.pts if timed.pts is not None else timed.dts
    seconds = ((time or 0) - (stream.start_time or 0)) * (stream.time_base or Fraction(1))
    return (seconds * rate + Fraction(1, 2)).__floor__()


class _Fit:
    """Turns a clip's frames into pictures of the canvas; a frame that fits already is passed on as it is."""

    def __init__(self, clip: Clip, canvas: Canvas) -> None:
        self.clip, self.canvas = clip, canvas
        self.graph: Graph | None = None
        self.last: tuple[VideoFrame, VideoFrame] | None = None

    def __call__(self, frame: VideoFrame) -> VideoFrame:
        """Return the picture of a frame; the same frame gives the same picture without work."""
        if self.last is None or self.last[0] is not frame:
            self.last = frame, frame if self._fits(frame) else self._filtered(frame)
        return self.last[1]

    def _fits(self, frame: VideoFrame) -> bool:
        size = (frame.width, frame.height) == (self.canvas.width, self.canvas.height)
        upright = self.clip.seen == (frame.width, frame.height) and not self.clip.rotation
        plain = frame.format.name == "yuv420p" and not _is_full_range(frame)
        return size and upright and plain and _matrix(frame) == self.canvas.matrix

    def _filtered(self, frame: VideoFrame) -> VideoFrame:
        if self.graph is None:
            self.graph = self._built(frame)
        self.graph.vpush(frame)
        return self.graph.vpull()

    def _built(self, frame: VideoFrame) -> Graph:
        width, height, left, top = self.canvas.fitted(self.clip)
        graph = Graph()
        tick = frame.time_base or Fraction(1)
        steps = [graph.add_buffer(None, frame.width, frame.height, frame.format, time_base=tick)]
        steps += [graph.add("transpose", turn) for turn in _TURNS.get(self.clip.rotation % 360, ())]
        matrices = f"in_color_matrix={_matrix(frame)}:out_color_matrix={self.canvas.matrix}"
        colours = f"{matrices}:in_range={'pc' if _is_full_range(frame) else 'tv'}:out_range=tv"
        steps.append(graph.add("scale", f"{width}:{height}:flags=bicubic:{colours}"))
        steps.append(graph.add("format", "yuv420p"))
        steps.append(graph.add("pad", f"{self.canvas.width}:{self.canvas.height}:{left}:{top}:black"))
        steps.append(graph.add("setsar", "1"))
        steps.append(graph.add("buffersink"))
        graph.link_nodes(*steps).configure()
        return graph


def _matrix(frame: VideoFrame) -> str:
    return _MATRICES.get(int(frame.colorspace), matrix_of(frame.height))


def _is_full_range(frame: VideoFrame) -> bool:
    """Tell whether black is 0 and white 255, as telephones and stills cameras have it."""
    return int(frame.color_range) == 2 or frame.format.name.startswith("yuvj")


def _unseen(shot: Shot, record_frame: int, reason: str) -> Finding:
    return Finding(
        "not in the preview",
        shot.clip.file,
        f"The picture of line {shot.events[0].line} stops at frame {record_frame} of the preview: {reason}.",
        "Look at the clip itself; the timelines name all its frames.",
    )
