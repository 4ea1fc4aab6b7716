"""Long clips with exact truth: takes end to end, over and over, under a still picture. A door.

The sound is as it was recorded (mono, 16 kHz, not encoded again); the picture is one grey frame a
second, so that an hour is written in seconds.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import cycle
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer

from evaluation.soundtrack import RATE, Samples
from evaluation.truth import TrueReading, TrueTake, TrueWord

Part = tuple[TrueTake, Samples]


def string_takes(
    takes: Sequence[TrueTake], sound_of: Callable[[str], Samples], into: Path, seconds: float
) -> TrueTake:
    """Write takes one after the other, again and again, for at least so many seconds; return the truth.

    into: the file to write; its name carries the slate. sound_of: gives a take's sound by its file.
    """
    parts = [(take, sound_of(take.file)) for take in takes]
    lengths = [samples.size for _, samples in parts]
    count = _how_many(lengths, round(seconds * RATE))
    row = [parts[at % len(parts)] for at in range(count)]
    _write(into, row)
    return _truth(into.name, row)


def _how_many(lengths: Sequence[int], wanted: int) -> int:
    """Return how many of some lengths, over and over, make at least so much."""
    total = 0
    for count, length in enumerate(cycle(lengths), 1):
        total += length
        if total >= wanted:
            return count
    return 0


def _truth(file: str, row: Sequence[Part]) -> TrueTake:
    at, readings, words = 0, list[TrueReading](), list[TrueWord]()
    for take, samples in row:
        readings += [_later(one, file, at / RATE) for one in take.readings]
        words += [_word_later(word, at / RATE) for word in take.words]
        at += samples.size
    return TrueTake(file, Fraction(at, RATE), tuple(readings), tuple(words), scene=row[0][0].scene)


def _later(one: TrueReading, file: str, seconds: float) -> TrueReading:
    return replace(one, file=file, words=tuple(_word_later(word, seconds) for word in one.words))


def _word_later(word: TrueWord, seconds: float) -> TrueWord:
    return replace(word, in_s=word.in_s + seconds, out_s=word.out_s + seconds)


def _write(path: Path, row: Sequence[Part]) -> None:
    """Write sound and picture a second at a time, so that they lie side by side in the file."""
    with av.open(str(path), "w", format="mov") as reel:
        picture = reel.add_stream("mjpeg", rate=1, options={"qscale": "20"})
        picture.width, picture.height, picture.pix_fmt = 64, 36, "yuvj420p"
        sound = reel.add_stream("pcm_s16le", rate=RATE, layout="mono")
        grey = av.VideoFrame.from_ndarray(np.full((54, 64), 128, dtype=np.uint8), format="yuvj420p")
        for second, samples in enumerate(_seconds(row)):
            grey.pts, grey.time_base = second, Fraction(1)
            reel.mux(picture.encode(grey))
            _mux(reel, sound, samples, second * RATE)
        reel.mux(picture.encode(None))
        reel.mux(sound.encode(None))


def _mux(reel: OutputContainer, sound: AudioStream, samples: Samples, at: int) -> None:
    frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
    reel.mux(sound.encode(frame))


def _seconds(row: Sequence[Part]) -> Iterator[Samples]:
    """Yield the sound of a row of takes in pieces of a second."""
    waiting = np.zeros(0, dtype=np.int16)
    for _, samples in row:
        waiting = np.concatenate([waiting, samples])
        whole = waiting.size // RATE * RATE
        yield from waiting[:whole].reshape(-1, RATE)
        waiting = waiting[whole:]
    if waiting.size:
        yield waiting
