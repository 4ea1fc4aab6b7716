"""The choice: one reading for every line of a scene, with its reasons and the choices not taken."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    a_reason,
    join_key,
    thousandths,
    told,
    weighed,
    worth,
)
from rushes.cut.model import Reason
from rushes.cut.of_joins import Join, Way
from rushes.cut.path import Path, Same, Worths, best_path, path_through
from rushes.cut.pauses import Pause, pause_between
from rushes.cut.selects import Bench, Select, take_shot
from rushes.cut.speech import TICKS, ticks
from rushes.cut.tastes import Taste
from rushes.screenplay.model import Line, Scene

MOST_OTHERS = 12
"""Choices not taken that are explained; the lined script holds them all."""
_ONE_PERFORMANCE_S = 0.5
"""A line said again within so little is none; the angles of a group are in sync to a frame."""

_WAYS = tuple(sorted(Way, key=lambda way: way.value))
_RUNS_ON = Way.RUNS_ON.value

Voice = tuple[bool, bool]
"""Whether a line sounds together with the one before, and whether somebody else speaks it."""


@dataclass(frozen=True)
class Other:
    """A select not taken: its worth in this place with the neighbours as chosen, the sum of its reasons."""

    select: Select
    worth: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Choice:
    """The select taken for a line.

    reasons: of the reading and of the join from the line before; so the choices of a scene add up to
    the worth of its path. others: best first; their reasons also say what would change at the join
    to the next line, so their worth compares with this one's. way: how it follows the choice before,
    None for the first of a scene. pause_before, pause_after: what the page has there, None at the
    ends of the scene. margin: what the whole path would lose with another performance here, the rival;
    None without one. second_voice: the line sounds together with the one before (dual dialogue).
    arrival: those of its reasons that are of the join from the line before. told_before: another is as good,
    and it is on the same other way through the scene as that of an earlier line.
    """

    line: Line
    select: Select
    reasons: tuple[Reason, ...]
    others: tuple[Other, ...]
    way: Way | None
    pause_before: Pause | None
    pause_after: Pause | None
    margin: float | None
    rival: Select | None
    second_voice: bool = False
    arrival: tuple[Reason, ...] = ()
    told_before: bool = False

    @property
    def runs_on(self) -> bool:
        """Tell whether the take of the line before simply goes on."""
        return self.way is Way.RUNS_ON


def choose(scene: Scene, bench: Bench, taste: Taste) -> tuple[Choice, ...]:
    """Return the best choice for every line of a scene that has a reading, in story order."""
    lines = [line for line in scene.lines if bench.selects.get(line.id)]
    table = _Table(scene, tuple(lines), bench, taste)
    path = best_path(table.alone, table.joins, table.same)
    told_before = _told_before(table, path)
    return tuple(
        replace(table.choice(n, path.chosen, margin, rival), told_before=n in told_before)
        for n, (margin, rival) in enumerate(zip(path.margins, path.rivals, strict=True))
    )


AS_GOOD = 0.15
"""Below this margin two readings are called as good as each other: 0.15 is 1.5 dB of clear sound."""


def _told_before(table: "_Table", path: Path) -> frozenset[int]:
    """Return the lines whose reading that is as good lies on one other way with that of an earlier line.

    Such a way loses the very same wherever it is joined, and one look decides about all of it.
    """
    told: set[int] = set()
    close = [n for n, margin in enumerate(path.margins) if margin is not None and margin < AS_GOOD * 1000]
    for n in close:
        rival = path.rivals[n]
        if n not in told and rival is not None:
            way = path_through(table.alone, table.joins, n, rival)
            told |= {
                m for m in close if m > n and path.margins[m] == path.margins[n] and way[m] != path.chosen[m]
            }
    return frozenset(told)


@dataclass(frozen=True)
class _Idioms:
    """The idioms with the weights of one taste, by what they are asked of."""

    of_a_reading: Weighed[Select]
    of_the_first: Weighed[Select]
    joining: Weighed[Join]
    going_on: Weighed[Join]

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

    @property
    def running_on(self) -> Weighed[Join]:
        """Those of a join that is no cut."""
        return self.joining + self.going_on


@dataclass(frozen=True)
class _Table:
    """All worths of one scene, each the sum of the reasons that explain it."""

    scene: Scene
    lines: tuple[Line, ...]
    bench: Bench
    taste: Taste
    _told: dict[tuple[object, ...], tuple[Reason, ...]] = field(default_factory=dict)

    @cached_property
    def selects(self) -> tuple[tuple[Select, ...], ...]:
        """The selects of every line."""
        return tuple(self.bench.selects[line.id] for line in self.lines)

    @cached_property
    def pauses(self) -> tuple[Pause, ...]:
        """What the page has between each line and the next."""
        return tuple(
            pause_between(self.scene, before.id, now.id)
            for before, now in zip(self.lines, self.lines[1:], strict=False)
        )

    @cached_property
    def alone(self) -> tuple[Worths, ...]:
        """The worth of every select without its neighbours: the sum of its `own` reasons."""
        return tuple(
            np.array([worth(self._idioms.of_line(n), select) for select in selects], np.int64)
            for n, selects in enumerate(self.selects)
        )

    def own(self, n: int, select: Select) -> tuple[Reason, ...]:
        """Return the reasons of a select of line n without its neighbours."""
        return told(self._idioms.of_line(n), select)

    @cached_property
    def _idioms(self) -> "_Idioms":
        return _Idioms.of(self.taste)

    @cached_property
    def joins(self) -> tuple[Worths, ...]:
        """The worth of every join of a select with one of the next line."""
        return tuple(self._joins(n) for n in range(1, len(self.lines)))

    @cached_property
    def same(self) -> tuple[Same, ...]:
        """Which readings of a line are one performance, seen by several cameras."""
        groups = _numbered(self.selects, lambda select: select.clip.angle and select.clip.angle.group)
        both = zip(self.selects, groups, strict=True)
        return tuple(_one_performance(selects, group) for selects, group in both)

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
            ways[row, col] = _RUNS_ON
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
        both = zip(self.selects, self.selects[1:], self.pauses, strict=False)
        return tuple(tuple(_pairs_that_run_on(a, b, self.bench, pause)) for a, b, pause in both)

    @cached_property
    def _stood(self) -> tuple[tuple[int, ...], ...]:
        """For how many seconds a shot has stood after each select, as far as two lines in a row can tell.

        That is over its line, and over the one before where its take plays both.
        """
        stood = [[select.seconds for select in selects] for selects in self.selects]
        for n, pairs in enumerate(self._going_on, start=1):
            for row, col in pairs:
                stood[n][col] = self.selects[n - 1][row].seconds + self.selects[n][col].seconds
        return tuple(map(tuple, stood))

    def _joins(self, n: int) -> Worths:
        """Look every pair up by its way and by what the idioms may know of the two (see `join_key`)."""
        rows, cols = self._kinds[n - 1], self._kinds[n]
        worths: Worths = self._by_key[self._voice(n)][self.ways[n - 1], rows[:, None], cols[None, :]]
        before, now = self.selects[n - 1], self.selects[n]
        costs: dict[int, int] = {}
        for row, col in self._going_on[n - 1]:
            seconds = self._stood[n - 1][row]
            if seconds not in costs:
                join = Join(before[row], now[col], Way.RUNS_ON, stood=seconds)
                costs[seconds] = worth(self._idioms.going_on, join)
            worths[row, col] += costs[seconds]
        return worths

    @cached_property
    def _kinds(self) -> tuple[Worths, ...]:
        """The number of every select's key; see `join_key`."""
        return _numbered(self.selects, join_key)

    @cached_property
    def _by_key(self) -> Mapping[Voice, Worths]:
        """Worths of joins by way and the numbers of both keys, for each way in which voices follow."""
        pairs = zip(chain(*self._kinds), chain(*self.selects), strict=True)
        kinds, idioms = list(dict(pairs).values()), self._idioms.joining
        voices = {self._voice(n) for n in range(1, len(self.lines))}
        return {
            voice: np.array(
                [[[worth(idioms, Join(a, b, way, *voice)) for b in kinds] for a in kinds] for way in Way],
                np.int64,
            )
            for voice in sorted(voices)
        }

    def _voice(self, n: int) -> Voice:
        """Tell whether a line sounds together with the one before, and whether somebody else speaks it."""
        return self._followings[n]

    @cached_property
    def _followings(self) -> tuple[Voice, ...]:
        others = (one.character != other.character for one, other in pairwise(self.lines))
        return (False, False), *((self._dual(n), other) for n, other in enumerate(others, start=1))

    def _dual(self, n: int) -> bool:
        """Tell whether a line and the one before it are the two voices of a dual dialogue."""
        return (self.lines[n - 1].id, self.lines[n].id) in self._voices

    @cached_property
    def _voices(self) -> frozenset[tuple[str, str]]:
        """Return the pairs of lines that sound together: marked lines belong together two by two."""
        pairs, first = set(), None
        for line in self.scene.lines:
            if first is not None and line.dual:
                pairs.add((first, line.id))
                first = None
            else:
                first = line.id if line.dual else None
        return frozenset(pairs)

    def way(self, n: int, row: int, col: int) -> Way:
        """Tell how a select of line n follows one of the line before."""
        return _WAYS[int(self.ways[n - 1][row, col])]

    def between(self, n: int, row: int, col: int) -> tuple[Reason, ...]:
        """Return the reasons of a join from line n - 1 to line n; told once for each pair of clips."""
        before, now = self.selects[n - 1][row], self.selects[n][col]
        way, voice = self.way(n, row, col), self._voice(n)
        idioms = self._idioms.running_on if way is Way.RUNS_ON else self._idioms.joining
        stood = self._stood[n - 1][row]
        key = (before.clip.file, now.clip.file, way, *voice, stood, before.is_short, now.is_short)
        if key not in self._told:
            self._told[key] = told(idioms, Join(before, now, way, *voice, stood))
        return self._told[key]

    def choice(self, n: int, chosen: Sequence[int], margin: int | None, rival: int | None) -> Choice:
        """Explain the choice at line n."""
        selects, taken, is_last = self.selects[n], chosen[n], n + 1 == len(chosen)
        arrival = self.between(n, chosen[n - 1], taken) if n else ()
        leaving = () if is_last else self.between(n + 1, taken, chosen[n + 1])
        others = []
        for r in self._best_others(n, chosen):
            arrived = self.between(n, chosen[n - 1], r) if n else ()
            left = () if is_last else exchanged(self.between(n + 1, r, chosen[n + 1]), leaving)
            given = self.own(n, selects[r]) + arrived + left
            others.append(Other(selects[r], thousandths(given) / 1000, given))
        return Choice(
            line=self.lines[n],
            select=selects[taken],
            reasons=self.own(n, selects[taken]) + arrival,
            others=tuple(sorted(others, key=lambda other: -other.worth)),
            way=self.way(n, chosen[n - 1], taken) if n else None,
            pause_before=self.pauses[n - 1] if n else None,
            pause_after=None if is_last else self.pauses[n],
            margin=None if margin is None else margin / 1000,
            rival=None if rival is None else selects[rival],
            second_voice=n > 0 and self._dual(n),
            arrival=arrival,
        )

    def _best_others(self, n: int, chosen: Sequence[int]) -> Sequence[int]:
        """Return which selects not taken are worth most in their place, as many as are explained."""
        worths = self.alone[n].copy()
        if n:
            worths += self.joins[n - 1][chosen[n - 1]]
        if n + 1 < len(chosen):
            worths += self.joins[n][:, chosen[n + 1]]
        best = np.argsort(-worths, kind="stable")
        return [int(r) for r in best if r != chosen[n]][:MOST_OTHERS]


def exchanged(gained: tuple[Reason, ...], given_up: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Return what it is worth to have other reasons at the next join than those of the choice."""
    if gained == given_up:
        return ()
    return (
        *(a_reason(r.name, r.worth, f"at its end: {r.fact}") for r in gained),
        *(a_reason(r.name, -r.worth + 0.0, f"no longer so at its end: {r.fact}") for r in given_up),
    )


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
    """Give the pairs of one clip that play on without a cut; only what begins soon after is asked."""
    by_clip: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for col, select in enumerate(now):
        by_clip[select.clip.file].append((select.start, col))
    for found in by_clip.values():
        found.sort()
    for row, select in enumerate(before):
        for start, col in by_clip.get(select.clip.file, ()):
            if start < select.start:
                continue
            if bench.runs_on(select, now[col], pause):
                yield row, col
            elif start > select.end:
                break
