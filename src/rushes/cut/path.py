"""The best path through a scene, and how much better it is than the best path without each choice.

A choice is of a performance: what another camera saw of the same one is no other reading.

Worths are whole thousandths (int64), so that sums are exact, ties are ties, and the same bench gives
the same cut on every machine. O(lines x readings^2), in numpy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Worths = NDArray[np.int64]
Same = NDArray[np.bool_]


@dataclass(frozen=True)
class Path:
    """The choice at every line, and the next best of it.

    chosen: index of the reading by line. margins: how many thousandths the whole path loses when the
    line must take another performance and all else may change; None where there is no other. rivals:
    the index of that other reading, None likewise.
    """

    chosen: tuple[int, ...]
    margins: tuple[int | None, ...]
    rivals: tuple[int | None, ...]


def best_path(alone: Sequence[Worths], joins: Sequence[Worths], same: Sequence[Same] = ()) -> Path:
    """Return the path of greatest worth (see `Paths`)."""
    return Paths(alone, joins, same).best


@dataclass(frozen=True)
class Paths:
    """All paths through a scene, and what the best of them is worth: Viterbi, from both directions.

    alone[i][r]: worth of reading r at line i. joins[i][q, r]: worth of r at line i + 1 after q at line
    i. same[i][q, r]: q and r are one performance; without it each reading is one of its own. Every line
    has a reading.
    """

    alone: Sequence[Worths]
    joins: Sequence[Worths]
    same: Sequence[Same] = ()

    @cached_property
    def best(self) -> Path:
        """The path of greatest worth; of equals that with the earlier reading where they first differ."""
        if not self.alone:
            return Path((), (), ())
        chosen = self._onwards(0, int(np.argmax(self.alone[0] + self._ahead[0])))
        found = [self._next_best(n, reading) for n, reading in enumerate(chosen)]
        return Path(chosen, tuple(margin for margin, _ in found), tuple(rival for _, rival in found))

    def through(self, line: int, reading: int) -> tuple[int, ...]:
        """Return the path of greatest worth that takes one reading at one line."""
        path = [reading]
        for n in range(line - 1, -1, -1):
            path.append(int(np.argmax(self._behind[n] + self.joins[n][:, path[-1]])))
        return (*reversed(path[1:]), *self._onwards(line, reading))

    def _onwards(self, line: int, reading: int) -> tuple[int, ...]:
        """Return the best path from a reading of a line to the last line."""
        path = [reading]
        for n in range(line + 1, len(self.alone)):
            path.append(int(np.argmax(self.joins[n - 1][path[-1]] + self.alone[n] + self._ahead[n])))
        return tuple(path)

    @cached_property
    def _ahead(self) -> Sequence[Worths]:
        """For every reading the greatest worth of what may follow it."""
        ahead = [np.zeros(len(worths), np.int64) for worths in self.alone]
        for n in range(len(self.alone) - 2, -1, -1):
            ahead[n] = (self.joins[n] + (self.alone[n + 1] + ahead[n + 1])[None, :]).max(axis=1)
        return ahead

    @cached_property
    def _behind(self) -> Sequence[Worths]:
        """For every reading the greatest worth of what may lead to it, with its own."""
        behind = [self.alone[0]]
        for n in range(1, len(self.alone)):
            behind.append(self.alone[n] + (behind[-1][:, None] + self.joins[n - 1]).max(axis=0))
        return behind

    def _next_best(self, line: int, chosen: int) -> tuple[int | None, int | None]:
        """Return by how much the best path through any other performance is worse, and its reading."""
        through = self._behind[line] + self._ahead[line]
        kin = self.same[line][chosen] if self.same else np.arange(len(through)) == chosen
        if kin.all():
            return None, None
        others = np.where(kin, np.iinfo(np.int64).min, through)
        rival = int(np.argmax(others))
        return int(through[chosen] - through[rival]), rival
