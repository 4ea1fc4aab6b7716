"""Matching what was heard to the script: which words are readings of which lines.

One clip at a time, the heard words are laid along the lines of the script by the best path
(dynamic programming in the manner of Needleman and Wunsch 1970). Between readings a path stands
*outside*, remembering the line it read last, so that going on in order is cheap, going back a
little (a reset) costs something, and leaping about costs most. Speech that pays for no line stays
outside: it is off script.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.sound.model import HeardWord

Costs = NDArray[np.float32]
Places = NDArray[np.int32]

_NEVER: Final = np.float32(-1e9)
_MOST_LEFT_OUT: Final = 4
"""How many script words in a row one step may leave out; longer holes break the reading."""


@dataclass(frozen=True)
class Weights:
    """What a path earns for a script word heard, and pays for the rest; one word said right is 1.

    How they were chosen: `evaluation/tune_coverage.py`.
    """

    changed: float = 0.3
    missing: float = 0.45
    added: float = 0.4
    late: float = 0.4
    late_word: float = 0.25
    broken: float = 0.3
    broken_word: float = 0.25
    outside: float = 0.05
    again: float = 0.8
    back: float = 1.0
    back_line: float = 0.1
    ahead: float = 0.5
    leap: float = 3.0
    start: float = 0.08
    long_pause_s: float = 1.2
    pause: float = 0.6


@dataclass(frozen=True)
class Match:
    """One script word of a reading, or a word added between: indices into the line and the heard words."""

    place: int | None
    heard: int | None


@dataclass(frozen=True)
class Passage:
    """A stretch of heard words that reads one line. line: its index. matches: in script order."""

    line: int
    matches: tuple[Match, ...]

    @property
    def first(self) -> int:
        """Index of the first heard word."""
        return min(match.heard for match in self.matches if match.heard is not None)

    @property
    def last(self) -> int:
        """Index of the last heard word."""
        return max(match.heard for match in self.matches if match.heard is not None)


@dataclass
class _Grid:
    """The places of all lines in one row: place j of line i, n + 1 places for n words."""

    words: list[str] = field(default_factory=list)
    line: list[int] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, lines: Sequence[Sequence[str]]) -> "_Grid":
        grid = cls()
        for index, line in enumerate(lines):
            for place, word in enumerate([*line, ""]):
                grid.words.append(word)
                grid.line.append(index)
                grid.place.append(place)
                grid.left.append(len(line) - place)
        return grid


def align(
    lines: Sequence[Sequence[str]], heard: Sequence[HeardWord], weights: Weights | None = None
) -> tuple[Passage, ...]:
    """Return the passages that read a line, in time order, each with its word-by-word matches.

    lines: the words of each script line, in story order. heard: the words of one clip in time order.
    """
    if not heard or not any(lines):
        return ()
    passages = _without_stumbles(_Walk(lines, heard, weights or Weights()).passages(), heard)
    return _with_added([passage for passage in passages if _believable(passage, lines, heard)], heard)


def _believable(passage: Passage, lines: Sequence[Sequence[str]], heard: Sequence[HeardWord]) -> bool:
    """Believe a passage only when what was surely said as written outweighs what was not.

    Two words of a long line are said by chance in any speech; a quarter of it is not.
    """
    script = lines[passage.line]
    said = changed = sure = 0
    for match in passage.matches:
        if match.heard is None:
            continue
        word = heard[match.heard]
        as_written = match.place is not None and word.text == script[match.place]
        said += as_written
        changed += not as_written
        sure += as_written and word.score >= _AN_EVEN_BET
    enough = max(min(2, len(script)), len(script) / 4)
    return sure >= enough and said - changed / 2 >= min(1.5, len(script))


_AN_EVEN_BET: Final = 0.5


_STUMBLE_S: Final = 1.0
_ADDED_S: Final = 0.6
_MOST_ADDED: Final = 5


def _without_stumbles(passages: Sequence[Passage], heard: Sequence[HeardWord]) -> list[Passage]:
    """Join a line broken off with its own continuation: a stumble inside one reading.

    Going on from the middle within a second is a stumble; starting over from the top is a new pass.
    """
    joined: list[Passage] = []
    for passage in passages:
        before = joined[-1] if joined else None
        if before is None or not _stumbles(before, passage, heard):
            joined.append(passage)
            continue
        joined[-1] = _joined(before, passage)
    return joined


def _stumbles(before: Passage, after: Passage, heard: Sequence[HeardWord]) -> bool:
    gap = heard[after.first].in_s - heard[before.last].out_s
    return (
        before.line == after.line
        and before.matches[-1].heard is None
        and after.matches[0].heard is None
        and after.first - before.last <= _MOST_ADDED
        and (gap < _STUMBLE_S or after.first > before.last + 1)
    )


def _joined(before: Passage, after: Passage) -> Passage:
    """Keep the last saying of the words that were said twice; what it replaces was added."""
    going_on = [match for match in after.matches if match.heard is not None]
    turn = min(match.place for match in going_on if match.place is not None)
    said = [
        Match(None, match.heard) if match.place is not None and match.place >= turn else match
        for match in before.matches
        if match.heard is not None
    ]
    between = [Match(None, at) for at in range(before.last + 1, after.first)]
    size = 1 + max(match.place for match in after.matches if match.place is not None)
    return Passage(before.line, _with_missing([*said, *between, *going_on], size))


def _with_missing(heard: Sequence[Match], size: int) -> tuple[Match, ...]:
    """Put the places of a line of `size` words that nobody said where they are missing."""
    matches: list[Match] = []
    next_place = 0
    for match in heard:
        if match.place is not None:
            matches += [Match(place, None) for place in range(next_place, match.place)]
            next_place = match.place + 1
        matches.append(match)
    return (*matches, *(Match(place, None) for place in range(next_place, size)))


def _with_added(passages: Sequence[Passage], heard: Sequence[HeardWord]) -> tuple[Passage, ...]:
    """Give each reading the loose words that run straight on from its end: the actor added them.

    Words that stand nearer to the next reading, or after a pause, stay off script.
    """
    grown: list[Passage] = []
    for index, passage in enumerate(passages):
        limit = passages[index + 1].first if index + 1 < len(passages) else len(heard)
        run = _run_after(passage.last, limit, heard)
        if run and limit < len(heard):
            before = heard[run[0]].in_s - heard[passage.last].out_s
            after = heard[limit].in_s - heard[run[-1]].out_s
            run = run if before <= after else []
        added = tuple(Match(None, at) for at in run)
        grown.append(Passage(passage.line, passage.matches + added))
    return tuple(grown)


def _run_after(last: int, limit: int, heard: Sequence[HeardWord]) -> list[int]:
    run: list[int] = []
    for at in range(last + 1, min(limit, last + 1 + _MOST_ADDED)):
        if heard[at].in_s - heard[at - 1].out_s > _ADDED_S:
            break
        run.append(at)
    while run and not heard[run[-1]].text:  # a breath or a noise is nothing that was said
        run.pop()
    return run


class _Walk:
    """The tables of one alignment and the way back through them."""

    def __init__(self, lines: Sequence[Sequence[str]], heard: Sequence[HeardWord], weights: Weights) -> None:
        self.lines, self.heard, self.weights = lines, heard, weights
        grid = _Grid.of(lines)
        self.words = np.array(grid.words)
        self.line = np.array(grid.line, dtype=np.int32)
        self.place = np.array(grid.place, dtype=np.int32)
        self.left = np.array(grid.left, dtype=np.int32)
        self.starts = np.flatnonzero(self.place == 0).astype(np.int32)
        size, count = len(grid.words), len(heard)
        self.order = self._order_costs()
        self.late = np.where(self.place > 0, weights.late + weights.late_word * self.place, 0).astype(
            np.float32
        )
        self.broken = np.where(self.left > 0, weights.broken + weights.broken_word * self.left, 0).astype(
            np.float32
        )
        self.inside = np.full((count + 1, size), _NEVER, dtype=np.float32)
        self.outside = np.full((count + 1, len(lines) + 1), _NEVER, dtype=np.float32)
        self.outside[0, 0] = 0.0
        self.source = np.full((count + 1, size), -1, dtype=np.int32)
        self.entered = np.full((count + 1, size), -1, dtype=np.int32)
        self.left_from = np.full((count + 1, len(lines) + 1), -1, dtype=np.int32)

    def _order_costs(self) -> Costs:
        """Cost of reading line j after line i - 1; row 0 stands for the beginning of the clip."""
        count, weights = len(self.lines), self.weights
        step = np.arange(count)[None, :] - np.arange(-1, count)[:, None]
        ahead = np.minimum(weights.ahead * (step - 1), weights.leap)
        back = np.minimum(weights.back - weights.back_line * step, weights.leap)
        cost = np.where(step >= 1, ahead, np.where(step == 0, weights.again, back))
        cost[0] = np.minimum(weights.start * np.arange(count), 1.0)
        return np.asarray(cost, dtype=np.float32)

    def passages(self) -> tuple[Passage, ...]:
        for index in range(len(self.heard)):
            self._take(index)
        return self._trace()

    def _take(self, index: int) -> None:
        """Take one heard word: it is said, changed, added, or outside."""
        weights, row = self.weights, index + 1
        inside, pause = self.inside[index], self._pause(index)
        entry = (self.outside[index][:, None] - self.order).max(axis=0)
        came_from = (self.outside[index][:, None] - self.order).argmax(axis=0)
        entering = entry[self.line] - self.late
        going_on = inside - pause
        at = np.maximum(going_on, entering)
        entered = np.where(entering > going_on, came_from[self.line], -1).astype(np.int32)
        start = np.arange(len(at), dtype=np.int32)
        for hole in range(1, _MOST_LEFT_OUT + 1):
            skipped = np.full_like(at, _NEVER)
            skipped[hole:] = going_on[:-hole] - np.float32(weights.missing * hole)
            skipped[self.place < hole] = _NEVER
            better = skipped > at
            at = np.where(better, skipped, at)
            start = np.where(better, np.arange(len(at)) - hole, start).astype(np.int32)
            entered = np.where(better, -1, entered).astype(np.int32)
        same = self.words == self.heard[index].text
        gained = at + np.where(same, np.float32(1.0), np.float32(-weights.changed))
        new, source, came = self.inside[row], self.source[row], self.entered[row]
        new[1:] = np.where(self.left[:-1] > 0, gained[:-1], _NEVER)
        source[1:], came[1:] = start[:-1], entered[:-1]
        added = going_on - np.float32(weights.added)
        better = added > new
        new[better] = added[better]
        source[better] = -2
        came[better] = -1
        self._leave(index)

    def _leave(self, index: int) -> None:
        row = index + 1
        stayed = self.outside[index] - np.float32(self.weights.outside)
        leaving = self.inside[row] - self.broken
        best = np.maximum.reduceat(leaving, self.starts)
        self.outside[row] = stayed
        for line in np.flatnonzero(best > stayed[1:]):
            end = self.starts[line + 1] if line + 1 < len(self.starts) else len(leaving)
            self.outside[row, line + 1] = best[line]
            self.left_from[row, line + 1] = self.starts[line] + int(
                np.argmax(leaving[self.starts[line] : end])
            )

    def _pause(self, index: int) -> np.float32:
        if not index:
            return np.float32(0)
        gap = self.heard[index].in_s - self.heard[index - 1].out_s
        return np.float32(max(0.0, gap - self.weights.long_pause_s) * self.weights.pause)

    def _trace(self) -> tuple[Passage, ...]:
        row = len(self.heard)
        out = int(np.argmax(self.outside[row]))
        passages: list[Passage] = []
        while row > 0:
            place = int(self.left_from[row, out])
            if place < 0:
                row -= 1
                continue
            passage, row, out = self._trace_passage(row, place)
            passages.append(passage)
        return tuple(reversed(passages))

    def _trace_passage(self, row: int, place: int) -> tuple[Passage, int, int]:
        line, first = int(self.line[place]), int(self.starts[self.line[place]])
        matches = [Match(at - first, None) for at in range(place, first + len(self.lines[line]))][::-1]
        while True:
            source, entered = int(self.source[row, place]), int(self.entered[row, place])
            row -= 1
            if source == -2:
                matches.append(Match(None, row))
                continue
            matches.append(Match(place - 1 - first, row))
            matches += [Match(at - first, None) for at in range(place - 2, source - 1, -1)]
            place = source
            if entered >= 0:
                matches += [Match(at - first, None) for at in range(place - 1, first - 1, -1)]
                return Passage(line, tuple(reversed(matches))), row, entered
