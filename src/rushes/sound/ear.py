"""Hearing a clip: from its file to words in time, pauses, claps and levels.

A recogniser is anything that turns samples and the script into words (`Recogniser`). Ours,
`ScriptEar`, weighs the lines of the script against everything else that could have been said, on
the same sound. Long clips are heard in pieces that end where it is quietest, so that the memory
needed does not grow with the clip.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from rushes.sound.acoustics import Senones, acoustic_model
from rushes.sound.adapt import bias
from rushes.sound.levels import (
    LEVEL_STEP_S,
    claps,
    level_between,
    levels,
    noise_and_speech,
    quiet_between,
    sharp_attacks,
)
from rushes.sound.model import Heard, HeardWord
from rushes.sound.network import PAUSE, UNKNOWN, Network, Prices, weave
from rushes.sound.samples import Samples, mono_blocks
from rushes.sound.search import Step, best_path
from rushes.sound.spectrum import (
    FRAMES_A_SECOND,
    SAMPLE_RATE,
    Floats,
    cepstra,
    features,
    mel_powers,
    without_noise,
    without_room,
)
from rushes.sound.vocabulary import ANYBODY

Script = tuple[tuple[tuple[str, ...], ...], ...]
"""The words that may be spoken: scenes of lines of words."""

EAR_VERSION: Final = "script ear 1"
"""How this ear signs what it heard; counted up when it would hear otherwise."""

_PIECE_S, _LEAST_PIECE_S = 45.0, 20.0
_FOREGROUND_DB = 9.0
"""Free speech this far below the clip's lines is somebody in the background: not the actor's."""
_INAUDIBLE_DB = -80.0
"""Below this is no voice but a muted microphone, or a hole in the sound: three steps of 65,536."""
_MOST_WORDS = 1000
"""Words of script in one search, so that two at once stay well under a gigabyte."""
_STEPS_A_PIECE = 8_000_000
"""Frames x nodes of one search, so that what it remembers stays near 100 MB."""


class Recogniser(Protocol):
    """What every ear can do; all sit the same exam (`tests/sound/test_recognisers.py`)."""

    @property
    def name(self) -> str:
        """What `Heard.ear` says of who heard it; another name for another way of hearing."""

    def words(self, samples: Samples, scenes: Script) -> tuple[HeardWord, ...]:
        """Return what is said in mono 16 kHz samples; a word without text is a voice, not understood."""


def listen(path: Path, scenes: Script, ear: Recogniser | None = None) -> Heard:
    """Hear one clip against the scenes that may be spoken in it.

    A clip without sound gives a `Heard` of no duration. Nothing is decoded twice; memory is bounded.
    """
    hearer = ear or ScriptEar()
    words: list[HeardWord] = []
    attacks: list[tuple[float, float]] = []
    loudness: list[Floats] = []
    heard = 0
    for piece in _pieces(mono_blocks(path), _piece_seconds(scenes)):
        start = heard / SAMPLE_RATE
        words += [_later(word, start) for word in hearer.words(piece, scenes)]
        attacks += sharp_attacks(piece, start)
        loudness.append(levels(piece, LEVEL_STEP_S))
        heard += piece.size
    level = np.concatenate(loudness) if loudness else np.zeros(0, dtype=np.float32)
    noise, speech = noise_and_speech(level, [word for word in words if word.of_script])
    kept = tuple(word for word in words if word.of_script or _in_front(word, level, speech))
    spoken = [word for word in kept if word.of_script] or kept
    first, last = (spoken[0].in_s, spoken[-1].out_s) if spoken else (np.inf, -np.inf)
    struck = claps(attacks, first, last)
    kept = tuple(word for word in kept if word.of_script or not _is_clap(word, struck))
    duration = heard / SAMPLE_RATE
    return Heard(
        ear=hearer.name,
        duration_s=round(duration, 3),
        words=kept,
        quiet=quiet_between(kept, duration),
        claps=struck,
        levels=tuple(round(float(value), 1) for value in level),
        level_step_s=LEVEL_STEP_S,
        noise_db=round(noise, 1),
        speech_db=round(speech, 1),
    )


def _later(word: HeardWord, start_s: float) -> HeardWord:
    return HeardWord(
        word.text, round(word.in_s + start_s, 3), round(word.out_s + start_s, 3), word.score, word.of_script
    )


def _in_front(word: HeardWord, level: Floats, speech_db: float) -> bool:
    return level_between(level, word.in_s, word.out_s) > max(speech_db - _FOREGROUND_DB, _INAUDIBLE_DB)


def _is_clap(word: HeardWord, struck: Sequence[float]) -> bool:
    """Tell a clap that was taken for a word: what holds one and lasts no longer is no speech."""
    return any(word.in_s - 0.05 <= at <= word.out_s + 0.05 and word.out_s - word.in_s < 0.35 for at in struck)


def _pieces(blocks: Iterable[Samples], longest_s: float) -> Iterator[Samples]:
    """Join blocks into pieces of at most `longest_s`, each ending where it is quietest."""
    longest, waiting = int(longest_s * SAMPLE_RATE), np.zeros(0, dtype=np.int16)
    for block in blocks:
        waiting = np.concatenate([waiting, block])
        while waiting.size > longest:
            at = _quietest(waiting, int(longest * _LEAST_PIECE_S / _PIECE_S), longest)
            yield waiting[:at]
            waiting = waiting[at:]
    if waiting.size:
        yield waiting


def _quietest(samples: Samples, first: int, last: int) -> int:
    """Return the middle of the quietest 0.4 s between two samples, in whole steps of the levels.

    So the levels of the pieces, one after the other, are those of the clip.
    """
    step = round(LEVEL_STEP_S * SAMPLE_RATE)
    first = first // step * step
    level = levels(samples[first:last], LEVEL_STEP_S)
    runs = np.convolve(10.0 ** (level / 10.0), np.ones(4), mode="valid")
    return first + (int(runs.argmin()) + 2) * step


def _piece_seconds(scenes: Script) -> float:
    """Return how long a piece may be so that its search fits the memory."""
    nodes = min(sum(len(line) + 1 for scene in scenes for line in scene), 2 * _MOST_WORDS) + 2
    return max(8.0, min(_PIECE_S, _STEPS_A_PIECE / nodes / FRAMES_A_SECOND))


@dataclass(frozen=True)
class ScriptEar:
    """The default ear: PocketSphinx's acoustic model and dictionary under our own search."""

    name: str = EAR_VERSION
    prices: Prices = field(default_factory=Prices)

    def words(self, samples: Samples, scenes: Script) -> tuple[HeardWord, ...]:
        """Hear the samples against all scenes at once, or the likeliest where they are too many."""
        seen = _features(samples)
        if not len(seen):
            return ()
        lines = tuple(line for scene in self._likely(seen, scenes) for line in scene)
        return self._heard(seen, _network(lines, self.prices))

    def _likely(self, seen: Floats, scenes: Script) -> Script:
        """Keep the scenes that may be played here: hear with every word in any order, and compare."""
        if sum(_size(scene) for scene in scenes) <= _MOST_WORDS:
            return scenes
        vocabulary = tuple(sorted({word for scene in scenes for line in scene for word in line}))
        sketch = [word.text for word in self._heard(seen, _network((), self.prices, vocabulary))]
        ranked = sorted(range(len(scenes)), key=lambda at: -_likeness(sketch, scenes[at]))
        room = accumulate(_size(scenes[at]) for at in ranked)
        kept = [at for at, words in zip(ranked, room, strict=True) if words <= _MOST_WORDS] or ranked[:1]
        return tuple(scenes[at] for at in sorted(kept))

    def _heard(self, seen: Floats, woven: tuple[Network, Senones]) -> tuple[HeardWord, ...]:
        network, senones = woven
        scores = network.emissions(senones.score(seen))
        met = seen + bias(acoustic_model(), network, best_path(network, scores), scores, seen)
        scores = network.emissions(senones.score(met))
        best = scores.max(axis=1)
        sure = np.concatenate([[0.0], np.cumsum(best, dtype=np.float64)])
        words: list[HeardWord] = []
        for step in best_path(network, scores):
            word = _word(network, step, sure)
            if word is None:
                continue
            if not word.text and words and not words[-1].text and words[-1].out_s == word.in_s:
                words[-1] = HeardWord("", words[-1].in_s, word.out_s, words[-1].score)
            else:
                words.append(word)
        return tuple(tightened(words, seen[:, 0]))


