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

_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
"""Pillow counts turns against the clock, cameras with it."""


def still(path: Path, second: float, height: int) -> bytes | None:
    """Return a JPEG of the keyframe nearest before `second` (from the clip's first frame), or None.

    It is at most `height` pixels high, its pixels square and upright. None when there is no picture
    or none can be decoded.
    """
    try:
        with opened(path) as container:
            picture = picture_of(container)
            frame = _keyframe(container, picture, second) if picture and picture.codec_context else None
            return _jpeg(frame, picture.sample_aspect_ratio, height) if picture and frame else None
    except TROUBLE:
        return None


def _keyframe(container: InputContainer, picture: VideoStream, second: float) -> VideoFrame | None:
    """Decode the keyframe at or before this second, else the first one after it."""
    picture.codec_context.skip_frame = "NONKEY"
    tick = picture.time_base or Fraction(1)
    target = (picture.start_time or 0) + int(Fraction(second) / tick)
    container.seek(max(target, picture.start_time or 0), stream=picture, backward=True)
    return next((frame for frame in container.decode(picture)), None)


def _jpeg(frame: VideoFrame, pixel_aspect: Fraction | None, height: int) -> bytes:
    turn = -frame.rotation % 360
    wide, high = seen_size(frame.width, frame.height, pixel_aspect or Fraction(1), turn)
    scale = min(Fraction(1), Fraction(height, high))
    wide, high = max(1, round(wide * scale)), max(1, round(high * scale))
    sideways = turn % 180 == 90
    across, down = (high, wide) if sideways else (wide, high)
    pixels = frame.reformat(width=across, height=down, format="rgb24", interpolation="AREA").to_ndarray()
    image = Image.fromarray(pixels)
    if turn in _TURNS:
        image = image.transpose(_TURNS[turn])
    written = BytesIO()
    image.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()
