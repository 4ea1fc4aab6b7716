"""How far is an editor's version from the first cut?

Unit: none, from 0 (nothing was changed) to 1 (nothing is left). It is the figure by which a first cut is
judged.

*Distance*: what was done, each act by its worth, over what it would cost to throw every piece of the one
version away and to lay in every piece of the other. Pieces are shots and sounds, where a clip runs on
without a cut they are one; picture and sound each count. What is removed, added, moved, cut out, put back,
or taken from another take is one act, however many shots were moved together; a trim is half an act for
each end, so that a roll or a slide is one, and so is a slip, a change of speed, an effect, a switch on or
off, and another choice of the microphones. Whatever follows from an act, as all that moves when a shot gets
longer, costs nothing. Acts on a piece never cost more than to remove it and to lay in another.

*Same*: the share of the frames of both versions that are the same frames of the same clips at the same
speed, in the same order, in picture and in sound: twice the longest common subsequence over the length of
both (the Dice coefficient). It is exact, and no weight is in it; it is told beside the distance, as are the
counts.

Both are the same in either direction. Not counted: room tone, which may be taken from anywhere; tracks of
sound that hold nothing but foreign material (music, effects, new dialogue), which take nothing away from
the first cut, and are told; black that was laid in or closed up; and a side that one of the versions does
not have, as in a list of pictures alone.

Source: edit distance with weights (Levenshtein 1966; Wagner and Fischer 1974), its symmetry and bound by
dividing by the price of starting anew; Dice 1945. That an editing tool be judged by its distance to the
locked cut was proposed for log data of editors; nobody has published one. The weights are set by hand: an
editor's act is one, half of it is what leaves both the choice of the piece and its place alone.
"""  # noqa: D400 -- it is a question

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from rushes.turnover.conform.model import Kind
from rushes.turnover.conform.sides import Compared, is_slip

HALF: Final = Fraction(1, 2)

WORTH: Final[dict[Kind, Fraction]] = {
    "take swapped": Fraction(1),
    "replaced": Fraction(1),
    "moved": Fraction(1),
    "added": Fraction(1),
    "removed": Fraction(1),
    "cut out": Fraction(1),
    "joined over": Fraction(1),
    "slipped": HALF,
    "retimed": HALF,
    "effect": HALF,
    "switched off": HALF,
    "microphones": HALF,
}
"""What an act is worth; trims are counted by their ends."""

END: Final = HALF
"""What the trim of one end is worth."""


def cost_of(side: Compared) -> Fraction:
    """Return the worth of all that was done to one side."""
    acts = sum((WORTH[change.kind] for change in side.changes), Fraction(0))
    ends = (HALF if is_slip(one) else END * ((one.head != 0) + (one.tail != 0)) for one in side.ends)
    return acts + sum(ends, Fraction(0))


def distance_of(sides: Iterable[Compared]) -> float:
    """Return the distance over one side or both, 0 to 1; 0 where there is nothing."""
    known = tuple(sides)
    pieces = sum(len(side.ours) + len(side.theirs) for side in known)
    return float(min(sum(map(cost_of, known), Fraction(0)) / pieces, Fraction(1))) if pieces else 0.0
