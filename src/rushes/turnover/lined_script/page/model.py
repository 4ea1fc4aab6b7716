"""The typeset page as values. Points of 1/72 inch, from the upper left corner of the page.

Measures as the trade has them (the Academy's and Final Draft's defaults agree within a column): a page number
half an inch from the top, the first row one inch from it, action from 1.5 to 7.5 inches.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from rushes.screenplay.model import Kind

PAGE_WIDTH, PAGE_HEIGHT = 612.0, 792.0
CHARACTER_WIDTH, ROW_HEIGHT = 7.2, 12.0
TOP = 72.0
"""Where the first row begins."""

ROWS = 54
"""Rows of type on a page: nine inches."""

BASELINE = 9.5
"""From the top of a row to its baseline."""


@dataclass(frozen=True)
class Row:
    """One row of type.

    at: rows from the top of the first page, through all pages (row 0 of page 2 is `ROWS`).
    x: left edge, or right edge where `right_to_left`. line: the id of the dialogue line it belongs to.
    number: the scene's number, on the first row of a heading. words: whether its text is of the speech
    itself, and not a cue, a direction or a mark of the page break.
    """

    at: int
    x: float
    text: str
    kind: Kind
    line: str | None = None
    number: str = ""
    right_to_left: bool = False
    words: bool = False

    @property
    def page(self) -> int:
        """Its page, from 0."""
        return self.at // ROWS

    @property
    def y(self) -> float:
        """The top of the row on its page."""
        return TOP + self.at % ROWS * ROW_HEIGHT


@dataclass(frozen=True)
class LineBlock:
    """Where a dialogue line stands: the row of its cue, of its first and of its last words."""

    cue: int
    first: int
    last: int


@dataclass(frozen=True)
class Spot:
    """Where a spoken word stands: the row it begins on and where across the page, and where it ends.

    `begins` lies right of `ends` where the text runs from right to left.
    """

    row: int
    begins: float
    end_row: int
    ends: float


@dataclass(frozen=True)
class Pages:
    """A typeset screenplay.

    rows: in page order; two with the same `at` stand side by side. blocks: by line id. scenes: first and
    last row by the scene's place in the screenplay. of_line: the rows of each dialogue line. taken: the
    numbers of the rows with type on them.
    """

    count: int
    rows: tuple[Row, ...]
    blocks: Mapping[str, LineBlock]
    scenes: tuple[tuple[int, int], ...] = ()
    of_line: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    taken: frozenset[int] = field(default=frozenset())

    def on(self, page: int) -> tuple[Row, ...]:
        """Return the rows of a page, from 0."""
        first = bisect_left(self.rows, page * ROWS, key=lambda row: row.at)
        after = bisect_left(self.rows, (page + 1) * ROWS, key=lambda row: row.at)
        return self.rows[first:after]

    def label_row(self, row: int) -> int:
        """Return the nearest row above without type; the one above the page's first where there is none.

        That one is `ROWS * page - 1`: the caller knows it as the head of the page.
        """
        top = row // ROWS * ROWS
        return next((at for at in range(row - 1, top - 1, -1) if at not in self.taken), top - 1)
