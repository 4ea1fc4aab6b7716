"""The sound of the film in stereo at 48 kHz, each shot's exactly where its picture is, faded at every join.

A mono channel stays in the centre at its own level; a stereo stream keeps its sides; surround is mixed
down by the usual weights; many channels of linear sound are taken for microphones and all put in the
centre, as are the tracks of a recorder. Several streams, microphones or files of one recording are weighed
by one over the root of their number, and what is still over full scale is held there. Nothing else is done
to the sound: none is stretched, and a recorder that runs fast is followed by the cut alone. Memory stays
flat.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from rushes.cut.model import Cut
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.footage.opening import TROUBLE, opened, picture_of
from rushes.timecode import Span
from rushes.turnover.microphones import Voice, is_pair, voices
from rushes.turnover.model import Shot
from rushes.turnover.preview.pictures import Tell

SAMPLE_RATE = 48000
FADE = SAMPLE_RATE // 100
"""Ten milliseconds: long enough to hide a jump of the wave, too short to be heard as a fade."""

_PREROLL_S = Fraction(1, 4)
"""Decoders need some sound before the first good sample; AAC two packets, which are 43 ms."""

_DRIFT = SAMPLE_RATE // 50
"""Samples by which a file's own times must disagree with the count before the times are believed."""

Muted: TypeAlias = Mapping[str, Sequence[Span]]
NOT_MUTED: Muted = MappingProxyType({})

Samples: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float32]]
"""Two rows, left and right, of samples from -1 to 1."""


def sample_at(frame: int, rate: Fraction) -> int:
    """Return the sample with which a frame of the film begins, rounded to the nearest."""
    return (frame * SAMPLE_RATE / rate + Fraction(1, 2)).__floor__()


class Mix:
    """The film's sound, taken piece by piece from the beginning."""

    def __init__(self, cut: Cut, tell: Tell, muted: Muted = NOT_MUTED) -> None:
        """Line up the sound of every shot; nothing is opened yet. muted: by track, frames without sound."""
        self._muted = muted
        self._waiting = sorted(voices(cut), key=lambda voice: voice.shot.record.start, reverse=True)
        self._playing: list[_Playing] = []
        self._at, self._tell = 0, tell

    def take(self, count: int) -> Samples:
        """Return the next samples of the film."""
        mixed = np.zeros((2, count), np.float32)
        end = self._at + count
        while self._waiting and _first(self._waiting[-1].shot) < end:
            voice = self._waiting.pop()
            self._playing.append(_Playing(voice, self._tell, self._muted.get(voice.shot.track, ())))
        for sound in self._playing:
            offset = max(0, sound.begins - self._at)
            length = min(count - offset, sound.left)
            mixed[:, offset : offset + length] += sound.take(length)
        self._playing = [sound for sound in self._playing if sound.left]
        self._at = end
        return np.clip(mixed, -1, 1, out=mixed)


def _first(shot: Shot) -> int:
    return sample_at(shot.record.start, shot.record.rate)


