"""A sound recordist for tests: speech whose every word is known in time, room tone, claps, files.

Everything is mono, int16, 16 kHz. Speech comes from espeak-ng, in a voice that is heard well; how well
people are heard is shown by the tests on real material.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import av
import numpy as np
from av.container import OutputContainer

from rushes.screenplay.spoken import spoken_words
from rushes.sound.espeak import speak
from rushes.sound.samples import Samples
from rushes.sound.spectrum import SAMPLE_RATE

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.video.stream import VideoStream

VOICE: Final = "en-us+klatt2"
SPEECH_RMS: Final = 2500.0
ROOM_RMS: Final = 12.0

Word = tuple[str, float, float]
"""A word as it is compared, and the seconds from its beginning to its end."""


@dataclass(frozen=True, eq=False)
class Track:
    """Sound, and the words in it."""

    samples: Samples
    words: tuple[Word, ...] = ()

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.samples.size / SAMPLE_RATE

    @property
    def text(self) -> list[str]:
        """The words alone."""
        return [word for word, _, _ in self.words]

    def __add__(self, other: "Track") -> "Track":
        """Put another track after this one."""
        later = tuple((word, a + self.seconds, b + self.seconds) for word, a, b in other.words)
        return Track(np.concatenate([self.samples, other.samples]), self.words + later)


@cache
def said(text: str, voice: str = VOICE, words_per_minute: int = 130) -> Track:
    """Speak a text whose words are parted by spaces alone; each word's time is espeak's own."""
    speech = speak(text, voice=voice, words_per_minute=words_per_minute)
    spelt = [spoken_words(text[word.offset : word.offset + word.length]) for word in speech.words]
    words = tuple((one[0], word.in_s, word.out_s) for one, word in zip(spelt, speech.words, strict=True))
    loud = resampled(speech.samples, speech.rate).astype(np.float64)
    loud *= SPEECH_RMS / np.sqrt(np.mean(loud**2))
    return Track(np.clip(loud, -32767, 32767).astype(np.int16), words)


def resampled(samples: Samples, rate: int) -> Samples:
    """Return samples of another rate at 16 kHz."""
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = rate
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
    pieces = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([piece.to_ndarray().reshape(-1) for piece in pieces])


def pause(seconds: float) -> Track:
    """Return digital silence."""
    return Track(np.zeros(round(seconds * SAMPLE_RATE), np.int16))


def noise(seconds: float, rms: float, seed: int = 0) -> Track:
    """Return white noise."""
    wave = np.random.default_rng(seed).standard_normal(round(seconds * SAMPLE_RATE)) * rms
    return Track(np.clip(wave, -32767, 32767).astype(np.int16))


def clap(seconds: float = 0.15, peak: float = 20000.0, seed: int = 0) -> Track:
    """Return the sticks of a slate: a burst of noise that dies away within a few hundredths of a second."""
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    wave = np.random.default_rng(seed).uniform(-1, 1, at.size) * np.exp(-at / 0.012) * peak
    return Track(wave.astype(np.int16))


def take(
    *pieces: Track | str | float, room_rms: float = ROOM_RMS, voice: str = VOICE, seed: int = 1
) -> Track:
    """Record a take in a room: lines that are said, pauses in seconds, other tracks, one after the other."""
    tracks = [_as_track(piece, voice) for piece in pieces]
    whole = reduce(Track.__add__, tracks, pause(0))
    return Track(mixed(whole.samples, noise(whole.seconds, room_rms, seed).samples), whole.words)


def _as_track(piece: Track | str | float, voice: str) -> Track:
    if isinstance(piece, Track):
        return piece
    return said(piece, voice) if isinstance(piece, str) else pause(piece)


def mixed(one: Samples, other: Samples) -> Samples:
    """Return two sounds of the same length at once."""
    both = one.astype(np.int32) + other[: one.size]
    return np.asarray(np.clip(both, -32768, 32767), dtype=np.int16)


def written(path: Path, samples: Samples, *, rate: int = SAMPLE_RATE, channels: int = 1) -> Path:
    """Write samples as a WAV file, the same in every channel."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=rate, layout=_LAYOUTS[channels])
        _record(container, stream, samples, 0, channels)
        container.mux(stream.encode(None))
    return path


def recorded_apart(
    path: Path,
    tracks: Mapping[str, Samples],
    *,
    rate: int = SAMPLE_RATE,
    begins: float = 0.0,
    picture_s: float = 0.0,
) -> Path:
    """Write a file with a stream for each track, under its name; with a picture of so many seconds.

    begins: the second at which the sound of every second track begins.
    """
    with av.open(str(path), "w") as container:
        picture = _camera(container) if picture_s else None
        streams = [_named(container, name, rate) for name in tracks]
        for number in range(round(picture_s * 25)) if picture else ():
            container.mux(picture.encode(_image(number, 0)))  # type: ignore[union-attr]
        if picture:
            container.mux(picture.encode(None))
        pairs = list(enumerate(zip(streams, tracks.values(), strict=True)))
        for first in range(0, max(samples.size for samples in tracks.values()), 1024):
            for number, (stream, samples) in pairs:
                at = first + round(begins * rate) * (number % 2)
                _record(container, stream, samples[first : first + 1024], at, 1)
        for stream in streams:
            container.mux(stream.encode(None))
    return path


