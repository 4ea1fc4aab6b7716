"""Reasons on the scales: what told for a choice and against it, and why the other choices lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rushes.cut.model import Alternate, Event, Reason
from rushes.turnover.report.shelf import Shelf

OF_A_SPLIT = ("picture leads", "sound leads")
"""Reasons of a split edit; picture and sound are parted when all choices are made."""


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
    other = event.alternates[0]
    behind = _behind(event, other)
    place = f"{shelf.name(other.file)} at {shelf.source_text(other.file, other.span)[0]}"
    if behind < 0:
        more = f"worth {worth_text(-behind)[1:]} more here, and less for the pictures around it"
        return f"Next best was {place}: {more}."
    margin = f"worth {worth_text(behind)[1:]} less" if behind else "worth as much"
    return f"Next best was {place}, {margin}{_why_less(_before_the_split(event), other.reasons)}."


def _behind(event: Event, other: Alternate) -> float:
    """Return by how much another choice was behind when the choice was made, before the cut was split."""
    return round(sum(reason.worth for reason in _before_the_split(event)) - other.worth, 2)


def _before_the_split(event: Event) -> tuple[Reason, ...]:
    """Return the reasons of a choice without those of its split edit, which no other choice was asked for."""
    return tuple(reason for reason in event.reasons if not (event.leads and reason.name in OF_A_SPLIT))


def _why_less(chosen: Sequence[Reason], other: Sequence[Reason]) -> str:
    """Say on which reason a choice lost most: what told against it, told less for it, or did not tell."""
    name = _lost_on(chosen, other)
    if not name:
        return ""
    ours, theirs = _of_name(chosen, name), _of_name(other, name)
    quoted = f"\N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK}"
    if theirs is None:
        return f": this one has {quoted}{_in_brackets(ours)}, and that one has not"
    if theirs.worth < 0:
        return f": {quoted} told against it{_in_brackets(theirs)}"
    amounts = f"{worth_text(theirs.worth)}, not {worth_text(ours.worth if ours else 0)}"
    return f": {quoted} told less for it, {amounts}{_in_brackets(theirs)}"


def _of_name(reasons: Iterable[Reason], name: str) -> Reason | None:
    """Return all reasons of one name as one; None where there is none."""
    same = [reason for reason in reasons if reason.name == name]
    facts = dict.fromkeys(reason.fact for reason in same if reason.fact)
    return Reason(name, sum(reason.worth for reason in same), "; ".join(facts)) if same else None


def _in_brackets(reason: Reason | None) -> str:
    return f" ({reason.fact})" if reason and reason.fact else ""


def _other(alternate: Alternate, event: Event, shelf: Shelf) -> Other:
    behind = _behind(event, alternate)
    return Other(
        shelf.name(alternate.file),
        shelf.source_text(alternate.file, alternate.span),
        worth_text(alternate.worth),
        _margin(behind),
        _lost_on(_before_the_split(event), alternate.reasons) if behind > 0 else "",
        weights(alternate.reasons, shelf.most_worth),
        any(other.file == alternate.file for other in shelf.other_angles(event.file)),
    )


def _margin(behind: float) -> str:
    """Say how far a choice is behind; one ahead lost because the film as a whole is better without it."""
    if not behind:
        return "as good in this place"
    amount = worth_text(behind)[1:]
    return f"{amount} less than the choice" if behind > 0 else f"{amount} more in this place alone"


def _lost_on(chosen: Sequence[Reason], other: Sequence[Reason]) -> str:
    """Name the reason in which the choice was furthest ahead; empty when the other has no reasons."""
    ahead: dict[str, float] = {}
    for reason in chosen:
        ahead[reason.name] = ahead.get(reason.name, 0) + reason.worth
    for reason in other:
        ahead[reason.name] = ahead.get(reason.name, 0) - reason.worth
    furthest = max(ahead, key=lambda name: ahead[name], default="") if other else ""
    return furthest if furthest and ahead[furthest] > 0 else ""
