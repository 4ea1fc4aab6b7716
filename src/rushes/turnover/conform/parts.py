"""Parts: frames that one of two versions has alone, and how two in the same place belong together. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rushes.turnover.conform.align import Block
from rushes.turnover.conform.lines import Lines
from rushes.turnover.conform.model import Piece, Stretch

Where = Literal["whole", "head", "inner", "tail"]


@dataclass
class Part:
    """Frames of one version alone. number: of its piece. gap: how many blocks in both are before it."""

    number: int
    stretch: Stretch
    where: Where
    gap: int
    lines: tuple[str, ...] = ()
    told: bool = False


def parts_of(
    pieces: Sequence[Piece],
    made: Sequence[Block],
    standing: Sequence[int],
    lines_of: Callable[[Stretch], tuple[str, ...]],
) -> list[Part]:
    """Return the runs of blocks that the other version has not, piece by piece."""
    kept_numbers = set(standing)
    gaps, count = [], 0
    for number in range(len(made)):
        gaps.append(count)
        count += number in kept_numbers
    runs: dict[int, list[list[int]]] = defaultdict(list)
    last: dict[int, int] = {}
    for number, block in enumerate(made):
        if number not in kept_numbers:
            if last.get(block.piece) == block.start and runs[block.piece]:
                runs[block.piece][-1].append(number)
            else:
                runs[block.piece].append([number])
            last[block.piece] = block.start + block.frames
    parts = []
    for piece, found in runs.items():
        for run in found:
            first, final = made[run[0]], made[run[-1]]
            stretch = Stretch(pieces[piece], first.start, final.start + final.frames)
            parts.append(Part(piece, stretch, _where(stretch), gaps[run[0]], lines_of(stretch)))
    return sorted(parts, key=lambda part: (part.gap, part.stretch.record.start))


def _where(stretch: Stretch) -> Where:
    if stretch.whole:
        return "whole"
    if not stretch.start:
        return "head"
    return "tail" if stretch.end == stretch.piece.record.frames else "inner"


def free(parts: Iterable[Part]) -> Iterator[Part]:
    """Return those of which nothing is told yet."""
    return (part for part in parts if not part.told)


def shared(one: Stretch, other: Stretch) -> int:
    """Return how many frames of their source two stretches of normal speed share."""
    if one.piece.speed != 1 or other.piece.speed != 1:
        return 0
    ends = min(one.at + one.frames, other.at + other.frames)
    return max(0, (ends - max(one.at, other.at)).__floor__())


def retimed(one: Part, other: Part) -> bool:
    """Tell whether two parts play the same of a source, at different speeds."""
    mine, theirs = one.stretch, other.stretch
    if mine.piece.key != theirs.piece.key or mine.piece.speed == theirs.piece.speed:
        return False
    ends = [sorted((part.at, part.at + part.frames * part.piece.speed)) for part in (mine, theirs)]
    return max(ends[0][0], ends[1][0]) <= min(ends[0][1], ends[1][1])


def another_take(one: Part, other: Part, lines: Lines) -> bool:
    """Tell whether two parts are for the same line, and from another take or another reading of it."""
    if "whole" not in (one.where, other.where) or not set(one.lines) & set(other.lines):
        return False
    if one.stretch.piece.foreign or other.stretch.piece.foreign:
        return False
    if one.stretch.piece.key != other.stretch.piece.key:
        return True
    readings = [{(said.line, said.start) for said in lines.played(part.stretch)} for part in (one, other)]
    return all(readings) and not readings[0] & readings[1]


def slipped(one: Part, other: Part) -> bool:
    """Tell whether two pieces of one source are as long, and have no frame in common."""
    return (
        one.where == other.where == "whole"
        and one.stretch.piece.key == other.stretch.piece.key
        and one.stretch.frames == other.stretch.frames
    )


def replaced(one: Part, other: Part) -> bool:
    """Tell whether a part stands exactly where another one stood, as long as it was.

    What is no clip of the film, as a shot that came back from the effects, may be longer over the same line.
    """
    if not one.where == other.where == "whole":
        return False
    foreign = one.stretch.piece.foreign != other.stretch.piece.foreign
    same_line = foreign and bool(set(one.lines) & set(other.lines))
    return one.stretch.frames == other.stretch.frames or same_line


def frames_in(parts: Iterable[Part]) -> int:
    """Return how long parts are together."""
    return sum(part.stretch.frames for part in parts)
