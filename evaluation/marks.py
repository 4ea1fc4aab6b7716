"""What an examiner marks in a cut: how many places were looked at, and where something stands out."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add

from evaluation.score import Score, tally


@dataclass(frozen=True)
class Mark:
    """A place in a cut. event: its number from 1 where it has one; line: of the script; what: a sentence."""

    line: str
    what: str
    event: int = 0

    def __str__(self) -> str:
        """Return it as a person reads it."""
        return f"{f'event {self.event}, ' if self.event else ''}line {self.line}: {self.what}"


@dataclass(frozen=True)
class Marks:
    """What was marked, of how many places that were looked at."""

    judged: int = 0
    found: tuple[Mark, ...] = ()

    def __add__(self, other: "Marks") -> "Marks":
        """Return the marks of two cuts together."""
        return Marks(self.judged + other.judged, self.found + other.found)

    @property
    def many(self) -> Score:
        """How many of how many."""
        return tally(len(self.found), self.judged)

    @property
    def spared(self) -> Score:
        """The share of places in which nothing was marked."""
        return Score(1 - len(self.found) / self.judged if self.judged else None, self.judged)


def in_all(marked: Iterable[Marks]) -> Marks:
    """Return the marks of several cuts together."""
    return reduce(add, marked, Marks())
