"""The one door to a clip's sound: mono samples at 16 kHz, block by block, in step with its picture."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.container import InputContainer
from numpy.typing import NDArray

from rushes.footage.opening import TROUBLE, opened, picture_of
from rushes.sound.spectrum import SAMPLE_RATE

Samples = NDArray[np.int16]

_SLACK: Final = SAMPLE_RATE // 100
"""Clocks of sound and picture may differ by this much before silence is put in a hole."""


def mono_blocks(path: Path, seconds: float = 10.0) -> Iterator[Samples]:
    """Yield a clip's sound from its first picture frame on, mixed to mono, in blocks of that length.

    Holes in the sound, and packets that cannot be decoded, become silence, so that a sample's number
    is always its time. A file that breaks off simply ends there; a clip without sound yields nothing.
    """
    wanted = int(seconds * SAMPLE_RATE)
    waiting: list[Samples] = []
    count = 0
    for piece in _in_step(path):
        waiting.append(piece)
        count += piece.size
        while count >= wanted:
            joined = np.concatenate(waiting)
            yield joined[:wanted]
            waiting, count = [joined[wanted:]], count - wanted
    if count:
        yield np.concatenate(waiting)


def _in_step(path: Path) -> Iterator[Samples]:
    """Yield the sound with its beginning moved to the picture's and its holes filled."""
    given = 0
    for due, piece in _resampled(path):
        late = due - given
        slack = _SLACK if given else 0
        if late > slack:
            for hole in range(0, late, SAMPLE_RATE):
                yield np.zeros(min(SAMPLE_RATE, late - hole), dtype=np.int16)
            given += late
        lead = min(piece.size, -late) if late < -slack else 0
        if piece.size > lead:
            yield piece[lead:]
            given += piece.size - lead


def _resampled(path: Path) -> Iterator[tuple[int, Samples]]:
    """Yield pieces of mono sound with the sample at which each is due."""
    try:
        with opened(path) as container:
            if not container.streams.audio:
                return
            begin = _picture_begins(container)
            resampler = av.AudioResampler(format="s16", rate=SAMPLE_RATE)
            due: int | None = None
            for frame in _frames(container):
                at = _due(frame, begin, due or 0)
                # A resampler holds a little back: only a leap of the clock moves what comes out of it.
                due = at if due is None or abs(at - due) > _SLACK else due
                for given in resampler.resample(frame):
                    piece = _mixed(given)
                    yield due, piece
                    due += piece.size
            for given in resampler.resample(None):
                yield due or 0, _mixed(given)
    except TROUBLE:
        return  # what came before the end was heard; the probe has found that the file breaks off


def _frames(container: InputContainer) -> Iterator[AudioFrame]:
    """Yield the frames of the first sound stream that can be decoded; a damaged packet leaves a hole."""
    for packet in container.demux(container.streams.audio[0]):
        try:
            decoded = packet.decode()
        except av.FFmpegError:
            continue
        yield from (frame for frame in decoded if isinstance(frame, AudioFrame))


def _mixed(frame: AudioFrame) -> Samples:
    """Return the mean of all channels.

    A mix by the speakers of a surround layout would drop the fourth of six: there a recorder that
    knows nothing of cinemas has a microphone.
    """
    channels = frame.to_ndarray().reshape(-1, frame.layout.nb_channels)
    return np.asarray(channels.mean(axis=1).round(), dtype=np.int16)


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
