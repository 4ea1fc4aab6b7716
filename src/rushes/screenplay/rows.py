"""The lines of a Fountain file, with what is not on the page lifted out of them.

Notes (``[[ ]]``) and the boneyard (``/* */``) may stand anywhere and run over lines; they are lifted
first, so that the grammar never sees them, and every row still knows its line of the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rushes.errors import Finding
from rushes.screenplay.model import Element, Kind

_NEWLINE = re.compile(r"\r\n|\r")
_OPENING = re.compile(r"/\*|\[\[")
# A note runs over lines but not over an empty one; two spaces keep it together (fountain.io, Notes).
# Plain searches for where an aside stops: the possessive groups of early 3.11 releases match wrongly.
_STOP = {"[[": re.compile(r"\]\]|\n(?= ?\n)|\Z"), "/*": re.compile(r"\*/|\Z")}
_CLOSING = {"/*": "*/", "[[": "]]"}


@dataclass(frozen=True)
class Row:
    """One line of the page.

    number: 1-based line of the file on which its text begins. cut: a note or boneyard was lifted
    from it. joins: it looks empty but does not end the dialogue around it.
    """

    number: int
    text: str
    cut: bool = False
    joins: bool = False

    @property
    def bare(self) -> str:
        """The text without the space around it."""
        return self.text.strip()

    @property
    def ends_speech(self) -> bool:
        """Whether it is an empty line to a dialogue block."""
        return not self.bare and not self.joins


@dataclass
class _Page:
    """Rows being gathered; the last one is still open."""

    rows: list[Row] = field(default_factory=list)
    line: int = 1
    row: Row = field(default_factory=lambda: Row(1, ""))

    def keep(self, text: str) -> None:
        first, *others = text.split("\n")
        self.row = replace(self.row, text=self.row.text + first)
        for other in others:
            self.rows.append(self.row)
            self.line += 1
            self.row = Row(self.line, other)

    def skip(self, text: str) -> None:
        self.line += text.count("\n")
        number = self.row.number if self.row.bare else self.line
        self.row = replace(self.row, number=number, cut=True)


def lift_asides(text: str) -> tuple[list[Row], tuple[Element, ...], tuple[Finding, ...]]:
    """Part a file into its rows and its notes and boneyards; unclosed ones stay and are reported."""
    text = _NEWLINE.sub("\n", text.removeprefix("\ufeff"))
    page, asides, unclosed, at = _Page(), [], [], 0
    for start, end in _asides(text):
        page.keep(text[at:start])
        if end is None:
            unclosed.append(_unclosed(text[start : start + 2], page.line))
            at = start
            continue
        asides.append(_aside(text[start:end], page.line))
        page.skip(text[start:end])
        at = end
    page.keep(text[at:])
    return [*page.rows, page.row], tuple(asides), tuple(unclosed)


def _asides(text: str) -> Iterator[tuple[int, int | None]]:
    """Find every note and boneyard as (start, end); the end is None where it is not closed.

    Up to where the search for a closing ended in vain, no other opening can be closed either.
    """
    at, in_vain = 0, {"[[": 0, "/*": 0}
    while found := _OPENING.search(text, at):
        at, mark = found.end(), found[0]
        if found.start() < in_vain[mark]:
            continue
        stop = _STOP[mark].search(text, at)
        end = stop.start() if stop else len(text)
        if text.startswith(_CLOSING[mark], end):
            at = end + 2
            yield found.start(), at
        else:
            in_vain[mark] = end
            yield found.start(), None


def _aside(text: str, line: int) -> Element:
    kind = Kind.NOTE if text.startswith("[[") else Kind.BONEYARD
    return Element(kind, text[2:-2].strip(), line)


def _unclosed(opening: str, line: int) -> Finding:
    return Finding(
        "unclosed note" if opening == "[[" else "unclosed boneyard",
        f"line {line}",
        f"'{opening}' is opened here and never closed, so what follows is read as the script.",
        f"Close it with '{_CLOSING[opening]}'.",
    )
