"""What free notes say of a picture: only where they speak of nothing else. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from rushes.picture.framing import NO_NAMES, Framing, framing_of, named_in, plain, spots_in


@dataclass(frozen=True)
class Noted:
    """A part of a note that speaks of nothing but the picture: its words, and what they say."""

    words: str
    framing: Framing


def framings_in(note: str, characters: Collection[str] = ()) -> tuple[Noted, ...]:
    """Return the parts of a free note that speak of the picture alone: ``CU ANNA, boom in at the end``.

    Words such as ``close`` mean other things in a note (``not bad, close``), so a part counts only where all
    of its words are those of framing, names of characters or what stands between them; and where one word
    alone, or letters that mean other things too (FS is a false start), says it, only beside a name.
    """
    parts = (part.strip() for part in _joined(note, characters))
    found = (Noted(part, framing_of(part, characters)) for part in parts if _only_framing(part, characters))
    return tuple(one for one in found if one.framing != Framing())


def _joined(note: str, characters: Collection[str]) -> list[str]:
    """Return the parts of a note between its marks; names alone belong to what stands before them."""
    parts: list[str] = []
    for part in _MARKS.split(note):
        if parts and not list(spots_in(part)) and not _left_over(part, characters):
            parts[-1] += f", {part.strip()}" if part.strip() else ""
        else:
            parts.append(part)
    return parts


_MARKS = re.compile(r"[;,.\n|]+(?!\d)|\s[-\u2013\u2014]\s")


def _only_framing(part: str, characters: Collection[str]) -> bool:
    spots = list(spots_in(part))
    if not spots or _left_over(part, characters):
        return False
    said = [plain(part[spot.start : spot.end]).strip() for spot in spots]
    return any(words not in _LOOSE for words in said) or bool(list(named_in(part, characters)))


_LOOSE = frozenset(
    (
        *("close", "very close", "gros", "gross", "nah", "nahe", "medium", "over", "amorce", "detail"),
        *("weite", "fs", "pa", "pg", "pp", "gp", "hn", "ht", "2s", "3s"),
    )
)
"""Words and letters that mean framing only beside somebody's name."""


def _left_over(part: str, characters: Collection[str]) -> list[str]:
    """Return the words of a text that are neither of framing nor names nor stand between them."""
    taken = [(spot.start, spot.end) for spot in spots_in(part)]
    taken += [(start, start + len(written)) for start, written, _ in named_in(part, characters)]
    words = ((found.start(), found[0]) for found in re.finditer(r"[^\W\d_]+(?:['\u2019]\w+)?", part))
    return [
        word
        for at, word in words
        if not any(start <= at < end for start, end in taken)
        and word.lower() not in NO_NAMES
        and word.lower() != "mm"
    ]
