"""A line as an editor has it in a version that came back, by acts of the room. Nothing is written here.

Acts can say which take of a line is heard and seen, where it begins and ends, how its picture is cut apart
from its sound, and who listens. They are tried before they are done, and done only where the line is then as
theirs, to the frame, and no other line has another take. All else their editing system holds alone.
"""

from collections.abc import Iterable, Sequence

from rushes.cut import Cut, Event
from rushes.cut.compare import Differences, compare
from rushes.errors import Refusal
from rushes.screening.acts import AnyAct, Part, React, Show, Split, Swap, Together, Trim
from rushes.screening.room import CannotCut, ScreeningRoom
from rushes.screening.standing import Done, Standing


class TheirsAlone(Refusal):
    """What an editor did to a line is more than acts of the room can say."""

    sentence = (
        "Line {0} cannot be had as they have it: {1}. Their editing system holds that alone; "
        "Hand over beside their version writes it as it is."
    )


def lines_to_take(found: Differences) -> frozenset[str]:
    """Return the lines in which something is different that acts of the room can say."""
    reactions = {*found.reactions_new, *found.reactions_gone}
    cut = {*(one.line for one in found.trims), *(one.line for one in found.splits)}
    theirs = reactions | cut | {one.line for one in found.takes}
    other = {*found.lines_new, *found.lines_gone, *(one.line for one in found.recordings)}
    return frozenset(theirs - other)


def take_over(room: ScreeningRoom, name: str, line: str, who: str, seen: str) -> Done:
    """Have a line as a version has it that came back, as one act of a person; return what it came to.

    seen: as of `ScreeningRoom.do`. Refuses as `ScreeningRoom.version` and `ScreeningRoom.do`; `TheirsAlone`
    where the line would not be theirs.
    """
    theirs = room.version(name).cut
    parts, trial = _parts(room, theirs, line)
    if parts:
        _check(room.standing.cut, trial.cut, theirs, line)
    elif line in lines_to_take(compare(room.standing.cut, theirs)):
        raise TheirsAlone(line, "no act of this room makes that difference")
    else:
        raise TheirsAlone(line, "it is the same in both already")
    return room.do(_as_one(parts), who, seen)


def _parts(room: ScreeningRoom, theirs: Cut, line: str) -> tuple[list[Part], Standing]:
    """Return acts that bring a line nearer to theirs, each found after those before it; and their cut."""
    parts: list[Part] = []
    trial = room.standing
    for found in (_swapped, _shown, _heard_by, _trimmed, _split):
        part = found(room, trial, theirs, line)
        if part is not None:
            parts.append(part)
            trial = _tried(room, parts, line)
    return parts, trial


def _tried(room: ScreeningRoom, parts: Sequence[Part], line: str) -> Standing:
    try:
        return room.tried(_as_one(parts))
    except CannotCut as refusal:
        raise TheirsAlone(line, refusal.why) from refusal


def _as_one(parts: Sequence[Part]) -> AnyAct:
    return parts[0] if len(parts) == 1 else Together(tuple(parts))


def _swapped(room: ScreeningRoom, ours: Standing, theirs: Cut, line: str) -> Part | None:
    """Return a swap where they hear another reading."""
    wanted, has = (room.played(_spoken(cut, line)) for cut in (theirs, ours.cut))
    if wanted is None:
        raise TheirsAlone(line, "what they play there is no take of it")
    return None if wanted == has else Swap(line, wanted.file, wanted.pass_number, alone=True)


def _shown(_: ScreeningRoom, ours: Standing, theirs: Cut, line: str) -> Part | None:
    """Return a picture where they show another clip."""
    wanted, has = ([*dict.fromkeys(_seen(cut, line, "line"))] for cut in (theirs, ours.cut))
    return Show(line, wanted[0]) if len(wanted) == 1 and wanted != has else None


def _heard_by(_: ScreeningRoom, ours: Standing, theirs: Cut, line: str) -> Part | None:
    """Return a listener where they show another one, or none."""
    wanted, has = (_seen(cut, line, "reaction") for cut in (theirs, ours.cut))
    if wanted == has:
        return None
    return React(line, wanted=True, file=wanted[0]) if wanted else React(line, wanted=False)


def _trimmed(room: ScreeningRoom, ours: Standing, theirs: Cut, line: str) -> Part | None:
    """Return a trim where they begin or end elsewhere; it counts from the machine's own."""
    has, wanted = _spoken(ours.cut, line), _spoken(theirs, line)
    if has.file != wanted.file or has.source == wanted.source:
        return None
    told = ours.wishes.lines.get(line)
    pins = [pin for pin in (told.pins if told else ()) if pin.head or pin.tail]
    rate = room.clips[has.file].rate / has.source.rate
    head, tail = has.source.start - wanted.source.start, wanted.source.end - has.source.end
    return Trim(
        line,
        head=round(head * rate) + sum(pin.head for pin in pins),
        tail=round(tail * rate) + sum(pin.tail for pin in pins),
    )


def _split(_: ScreeningRoom, ours: Standing, theirs: Cut, line: str) -> Part | None:
    """Return a split where their picture leads by other frames."""
    has, wanted = _leads(ours.cut, line), _leads(theirs, line)
    return None if has == wanted else Split(line, wanted)


def _check(before: Cut, now: Cut, theirs: Cut, line: str) -> None:
    """Refuse what would not make the line as theirs, or would give another line another take."""
    left = compare(now, theirs)
    heard = _spoken(now, line), _spoken(theirs, line)
    same = (heard[0].file, heard[0].source) == (heard[1].file, heard[1].source)
    if not same or line in {one.line for one in left.recordings}:
        raise TheirsAlone(line, "it would be heard otherwise than theirs")
    if _seen(now, line) != _seen(theirs, line) or _leads(now, line) != _leads(theirs, line):
        raise TheirsAlone(line, "it would be seen otherwise than theirs")
    others = [one.line for one in compare(before, now).takes if one.line != line]
    if others:
        raise TheirsAlone(line, f"line {others[0]} would be from another take with it")


def _spoken(cut: Cut, line: str) -> Event:
    found = next((event for event in cut.spoken if event.line == line), None)
    if found is None:
        raise TheirsAlone(line, "it is heard in one of the two alone")
    return found


def _pictures(cut: Cut, line: str) -> Iterable[Event]:
    return (event for event in cut.track("V1") if event.line == line and event.shows != "beat")


def _seen(cut: Cut, line: str, shows: str = "") -> list[str]:
    """Return the clips that are seen over a line, one after the other."""
    return [one.file for one in _pictures(cut, line) if not shows or one.shows == shows]


def _leads(cut: Cut, line: str) -> int:
    """Return by how many frames the first picture of a line leads its sound; 0 where it has none."""
    return next((one.leads for one in _pictures(cut, line)), 0)
