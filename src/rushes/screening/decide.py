"""From the journal to what the cut must keep: a fold over all acts, without clock, disk or chance."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce
from itertools import chain

from rushes.cut.pins import Named, Pin, Pins
from rushes.errors import Refusal
from rushes.screening.acts import (
    AnyAct,
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
    Split,
    Star,
    Swap,
    Trim,
    Undo,
    Unlock,
)
from rushes.screening.model import FIRST, Decisions, Entry, Liked, Locked, Remark, Saved, Wishes


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
        case _:
            pass


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
            now = replace(now, saved=(*now.saved, Saved(name, entry.seq, entry.who, entry.at)))
        case Lock():
            now = replace(now, locked=Locked(entry.who, entry.at))
        case Unlock():
            now = replace(now, locked=None)
    return now


def wishes_of(decisions: Decisions, readings: Mapping[str, Iterable[tuple[str, int]]]) -> Wishes:
    """Return what decisions ask of the cut. readings: of each line, file and pass, for stars.

    Of several acts about one matter of a line the last one holds.
    """
    by_line: dict[str, list[Entry]] = defaultdict(list)
    taste = None
    for entry in decisions.cutting:
        if isinstance(entry.act, Recut):
            taste = entry.act.name
        elif line := getattr(entry.act, "line", ""):
            by_line[line].append(entry)
            for one in getattr(entry.act, "held", ()):
                by_line[one.line].append(replace(entry, act=Keep(one.line, one.file, one.pass_)))
    liked = {line: _liked(entries) for line, entries in by_line.items()}
    pins = {line: _pins(line, entries) for line, entries in by_line.items()}
    starred = [
        pin
        for line, ours in liked.items()
        for pin in _of_stars(line, ours, pins[line], readings.get(line, ()))
    ]
    people = {line: tuple(dict.fromkeys(entry.who for entry in found)) for line, found in by_line.items()}
    stars = tuple(one for ours in liked.values() for one in ours)
    return Wishes(Pins((*chain.from_iterable(pins.values()), *starred)), stars, taste, people)


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
                held = {matter: pin for matter, pin in held.items() if not _speaks_of(pin, file)}
                held.pop("picture", None)
                held["take"] = Pin(line, entry.who, sound=take, picture=take, where=where)
            case Show(file=file):
                held = {matter: pin for matter, pin in held.items() if not _speaks_of(pin, file)}
                if "take" in held:
                    held["take"] = replace(held["take"], picture=None)
                held["picture"] = Pin(line, entry.who, picture=Named(file), where=where)
            case Forbid(file=file, pass_=number, side=side):
                take = Named(file, number)
                held = {matter: pin for matter, pin in held.items() if not _wants(pin, file)}
                heard, shown = (take if side in {"both", one} else None for one in ("sound", "picture"))
                pin = Pin(line, entry.who, not_sound=heard, not_picture=shown, where=where)
                held[f"not {take} {side}"] = pin
            case Trim(head=head, tail=tail):
                held["trim"] = Pin(line, entry.who, head=head, tail=tail, where=where)
            case Split(leads=leads):
                held["split"] = Pin(line, entry.who, split=leads, where=where)
            case React(wanted=wanted):
                held["reaction"] = Pin(line, entry.who, reaction=wanted, where=where)
            case _:
                pass
    return list(held.values())


def _speaks_of(pin: Pin, file: str) -> bool:
    """Tell whether a pin forbids a file: who takes it after all has changed their mind."""
    return any(named is not None and named.name == file for named in (pin.not_sound, pin.not_picture))


def _wants(pin: Pin, file: str) -> bool:
    """Tell whether a pin wants a file that is now forbidden."""
    return any(named is not None and named.name == file for named in (pin.sound, pin.picture))


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
        Pin(line, who, not_sound=Named(file, number), because="others are starred", where="the stars")
        for file, number in readings
        if (file, number) not in left
    ]
