"""What the page is shown, as plain shapes: the film, its scenes, the takes of a line, an event on the scales.

Frames of events count from the first frame of their scene, so a scene that lies later is the same scene.
Clips are named by a short id and never by a path; what the page may ask for is what is listed here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import msgspec

from rushes.cut import TASTES
from rushes.cut.compare import Differences, compare
from rushes.cut.pins import Named, Pin
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.screening import clock
from rushes.screening.acts import table
from rushes.screening.brought import Brought
from rushes.screening.choice_views import event_view as event_view  # noqa: PLC0414 -- the desk asks for it here
from rushes.screening.choice_views import line_view as line_view  # noqa: PLC0414
from rushes.screening.decide import STARS
from rushes.screening.model import FIRST, Entry, LineWishes, Media
from rushes.screening.room import NoSuchVersion, ScreeningRoom
from rushes.screening.scene_views import Shape, fields_of, scene_cuts
from rushes.screening.scene_views import clip_id as clip_id  # noqa: PLC0414 -- the server asks for it here
from rushes.screening.standing import Done, Standing, look_key
from rushes.screening.taking_over import lines_to_take
from rushes.screenplay.model import Element, Kind, Scene
from rushes.telling.compare import blocks, blocks_by_line, length_told
from rushes.turnover.disclosure.credit import Credit, credit_lines
from rushes.turnover.shots import film_start

SCHEMA = "rushes.room/1"
_TOLD_S: Final = 0.05
"""A film that is longer by less than this is told to be as long: seconds are told to a tenth."""


def film_view(
    room: ScreeningRoom, media: Mapping[str, Media], because: Mapping[str, str] = MappingProxyType({})
) -> Shape:
    """Return all of the first view.

    media: by `Clip.file`, whether its picture can be played. because: why not, or not yet.
    """
    standing, film = room.catch_up(), room.film
    return {
        "schema": SCHEMA,
        "title": film.title,
        "rate": _rate(standing.cut.rate),
        "drop": film_start(standing.cut)[1],
        "start": film_start(standing.cut)[0],
        "read_only": room.only_looks or None,
        "state": state_view(room, standing),
        "script": [_scene(scene) for scene in film.screenplay.scenes],
        "scenes": [scene.shape for scene in scene_cuts(standing, room)],
        "clips": [
            _clip(clip, media.get(clip.file, "making"), because.get(clip.file, ""))
            for clip in room.clips.values()
        ],
        "readings_by_line": {line: len(found) for line, found in room.readings.items()},
        "findings": [_finding(one) for one in standing.findings],
    }


def _rate(rate: Fraction) -> str:
    return f"{rate.numerator}/{rate.denominator}"


def _scene(scene: Scene) -> Shape:
    spoken = {line.id: line for line in scene.lines}
    elements: list[Shape] = []
    for element in scene.elements:
        line = spoken.pop(element.line, None) if element.line else None
        if line is not None:
            elements.append(
                {
                    "kind": "line",
                    "line": line.id,
                    "character": line.character,
                    "extension": line.extension,
                    "parenthetical": "; ".join(line.parentheticals) or None,
                    "text": line.text,
                }
            )
        elif element.line is None and (kind := _KINDS.get(element.kind)):
            nobody = {"line": None, "character": None, "extension": None, "parenthetical": None}
            elements.append({"kind": kind, "text": _plain(element)} | nobody)
    return {"number": scene.number, "heading": scene.heading, "elements": elements}


_KINDS = {Kind.ACTION: "action", Kind.CENTERED: "action", Kind.TRANSITION: "transition"}


def _plain(element: Element) -> str:
    return " ".join(element.text.split())


def _clip(clip: Clip, media: Media, because: str) -> Shape:
    width, height = clip.seen
    return {
        "id": clip_id(clip),
        "file": clip.file,
        "name": clip.name,
        "rate": _rate(clip.rate),
        "frames": clip.frames,
        "width": width,
        "height": height,
        "sound_only": clip.is_sound,
        "media": media,
        "because": because,
        "start_timecode": clip.start_timecode,
        "camera": clip.slate.camera,
        "setup": clip.slate.setup,
        "take": clip.slate.take,
        "circled": clip.slate.circled,
        "notes": [note.text for note in clip.notes],
    }


def _finding(one: Finding) -> Shape:
    return {"kind": one.kind, "subject": one.subject, "fact": one.fact, "advice": one.advice}


def state_view(room: ScreeningRoom, standing: Standing) -> Shape:
    """Return what people decided, and what they may do."""
    decisions, credit = standing.decisions, credit_of(standing, room)
    return {
        "hash": standing.hash,
        "seq": decisions.seq,
        "locked": {"who": decisions.locked.who, "at": decisions.locked.at} if decisions.locked else None,
        "undo": _told(decisions.cutting[-1]) if decisions.cutting else None,
        "redo": _told(decisions.undone[-1]) if decisions.undone else None,
        "taste": standing.wishes.taste or room.film.taste.name,
        "tastes": list(dict.fromkeys((room.film.taste.name, *TASTES))),
        "to_look": [look_key(event) for event in standing.to_look],
        "looked": sorted(decisions.looked),
        "comments": [fields_of(remark) for remark in decisions.remarks],
        "stars": [
            {"line": one.line, "file": one.file, "pass": one.pass_number, "who": one.who}
            for one in standing.wishes.liked
        ],
        "pins": [told for line in standing.wishes.lines.values() for told in _pins(line, room)],
        "versions": [
            {"name": FIRST, "what": "as the machine proposed it", "by": "machine", "at": "", "seq": 0},
            *(
                {
                    "name": one.name,
                    "what": f"saved by {one.who}",
                    "by": "person",
                    "at": one.at,
                    "seq": one.seq,
                }
                for one in decisions.saved
            ),
            *map(_came_back, room.brought.versions()),
        ],
        "decisions": {"human": credit.human, "machine": credit.machine},
        "credit": list(credit_lines(credit)),
    }


def _came_back(one: Brought) -> Shape:
    """Return a version that came back, as it stands in the list of versions."""
    told = {"what": one.file, "by": "editor", "who": one.by, "at": one.at, "seq": 0, "trouble": one.trouble}
    told |= {"name": one.key, "title": one.name, "distance": one.distance, "place": one.place}
    return told | {"report": one.has_report}


def brought_view(room: ScreeningRoom, key: str) -> Shape:
    """Say what an editor changed in a version that came back; `NoSuchVersion` for a key of none."""
    found = room.brought.find(key)
    if found is None:
        raise NoSuchVersion(key)
    changes = [{"what": what, "rows": list(rows)} for what, rows in (found.changes or {}).items()]
    return {"says": list(found.told), "changes": changes}


def _pins(line: LineWishes, room: ScreeningRoom) -> list[Shape]:
    """Return what people decided about a line; its stars are told by themselves, with whom they keep out."""
    if line not in room.told_pins:
        room.told_pins[line] = [_pin(pin, room) for pin in line.pins if pin.where != STARS]
    return room.told_pins[line]


def _pin(pin: Pin, room: ScreeningRoom) -> Shape:
    """Return a pin: what it asks for in words, and in figures where it has any."""
    figures = {name: getattr(pin, name) for name in ("head", "tail", "split", "reaction")}
    said = replace(
        pin,
        sound=_by_slate(pin.sound, room),
        picture=_by_slate(pin.picture, room),
        not_sound=_by_slate(pin.not_sound, room),
        not_picture=_by_slate(pin.not_picture, room),
        listener=_by_slate(pin.listener, room),
    )
    told = {"line": pin.line, "says": str(said).partition(": ")[2], "who": pin.by, "where": pin.where}
    return told | figures


def _by_slate(named: Named | None, room: ScreeningRoom) -> Named | None:
    """Return a take by the name that its slate gives it; acts name it by its file."""
    clip = room.clips.get(named.name) if named else None
    return replace(named, name=clip.name) if named and clip else named


def _told(entry: Entry) -> Shape:
    act = msgspec.to_builtins(entry.act)
    act.pop("found", None)  # where each file lies is for the journal: no path goes to the page
    return {"act": act, "who": entry.who, "at": entry.at, "seq": entry.seq}


def credit_of(standing: Standing, room: ScreeningRoom) -> Credit:
    """Return how many choices are the machine's and how many people's, of events that show or play a line.

    A person's is an event that a pin holds; all else the machine proposed, and nobody has changed.
    """
    scenes = scene_cuts(standing, room)
    decisions, pins = standing.decisions, (*room.film.pins.pins, *standing.wishes.pins.pins)
    holds = {pin.by for pin in pins}
    first = dict.fromkeys((*(pin.by for pin in room.film.pins.pins), *(one.who for one in decisions.holding)))
    return Credit(
        choices=sum(scene.choices for scene in scenes),
        human=sum(scene.human for scene in scenes),
        people=tuple(who for who in first if who and who in holds),
        locked_by=decisions.locked.who if decisions.locked else "",
    )


def done_view(room: ScreeningRoom, done: Done, took_ms: float) -> Shape:
    """Return what an act came to: the scenes that are different, and where all of them lie now."""
    before = {scene.hash for scene in scene_cuts(done.before, room)}
    found = None if done.before.cut is done.now.cut else done.different
    now = scene_cuts(done.now, room)
    return {
        "entry": _told(done.entry) if done.entry else None,
        "state": state_view(room, done.now),
        "scenes": [scene.shape for scene in now if scene.hash not in before],
        "order": [[scene.number, scene.at] for scene in now],
        "says": [length_told(found)] if found and abs(found.longer_s) >= _TOLD_S else [],
        "changes": _changes(found) if found else [],
        "took_ms": round(took_ms, 1),
    }


def _changes(found: Differences) -> list[Shape]:
    return [{"what": head, "rows": list(rows)} for head, rows in blocks(found)]


def entries_view(entries: Iterable[Entry]) -> list[Shape]:
    """Return entries of the journal, in order."""
    return [_told(entry) for entry in entries]


def hours_view(room: ScreeningRoom) -> Shape:
    """Return how long machine and people worked, with the sentences that tell it."""
    hours = room.hours
    return {
        "active_s": hours.people_s,
        "machine_s": hours.machine_s,
        "people": [{"who": who, "active_s": round(took, 1)} for who, took in hours.people.items()],
        "saved_hours": hours.saved_hours,
        "saved_money": hours.saved_money,
        "currency": hours.usual.currency if hours.usual else "",
        "says": list(clock.told(hours)),
    }


def acts_view() -> Shape:
    """Return the table of what a person may do."""
    return table()


def version_view(room: ScreeningRoom, name: str) -> Shape:
    """Return the scenes of a named version; `NoSuchVersion` without one."""
    standing = room.version(name)
    start, drop = film_start(standing.cut)
    return {
        "name": name,
        "rate": _rate(standing.cut.rate),
        "start": start,
        "drop": drop,
        "scenes": [scene.shape for scene in scene_cuts(standing, room)],
    }


def compare_view(room: ScreeningRoom, one: str, other: str) -> Shape:
    """Say in what one version differs from another; an empty name is the cut as it is.

    Of a version that came back beside the cut as it is each row names the line that may be had so; see
    `rushes.screening.taking_over`.
    """
    before, after = (room.version(name).cut if name else room.standing.cut for name in (one, other))
    found = compare(before, after)
    to_take = lines_to_take(found) if not one and room.brought.find(other) else frozenset()
    changes = [
        {
            "what": what,
            "rows": [row for _, row in rows],
            "lines": [line if line in to_take else "" for line, _ in rows],
        }
        for what, rows in blocks_by_line(found)
    ]
    return {"says": [] if found.none else [length_told(found)], "changes": changes}


def as_json(shape: object) -> bytes:
    """Return a shape as it is sent."""
    return msgspec.json.encode(shape)
