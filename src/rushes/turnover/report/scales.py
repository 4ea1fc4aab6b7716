"""Reasons on the scales: what told for a choice and against it, and why the other choices lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rushes.cut.model import PINNED, Alternate, Event, Reason
from rushes.cut.why import LEAST, Difference, NextBest, beside
from rushes.turnover.report.shelf import Shelf


@dataclass(frozen=True)
class Weight:
    """A reason on the scales. width: per cent of the heaviest reason in the film."""

    name: str
    worth: str
    width: int
    against: bool
    fact: str


@dataclass(frozen=True)
class Other:
    """A choice not taken: which clip, where in it, what it was worth here, and why it lost.

    margin: how far it was behind. lost_on: the reason that told most against it, or for the choice alone.
    angle: whether it is the same moment, seen by another camera.
    """

    name: str
    source: tuple[str, str]
    worth: str
    margin: str
    lost_on: str
    reasons: tuple[Weight, ...]
    angle: bool = False


def worth_text(worth: float) -> str:
    """Write a worth with its sign, a real minus, and no more decimals than it needs."""
    rounded = round(worth, 2)
    return ("\N{MINUS SIGN}" if rounded < 0 else "+") + f"{abs(rounded):.2f}".removesuffix("0")


def weights(reasons: Iterable[Reason], most: float) -> tuple[Weight, ...]:
    """Lay reasons on the scales; `most` is the worth that fills one side."""
    return tuple(
        Weight(
            reason.name,
            worth_text(reason.worth),
            max(2, min(100, round(100 * abs(reason.worth) / most))) if reason.worth else 0,
            reason.worth < 0,
            reason.fact,
        )
        for reason in reasons
    )


def others_of(event: Event, shelf: Shelf) -> tuple[Other, ...]:
    """Return the choices not taken for an event, best first."""
    return tuple(_other(alternate, event, shelf) for alternate in event.alternates)


def next_best(event: Event, shelf: Shelf) -> str:
    """Say in one sentence what would have been taken instead, and why it lost; empty without any other."""
    if not event.alternates:
        return ""
    found = _beside(event.alternates[0], event, shelf)
    place = f"{found.name} at {shelf.source_text(found.alternate.file, found.alternate.span)[0]}"
    split = ", the split edit left out" if found.afterwards else ""
    if found.behind <= -LEAST:
        pinned = any(reason.name == PINNED for reason in event.reasons)
        why = "a person decided" if pinned else "the film around it is better without"
        return f"Next best was {place}, worth {_amount(found)} more in this place alone{split}; {why}."
    if found.behind >= LEAST:
        return f"Next best was {place}, worth {_amount(found)} less{split}{_why_less(found.lost_on)}."
    return f"Next best was {place}, worth as much{split}: {_as_much(found)}."


def _as_much(found: NextBest) -> str:
    """Say what tells two choices apart that are worth the same."""
    if found.alike or not (found.lost_on and found.ahead_on):
        return "nothing tells them apart"
    ours, theirs = (f"{_quoted(side[0].name)}" for side in (found.lost_on, found.ahead_on))
    return f"{ours} tells for this one as much as {theirs} for that one"


def _quoted(name: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK}"


def _beside(alternate: Alternate, event: Event, shelf: Shelf) -> NextBest:
    return beside(event, alternate, shelf.name(alternate.file))


def _amount(found: NextBest) -> str:
    return worth_text(abs(found.behind))[1:]


def _why_less(lost_on: Sequence[Difference]) -> str:
    """Say on which reason a choice lost most: what told against it, told less for it, or did not tell."""
    if not lost_on:
        return ""
    most, quoted = lost_on[0], _quoted(lost_on[0].name)
    if not most.other and not most.other_fact:
        return f": this one has {quoted}{_in_brackets(most.fact)}, and that one has not"
    if most.other < 0:
        return f": {quoted} told against it{_in_brackets(most.other_fact)}"
    amounts = f"{worth_text(most.other)}, not {worth_text(most.chosen)}"
    return f": {quoted} told less for it, {amounts}{_in_brackets(most.other_fact)}"


def _in_brackets(fact: str) -> str:
    return f" ({fact})" if fact else ""


def _other(alternate: Alternate, event: Event, shelf: Shelf) -> Other:
    found = _beside(alternate, event, shelf)
    return Other(
        found.name,
        shelf.source_text(alternate.file, alternate.span),
        worth_text(alternate.worth),
        _margin(found),
        found.lost_on[0].name if found.lost_on and found.behind >= LEAST else "",
        weights(alternate.reasons, shelf.most_worth),
        any(other.file == alternate.file for other in shelf.other_angles(event.file)),
    )


def _margin(found: NextBest) -> str:
    """Say how far a choice is behind; one ahead lost because the film as a whole is better without it."""
    if abs(found.behind) < LEAST:
        return "as good in this place"
    less = "less than the choice" if found.behind > 0 else "more in this place alone"
    return f"{_amount(found)} {less}"
