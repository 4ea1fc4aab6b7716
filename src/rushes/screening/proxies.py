"""Proxies: a clip's picture, small, every frame in its place and a keyframe never far. A door.

So a browser goes to any frame at once. They lie in the cache, by content, and never leave the house.
"""

import errno
import secrets
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
from av.video.frame import VideoFrame

from rushes.engine import content_key
from rushes.errors import Refusal
from rushes.footage.model import Clip
from rushes.footage.opening import TROUBLE
from rushes.turnover.preview.canvas import Canvas, matrix_of
from rushes.turnover.preview.pictures import frames_of

WIDE: Final = 640
"""Pixels across a proxy: a face can be judged, and four play at once on a laptop (by hand)."""
KEYFRAMES: Final = 12
"""Frames from keyframe to keyframe: to go to a frame, a browser decodes at most so many."""
_X264: Final = {
    "preset": "ultrafast",
    "tune": "fastdecode",
    "crf": "24",
    "g": str(KEYFRAMES),
    "x264-params": "scenecut=0",
}
_FORM: Final = "proxy 2"
PASSES: Final = frozenset(
    getattr(errno, name)
    for name in (
        *("ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EACCES", "EPERM", "EIO"),
        *("EAGAIN", "ENOMEM", "EMFILE", "ENFILE"),
    )
    if hasattr(errno, name)
)
"""Trouble of the machine, and none of the clip: it passes when somebody makes room."""


class NotDecoded(Refusal):
    """Nothing of a clip's picture can be decoded, though its file is there."""

    sentence = "Its picture cannot be decoded ({0})."


class NotKept(Refusal):
    """A proxy could not be written where it belongs."""

    sentence = "The cache on the disk takes no small copy of it ({0}). Make room; it is tried again."


def proxy_place(cache: Path, clip: Clip) -> Path:
    """Return where the proxy of a clip is kept: by its content and by how it is seen."""
    key = content_key(_FORM, clip.sha256, clip.rate, clip.frames, clip.seen, clip.rotation)
    return cache / "proxies" / key[:2] / f"{key}.mp4"


def write_proxy(clip: Clip, place: Path, over: Callable[[], bool] = bool) -> None:
    """Write a clip's proxy, whole or not at all.

    Frame n of the clip is frame n of the proxy; where frames are lost, the one before stays. over: asked at
    each frame whether nobody wants it any more. `NotDecoded` where nothing of its picture can be; `NotKept`
    where the disk takes none, or nobody wants it.
    """
    wide, high = clip.seen
    if not (wide and high and clip.frames):
        raise NotDecoded("it has none")
    scale = min(Fraction(1), Fraction(WIDE, wide))
    width, height = (max(2, round(side * scale / 2) * 2) for side in (wide, high))
    reel = _Reel(clip, Canvas(width, height, matrix_of(high)), over)
    beside = place.with_name(f".{place.stem[:16]}-{secrets.token_hex(4)}.part.mp4")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotKept(words_of(error)) from None
    try:
        if not _encode(reel, beside):
            raise NotDecoded(reel.trouble or "it holds no frame")
        beside.replace(place)
    except (OSError, av.FFmpegError) as error:
        if error.errno in PASSES:
            raise NotKept(words_of(error)) from None
        raise NotDecoded(words_of(error)) from None
    finally:
        beside.unlink(missing_ok=True)


def words_of(error: BaseException) -> str:
    """Return what is wrong in few words: those of the disk or of the decoder."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


class _Reel:
    """The frames of a clip, as far as they can be decoded. trouble: why no more came, or empty."""

    def __init__(self, clip: Clip, canvas: Canvas, over: Callable[[], bool]) -> None:
        self.clip, self.canvas, self.over, self.trouble = clip, canvas, over, ""

    def __iter__(self) -> Iterator[VideoFrame]:
        try:
            for frame in frames_of(self.clip, range(self.clip.frames), self.canvas):
                if self.over():
                    raise NotKept("the room is closed")
                yield frame
        except TROUBLE as error:
            self.trouble = words_of(error)


def _encode(reel: _Reel, path: Path) -> int:
    """Encode every frame of a clip; return how many there are."""
    count, clip = 0, reel.clip
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as out:
        stream = out.add_stream("libx264", rate=clip.rate, options=_X264)
        stream.width, stream.height, stream.pix_fmt = reel.canvas.width, reel.canvas.height, "yuv420p"
        stream.codec_context.time_base = 1 / clip.rate
        stream.codec_context.thread_count = 1
        last = None
        for frame in reel:
            last, frame.pts, frame.time_base = frame, count, 1 / clip.rate
            frame.pict_type = av.video.frame.PictureType.NONE
            out.mux(stream.encode(frame))
            count += 1
        while last is not None and count < clip.frames:
            last.pts = count
            out.mux(stream.encode(last))
            count += 1
        out.mux(stream.encode(None))
    return count