_LONG_S, _LONG_LETTER_S = 0.3, 0.06
_SPEAKING_ABOVE = 0.35


def tightened(words: Sequence[HeardWord], loudness: Floats) -> list[HeardWord]:
    """Return the words, overlong ones cut back to where somebody is speaking.

    In noise the model of silence fits badly, and a last vowel stretches over what follows. loudness:
    the first cepstrum of each frame, which noise has been taken from.
    """
    low, high = np.percentile(loudness, (10, 95))
    speaking = loudness > low + _SPEAKING_ABOVE * (high - low)
    return [_tight(word, speaking) for word in words]


def _tight(word: HeardWord, speaking: NDArray[np.bool_]) -> HeardWord:
    first, after = round(word.in_s * FRAMES_A_SECOND), round(word.out_s * FRAMES_A_SECOND)
    loud = np.flatnonzero(speaking[first:after])
    if word.out_s - word.in_s <= _LONG_S + _LONG_LETTER_S * len(word.text) or not loud.size:
        return word
    start, end = max(first, first + int(loud[0]) - 3), min(after, first + int(loud[-1]) + 4)
    return replace(word, in_s=start / FRAMES_A_SECOND, out_s=end / FRAMES_A_SECOND)


def _features(samples: Samples) -> Floats:
    return features(without_room(cepstra(without_noise(mel_powers(samples)))))


@lru_cache(maxsize=4)
def _network(
    scene: tuple[tuple[str, ...], ...], prices: Prices, free: tuple[str, ...] = ()
) -> tuple[Network, Senones]:
    model = acoustic_model()
    words = {word for line in scene for word in line} | set(free) | set(ANYBODY)
    network = weave(model, scene, sorted(words), prices)
    return network, Senones(model, network.wanted)


def _size(scene: Sequence[Sequence[str]]) -> int:
    return sum(len(line) for line in scene)


def _likeness(sketch: Sequence[str], scene: Sequence[Sequence[str]]) -> float:
    """Return how much of a sketch a scene explains: its pairs of words, and a little its words."""
    pairs = {pair for line in scene for pair in pairwise(line)}
    words = {word for line in scene for word in line}
    found = sum(pair in pairs for pair in pairwise(sketch))
    return found + 0.2 * sum(word in words for word in sketch)


def _word(network: Network, step: Step, sure: Floats) -> HeardWord | None:
    text = network.words[step.arc]
    if text == PAUSE:
        return None
    frames = step.end - step.start
    short = (step.likelihood - float(sure[step.end] - sure[step.start])) / frames
    score = float(1.0 / (1.0 + np.exp(-(short + _EVEN) / _SPREAD)))
    return HeardWord(
        "" if text == UNKNOWN else text,
        step.start / FRAMES_A_SECOND,
        step.end / FRAMES_A_SECOND,
        round(score, 3),
        of_script=bool(network.line[step.arc] >= 0),
    )


_EVEN, _SPREAD = 9.0, 1.5
"""A word whose likelihood falls this far (nats a frame) below the best sounds of any kind is an even bet."""
