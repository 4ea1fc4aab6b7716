"""How sure it is that a reading is what it is called, and each of its words (logistic regression).

What tells: whether the line was said as written at all; whether what differs stands at its end alone,
where a last vowel dying away passes for words; how much was said there; how well the ear heard it. The
weights were fitted by `evaluation/tune_confidence.py` on one part of the rushes, and told on the rest;
people's voices count four times as much as the stage's.
"""

from collections.abc import Sequence
from math import exp, log
from typing import Final

from rushes.coverage.model import ReadingKind, ReadWord

Signs = tuple[float, ...]

READING: Final[Signs] = (3.6, 4.0, -2.1, -2.74, 1.95, 0.68, -1.47)
WORD: Final[Signs] = (3.75, 0.65, -0.65, -1.41, -1.27, 0.16, -1.42, -1.54, 1.23)


WELL_HEARD: Final = 0.95
"""The mean score of the words of a line that was heard well."""


def of_reading(kind: ReadingKind, words: Sequence[ReadWord], scores: Sequence[float]) -> float:
    """Return the probability that the line was spoken here as its kind says.

    scores: the ear's, of each word in order; of a missing word 0.
    """
    return _probability(READING, reading_signs(kind, words, scores))


def of_words(kind: ReadingKind, words: Sequence[ReadWord], scores: Sequence[float]) -> list[float]:
    """Return for each word the probability that its state is what happened to it."""
    return [_probability(WORD, signs) for signs in word_signs(kind, words, scores)]


def reading_signs(kind: ReadingKind, words: Sequence[ReadWord], scores: Sequence[float]) -> Signs:
    """Return what tells about a reading, in the order of `READING`."""
    said = [score for word, score in zip(words, scores, strict=True) if word.state == "said"]
    partial, (at_end, much) = float(kind == "partial"), _slip(kind, words)
    altered, well = float(kind == "altered"), sum(said) / len(said) - WELL_HEARD if said else -WELL_HEARD
    return (1.0, well, altered, at_end, much, partial, partial * log(len(said) + 0.5))


def word_signs(kind: ReadingKind, words: Sequence[ReadWord], scores: Sequence[float]) -> list[Signs]:
    """Return what tells about each word, in the order of `WORD`."""
    partial, (at_end, much) = float(kind == "partial"), _slip(kind, words)
    signs: list[Signs] = []
    for at, (word, score) in enumerate(zip(words, scores, strict=True)):
        around = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
        said, slip = float(word.state == "said"), float(word.state != "said")
        beside = said * any(other.state != "said" for other in around)
        missing, added = float(word.state == "missing"), float(word.state == "added")
        gone = (missing * (1.0 - partial), missing * partial)
        signs.append((1.0, said * score, beside, slip, *gone, added, slip * at_end, slip * much))
    return signs


def _slip(kind: ReadingKind, words: Sequence[ReadWord]) -> tuple[float, float]:
    """Return whether an altered reading differs at its end alone, and the log of the words heard there."""
    if kind != "altered":
        return 0.0, 0.0
    states = [word.state for word in words]
    last = max((at for at, state in enumerate(states) if state == "said"), default=0)
    others = sum(word.state != "said" and word.heard is not None for word in words)
    return float(all(state == "said" for state in states[: last + 1])), log(max(1, others))


def _probability(weights: Signs, signs: Signs) -> float:
    total = sum(weight * sign for weight, sign in zip(weights, signs, strict=True))
    return round(1.0 / (1.0 + exp(-total)), 3)
