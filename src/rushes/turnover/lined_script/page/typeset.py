"""Break blocks into pages as the trade does: no heading or cue alone at the foot, MORE and CONT'D."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rushes.screenplay.model import Kind, Screenplay
from rushes.turnover.lined_script.page.blocks import Block, Type, blocks_of
from rushes.turnover.lined_script.page.model import ROWS, LineBlock, Pages, Row

_FEWEST = 2
"""Rows of a paragraph or a speech that may stand alone on either side of a page break."""


@dataclass
class _Paper:
    """What is set so far: `at` is the next free row."""

    at: int = 0
    rows: list[Row] = field(default_factory=list)
    scenes: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """Rows left on the page; all of them at its top."""
        return ROWS - self.at % ROWS

    def new_page(self) -> None:
        """Go to the top of the next page, unless at the top of one."""
        self.at += -self.at % ROWS

    def put(self, rows: Sequence[tuple[Type, ...]], scene: int) -> None:
        """Set rows from here on."""
        first = self.scenes.get(scene, (self.at, 0))[0]
        for row in rows:
            self.rows += [
                Row(self.at, t.x, t.text, t.kind, t.line, t.number, t.right_to_left, t.words) for t in row
            ]
            self.at += 1
        self.scenes[scene] = (first, self.at - 1)


def typeset(screenplay: Screenplay) -> Pages:
    """Set a screenplay; the same screenplay gives the same pages."""
    paper = _Paper()
    blocks = list(blocks_of(screenplay))
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        _put(paper, block, after)
    rows = tuple(paper.rows)
    return Pages(
        count=max(1, -(-paper.at // ROWS)),
        rows=rows,
        blocks=_line_blocks(rows),
        scenes=tuple(paper.scenes.get(place, (0, -1)) for place in range(len(screenplay.scenes))),
        of_line=_by_line(rows),
        taken=frozenset(row.at for row in rows if row.text),
    )


def _put(paper: _Paper, block: Block, after: Block | None) -> None:
    if block.role == "break":
        paper.new_page()
        return
    if paper.at % ROWS:
        gap = block.above
        if paper.left < gap + _needed(block, after):
            paper.new_page()
        else:
            paper.at += gap
    rows: Sequence[tuple[Type, ...]] = block.rows
    while len(rows) > paper.left:
        rows = _split(paper, block, rows)
    paper.put(rows, block.scene)


def _needed(block: Block, after: Block | None) -> int:
    """Return how many rows must fit on this page for the block to begin on it."""
    if block.role == "heading":
        follows = 1 + min(_needed(after, None), 4) if after and after.role != "break" else 0
        return len(block.rows) + follows
    if block.role == "dual":
        return min(len(block.rows), ROWS)
    if block.role == "speech":
        return min(len(block.rows), _least(block.rows) + 1)
    return len(block.rows) if len(block.rows) < 2 * _FEWEST else _FEWEST


def _least(rows: Sequence[tuple[Type, ...]]) -> int:
    """Return the cue and what stands below it, up to the fewest rows of words."""
    words = 0
    for count, row in enumerate(rows, 1):
        words += any(piece.words for piece in row)
        if words == _FEWEST:
            return count
    return len(rows)


def _split(paper: _Paper, block: Block, rows: Sequence[tuple[Type, ...]]) -> Sequence[tuple[Type, ...]]:
    """Set what fits of a block, go to the next page, and return the rest."""
    room = paper.left
    if block.role != "speech":
        keep = max(1, min(room, len(rows) - _FEWEST))
        paper.put(rows[:keep], block.scene)
        paper.new_page()
        return rows[keep:]
    keep = min(room - 1, len(rows) - _FEWEST)
    while keep > _least(rows) and rows[keep - 1][0].kind is Kind.PARENTHETICAL:
        keep -= 1
    keep = max(keep, 2)
    cue = next(row[0] for row in block.rows)
    more = Type(cue.x, "(MORE)", Kind.CHARACTER, cue.line)
    paper.put((*rows[:keep], (more,)), block.scene)
    paper.new_page()
    again = replace(cue, text=_continued(cue.text))
    return ((again,), *rows[keep:])


def _continued(cue: str) -> str:
    told = cue.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").upper()
    return cue if "CONT'D" in told else f"{cue} (CONT'D)"


def _by_line(rows: Sequence[Row]) -> dict[str, tuple[Row, ...]]:
    by_line: dict[str, list[Row]] = {}
    for row in rows:
        if row.line is not None:
            by_line.setdefault(row.line, []).append(row)
    return {line: tuple(own) for line, own in by_line.items()}


def _line_blocks(rows: Sequence[Row]) -> dict[str, LineBlock]:
    blocks: dict[str, LineBlock] = {}
    for row in rows:
        if row.line is None:
            continue
        known = blocks.get(row.line)
        if known is None:
            blocks[row.line] = LineBlock(row.at, -1, row.at)
        elif row.words:
            first = known.first if known.first >= 0 else row.at
            blocks[row.line] = LineBlock(known.cue, first, row.at)
    return {
        line: block if block.first >= 0 else LineBlock(block.cue, block.cue, block.last)
        for line, block in blocks.items()
    }
