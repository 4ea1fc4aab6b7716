"""The one door to a clip's sound: its tracks at 16 kHz, block by block, in step with its picture."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from rushes.footage.opening import TROUBLE, opened, picture_of
from rushes.sound.spectrum import SAMPLE_RATE
from rushes.sound.tracks import sounding

Samples = NDArray[np.int16]
Rows = NDArray[np.int16]
"""Samples of several tracks: one row for each."""

_SLACK: Final = SAMPLE_RATE // 100
"""Clocks of sound and picture may differ by this much before silence is put in a hole."""
_PREROLL_S: Final = 0.2
"""Decoders need some sound before the first good sample; of AAC two packets."""
_LAG: Final = 30 * SAMPLE_RATE
"""How far one stream may stay behind another in the file before it is taken to have a hole there."""


def track_blocks(path: Path, seconds: float = 10.0, *, start_s: float = 0.0) -> Iterator[Rows]:
    """Yield all sound tracks of a clip from its first picture frame on, in blocks of that length.

    start_s: begin that much later, without reading what comes before.

    The rows are `tracks_of` the file, in its order; the file is read once. Holes in the sound, and
    packets that cannot be decoded, become silence, so that a sample's number is always its time. A
    file that breaks off simply ends there; a clip without sound yields nothing.
    """
    wanted = int(seconds * SAMPLE_RATE)
    waiting: list[Rows] = []
    count = 0
    for piece in _together(path, start_s):
        waiting.append(piece)
        count += piece.shape[1]
        while count >= wanted:
            joined = np.concatenate(waiting, axis=1)
            yield joined[:, :wanted]
            waiting, count = [joined[:, wanted:]], count - wanted
    if count:
        yield np.concatenate(waiting, axis=1)


def _together(path: Path, start_s: float) -> Iterator[Rows]:
    """Yield the rows of all streams side by side, as far as all of them have come."""
    feeds: list[_Feed] = []
    try:
        with opened(path) as container:
            begin = _picture_begins(container) + start_s
            if start_s:
                container.seek(max(0, round((begin - _PREROLL_S) * av.time_base)), backward=True)
            feeds = [_Feed(stream, begin) for stream in sounding(container)]
            for number, frame in _frames(container, [feed.stream for feed in feeds]):
                for _ in feeds[number].take(frame):
                    yield from _even(feeds)
            for feed in feeds:
                for _ in feed.take(None):
                    yield from _even(feeds)
    except TROUBLE:
        pass  # what came before the end was heard; the probe has found that the file breaks off
    longest = max((feed.have for feed in feeds), default=0)
    if longest:
        yield np.concatenate([feed.give(longest) for feed in feeds])


def _even(feeds: "Sequence[_Feed]") -> Iterator[Rows]:
    """Yield what every stream has; one that lags behind the others is silent there."""
    have = [feed.have for feed in feeds]
    ready = max(min(have), max(have) - _LAG)
    if ready:
        yield np.concatenate([feed.give(ready) for feed in feeds])


def _frames(container: InputContainer, streams: Sequence[AudioStream]) -> Iterator[tuple[int, AudioFrame]]:
    """Yield the frames of all sound streams, each with its stream's number; damage leaves a hole."""
    if not streams:
        return
    number = {stream.index: place for place, stream in enumerate(streams)}
    for packet in container.demux(*streams):
        try:
            decoded = packet.decode()
        except av.FFmpegError:
            continue
        place = number[packet.stream.index]
        yield from ((place, frame) for frame in decoded if isinstance(frame, AudioFrame))


class _Feed:
    """One sound stream on its way: resampled, its beginning moved to the picture's, its holes filled."""

    def __init__(self, stream: AudioStream, begin_s: float) -> None:
        self.stream = stream
        self.have = 0
        self._begin, self._channels = begin_s, stream.codec_context.channels
        self._resampler = av.AudioResampler(format="s16", rate=SAMPLE_RATE)
        self._waiting: list[Rows] = []
        self._due: int | None = None
        self._gone = 0

    def take(self, frame: AudioFrame | None) -> Iterator[None]:
        """Take a frame, or None at the end; pauses after each piece that it gave."""
        if frame is not None:
            at = _due(frame, self._begin, self._due or 0)
            # A resampler holds a little back: only a leap of the clock moves what comes out of it.
            self._due = at if self._due is None or abs(at - self._due) > _SLACK else self._due
        for given in self._resampler.resample(frame):
            piece = self._fitted(
                np.asarray(given.to_ndarray(), np.int16).reshape(-1, given.layout.nb_channels).T
            )
            due = self._due or 0
            self._due = due + piece.shape[1]
            yield from self._place(due, piece)

    def give(self, count: int) -> Rows:
        """Hand out the next so many samples; silence where there are none yet."""
        missing = [np.zeros((self._channels, count - self.have), np.int16)] if count > self.have else []
        joined = np.concatenate([*self._waiting, *missing], axis=1)
        self._waiting = [joined[:, count:]]
        self.have = joined.shape[1] - count
        self._gone += count
        return joined[:, :count]

    def _place(self, due: int, piece: Rows) -> Iterator[None]:
        """Keep a piece where it belongs: after silence when it is late, without its head when it is early."""
        given = self._gone + self.have
        late = due - given
        slack = _SLACK if given else 0
        if late > slack:
            for hole in range(0, late, SAMPLE_RATE):
                self._keep(np.zeros((self._channels, min(SAMPLE_RATE, late - hole)), dtype=np.int16))
                yield
        lead = min(piece.shape[1], -late) if late < -slack else 0
        if piece.shape[1] > lead:
            self._keep(piece[:, lead:])
            yield

    def _fitted(self, piece: Rows) -> Rows:
        """Return as many channels as the file declares: parametric stereo declares one and gives two."""
        if len(piece) == self._channels:
            return piece
        return np.tile(piece.mean(axis=0).round().astype(np.int16), (self._channels, 1))

    def _keep(self, piece: Rows) -> None:
        self._waiting.append(piece)
        self.have += piece.shape[1]


def _picture_begins(container: InputContainer) -> float:
    picture = picture_of(container)
    if picture is None or picture.start_time is None or picture.time_base is None:
        return 0.0
    return float(picture.start_time * picture.time_base)


def _due(frame: AudioFrame, begin: float, otherwise: int) -> int:
    """Return the sample at which a frame belongs by its own clock, from the first picture frame on."""
    if frame.pts is None or frame.time_base is None:
        return otherwise
    return round((float(frame.pts * frame.time_base) - begin) * SAMPLE_RATE)
