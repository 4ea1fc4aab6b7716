"""Lanes: which vertical line runs where, so that no two lie on each other and their labels have room.

Takes are packed as intervals: those that share no row of the script may share a lane. Where a scene has
more takes than lanes fit across the page, the takes of a setup share one line, as on the paper of a script
supervisor who writes ``27A-1 2 3`` above it; who reads the page is told so.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rushes.turnover.lined_script.lining.labels import LABEL_SIZE, Label, label_of, label_width, shared_label
from rushes.turnover.lined_script.lining.stretches import Stretch, Take
from rushes.turnover.lined_script.page import Pages

LEFT, RIGHT = 84.0, 576.0
"""Across the page, where lanes may run: between the scene numbers and the edge of the paper."""

WIDEST, NARROWEST = 46.0, 9.0
"""Points between two lanes: at most, and at least where even setups are too many."""

SMALLEST_LABEL = 3.5
"""Points of the type of a label where the page is crowded."""

PASS_STEP = 5.0
"""Points between two passes of one take."""

MOST_PASSES = 5
"""Passes of one take that are drawn side by side; more share a place."""

_GAP = 5.0


@dataclass(frozen=True)
class TakeLine:
    """What is drawn in one lane: one take, or the takes of a setup where they share a line."""

    takes: tuple[Take, ...]
    label: Label
    first: int
    last: int
    aside: tuple[int, ...]

    @property
    def shared(self) -> bool:
        """Whether several takes share it."""
        return len(self.takes) > 1

    @property
    def setup(self) -> str:
        """The setup it belongs to."""
        return self.takes[0].setup

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """All stretches in it, take by take."""
        return tuple(stretch for take in self.takes for stretch in take.stretches)

    @property
    def width(self) -> float:
        """Points that it needs across the page, its label with it."""
        label = label_width(self.label)
        return max(label, label / 2 + PASS_STEP * max(self.aside) + 4) + _GAP


@dataclass(frozen=True)
class Lane:
    """A take line and where it runs.

    x: of its first pass; passes stand `PASS_STEP` apart to the right. crowded: even setups are too many
    for the page, so that its label is small or its place shared. label_size: points of its type.
    """

    line: TakeLine
    x: float
    crowded: bool = False
    label_size: float = LABEL_SIZE

    def x_of(self, stretch: int) -> float:
        """Return where one of its stretches runs."""
        return self.x + PASS_STEP * self.line.aside[stretch]


def lanes_of(takes: Sequence[Take], pages: Pages) -> tuple[Lane, ...]:
    """Give every take a lane, in order of setup and take within the stretch of script they share."""
    lanes: list[Lane] = []
    for group in _neighbours([_line((take,), pages) for take in takes]):
        lanes += _laid(group, pages)
    return tuple(lanes)


def packed(spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return a lane from 0 for each span of rows, both ends in it, so that none of a lane overlap.

    As few lanes as there can be: first fit in order of beginning is best for intervals. Equal beginnings
    keep their order.
    """
    lanes = [0] * len(spans)
    free_from: list[int] = []
    for at in sorted(range(len(spans)), key=lambda at: spans[at][0]):
        first, last = spans[at]
        lane = next((n for n, row in enumerate(free_from) if row <= first), len(free_from))
        free_from[lane : lane + 1] = [last + 1]
        lanes[at] = lane
    return tuple(lanes)


def _line(takes: tuple[Take, ...], pages: Pages) -> TakeLine:
    """Draw takes as one line, from the row of its label to its last row."""
    stretches = [stretch for take in takes for stretch in take.stretches]
    first = pages.label_row(min(stretch.first for stretch in stretches))
    last = max(stretch.last for stretch in stretches)
    if len(takes) > 1:
        return TakeLine(takes, shared_label(takes), first, last, (0,) * len(stretches))
    aside = packed([(stretch.first, stretch.last) for stretch in stretches])
    return TakeLine(takes, label_of(takes[0].clip), first, last, tuple(lane % MOST_PASSES for lane in aside))


def _neighbours(lines: Sequence[TakeLine]) -> Iterable[list[TakeLine]]:
    """Part lines into groups that share rows, however indirectly; each keeps the order of its lines."""
    ends = sorted((line.first, line.last) for line in lines)
    edges: list[tuple[int, int]] = []
    for first, last in ends:
        if edges and first <= edges[-1][1]:
            edges[-1] = edges[-1][0], max(edges[-1][1], last)
        else:
            edges.append((first, last))
    for first, last in edges:
        yield [line for line in lines if first <= line.first <= last]


def _laid(lines: list[TakeLine], pages: Pages) -> list[Lane]:
    """Lay one group across the page; where it does not fit, let setups share, the largest first."""
    while not _fits(lines):
        sizes = Counter(line.setup for line in lines if not line.shared)
        setup, count = max(sizes.items(), key=lambda item: item[1], default=("", 0))
        if count < 2:
            return _crowded(lines)
        lines = _shared(lines, setup, pages)
    at = _arranged(lines)
    pitch = min(WIDEST, (RIGHT - LEFT) / (max(at) + 1))
    return [Lane(line, _x(line, lane, pitch)) for line, lane in zip(lines, at, strict=True)]


def _x(line: TakeLine, lane: int, pitch: float, size: float = LABEL_SIZE) -> float:
    """Return where a line runs: below the middle of its label."""
    return LEFT + lane * pitch + label_width(line.label, size) / 2


def _fits(lines: Sequence[TakeLine]) -> bool:
    at = packed([(line.first, line.last) for line in lines])
    return (max(at) + 1) * max(line.width for line in lines) <= RIGHT - LEFT


def _shared(lines: Sequence[TakeLine], setup: str, pages: Pages) -> list[TakeLine]:
    """Draw all takes of a setup as one line, in the place of the first of them."""
    own = [line for line in lines if line.setup == setup]
    joined = _line(tuple(take for line in own for take in line.takes), pages)
    place = lines.index(own[0])
    return [*lines[:place], joined, *(line for line in lines[place:] if line.setup != setup)]


def _arranged(lines: Sequence[TakeLine]) -> tuple[int, ...]:
    """Pack lines into lanes, and put the lanes in the order of the first line in each."""
    at = packed([(line.first, line.last) for line in lines])
    order = {lane: place for place, lane in enumerate(dict.fromkeys(at))}
    return tuple(order[lane] for lane in at)


def _crowded(lines: Sequence[TakeLine]) -> list[Lane]:
    """Lay more setups than have room: as near as can be, then over again from the left."""
    at = _arranged(lines)
    room = int((RIGHT - LEFT) / NARROWEST)
    pitch = max(NARROWEST, (RIGHT - LEFT) / (max(at) + 1))
    size = max(SMALLEST_LABEL, LABEL_SIZE * pitch / max(line.width for line in lines))
    return [
        Lane(line, _x(line, lane % room, pitch, size), crowded=True, label_size=size)
        for line, lane in zip(lines, at, strict=True)
    ]
