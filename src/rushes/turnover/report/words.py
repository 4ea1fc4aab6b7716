"""What the actor said against what was written, as marks on the script's own sentence."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from rushes.coverage.differences import differing, said_of
from rushes.coverage.model import Reading, ReadWord

MarkState = Literal["said", "missing", "added"]

APOSTROPHES = str.maketrans(
    dict.fromkeys("\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\u02bc`", "'")
)
"""Typographers' apostrophes, which words are compared without."""


@dataclass(frozen=True)
class Mark:
    """A piece of a line: `said` as written, `missing` from the reading, or `added` to it.

    here: whether it is heard under the picture that is told of, and not under one before or after it.
    """

    text: str
    state: MarkState
    here: bool = True


def marked(written: str, words: Sequence[ReadWord], here: Sequence[bool] = ()) -> tuple[Mark, ...]:
    """Return the line as it was read: what was struck out, what was put in, in the script's spelling.

    A changed word is a missing one followed by an added one. Where the words of the reading cannot be
    found in the written line in order, they are shown bare, without its punctuation. here: for each word
    whether it is heard under the picture; by default all are.
    """
    if not words:
        return (Mark(written, "said"),)
    here = here or [True] * len(words)
    return _joined(_on_the_page(unicodedata.normalize("NFC", written), words, here) or _bare(words, here))


def departures(words: Sequence[ReadWord], written: str = "") -> str:
    """Say in one short sentence where a reading leaves the text; empty when it does not."""
    return said_of(differing(words, written))


def kind_note(reading: Reading) -> str:
    """Say how a reading stands to the text: ``as written``, ``2 words changed``, ``broken off``."""
    if reading.kind == "as written":
        return "as written"
    counts = {
        state: sum(word.state == state for word in reading.words) for state in ("changed", "missing", "added")
    }
    parts = [
        f"{count} {'word' if count == 1 else 'words'} {state}" for state, count in counts.items() if count
    ]
    lead = edge_note(reading) if reading.kind == "partial" else ""
    return ": ".join(part for part in (lead, ", ".join(parts)) if part) or reading.kind


def edge_note(reading: Reading) -> str:
    """Say on which side a partial reading lacks words: ``begun late``, ``broken off`` or ``partial``."""
    scripted = [word for word in reading.words if word.text is not None]
    if scripted and scripted[-1].state == "missing":
        return "broken off"
    return "begun late" if scripted and scripted[0].state == "missing" else "partial"


def _on_the_page(written: str, words: Sequence[ReadWord], here: Sequence[bool]) -> list[Mark]:
    """Lay the words over the written sentence, keeping its capitals and stops; empty if they do not fit."""
    marks: list[Mark] = []
    folded, places = _folded(written)
    at, before = 0, here[0]
    for word, heard in zip(words, here, strict=True):
        if word.text is None:
            marks.append(Mark(_spaced(word.heard), "added", heard))
            continue
        found = folded.find(word.text.lower(), at)
        if found < 0 or any(letter.isalnum() for letter in folded[at:found]):
            return []
        marks.append(Mark(written[places[at] : places[found]], "said", before))
        at, before = found + len(word.text), heard
        marks.extend(_of_one(written[places[found] : places[at]], word, heard))
    if any(letter.isalnum() for letter in folded[at:]):
        return []
    return [*marks, Mark(written[places[at] :], "said", before)]


def _folded(written: str) -> tuple[str, list[int]]:
    """Write a sentence as its words are compared, with the place of each letter in what was written.

    A capital may have two letters below it (the dotted I of Turkish), so places are kept, and one more
    for the end.
    """
    low = [letter.lower() for letter in written.translate(APOSTROPHES)]
    places = [at for at, letters in enumerate(low) for _ in letters]
    return "".join(low), [*places, len(written)]


def _of_one(spelt: str, word: ReadWord, here: bool) -> list[Mark]:  # noqa: FBT001 -- one of many, in a row
    if word.state == "said":
        return [Mark(spelt, "said", here)]
    struck = [Mark(spelt, "missing", here)]
    return [*struck, Mark(_spaced(word.heard), "added", here)] if word.state == "changed" else struck


def _bare(words: Sequence[ReadWord], here: Sequence[bool]) -> list[Mark]:
    marks: list[Mark] = []
    for word, heard in zip(words, here, strict=True):
        marks += [Mark(" ", "said", heard)] if marks else []
        if word.text is None:
            marks.append(Mark(_spaced(word.heard), "added", heard))
        else:
            marks += _of_one(word.text, word, heard)
    return marks


def _spaced(heard: str | None) -> str:
    return f" {heard or '…'} "


def _joined(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Join neighbours of one state; a lone space between two struck words is struck with them."""
    healed = [
        replace(mark, state=before.state)
        if mark.text.isspace() and before.state == after.state == "missing"
        else mark
        for before, mark, after in zip(
            [Mark("", "said"), *marks], marks, [*marks[1:], Mark("", "said")], strict=False
        )
        if mark.text
    ]
    return tuple(
        Mark("".join(mark.text for mark in run), state, here)
        for (state, here), run in groupby(healed, key=lambda mark: (mark.state, mark.here))
    )
