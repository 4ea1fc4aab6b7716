"""Small clips filmed for the tests: every frame shows its own number, every tenth of a second clicks."""

import wave
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream  # noqa: TC002 -- named in a cast

from rushes.footage.model import Clip
from tests.turnover.making import clip, wav

BITS = 12
_GROUPS = {"libx264": {"g": "30", "bf": "2"}}
CLICK_EVERY_S = Fraction(1, 5)


def film(
    path: Path,
    *,
    number: int = 0,
    rate: Fraction = Fraction(25),
    frames: int = 100,
    size: tuple[int, int] = (320, 180),
    channels: int = 1,
    sample_rate: int = 48000,
    streams: int = 1,
    codecs: tuple[str, str] = ("libx264", "aac"),
    pixels: str = "yuv420p",
    late: int = 0,
    lost: Sequence[int] = (),
    times: Sequence[Fraction] = (),
    **other: object,
) -> Clip:
    """Film a clip; its frames show `number * 256 + frame`, its sound clicks with every fifth of a second.

    late: ticks of 1/90000 s by which everything begins after the file's zero. lost: frames left out.
    times: seconds of each frame from the first, where they are uneven.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    layout = {1: "mono", 6: "5.1"}.get(channels, "stereo")
    with av.open(str(path), "w") as out:
        picture = cast(
            "VideoStream", out.add_stream(codecs[0], rate=rate, options=_GROUPS.get(codecs[0], {}))
        )
        picture.width, picture.height, picture.pix_fmt = *size, pixels
        picture.codec_context.time_base = picture.time_base = Fraction(1, 90000)
        made = [
            out.add_stream(codecs[1], rate=sample_rate, layout=layout)
            for _ in range(streams if channels else 0)
        ]
        sounds = cast("list[AudioStream]", made)
        for index in (index for index in range(frames) if index not in lost):
            frame = numbered(number * 256 + index, size).reformat(format=pixels)
            at = times[index] if times else index / rate
            frame.pts, frame.time_base = late + round(at * 90000), Fraction(1, 90000)
            out.mux(picture.encode(frame))
        out.mux(picture.encode(None))
        for sound in sounds:
            _record(out, sound, clicks(round(frames / rate * sample_rate), sample_rate), late)
    width, height = size
    known = {"path": path, "rate": rate, "frames": frames, "width": width, "height": height, "start": 0}
    known |= {"channels": channels * streams, "sample_rate": sample_rate}
    return clip(path.name, **(known | other))  # type: ignore[arg-type]


def _record(out: OutputContainer, sound: AudioStream, samples: np.ndarray, late: int) -> None:
    """Write the same sound on every channel of a stream."""
    context = sound.codec_context
    for start in range(0, len(samples), 1024):
        part = np.tile(samples[start : start + 1024], (context.channels, 1))
        block = AudioFrame.from_ndarray(part, "fltp", context.layout.name)
        block.sample_rate, block.time_base = context.sample_rate, Fraction(1, context.sample_rate)
        block.pts = start + round(Fraction(late, 90000) * context.sample_rate)
        out.mux(sound.encode(block))
    out.mux(sound.encode(None))


def record(
    path: Path, at: dict[int, int], *, sample_rate: int = 48000, tracks: tuple[str, ...] = ("Boom",)
) -> Clip:
    """Write four seconds of silence with one loud sample on some channels: {channel from 0: its sample}."""
    frames = 4 * sample_rate
    sound = np.zeros((frames, len(tracks)), "<i4")
    for channel, sample in at.items():
        sound[sample, channel] = 0x400000 << 8
    packed = sound.view(np.uint8).reshape(-1, 4)[:, 1:].tobytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(len(tracks))
        out.setsampwidth(3)
        out.setframerate(sample_rate)
        out.writeframes(packed)
    return wav(path.name, path=path, sample_rate=sample_rate, tracks=tracks, frames=frames)


def numbered(number: int, size: tuple[int, int]) -> VideoFrame:
    """Return a picture of upright bars, one for each bit of a number, between a white and a black edge."""
    width, height = size
    bars = [1, *(number >> bit & 1 for bit in reversed(range(BITS))), 0]
    edges = np.linspace(0, width, len(bars) + 1).astype(int)
    luma = np.full((height, width), 235, np.uint8)
    for bar, (start, end) in zip(bars, pairwise(edges), strict=True):
        luma[:, start:end] = 235 if bar else 16
    chroma = np.full((height // 2, width), 128, np.uint8)
    return VideoFrame.from_ndarray(np.concatenate([luma, chroma]), format="yuv420p")


def number_on(frame: VideoFrame, box: tuple[int, int, int, int] | None = None) -> int | None:
    """Read the number on a picture, inside a box of left, top, width, height; None when there is none."""
    luma = frame.to_ndarray(format="gray8").astype(int)
    left, top, width, height = box or (0, 0, frame.width, frame.height)
    row = luma[top + height // 4 : top + height - height // 4, left : left + width].mean(axis=0)
    edges = np.linspace(0, width, BITS + 3).astype(int)
    bars = [row[(a + b) // 2 - 2 : (a + b) // 2 + 2].mean() > 126 for a, b in pairwise(edges)]
    if not bars[0] or bars[-1]:
        return None
    return sum(1 << bit for bit, bar in zip(reversed(range(BITS)), bars[1:-1], strict=True) if bar)


def clicks(samples: int, sample_rate: int) -> np.ndarray:
    """Return sound with a click of two milliseconds every fifth of a second, each rising at once."""
    sound = np.zeros(samples, np.float32)
    burst = (0.8 * np.sin(2 * np.pi * 1000 * np.arange(sample_rate // 500) / sample_rate)).astype(np.float32)
    for at in range(0, samples, round(CLICK_EVERY_S * sample_rate)):
        part = sound[at : at + len(burst)]
        part += burst[: len(part)]
    return sound


def watch_film(path: Path) -> tuple[list[VideoFrame], np.ndarray]:
    """Decode a film: its pictures, and its sound from second 0 on as (2, samples) at 48 kHz."""
    pictures: list[VideoFrame] = []
    sound = np.zeros((2, 0), np.float32)
    with av.open(str(path)) as film_:
        for frame in film_.decode(film_.streams.video[0], film_.streams.audio[0]):
            if isinstance(frame, AudioFrame):
                start = round((frame.pts or 0) * (frame.time_base or 1) * 48000)
                assert start == sound.shape[1], "the sound has a hole"
                sound = np.concatenate([sound, frame.to_ndarray()], axis=1)
            elif isinstance(frame, VideoFrame):
                pictures.append(frame)
    return pictures, sound


def heard_clicks(sound: np.ndarray) -> list[float]:
    """Return the seconds at which clicks begin."""
    loud = np.abs(sound) > 0.25
    starts = np.flatnonzero(loud)
    firsts = [starts[0], *(b for a, b in pairwise(starts) if b - a > 960)] if len(starts) else []
    return [float(first) / 48000 for first in firsts]
