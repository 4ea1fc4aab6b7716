"""Settling pins: before a cut, that they can all be kept; after it, that they all were.

A pin is never broken. What cannot be kept, or not together, is refused before anything is chosen, with the
places where it is written; what only the cut can show is checked at its end.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import combinations
from typing import Final

from rushes.cut.model import PINNED, Cut, Event, Reason
from rushes.cut.pins import Named, Pin, Pins
from rushes.cut.selects import Bench, Select
from rushes.errors import Refusal
from rushes.footage.model import Clip
from rushes.screenplay.model import Screenplay


class NoSuchLine(Refusal):
    """A pin is about a line that the screenplay does not have."""

    sentence = "{0}: there is no line {1}. {2}"


class NobodySpoke(Refusal):
    """A pin is about a line that no clip has."""

    sentence = "{0}: nobody speaks line {1} in any clip, so nothing can be pinned there. Take the pin away."


class NoSuchTake(Refusal):
    """A pin names a take that is not among the clips."""

    sentence = "{0}: no clip is called {1}. {2}"


class NotInThatTake(Refusal):
    """A pin wants a line from a take in which nobody speaks it."""

    sentence = "{0}: line {1} is not spoken in {2}. It is in {3}: name one of them, or take the pin away."


class NothingLeft(Refusal):
    """Pins forbid every reading of a line."""

    sentence = "{0}: no reading of line {1} is left. It is in {2}: allow one of them."


class Contradiction(Refusal):
    """Two pins, or more, cannot be kept together."""

    sentence = "{0} contradict each other: {1}. Take one of them away."


TAKE_AWAY: Final = "Take the pin away."
"""What to do about a pin that nothing else can be done about."""
FEWER: Final = "Ask for fewer frames, or take the pin away."
"""What to do about frames that cannot all be had."""
_WITHOUT_MOST: Final = 4


class CannotKeep(Refusal):
    """A pin asks for what this material, or the rest of the cut, does not allow.

    Facts: where the pin is, the pin, why not, what to do; and, of a trim, the most frames that could be had.
    """

    sentence = "{0} cannot be kept ({1}): {2}. {3}"

    @property
    def pin(self) -> Pin:
        """The pin that cannot be kept."""
        pin: Pin = self.args[1]
        return pin

    @property
    def why(self) -> str:
        """Why it cannot, without what to do about the pin."""
        return str(self.args[2])

    @property
    def most(self) -> int | None:
        """The most frames of a trim that could be had; None where that is not what was asked for."""
        return self.args[4] if len(self.args) > _WITHOUT_MOST else None


class PinBroken(Refusal):
    """A cut does not keep a pin: a mistake of ours."""

    sentence = (
        "The cut does not keep {0} ({1}): {2}. That is a mistake in Rushes, not in the pin; nothing was "
        "written. Please report it, with the pins and cut.json of the last cut."
    )


Agreed = dict[str, tuple[tuple[Pin, ...], frozenset[tuple[str, int]] | None]]
"""By line: all its pins, which can be kept, and the readings of `Pins.pictured` if they speak of pictures."""


def settle(
    pins: Pins, screenplay: Screenplay, clips: Sequence[Clip], bench: Bench, agreed: Agreed | None = None
) -> Pins:
    """Return pins that can all be kept as far as the readings tell, ready for the solver to ask.

    agreed: what was found before, for the same film; it is added to.
    Refuses pins for lines and takes that do not exist, for readings that there are not, and those that
    contradict each other.
    """
    agreed = {} if agreed is None else agreed
    lines = pins.by_line
    new = {line: ours for line, ours in lines.items() if line not in agreed or agreed[line][0] != ours}
    ids = dict.fromkeys(line.id for line in screenplay.lines) if new else {}
    known: set[Named] = set()
    for pin in (pin for ours in new.values() for pin in ours):
        _check_line(pin, ids, bench)
        _check_takes(pin, clips, known)
    for line, ours in new.items():
        _check_agreement(ours)
        _check_readings(line, Pins(ours), bench.selects[line])
    for line, ours in new.items():
        about_pictures = any(pin.picture or pin.not_picture for pin in ours)
        agreed[line] = ours, _pictured(line, Pins(ours), bench.selects[line]) if about_pictures else None
    pictured = ((line, agreed[line][1]) for line in lines)
    return Pins(pins.pins, {line: readings for line, readings in pictured if readings is not None})


def _check_line(pin: Pin, ids: Mapping[str, None], bench: Bench) -> None:
    if pin.line not in ids:
        near = get_close_matches(pin.line, ids, 3, 0.5) or [*ids][:3]
        raise NoSuchLine(pin.place, pin.line, f"Lines are called {', '.join(near)} and so on.")
    if not bench.selects.get(pin.line):
        raise NobodySpoke(pin.place, pin.line)


def _check_takes(pin: Pin, clips: Sequence[Clip], known: set[Named]) -> None:
    for named in pin.named:
        if named not in known and not any(named.means(clip) for clip in clips):
            called = list(dict.fromkeys(clip.name for clip in clips))
            near = get_close_matches(named.name, called, 3, 0.5) or called[:3]
            raise NoSuchTake(pin.place, named.name, f"Clips are called {', '.join(near)} and so on.")
        known.add(named)


def _pictured(line: str, pins: Pins, selects: Sequence[Select]) -> frozenset[tuple[str, int]]:
    """Return the readings of a line that were shot with a picture that the pins allow."""
    allowed = [select for select in selects if pins.picture_may(line, select.clip, select.reading)]
    return frozenset(
        (select.clip.file, select.reading.pass_number)
        for select in selects
        if any(one is select or one.is_one_instant(select) for one in allowed)
    )


_ONE_ANSWER: tuple[Callable[[Pin], object], ...] = (
    lambda pin: pin.head or None,
    lambda pin: pin.tail or None,
    lambda pin: pin.reaction,
    lambda pin: pin.split,
    lambda pin: pin.listener,
)
"""What two pins of a line must say alike, or not at all."""


def _check_agreement(pins: Sequence[Pin]) -> None:
    for one, other in combinations(pins, 2):
        for asked in _ONE_ANSWER:
            answers = {asked(one), asked(other)} - {None}
            if len(answers) > 1:
                raise _contradiction([one, other])


def _contradiction(pins: Sequence[Pin]) -> Contradiction:
    places = list(dict.fromkeys(pin.place for pin in pins))
    told = dict.fromkeys(f"{pin}{f' ({pin.by})' if pin.by else ''}" for pin in pins)
    first = places[0] if len(places) > 1 else f"Wishes of {places[0]}"
    return Contradiction(" and ".join([first, *places[1:]]), "; ".join(told))


_MANY = 8
"""Pins of one line."""


def _check_readings(line: str, pins: Pins, selects: Sequence[Select]) -> None:
    """Refuse pins that leave a line without sound or without picture, naming the fewest that do."""
    if _left(line, pins, selects):
        return
    some = pins.of(line)
    if len(some) > _MANY:  # too many to try them in every way: each that need not be there is left out
        for pin in some:
            fewer = tuple(one for one in some if one is not pin)
            some = some if _left(line, Pins(fewer), selects) else fewer
        raise _nothing_left(line, some, selects)
    for count in range(1, len(some) + 1):
        for few in combinations(some, count):
            if not _left(line, Pins(few), selects):
                raise _nothing_left(line, few, selects)


def _left(line: str, pins: Pins, selects: Sequence[Select]) -> bool:
    """Tell whether pins leave a reading for the sound of a line, and one for its picture."""
    settled = Pins(pins.pins, {line: _pictured(line, pins, selects)})
    sound = any(settled.sound_may(line, select.clip, select.reading) for select in selects)
    return sound and any(pins.picture_may(line, select.clip, select.reading) for select in selects)


def _nothing_left(line: str, pins: Sequence[Pin], selects: Sequence[Select]) -> Refusal:
    there = ", ".join(dict.fromkeys(str(_reading_named(select)) for select in selects))
    wanted = [named for pin in pins for named in (pin.sound, pin.picture) if named]
    if len(pins) == 1 and wanted and not any(n.means(s.clip, s.reading) for n in wanted for s in selects):
        return NotInThatTake(pins[0].place, line, wanted[0], there)
    if len(pins) == 1 and not wanted:
        return NothingLeft(pins[0].place, line, there)
    return _contradiction(pins)


def _reading_named(select: Select) -> Named:
    number = select.reading.pass_number
    return Named(select.name, number if number > 1 else None)


def kept(pins: Pins, cut: Cut, bench: Bench) -> Cut:
    """Return a cut that keeps its pins, each choice of a person with the reason that says so.

    `CannotKeep` for a reaction or a split that this cut has no place for, `PinBroken` for all else.
    """
    of_line: dict[str, list[Event]] = {pin.line: [] for pin in pins.pins}
    for event in sorted(cut.events, key=lambda event: event.track):  # what is heard before what is seen
        of_line.get(event.line, []).append(event)
    for pin in pins.pins:
        for event in of_line[pin.line]:
            _check_event(pin, event, cut, pins)
            _check_pass(pin, event, bench.selects.get(pin.line, ()))
        _check_places(pin, of_line[pin.line], cut)
    by_line = {pin.line: pins.of(pin.line) for pin in pins.pins}
    return replace(cut, events=tuple(_told(event, by_line.get(event.line, ())) for event in cut.events))


def _check_event(pin: Pin, event: Event, cut: Cut, pins: Pins) -> None:
    """Refuse an event that comes from where its pin does not allow."""
    if event.track.startswith("V"):
        if event.shows != "beat":  # what stands between two lines shows neither
            reaction = event.shows == "reaction" and pins.reaction_of(pin.line) is True
            _check_picture(pin, None if reaction else pin.picture, event, cut)
    elif not _fits(pin.sound, pin.not_sound, _heard_with(event.file, cut)):
        raise PinBroken(pin.place, pin, f"line {event.line} is heard from {event.file}")


def _check_pass(pin: Pin, event: Event, selects: Sequence[Select]) -> None:
    """Refuse a sound that is another pass of the line than the one that is pinned."""
    if event.track.startswith("V") or pin.sound is None or pin.sound.pass_number is None:
        return
    meant = [select for select in selects if pin.sound.means(select.clip, select.reading)]
    if not any(_plays(event, select) for select in meant):
        raise PinBroken(pin.place, pin, f"line {event.line} is heard from another pass of {event.file}")


def _plays(event: Event, select: Select) -> bool:
    """Tell whether a sound event plays a reading, be it from a recording that lies behind its clip."""
    reading, behind = select.reading, [one for one in select.clip.behind if one.sound.file == event.file]
    begin, end = reading.in_s, reading.out_s
    if behind:
        begin, end = (behind[0].on_recorder(second) for second in (begin, end))
    elif event.file != select.clip.file:
        return False
    return event.source.start_s < end and event.source.end_s > begin


def _check_picture(pin: Pin, wanted: Named | None, event: Event, cut: Cut) -> None:
    if _fits(wanted, pin.not_picture, (cut.clip(event.file),)):
        return
    heard = [clip for one in cut.spoken if one.line == pin.line for clip in _heard_with(one.file, cut)]
    if _fits(wanted, pin.not_picture, heard):
        raise PinBroken(pin.place, pin, f"line {event.line} shows {event.file}")
    why = (
        f"of the takes that are left none has a picture whose words fall within two frames of what is heard "
        f"({', '.join(clip.name for clip in heard)}), or whose speaker is known to be off camera"
    )
    raise CannotKeep(pin.place, pin, why, "Pin the sound to the same take.")


def _fits(wanted: Named | None, unwanted: Named | None, clips: Sequence[Clip]) -> bool:
    """Tell whether one of some clips is wanted, and not all of them are unwanted."""
    if wanted and not any(wanted.means(clip) for clip in clips):
        return False
    whole = unwanted is not None and unwanted.pass_number is None
    return not (whole and unwanted and clips and all(unwanted.means(clip) for clip in clips))


def _heard_with(file: str, cut: Cut) -> tuple[Clip, ...]:
    """Return the clips that a sound is of: its own, and the pictures that a recording lies behind."""
    return tuple(
        clip for clip in cut.clips if clip.file == file or any(one.sound.file == file for one in clip.behind)
    )


def _check_places(pin: Pin, events: Sequence[Event], cut: Cut) -> None:
    """Refuse a cut without the reaction or the split that a pin asks for, or with one that it forbids."""
    pictures = [event for event in events if event.track == "V1" and event.shows != "beat"]
    reactions = [event for event in pictures if event.shows == "reaction"]
    if pin.reaction is False and reactions:
        raise PinBroken(pin.place, pin, "it has a reaction")
    if pin.reaction and not reactions:
        why = "no clip shows somebody listening there whose own words would not be seen"
        raise CannotKeep(pin.place, pin, why, TAKE_AWAY)
    if pin.listener and not any(pin.listener.means(cut.clip(event.file)) for event in reactions):
        why = f"{pin.listener} shows nobody there who listens and whose own words would not be seen"
        raise CannotKeep(pin.place, pin, why, TAKE_AWAY)
    leads = pictures[0].leads if pictures else 0
    if pin.split == 0 and leads:
        raise PinBroken(pin.place, pin, f"its picture leads by {leads} frames")
    if pin.split and leads != pin.split:
        raise CannotKeep(pin.place, pin, *_no_split(pictures, cut))


def _no_split(pictures: Sequence[Event], cut: Cut) -> tuple[str, str]:
    """Say why a line's picture has no cut that could be moved, and what to do."""
    at = cut.track("V1").index(pictures[0]) if pictures else 0
    before = cut.track("V1")[at - 1] if at else None
    if before is None:
        return "nothing of its scene is seen before it", TAKE_AWAY
    if before.file == pictures[0].file and before.source.end == pictures[0].source.start:
        return (
            "one take runs on there, without a cut",
            "Pin another take for one of the lines, or take it away.",
        )
    why = "picture and sound are cut apart only where somebody else speaks before it, in another clip"
    return why, TAKE_AWAY


def _told(event: Event, pins: Sequence[Pin]) -> Event:
    """Return an event with a reason for every pin that decided about it."""
    own = [Reason(PINNED, 0.0, _fact(pin)) for pin in pins if _decides(pin, event)]
    return replace(event, reasons=(*event.reasons, *own)) if own else event


def _decides(pin: Pin, event: Event) -> bool:
    if event.track.startswith("V"):
        return bool(pin.picture or pin.not_picture or pin.reaction is not None or pin.split is not None)
    return bool(pin.sound or pin.not_sound or pin.head or pin.tail)


def _fact(pin: Pin) -> str:
    who = pin.by or "a pin"
    where = f" ({pin.where})" if pin.where else ""
    return f"{who} decided {pin}{where}" + (f": {pin.because}" if pin.because else "")
