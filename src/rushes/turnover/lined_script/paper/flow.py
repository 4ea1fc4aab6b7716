"""Running text and tables down the pages of a PDF, in the plain face; a new page when one is full."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rushes.turnover.lined_script.drawing import Box, Shape, Stroke, Text
from rushes.turnover.lined_script.drawing.shapes import Anchor, Ring
from rushes.turnover.lined_script.legend import SAMPLE_HEIGHT, SAMPLE_WIDTH
from rushes.turnover.lined_script.lining import Words
from rushes.turnover.lined_script.page import PAGE_WIDTH, runs_right_to_left
from rushes.turnover.lined_script.paper.painter import Painter

_LEFT, _RIGHT, _TOP, _BOTTOM = 54.0, PAGE_WIDTH - 54.0, 72.0, 730.0
_SIZE, _LEAD, _GAP = 9.0, 12.0, 12.0
_INK, _SOFT, _RED, _HAIR = "#1b1d20", "#5a6068", "#b4271e", "#c9cac8"


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its width in points, and where its text is set against."""

    head: str
    width: float
    anchor: Anchor = "start"


class Flow:
    """Sets one part of the document after the other; `part` stands at the foot of its pages."""

    def __init__(self, painter: Painter, title: str, part: str) -> None:
        """Begin on a new page."""
        self._painter, self._foot = painter, f"{title}  \N{MIDDLE DOT}  {part}"
        self._y = _TOP
        self._page()
        painter.bookmark(part)

    def title(self, text: str) -> None:
        """Set the title of the document."""
        for row in self._rows(text, _RIGHT - _LEFT, 24, bold=True):
            self._row(row, 24, 30, bold=True)

    def heading(self, text: str) -> None:
        """Set a heading, never alone at the foot of a page."""
        self._room(70)
        self._y += 14
        self._row(text, 14, 22, bold=True)

    def subheading(self, text: str) -> None:
        """Set a lesser heading."""
        self._room(60)
        self._y += 8
        for row in self._rows(text, _RIGHT - _LEFT, 10, bold=True):
            self._row(row, 10, 16, bold=True)

    def paragraph(self, text: str, *, bold: bool = False) -> None:
        """Set a paragraph."""
        for row in self._rows(text, _RIGHT - _LEFT, _SIZE, bold=bold):
            self._row(row, _SIZE, _LEAD, bold=bold)

    def entry(self, sample: Sequence[Shape], text: str) -> None:
        """Set an entry of the legend beside its drawing."""
        rows = list(self._rows(text, _RIGHT - _LEFT - SAMPLE_WIDTH - 14, _SIZE))
        height = max(SAMPLE_HEIGHT + 5, len(rows) * _LEAD + 5)
        self._room(height)
        self._painter.paint(_moved(shape, _LEFT, self._y) for shape in sample)
        for at, row in enumerate(rows):
            self._text(_LEFT + SAMPLE_WIDTH + 14, self._y + 12 + at * _LEAD, row)
        self._y += height

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Set a table, its head again on every page."""
        self._head(columns)
        for row in rows:
            cells = [
                list(self._rows(text, column.width - 5, 8)) or [""]
                for text, column in zip(row, columns, strict=True)
            ]
            height = max(len(cell) for cell in cells) * 10 + 5
            if self._y + height > _BOTTOM:
                self._page()
                self._head(columns)
            x = _LEFT
            for cell, column in zip(cells, columns, strict=True):
                for at, text in enumerate(cell):
                    edge = x + column.width - _GAP if column.anchor == "end" else x
                    self._text(edge, self._y + 9 + at * 10, text, 8, anchor=column.anchor)
                x += column.width
            self._y += height
            self._rule()
        self._y += 6

    def note(self, lead: str, words: Sequence[Words]) -> None:
        """Set a note: what it is about, then the line as it was read."""
        self._room(2 * _LEAD + 12)
        self._y += 5
        for row in self._rows(lead, _RIGHT - _LEFT, 8, bold=True):
            self._row(row, 8, 11, bold=True)
        backwards = runs_right_to_left("".join(word.text for word in words))
        self._words(words, backwards=backwards)

    def _words(self, words: Sequence[Words], *, backwards: bool) -> None:
        """Set words of several looks, row by row, from the side where they begin."""
        indent, x = _LEFT + 14, 0.0
        room = _RIGHT - indent
        self._room(15)
        for word in words:
            for piece in _pieces(word.text):
                text = Text(0, 0, piece, 10, "courier", colour=_RED if word.look != "said" else _INK)
                wide = self._painter.width(text)
                if x and x + wide > room and not piece.isspace():
                    self._y += 13
                    self._room(15)
                    x = 0.0
                start = _RIGHT - x if backwards else indent + x
                self._piece(piece, word.look, start, wide, backwards=backwards)
                x += wide
        self._y += 16

    def _piece(self, piece: str, look: str, x: float, wide: float, *, backwards: bool) -> None:
        y = self._y + 10
        colour = _INK if look == "said" else _RED
        way = -1 if backwards else 1
        self._painter.paint([Text(x, y, piece, 10, "courier", colour=colour, right_to_left=backwards)])
        if look == "struck":
            self._painter.paint([Stroke(((x, y - 3), (x + way * wide, y - 3)), _RED, 0.9)])

    def _head(self, columns: Sequence[Column]) -> None:
        self._room(40)
        x = _LEFT
        for column in columns:
            edge = x + column.width - _GAP if column.anchor == "end" else x
            self._text(edge, self._y + 9, column.head, 7.5, bold=True, colour=_SOFT, anchor=column.anchor)
            x += column.width
        self._y += 13
        self._rule()

    def _rule(self) -> None:
        self._painter.paint([Box(_LEFT, self._y, _RIGHT - _LEFT, 0.5, _HAIR)])
        self._y += 2

    def _row(self, text: str, size: float, lead: float, *, bold: bool = False) -> None:
        self._room(lead)
        self._text(_LEFT, self._y + size, text, size, bold=bold)
        self._y += lead

    def _text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = _SIZE,
        *,
        bold: bool = False,
        colour: str = _INK,
        anchor: Anchor = "start",
    ) -> None:
        backwards = runs_right_to_left(text)
        if backwards and anchor != "middle":  # its beginning is its right end
            anchor = "end" if anchor == "start" else "start"
        self._painter.paint(
            [Text(x, y, text, size, "plain", bold, False, colour, anchor, backwards)]  # noqa: FBT003
        )

    def _rows(self, text: str, room: float, size: float, *, bold: bool = False) -> Iterator[str]:
        """Break a text into rows of so many points."""
        row = ""
        for piece in _pieces(text):
            tried = row + piece
            if row.strip() and self._painter.width(Text(0, 0, tried.rstrip(), size, "plain", bold)) > room:
                yield row.rstrip()
                tried = piece.lstrip()
            row = tried
        if row.strip():
            yield row.rstrip()

    def _room(self, height: float) -> None:
        if self._y + height > _BOTTOM:
            self._page()

    def _page(self) -> None:
        self._painter.new_page()
        self._y = _TOP - 18
        self._text(_LEFT, 762, self._foot, 7.5, colour=_SOFT)


def _pieces(text: str) -> Iterator[str]:
    """Part a text where a row may be broken: after spaces, hyphens, and between wide letters."""
    piece = ""
    for letter in text:
        piece += letter
        if letter in " -/" or ord(letter) > 0x2E7F:
            yield piece
            piece = ""
    if piece:
        yield piece


def _moved(shape: Shape, x: float, y: float) -> Shape:
    if isinstance(shape, Stroke):
        points = tuple((left + x, top + y) for left, top in shape.points)
        return Stroke(points, shape.colour, shape.width, shape.dash)
    if isinstance(shape, Box):
        return Box(shape.x + x, shape.y + y, shape.width, shape.height, shape.colour)
    if isinstance(shape, Ring):
        return Ring(shape.x + x, shape.y + y, shape.across, shape.down, shape.colour, shape.filled)
    return Text(
        shape.x + x,
        shape.y + y,
        shape.text,
        shape.size,
        shape.face,
        shape.bold,
        shape.italic,
        shape.colour,
        shape.anchor,
    )
