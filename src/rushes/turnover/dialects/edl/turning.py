"""Transitions of a list, read as cuts in their middle: each side plays on to there. Pure.

A list says where a transition begins, and how long it lasts; the clip that comes counts from there, and the
one that goes ends there on paper, and plays on in truth. Out of black, and into it, nothing is cut.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rushes.turnover.model import Placed


@dataclass(frozen=True)
class Turn:
    """A dissolve or wipe on a track. at: the frame at which it begins. to_black: nothing comes."""

    track: str
    at: int
    frames: int
    to_black: bool = False


def cut_in_the_middle(placed: Iterable[Placed], turns: Sequence[Turn], film: Fraction) -> list[Placed]:
    """Return the clips of a list with what each plays of its transitions. film: its rate."""
    made = list(placed)
    for turn in turns:
        going = _number(made, turn, lambda one: one.record_out)
        coming = _number(made, turn, lambda one: one.record_in)
        if going is None or turn.frames <= 0:
            continue
        if turn.to_black:
            faded = (*made[going].effects, f"fade to black, {turn.frames} frames")
            made[going] = replace(_longer(made[going], turn.frames, film), effects=faded)
        elif coming is not None and coming != going:
            half = min(turn.frames // 2, made[coming].record_out - made[coming].record_in - 1)
            made[going] = _longer(made[going], half, film)
            made[coming] = _later(made[coming], half, film)
    return made


def _number(placed: Sequence[Placed], turn: Turn, end: Callable[[Placed], int]) -> int | None:
    """Return the number of the clip on a track that ends, or begins, where a transition begins."""
    found = (at for at, one in enumerate(placed) if one.track == turn.track and end(one) == turn.at)
    return next(found, None)


def _longer(one: Placed, frames: int, film: Fraction) -> Placed:
    further = frames * one.speed * one.rate / film
    return replace(one, source_out=one.source_out + further, record_out=one.record_out + frames)


def _later(one: Placed, frames: int, film: Fraction) -> Placed:
    further = frames * one.speed * one.rate / film
    return replace(one, source_in=one.source_in + further, record_in=one.record_in + frames)
