"""The strokes of one lane on one page: straight, wavy, dashed or dotted, with their beginnings and ends."""

import math
from collections.abc import Iterator, Mapping, Sequence

from rushes.turnover.lined_script.drawing.shapes import Ink, Ring, Shape, Stroke, Text
from rushes.turnover.lined_script.lining import (
    LABEL_SIZE,
    Key,
    Label,
    Lane,
    Note,
    Piece,
    Stretch,
    key_of,
    label_width,
    text_width,
)
from rushes.turnover.lined_script.page import ROW_HEIGHT, ROWS, TOP, Pages

COLOURS = (
    *("#1d4fb8", "#b3261e", "#12703a", "#8a3ea8", "#a05a00"),
    *("#007487", "#b3136b", "#5c6400", "#4b3fb0", "#7a3b1d"),
)
"""Inks that stay apart on white paper, each with a contrast of at least 4.5 to it."""

THICK, THIN = 1.15, 0.6
_DASHED, _DOTTED = (4.0, 2.6), (0.8, 2.4)
_WAVE, _SWING, _STEP = 6.0, 1.7, 0.75
"""A wavy line: points from crest to crest, points to either side, points between two points of it."""

_BAR = 3.5
"""Half of the bar at which a take is cut."""

_SMALL = 5.5
"""Points of the type of numbers on a line."""

HEAD, FOOT = TOP - 5.5, TOP + ROWS * ROW_HEIGHT
"""The baseline of labels at the head of a page, and where its last row ends."""


def colour_of(setup: int) -> str:
    """Return the ink of a setup by its place."""
    return COLOURS[setup % len(COLOURS)]


def ink_of(lane: Lane, page: int, pages: Pages, notes: Mapping[Key, Note], setup: int) -> Ink:
    """Draw one lane on one page, from 0."""
    pen = _Pen(lane, page, pages, notes, colour_of(setup))
    return Ink(setup, _said(lane), tuple(pen.lines()), (*pen.labels(), *pen.marks()))


def _said(lane: Lane) -> str:
    """Say what a lane is, for a pointer or an ear."""
    clips = [take.clip for take in lane.line.takes]
    names = ", ".join(clip.name + (" (circled)" if clip.slate.circled else "") for clip in clips)
    lines = {read.reading.line: None for s in lane.line.stretches for read in s.reads}
    first, last = next(iter(lines)), list(lines)[-1]
    return f"{names}: {first}" if first == last else f"{names}: {first} to {last}"


