"""The report of a version that came back: both as strips, and a table of what was changed.

One self-contained page, no script, no network; it prints. The strips lie one above the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from markupsafe import Markup

from rushes.turnover.conform.model import SIDES, Conformed, Piece, Side, State
from rushes.turnover.conform.report.wording import (
    KINDS,
    distance_said,
    lines_said,
    nothing,
    place,
    said,
    sides_said,
    told,
)
from rushes.turnover.report.strip import STEPS_S
from rushes.turnover.report.wording import length_text, rate_said
from rushes.turnover.sheets import house_style, sheets_in

SHEETS: Final = Path(__file__).parent / "sheet"
"""The template of the page and its style."""
_NARROWEST, _A_PIECE, _A_MARK = 640, 9, 100
"""Pixels: of the strips on a phone, of a piece on average at the least, between two marks of the ruler."""


@dataclass(frozen=True)
class Block:
    """A piece on a strip, in per cents of the longer film.

    row: of several that are heard at once, from 0. change: the number of the one that is about it, 0 without.
    """

    left: float
    width: float
    state: State
    name: str
    said: str
    row: int = 0
    change: int = 0

    @property
    def changed(self) -> bool:
        """Whether it is not as it was, or something was done to it."""
        return self.state != "stands" or self.change > 0


@dataclass(frozen=True)
class Ribbon:
    """A piece above and the same below, in thousandths: its two ends above, and its two ends below."""

    top: tuple[float, float]
    bottom: tuple[float, float]
    moved: bool


@dataclass(frozen=True)
class Row:
    """A row of the table: number, kind, sides, lines, places before and after, and what was done."""

    number: int
    kind: str
    sides: str
    lines: str
    before: str
    after: str
    said: str


def conform_page(found: Conformed, cut: str, edited: str, sha256: str = "") -> bytes:
    """Return the page in UTF-8. cut, edited: what the two are called; sha256: of the editor's file."""
    wide = max(found.before.length, found.after.length, 1)
    most = max(len(found.before.pictures), len(found.after.pictures), 1)
    return (
        sheets_in(SHEETS)
        .get_template("conform.html.j2")
        .render(
            style=Markup(f"{house_style()}\n{_style()}"),  # noqa: S704 -- our own sheets
            found=found,
            cut=cut,
            edited=edited,
            sha256=sha256,
            distance=distance_said(found),
            sentences=tuple(told(found)),
            nothing=nothing(found),
            lengths=tuple(length_text(one.length, one.rate) for one in (found.before, found.after)),
            rate=rate_said(found.before.rate),
            above=_strip(found, wide, after=False),
            below=_strip(found, wide, after=True),
            ribbons=tuple(_ribbons(found, wide)),
            ruler=tuple(_ruler(found, wide, max(_NARROWEST, _A_PIECE * most))),
            least_width=max(_NARROWEST, _A_PIECE * most),
            rows=tuple(_rows(found)),
            tally=_tally(found),
        )
        .encode("utf-8", "replace")
    )


@cache
def _style() -> str:
    return (SHEETS / "conform.css").read_text(encoding="utf-8").strip()


def _strip(found: Conformed, wide: int, *, after: bool) -> dict[str, tuple[Block, ...]]:
    return {side: tuple(_blocks(found, side, wide, after=after)) for side in SIDES}


def _blocks(found: Conformed, side: Side, wide: int, *, after: bool) -> Iterator[Block]:
    version = found.after if after else found.before
    pieces = version.side(side)
    states = _states(found, side, after=after)
    number_of = _numbers(found, after=after)
    rows: list[int] = []
    for piece in pieces:
        row = next((at for at, end in enumerate(rows) if end <= piece.record.start), len(rows))
        rows[row : row + 1] = [piece.record.end]
        state = states.get(piece, "new" if piece.foreign else "stands")
        words = state if piece in states else "not compared"
        yield Block(
            100 * piece.record.start / wide,
            100 * piece.record.frames / wide,
            state,
            piece.name,
            f"{piece.name}, {words}",
            min(row, 3),
            number_of.get(piece, 0),
        )


def _states(found: Conformed, side: Side, *, after: bool) -> dict[Piece, State]:
    known = found.compared.get(side)
    if known is None:
        return {}
    return dict(zip(known[after], found.states[side][after], strict=True))


def _numbers(found: Conformed, *, after: bool) -> dict[Piece, int]:
    """Return, by piece, the number of the first change that is about it."""
    numbers: dict[Piece, int] = {}
    for number, change in enumerate(found.changes, 1):
        places = [(change.before, change.after), *change.along]
        for stretch in (both[after] for both in places):
            if stretch is not None:
                numbers.setdefault(stretch.piece, number)
    return numbers


def _ribbons(found: Conformed, wide: int) -> Iterator[Ribbon]:
    pieces = found.compared.get("picture")
    if pieces is None:
        return
    for mine, other in found.kept.get("picture", ()):
        yield _ribbon(pieces[0][mine], pieces[1][other], wide, moved=False)
    for change in found.changes:
        if change.kind == "moved" and "picture" in change.sides:
            for before, after in ((change.before, change.after), *change.along):
                if before and after:
                    yield _ribbon(before.piece, after.piece, wide, moved=True)


def _ribbon(above: Piece, below: Piece, wide: int, *, moved: bool) -> Ribbon:
    ends = [(1000 * one.record.start / wide, 1000 * one.record.end / wide) for one in (above, below)]
    return Ribbon(ends[0], ends[1], moved)


def _ruler(found: Conformed, wide: int, pixels: int) -> Iterator[tuple[float, str]]:
    rate = found.before.rate
    seconds = wide / rate
    step = next((step for step in STEPS_S if seconds / step <= pixels // _A_MARK), STEPS_S[-1])
    for mark in range(0, int(seconds * 95 / 100) + 1, step):
        yield 100 * float(mark * rate) / wide, f"{mark // 60}:{mark % 60:02}"


def _rows(found: Conformed) -> Iterator[Row]:
    for number, change in enumerate(found.changes, 1):
        yield Row(
            number,
            KINDS[change.kind],
            sides_said(change),
            lines_said(change),
            place(change.before, found.before),
            place(change.after, found.after),
            said(change),
        )


def _tally(found: Conformed) -> tuple[tuple[str, int], ...]:
    """Count the changes by kind, in the order of the table of kinds."""
    counts = {kind: sum(change.kind == kind for change in found.changes) for kind in KINDS}
    return tuple((KINDS[kind], count) for kind, count in counts.items() if count)
