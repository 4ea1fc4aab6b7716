"""The choice: one reading for every line of a scene, with its reasons and the choices not taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from rushes.cut.idioms import a_reason, thousandths, told
from rushes.cut.model import Reason
from rushes.cut.of_joins import Join, Way
from rushes.cut.path import Path, Paths
from rushes.cut.pauses import Pause
from rushes.cut.reactions import is_between_faults
from rushes.cut.selects import Bench, Select
from rushes.cut.tastes import Taste
from rushes.cut.weighing import Weighing
from rushes.screenplay.model import Line, Scene

MOST_OTHERS = 12
"""Choices not taken that are explained; the lined script holds them all."""


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
    lines = tuple(line for line in scene.lines if bench.selects.get(line.id))
    weighing = Weighing(scene, lines, bench, taste)
    paths = Paths(weighing.alone, weighing.joins, weighing.same)
    explained, told_before = _Explained(weighing, paths.best), _told_before(weighing, paths)
    return tuple(replace(explained.choice(n), told_before=n in told_before) for n in range(len(lines)))


AS_GOOD = 0.15
"""Below this margin two readings are called as good as each other: 0.15 is 1.5 dB of clear sound."""


def _told_before(weighing: Weighing, paths: Paths) -> frozenset[int]:
    """Return the lines whose reading that is as good lies on one other way with that of an earlier line.

    Such a way loses the very same wherever it is joined, and one look decides about all of it.
    """
    told: set[int] = set()
    chosen, margins = paths.best.chosen, paths.best.margins
    close = [n for n in range(len(margins)) if _is_asked(n, weighing, paths.best)]
    for n in close:
        rival = paths.best.rivals[n]
        if n not in told and rival is not None:
            way = paths.through(n, rival)
            told |= {m for m in close if m > n and margins[m] == margins[n] and way[m] != chosen[m]}
    return frozenset(told)


def _is_asked(n: int, weighing: Weighing, best: Path) -> bool:
    """Tell whether a person is asked about a reading that is as good: they have different faults."""
    margin, rival = best.margins[n], best.rivals[n]
    if margin is None or rival is None or margin >= AS_GOOD * 1000:
        return False
    return is_between_faults(weighing.selects[n][best.chosen[n]], weighing.selects[n][rival])


@dataclass(frozen=True)
class _Explained:
    """The reasons of a scene's choices, and of those not taken; they add up to what was weighed."""

    weighing: Weighing
    path: Path
    _told: dict[tuple[object, ...], tuple[Reason, ...]] = field(default_factory=dict)

    def choice(self, n: int) -> Choice:
        """Explain the choice at line n."""
        weighing, selects, taken = self.weighing, self.weighing.selects[n], self.path.chosen[n]
        arrival, is_last = self._arrival(n, taken), n + 1 == len(self.path.chosen)
        margin, rival = self.path.margins[n], self.path.rivals[n]
        return Choice(
            line=weighing.lines[n],
            select=selects[taken],
            reasons=self._own(n, taken) + arrival,
            others=tuple(sorted(self._others(n), key=lambda other: -other.worth)),
            way=weighing.way(n, self.path.chosen[n - 1], taken) if n else None,
            pause_before=weighing.pauses[n - 1] if n else None,
            pause_after=None if is_last else weighing.pauses[n],
            margin=None if margin is None else margin / 1000,
            rival=None if rival is None else selects[rival],
            second_voice=n > 0 and weighing.dual(n),
            arrival=arrival,
        )

    def _others(self, n: int) -> Iterator[Other]:
        """Yield the choices not taken at line n, as many as are explained."""
        leaving = self._departure(n, self.path.chosen[n])
        for r in self._best_others(n):
            left = exchanged(self._departure(n, r), leaving)
            given = self._own(n, r) + self._arrival(n, r) + left
            yield Other(self.weighing.selects[n][r], thousandths(given) / 1000, given)

    def _best_others(self, n: int) -> Sequence[int]:
        """Return which selects not taken are worth most in their place, as many as are explained."""
        chosen, joins = self.path.chosen, self.weighing.joins
        worths = self.weighing.alone[n].copy()
        if n:
            worths += joins[n - 1][chosen[n - 1]]
        if n + 1 < len(chosen):
            worths += joins[n][:, chosen[n + 1]]
        best = np.argsort(-worths, kind="stable")
        return [int(r) for r in best if r != chosen[n]][:MOST_OTHERS]

    def _own(self, n: int, r: int) -> tuple[Reason, ...]:
        """Return the reasons of a select of line n without its neighbours."""
        return told(self.weighing.idioms.of_line(n), self.weighing.selects[n][r])

    def _arrival(self, n: int, r: int) -> tuple[Reason, ...]:
        """Return the reasons of its join from the choice at the line before."""
        return self._between(n, self.path.chosen[n - 1], r) if n else ()

    def _departure(self, n: int, r: int) -> tuple[Reason, ...]:
        """Return the reasons of its join to the choice at the next line."""
        following = self.path.chosen[n + 1 : n + 2]
        return self._between(n + 1, r, following[0]) if following else ()

    def _between(self, n: int, row: int, col: int) -> tuple[Reason, ...]:
        """Return the reasons of a join from line n - 1 to line n; told once for two clips and a kind."""
        weighing, voice = self.weighing, self.weighing.voice(n)
        before, stood = weighing.selects[n - 1][row], weighing.stood[n - 1][row]
        now = weighing.selects[n][col]
        key = (before.clip.file, now.clip.file, weighing.kind(n, row, col), voice, stood)
        if key not in self._told:
            way = weighing.way(n, row, col)
            self._told[key] = told(weighing.idioms.of_way(way), Join(before, now, way, *voice, stood))
        return self._told[key]


def exchanged(gained: tuple[Reason, ...], given_up: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Return what it is worth to have other reasons at the next join than those of the choice."""
    if gained == given_up:
        return ()
    return (
        *(a_reason(r.name, r.worth, f"at its end: {r.fact}") for r in gained),
        *(a_reason(r.name, -r.worth + 0.0, f"no longer so at its end: {r.fact}") for r in given_up),
    )
