"""What became of every piece of one side, picture or sound: what stands, and what was done to the rest. Pure.

Between frames that both versions have lie *parts* that only one has. A part that the editor has elsewhere was
moved; two in the same place that are for one line are a take for another; what is left at the end of a
piece that stands is a trim, and a whole piece that is left was removed or added.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rushes.turnover.conform.align import blocks, kept
from rushes.turnover.conform.joins import Ends, in_runs
from rushes.turnover.conform.lines import Lines, Spoken
from rushes.turnover.conform.model import Change, Kind, Piece, Side, State, Stretch
from rushes.turnover.conform.parts import (
    Part,
    Where,
    another_take,
    frames_in,
    free,
    parts_of,
    replaced,
    retimed,
    shared,
    slipped,
)


@dataclass
class Compared:
    """One side of two versions. changes: all but trims (`ends`); links: pieces that share frames."""

    side: Side
    ours: tuple[Piece, ...]
    theirs: tuple[Piece, ...]
    links: tuple[tuple[int, int], ...] = ()
    same: int = 0
    ends: list[Ends] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    state_ours: list[State] = field(default_factory=list)
    state_theirs: list[State] = field(default_factory=list)
    covered: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Talk:
    """What is said: in the sources, and in each version."""

    lines: Lines
    ours: Spoken
    theirs: Spoken

    def of_ours(self, stretch: Stretch) -> tuple[str, ...]:
        """Return the lines that a stretch of the first cut is about."""
        return self._of(stretch, self.ours)

    def of_theirs(self, stretch: Stretch) -> tuple[str, ...]:
        """Return the lines that a stretch of the editor's version is about."""
        return self._of(stretch, self.theirs)

    def _of(self, stretch: Stretch, spoken: Spoken) -> tuple[str, ...]:
        if stretch.piece.side == "sound":
            return tuple(dict.fromkeys(one.line for one in self.lines.played(stretch)))
        return spoken.under(stretch)


def compared(side: Side, ours: Sequence[Piece], theirs: Sequence[Piece], talk: Talk) -> Compared:
    """Return what became of the pieces of one side."""
    mine, other = blocks(ours, theirs)
    pairs = kept(mine, other)
    links = tuple(dict.fromkeys((mine[a].piece, other[b].piece) for a, b in pairs))
    found = Compared(side, tuple(ours), tuple(theirs), links, sum(mine[a].frames for a, _ in pairs))
    gone = parts_of(ours, mine, [a for a, _ in pairs], talk.of_ours)
    new = parts_of(theirs, other, [b for _, b in pairs], talk.of_theirs)
    found.state_ours = ["gone"] * len(ours)
    found.state_theirs = ["new"] * len(theirs)
    _moved(found, gone, new)
    _exchanged(found, gone, new, talk)
    _covered(found, gone, new)
    _covered(found, new, gone)
    _inside(found, gone, new)
    _ends(found, gone, new)
    _left(found, gone, new)
    _settle_states(found)
    found.changes = in_runs(found.changes)
    return found


def _moved(found: Compared, gone: Sequence[Part], new: Sequence[Part]) -> None:
    """Tell of parts that stand elsewhere: half of the shorter one or more; of several, the longest first."""
    by_key: dict[str, list[Part]] = defaultdict(list)
    for part in new:
        by_key[part.stretch.piece.key].append(part)
    meetings = [
        (common, mine, other)
        for mine in gone
        for other in by_key.get(mine.stretch.piece.key, ())
        if "whole" in (mine.where, other.where)
        and 2 * (common := shared(mine.stretch, other.stretch))
        >= min(mine.stretch.frames, other.stretch.frames)
    ]
    for _, mine, other in sorted(meetings, key=lambda one: -one[0]):
        if not (mine.told or other.told):
            _tell(found, "moved", mine, other, "moved")


def _exchanged(found: Compared, gone: Sequence[Part], new: Sequence[Part], talk: Talk) -> None:
    """Tell of parts in the same place: of another speed or take, slipped, or put in instead."""
    by_gap: dict[int, list[Part]] = defaultdict(list)
    for part in new:
        by_gap[part.gap].append(part)
    rules: tuple[tuple[Callable[[Part, Part], bool], Kind, State], ...] = (
        (retimed, "retimed", "retimed"),
        (lambda one, other: another_take(one, other, talk.lines), "take swapped", "swapped"),
        (slipped, "slipped", "slipped"),
        (replaced, "replaced", "replaced"),
    )
    for rule, kind, state in rules:
        for mine in gone:
            other = next(
                (one for one in free(by_gap.get(mine.gap, ())) if not mine.told and rule(mine, one)), None
            )
            if other is not None:
                _tell(found, kind, mine, other, state)


