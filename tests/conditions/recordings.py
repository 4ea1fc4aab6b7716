"""Real voices, cut and spliced: five read sentences with the times of their words, and others who talk."""

import json
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rushes.screenplay.spoken import spoken_words
from rushes.sound.samples import Samples
from rushes.sound.spectrum import SAMPLE_RATE
from tests.sound.making import Track

DASHWOOD = """INT. DRAWING ROOM - DAY #27#

ANNE
And Mister John Dashwood had then leisure to consider how much there might be prudently in his power
to do for them.

HENRY
He was not an ill-disposed young man.

ANNE
Unless to be rather cold-hearted and rather selfish is to be ill-disposed.

HENRY
Had he married a more amiable woman, he might have been made still more respectable than he was.

ANNE
He might even have been made amiable himself.
"""
_SENTENCES = ("0870", "0880", "0890", "0920", "0930")
_SEAM_S = 0.006


@dataclass(frozen=True)
class Recordings:
    """The folder of recorded speech, as tracks of 16 kHz."""

    folder: Path

    def sentence(self, number: int) -> Track:
        """Return one of the five sentences, with the word times of a forced alignment."""
        (path,) = (self.folder / "librivox").glob(f"*-{_SENTENCES[number - 1]}.wav")
        told = json.loads(path.with_suffix(".json").read_text())["w"]
        words = (word for word in told if not word["t"].startswith(("<", "[")))
        times = ((word["t"].partition("(")[0], word["b"], word["b"] + word["d"]) for word in words)
        return Track(_samples(path), tuple((spoken_words(text)[0], a, b) for text, a, b in times))

    def talk_between(self, in_s: float, out_s: float) -> Track:
        """Return somebody with a cold who talks about the recording: no line of any script."""
        talk = _samples(self.folder / "same-reader" / "cold_corpus.wav")
        return Track(talk[round(in_s * SAMPLE_RATE) : round(out_s * SAMPLE_RATE)])

    def babble(self, seconds: float) -> Samples:
        """Return six stretches of talk at once."""
        size = round(seconds * SAMPLE_RATE)
        names = ("cold_corpus", "cold_corpus3", "acoustic_corpus")
        voices = [_samples(self.folder / "same-reader" / f"{name}.wav").astype(np.float64) for name in names]
        turned = [np.resize(np.roll(one, turn), size) for one in voices for turn in (20_000, 170_000)]
        return _clipped(np.sum(turned, axis=0))


def _samples(path: Path) -> Samples:
    with wave.open(str(path)) as recording:
        return np.frombuffer(recording.readframes(recording.getnframes()), np.int16)


def _clipped(signal: np.ndarray) -> Samples:
    return np.asarray(np.clip(signal, -32767, 32767), dtype=np.int16)


def part(track: Track, first: int, after: int) -> Track:
    """Return the words from `first` up to `after`, with nothing of their neighbours."""
    start, end = track.words[first][1], track.words[after - 1][2]
    samples = track.samples[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)]
    return Track(samples, tuple((word, a - start, b - start) for word, a, b in track.words[first:after]))


def without(track: Track, word: int, *, left: float = 0.0, left_db: float = -14.0) -> Track:
    """Return a track with a word cut out; left: the part of it that is kept, and how far under the voice."""
    _, start, end = track.words[word]
    kept = start + (end - start) * left
    begin, cut, go_on = (round(at * SAMPLE_RATE) for at in (start, kept, end))
    samples = track.samples.astype(np.float64)
    samples[begin:cut] *= 10 ** (left_db / 20)
    seam = round(_SEAM_S * SAMPLE_RATE)
    rise = np.linspace(0, 1, seam)
    blend = samples[cut - seam : cut] * (1 - rise) + samples[go_on - seam : go_on] * rise
    joined = np.concatenate([samples[: cut - seam], blend, samples[go_on:]])
    lost_s = end - kept
    before, after = track.words[:word], track.words[word + 1 :]
    return Track(_clipped(joined), (*before, *((text, a - lost_s, b - lost_s) for text, a, b in after)))


def louder(track: Track, decibels: float) -> Track:
    """Return a track at another level."""
    return Track(_clipped(track.samples * 10 ** (decibels / 20)), track.words)


def over(track: Track, other: Track, at_s: float) -> Track:
    """Return two tracks at once, the other one from `at_s` on."""
    start = round(at_s * SAMPLE_RATE)
    both = np.zeros(max(track.samples.size, start + other.samples.size))
    both[: track.samples.size] += track.samples
    both[start : start + other.samples.size] += other.samples
    later = tuple((text, a + at_s, b + at_s) for text, a, b in other.words)
    return Track(_clipped(both), (*track.words, *later))


def under(track: Track, noise: Samples, snr_db: float) -> Track:
    """Return a track in a noise so far below its speech."""
    spoken = np.concatenate(
        [track.samples[round(a * SAMPLE_RATE) : round(b * SAMPLE_RATE)] for _, a, b in track.words]
    ).astype(np.float64)
    loud = np.resize(noise, track.samples.size).astype(np.float64)
    loud *= np.sqrt(np.mean(spoken**2) / np.mean(loud**2)) * 10 ** (-snr_db / 20)
    return Track(_clipped(track.samples + loud), track.words)
