"""A camera for tests: it writes small clips whose facts are known."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

import av
import numpy as np
from av.container import OutputContainer
from av.video.frame import VideoFrame

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.video.stream import VideoStream

WIDTH, HEIGHT = 64, 48
FINE = Fraction(1, 90000)
PCM_CONTAINERS = (".mov", ".avi", ".mxf", ".wav")


def shoot(
    path: Path,
    *,
    rate: Fraction | int = 25,
    frames: int = 25,
    timecode: str | None = None,
    sound: bool = True,
    sound_delay_s: float = 0.0,
    times: Sequence[Fraction] | None = None,
    codec: str = "libx264",
    reel: str | None = None,
    options: Mapping[str, str] | None = None,
    pixel_aspect: Fraction | None = None,
    turned: int = 0,
    size: tuple[int, int] = (WIDTH, HEIGHT),
    shade: int = 0,
) -> Path:
    """Write one clip and return its path.

    times: seconds of each frame, for clips of variable rate. turned: degrees clockwise that a player
    turns the picture by. shade: makes the content differ.
    """
    with av.open(str(path), "w", options=dict(options or {})) as container:
        container.metadata.update({"timecode": timecode} if timecode else {})
        picture = cast("VideoStream", container.add_stream(codec, rate=Fraction(rate)))
        picture.width, picture.height = size
        picture.pix_fmt = "yuv420p"
        if codec == "libx264":
            picture.options = {"preset": "ultrafast", "bf": "2", "g": "10"}
        if pixel_aspect:
            picture.codec_context.sample_aspect_ratio = pixel_aspect
        if times:
            picture.time_base = picture.codec_context.time_base = FINE
        picture.metadata.update({"reel_name": reel} if reel else {})
        if turned:
            picture.set_display_rotation(-turned)
        voice = _microphone(container, path.suffix) if sound else None
        for frame in _frames(Fraction(rate), frames, times, shade, size):
            container.mux(picture.encode(frame))
        container.mux(picture.encode())
        if voice:
            _record(container, voice, float(frames / Fraction(rate)), sound_delay_s)
    return path


def record(path: Path, seconds: float = 1.0) -> Path:
    """Write a file with sound and no picture."""
    with av.open(str(path), "w") as container:
        _record(container, _microphone(container, path.suffix), seconds, 0.0)
    return path


def broken(clip: Path, share: float, to: Path) -> Path:
    """Write the first part of a clip's bytes, as a pulled card would leave them."""
    content = clip.read_bytes()
    to.write_bytes(content[: int(len(content) * share)])
    return to


def picture(number: int, shade: int = 0, size: tuple[int, int] = (WIDTH, HEIGHT)) -> np.ndarray:
    """Draw a frame: upper half red, left half with blue, darker with each frame."""
    width, height = size
    pixels = np.full((height, width, 3), (number * 3 + shade) % 128, np.uint8)
    pixels[: height // 2, :, 0] = 255
    pixels[:, : width // 2, 2] = 255
    return pixels


def _frames(
    rate: Fraction, count: int, times: Sequence[Fraction] | None, shade: int, size: tuple[int, int]
) -> Iterator[VideoFrame]:
    for number in range(count):
        frame = VideoFrame.from_ndarray(picture(number, shade, size), format="rgb24")
        frame.time_base = FINE if times else 1 / rate
        frame.pts = int(times[number] / FINE) if times else number
        yield frame


def _microphone(container: OutputContainer, suffix: str) -> "AudioStream":
    codec = "pcm_s16le" if suffix in PCM_CONTAINERS else "aac"
    return cast("AudioStream", container.add_stream(codec, rate=48000, layout="mono"))


def _record(container: OutputContainer, stream: "AudioStream", seconds: float, delay_s: float) -> None:
    end = int(48000 * seconds)
    for start in range(0, end, 1024):
        samples = np.zeros((1, min(1024, end - start)), np.int16)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate, frame.time_base = 48000, Fraction(1, 48000)
        frame.pts = start + int(delay_s * 48000)
        container.mux(stream.encode(frame))
    container.mux(stream.encode())
