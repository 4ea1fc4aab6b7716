"""Acts that are about several pieces at once: rolls, slides, runs that were moved, and black. Pure.

A *roll* moves the cut between two shots: one is longer by as much as the other is shorter. A *slide* moves a
shot between two others, which give way. Shots that were dragged together are one act, and so is black that
was laid in.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rushes.timecode import Span
from rushes.turnover.conform.model import Change, Piece, Stretch, Version

BLACK = "black"
"""What a place without a picture is called."""


@dataclass(frozen=True)
class Ends:
    """A piece that stands in part: by how many frames it begins earlier, and ends later."""

    ours: int
    theirs: int
    head: int
    tail: int


@dataclass(frozen=True)
class Joined:
    """A cut that was moved, or a shot that slid between two cuts.

    going, coming: what goes before it and what comes after. middle: the numbers of the shot that slid, in
    both versions; None of a roll. frames: by how much later.
    """

    going: Ends
    coming: Ends
    frames: int
    middle: tuple[int, int] | None = None


class Neighbours:
    """The pieces of both versions of one side, by what follows on what."""

    def __init__(
        self, ours: Sequence[Piece], theirs: Sequence[Piece], links: Iterable[tuple[int, int]]
    ) -> None:
        """Lay them out by where they begin."""
        self._sides = (ours, theirs)
        self._begin = tuple(_by_start(pieces) for pieces in self._sides)
        self._links = frozenset(links)

    def joins(self, ends: Sequence[Ends]) -> Iterator[Joined]:
        """Yield the rolls and slides that ends make up; each end is of one of them."""
        coming = {(one.ours, one.theirs): one for one in ends if one.head}
        for going in ends:
            if not going.tail:
                continue
            after = self._after((going.ours, going.theirs))
            if after is None:
                continue
            if after in coming and coming[after].head == -going.tail:
                yield Joined(going, coming[after], going.tail)
            elif after in self._links and after not in {(one.ours, one.theirs) for one in ends}:
                beyond = self._after(after)
                if beyond in coming and coming[beyond].head == -going.tail:
                    yield Joined(going, coming[beyond], going.tail, after)

    def _after(self, pair: tuple[int, int]) -> tuple[int, int] | None:
        """Return the pieces that follow on two, one in each version; None where nothing does."""
        after = tuple(
            begin.get(pieces[number].record.end)
            for begin, pieces, number in zip(self._begin, self._sides, pair, strict=True)
        )
        return (after[0], after[1]) if after[0] is not None and after[1] is not None else None


def _by_start(pieces: Sequence[Piece]) -> dict[int, int]:
    found: dict[int, int] = {}
    for number, piece in enumerate(pieces):
        found.setdefault(piece.record.start, number)
    return found


def in_runs(changes: Iterable[Change]) -> list[Change]:
    """Return changes, those as one that moved shots together, each on the heels of the one before."""
    runs: list[Change] = []
    others: list[Change] = []
    for change in changes:
        (runs if change.kind == "moved" else others).append(change)
    made: list[Change] = []
    for change in sorted(runs, key=lambda one: one.before.record.start if one.before else 0):
        if made and _goes_on(made[-1], change):
            assert change.before is not None
            assert change.after is not None
            lines = tuple(dict.fromkeys((*made[-1].lines, *change.lines)))
            along = (*made[-1].along, (change.before, change.after))
            made[-1] = replace(made[-1], lines=lines, along=along)
        else:
            made.append(change)
    return [*made, *others]


def _goes_on(run: Change, change: Change) -> bool:
    """Tell whether a shot follows on the last one of a run, in both versions."""
    last = run.along[-1] if run.along else (run.before, run.after)
    places = zip(last, (change.before, change.after), strict=True)
    return all(one and other and one.record.end == other.record.start for one, other in places)


def black(ours: Version, theirs: Version) -> Iterator[Change]:
    """Yield where one of two versions alone shows nothing; holes as long as each other are the same."""
    holes = [list(_holes(version)) for version in (ours, theirs)]
    lengths = [Counter(hole.frames for hole in found) for found in holes]
    for number, found in enumerate(holes):
        more = lengths[number] - lengths[1 - number]
        for hole in found:
            if more[hole.frames]:
                more[hole.frames] -= 1
                yield Change(
                    "black", ("picture",), before=None if number else hole, after=hole if number else None
                )


def _holes(version: Version) -> Iterator[Stretch]:
    """Yield the places before and between the pictures of a version where nothing is seen."""
    at = 0
    for piece in version.pictures:
        start = piece.record.start
        if start > at and not piece.made:
            record = Span(at, start, version.rate)
            nothing = Piece("picture", BLACK, BLACK, Fraction(0), record, files=(BLACK,))
            yield Stretch(nothing, 0, record.frames)
        if not piece.made:
            at = max(at, piece.record.end)