def _named(container: OutputContainer, name: str, rate: int) -> "AudioStream":
    stream = container.add_stream("pcm_s16le", rate=rate, layout="mono")
    stream.metadata.update({"title": name, "handler_name": name} if name else {})
    return stream


def channels(path: Path, rows: Sequence[Samples], *, rate: int = SAMPLE_RATE, chunk: bytes = b"") -> Path:
    """Write a WAV file of several channels as a recorder does, with a chunk of its own before the sound."""
    sound = np.stack(rows, axis=1).astype("<i2").tobytes()
    width = 2 * len(rows)
    form = struct.pack("<HHIIHH", 1, len(rows), rate, rate * width, width, 16)
    body = b"WAVE" + _chunk(b"fmt ", form) + chunk + _chunk(b"data", sound)
    path.write_bytes(_chunk(b"RIFF", body))
    return path


def ixml(*names: str) -> bytes:
    """Return the chunk in which a recorder names its channels."""
    tracks = "".join(
        f"<TRACK><CHANNEL_INDEX>{n}</CHANNEL_INDEX><INTERLEAVE_INDEX>{n}</INTERLEAVE_INDEX>"
        f"<NAME>{name}</NAME><FUNCTION></FUNCTION></TRACK>"
        for n, name in enumerate(names, 1)
    )
    text = f'<?xml version="1.0"?><BWFXML><TRACK_LIST>{tracks}</TRACK_LIST></BWFXML>'
    return _chunk(b"iXML", text.encode())


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def ltc(seconds: float, *, fps: float = 25.0, peak: float = 8000.0, rate: int = 48000) -> Samples:
    """Return linear timecode at 16 kHz: biphase mark, eighty bits a frame, the sync word at its end."""
    sync = [int(bit) for bit in "0011111111111101"]
    frames = np.random.default_rng(3).integers(0, 2, (round(seconds * fps) + 1, 64)).tolist()
    bits = [bit for frame in frames for bit in (*frame, *sync)]
    halves, level = [], 1
    for bit in bits:
        level = -level
        halves.append(level)
        level = -level if bit else level
        halves.append(level)
    at = (np.arange(round(seconds * rate)) / rate * fps * 160).astype(int)
    wave = np.array(halves)[at] * peak
    return resampled(wave.astype(np.int16), rate)


def _record(
    container: OutputContainer, stream: "AudioStream", samples: Samples, begins: int, channels: int
) -> None:
    for first in range(0, samples.size, 1024):
        row = np.repeat(samples[first : first + 1024], channels).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(row, format="s16", layout=_LAYOUTS[channels])
        frame.sample_rate, frame.time_base = stream.rate, Fraction(1, stream.rate)
        frame.pts = begins + first
        container.mux(stream.encode(frame))


_LAYOUTS: Final = {1: "mono", 2: "stereo"}


def script(*lines: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Return a script of one scene."""
    return (tuple(spoken_words(line) for line in lines),)


def ticking(seconds: float, *at: float, rate: int = SAMPLE_RATE) -> Samples:
    """Return silence with a tick of two milliseconds at each of these seconds."""
    samples = np.zeros(round(seconds * rate), np.int16)
    for second in at:
        samples[round(second * rate) : round((second + 0.002) * rate)] = 20000
    return samples


def ticks(samples: Samples) -> list[float]:
    """Return the seconds at which the ticks of 16 kHz samples begin, to the millisecond."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 8000)
    return [round(int(at) / SAMPLE_RATE, 3) for at in loud[np.diff(loud, prepend=-(10**6)) > 100]]


def filmed(
    path: Path,
    *recorded: tuple[float, Samples],
    rate: int = 48000,
    channels: int = 1,
    codec: str = "pcm_s16le",
    picture_at: float = 0.0,
    seconds: float = 2.0,
) -> Path:
    """Write a clip whose sound was recorded in stretches: each the second it begins at, and its samples."""
    with av.open(str(path), "w") as container:
        picture = _camera(container)
        sound = cast("AudioStream", container.add_stream(codec, rate=rate, layout=_LAYOUTS[channels]))
        for number in range(round(seconds * 25)):
            container.mux(picture.encode(_image(number, round(picture_at * 25))))
        container.mux(picture.encode(None))
        for begins, samples in recorded:
            _record(container, sound, samples, round(begins * rate), channels)
        container.mux(sound.encode(None))
    return path


def _camera(container: OutputContainer) -> "VideoStream":
    picture = container.add_stream("mpeg4", rate=25)
    picture.width, picture.height, picture.pix_fmt = 64, 48, "yuv420p"
    return picture


def _image(number: int, first: int) -> av.VideoFrame:
    image = av.VideoFrame.from_ndarray(np.full((48, 64, 3), number % 200, np.uint8), format="rgb24")
    image.pts, image.time_base = number + first, Fraction(1, 25)
    return image
