"""From the journal to what the cut must keep: a fold over all acts, without clock, disk or chance."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Final

from rushes.cut.pins import Named, Pin, Pins
from rushes.errors import Refusal
from rushes.screening.acts import (
    AnyAct,
    BringBack,
    Comment,
    Forbid,
    Free,
    Keep,
    Lock,
    LookAt,
    React,
    Recut,
    Redo,
    Resolve,
    SaveVersion,
    Show,
    Side,
    Split,
    Star,
    Swap,
    Trim,
    Undo,
    Unlock,
)
from rushes.screening.model import (
    FIRST,
    Decisions,
    Entry,
    Liked,
    LineWishes,
    Locked,
    Remark,
    Saved,
    Wishes,
)


class PictureLocked(Refusal):
    """Nothing changes after a lock."""

    sentence = "{0} locked the picture on {1}. Unlock it with a reason before anything is changed."


class NotLocked(Refusal):
    """Only what is locked can be unlocked."""

    sentence = "The picture is not locked."


class NothingToUndo(Refusal):
    """There is no act that could be taken back, or done again."""

    sentence = "There is nothing to {0}."


class NoSuchComment(Refusal):
    """A comment that is not there cannot be called done."""

    sentence = "There is no comment with the number {0}."


class NobodyNamed(Refusal):
    """An act has nobody behind it."""

    sentence = "Say who decides: an act without a name is not written down."


class NoSuchVersion(Refusal):
    """No state of the film has this name."""

    sentence = "There is no version called “{0}”."


class NameTaken(Refusal):
    """Two versions cannot bear one name."""

    sentence = "There is a version called “{0}” already; give this one another name."


def check(decisions: Decisions, act: AnyAct, who: str) -> None:
    """Refuse what cannot be done now: see the refusals of this module."""
    if not who.strip():
        raise NobodyNamed
    if decisions.locked and not act.locked:
        raise PictureLocked(decisions.locked.who, decisions.locked.at[:10])
    match act:
        case Unlock() if decisions.locked is None:
            raise NotLocked
        case Undo() if not decisions.cutting:
            raise NothingToUndo("undo")
        case Redo() if not decisions.undone:
            raise NothingToUndo("do again")
        case Resolve(comment=number) if all(one.seq != number for one in decisions.remarks):
            raise NoSuchComment(number)
        case SaveVersion(name=name) if name in {FIRST, *(one.name for one in decisions.saved)}:
            raise NameTaken(name)
        case BringBack(name=name) if name not in {FIRST, *(one.name for one in decisions.saved)}:
            raise NoSuchVersion(name)
        case _:
            pass


def is_so(decisions: Decisions, act: AnyAct) -> bool:
    """Say whether what an act asks for was done already, so that it need not be written down again."""
    match act:
        case LookAt(event=key):
            return key in decisions.looked
        case Resolve(comment=number, done=done):
            return any((one.seq, one.done) == (number, done) for one in decisions.remarks)
        case _:
            return False


def after(entries: Iterable[Entry], before: Decisions | None = None) -> Decisions:
    """Return what is decided after these entries; before: what was decided when they began."""
    return reduce(_then, entries, before or Decisions())


def _then(decisions: Decisions, entry: Entry) -> Decisions:
    """Return what is decided after one more entry."""
    now = replace(decisions, seq=entry.seq, chain=entry.chain)
    if entry.act.cuts:
        return replace(now, cutting=(*now.cutting, entry), undone=())
    match entry.act:
        case Undo():
            now = replace(now, cutting=now.cutting[:-1], undone=(*now.undone, now.cutting[-1]))
        case Redo():
            now = replace(now, cutting=(*now.cutting, now.undone[-1]), undone=now.undone[:-1])
        case Comment(frame=frame, text=text, line=line):
            remark = Remark(entry.seq, entry.at, entry.who, frame, text, line)
            now = replace(now, remarks=(*now.remarks, remark))
        case Resolve(comment=number, done=done):
            remarks = (replace(one, done=done) if one.seq == number else one for one in now.remarks)
            now = replace(now, remarks=tuple(remarks))
        case LookAt(event=key):
            now = replace(now, looked=now.looked | {key})
        case SaveVersion(name=name):
            saved = Saved(name, entry.seq, entry.who, entry.at, now.holding)
            now = replace(now, saved=(*now.saved, saved))
        case Lock():
            now = replace(now, locked=Locked(entry.who, entry.at))
        case Unlock():
            now = replace(now, locked=None)
    return now


def wishes_of(
    decisions: Decisions, readings: Mapping[str, Iterable[tuple[str, int]]], before: Wishes | None = None
) -> Wishes:
    """Return what decisions ask of the cut. readings: of each line, file and pass, for stars.

    Of several acts about one matter of a line the last one holds. before: what was asked of it at another
    time, with the same readings: a line of which nothing new was said is not thought through again.
    """
    by_line: dict[str, list[Entry]] = defaultdict(list)
    taste = None
    for entry in decisions.holding:
        if isinstance(entry.act, Recut):
            taste = entry.act.name
        for line in _lines_of(entry.act):
            by_line[line].append(entry)
    known = before.lines if before else {}
    lines = {
        line: known[line]
        if line in known and known[line].entries == tuple(entries)
        else _of_line(line, tuple(entries), readings.get(line, ()))
        for line, entries in by_line.items()
    }
    pins = tuple(pin for ours in lines.values() for pin in ours.pins)
    return Wishes(Pins(pins), tuple(one for ours in lines.values() for one in ours.liked), taste, lines)


def _lines_of(act: AnyAct) -> tuple[str, ...]:
    """Return the lines that an act speaks of."""
    line = getattr(act, "line", None)
    held = tuple(one.line for one in act.held) if isinstance(act, Swap) else ()
    return (line, *held) if line else held


def _of_line(line: str, entries: tuple[Entry, ...], readings: Iterable[tuple[str, int]]) -> LineWishes:
    """Return what entries ask of a line; those that only hold it while another is swapped keep it."""
    ours = [_as_said_of(line, entry) for entry in entries]
    liked, pins = _liked(ours), _pins(line, ours)
    return LineWishes(entries, (*pins, *_of_stars(line, liked, pins, readings)), tuple(liked))


def _as_said_of(line: str, entry: Entry) -> Entry:
    """Return an entry as it is about one of its lines."""
    if not isinstance(entry.act, Swap) or entry.act.line == line:
        return entry
    held = next(one for one in entry.act.held if one.line == line)
    return replace(entry, act=Keep(line, held.file, held.pass_))


STARS: Final = "the stars"
"""Where the pins are written that keep out what is not starred."""


def written_in(entry: Entry) -> str:
    """Say where a pin is written: in this entry."""
    return f"entry {entry.seq} of the journal"


def _liked(entries: Iterable[Entry]) -> list[Liked]:
    """Return the stars of a line that were not taken back."""
    stars: dict[tuple[str, int], Liked] = {}
    for entry in entries:
        if isinstance(entry.act, Star):
            key = entry.act.file, entry.act.pass_
            stars.pop(key, None)
            if entry.act.on:
                stars[key] = Liked(entry.act.line, *key, entry.who)
    return list(stars.values())


def _pins(line: str, entries: Iterable[Entry]) -> list[Pin]:
    """Return the pins of a line: one for each matter that somebody decided last."""
    held: dict[str, Pin] = {}
    for entry in entries:
        where = written_in(entry)
        match entry.act:
            case Free():
                held.clear()
            case Swap(file=file, pass_=number) | Keep(file=file, pass_=number):
                take = Named(file, number)
                held = _allowed(held, file, "both")
                held.pop("picture", None)
                held["take"] = Pin(line, entry.who, sound=take, picture=take, where=where)
            case Show(file=file):
                held = _allowed(held, file, "picture")
                if "take" in held:
                    held["take"] = replace(held["take"], picture=None)
                held["picture"] = Pin(line, entry.who, picture=Named(file), where=where)
            case Forbid(file=file, pass_=number, side=side):
                take = Named(file, number)
                held = _unwanted(held, file, side)
                heard, shown = (take if side in {"both", one} else None for one in ("sound", "picture"))
                pin = Pin(line, entry.who, not_sound=heard, not_picture=shown, where=where)
                held[f"not {take} {side}"] = pin
            case Trim(head=head, tail=tail):
                held["trim"] = Pin(line, entry.who, head=head, tail=tail, where=where)
            case Split(leads=leads):
                held["split"] = Pin(line, entry.who, split=leads, where=where)
            case React(wanted=wanted, file=seen):
                listener = Named(seen) if wanted and seen else None
                pin = Pin(line, entry.who, reaction=wanted, listener=listener, where=where)
                held["reaction"] = pin
            case _:
                pass
    return list(held.values())


def _allowed(held: Mapping[str, Pin], file: str, side: Side) -> dict[str, Pin]:
    """Return pins without what forbids a file on a side: who takes it after all has changed their mind."""
    left = {}
    for matter, pin in held.items():
        sound = pin.not_sound and side != "picture" and pin.not_sound.name == file
        picture = pin.not_picture and side != "sound" and pin.not_picture.name == file
        now = replace(
            pin,
            not_sound=None if sound else pin.not_sound,
            not_picture=None if picture else pin.not_picture,
        )
        if now == pin or now.named:
            left[matter] = now
    return left


def _unwanted(held: Mapping[str, Pin], file: str, side: Side) -> dict[str, Pin]:
    """Return pins without what wants a file that is now forbidden on a side.

    Whose sound nobody wants any more, its picture was wanted for: both go. A picture goes alone.
    """
    left = {}
    for matter, pin in held.items():
        if pin.sound and pin.sound.name == file and side != "picture":
            continue
        now = pin
        if pin.picture and pin.picture.name == file and side != "sound":
            now = replace(now, picture=None)
        if pin.listener and pin.listener.name == file and side != "sound":
            now = replace(now, listener=None)
        if now == pin or now.named or now.reaction is not None:
            left[matter] = now
    return left


def _of_stars(
    line: str, liked: list[Liked], pins: list[Pin], readings: Iterable[tuple[str, int]]
) -> list[Pin]:
    """Return the pins that leave a line to its starred readings; a take that somebody chose goes before.

    pins: of the line.
    """
    if not liked or any(pin.sound for pin in pins):
        return []
    starred = {(one.file, one.pass_number) for one in liked}
    forbidden = {(pin.not_sound.name, pin.not_sound.pass_number) for pin in pins if pin.not_sound}
    left = {(file, number) for file, number in starred if not {(file, number), (file, None)} & forbidden}
    if not left:
        return []
    who = liked[0].who
    return [
        Pin(line, who, not_sound=Named(file, number), because="others are starred", where=STARS)
        for file, number in readings
        if (file, number) not in left
    ]
