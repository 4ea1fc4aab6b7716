"""Pace: how long shots last, as a taste wants it and as a cut has it. Lengths are seconds of film.

The lengths of a film's shots are spread like a log-normal distribution: their logarithms like a bell
(Salt, "The Metrics in Cinemetrics"; Redfern 2012 asks for care with the longest shots).
"""

from dataclasses import dataclass
from math import exp
from statistics import NormalDist


@dataclass(frozen=True)
class Pace:
    """How long the pictures of a film last.

    median_s: half of the shots are shorter; the reason `pace` weighs by it. spread: the standard deviation of
    ln(seconds), which is known and not asked for. shortest_s: a split edit leaves no shot shorter. hold_s:
    the longest that one picture stays on who speaks before somebody who listens is shown: about twice the
    median, so that a long line may hold two shots.

    median_s and spread are as fitted to 891 shots of three locked reels of feature films: 2.81 s and 0.73
    (each alone: 2.89 s and 0.80 of 279, 3.03 and 0.76 of 242, 2.63 and 0.63 of 370). `evaluation.pace` takes
    these figures again. Of those shots 6 in 100 last less than a second, and 14 in 100 longer than six.
    """

    median_s: float = 2.8
    spread: float = 0.73
    shortest_s: float = 1.0
    hold_s: float = 6.0

    def quantile(self, share: float) -> float:
        """Return the length in seconds than which a share of the shots, between 0 and 1, is shorter."""
        return self.median_s * exp(self.spread * NormalDist().inv_cdf(share))


@dataclass(frozen=True)
class Splits:
    """Split edits, in which the picture is cut before or after its sound.

    share: of the changes of speaker at which one is wanted, 0 to 1. picture_share: of these, how many have
    the picture first where they can. least_s: how far picture and sound are cut apart at least; most_s,
    picture_most_s: at most, with the sound first and with the picture first.

    In the one locked reel whose picture and dialogue are both at hand 38 cuts between two takes can be judged
    (`evaluation.edit_lists`): 17 are split, 11 of them with the picture first. The picture leads by 6 to 83
    frames at 24, half of the times by a second and more; the sound by 5 to 55, mostly by half a second. Hence
    the defaults.
    """

    share: float = 0.45
    picture_share: float = 0.65
    least_s: float = 0.2
    most_s: float = 1.1
    picture_most_s: float = 3.5
