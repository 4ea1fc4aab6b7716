"""Where does the truth begin or end a reading in a place at which nothing is to be heard?

Unit: edges of true readings. Definition: the start of a reading is *unheard* when no sound begins, or
goes on, in the `WITHIN_S` after it; its end when none does in the `WITHIN_S` before it. A sound is what
stands for `LASTING` steps of 10 ms more than a third of the way from quiet to speech, in dB: quiet and
speech are the levels below which a tenth and nine tenths of the sound lie within two seconds on either
side (levels as in `evaluation.soundtrack`). So a lip that opens is none, a nasal is one. The rule looks
at the sound alone: not at what was found, nor at the words.

Why: a truth that was itself made by a recogniser (that of recorded corpora is) now and then lays the
pause before a word to the word. `WITHIN_S` is what the 95th percentile of the errors must reach, so who
answers rightly from the sound at an unheard edge breaks it. The errors are told with these edges and
without; the former is the figure that counts.
"""  # noqa: D400 -- it is a question

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from evaluation.readings import Matching
from evaluation.score import Score, tally
from evaluation.soundtrack import STEP_S, Levels
from evaluation.truth import Truth

WITHIN_S: Final = 0.08
AROUND_S: Final = 2.0
LASTING: Final = 3

Edge = tuple[str, float]
"""A clip and a second of it."""


@dataclass(frozen=True)
class Unheard:
    """The edges of true readings at which nothing is to be heard."""

    starts: frozenset[Edge] = frozenset()
    ends: frozenset[Edge] = frozenset()


ALL_HEARD: Final = Unheard()


def unheard(truth: Truth, levels_of: Callable[[str], Levels]) -> Unheard:
    """Return the unheard edges of all readings. levels_of: gives a clip's levels by its file's name."""
    starts: set[Edge] = set()
    ends: set[Edge] = set()
    for take in truth.takes:
        level = levels_of(take.file)
        lines = [one for one in take.readings if one.line is not None]
        starts |= {(one.file, one.in_s) for one in lines if _is_flat(level, one.in_s, one.in_s + WITHIN_S)}
        ends |= {(one.file, one.out_s) for one in lines if _is_flat(level, one.out_s - WITHIN_S, one.out_s)}
    return Unheard(frozenset(starts), frozenset(ends))


def _is_flat(level: Levels, start_s: float, end_s: float) -> bool:
    """Tell whether no sound lasts in a stretch; none does outside of all sound."""
    around = _between(level, start_s - AROUND_S, end_s + AROUND_S)
    quiet, speech = np.percentile(around, (10, 90)) if around.size else (0.0, 0.0)
    last_s = (LASTING - 1) * STEP_S
    loud = _between(level, start_s - last_s, end_s + last_s) > quiet + (speech - quiet) / 3
    runs = np.convolve(loud, np.ones(LASTING), mode="valid") if loud.size >= LASTING else np.zeros(0)
    return not bool((runs >= LASTING).any())


def _between(level: Levels, start_s: float, end_s: float) -> Levels:
    return level[max(0, round(start_s / STEP_S)) : max(0, round(end_s / STEP_S))]


def heard_starts(matching: Matching, edges: Unheard) -> Matching:
    """Return a matching without the pairs whose true start is unheard."""
    heard = [pair for pair in matching.pairs if (pair[0].file, pair[0].in_s) not in edges.starts]
    return replace(matching, pairs=tuple(heard))


def heard_ends(matching: Matching, edges: Unheard) -> Matching:
    """Return a matching without the pairs whose true end is unheard."""
    heard = [pair for pair in matching.pairs if (pair[0].file, pair[0].out_s) not in edges.ends]
    return replace(matching, pairs=tuple(heard))


def unheard_starts(matching: Matching, edges: Unheard) -> Score:
    """Return at how many starts of matched readings the truth has no sound."""
    return tally(len(matching.pairs) - len(heard_starts(matching, edges).pairs), len(matching.pairs))


def unheard_ends(matching: Matching, edges: Unheard) -> Score:
    """Return at how many ends of matched readings the truth has no sound."""
    return tally(len(matching.pairs) - len(heard_ends(matching, edges).pairs), len(matching.pairs))
