"""The default ear: weighs the lines of the script against all else that may be said, on the same sound."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.sound.acoustics import Senones, acoustic_model
from rushes.sound.adapt import bias
from rushes.sound.model import HeardWord
from rushes.sound.network import PAUSE, UNKNOWN, Network, Prices, weave
from rushes.sound.recogniser import Script
from rushes.sound.samples import Samples
from rushes.sound.search import Step, best_path
from rushes.sound.spectrum import (
    FRAMES_A_SECOND,
    Floats,
    cepstra,
    features,
    mel_powers,
    without_noise,
    without_room,
)
from rushes.sound.vocabulary import ANYBODY

EAR_VERSION: Final = "script ear 1"
"""How this ear signs what it heard; counted up when it would hear otherwise."""

MOST_WORDS: Final = 1000
"""Words of script in one search, so that two at once stay well under a gigabyte."""


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
        if sum(_size(scene) for scene in scenes) <= MOST_WORDS:
            return scenes
        vocabulary = tuple(sorted({word for scene in scenes for line in scene for word in line}))
        sketch = [word.text for word in self._heard(seen, _network((), self.prices, vocabulary))]
        ranked = sorted(range(len(scenes)), key=lambda at: -_likeness(sketch, scenes[at]))
        room = accumulate(_size(scenes[at]) for at in ranked)
        kept = [at for at, words in zip(ranked, room, strict=True) if words <= MOST_WORDS] or ranked[:1]
        return tuple(scenes[at] for at in sorted(kept))

    def _heard(self, seen: Floats, woven: tuple[Network, Senones]) -> tuple[HeardWord, ...]:
        network, senones = woven
        look = _most_spoken(seen)
        scores = network.emissions(senones.score(look))
        met = seen + bias(acoustic_model(), network, best_path(network, scores), scores, look)
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


_FIRST_LOOK: Final = 12 * FRAMES_A_SECOND
"""Frames that the room and the voice are learned from: more of them tell no more."""


def _most_spoken(seen: Floats) -> Floats:
    """Return the stretch that is loudest as a whole, so that it is speech."""
    if len(seen) <= _FIRST_LOOK:
        return seen
    loud = np.cumsum(seen[:, 0], dtype=np.float64)
    first = int(np.argmax(loud[_FIRST_LOOK:] - loud[:-_FIRST_LOOK]))
    return seen[first : first + _FIRST_LOOK]


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