def _covered(found: Compared, under: Sequence[Part], over: Sequence[Part]) -> None:
    """Take ends for covered, and not for trimmed, where a piece was laid over them and nothing moved for it.

    The other way round, what a piece covered is seen again when it is gone.
    """
    ends: dict[int, list[Part]] = defaultdict(list)
    for part in free(under):
        ends[part.gap].append(part)
    laid: dict[int, list[Part]] = defaultdict(list)
    for part in free(over):
        laid[part.gap].append(part)
    for gap, parts in ends.items():
        above = laid.get(gap, [])
        outer = all(part.where in {"head", "tail"} for part in parts)
        if (
            outer
            and above
            and all(part.where == "whole" for part in above)
            and frames_in(parts) == frames_in(above)
        ):
            for part in parts:
                part.told = True
                found.covered.append(part)


def _inside(found: Compared, gone: Sequence[Part], new: Sequence[Part]) -> None:
    """Tell of what was cut out of the middle of a piece, or put back, where nothing is there instead."""
    filled = {part.gap for part in new if part.where == "whole"}
    emptied = {part.gap for part in gone if part.where == "whole"}
    for part in free(gone):
        if part.where == "inner":
            part.told = True
            if part.gap not in filled:
                found.changes.append(Change("cut out", (found.side,), part.lines, part.stretch))
    for part in free(new):
        if part.where == "inner":
            part.told = True
            if part.gap not in emptied:
                found.changes.append(Change("joined over", (found.side,), part.lines, None, part.stretch))


def _ends(found: Compared, gone: Sequence[Part], new: Sequence[Part]) -> None:
    """Measure the outer ends of all that stands; ends that went with another change are not trims."""
    first_ours, first_theirs = _outermost(found.links), _outermost((b, a) for a, b in found.links)
    last_ours = _outermost(reversed(found.links))
    last_theirs = _outermost((b, a) for a, b in reversed(found.links))
    lost = {(part.number, part.where): part for part in free(gone)}
    gained = {(part.number, part.where): part for part in free(new)}

    def moved(ours: int, theirs: int, where: Where) -> int:
        parts = [lost.get((ours, where)), gained.get((theirs, where))]
        for part in parts:
            if part:
                part.told = True
        less, more = (part.stretch.frames if part else 0 for part in parts)
        return more - less

    for ours, theirs in found.links:
        is_first = first_ours[ours] == theirs and first_theirs[theirs] == ours
        is_last = last_ours[ours] == theirs and last_theirs[theirs] == ours
        head = moved(ours, theirs, "head") if is_first else 0
        tail = moved(ours, theirs, "tail") if is_last else 0
        if head or tail:
            found.ends.append(Ends(ours, theirs, head, tail))


def _outermost(links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return, by the first of each pair, what it is paired with first."""
    found: dict[int, int] = {}
    for one, other in links:
        found.setdefault(one, other)
    return found


def _left(found: Compared, gone: Sequence[Part], new: Sequence[Part]) -> None:
    """Tell of what was removed and what was added."""
    for part in free(gone):
        if part.where == "whole":
            found.changes.append(Change("removed", (found.side,), part.lines, part.stretch))
    for part in free(new):
        if part.where == "whole":
            found.changes.append(Change("added", (found.side,), part.lines, None, part.stretch))


def _tell(found: Compared, kind: Kind, mine: Part, other: Part, state: State) -> None:
    mine.told = other.told = True
    lines = tuple(line for line in mine.lines if line in other.lines) or mine.lines or other.lines
    head = 0
    if kind == "slipped":
        head = (other.stretch.at - mine.stretch.at).__floor__()
    found.changes.append(Change(kind, (found.side,), lines, mine.stretch, other.stretch, head))
    if mine.where == "whole":
        found.state_ours[mine.number] = state
    if other.where == "whole":
        found.state_theirs[other.number] = state


def is_slip(ends: Ends) -> bool:
    """Tell whether a piece is as long as it was and plays other frames."""
    return ends.head + ends.tail == 0


def _settle_states(found: Compared) -> None:
    """Say what became of the pieces that stand, whole or in part."""
    for ours, theirs in found.links:
        found.state_ours[ours] = found.state_theirs[theirs] = "stands"
    parts = [*(part.stretch for part in found.covered)]
    for change in found.changes:
        parts += [stretch for stretch in (change.before, change.after) if stretch and not stretch.whole]
    shorter = {id(stretch.piece) for stretch in parts}
    for pieces, states in ((found.ours, found.state_ours), (found.theirs, found.state_theirs)):
        for number, piece in enumerate(pieces):
            if id(piece) in shorter:
                states[number] = "trimmed"
    for ends in found.ends:
        state: State = "slipped" if is_slip(ends) else "trimmed"
        found.state_ours[ends.ours] = found.state_theirs[ends.theirs] = state
    _cut_in_two(found.state_ours, [ours for ours, _ in found.links])
    _cut_in_two(found.state_theirs, [theirs for _, theirs in found.links])


def _cut_in_two(states: list[State], linked: Sequence[int]) -> None:
    for number, count in Counter(linked).items():
        if count > 1:
            states[number] = "cut in two"


def frames_of(pieces: Iterable[Piece]) -> int:
    """Return how many frames pieces have together."""
    return sum(piece.record.frames for piece in pieces)


def whole(piece: Piece) -> Stretch:
    """Return all of a piece."""
    return Stretch(piece, 0, piece.record.frames)
