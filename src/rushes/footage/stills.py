"""Take a still picture from a clip for the report: a keyframe, as a person would see it."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path

from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from rushes.footage.model import seen_size
from rushes.footage.opening import TROUBLE, opened, picture_of

_QUALITY = 82
"""JPEG quality at which a face at report size shows no blocks, in half the bytes of 92 (looked at)."""

_UNTAGGED = 2
"""ITU-T H.273: the file does not say by which matrix its colours were made."""

_HD = 720
"""Lines from which players take untagged colours for those of BT.709, and below for BT.601."""

_EARLIER_S = (0, 2, 10, None)
"""Seconds to go back in search of a keyframe; cameras that record streams set one at least every 2 s."""

_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
"""Pillow counts turns against the clock, cameras with it."""


def still(path: Path, second: float, height: int) -> bytes | None:
    """Return a JPEG of the keyframe nearest before `second` (from the clip's first frame), or None.

    It is at most `height` pixels high, its pixels square and upright. None when there is no picture
    or none can be decoded.
    """
    try:
        for earlier_s in _EARLIER_S:
            with opened(path) as container:
                picture = picture_of(container)
                if picture is None or picture.codec_context is None:
                    return None
                frame = _keyframe(container, picture, second, earlier_s)
                if frame:
                    return _jpeg(frame, picture.sample_aspect_ratio, height)
    except TROUBLE:
        pass
    return None


def _keyframe(
    container: InputContainer, picture: VideoStream, second: float, earlier_s: int | None
) -> VideoFrame | None:
    """Decode the last keyframe at or before this second, sought from so much earlier; None when led past it.

    An index leads straight to it; in a stream without one the way may lead past it. Without
    `earlier_s` any keyframe will do, the first one.
    """
    picture.codec_context.skip_frame = "NONKEY"
    if earlier_s is None:
        return next(container.decode(picture), None)
    start, tick = picture.start_time or 0, picture.time_base or Fraction(1)
    target = max(start, start + int(Fraction(second) / tick))
    place = target - int(earlier_s / tick)
    if place > start:
        container.seek(place, stream=picture)
    if earlier_s:
        return _last_until(container, picture, target)
    frame = next(container.decode(picture), None)
    return frame if frame and (frame.pts or 0) <= target else None


def _last_until(container: InputContainer, picture: VideoStream, target: int) -> VideoFrame | None:
    """Decode on to the last keyframe that is not after the target tick."""
    last = None
    for frame in container.decode(picture):
        if (frame.pts or 0) > target:
            break
        last = frame
    return last


def _jpeg(frame: VideoFrame, pixel_aspect: Fraction | None, height: int) -> bytes:
    turn = -frame.rotation % 360
    wide, high = seen_size(frame.width, frame.height, pixel_aspect or Fraction(1), turn)
    scale = min(Fraction(1), Fraction(height, high))
    wide, high = max(1, round(wide * scale)), max(1, round(high * scale))
    sideways = turn % 180 == 90
    across, down = (high, wide) if sideways else (wide, high)
    space = "ITU709" if frame.colorspace == _UNTAGGED and frame.height >= _HD else None
    pixels = frame.reformat(across, down, "rgb24", src_colorspace=space, interpolation="AREA").to_ndarray()
    image = Image.fromarray(pixels)
    if turn in _TURNS:
        image = image.transpose(_TURNS[turn])
    written = BytesIO()
    image.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()
