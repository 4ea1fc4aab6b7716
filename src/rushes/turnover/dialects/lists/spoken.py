"""What is said in a film, word by word as it was heard, with the second of the film for each. Pure.

The words are those of the reading that a sound plays: changed and added ones as heard, missing ones left
out; those that are as written are spelt as the script has them. Nothing else is put in.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from rushes.coverage.model import LinedScript, Reading, ReadWord
from rushes.cut.model import Cut, Event
from rushes.screenplay.model import Screenplay
from rushes.turnover.dialects.wording import one_line
from rushes.turnover.report.heard import first_of_each
from rushes.turnover.report.shelf import Shelf, shelf_from
from rushes.turnover.report.words import Mark, marked

_OPENING = re.compile(r"(?<=\s)[^\w\s.,;:!?…-]+$")
"""Marks that belong to the word after them: a quotation mark or a bracket behind a space."""
_STOPS = re.compile(r"[.?!…]+")
_QUOTE = "\u201d\u2019\"')\\]"
_STOPPED = re.compile(rf"[.?!…][{_QUOTE}]*\s*$")
_PAUSE = re.compile(rf"[\s,;:]*([{_QUOTE}]*)\s*$")
_CLOSING = re.compile(rf"[.,;:?!…{_QUOTE}]")


@dataclass(frozen=True)
class SpokenWord:
    """A word as heard, with the marks of the script around it; from_s, until_s: seconds of the film."""

    text: str
    from_s: float
    until_s: float


@dataclass(frozen=True)
class Said:
    """What one sound says of one line. words: empty where no reading of its line was found in it."""

    line: str
    character: str
    event: Event
    words: tuple[SpokenWord, ...]

    @property
    def text(self) -> str:
        """The words on one line."""
        return joined(self.words)


def joined(words: Sequence[SpokenWord]) -> str:
    """Return words on one line."""
    return one_line("".join(word.text for word in words))


def said_in(cut: Cut, lined: LinedScript) -> tuple[Said, ...]:
    """Return what is said in a film, in its order; of sounds that one recording plays together, the first.

    A sound whose line has no reading in it is there too, without words.
    """
    shelf = shelf_from(Screenplay((), ()), lined, cut, {})
    sounds = [event for event in cut.events if event.track.startswith("A") and event.shows == "line"]
    found = [one for sound in first_of_each(sounds) for one in _said(sound, shelf)]
    return tuple(
        sorted(found, key=lambda one: one.words[0].from_s if one.words else one.event.record.start_s)
    )


def _said(sound: Event, shelf: Shelf) -> Iterator[Said]:
    known = False
    for reading in shelf.readings_in(sound):
        words = tuple(_in_film(sound, reading, shelf))
        known = known or reading.line == sound.line
        if words:
            yield Said(reading.line, _character(shelf, reading.line), sound, words)
    if not known:
        yield Said(sound.line, _character(shelf, sound.line), sound, ())


def _character(shelf: Shelf, line: str) -> str:
    return one_line(shelf.lines[line].character) if line in shelf.lines else ""


def _in_film(sound: Event, reading: Reading, shelf: Shelf) -> Iterator[SpokenWord]:
    """Yield the words of a reading whose middle is heard in a sound."""
    record = sound.record
    first, after = (shelf.instant(sound, reading, frame) for frame in (record.start, record.end))
    speed = float(record.seconds) / (after - first) if after > first else 1.0
    for text, in_s, out_s in _spelt(reading, shelf):
        if first <= (in_s + out_s) / 2 < after:
            from_s, until_s = (record.start_s + (second - first) * speed for second in (in_s, out_s))
            yield SpokenWord(text, max(from_s, record.start_s), min(until_s, record.end_s))


def _spelt(reading: Reading, shelf: Shelf) -> Iterator[tuple[str, float, float]]:
    """Yield each word that was heard as it is spelt, with the spaces and stops behind it, and its times."""
    written = shelf.lines[reading.line].text if reading.line in shelf.lines else ""
    told: list[tuple[str, float, float]] = []
    opening = ""
    for word, marks in zip(reading.words, _by_word(written, reading.words), strict=True):
        text = opening + _run(mark for mark in marks if mark.state != "missing")
        if word.in_s is None or word.out_s is None:
            _close(told, text)
            continue
        opening = "".join(_OPENING.findall(text))
        told.append((text.removesuffix(opening) if opening else text, word.in_s, word.out_s))
    yield from told


def _by_word(written: str, words: Sequence[ReadWord]) -> list[list[Mark]]:
    """Return the marks of each word; those of a line as written at once, every other word told apart."""
    if all(word.state == "said" for word in words):
        odd = [bool(at % 2) for at in range(len(words))]
        groups = [list(one) for _, one in groupby(marked(written, words, odd), key=lambda mark: mark.here)]
        if len(groups) == len(words):
            return groups
    alone = (marked(written, words, [at == one for at in range(len(words))]) for one in range(len(words)))
    return [[mark for mark in marks if mark.here] for marks in alone]


def _close(told: list[tuple[str, float, float]], left: str) -> None:
    """Give the stop behind a word that nobody said to the word before it."""
    stop = _STOPS.search(left)
    if stop and told and not _STOPPED.search(told[-1][0]):
        text, in_s, out_s = told[-1]
        closing = _PAUSE.search(text)
        told[-1] = (f"{text[: closing.start()]}{stop[0]}{closing[1]} " if closing else text, in_s, out_s)


def _run(marks: Iterable[Mark]) -> str:
    """Return marks as one text, without the space between a word that was put in and the stop behind it."""
    text = ""
    for mark in marks:
        text = text.rstrip() + mark.text if _CLOSING.match(mark.text) else text + mark.text
    return text


def seconds_ms(seconds: float | Fraction) -> int:
    """Return milliseconds, rounded to the nearest."""
    return (Fraction(seconds) * 1000 + Fraction(1, 2)).__floor__()
