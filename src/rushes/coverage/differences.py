"""Where a reading leaves the text, said so that an actor understands it.

    said “ninety”, the script has “nineteen”; left out “really”; added “well”

A place where the reading leaves the text is a run of words that were not said as written. The words
are told in the script's own spelling where the written line is given, with its capitals.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from rushes.coverage.model import Reading, ReadWord
from rushes.screenplay.spoken import as_text, spoken_words

Departure = Literal["changed", "left out", "added", "said again", "broken off", "begun late"]

_UNSURE = 0.5
"""Below an even bet a difference is told as a perhaps."""
_MOST_QUOTED = 9
"""Words that are quoted in full; of more the first and the last few."""


@dataclass(frozen=True)
class Difference:
    """One place where a reading leaves the text.

    written: the script's words there; heard: what was said instead (``…`` where a voice was not
    understood). beside: the last words before the break, or the first after the late beginning.
    confidence: 0 to 1, of its least sure word.
    """

    kind: Departure
    written: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    confidence: float = 1.0


def differences(reading: Reading, written: str = "") -> tuple[Difference, ...]:
    """Return each place where a reading leaves the text, in order; nothing for one as written.

    written: the line's text, for its spelling.
    """
    return differing(reading.words, written)


def differing(words: Sequence[ReadWord], written: str = "") -> tuple[Difference, ...]:
    """Return the differences of a reading's words."""
    spelt = _spelt(words, written)
    runs = [
        (as_written, tuple(run)) for as_written, run in groupby(spelt, key=lambda word: word.state == "said")
    ]
    return tuple(
        _difference(run, runs[at - 1][1] if at else (), runs[at + 1][1] if at + 1 < len(runs) else ())
        for at, (as_written, run) in enumerate(runs)
        if not as_written
    )


def told(reading: Reading, written: str = "") -> str:
    """Say in one sentence how a reading leaves the text; empty for one as written."""
    return said_of(differences(reading, written))


def said_of(found: Sequence[Difference]) -> str:
    """Say differences in one sentence, without capital or stop."""
    return "; ".join(_sentence(difference) for difference in found)


def _difference(run: Sequence[ReadWord], before: Sequence[ReadWord], after: Sequence[ReadWord]) -> Difference:
    written = tuple(word.text for word in run if word.text is not None)
    heard = tuple(word.heard or "…" for word in run if word.heard is not None)
    confidence = min(word.confidence for word in run)
    if written and heard:
        return Difference("changed", written, heard, confidence=confidence)
    if heard:
        again = _again(heard, before, after)
        return Difference("said again" if again else "added", (), heard, confidence=confidence)
    if before and not after:
        return Difference("broken off", written, beside=_texts(before)[-3:], confidence=confidence)
    if after and not before:
        return Difference("begun late", written, beside=_texts(after)[:3], confidence=confidence)
    return Difference("left out", written, confidence=confidence)


def _again(heard: Sequence[str], before: Sequence[ReadWord], after: Sequence[ReadWord]) -> bool:
    """Tell added words that only say again what stands beside them."""
    size = len(heard)
    plain = [word.lower() for word in heard]
    beside = ([word.lower() for word in _texts(before)[-size:]], [w.lower() for w in _texts(after)[:size]])
    return plain in beside


def _texts(words: Sequence[ReadWord]) -> tuple[str, ...]:
    return tuple(word.text for word in words if word.text is not None)


def _sentence(difference: Difference) -> str:
    written, heard = _quoted(difference.written), _quoted(difference.heard)
    understood = any(word != "…" for word in difference.heard)
    sentence = {
        "changed": f"said {heard}, the script has {written}"
        if understood
        else f"what was said for {written} was not understood",
        "left out": f"left out {written}",
        "added": f"added {heard}" if understood else "added something that was not understood",
        "said again": f"said {heard} again",
        "broken off": f"broke off after {_quoted(difference.beside)}",
        "begun late": f"began at {_quoted(difference.beside)}",
    }[difference.kind]
    return f"perhaps {sentence}" if difference.confidence < _UNSURE else sentence


def _quoted(words: Sequence[str]) -> str:
    shown = [*words[:5], "…", *words[-3:]] if len(words) > _MOST_QUOTED else words
    return f"“{as_text(shown)}”"


def _spelt(words: Sequence[ReadWord], written: str) -> list[ReadWord]:
    """Give the script's words the spelling that they have on the page, where they can be found there."""
    page = list(_page_words(written))
    script = [word.text for word in words if word.text is not None]
    if [plain for plain, _ in page] != script:
        return list(words)
    spelling = iter(page)
    return [word if word.text is None else replace(word, text=next(spelling)[1]) for word in words]


def _page_words(written: str) -> Iterator[tuple[str, str]]:
    """Yield each spoken word of a text with its spelling on the page."""
    for piece in written.split():
        spoken = spoken_words(piece)
        bare = _without_stops(piece)
        yield from ([(spoken[0], bare)] if len(spoken) == 1 else ((word, word) for word in spoken))


def _without_stops(piece: str) -> str:
    """Return a word of the page without what stands before its first and after its last letter."""
    letters = [at for at, letter in enumerate(piece) if letter.isalnum()]
    return piece[letters[0] : letters[-1] + 1] if letters else piece
