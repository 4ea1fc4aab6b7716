"""From a table to the rows of a paper: what each line says of which takes. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any, Final

from rushes.errors import Finding
from rushes.footage.paper.columns import is_of_camera, meanings_of
from rushes.footage.paper.model import Kind, Row
from rushes.footage.paper.reading.cells import (
    TakeSaid,
    camera_in,
    marked,
    marks_of_comment,
    names_in,
    takes_in,
)
from rushes.footage.paper.reading.headings import Heads, heads_of
from rushes.footage.paper.reading.setups import Placed, named, placed
from rushes.footage.paper.reading.tables import Block, Line, Table
from rushes.timecode import NotARate, rate_from

MARKS: Final = {"circled": "circled", "no good": "no_good", "false start": "false_start", "hold": "hold",
                "wild": "wild", "mos": "mos", "pickup": "pickup", "series": "series",
                "status": "status"}  # fmt: skip
"""Columns of marks, and the field that a yes in them sets."""
TRISTATE: Final = ("circled", "no_good", "false_start", "hold")
"""Marks of which a paper may also say that a take has them not."""

_FIELDS = frozenset(field.name for field in fields(Row))


def rows_of(table: Table, kind: Kind, paper: str) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """Return all rows of a table in order, and one finding for each sort of thing that could not be read.

    paper: its name, the subject of the findings.
    """
    rows: list[Row] = []
    unread: list[str] = []
    nameless: list[int] = []
    for block in table.blocks:
        heads = heads_of(block)
        reader = _Reader(kind, heads, block.facts, scenes_alone=_scenes_alone(table))
        for line in _filled_down(block, reader.heads):
            made, doubts = reader.rows(line)
            unread += doubts
            rows += made
            if not made and sum(map(bool, line.cells)) > 2:
                nameless.append(line.number)
    used = {mark for mark in TRISTATE if any(getattr(row, mark) for row in rows)}
    unused: dict[str, Any] = {mark: None for mark in TRISTATE if mark not in used}
    return tuple(replace(row, **unused) for row in rows), tuple(_findings(paper, unread, nameless))


_LETTERED: Final = re.compile(r"\d[\W_]*[^\W_]*[^\W\d_]|\d[/-]\d")


def _scenes_alone(table: Table) -> bool:
    """Tell whether a table names scenes and no setups: no column of them, no 27A among the scenes."""
    if meanings_of(table.headings) & {"setup", "slate"}:
        return False
    blocks = [(heads_of(block), block.lines) for block in table.blocks]
    cells = (cell for heads, lines in blocks for line in lines for cell in heads.all(line, "scene"))
    return not any(_LETTERED.search(cell) for cell in cells)


def _findings(paper: str, unread: Sequence[str], nameless: Sequence[int]) -> Iterator[Finding]:
    if unread:
        more = f" and {len(unread) - 3} more" if len(unread) > 3 else ""
        fact = (
            f"Marks that are neither yes nor no: {'; '.join(unread[:3])}{more}. They were kept as comments."
        )
        yield Finding("paper not understood", paper, fact, "Write x for yes and leave the cell empty for no.")
    if nameless:
        fact = f"{_lines_said(nameless)} name no take and no file."
        yield Finding("paper not understood", paper, fact, "Look whether they should; they were left out.")


def _lines_said(numbers: Sequence[int]) -> str:
    """Say ``Line 7`` or ``Lines 7, 8, 9 and 4 more``."""
    more = f" and {len(numbers) - 3} more" if len(numbers) > 3 else ""
    return ("Line " if len(numbers) == 1 else "Lines ") + ", ".join(map(str, numbers[:3])) + more


_DITTO = frozenset({'"', "''", "〃", "″", "do.", "dto.", "id.", "idem", "ditto", "↓"})


def _filled_down(block: Block, heads: Heads) -> Iterator[Line]:
    """Fill in what is only written once: ditto marks, and the scene of the takes that follow under it.

    A line takes over scene and setup only where it has a take, and no file whose name tells a slate.
    """
    above: list[str] = []
    places = [at for meaning in ("scene", "setup", "slate") for at in heads.of.get(meaning, ())]
    for line in block.lines:
        cells = list(line.cells) + [""] * (len(block.headings) - len(line.cells))
        for at, cell in enumerate(cells[: len(above)]):
            cells[at] = above[at] if cell.strip().casefold() in _DITTO else cell
        now = Line(line.number, tuple(cells))
        told = any(heads.one(now, meaning) for meaning in ("scene", "setup", "slate"))
        by_name = any(named(heads.one(now, meaning)).take for meaning in ("file", "name"))
        if above and heads.one(now, "take") and not (told or by_name):
            for at in places:
                cells[at] = above[at]
        above = cells
        yield Line(line.number, tuple(cells))


@dataclass(frozen=True)
class _Reader:
    """Reads the lines of one block."""

    kind: Kind
    heads: Heads
    facts: Mapping[str, str]
    scenes_alone: bool

    def rows(self, line: Line) -> tuple[list[Row], list[str]]:
        """Return the rows that a line makes, one a take, and the marks that could not be read."""
        made: list[Row] = []
        doubts: list[str] = []
        for said in takes_in(self._cell(line, "take")) or (TakeSaid(None),):
            row, unread = self._row(line, said)
            doubts += [] if made else unread
            if row.file or row.setup or row.scene or (row.start and row.reel):
                made.append(row)
        return made, doubts

    def _cell(self, line: Line, meaning: str) -> str:
        return self.heads.one(line, meaning) or self.facts.get(meaning, "")

    def _row(self, line: Line, said: TakeSaid) -> tuple[Row, list[str]]:
        file, name = self._file(line), self._cell(line, "name")
        place = self._placed(line, said, file, name)
        take = said.take or place.take
        sets, unread = self._marks(line, take)
        comments = [*self.heads.all(line, "comment"), place.rest, said.rest, *unread]
        comment = "; ".join(dict.fromkeys(text.strip() for text in comments if text.strip()))
        row = Row(
            kind=self.kind,
            line_number=line.number,
            scene=place.scene,
            setup=place.setup,
            take=take,
            camera=camera_in(self._cell(line, "camera")),
            file=file or name,
            reel=self._reel(line),
            start=self._cell(line, "start"),
            end=self._cell(line, "end"),
            rate=_rate(self._cell(line, "timecode rate")),
            shot_size=self._cell(line, "shot size"),
            lens=self._lens(line),
            filter=self._cell(line, "filter"),
            fps=self._cell(line, "fps"),
            comment=comment,
            on_camera=names_in(self._cell(line, "on camera")),
            off_camera=names_in(self._cell(line, "off camera")),
            tracks=self._tracks(line),
        )
        return _with(row, (marks_of_comment(comment), place.marks, sets, said.sets)), unread

    def _placed(self, line: Line, said: TakeSaid, file: str, name: str) -> Placed:
        """Return scene and setup by their own cells, else by what the clip is called."""
        cells = [self._cell(line, meaning) for meaning in ("scene", "setup", "slate")]
        told = placed(cells[0], cells[1], cells[2], said.take)
        if self.scenes_alone and told.setup == told.scene:
            told = replace(told, setup=None)
        if told.setup or not (file or name):
            return told
        for text in (name, file):
            by_name = named(text)
            same = said.take in {None, by_name.take} and told.scene in {None, by_name.scene}
            if by_name.setup and same:
                return replace(by_name, rest=told.rest)
        return told

    def _file(self, line: Line) -> str:
        """Return the file that a line names; of several cameras, in a column each, all of them."""
        files = self.heads.all(line, "file")
        of_cameras = [at for at in self.heads.of.get("file", ()) if is_of_camera(self.heads.headings[at])]
        return ", ".join(files) if len(of_cameras) > 1 else next(iter(files), "")

    def _reel(self, line: Line) -> str:
        order = ("sound reel", "reel") if self.kind == "sound report" else ("reel",)
        return next((reel for meaning in order if (reel := self._cell(line, meaning))), "")

    def _lens(self, line: Line) -> str:
        lens, focal = self._cell(line, "lens"), self._cell(line, "focal length")
        length = f"{focal} mm" if re.fullmatch(r"[\d.,]+(?:\s*-\s*[\d.,]+)?", focal) else focal
        return lens if not length or length.removesuffix(" mm") in lens else f"{lens}, {length}".strip(", ")

    def _tracks(self, line: Line) -> tuple[str, ...]:
        numbers = [int(meaning.split()[1]) for meaning in self.heads.of if meaning.startswith("track ")]
        names = tuple(self.heads.one(line, f"track {n}") for n in range(1, max(numbers, default=0) + 1))
        return names if any(names) else ()

    def _marks(self, line: Line, take: int | None) -> tuple[dict[str, Any], list[str]]:
        """Return what the columns of marks set, and the cells that they could not be read from."""
        sets: dict[str, Any] = {}
        unread = []
        for meaning, field in MARKS.items():
            for at in self.heads.of.get(meaning, ()):
                text = line.cells[at] if at < len(line.cells) else ""
                found = marked(text, field, take)
                if found is None:
                    unread.append(f"{self.heads.headings[at]}: {text}")
                    continue
                sets |= {name: sets.get(name) or value for name, value in found.items()}
        return sets, unread


def _with(row: Row, said: Sequence[Mapping[str, Any]]) -> Row:
    """Return the row with all marks that are set anywhere; a mark once set is not taken back."""
    for sets in said:
        known = {name: value for name, value in sets.items() if name in _FIELDS}
        row = replace(row, **{name: value or getattr(row, name) or value for name, value in known.items()})
    return row


def _rate(text: str) -> Fraction | None:
    """Return the rate in ``23.97 ND``, ``25`` or ``29.97 DF``; None where there is none."""
    found = re.match(r"\d+(?:[.,/]\d+)?", text.strip())
    if not found:
        return None
    written = found[0].replace(",", ".")
    try:
        rate = rate_from({"23.97": "23.976", "23": "23.976"}.get(written, written))
    except NotARate:
        return None
    return rate if rate <= 1000 else None
