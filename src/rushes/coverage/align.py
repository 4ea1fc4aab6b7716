"""Matching what was heard to the script: which words are readings of which lines.

One clip at a time, the heard words are laid along the lines of the script by the likeliest path
(dynamic programming in the manner of Needleman and Wunsch 1970). What a path earns and pays are
nats: a script word heard in its place earns how much likelier that makes the line than speech in
general, so that a rare word tells more than *the*; a slip (words changed, added or left out) pays
once for beginning and a little for every word. Between readings a path stands *outside*, remembering
the line it read last: going on in order is cheap, going back (a reset) or leaping ahead costs more.
Speech that pays for no line stays outside: it is off script.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.coverage.passages import Match, Passage
from rushes.coverage.plausible import believable, by_chance, in_order
from rushes.coverage.stumbles import with_added, without_stumbles
from rushes.sound.model import HeardWord

Costs = NDArray[np.float64]
Places = NDArray[np.int32]

_NEVER: Final = -1e8
_APART: Final = 1e9
"""More than any path may earn: lifts one line above the other, so that a running best never crosses."""
_SAID, _SLIP, _BEGUN = 0, 1, 2
"""How a path came to a place: with the script's word, within a slip, or from outside."""


@dataclass(frozen=True)
class Weights:
    """What a path pays, in nats.

    Found by a search such as `evaluation/tune_coverage.py` makes; where it found no difference, set by hand.

    slip, slip_word, missing: for beginning a slip, for each word heard in it, each left out.
    late, late_word, broken, broken_word: for beginning after the first word, for ending before the last.
    astray: for beginning late in another line than the next or the same.
    outside: for a word of no line. follow, again, back, ahead, start: for the line after the last one,
    the same again, an earlier one, a later one; for a clip that begins elsewhere than the scene.
    back_line, ahead_line: times the log of how many lines away.
    pause: a second for pauses longer than `long_pause_s` inside a line. most: a word earns at most.
    """

    slip: float = 3.0
    slip_word: float = 0.3
    missing: float = 0.5
    late: float = 2.5
    late_word: float = 0.2
    astray: float = 2.5
    broken: float = 2.0
    broken_word: float = 0.2
    outside: float = 0.4
    follow: float = 0.1
    again: float = 3.0
    back: float = 4.5
    back_line: float = 1.5
    ahead_line: float = 0.5
    ahead: float = 4.0
    start: float = 1.5
    long_pause_s: float = 1.2
    pause: float = 2.0
    most: float = 7.0


def align(
    lines: Sequence[Sequence[str]], heard: Sequence[HeardWord], weights: Weights | None = None
) -> tuple[Passage, ...]:
    """Return the passages that read a line, in time order, each with its word-by-word matches.

    lines: the words of each script line, in story order. heard: the words of one clip in time order.
    """
    if not heard or not any(lines):
        return ()
    walked = _walked(lines, heard, weights or Weights())
    passages = [passage for passage in walked if not by_chance(passage, lines)]
    passages = without_stumbles(passages, heard)
    passages = [passage for passage in passages if believable(passage, lines, heard)]
    return with_added(in_order(passages, lines), heard)


def _walked(lines: Sequence[Sequence[str]], heard: Sequence[HeardWord], weights: Weights) -> list[Passage]:
    """Walk stretch by stretch, so that the memory needed does not grow with the clip."""
    passages: list[Passage] = []
    for first, after in pairwise(_turns(heard)):
        before = passages[-1].line if passages else None
        walk = _Walk(lines, heard[first:after], weights, before)
        passages += [passage.later(first) for passage in walk.passages()]
    return passages


def _turns(heard: Sequence[HeardWord]) -> list[int]:
    """Return where stretches begin: at pauses that no line goes on after, some hundred words apart."""
    turns = [0]
    for at in range(1, len(heard)):
        words, pause_s = at - turns[-1], heard[at].in_s - heard[at - 1].out_s
        if words >= _STRETCH and pause_s >= (_LONG_SILENCE_S if words < _MOST_WORDS else _ANY_SILENCE_S):
            turns.append(at)
    return [*turns, len(heard)]


_STRETCH, _MOST_WORDS = 300, 2000
_LONG_SILENCE_S, _ANY_SILENCE_S = 4.0, 1.0


