"""Pace: how long shots last, as a taste wants it and as a cut has it. Lengths are seconds of film.

The lengths of a film's shots are spread like a log-normal distribution: their logarithms like a bell
(Salt, "The Metrics in Cinemetrics"; Redfern 2012 asks for care with the longest shots).
"""

from dataclasses import dataclass
from math import log


@dataclass(frozen=True)
class Pace:
    """How long the pictures of a film last.

    median_s: half of the shots are shorter. spread: the standard deviation of ln(seconds). shortest_s: less
    than this no shot is made to last on purpose. hold_s: the longest that one picture stays on who speaks
    before somebody who listens is shown.
    """

    median_s: float = 2.5
    spread: float = 0.8
    shortest_s: float = 1.0
    hold_s: float = 8.0

    def off(self, seconds: float) -> float:
        """Return by how many spreads a length is longer than the median, below zero when it is shorter."""
        return log(seconds / self.median_s) / self.spread


@dataclass(frozen=True)
class Splits:
    """Split edits, in which the picture is cut before or after its sound.

    share: of the changes of speaker at which one is wanted, 0 to 1. least_s, most_s: how far picture and
    sound are cut apart.
    """

    share: float = 0.4
    least_s: float = 0.24
    most_s: float = 0.72
