"""Tastes: how much each reason weighs, how much air a cut leaves, and how long its shots last.

A worth has no unit: 1.0 in `classic` is what staying in a running take is worth over one cut. The
weights below were set by hand from the rules of the craft, then checked on strung recorded rushes
with known truth; they were not fitted to any film. Pace and split edits were (see `rushes.cut.pace`): a
picture is wished before its sound twice as much as after it, as in the reel that could be judged. Two things
hold for every taste in the table, and the tests prove them from the bounds of the idioms: a reading as
written beats an altered one whatever else speaks for the altered one, and a misspelled reason is refused.
Tastes of one's own are read by `rushes.cut.own_taste`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from rushes.cut.pace import Pace, Splits
from rushes.errors import Refusal


class UnknownTaste(Refusal):
    """There is no taste of that name."""

    sentence = "There is no taste called '{0}'; the ones there are: {1}. A file of one's own ends in .toml."


class UnknownReason(Refusal):
    """A taste weighs a reason that no idiom gives."""

    sentence = "The taste '{0}' weighs '{1}', which is no reason; the reasons are: {2}."


@dataclass(frozen=True)
class Air:
    """How much quiet is left around speech, in seconds, where the clip has it.

    Between two takes the air is after_s + before_s = 0.58 s, inside the 0.4 to 0.6 s that editors
    leave between speakers (a turn in life takes about 0.2 s, but two takes need room to breathe).
    Most of it stands before a line, where the breath is and where soft beginnings are heard late
    (see `rushes.cut.trim`): of the 346 readings of the strung scenes 15 began inside a word with
    0.35 s, 5 with 0.43 s, and 5 still with 0.6 s, as the sound before them is near.
    pause_s is added to that, half on each side, where the page has a pause or an action between.
    opening_s, closing_s: before the first and after the last line of a scene.
    """

    before_s: float = 0.43
    after_s: float = 0.15
    pause_s: float = 0.8
    opening_s: float = 0.6
    closing_s: float = 0.7


@dataclass(frozen=True)
class Taste:
    """A way of cutting: weights by reason name (an absent one weighs nothing), air, pace and split edits.

    look_below: events whose confidence is below this ask for a look: 0.5, more likely wrong than
    right. (Other things ask for a look too, see `rushes.cut.doubt`.) why: what it is for, in a sentence.
    """

    name: str
    weights: Mapping[str, float]
    air: Air = field(default_factory=Air)
    look_below: float = 0.5
    pace: Pace = field(default_factory=Pace)
    splits: Splits = field(default_factory=Splits)
    why: str = ""

    def weight_of(self, name: str) -> float:
        """Return what a reason weighs; the pace weighs more the shorter shots are meant to be.

        To stay for a second weighs by how much of a median shot that second is, beside a classic one.
        """
        return self._weighed.get(name, 0.0)

    @cached_property
    def _weighed(self) -> Mapping[str, float]:
        pace = self.weights.get("pace", 0.0) * Pace().median_s / self.pace.median_s
        return {**self.weights, "pace": pace}


def _variant(**changed: float) -> Mapping[str, float]:
    """Return the classic weights with some of them changed."""
    renamed = {name.replace("_", " "): weight for name, weight in changed.items()}
    return MappingProxyType({**_CLASSIC, **renamed})


def _quantile(share: float) -> float:
    """Return a length of classic's shots, to a tenth of a second."""
    return round(Pace().quantile(share), 1)


_CLASSIC = {
    "as written": 2.0,
    "surely heard": 2.0,
    "clear sound": 3.0,
    "quiet room": 3.0,
    "clean air": 1.0,
    "speaker seen": 3.0,
    "speaker on mic": 1.0,
    "sharp picture": 6.0,
    "exposed picture": 3.0,
    "steady picture": 1.0,
    "whole picture": 5.0,
    "circled": 2.0,
    "marked no good": 2.0,
    "variable rate": 1.0,
    "start wide": 2.0,
    "moves in": 0.0,
    "own picture": 1.0,
    "listener seen": 2.5,
    "whole performance": 0.5,
    "voices together": 4.0,
    "no jump cut": 5.0,
    "crosses the line": 4.5,
    "sizes change by steps": 0.5,
    "sizes match": 0.5,
    "short lines stay": 1.0,
    "pace": 3.0,
    "picture leads": 1.5,
    "sound leads": 0.75,
}

TASTES: Mapping[str, Taste] = MappingProxyType(
    {
        taste.name: taste
        for taste in (
            Taste(
                "classic",
                MappingProxyType(_CLASSIC),
                why="Open wide, stay in a take while it is good, cut to where the speaker is clearest.",
            ),
            Taste(
                "intimate",
                _variant(
                    moves_in=1.0,
                    start_wide=1.0,
                    whole_performance=1.0,
                    pace=0.4,
                    sizes_match=1.0,
                    listener_seen=3.0,
                ),
                pace=Pace(_quantile(0.75), hold_s=8.0),
                splits=Splits(share=0.5),
                why="Go in as the scene goes on, stay near, and see in faces what words do to them.",
            ),
            Taste(
                "restless",
                _variant(
                    whole_performance=0.25,
                    pace=2.0,
                    listener_seen=3.0,
                    short_lines_stay=0.25,
                    sizes_change_by_steps=0.25,
                    crosses_the_line=1.5,
                ),
                pace=Pace(_quantile(0.25), shortest_s=0.7, hold_s=3.5),
                splits=Splits(share=0.6),
                why="Cut often, never settle: a cut where another picture is as good.",
            ),
            Taste(
                "documentary of the take",
                _variant(
                    whole_performance=3.0,
                    pace=0.0,
                    listener_seen=0.0,
                    start_wide=1.0,
                    sizes_change_by_steps=0.25,
                ),
                pace=Pace(_quantile(0.95), hold_s=60.0),
                splits=Splits(share=0.0),
                why="Leave the performance alone: the longest takes, cut only where one fails.",
            ),
        )
    }
)
"""Every taste by name, each with its reason for being.

The variants of classic's pace are its own quantiles: of real shots a quarter is shorter than the median of
`restless`, a quarter longer than that of `intimate`, a twentieth longer than that of the last.
"""

FORMER: Mapping[str, str] = MappingProxyType({"theatre": "documentary of the take", "closer": "intimate"})
"""Names that tastes had before, and what followed them."""


def taste_named(name: str) -> Taste:
    """Return a taste of the table, hyphens for spaces allowed; `UnknownTaste` naming the ones there are."""
    plain = " ".join(name.lower().replace("-", " ").replace("_", " ").split())
    try:
        return TASTES[FORMER.get(plain, plain)]
    except KeyError:
        raise UnknownTaste(name, ", ".join(TASTES)) from None