def background(lines: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return how likely each word of the script is in any speech, from how often the script has it.

    By absolute discounting (Ney, Essen and Kneser 1994): what the script has once is no habit of its.
    """
    counts = Counter(word for line in lines for word in line)
    total = sum(counts.values())
    rest = _DISCOUNT * len(counts) / total / _OTHER_WORDS if total else 0.0
    return {word: (count - _DISCOUNT) / total + rest for word, count in counts.items()}


_DISCOUNT: Final = 0.75
_OTHER_WORDS: Final = 2000


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


class _Way:
    """The best way found so far to stand at each place: its value, and where it came from."""

    def __init__(self, size: int) -> None:
        self.value = np.full(size, _NEVER)
        self.source = np.arange(size, dtype=np.int32)
        self.mode = np.zeros(size, dtype=np.int32)
        self.last = np.full(size, -1, dtype=np.int32)

    def offer(self, value: Costs, source: Places, mode: int | Places, last: Places | int = -1) -> None:
        """Take another way where it is better. last: the line read before, for a way from outside."""
        better = value > self.value
        for kept, given in ((self.value, value), (self.source, source), (self.mode, mode), (self.last, last)):
            np.copyto(kept, given, where=better)

    def one_on(self) -> "_Way":
        """Return these ways one place further on."""
        moved = _Way(len(self.value))
        moved.value[1:], moved.source[1:] = self.value[:-1], self.source[:-1]
        moved.mode[1:], moved.last[1:] = self.mode[:-1], self.last[:-1]
        return moved


class _Walk:
    """The tables of one alignment and the way back through them.

    inside: rows (one more than heard words) x modes x places. outside: rows x (1 + lines), by the line
    read last. A row's `_Way`s tell for each mode how its places were reached.
    """

    def __init__(
        self,
        lines: Sequence[Sequence[str]],
        heard: Sequence[HeardWord],
        weights: Weights,
        before: int | None,
    ) -> None:
        self.lines, self.heard, self.weights = lines, heard, weights
        grid = _Grid.of(lines)
        self.words = np.array(grid.words)
        self.line, self.place, self.left = (
            np.array(column, dtype=np.int32) for column in (grid.line, grid.place, grid.left)
        )
        self.at = np.arange(len(self.words), dtype=np.int32)
        self.starts = np.flatnonzero(self.place == 0).astype(np.int32)
        likely = background(lines)
        self.chance = np.array([max(likely.get(word, 1.0), np.exp(-weights.most)) for word in grid.words])
        self.order = (self._order_costs(0.0), self._order_costs(weights.astray))
        self.late = np.where(self.place > 0, weights.late + weights.late_word * self.place, 0.0)
        broken = np.where(self.left > 0, weights.broken + weights.broken_word * self.left, 0.0)
        self.broken = np.where(self.place > 0, broken, -_NEVER)
        self.lift = _APART * self.line + weights.missing * self.place
        nowhere = _Way(len(self.words))
        self.ways = [(nowhere, nowhere)]
        self.outside = np.full((len(heard) + 1, len(lines) + 1), _NEVER)
        self.outside[0, 0 if before is None else before + 1] = 0.0
        self.left_from = np.full((len(heard) + 1, len(lines) + 1), -1, dtype=np.int32)
        self.left_mode = np.zeros_like(self.left_from)

    def _order_costs(self, astray: float) -> Costs:
        """Return the cost of reading line j after line i - 1; row 0 stands for the beginning of the clip.

        astray: what is paid on top for any line but the next and the same.
        """
        count, weights = len(self.lines), self.weights
        step = np.arange(count)[None, :] - np.arange(-1, count)[:, None]
        behind = weights.back_line * np.log(np.maximum(1, -step))
        ahead = weights.ahead + weights.ahead_line * np.log(np.maximum(1, step))
        cost = np.where(step > 1, ahead, np.where(step == 1, weights.follow, weights.again))
        cost = np.where(step < 0, weights.back + behind, cost)
        cost += np.where((step < 0) | (step > 1), astray, 0.0)
        cost[0] = np.where(np.arange(count) > 0, weights.start + 0.5 * np.log1p(np.arange(count)), 0.0)
        return np.asarray(cost, dtype=np.float64)

    def passages(self) -> tuple[Passage, ...]:
        for index in range(len(self.heard)):
            self._take(index)
        return self._trace()

    def _take(self, index: int) -> None:
        """Take one heard word: it is the script's, or part of a slip, or outside."""
        said, slipped = (way.value - self._pause(index) for way in self.ways[index])
        entering, last = self._entries(index)
        word, weights = self.heard[index], self.weights

        ready = _Way(len(self.words))
        ready.offer(said, self.at, _SAID)
        ready.offer(slipped, self.at, _SLIP)
        for value, mode in ((said - weights.slip, _SAID), (slipped, _SLIP)):
            ready.offer(*self._after_a_hole(value), mode)
        ready.offer(entering, self.at, _BEGUN, last)
        belief = (word.score + (1.0 - word.score) * self.chance) / self.chance
        gain = np.where((self.words == word.text) & (self.left > 0), np.log(np.maximum(belief, 1e-6)), _NEVER)
        ready.value += gain - _HEARD_OTHERWISE
        self.ways.append((ready.one_on(), self._slip(said, slipped, entering, last, word)))
        self._leave(index)

    def _entries(self, index: int) -> tuple[Costs, Places]:
        """Return for each place the best value of beginning there, and the line that was read before."""
        value, last = np.empty(len(self.words)), np.empty(len(self.words), dtype=np.int32)
        for order, places in zip(self.order, (self.place == 0, self.place > 0), strict=True):
            entry, lines = self.outside[index][:, None] - order, self.line[places]
            value[places], last[places] = entry.max(axis=0)[lines], entry.argmax(axis=0)[lines]
        return value - self.late, last

    def _after_a_hole(self, value: Costs) -> tuple[Costs, Places]:
        """Return for each place the best value with words left out before it, and the place before them."""
        lifted = value + self.lift
        best = np.maximum.accumulate(lifted)
        since = np.maximum.accumulate(np.where(lifted >= best, self.at, 0)).astype(np.int32)
        reached, source = np.full_like(value, _NEVER), self.at.copy()
        reached[1:] = np.where(self.place[1:] > 0, best[:-1] - self.lift[1:], _NEVER)
        source[1:] = since[:-1]
        return reached, source

    def _slip(self, said: Costs, slipped: Costs, entering: Costs, last: Places, word: HeardWord) -> _Way:
        """Return how each place is reached when the heard word is added there, or said for another."""
        weights = self.weights
        begin = weights.slip * word.score + _MISHEARD * (1.0 - word.score)
        slip = _Way(len(self.words))
        slip.offer(said - begin, self.at, _SAID)
        slip.offer(slipped, self.at, _SLIP)
        slip.offer(np.where(self.place == 0, entering - begin, _NEVER), self.at, _BEGUN, last)
        slip.value -= weights.slip_word
        slip.value[self.left == 0] = _NEVER
        changed = slip.one_on()
        slip.value[self.place == 0] = _NEVER
        slip.offer(changed.value, changed.source, changed.mode, changed.last)
        return slip

    def _leave(self, index: int) -> None:
        word, row = self.heard[index], index + 1
        leaving = np.stack([way.value for way in self.ways[row]]) - self.broken
        mode, value = leaving.argmax(axis=0), leaving.max(axis=0)
        sure = word.score if word.text else _MISHEARD
        self.outside[row] = self.outside[index] - self.weights.outside * sure
        best = np.maximum.reduceat(value, self.starts)
        for line in np.flatnonzero(best > self.outside[row, 1:]).tolist():
            first = int(self.starts[line])
            place = first + int(np.argmax(value[first : first + len(self.lines[line]) + 1]))
            self.outside[row, line + 1] = best[line]
            self.left_from[row, line + 1], self.left_mode[row, line + 1] = place, mode[place]

    def _pause(self, index: int) -> float:
        if not index:
            return 0.0
        gap = self.heard[index].in_s - self.heard[index - 1].out_s
        return max(0.0, gap - self.weights.long_pause_s) * self.weights.pause

    def _trace(self) -> tuple[Passage, ...]:
        row = len(self.heard)
        out = int(np.argmax(self.outside[row]))
        passages: list[Passage] = []
        while row > 0:
            if self.left_from[row, out] < 0:
                row -= 1
                continue
            passage, row, out = self._trace_passage(row, out)
            passages.append(passage)
        return tuple(reversed(passages))

    def _trace_passage(self, row: int, out: int) -> tuple[Passage, int, int]:
        place, mode = int(self.left_from[row, out]), int(self.left_mode[row, out])
        line = int(self.line[place])
        first, after = int(self.starts[line]), int(self.starts[line]) + len(self.lines[line])
        matches = [Match(at - first, None) for at in range(after - 1, place - 1, -1)]
        while mode != _BEGUN:
            way = self.ways[row][mode]
            source, last = int(way.source[place]), int(way.last[place])
            mode, row = int(way.mode[place]), row - 1
            matches.append(Match(place - 1 - first if source < place else None, row))
            matches += [Match(at - first, None) for at in range(place - 2, source - 1, -1)]
            place = source
        matches += [Match(at - first, None) for at in range(place - 1, first - 1, -1)]
        return Passage(line, tuple(reversed(matches))), row, last


_HEARD_OTHERWISE: Final = 0.1
"""Nats that a word in its place pays: one in ten is heard as another."""
_MISHEARD: Final = 0.4
"""What a word that nobody understood counts for as a slip or as speech off script."""
