"""Where each meaning stands in the lines of a block. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from rushes.footage.paper.columns import meaning_of, place_of
from rushes.footage.paper.reading.tables import Block, Line


@dataclass(frozen=True)
class Heads:
    """Which cells of a block's lines have which meaning; the heading that goes before stands first."""

    of: Mapping[str, tuple[int, ...]]
    headings: tuple[str, ...]

    def one(self, line: Line, meaning: str) -> str:
        """Return the first cell of that meaning that is not empty."""
        return next(iter(self.all(line, meaning)), "")

    def all(self, line: Line, meaning: str) -> tuple[str, ...]:
        """Return every cell of that meaning that is not empty."""
        cells = (line.cells[at] for at in self.of.get(meaning, ()) if at < len(line.cells))
        return tuple(cell for cell in cells if cell.strip())


def heads_of(block: Block) -> Heads:
    """Return where each meaning stands in a block."""
    of: dict[str, list[int]] = {}
    for at, heading in enumerate(block.headings):
        if meaning := meaning_of(heading):
            of.setdefault(meaning, []).append(at)
    ordered = {
        meaning: tuple(sorted(places, key=lambda at: (place_of(block.headings[at]), at)))
        for meaning, places in of.items()
    }
    return Heads(ordered, block.headings)
