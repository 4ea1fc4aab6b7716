"""The door to stretches of a file's sound: what plays from one second to another, at 16 kHz, as one row."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Discard
from numpy.typing import NDArray

from rushes.footage.opening import TROUBLE, opened, picture_of
from rushes.sound.biphase import carries_timecode
from rushes.sound.spectrum import SAMPLE_RATE, Floats
from rushes.sound.tracks import sounding
from rushes.sync.sketch import equalised, mono_blocks

WHOLE_S: Final = 180.0
"""A shorter file is read once from end to end: going to forty places in it would take longer."""
_KEPT: Final = 8
_BEFORE_S: Final = 0.2
"""A codec needs some packets before the first that sounds right."""


class Stretches:
    """A file's sound to be asked for stretches. Seconds count from the first frame of its picture."""

    def __init__(
        self, container: InputContainer | None, whole: NDArray[np.int16] | None, *, of_camera: bool
    ) -> None:
        """Take an open file, or all of its samples; of_camera: the file holds a picture."""
        self._container, self._whole, self.of_camera = container, whole, of_camera
        self._begin = _picture_begins(container) if container else 0.0
        self._streams = sounding(container) if container else ()

    @property
    def samples(self) -> NDArray[np.int16] | None:
        """All of a short file's sound; None of a long one."""
        return self._whole

    def read(self, start_s: float, seconds: float) -> Floats:
        """Return so many seconds from a second on; silence where there is no sound."""
        first, count = round(start_s * SAMPLE_RATE), round(seconds * SAMPLE_RATE)
        if self._whole is not None:
            return _part(self._whole, first, count)
        rows = [row for stream in self._streams for row in self._rows(stream, first, count)]
        return _joined(np.stack(rows)) if rows else np.zeros(count, np.float32)

    def _rows(self, stream: AudioStream, first: int, count: int) -> NDArray[np.int16]:
        """Return the channels of one stream; what cannot be decoded is silence."""
        rows = np.zeros((stream.codec_context.channels, count), np.int16)
        resampler = av.AudioResampler(format="s16", rate=SAMPLE_RATE)
        due: int | None = None
        for frame in self._decoded(stream, first):
            if due is None:
                due = self._place(frame)
            for given in resampler.resample(frame):
                piece = np.asarray(given.to_ndarray(), np.int16).reshape(-1, given.layout.nb_channels).T
                _lay(rows, piece, due - first)
                due += piece.shape[1]
            if due > first + count:
                break
        return rows

    def _decoded(self, stream: AudioStream, first: int) -> Iterator[AudioFrame]:
        """Yield frames from shortly before a sample on."""
        if self._container is None or stream.time_base is None:
            return
        at = max(0.0, first / SAMPLE_RATE - _BEFORE_S) + self._begin
        try:
            self._container.seek(int(at / stream.time_base), stream=stream)
            for packet in self._container.demux(stream):
                yield from (frame for frame in packet.decode() if isinstance(frame, AudioFrame))
        except TROUBLE:
            return

    def _place(self, frame: AudioFrame) -> int:
        if frame.pts is None or frame.time_base is None:
            return 0
        return round((float(frame.pts * frame.time_base) - self._begin) * SAMPLE_RATE)


@contextmanager
def stretches(file: Path) -> Iterator[Stretches]:
    """Open a file's sound; a short one is read at once, and one that cannot be read is silent."""
    seconds, of_camera = _seconds(file)
    if seconds <= WHOLE_S:
        yield Stretches(None, _all_of(file, _changed(file)), of_camera=of_camera)
        return
    with opened(file) as container:
        for stream in container.streams:
            if stream.type != "audio":
                stream.discard = Discard.all
        yield Stretches(container, None, of_camera=of_camera)


@lru_cache(maxsize=_KEPT)
def _all_of(file: Path, changed: int) -> NDArray[np.int16]:  # noqa: ARG001 -- another content, another call
    """Return all of a short file's sound: a picture is measured against several recordings in a row."""
    blocks = list(mono_blocks(file))
    return np.concatenate(blocks) if blocks else np.zeros(0, np.int16)


def _changed(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _seconds(file: Path) -> tuple[float, bool]:
    """Return how long a file is, and whether it holds a picture."""
    try:
        with opened(file) as container:
            return (container.duration or 0) / av.time_base, picture_of(container) is not None
    except TROUBLE:
        return 0.0, False


def _picture_begins(container: InputContainer) -> float:
    picture = picture_of(container)
    if picture is None or picture.start_time is None or picture.time_base is None:
        return 0.0
    return float(picture.start_time * picture.time_base)


def _part(whole: NDArray[np.int16], first: int, count: int) -> Floats:
    got = np.zeros(count, np.float32)
    begin, end = max(first, 0), min(first + count, whole.size)
    if end > begin:
        got[begin - first : end - first] = whole[begin:end]
    return got


def _lay(rows: NDArray[np.int16], piece: NDArray[np.int16], at: int) -> None:
    """Put a piece at its place among the rows, as far as it belongs there."""
    begin, end = max(at, 0), min(at + piece.shape[1], rows.shape[1])
    if end > begin:
        rows[:, begin:end] = piece[: len(rows), begin - at : end - at]


def _joined(rows: NDArray[np.int16]) -> Floats:
    level = np.sqrt(np.mean(rows.astype(np.float32) ** 2, axis=1))
    if len(rows) > 1:
        level = np.where([carries_timecode(row) for row in rows], 0, level)
    return equalised(rows, np.asarray(level, dtype=np.float32)).astype(np.float32)
