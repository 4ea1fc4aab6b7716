"""The best path through a scene, and how much better it is than the best path without each choice.

A choice is of a performance: what another camera saw of the same one is no other reading.

Worths are whole thousandths (int64), so that sums are exact, ties are ties, and the same bench gives
the same cut on every machine. O(lines x readings^2), in numpy.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
    """Return the path of greatest worth: Viterbi, with max-marginals from both directions.

    alone[i][r]: worth of reading r at line i. joins[i][q, r]: worth of r at line i + 1 after q at line
    i. same[i][q, r]: q and r are one performance; without it each reading is one of its own. Every line
    has a reading. Among equal paths the one with the earlier reading at the first line
    that differs is taken.
    """
    ahead = _ahead(alone, joins)
    chosen: list[int] = []
    behind = alone[0] if alone else np.zeros(0, np.int64)
    margins: list[int | None] = []
    rivals: list[int | None] = []
    for n in range(len(alone)):
        options = alone[n] + ahead[n] + (joins[n - 1][chosen[-1]] if n else 0)
        chosen.append(int(np.argmax(options)))
        if n:
            behind = alone[n] + (behind[:, None] + joins[n - 1]).max(axis=0)
        kin = same[n][chosen[-1]] if same else np.arange(len(options)) == chosen[-1]
        margin, rival = _next_best(behind + ahead[n], chosen[-1], kin)
        margins.append(margin)
        rivals.append(rival)
    return Path(tuple(chosen), tuple(margins), tuple(rivals))


def path_through(
    alone: Sequence[Worths], joins: Sequence[Worths], line: int, reading: int
) -> tuple[int, ...]:
    """Return the path of greatest worth that takes one reading at one line; arguments as of `best_path`."""
    ahead, path = _ahead(alone, joins), [reading]
    for n in range(line + 1, len(alone)):
        path.append(int(np.argmax(joins[n - 1][path[-1]] + alone[n] + ahead[n])))
    behind = [alone[0]]
    for n in range(1, line + 1):
        behind.append(alone[n] + (behind[-1][:, None] + joins[n - 1]).max(axis=0))
    for n in range(line - 1, -1, -1):
        path.insert(0, int(np.argmax(behind[n] + joins[n][:, path[0]])))
    return tuple(path)


def _ahead(alone: Sequence[Worths], joins: Sequence[Worths]) -> list[Worths]:
    """Return for every reading the greatest worth of what may follow it."""
    ahead = [np.zeros(len(worths), np.int64) for worths in alone]
    for n in range(len(alone) - 2, -1, -1):
        ahead[n] = (joins[n] + (alone[n + 1] + ahead[n + 1])[None, :]).max(axis=1)
    return ahead


def _next_best(through: Worths, chosen: int, kin: Same) -> tuple[int | None, int | None]:
    """Return by how much the best path through any other performance is worse, and its reading."""
    if kin.all():
        return None, None
    others = np.where(kin, np.iinfo(np.int64).min, through)
    rival = int(np.argmax(others))
    return int(through[chosen] - through[rival]), rival
