"""Whole pages: type, lanes, and the lines of the script that nobody read."""

from collections.abc import Iterator

from rushes.screenplay.emphasis import plain
from rushes.screenplay.model import Kind
from rushes.turnover.lined_script.drawing.shapes import Box, Shape, Sheet, Text
from rushes.turnover.lined_script.drawing.strokes import ink_of
from rushes.turnover.lined_script.layout import Layout
from rushes.turnover.lined_script.page import (
    BASELINE,
    CHARACTER_WIDTH,
    PAGE_WIDTH,
    ROW_HEIGHT,
    Row,
    columns_of,
    runs_right_to_left,
)

NOT_COVERED, IN_PART = "NOT COVERED", "ONLY IN PART"

_GREY, _DARK, _SOFT = "#e4e4e2", "#1b1d20", "#5a6068"
_NUMBER_LEFT, _NUMBER_RIGHT = 54.0, 547.2
_EDGE = 540.0


def sheet_of(layout: Layout, page: int) -> Sheet:
    """Draw a page of the script, from 0."""
    rows = layout.pages.on(page)
    setup = {name: at for at, name in enumerate(layout.setups)}
    under, over = [], []
    for below, above in _gaps(layout, rows):
        under += below
        over.append(above)
    return Sheet(
        page,
        tuple(under),
        tuple(
            ink_of(lane, page, layout.pages, layout.notes, setup[lane.line.setup])
            for lane in layout.lanes[page]
        ),
        (*_page_number(page), *(text for row in rows for text in _type(row))),
        tuple(over),
    )


def title_sheet(layout: Layout) -> Sheet | None:
    """Draw the title page; None where the script has none."""
    if not layout.title_page:
        return None
    told = {key.lower(): plain(value) for key, value in layout.title_page}
    middle = [told.pop(key, "") for key in ("title", "credit", "author", "authors", "source")]
    texts = list(_centred([row for part in middle if part for row in (*part.split("\n"), "")]))
    rows = [row for value in told.values() if value for row in value.split("\n")]
    y = 720 - ROW_HEIGHT * len(rows)
    texts += [
        Text(108, y + at * ROW_HEIGHT, row, right_to_left=runs_right_to_left(row))
        for at, row in enumerate(rows)
    ]
    return Sheet(-1, (), (), tuple(texts))


def _centred(rows: list[str]) -> Iterator[Text]:
    for at, row in enumerate(rows):
        y = 264 + at * ROW_HEIGHT
        yield Text(PAGE_WIDTH / 2, y, row, anchor="middle", right_to_left=runs_right_to_left(row))


def _page_number(page: int) -> Iterator[Text]:
    if page:
        yield Text(_EDGE, 36 + BASELINE, f"{page + 1}.", anchor="end")


def _type(row: Row) -> Iterator[Text]:
    y = row.y + BASELINE
    italic = row.kind is Kind.LYRIC
    if row.text:
        yield Text(row.x, y, row.text, italic=italic, right_to_left=row.right_to_left)
    if row.number:
        yield Text(_NUMBER_LEFT, y, row.number)
        yield Text(_NUMBER_RIGHT, y, row.number)


def _gaps(layout: Layout, rows: tuple[Row, ...]) -> Iterator[tuple[list[Shape], Text]]:
    """Yield a grey box and its words for each line that nobody read, and a bar for one read only in part."""
    by_line: dict[str, list[Row]] = {}
    for row in rows:
        if row.line in layout.missing | layout.in_part:
            by_line.setdefault(row.line or "", []).append(row)
    for line, own in by_line.items():
        left, right = _reach(own, rows)
        top, height = own[0].y - 1, own[-1].y - own[0].y + ROW_HEIGHT + 2
        y = own[0].y + BASELINE - 1
        missing = line in layout.missing
        below: list[Shape] = [Box(left, top, right - left, height, _GREY)] if missing else []
        below.append(Box(left, top, 3 if missing else 1.5, height, _DARK if missing else _SOFT))
        words, colour = (NOT_COVERED, _DARK) if missing else (IN_PART, _SOFT)
        yield (
            below,
            Text(right - 4, y, words, 7.5, "plain", bold=True, colour=colour, anchor="end", halo=not missing),
        )


def _reach(own: list[Row], rows: tuple[Row, ...]) -> tuple[float, float]:
    """Return how far across the page a speech reaches, with room for a word on its right.

    A speech that stands beside another one ends where that one begins.
    """
    sides = [_sides(row) for row in own]
    left = min(side[0] for side in sides)
    at = {row.at for row in own}
    beside = [_sides(row)[0] for row in rows if row.at in at and row.line != own[0].line]
    wall = min((edge - 22 for edge in beside if edge > left), default=_EDGE)
    right = max(max(side[1] for side in sides) + 9, min(left + 330, _EDGE))
    return left - 9, min(right, wall)


def _sides(row: Row) -> tuple[float, float]:
    width = columns_of(row.text) * CHARACTER_WIDTH
    return (row.x - width, row.x) if row.right_to_left else (row.x, row.x + width)
