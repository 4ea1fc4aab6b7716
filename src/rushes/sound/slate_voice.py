"""Hear a slate that is spoken before the first line or after the last: surely, or not at all.

The stretch is searched with the slate's own grammar. What was found is then weighed twice. Its *lead*:
how far it is ahead of every other slate, and of none (word by word, what the best path costs that has
to do without it). Its *fit*: how near its words come to the likeliest sounds of any kind. An actor's
words that are bent into a slate may lead, for want of a better one, but they fit badly. A slate is
sure where both together reach `SURE`; a fainter one is told too, as it may confirm a name.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from rushes.footage.spoken_slate import SpokenSlate, spoken_slates
from rushes.sound.acoustics import Senones, acoustic_model
from rushes.sound.model import HeardWord, Stretch
from rushes.sound.samples import Samples
from rushes.sound.slate_grammar import TAKEN, meaning, slate_graph
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
from rushes.sound.word_graph import PAUSE, Arc, Gone, Graph, likeliest, within_reach

Scenes = tuple[str, ...]

SURE: Final = 22.0
"""Nats. None of 1,047 s of real speech without a slate, searched as if one were there, came so far."""
_FAINT: Final = 10.0
_FIT_COUNTS: Final = 20.0
_BAD_FIT: Final = -3.5
"""Nats a frame below the likeliest sounds: so far below are bent words; true slates had -2 to -3.5."""
LONGEST_S: Final = 15.0
"""How much sound is searched before the first line, and after the last."""
_AROUND_S: Final = 0.4
_LEAST_S: Final = 1.5
"""Nobody says a slate in less, with the little that is heard around it."""
_KEPT: Final = 60 * SAMPLE_RATE
_RUN: Final = 3
"""So many words of script in a row are a line; one or two may be a slate's, taken for a line's."""
_REACH: Final = 100.0
"""Nats. A slate that is further behind need not be weighed: it would have to lead by far less."""
_BEFORE, _AFTER = 60, 40
"""Frames around a slate in which another one is looked for: a word before it may belong to that."""


class Ends:
    """The beginning and the end of a clip's sound, kept while it passes by."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._head = self._tail = np.zeros(0, dtype=np.int16)
        self._passed = 0

    def take(self, samples: Samples) -> None:
        """Let a piece pass by, and keep what is needed of it."""
        room = max(0, _KEPT - self._head.size)
        self._head = np.concatenate([self._head, samples[:room]])
        self._tail = np.concatenate([self._tail, samples])[-_KEPT:]
        self._passed += samples.size

    def between(self, place: Stretch) -> Samples:
        """Return the samples of a stretch; none where it was not kept."""
        first, after = round(place.in_s * SAMPLE_RATE), round(place.out_s * SAMPLE_RATE)
        if after <= self._head.size:
            return self._head[first:after]
        before = self._passed - self._tail.size
        return (
            self._tail[max(0, first - before) : max(0, after - before)] if first >= before else self._tail[:0]
        )


def slates_heard(
    ends: Ends, words: Sequence[HeardWord], duration_s: float, scenes: Scenes
) -> tuple[HeardWord, ...]:
    """Return the words of every slate that is spoken at either end of a clip, in time order.

    words: all that was heard, in front or not. scenes: see `slate_words`.
    """
    return tuple(
        replace(word, in_s=round(word.in_s + place.in_s, 3), out_s=round(word.out_s + place.in_s, 3))
        for place in places(words, duration_s)
        for word in slate_words(ends.between(place), scenes)
    )


def places(words: Sequence[HeardWord], duration_s: float) -> tuple[Stretch, ...]:
    """Return the stretches in which a slate may be spoken: where speech is that is no line, at the ends."""
    words = sorted(words, key=lambda word: word.in_s)
    runs = [n for n in range(len(words) - _RUN + 1) if all(word.of_script for word in words[n : n + _RUN])]
    if runs:
        first, last = words[runs[0]].in_s, words[runs[-1] + _RUN - 1].out_s
        head = [word for word in words[: runs[0]] if word.out_s > first - LONGEST_S]
        tail = [word for word in words[runs[-1] + _RUN :] if word.out_s < last + LONGEST_S]
    else:
        head = [word for word in words if word.out_s < words[0].in_s + LONGEST_S]
        tail = [word for word in words[len(head) :] if word.in_s > duration_s - LONGEST_S]
    found = [_around(side, duration_s) for side in (head, tail) if side]
    return tuple(place for place in found if place.out_s - place.in_s > _LEAST_S)