class _Playing:
    """One shot's sound on its way, with its fades; silence once the file gives no more."""

    def __init__(self, voice: Voice, tell: Tell, muted: Sequence[Span]) -> None:
        shot = voice.shot
        self.begins = _first(shot)
        edges = [(sample_at(one.start, one.rate), sample_at(one.end, one.rate)) for one in muted]
        self._mute = [(start - self.begins, end - self.begins) for start, end in edges]
        self.whole = sample_at(shot.record.end, shot.record.rate) - self.begins
        self.left = self.whole
        self._fade = min(FADE, self.whole // 2)
        self._weight = 1 / np.sqrt(np.float32(voice.among))
        start = shot.source.start / shot.clip.rate
        first = (start * SAMPLE_RATE + Fraction(1, 2)).__floor__()
        self._blocks = _told(shot, sound_from(shot.clip, voice.channels, first), tell)
        self._rest = np.zeros((2, 0), np.float32)

    def take(self, count: int) -> Samples:
        """Return the next samples, faded where the shot begins and ends."""
        parts, have = [self._rest], self._rest.shape[1]
        while have < count:
            block = next(self._blocks, None)
            if block is None:
                block = np.zeros((2, count - have), np.float32)
            parts.append(block)
            have += block.shape[1]
        joined = np.concatenate(parts, axis=1)
        self._rest = joined[:, count:]
        place = np.arange(self.whole - self.left, self.whole - self.left + count, dtype=np.float32)
        self.left -= count
        if not self.left:
            self._blocks.close()
        faded: Samples = joined[:, :count] * self._gain(place)
        return faded

    def _gain(self, place: np.ndarray) -> np.ndarray:
        """Return the gain at these places of the shot: half a cosine up, and down at the end.

        Around what is muted it fades outside of that, so that within nothing is heard.
        """
        near = np.minimum(place + 0.5, self.whole - place - 0.5) / max(1, self._fade)
        for start, end in self._mute:
            near = np.minimum(near, np.maximum(start - place - 1, place - end) / FADE)
        gain: np.ndarray = np.sin(np.clip(near, 0, 1) * (np.pi / 2)) ** 2 * self._weight
        return gain.astype(np.float32)


def _told(shot: Shot, blocks: Iterator[Samples], tell: Tell) -> Generator[Samples]:
    """Pass blocks on; a file that fails is a finding, and silence from there."""
    try:
        yield from blocks
    except TROUBLE as error:
        lines = f"The sound of line {shot.events[0].line} cannot be read to its end: {error}."
        tell(Finding("not in the preview", shot.clip.file, lines, "Listen to the clip itself."))


def sound_from(clip: Clip, channels: Sequence[int], first: int) -> Iterator[Samples]:
    """Yield a clip's sound, all streams together, from a sample on (at 48 kHz from its first frame).

    channels: of a recorder's file, those to be heard, from 0; all of them where it is empty. One of
    `TROUBLE` when the file cannot be decoded.
    """
    with opened(clip.path) as container:
        count = len(container.streams.audio)
    if count == 1:
        yield from _stream(clip, 0, channels, first)
        return
    readers = [_Even(_stream(clip, number, (), first)) for number in range(count)]
    while sum(reader.ready() for reader in readers):  # a sum, since each of them has to fetch
        length = min(reader.size for reader in readers if reader.size)
        yield np.add.reduce([reader.take(length) for reader in readers]) / np.sqrt(np.float32(count))


class _Even:
    """Hands out blocks of any length from blocks of another, and silence at the end."""

    def __init__(self, blocks: Iterator[Samples]) -> None:
        self._blocks, self._rest = blocks, np.zeros((2, 0), np.float32)

    @property
    def size(self) -> int:
        """Samples at hand."""
        return self._rest.shape[1]

    def ready(self) -> bool:
        """Tell whether there is sound at hand or to come."""
        while not self.size:
            block = next(self._blocks, None)
            if block is None:
                return False
            self._rest = block
        return True

    def take(self, count: int) -> Samples:
        """Return samples at hand, or silence."""
        taken, self._rest = self._rest[:, :count], self._rest[:, count:]
        return taken if taken.shape[1] else np.zeros((2, count), np.float32)


def _stream(clip: Clip, number: int, channels: Sequence[int], first: int) -> Iterator[Samples]:
    """Yield one stream's sound from a sample on, silence where the stream has none yet."""
    with opened(clip.path) as container:
        stream, picture = container.streams.audio[number], picture_of(container)
        clock = picture or stream
        zero = (clock.start_time or 0) * (clock.time_base or Fraction(1))
        tick = stream.time_base or Fraction(1, SAMPLE_RATE)
        target = max(Fraction(0), Fraction(first, SAMPLE_RATE) - _PREROLL_S) + zero
        container.seek(int(target / tick), stream=stream, backward=True)
        at = first
        stereo = _Stereo(stream, channels, apart=clip.is_sound and not is_pair(clip))
        for place, block in _placed(container.decode(stream), stereo, zero):
            if place > at:
                yield np.zeros((2, place - at), np.float32)
                at = place
            if place + block.shape[1] > at:
                yield block[:, at - place :]
                at = place + block.shape[1]


def _placed(frames: Iterator[AudioFrame], stereo: "_Stereo", zero: Fraction) -> Iterator[tuple[int, Samples]]:
    """Yield (first sample from the clip's first frame, samples); counted on from the first frame's time."""
    expected: int | None = None
    for frame in stereo.resampled(frames):
        tick = frame.time_base or Fraction(1, SAMPLE_RATE)
        told = expected if frame.pts is None else round((frame.pts * tick - zero) * SAMPLE_RATE)
        if expected is None or (told is not None and abs(told - expected) > _DRIFT):
            expected = told or 0
        yield expected, stereo.mixed(frame)
        expected += frame.samples


class _Stereo:
    """Turns a stream's frames into left and right at 48 kHz.

    chosen: the channels to be heard, all where it is empty. apart: each is a microphone of its own.
    """

    def __init__(self, stream: AudioStream, chosen: Sequence[int], *, apart: bool) -> None:
        channels, codec = stream.codec_context.channels, stream.codec_context.name
        self.chosen = tuple(chosen) or tuple(range(channels))
        recorded = channels == 1 or (channels > 2 and codec.startswith("pcm"))
        self.microphones = apart or bool(chosen) or recorded
        layout = stream.codec_context.layout if self.microphones else "stereo"
        # packed, since PyAV reaches past the end of planar frames of more than eight channels
        self._resampler = AudioResampler(format="flt", layout=layout, rate=SAMPLE_RATE)

    def resampled(self, frames: Iterator[AudioFrame]) -> Iterator[AudioFrame]:
        """Yield frames of floats at 48 kHz, with their times."""
        for frame in frames:
            yield from self._resampler.resample(frame)
        yield from self._resampler.resample(None)

    def mixed(self, frame: AudioFrame) -> Samples:
        """Return left and right of a resampled frame."""
        sides = frame.to_ndarray().reshape(frame.samples, -1).T.astype(np.float32, copy=False)
        if not self.microphones:
            return sides
        centre = sides[list(self.chosen)].sum(axis=0) / np.sqrt(np.float32(len(self.chosen)))
        return np.stack([centre, centre])
