"""Tastes: how much each reason weighs, and how much air a cut leaves. One line in the table each.

A worth has no unit: 1.0 in `classic` is what staying in a running take is worth over one cut. The
weights below were set by hand from the rules of the craft, then checked on strung recorded rushes
with known truth; they were not fitted to any film. Two things hold for every taste in the table,
and the tests prove them from the bounds of the idioms: a reading as written beats an altered one
whatever else speaks for the altered one, and a misspelled reason is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rushes.cut.pace import Pace, Splits
from rushes.errors import Refusal


class UnknownTaste(Refusal):
    """There is no taste of that name."""

    sentence = "There is no taste called '{0}'; the ones there are: {1}."


class UnknownReason(Refusal):
    """A taste weighs a reason that no idiom gives."""

    sentence = "The taste '{0}' weighs '{1}', which is no reason; the reasons are: {2}."


@dataclass(frozen=True)
class Air:
    """How much quiet is left around speech, in seconds, where the clip has it.

    Between two takes the air is after_s + before_s = 0.55 s, inside the 0.4 to 0.6 s that editors
    leave between speakers (a turn in life takes about 0.2 s, but two takes need room to breathe).
    More of it stands before a line, where the breath is and where soft beginnings are heard late
    (see `rushes.cut.trim`).
    pause_s is added to that, half on each side, where the page has a pause or an action between.
    opening_s, closing_s: before the first and after the last line of a scene.
    """

    before_s: float = 0.35
    after_s: float = 0.2
    pause_s: float = 0.8
    opening_s: float = 0.6
    closing_s: float = 0.7


@dataclass(frozen=True)
class Taste:
    """A way of cutting: weights by reason name (an absent one weighs nothing), air, pace and split edits.

    look_below: events whose confidence is below this ask for a look: 0.5, more likely wrong than
    right. (Other things ask for a look too, see `rushes.cut.doubt`.)
    """

    name: str
    weights: Mapping[str, float]
    air: Air = field(default_factory=Air)
    look_below: float = 0.5
    pace: Pace = field(default_factory=Pace)
    splits: Splits = field(default_factory=Splits)


def _variant(**changed: float) -> Mapping[str, float]:
    """Return the classic weights with some of them changed."""
    renamed = {name.replace("_", " "): weight for name, weight in changed.items()}
    return MappingProxyType({**_CLASSIC, **renamed})


_CLASSIC = {
    "as written": 2.0,
    "surely heard": 1.5,
    "clear sound": 2.0,
    "clean air": 1.0,
    "speaker on mic": 1.0,
    "circled": 2.0,
    "marked no good": 2.0,
    "variable rate": 1.0,
    "start wide": 2.0,
    "moves in": 0.0,
    "whole performance": 1.0,
    "voices together": 4.0,
    "no jump cut": 3.0,
    "sizes change by steps": 0.5,
    "short lines stay": 0.5,
}

TASTES: Mapping[str, Taste] = MappingProxyType(
    {
        taste.name: taste
        for taste in (
            Taste("classic", MappingProxyType(_CLASSIC)),
            Taste("theatre", _variant(whole_performance=2.0, start_wide=1.0, sizes_change_by_steps=0.25)),
            Taste("closer", _variant(moves_in=1.0, whole_performance=0.75)),
        )
    }
)
"""Every taste by name.

classic: open wide, stay in a take while it is good, cut to where the speaker is clearest.
theatre: leave the performance alone; cut only where a take fails.
closer: go in as the scene goes on (Leake 2017, "zoom in"); sizes are a guess from the slates.
"""


def taste_named(name: str) -> Taste:
    """Return a taste of the table; `UnknownTaste` naming the ones there are."""
    try:
        return TASTES[name]
    except KeyError:
        raise UnknownTaste(name, ", ".join(TASTES)) from None