def _around(words: Sequence[HeardWord], duration_s: float) -> Stretch:
    return Stretch(max(0.0, words[0].in_s - _AROUND_S), min(duration_s, words[-1].out_s + _AROUND_S))


def slate_words(samples: Samples, scenes: Scenes = ()) -> tuple[HeardWord, ...]:
    """Return the words of the slates that are said in these samples; none is the usual answer.

    Their score is 0.5 and more where the slate is sure. scenes: the numbers of the script's scenes;
    another one is believed only when the sound insists.
    """
    seen = features(without_room(cepstra(without_noise(mel_powers(samples)))))
    if not len(seen):
        return ()
    graph = slate_graph(scenes)
    scores = graph.emissions(Senones(acoustic_model(), graph.wanted).score(seen))
    heard = _heard(graph, scores)
    words: list[HeardWord] = []
    for slate in spoken_slates([graph.arcs[gone.arc].word for gone in heard]):
        said = heard[slate.first : slate.after]
        taken = max(gone.end for gone in said if graph.arcs[gone.arc].source != TAKEN)
        first, after = max(0, said[0].start - _BEFORE), taken + _AFTER
        sure = lead_of(graph, scores[first:after], slate) + _FIT_COUNTS * (fit_of(scores, said) - _BAD_FIT)
        if sure >= _FAINT:
            words += _words(graph, said, sure / (sure + SURE))
    return tuple(words)


def fit_of(scores: Floats, said: Sequence[Gone]) -> float:
    """Return how far words stay below the likeliest sounds of any kind, in nats a frame; 0 is the best."""
    best = sum(float(scores[gone.start : gone.end].max(axis=1).sum()) for gone in said)
    return (sum(gone.likelihood for gone in said) - best) / sum(gone.end - gone.start for gone in said)


def lead_of(graph: Graph, scores: Floats, slate: SpokenSlate) -> float:
    """Return by how many nats a slate leads over all else that may be said in these frames.

    scores: of the slate with a little around it. Minus infinity where another slate is as likely.
    """
    graph = within_reach(graph, scores, _REACH)
    best, path = likeliest(graph, scores)
    heard = [gone for gone in path if graph.arcs[gone.arc].word != PAUSE]
    found = spoken_slates([graph.arcs[gone.arc].word for gone in heard])
    if len(found) != 1 or found[0].slate != slate.slate:
        return -np.inf
    words = [gone for gone in heard[found[0].first : found[0].after] if _tells(graph.arcs[gone.arc])]
    return min(best - _next_best(graph, scores, gone, slate) for gone in words)


def _tells(arc: Arc) -> bool:
    """Tell whether a word tells one slate from another: not the word scene, and not what follows a take."""
    return arc.word != "scene" and arc.source != TAKEN


def _next_best(graph: Graph, scores: Floats, gone: Gone, slate: SpokenSlate) -> float:
    """Return the likelihood of the best path that does without one word, unless it says the same slate."""
    arc = graph.arcs[gone.arc]
    alike = [
        at
        for at, other in enumerate(graph.arcs)
        if other[:2] == arc[:2] and meaning(other.word) == meaning(arc.word)
    ]
    total, path = likeliest(graph.without(alike), scores)
    found = spoken_slates([graph.arcs[one.arc].word for one in path if graph.arcs[one.arc].word != PAUSE])
    return -np.inf if [one.slate for one in found] == [slate.slate] else total


def _heard(graph: Graph, scores: Floats) -> list[Gone]:
    """Return the words of the likeliest path; a sound that is none counts, as it parts words."""
    return [gone for gone in likeliest(graph, scores)[1] if graph.arcs[gone.arc].word != PAUSE]


def _words(graph: Graph, said: Sequence[Gone], score: float) -> list[HeardWord]:
    return [
        HeardWord(
            graph.arcs[gone.arc].word,
            gone.start / FRAMES_A_SECOND,
            gone.end / FRAMES_A_SECOND,
            round(score, 3),
        )
        for gone in said
    ]
