"""Which frames of two versions are the same, in the same order. Pure.

The longest sequence of frames that both have, counted exactly (a longest common subsequence), not by where
they stand: a shot that was put in moves all that follows and changes nothing else. Pieces are cut into
blocks wherever any piece of the same source begins or ends, so that a block is in a version whole or not at
all, and blocks are aligned instead of frames.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rushes.errors import Refusal
from rushes.turnover.conform.model import Piece

MOST = 20_000
"""Blocks of a version: ten times those of a long film; more would not be compared in a minute."""


class TooMuch(Refusal):
    """Two versions are made of so many overlapping pieces that no film is."""

    sentence = (
        "They cannot be compared: cut up where either of them cuts, they are more than {0} pieces. "
        "Bring a timeline of one film or reel."
    )


@dataclass(frozen=True)
class Block:
    """Frames of one source that every piece of both versions plays whole or not at all.

    what: source, speed, first frame and frame after the last. piece: the number of its piece; start: its
    first frame, counted from the piece's.
    """

    what: tuple[object, ...]
    piece: int
    start: int
    frames: int


def blocks(ours: Sequence[Piece], theirs: Sequence[Piece]) -> tuple[list[Block], list[Block]]:
    """Return the blocks of both in the order of the film; `TooMuch` for more than `MOST`."""
    edges: dict[str, set[int]] = {}
    for piece in (*ours, *theirs):
        if piece.speed == 1:
            edges.setdefault(piece.key, set()).update((piece.first, piece.after))
    known = {key: sorted(found) for key, found in edges.items()}
    return _blocks(ours, known), _blocks(theirs, known)


def _blocks(pieces: Sequence[Piece], edges: dict[str, list[int]]) -> list[Block]:
    inside = [
        (bisect_right(edges[piece.key], piece.first), bisect_left(edges[piece.key], piece.after))
        if piece.speed == 1
        else (0, 0)
        for piece in pieces
    ]
    if sum(max(0, last - first) + 1 for first, last in inside) > MOST:
        raise TooMuch(MOST)
    made: list[tuple[int, str, Block]] = []
    for number, (piece, (first, last)) in enumerate(zip(pieces, inside, strict=True)):
        if piece.speed != 1:
            what = (piece.key, piece.speed, piece.at, piece.record.frames)
            made.append((piece.record.start, piece.key, Block(what, number, 0, piece.record.frames)))
            continue
        places = [piece.first, *edges[piece.key][first:last], piece.after]
        for begin, end in pairwise(places):
            start = begin - piece.first
            block = Block((piece.key, 1, begin, end), number, start, end - begin)
            made.append((piece.record.start + start, piece.key, block))
    return [block for _, _, block in sorted(made, key=lambda one: one[:2])]


def kept(ours: Sequence[Block], theirs: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the blocks that are in both in the same order, as pairs of numbers; the most frames that can be.

    Turned round, it gives the same pairs.
    """
    if [str(block.what) for block in theirs] < [str(block.what) for block in ours]:
        return [(mine, other) for other, mine in kept(theirs, ours)]
    head = 0
    while head < min(len(ours), len(theirs)) and ours[head].what == theirs[head].what:
        head += 1
    tail = 0
    while tail < min(len(ours), len(theirs)) - head and ours[-1 - tail].what == theirs[-1 - tail].what:
        tail += 1
    middle = _longest(ours[head : len(ours) - tail], theirs[head : len(theirs) - tail])
    return [
        *((number, number) for number in range(head)),
        *((head + mine, head + other) for mine, other in middle),
        *((len(ours) - tail + number, len(theirs) - tail + number) for number in range(tail)),
    ]


def _longest(ours: Sequence[Block], theirs: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the heaviest common subsequence, by a row of the table at a time; only the way back is kept."""
    numbers: dict[tuple[object, ...], int] = {}
    mine = [numbers.setdefault(block.what, len(numbers)) for block in ours]
    other = np.array([numbers.setdefault(block.what, len(numbers)) for block in theirs], np.int32)
    row = np.zeros(len(theirs) + 1, np.int64)
    left: list[np.ndarray] = []
    up: list[np.ndarray] = []
    for number, block in zip(mine, ours, strict=True):
        both = np.where(other == number, row[:-1] + block.frames, 0)
        best = np.maximum.accumulate(np.maximum(row[1:], both))
        left.append(np.packbits(best == np.concatenate(([0], best[:-1]))))
        up.append(np.packbits(best == row[1:]))
        row = np.concatenate(([0], best))
    return _way_back(left, up, len(theirs))


def _way_back(left: Sequence[np.ndarray], up: Sequence[np.ndarray], wide: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    i, j = len(left) - 1, wide - 1
    while i >= 0 and j >= 0:
        byte, bit = divmod(j, 8)
        if up[i][byte] >> (7 - bit) & 1:
            i -= 1
        elif left[i][byte] >> (7 - bit) & 1:
            j -= 1
        else:
            found.append((i, j))
            i, j = i - 1, j - 1
    return found[::-1]
