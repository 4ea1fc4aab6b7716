"""The door to mouths: a few short stretches of a clip, every frame of them, each face followed by its place.

Only with a grant. Nobody is recognised: a face is the first, the second, from left to right. What is kept of
a stretch are three numbers a face, and where nothing can be told, why not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np
from av.container import InputContainer
from av.stream import Discard
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from rushes.footage.opening import TROUBLE
from rushes.picture.faces import WIDE, boxes_in, look_with_grant, upright
from rushes.picture.grey import small_grey
from rushes.picture.model import Face, Mouth, Stretch
from rushes.picture.sharpness import Grey
from rushes.picture.speaking import ACROSS, DOWN, MOUTH, Crop, Floats, Lips, movement, told
from rushes.rights import Grant, check_grant

LONGEST_S: Final = 4.0
"""Seconds of a stretch that are looked at: of longer ones its middle."""
MOST: Final = 6
"""Stretches of a clip that are looked at: with the way from a keyframe to each about half a minute of it."""
_LOOK_S = 0.5
"""Seconds after which faces are sought anew; between two looks they go in a straight line."""
_NARROW, _FOUND = WIDE // 2, 40
"""Pixels across in which faces are sought again, a quarter of the work, where all are so many pixels wide."""
_FASTEST = 31
"""Frames a second; of faster clips every second one is taken, or every fourth."""
_SMALLEST = 24
"""Pixels of a face's width in the file below which a mouth tells nothing: see `evaluation.mouths`."""
_LOWEST = 0.97
"""Share of the picture's height below which a mouth is cut off by its edge."""
_ABOVE = MOUTH / DOWN
_TALL = 0.92
"""Of a face's height that is cut out, and which part of that lies above the mouth."""
_ASIDE = 0.2
"""Of a face's width by which its mouth may lie aside before what is cut out no longer follows it."""
_SAME = 0.5
"""Sizes of a face by which it may move from one look to the next and still be taken for the same."""
_SEEN = 0.6
"""Part of the looks at a stretch in which a face must be found."""


def watch_mouths(
    path: Path,
    stretches: Sequence[Stretch],
    voice_db: Sequence[float],
    step_s: float,
    grant: Grant | None,
    *,
    clip: str = "",
) -> tuple[Mouth, ...]:
    """Return how the mouth of each face goes with the voice in some stretches of a clip.

    voice_db: the level of the voice every `step_s` from the first frame; refusals as of `follow_lips`.
    """
    return tuple(told(lips, voice_db, step_s) for lips in follow_lips(path, stretches, grant, clip))


def follow_lips(
    path: Path, stretches: Sequence[Stretch], grant: Grant | None, clip: str = ""
) -> tuple[Lips, ...]:
    """Return how the mouth of each face moves in some stretches of a clip, `MOST` at most.

    clip: its `Clip.file`, whose people's yes is good enough; else it must be everyone's. `NotGranted` without
    a grant for all who are in the pictures, before a frame is opened; `NoFaces` without the extra. What
    cannot be decoded shows none.
    """
    check_grant(grant, "mouths", clip)
    return look_with_grant(
        path, grant, lambda container, picture: _lips_in(container, picture, stretches, grant), clip
    )


def _lips_in(
    container: InputContainer, picture: VideoStream, stretches: Sequence[Stretch], grant: Grant | None
) -> Iterator[Lips]:
    for stretch in stretches[:MOST]:
        near = _middle(stretch)
        yield from _lips(near, _runs(_frames(container, picture, near), grant))


def _middle(stretch: Stretch) -> Stretch:
    """Return so much of a stretch as is looked at."""
    spare = max(0.0, stretch.out_s - stretch.in_s - LONGEST_S) / 2
    return Stretch(stretch.in_s + spare, stretch.out_s - spare)


@dataclass
class _Track:
    """One face along a stretch: where it was found last, everywhere, and how its mouth moved."""

    last: Face | None
    faces: list[Face]
    moves: list[Floats]


@dataclass(frozen=True)
class _Run:
    """Frames from one look to the next, both with them, and the faces found there; across: of the file."""

    before: tuple[Face, ...]
    after: tuple[Face, ...]
    at_s: list[float]
    frames: list[Grey]
    across: int


def _runs(frames: Iterator[tuple[float, VideoFrame]], grant: Grant | None) -> Iterator[_Run]:
    """Look for faces about every `_LOOK_S`, and yield what lies between two looks."""
    before: tuple[Face, ...] | None = None
    run, wide, look, last = list[tuple[float, Grey]](), 0, WIDE, None
    for at_s, frame in frames:
        if before is None:
            before = boxes_in(upright(frame), grant)
            wide, look = _wide(before, frame), _look(before)
            run = [(at_s, _grey(frame, wide))]
            continue
        run.append((at_s, _grey(frame, wide)))
        last = frame
        if at_s - run[0][0] >= _LOOK_S:
            after = boxes_in(upright(frame, look), grant)
            yield _run(before, after, run, frame)
            before, wide, look, last = after, _wide(after, frame), _look(after), None
            run = [(at_s, _grey(frame, wide))]
    if before is not None and last is not None:
        yield _run(before, boxes_in(upright(last, look), grant), run, last)


def _run(
    before: tuple[Face, ...], after: tuple[Face, ...], run: list[tuple[float, Grey]], end: VideoFrame
) -> _Run:
    return _Run(before, after, [at_s for at_s, _ in run], [grey for _, grey in run], _across(end))


def _across(frame: VideoFrame) -> int:
    """Return the pixels across as a person holds the picture."""
    return frame.height if frame.rotation % 180 else frame.width