class _Pen:
    """Draws one lane on one page."""

    def __init__(self, lane: Lane, page: int, pages: Pages, notes: Mapping[Key, Note], colour: str) -> None:
        self._lane, self._page, self._pages, self._notes, self._colour = lane, page, pages, notes, colour
        self._first, self._last = page * ROWS, page * ROWS + ROWS - 1
        self._here = [
            (at, stretch)
            for at, stretch in enumerate(lane.line.stretches)
            if stretch.first <= self._last and stretch.last >= self._first
        ]

    def lines(self) -> Iterator[Shape]:
        """Yield the lines themselves, with their beginnings and ends."""
        for at, stretch in self._here:
            x = self._lane.x_of(at)
            for piece in stretch.pieces:
                yield from self._piece(x, piece, stretch)
            if self._holds(stretch.first):
                yield from self._beginning(x, stretch)
            else:
                yield Stroke(((x, HEAD + 2), (x, TOP)), self._colour, THICK)
            if self._holds(stretch.last):
                yield from self._end(x, at, stretch)
            else:
                yield from self._arrow(x)

    def labels(self) -> Iterator[Shape]:
        """Yield the label of the lane at its beginning or at the head of the page, and of its passes."""
        line = self._lane.line
        labelled: list[tuple[float, Stretch]] = []
        highest_first = sorted(self._here, key=lambda here: here[1].first) if line.shared else self._here
        for at, stretch in highest_first:
            x = self._lane.x_of(at)
            start = max(stretch.first, self._first)
            row = self._pages.label_row(start)
            taken = any(x == other and before.first - 1 <= row <= before.last for other, before in labelled)
            if not labelled or not (taken or line.aside[at] or line.shared):
                yield from self._label(line.label, x, row, start)
            elif not line.shared:
                again = f"p{stretch.pass_number}" if stretch.pass_number > 1 else line.label.text
                yield self._small(x + 1.6, self._top(start) + 1.2, again)
            labelled.append((x, stretch))

    def marks(self) -> Iterator[Shape]:
        """Yield the numbers of notes, and the marks of doubt, on the line at the row where they belong."""
        at_row: dict[tuple[float, int], list[Note | None]] = {}
        for at, stretch in self._here:
            for read in stretch.reads:
                note = self._notes.get(key_of(read.reading))
                row = read.left_at if note else read.first
                if self._holds(row) and (note or read.unsure):
                    at_row.setdefault((self._lane.x_of(at), row), []).append(note)
        for (x, row), found in at_row.items():
            yield from self._mark(x, self._top(row) + ROW_HEIGHT, found)
        if self._lane.line.shared:
            yield from self._ends_of_shared()

    def _mark(self, x: float, y: float, notes: Sequence[Note | None]) -> Iterator[Shape]:
        if any(notes):
            yield Ring(x, y, 1.7, 1.7, self._colour, filled=True)
        right = x + 2.8
        for note in notes:
            if note:
                yield self._small(right, y + 1.9, str(note.number), note.number)
                right += text_width(str(note.number), _SMALL)
            if note is None or note.unsure:
                yield self._lettering(right, y + 2.4, "?")
                right += LABEL_SIZE * 0.6
            right += 1.5

    def _ends_of_shared(self) -> Iterator[Shape]:
        """Yield the numbers of the takes at each row where some of a shared line start or stop."""
        starts: dict[int, list[str]] = {}
        stops: dict[int, list[str]] = {}
        for take in self._lane.line.takes:
            number = str(take.clip.slate.take or "")
            starts.setdefault(take.stretches[0].first, []).append(number)
            stops.setdefault(take.stretches[-1].last, []).append(number)
        for rows, below in ((starts, 1.2), (stops, ROW_HEIGHT + 1.2)):
            for row, numbers in rows.items():
                if self._holds(row) and len(rows) > 1:
                    told = ",".join(dict.fromkeys(filter(None, numbers)))
                    yield self._small(self._lane.x + _BAR + 1, self._top(row) + below, told)

    def _piece(self, x: float, piece: Piece, stretch: Stretch) -> Iterator[Shape]:
        first, last = max(piece.first, self._first), min(piece.last, self._last)
        if first > last:
            return
        top = self._top(first) + (1.0 if first == stretch.first else 0.0)
        bottom = self._top(last) + ROW_HEIGHT - (0.6 if last == stretch.last else 0.0)
        dash = _DOTTED if piece.ran == "unread" else _DASHED if piece.unsure else ()
        points = wavy(x, top, bottom) if piece.on_camera is False else ((x, top), (x, bottom))
        yield Stroke(points, self._colour, THIN if piece.ran == "unread" else THICK, dash)

    def _beginning(self, x: float, stretch: Stretch) -> Iterator[Shape]:
        y = self._top(stretch.first) + 1.0
        yield Stroke(((x - 2, y), (x + 2, y)), self._colour, THICK)
        if stretch.late:
            yield self._foot(x, y, stretch.late.begins, 2.2)

    def _end(self, x: float, at: int, stretch: Stretch) -> Iterator[Shape]:
        """Draw the bar of a cut; where the performers go back it reaches over to the next pass."""
        y = self._top(stretch.last) + ROW_HEIGHT - 0.6
        again = self._pass_after(at)
        right = x + _BAR if again is None else max(x + 1.5, self._lane.x_of(again))
        yield Stroke(((x - (_BAR if again is None else 1.5), y), (right, y)), self._colour, THICK)
        if stretch.early:
            yield self._foot(x, y, stretch.early.ends, -2.2)

    def _foot(self, x: float, y: float, word: float, tick: float) -> Stroke:
        """Lead from the line to the very word at which the reading begins or ends."""
        return Stroke(((x, y), (word, y), (word, y + tick)), self._colour, THIN)

    def _arrow(self, x: float) -> Iterator[Shape]:
        """Draw the arrow of a line that goes on over the page."""
        tip = FOOT + 9
        yield Stroke(((x, FOOT), (x, tip)), self._colour, THICK)
        yield Stroke(((x - 2.2, tip - 3.4), (x, tip), (x + 2.2, tip - 3.4)), self._colour, THICK)

    def _label(self, label: Label, x: float, row: int, start: int) -> Iterator[Shape]:
        size = self._lane.label_size
        y = HEAD if row < self._first else self._top(row) + ROW_HEIGHT - 3.2
        left = x - label_width(label, size) / 2
        if row >= self._first and start - row > 1:
            yield Stroke(((x, y + 2), (x, self._top(start) + 1)), self._colour, THIN, _DOTTED)
        yield self._lettering(left, y, label.before, size)
        left += text_width(label.before, size)
        if label.circled:
            wide, side = text_width(label.circled, size), 0.35 * size
            middle = left + side + wide / 2
            yield Ring(middle, y - size * 0.36, wide / 2 + 0.33 * size, size * 0.64, self._colour)
            yield self._lettering(left + side, y, label.circled, size)
            left += wide + 2 * side
        yield self._lettering(left, y, label.after, size)

    def _lettering(self, x: float, y: float, text: str, size: float = LABEL_SIZE) -> Text:
        return Text(x, y, text, size, "plain", bold=True, colour=self._colour, halo=True)

    def _small(self, x: float, y: float, text: str, note: int = 0) -> Text:
        return Text(x, y, text, _SMALL, "plain", bold=True, colour=self._colour, halo=True, note=note)

    def _pass_after(self, at: int) -> int | None:
        """Return the place of the stretch of the same take that follows, if it goes back."""
        stretches = self._lane.line.stretches
        if at + 1 == len(stretches) or stretches[at + 1].clip is not stretches[at].clip:
            return None
        return at + 1 if stretches[at + 1].first <= stretches[at].last else None

    def _holds(self, row: int) -> bool:
        return self._first <= row <= self._last

    def _top(self, row: int) -> float:
        return TOP + (row - self._first) * ROW_HEIGHT


def wavy(x: float, top: float, bottom: float) -> tuple[tuple[float, float], ...]:
    """Return a wavy line down the page; it begins and ends on the straight one."""
    steps = max(2, round((bottom - top) / _STEP))
    swings = max(1, round((bottom - top) / _WAVE))
    return tuple(
        (
            x + _SWING * math.sin(2 * math.pi * swings * step / steps),
            top + (bottom - top) * step / steps,
        )
        for step in range(steps + 1)
    )
