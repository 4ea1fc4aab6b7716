"""Takes encoded anew, as editing rooms do it: smaller, in other codecs, graded, with their sound changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Final, cast

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream  # noqa: TC002 -- named in a cast
from av.video.frame import VideoFrame
from av.video.stream import VideoStream  # noqa: TC002 -- named in a cast

from rushes.turnover.verified.decoding import print_of
from rushes.turnover.verified.prints import RATE, FramePrint, Samples

Shades = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Anew:
    """A way of encoding pictures. scale: parts of the size. shades: what a grade does to luma from 0 to 1."""

    name: str
    codec: str
    pixels: str = "yuv420p"
    scale: int = 1
    options: Mapping[str, str] = field(default_factory=dict)
    shades: Shades | None = None


def _x264(name: str, scale: int, crf: int, shades: Shades | None = None) -> Anew:
    return Anew(name, "libx264", "yuv420p", scale, {"crf": str(crf), "preset": "veryfast"}, shades)


PICTURES: Final = (
    _x264("half size, crf 28", 2, 28),
    _x264("half size, crf 38", 2, 38),
    _x264("quarter size, crf 28", 4, 28),
    _x264("quarter size, crf 38", 4, 38),
    Anew("ProRes proxy", "prores", "yuv422p10le", 1, {"profile": "0"}),
    Anew("DNxHR LB", "dnxhd", "yuv422p", 1, {"profile": "dnxhr_lb"}),
    Anew("Motion JPEG", "mjpeg", "yuvj420p", 2, {"q": "8"}),
    _x264("lifted, flat (log)", 1, 23, lambda luma: 0.25 + 0.5 * luma),
    _x264("gamma 0.7", 1, 23, lambda luma: luma**0.7),
    _x264("contrast and crushed", 1, 23, lambda luma: np.clip(1.3 * luma - 0.12, 0, 1)),
)

_MOST_BITS: Final = 20_000_000


def decoded(take: Path, most: int) -> list[VideoFrame]:
    """Return the first frames of a take."""
    with av.open(str(take)) as source:
        return list(islice(source.decode(video=0), most))


def prints(frames: Sequence[VideoFrame]) -> list[FramePrint]:
    """Return the print of each frame."""
    return [print_of(frame) for frame in frames]


def encoded_anew(frames: Sequence[VideoFrame], how: Anew) -> list[FramePrint]:
    """Return the prints of frames after they were encoded so, and decoded."""
    made = BytesIO()
    with av.open(made, "w", format="mov") as out:
        stream = cast("VideoStream", out.add_stream(how.codec, rate=Fraction(25), options=dict(how.options)))
        stream.width = _even(frames[0].width // how.scale)
        stream.height = _even(frames[0].height // how.scale)
        stream.pix_fmt, stream.bit_rate = how.pixels, _MOST_BITS
        for number, frame in enumerate(frames):
            shaded = _shaded(frame, how.shades) if how.shades else frame
            small = shaded.reformat(stream.width, stream.height, how.pixels)
            small.pts, small.time_base, small.pict_type = number, Fraction(1, 25), 0
            out.mux(stream.encode(small))
        out.mux(stream.encode(None))
    made.seek(0)
    with av.open(made, "r") as again:
        return [print_of(frame) for frame in again.decode(video=0)]


def _even(size: int) -> int:
    return max(2, size // 2 * 2)


def _shaded(frame: VideoFrame, shades: Shades) -> VideoFrame:
    table = np.clip(255 * shades(np.arange(256) / 255), 0, 255).astype(np.uint8)
    picture = frame.to_ndarray(format="yuv420p")
    height = picture.shape[0] * 2 // 3
    picture[:height] = table[picture[:height]]
    return VideoFrame.from_ndarray(picture, format="yuv420p")


@dataclass(frozen=True)
class Resounded:
    """A way of encoding sound. codec, rate, bits: of the proxy. gain: what becomes of a sample."""

    name: str
    codec: str = "aac"
    rate: int = 48000
    bits: int = 64_000
    gain: Callable[[np.ndarray], np.ndarray] = field(default=lambda sound: sound)


SOUNDS: Final = (
    Resounded("AAC 64 kb/s", "aac"),
    Resounded("44.1 kHz", "pcm_s16le", 44100),
    Resounded("MP3 32 kb/s", "libmp3lame", 32000, 32_000),
    Resounded("12 dB down", "pcm_s16le", gain=lambda sound: sound / 4),
    Resounded("made loud (limited by 12 dB)", "aac", gain=lambda sound: np.tanh(4 * sound)),
)


def heard(take: Path, most_s: float) -> Samples:
    """Return the sound of a take as one channel at `RATE`."""
    with av.open(str(take)) as source:
        if not source.streams.audio:
            return np.zeros(0, np.int16)
        return _mono(source.decode(audio=0), RATE)[: round(most_s * RATE)]


def _mono(frames: Iterator[AudioFrame], rate: int) -> Samples:
    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    blocks = [one.to_ndarray()[0] for frame in frames for one in resampler.resample(frame)]
    blocks += [one.to_ndarray()[0] for one in resampler.resample(None)]
    return np.concatenate(blocks) if blocks else np.zeros(0, np.int16)


def sounded_anew(sound: Samples, how: Resounded) -> Samples:
    """Return one channel at `RATE` after it was encoded so, and decoded."""
    level = how.gain(sound.astype(np.float32) / 32768)
    made = BytesIO()
    with av.open(made, "w", format="mov" if how.codec != "libmp3lame" else "mp3") as out:
        stream = cast("AudioStream", out.add_stream(how.codec, rate=how.rate, layout="mono"))
        stream.bit_rate = how.bits
        block = AudioFrame.from_ndarray(level[None].astype(np.float32), "fltp", "mono")
        block.sample_rate, block.time_base, block.pts = RATE, Fraction(1, RATE), 0
        resampler = av.AudioResampler(
            format=stream.codec_context.format, layout="mono", rate=how.rate, frame_size=1024
        )
        for piece in (*resampler.resample(block), *resampler.resample(None)):
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))
    made.seek(0)
    with av.open(made, "r") as again:
        return _mono(again.decode(audio=0), RATE)
