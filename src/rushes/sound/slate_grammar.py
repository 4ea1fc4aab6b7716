"""What may be heard around a take: slates in every wording, and the crew's calls, as a graph of words.

Wider than the grammar that reads it (`rushes.footage.spoken_slate`): what is heard here and cannot be
read there surely is no slate.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from rushes.footage.slate_words import (
    LETTER_NAMES,
    LETTERS,
    NOUGHTS,
    SLATES,
    TEENS,
    TENS,
    UNITS,
    spoken_numbers,
)
from rushes.sound.acoustics import acoustic_model
from rushes.sound.lexicon import Pronunciation, pronunciations
from rushes.sound.word_graph import AROUND, Arc, Graph, graph_of

SOUND_PRICE: Final = 30.0
"""Nats for every sound that is no known word."""
WORD_PRICE: Final = 40.0
"""Nats for every word: without it two short ones are heard for a long one."""
RARE_PRICE: Final = 20.0
"""Nats on top for what is rarely said: a bare letter, a slate that begins without the word scene."""

_INSERTED: Final = "abcdefrvx"
"""What may stand before a scene's number: scenes that came in later, and the letters of other units."""
LATER_PRICE: Final = 1.5
"""Nats for each letter after A and each take after the first: most scenes have few of either."""

_CALLS: Final = """
roll rolling camera sound speed speeding set frame action background cut going again okay alright quiet
please still keep reset hold stand by standby ready settle and wild track room tone mark marker sticks
soft second common
"""
_AFTER: Final = "mark marker sticks soft second common it pickup series mos a b c camera tail end slate board"

_SAID: Final[Mapping[str, tuple[Pronunciation, ...]]] = {
    "a": (("EY",),),
    "mos": (("EH", "M", "OW", "EH", "S"), ("M", "AA", "S")),
    "pickup": (("P", "IH", "K", "AH", "P"),),
    "z": (("Z", "IY"), ("Z", "EH", "D")),
}
"""Words that are said otherwise on a slate than in a line."""

TAKEN: Final = "taken"


@lru_cache(maxsize=4)
def slate_graph(scenes: tuple[str, ...] = ()) -> Graph:
    """Make the graph of slates and calls.

    scenes: the numbers of the script's scenes; another scene is believed only when the sound insists.
    """
    arcs = tuple(arc._replace(price=arc.price + WORD_PRICE) for arc in dict.fromkeys(_arcs(scenes)))
    words = {arc.word for arc in arcs}
    said = pronunciations(words - _SAID.keys()) | {word: _SAID[word] for word in words & _SAID.keys()}
    known = tuple(arc for arc in arcs if arc.word in said)
    return graph_of(acoustic_model(), known, ((TAKEN, AROUND),), said, sound_price=SOUND_PRICE)


def meaning(word: str) -> str:
    """Return what a word of a slate means: ``apple`` is the same as ``alpha``, ``oh`` as ``zero``."""
    if word in NOUGHTS:
        return "0"
    return LETTER_NAMES.get(word, word)


def _arcs(scenes: Sequence[str]) -> Iterator[Arc]:
    yield from (Arc(AROUND, AROUND, word) for word in _CALLS.split())
    yield from (Arc(AROUND, "ended", word) for word in ("tail", "end"))
    yield from (Arc("ended", AROUND, word) for word in (*SLATES, "sticks"))
    yield Arc(AROUND, "scene", "scene")
    yield from (Arc("scene", "inserted", letter, 2 * RARE_PRICE) for letter in _INSERTED)
    for source, price in (("scene", 0.0), ("inserted", 0.0), (AROUND, 3 * RARE_PRICE)):
        yield from _number(source, "numbered", price + (2 * RARE_PRICE if scenes else 0.0))
        yield from _known(scenes, source, price)
    yield from _letters("numbered", "letter")
    yield Arc("numbered", "double", "double")
    yield from (arc for arc in _letters("double", "lettered") if len(arc.word) > 1)
    yield Arc("numbered", "shot", "shot")
    yield from _small("shot", "lettered")
    yield from (Arc(node, "slate", word) for word in SLATES for node in (AROUND, "numbered"))
    yield from _number("slate", "lettered")
    for node in ("numbered", "letter", "lettered"):
        yield from (Arc(node, "marked", word) for word in ("pickup", "mos"))
    for node in ("numbered", "letter", "lettered", "marked"):
        yield Arc(node, "take", "take")
    yield from (_less_often(arc) for arc in _small("take", TAKEN))
    yield from (Arc(TAKEN, TAKEN, word) for word in _AFTER.split())


def _less_often(arc: Arc) -> Arc:
    """Make a take cost more the later it is: ten and more are rare, twenty and more still rarer."""
    if arc.source != "take":
        return arc
    later = LATER_PRICE * (UNITS.get(arc.word, 1) - 1)
    rare = RARE_PRICE * (2 * (arc.word in TEENS) + 3 * (arc.word in TENS))
    return arc._replace(price=arc.price + later + rare)


def _known(scenes: Sequence[str], source: str, price: float) -> Iterator[Arc]:
    """Yield the numbers of the script's own scenes, in every way they are said."""
    numbers = {int(digits[0]) for scene in scenes if (digits := re.search(r"[1-9]\d{0,2}(?!\d)", scene))}
    for number in sorted(numbers):
        for said in spoken_numbers(number):
            nodes = [source, *(f"scene {number} {' '.join(said[: n + 1])}" for n in range(len(said) - 1))]
            for node, after, word in zip(nodes, [*nodes[1:], "numbered"], said, strict=True):
                yield Arc(node, after, word, price if node == source else 0.0)


def _letters(source: str, target: str, price: float = 0.0) -> Iterator[Arc]:
    """Yield a letter by all its names: later ones are rarer; a bare one is heard into anything."""
    for word in LETTER_NAMES:
        later = LATER_PRICE * LETTERS.index(LETTER_NAMES[word])
        yield Arc(source, target, word, price + later + (RARE_PRICE if len(word) == 1 else 0.0))


def _number(source: str, target: str, price: float = 0.0) -> Iterator[Arc]:
    """Yield a number said in full, digit by digit or in pairs."""
    one, two, hundred, rest = (f"{target}/{what}" for what in ("one", "two", "hundred", "rest"))
    yield from _small(source, target, price)
    yield from (Arc(source, node, word, price) for word in UNITS for node in (one, hundred))
    yield from (Arc(one, node, word) for word in (*UNITS, *NOUGHTS) for node in (target, two))
    yield from (Arc(two, target, word) for word in (*UNITS, *NOUGHTS))
    yield from (Arc(one, target, word) for word in (*TEENS, *TENS))
    yield from (Arc(one, f"{target}/ty", word) for word in TENS)
    yield from (Arc(hundred, node, "hundred") for node in (target, rest))
    yield Arc(rest, rest, "and")
    yield from _small(rest, target)


def _small(source: str, target: str, price: float = 0.0) -> Iterator[Arc]:
    """Yield a number up to 99."""
    yield from (Arc(source, target, word, price) for word in (*UNITS, *TEENS, *TENS))
    yield from (Arc(source, f"{target}/ty", word, price) for word in TENS)
    yield from (Arc(f"{target}/ty", target, word) for word in UNITS)
