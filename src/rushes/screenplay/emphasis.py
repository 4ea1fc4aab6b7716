r"""Emphasis of Fountain text: ``*italics*``, ``**bold**``, ``***both***``, ``_underline_``.

The marks are on the page and not in the mouth. A mark counts only where it hugs its words and is
closed on the same line; ``\*`` and ``\_`` are the characters themselves (fountain.io/syntax, Emphasis).
"""

import re
from dataclasses import dataclass

_ESCAPED = re.compile(r"\\([*_\\])")
_HIDDEN = {"*": "\ue000", "_": "\ue001", "\\": "\ue002"}
_SHOWN = str.maketrans({hidden: mark for mark, hidden in _HIDDEN.items()})
_RUN = re.compile(r"\*+|_+")


@dataclass
class _Open:
    """A run of marks that waits to be closed: `left` of them are unpaired, the last at `end`."""

    mark: str
    end: int
    left: int


def plain(text: str) -> str:
    """Return text without its emphasis marks and escapes, line by line."""
    if "*" not in text and "_" not in text and "\\" not in text:
        return text
    hidden = _ESCAPED.sub(lambda found: _HIDDEN[found[1]], text)
    return "\n".join(_without_pairs(line) for line in hidden.split("\n")).translate(_SHOWN)


def _without_pairs(line: str) -> str:
    dropped: set[int] = set()
    waiting: list[_Open] = []
    for run in _RUN.finditer(line):
        start, end, mark = run.start(), run.end(), run[0][0]
        opens, closes = _sides(mark, line[max(0, start - 1) : start], line[end : end + 1])
        while closes and start < end and (partner := _partner(waiting, mark)):
            paired = min(partner.left, end - start)
            dropped.update(range(partner.end - paired, partner.end), range(start, start + paired))
            partner.left -= paired
            partner.end -= paired
            start += paired
        if opens and start < end:
            waiting.append(_Open(mark, end, end - start))
    return "".join(char for place, char in enumerate(line) if place not in dropped)


def _sides(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Tell whether a run between these characters may open and may close; ``a_b`` does neither."""
    opens, closes = bool(after.strip()), bool(before.strip())
    if mark == "_":
        return opens and not before.isalnum(), closes and not after.isalnum()
    return opens, closes


def _partner(waiting: list[_Open], mark: str) -> _Open | None:
    """Return the last run of this mark that still waits, and forget what was opened inside it."""
    while waiting and not waiting[-1].left:
        waiting.pop()
    for place in range(len(waiting) - 1, -1, -1):
        if waiting[place].mark == mark and waiting[place].left:
            del waiting[place + 1 :]
            return waiting[place]
    return None
