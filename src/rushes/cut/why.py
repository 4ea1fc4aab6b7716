"""Why an event is as it is: what told for it and against it, and what lost to it on what.

Events are numbered from 1: the pictures of V1 in the order of the film, then the other pictures and the
sounds that are heard under no picture.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rushes.cut.model import PINNED, Alternate, Cut, Event, Reason
from rushes.errors import Refusal

AFTERWARDS = frozenset((PINNED, "picture leads", "sound leads"))
"""Reasons that come to a choice when it is made: what it was chosen against had no chance of them."""
LEAST = 0.005
"""What is worth less than this is not told: it would read 0.00."""


class NoSuchEvent(Refusal):
    """A cut has no event of that number."""

    sentence = "There is no event {0}; the cut has {1}."


@dataclass(frozen=True)
class Difference:
    """What one reason was worth for the choice and for another, with its facts, empty where it was silent."""

    name: str
    chosen: float
    other: float
    fact: str
    other_fact: str

    @property
    def ahead(self) -> float:
        """By how much it told for the choice; below zero, for the other."""
        return round(self.chosen - self.other, 3)


@dataclass(frozen=True)
class NextBest:
    """A choice not taken, beside the one that was; the next best is the first of them.

    behind: its worth below that of the choice, in this place alone. lost_on: the reasons that told for the
    choice, the heaviest first; ahead_on: those that told for this. afterwards: what a split edit added to
    the worth of the choice when all was chosen, and does not count here.
    """

    alternate: Alternate
    name: str
    behind: float
    lost_on: tuple[Difference, ...]
    ahead_on: tuple[Difference, ...]
    afterwards: float = 0.0

    @property
    def alike(self) -> bool:
        """Whether no reason tells the two apart."""
        return not any(abs(one.ahead) >= LEAST for one in (*self.lost_on, *self.ahead_on))


@dataclass(frozen=True)
class Chosen:
    """An event on the scales. others: how many choices there were beside it; pinned: what people decided."""

    event: Event
    name: str
    reasons_for: tuple[Reason, ...]
    against: tuple[Reason, ...]
    pinned: tuple[str, ...]
    next_best: NextBest | None
    others: int

    @property
    def shows_whom(self) -> bool:
        """Whether somebody says who is in its picture."""
        return any(reason.name in {"speaker seen", "listener seen"} for reason in self.event.reasons)


@dataclass(frozen=True)
class Why:
    """Everything about one event.

    picture: None where a sound is heard under no picture. sounds: those that begin with it, and are told
    here. heard: ids of all lines that are heard while it is seen. runs_on: its clip goes on from the event
    before, without a cut. count: of all events.
    """

    number: int
    count: int
    picture: Chosen | None
    sounds: tuple[Chosen, ...]
    heard: tuple[str, ...]
    runs_on: bool

    @property
    def event(self) -> Event:
        """The picture, else the sound that stands alone."""
        return (self.picture or self.sounds[0]).event

    @property
    def confidence(self) -> float:
        """The lowest of its picture and the sounds that are told with it."""
        told = [*([self.picture] if self.picture else []), *self.sounds]
        return min(chosen.event.confidence for chosen in told)

    @property
    def look_because(self) -> tuple[str, ...]:
        """What a person should look at, each cause once."""
        told = [*([self.picture] if self.picture else []), *self.sounds]
        return tuple(dict.fromkeys(cause for chosen in told for cause in chosen.event.look_because))


def numbered(cut: Cut) -> tuple[Event, ...]:
    """Return the events that have a number, in its order; the first has number 1."""
    pictures = [event for event in cut.events if event.track.startswith("V")]
    seen = [event.record for event in pictures]
    alone = [
        event
        for event in cut.events
        if not event.track.startswith("V") and not any(event.record.overlap(span) for span in seen)
    ]
    return tuple(
        sorted((*pictures, *alone), key=lambda event: (event.track != "V1", event.record.start, event.track))
    )


def why(cut: Cut, number: int) -> Why:
    """Return everything about one event; `NoSuchEvent` for a number that there is not."""
    events = numbered(cut)
    if not 1 <= number <= len(events):
        told = f"events 1 to {len(events)}" if events else "no events: nothing was heard in any clip"
        raise NoSuchEvent(number, told)
    event = events[number - 1]
    if not event.track.startswith("V"):
        return Why(number, len(events), None, (_chosen(event, cut),), (event.line,), runs_on=False)
    over = [sound for sound in cut.events if _is_heard_in(sound, event)]
    return Why(
        number=number,
        count=len(events),
        picture=_chosen(event, cut),
        sounds=tuple(_chosen(sound, cut) for sound in _told_here(over, event, events)),
        heard=tuple(dict.fromkeys(sound.line for sound in over)),
        runs_on=any(_goes_on(before, event) for before in events),
    )


def _is_heard_in(sound: Event, picture: Event) -> bool:
    return not sound.track.startswith("V") and sound.record.overlap(picture.record) > 0


def _told_here(over: Sequence[Event], picture: Event, events: Sequence[Event]) -> Iterable[Event]:
    """Yield the sounds that are told with a picture: of its line, where it is the first to show that.

    A line that has no picture of its own is told where it begins.
    """
    for sound in over:
        under = [one for one in events if one.track == picture.track and one.record.overlap(sound.record)]
        home = next((one for one in under if one.line == sound.line), under[0])
        if sound.shows == "tone":
            home = max(under, key=lambda one: one.record.overlap(sound.record))
        if home is picture and (sound.track == "A1" or sound.alternates or sound.shows == "tone"):
            yield sound


def _goes_on(before: Event, event: Event) -> bool:
    ends = (before.track, before.file, before.record.end, before.source.end)
    return ends == (event.track, event.file, event.record.start, event.source.start)


def _chosen(event: Event, cut: Cut) -> Chosen:
    weighed = [reason for reason in event.reasons if reason.name != PINNED]
    return Chosen(
        event=event,
        name=name_in(cut, event.file),
        reasons_for=_heaviest(reason for reason in weighed if reason.worth >= 0),
        against=_heaviest(reason for reason in weighed if reason.worth < 0),
        pinned=tuple(reason.fact for reason in event.reasons if reason.name == PINNED),
        next_best=beside(event, event.alternates[0], name_in(cut, event.alternates[0].file))
        if event.alternates
        else None,
        others=len(event.alternates),
    )


def name_in(cut: Cut, file: str) -> str:
    """Return what an editor calls a clip of a cut: its slate; its file where the cut does not know it."""
    return next((clip.name for clip in cut.clips if clip.file == file), file)


def _heaviest(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.worth)))


def beside(event: Event, alternate: Alternate, name: str) -> NextBest:
    """Lay a choice not taken beside the one that was. name: what an editor calls its clip.

    The terminal, the report and JSON tell what this returns, so they say the same.
    """
    weighed = [reason for reason in event.reasons if reason.name not in AFTERWARDS]
    found = differences(weighed, alternate.reasons)
    worth = sum(reason.worth for reason in weighed)
    return NextBest(
        alternate=alternate,
        name=name,
        behind=round(worth - alternate.worth, 3),
        lost_on=tuple(one for one in found if one.ahead > 0),
        ahead_on=tuple(one for one in found if one.ahead < 0),
        afterwards=round(event.worth - worth, 3),
    )


def differences(chosen: Sequence[Reason], other: Sequence[Reason]) -> tuple[Difference, ...]:
    """Return in which reasons two choices differ, the heaviest first; they add up to the worth between them.

    A reason that is given twice (of the cut before it and of the one after it) counts with its sum.
    """
    ours, theirs = _summed(chosen), _summed(other)
    nothing = (0.0, "")
    found = [
        Difference(name, worth, others, fact, other_fact)
        for name in dict.fromkeys([*ours, *theirs])
        for (worth, fact), (others, other_fact) in [(ours.get(name, nothing), theirs.get(name, nothing))]
    ]
    return tuple(sorted((one for one in found if one.ahead), key=lambda one: -abs(one.ahead)))


def _summed(reasons: Sequence[Reason]) -> dict[str, tuple[float, str]]:
    """Return the worth and the facts of each reason by its name."""
    by_name: dict[str, list[Reason]] = defaultdict(list)
    for reason in reasons:
        by_name[reason.name].append(reason)
    return {
        name: (
            round(sum(reason.worth for reason in same), 3),
            "; ".join(dict.fromkeys(reason.fact for reason in same)),
        )
        for name, same in by_name.items()
    }