def _wide(faces: Sequence[Face], frame: VideoFrame) -> int:
    """Return how many pixels across the picture must have for its faces to be as wide as they are cut."""
    least = min((face.width for face in faces if face.width > 0), default=1.0)
    return min(frame.width, max(ACROSS, round(ACROSS / least * frame.width / _across(frame))))


def _look(faces: Sequence[Face]) -> int:
    """Return how many pixels across the next look needs: large faces are found in fewer, and sooner."""
    large = bool(faces) and min(face.width for face in faces) * _NARROW >= _FOUND
    return _NARROW if large else WIDE


def _grey(frame: VideoFrame, wide: int) -> Grey:
    return np.ascontiguousarray(np.rot90(small_grey(frame, wide), frame.rotation % 360 // 90))


def _follow(tracks: list[_Track], run: _Run, passed: int) -> None:
    """Follow every face through a run; whom the look at its end does not find is lost until found anew."""
    left = list(run.after)
    nothing = np.full(len(run.frames) - 1, np.nan)
    for track in tracks:
        place = track.faces[-1]
        found = min(left, key=lambda face: _apart(place, face), default=None)
        if found is None or _apart(place, found) > _SAME:
            track.last = None
            track.moves.append(nothing)
            continue
        left.remove(found)
        track.moves.append(movement(_crops(run, track.last, found)) if track.last else nothing)
        track.last = found
        track.faces.append(found)
    tracks += [_Track(face, [face], [np.full(passed, np.nan), nothing]) for face in left]


def _apart(one: Face, other: Face) -> float:
    """Return how far the middles of two faces are apart, in sizes of the larger one."""
    across = one.left + one.width / 2 - other.left - other.width / 2
    down = one.top + one.height / 2 - other.top - other.height / 2
    wide, high = max(one.width, other.width, 1e-6), max(one.height, other.height, 1e-6)
    return float(np.hypot(across / wide, down / high))


def _crops(run: _Run, first: Face, last: Face) -> list[Crop]:
    """Cut a face out of every frame of a run; between two looks it goes in a straight line."""
    steps = max(1, len(run.frames) - 1)
    return [_cut_out(frame, first, last, number / steps) for number, frame in enumerate(run.frames)]


def _cut_out(frame: Grey, first: Face, last: Face, share: float) -> Crop:
    """Cut a face out so that its mouth lies in row `MOUTH`; beyond the picture's edge the edge goes on."""
    (left, top), (right, bottom) = (
        (1 - share) * np.array(a) + share * np.array(b)
        for a, b in zip(_corners(first), _corners(last), strict=True)
    )
    height, width = frame.shape
    edge = int(max(0, -left * width, -top * height, (right - 1) * width, (bottom - 1) * height)) + 2
    box = (left * width + edge, top * height + edge, right * width + edge, bottom * height + edge)
    picture = Image.fromarray(np.pad(frame, edge, mode="edge"))
    cut = picture.resize((ACROSS, DOWN), Image.Resampling.BILINEAR, box=box)
    return np.asarray(cut, np.float32)


def _corners(face: Face) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return left and top, right and bottom of what is cut out of a face, in shares of the picture."""
    middle = face.left + face.width / 2
    across, down = face.mouth or (middle, face.top + 0.8 * face.height)
    across = min(max(across, middle - _ASIDE * face.width), middle + _ASIDE * face.width)
    top = down - _ABOVE * _TALL * face.height
    return (across - face.width / 2, top), (across + face.width / 2, top + _TALL * face.height)


def _lips(stretch: Stretch, runs: Iterator[_Run]) -> list[Lips]:
    """Return how each face moves its mouth, from left to right; faces seen in passing are left out."""
    at_s: list[float] = []
    tracks: list[_Track] = []
    looks, across = 1, 0
    for run in runs:
        if looks == 1:
            tracks = [_Track(face, [face], []) for face in run.before]
        looks, across = looks + 1, run.across
        _follow(tracks, run, len(at_s))
        at_s += [(one + other) / 2 for one, other in pairwise(run.at_s)]
    stayed = [track for track in tracks if len(track.faces) >= _SEEN * looks]
    stayed.sort(key=lambda track: median(face.left for face in track.faces))
    times, ends = np.array(at_s), (round(stretch.in_s, 3), round(stretch.out_s, 3))
    return [
        Lips(*ends, number, len(stayed), times, np.concatenate(track.moves), _unseen(track, across))
        for number, track in enumerate(stayed, 1)
    ]


def _unseen(track: _Track, across: int) -> str:
    """Return why a mouth cannot be seen well enough, in a few words; empty where it can."""
    if median(face.width for face in track.faces) * across < _SMALLEST:
        return "too small"
    mouths = [face.mouth for face in track.faces if face.mouth]
    if not mouths:
        return "no mouth found"
    return "cut off" if median(down for _, down in mouths) > _LOWEST else ""


def _frames(
    container: InputContainer, picture: VideoStream, stretch: Stretch
) -> Iterator[tuple[float, VideoFrame]]:
    """Yield the frames of a stretch with their seconds; of fast clips some; damage ends it early."""
    for stream in container.streams:
        stream.discard = Discard.default if stream.index == picture.index else Discard.all
    start, tick = picture.start_time or 0, picture.time_base or Fraction(1)
    container.seek(start + int(Fraction(max(0.0, stretch.in_s)) / tick), stream=picture)
    every = max(1, round(float(picture.average_rate or 25) / _FASTEST))
    number = 0
    try:
        for frame in container.decode(picture):
            at_s = float(((frame.pts or 0) - start) * tick)
            if at_s >= stretch.out_s:
                return
            if at_s >= stretch.in_s - 1e-6:
                number += 1
                if number % every == 0:
                    yield at_s, frame
    except TROUBLE:
        return
