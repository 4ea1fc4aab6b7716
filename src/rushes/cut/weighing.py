"""Weighing: what every reading of a scene is worth, and every join of one with one of the next line.

In numbers alone, whole thousandths, each the sum of what the idioms give: a scene has many more joins than
anybody asks about. Of what was chosen `rushes.cut.choose` tells the reasons, from the same idioms.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Self

import numpy as np

from rushes.cut.idioms import (
    OF_A_JOIN,
    OF_A_READING,
    OF_AN_OPENING,
    OF_GOING_ON,
    Weighed,
    join_key,
    weighed,
    worth,
)
from rushes.cut.of_joins import Join, Way
from rushes.cut.path import Same, Worths
from rushes.cut.pauses import Pause, pause_between
from rushes.cut.selects import Bench, Select, take_shot
from rushes.cut.speech import TICKS, ticks
from rushes.cut.tastes import Taste
from rushes.screenplay.model import Line, Scene

_ONE_PERFORMANCE_S = 0.5
"""A line said again within so little is none; the angles of a group are in sync to a frame."""

_WAYS = tuple(sorted(Way, key=lambda way: way.value))

Voice = tuple[bool, bool]
"""Whether a line sounds together with the one before, and whether somebody else speaks it."""


@dataclass(frozen=True)
class Idioms:
    """The idioms with the weights of one taste, by what they are asked of."""

    of_a_reading: Weighed[Select]
    of_the_first: Weighed[Select]
    of_a_join: Weighed[Join]
    of_going_on: Weighed[Join]

    @classmethod
    def of(cls, taste: Taste) -> Self:
        """Weigh them."""
        return cls(
            weighed(OF_A_READING, taste),
            weighed(OF_A_READING + OF_AN_OPENING, taste),
            weighed(OF_A_JOIN, taste),
            weighed(OF_GOING_ON, taste),
        )

    def of_line(self, n: int) -> Weighed[Select]:
        """Return those of a reading of line n of a scene."""
        return self.of_a_reading if n else self.of_the_first

    def of_way(self, way: Way) -> Weighed[Join]:
        """Return those of a join: there are more of one that is no cut."""
        return self.of_a_join + self.of_going_on if way is Way.RUNS_ON else self.of_a_join


@dataclass(frozen=True)
class Weighing:
    """All worths of one scene. lines: those that have a reading."""

    scene: Scene
    lines: tuple[Line, ...]
    bench: Bench
    taste: Taste

    @cached_property
    def selects(self) -> tuple[tuple[Select, ...], ...]:
        """The selects of every line."""
        return tuple(self.bench.selects[line.id] for line in self.lines)

    @cached_property
    def pauses(self) -> tuple[Pause, ...]:
        """What the page has between each line and the next."""
        return tuple(pause_between(self.scene, before.id, now.id) for before, now in pairwise(self.lines))

    @cached_property
    def idioms(self) -> Idioms:
        """The idioms by the weights of the taste."""
        return Idioms.of(self.taste)

    @cached_property
    def alone(self) -> tuple[Worths, ...]:
        """The worth of every select without its neighbours."""
        return tuple(
            np.array([worth(self.idioms.of_line(n), select) for select in selects], np.int64)
            for n, selects in enumerate(self.selects)
        )

    @cached_property
    def same(self) -> tuple[Same, ...]:
        """Which readings of a line are one performance, seen by several cameras."""
        groups = _numbered(self.selects, lambda select: select.clip.angle and select.clip.angle.group)
        both = zip(self.selects, groups, strict=True)
        return tuple(_one_performance(selects, group) for selects, group in both)

    @cached_property
    def joins(self) -> tuple[Worths, ...]:
        """The worth of every join of a select with one of the next line."""
        return tuple(self._joins(n) for n in range(1, len(self.lines)))

    def _joins(self, n: int) -> Worths:
        """Look every pair up by its kind; one that is no cut costs further for how long it has stood."""
        worths: Worths = self._of_kinds[self.voice(n)][self._kinds_of_joins[n - 1]]
        before, now, stood = self.selects[n - 1], self.selects[n], self.stood[n - 1]
        costs: dict[int, int] = {}
        for row, col in self._going_on[n - 1]:
            if stood[row] not in costs:
                join = Join(before[row], now[col], Way.RUNS_ON, stood=stood[row])
                costs[stood[row]] = worth(self.idioms.of_going_on, join)
            worths[row, col] += costs[stood[row]]
        return worths

    @cached_property
    def _of_kinds(self) -> Mapping[Voice, Worths]:
        """What a cut is worth by the number of its kind, and by how voices follow; of kinds that occur."""
        numbers = zip(chain(*self._kinds), chain(*self.selects), strict=True)
        selects, idioms = list(dict(numbers).values()), self.idioms.of_a_join
        occurs: dict[Voice, Same] = defaultdict(lambda: np.zeros(len(Way) * len(selects) ** 2, bool))
        for n, kinds in enumerate(self._kinds_of_joins, start=1):
            occurs[self.voice(n)][kinds] = True
        worths: dict[Voice, Worths] = {}
        for voice, there in occurs.items():
            worths[voice] = np.zeros(len(there), np.int64)
            for kind in np.flatnonzero(there).tolist():
                both, way = divmod(kind, len(Way))
                before, now = divmod(both, len(selects))
                worths[voice][kind] = worth(idioms, Join(selects[before], selects[now], _WAYS[way], *voice))
        return worths

    def kind(self, n: int, row: int, col: int) -> int:
        """Return the kind of a join of a select of line n with one of the line before, as a number."""
        return int(self._kinds_of_joins[n - 1][row, col])

    @cached_property
    def _kinds_of_joins(self) -> tuple[Worths, ...]:
        """The number of every join's kind: of the kinds of both sides, and of its way."""
        count = 1 + max(int(kinds.max()) for kinds in self._kinds)
        both = zip(pairwise(self._kinds), self.ways, strict=True)
        return tuple(
            (before[:, None] * count + now[None, :]) * len(Way) + ways for (before, now), ways in both
        )

    @cached_property
    def _kinds(self) -> tuple[Worths, ...]:
        """The number of every select's kind: all that the idioms of a join may know of it."""
        return _numbered(self.selects, join_key)

    def way(self, n: int, row: int, col: int) -> Way:
        """Tell how a select of line n follows one of the line before."""
        return _WAYS[int(self.ways[n - 1][row, col])]

    @cached_property
    def ways(self) -> tuple[Worths, ...]:
        """The `Way` of every join, by its value."""
        return tuple(self._ways(n) for n in range(1, len(self.lines)))

    def _ways(self, n: int) -> Worths:
        """Return how each select of line n follows each of the line before."""
        ways = np.full((len(self.selects[n - 1]), len(self.selects[n])), Way.OTHER_CLIP.value, np.int64)
        ways[_equal(self._takes[n - 1], self._takes[n])] = Way.OTHER_CAMERA.value
        ways[_equal(self._files[n - 1], self._files[n])] = Way.SKIPS.value
        for row, col in self._going_on[n - 1]:
            ways[row, col] = Way.RUNS_ON.value
        return ways

    @cached_property
    def _files(self) -> tuple[Worths, ...]:
        """The number of every select's clip."""
        return _numbered(self.selects, lambda select: select.clip.file)

    @cached_property
    def _takes(self) -> tuple[Worths, ...]:
        """The number of every select's take, where several cameras shot it."""
        return _numbered(self.selects, _sister)

    @cached_property
    def _going_on(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The pairs of each two lines that one take plays without a cut."""
        both = zip(pairwise(self.selects), self.pauses, strict=True)
        return tuple(tuple(_pairs_that_run_on(a, b, self.bench, pause)) for (a, b), pause in both)

    @cached_property
    def stood(self) -> tuple[tuple[int, ...], ...]:
        """For how many seconds a shot has stood after each select, as far as two lines in a row can tell.

        That is over its line, and over the one before where its take plays both.
        """
        seconds = [[select.seconds for select in selects] for selects in self.selects]
        stood = [[*of_line] for of_line in seconds]
        for n, pairs in enumerate(self._going_on, start=1):
            for row, col in pairs:
                stood[n][col] = seconds[n - 1][row] + seconds[n][col]
        return tuple(map(tuple, stood))

    def voice(self, n: int) -> Voice:
        """Tell whether a line sounds together with the one before, and whether somebody else speaks it."""
        return self._followings[n]

    @cached_property
    def _followings(self) -> tuple[Voice, ...]:
        others = (one.character != other.character for one, other in pairwise(self.lines))
        return (False, False), *((self.dual(n), other) for n, other in enumerate(others, start=1))

    def dual(self, n: int) -> bool:
        """Tell whether a line and the one before it are the two voices of a dual dialogue."""
        return (self.lines[n - 1].id, self.lines[n].id) in self._duals

    @cached_property
    def _duals(self) -> frozenset[tuple[str, str]]:
        """The pairs of lines that sound together: marked lines belong together two by two."""
        pairs, first = set(), None
        for line in self.scene.lines:
            if first is not None and line.dual:
                pairs.add((first, line.id))
                first = None
            else:
                first = line.id if line.dual else None
        return frozenset(pairs)


def _sister(select: Select) -> tuple[str | None, int | None] | None:
    """Return the setup and take that several cameras shot, or None."""
    return take_shot(select.clip) if select.sisters else None


def _one_performance(selects: Sequence[Select], group: Worths) -> Same:
    """Return for every two readings of a line whether two angles of a group show the same instant."""
    alone: Same = np.eye(len(selects), dtype=bool)
    if not (group >= 0).any():
        return alone
    at = np.array([s.start + ticks(s.clip.angle.at_s if s.clip.angle else 0.0) for s in selects], np.int64)
    near = np.abs(at[:, None] - at[None, :]) < _ONE_PERFORMANCE_S * TICKS
    same: Same = alone | (_equal(group, group) & near)
    return same


def _numbered(lines: Sequence[Sequence[Select]], what: Callable[[Select], Hashable]) -> tuple[Worths, ...]:
    """Return for every select of every line the number of what it has in common with others; -1 for None."""
    numbers: dict[Hashable, int] = {None: -1}
    return tuple(
        np.array([numbers.setdefault(what(one), len(numbers) - 1) for one in selects], np.int64)
        for selects in lines
    )


def _equal(before: Worths, now: Worths) -> Same:
    """Return for every pair whether both have the same number."""
    both: Same = (before[:, None] == now[None, :]) & (now >= 0)[None, :]
    return both


def _pairs_that_run_on(
    before: Sequence[Select], now: Sequence[Select], bench: Bench, pause: Pause
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one clip that play on without a cut; only what begins soon after is asked.

    A line's selects of one clip are in the order of time, as on the bench.
    """
    by_clip: dict[str, list[int]] = defaultdict(list)
    for col, select in enumerate(now):
        by_clip[select.clip.file].append(col)
    for row, select in enumerate(before):
        for col in by_clip.get(select.clip.file, ()):
            if now[col].start < select.start:
                continue
            if bench.runs_on(select, now[col], pause):
                yield row, col
            elif now[col].start > select.end:
                break
