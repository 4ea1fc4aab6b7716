"""The idioms as a table: each is a small function that looks at one thing and says what it is worth and why.

A choice is worth the sum of its reasons and nothing else; a reason is an idiom's strength times the
taste's weight. Additive terms over a chain of lines are the log terms of a hidden Markov model, so
the best cut is its Viterbi path: Leake, Davis, Truong, Agrawala, "Computational Video Editing for
Dialogue-Driven Scenes", ACM TOG 36(4), 2017 (below: Leake 2017). Every number below was set by
hand; where it matters how, its docstring says so.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from rushes.cut.angles import Size
from rushes.cut.model import Reason, Said
from rushes.cut.of_joins import (
    Join,
    crosses_the_line,
    no_jump_cut,
    pace,
    short_lines_stay,
    sizes_change_by_steps,
    sizes_match,
    voices_together,
    whole_performance,
)
from rushes.cut.of_pictures import (
    Shown,
    exposed_picture,
    listener_seen,
    moves_in,
    of_select,
    own_picture,
    sharp_picture,
    speaker_on_mic,
    speaker_seen,
    start_wide,
    steady_picture,
    who_is_shown,
    whole_picture,
)
from rushes.cut.of_readings import (
    as_written,
    circled,
    clean_air,
    clear_sound,
    marked_no_good,
    quiet_room,
    surely_heard,
    variable_rate,
)
from rushes.cut.selects import Select
from rushes.cut.tastes import Taste, UnknownReason
from rushes.picture.framing import ShotSize

Seen = TypeVar("Seen")


@dataclass(frozen=True)
class Idiom(Generic[Seen]):
    """One line of the table: the reason's name, what says it, and the bounds of its strength."""

    name: str
    say: Callable[[Seen], Said | None]
    least: float
    most: float


Weighed = tuple[tuple[str, Callable[[Seen], Said | None], float], ...]
"""Idioms with the weights of a taste: name, what says it, weight."""

OF_A_READING: tuple[Idiom[Select], ...] = (
    Idiom("as written", as_written, -42.0, 1.0),
    Idiom("surely heard", surely_heard, -60.0, 0.0),
    Idiom("clear sound", clear_sound, -3.0, 0.5),
    Idiom("quiet room", quiet_room, -3.0, 0.0),
    Idiom("clean air", clean_air, -2.0, 0.0),
    Idiom("speaker seen", speaker_seen, -1.0, 1.0),
    Idiom("speaker on mic", speaker_on_mic, -1.0, 1.0),
    Idiom("sharp picture", sharp_picture, -1.0, 0.0),
    Idiom("exposed picture", exposed_picture, -1.0, 0.0),
    Idiom("steady picture", steady_picture, -1.0, 0.0),
    Idiom("whole picture", whole_picture, -1.0, 0.0),
    Idiom("circled", circled, 0.0, 1.0),
    Idiom("marked no good", marked_no_good, -1.0, 0.0),
    Idiom("variable rate", variable_rate, -1.0, 0.0),
    Idiom("moves in", moves_in, -1.0, 1.0),
)
OF_A_PICTURE: tuple[Idiom[Shown], ...] = (
    Idiom("own picture", own_picture, 0.0, 1.0),
    Idiom("speaker seen", who_is_shown, -1.0, 1.0),
    Idiom("listener seen", listener_seen, 0.0, 1.0),
    Idiom("sharp picture", of_select(sharp_picture), -1.0, 0.0),
    Idiom("exposed picture", of_select(exposed_picture), -1.0, 0.0),
    Idiom("steady picture", of_select(steady_picture), -1.0, 0.0),
    Idiom("whole picture", of_select(whole_picture), -1.0, 0.0),
    Idiom("moves in", of_select(moves_in), -1.0, 1.0),
)
OF_AN_OPENING: tuple[Idiom[Select], ...] = (Idiom("start wide", start_wide, 0.0, 1.0),)
OF_A_JOIN: tuple[Idiom[Join], ...] = (
    Idiom("whole performance", whole_performance, 0.0, 1.0),
    Idiom("voices together", voices_together, -1.0, 0.0),
    Idiom("no jump cut", no_jump_cut, -1.0, 0.0),
    Idiom("crosses the line", crosses_the_line, -1.0, 0.0),
    Idiom("sizes change by steps", sizes_change_by_steps, -1.0, 0.0),
    Idiom("sizes match", sizes_match, 0.0, 1.0),
    Idiom("short lines stay", short_lines_stay, -1.0, 0.0),
)
OF_GOING_ON: tuple[Idiom[Join], ...] = (Idiom("pace", pace, -1.5, 0.0),)
"""Idioms of a join may look only at the way of it, at who speaks, and at what `join_key` holds."""

OF_A_SPLIT = ("picture leads", "sound leads")
"""What split edits are worth: see `rushes.cut.splits`."""

NAMES = tuple(
    dict.fromkeys(
        (
            *(idiom.name for idiom in OF_A_READING + OF_AN_OPENING),
            *(idiom.name for idiom in OF_A_PICTURE),
            *(idiom.name for idiom in OF_A_JOIN + OF_GOING_ON),
            *OF_A_SPLIT,
        )
    )
)


def join_key(
    select: Select,
) -> tuple[str | None, Size | None, ShotSize | None, bool, frozenset[str], int, int]:
    """Return all that the idioms of a join may know of a select; equal keys are worth the same."""
    frame, side = select.frame, select.side
    return select.setup, frame.size, frame.step, select.is_short, select.framed, side.line, side.usual


def reasons(idioms: tuple[Idiom[Seen], ...], seen: Seen, taste: Taste) -> tuple[Reason, ...]:
    """Return what a taste's idioms say, worths rounded to thousandths so that sums are exact."""
    return told(weighed(idioms, taste), seen)


def weighed(idioms: tuple[Idiom[Seen], ...], taste: Taste) -> Weighed[Seen]:
    """Return the idioms that a taste gives a weight, with that weight; asked once, they are told often."""
    weights = ((idiom, taste.weight_of(idiom.name)) for idiom in idioms)
    return tuple((idiom.name, idiom.say, weight) for idiom, weight in weights if weight)


def told(idioms: Weighed[Seen], seen: Seen) -> tuple[Reason, ...]:
    """Return the `reasons` that weighed idioms give."""
    found = []
    for name, say, weight in idioms:
        said = say(seen)
        if said is not None:
            found.append(a_reason(name, _in_thousandths(weight, said[0]) + 0.0, said[1]))
    return tuple(found)


@lru_cache(maxsize=10_000)
def a_reason(name: str, worth: float, fact: str) -> Reason:
    """Return a reason; what is said of many readings in the same words is kept once."""
    return Reason(name, worth, fact)


def worth(idioms: Weighed[Seen], seen: Seen) -> int:
    """Return the `thousandths` of what is `told`, where nobody will read it."""
    total = 0.0
    for _, say, weight in idioms:
        said = say(seen)
        if said is not None:
            total += _in_thousandths(weight, said[0])
    return round(1000 * total)


@lru_cache(maxsize=10_000)
def _in_thousandths(weight: float, strength: float) -> float:
    """Return their product, rounded; of many readings an idiom says the same, and rounding takes long."""
    return round(weight * strength, 3)


def thousandths(given: tuple[Reason, ...]) -> int:
    """Return the sum of reasons in whole thousandths: what floats add in error is far below a half of one."""
    return round(1000 * sum(reason.worth for reason in given))


def check(taste: Taste) -> None:
    """Refuse a taste that weighs a reason which no idiom gives, or weighs it with no number."""
    for name, weight in taste.weights.items():
        if name not in NAMES or not math.isfinite(weight):
            raise UnknownReason(taste.name, name, ", ".join(NAMES))
