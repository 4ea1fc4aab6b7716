"""The scenes of a cut, as the page is shown them.

Frames of events count from the first frame of their scene, so a scene that lies later is the same scene: it
is told once for each of its cuts, however often the film around it changes.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from rushes.cut import ActionBeat, Cut, Event, MissingLine
from rushes.cut.model import PINNED
from rushes.cut.strung import Placed, in_order
from rushes.footage.model import Clip
from rushes.screening.room import ScreeningRoom
from rushes.screening.standing import Standing, look_key
from rushes.turnover.microphones import voices

Shape = dict[str, Any]
"""Anything that JSON can say; the frontend's types and a snapshot hold its form."""


@dataclass(frozen=True)
class SceneCut:
    """A scene of the cut: where it begins in the film, and what it shows, counted from there.

    hash: of all that it shows, wherever it lies. shown: its events, missing lines and beats. choices, human:
    how many of its events show or play a line, and how many of these a pin of a person holds.
    """

    number: str
    at: int
    frames: int
    hash: str
    shown: Shape
    choices: int
    human: int

    @property
    def shape(self) -> Shape:
        """Return it as the page reads it."""
        place = {"number": self.number, "at": self.at, "frames": self.frames, "hash": self.hash}
        return place | self.shown


def fields_of(value: object) -> Shape:
    """Return a frozen value as it is sent: each field by its name."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}  # type: ignore[attr-defined]


def clip_id(clip: Clip) -> str:
    """Return the name under which the page asks for a clip: of its file and content."""
    return hashlib.blake2s(f"{clip.file}\n{clip.sha256}".encode(), digest_size=8).hexdigest()


def scene_cuts(standing: Standing, room: ScreeningRoom) -> tuple[SceneCut, ...]:
    """Return the scenes of a cut in its order, each with the events of its lines."""
    told = [replace(one, at=one.at + part.at) for part in standing.scenes for one in _told(part, room)]
    if not told or len({one.number for one in told}) < len(told):  # scenes that share a number are one here
        return _scenes_of(standing.cut, room)
    return tuple(told)


def _told(part: Placed, room: ScreeningRoom) -> tuple[SceneCut, ...]:
    """Return the scenes of a part of the film as it would begin with them."""
    of_scene = room.told.setdefault(part.scene, {})
    if part.tracks not in of_scene:
        first = replace(part, at=0)
        of_scene[part.tracks] = _scenes_of(replace(part.scene.cut, events=in_order([first])), room)
    told: tuple[SceneCut, ...] = of_scene[part.tracks]
    return told


def _scenes_of(cut: Cut, room: ScreeningRoom) -> tuple[SceneCut, ...]:
    """Return the scenes of a cut in its order, each with the events of its lines."""
    scene_of = {line.id: line.scene for line in room.film.screenplay.lines}
    by_scene: dict[str, list[Event]] = defaultdict(list)
    for event in cut.events:
        by_scene[scene_of.get(event.line, "")].append(event)
    begins = {number: _begins(events) for number, events in by_scene.items()}
    order = sorted(begins, key=lambda number: begins[number])
    ids = {event.file: clip_id(room.clips[event.file]) for event in cut.events}
    ids |= {beat.file: clip_id(room.clips[beat.file]) for beat in cut.beats if beat.file in room.clips}
    known = {
        id(event): (list(voice.channels), round(voice.among**-0.5, 4))
        for voice in voices(cut)
        for event in voice.shot.events
    }
    ends = [*(begins[number] for number in order[1:]), cut.frames]
    return tuple(
        _cut_of(number, begins[number], end, by_scene[number], cut, ids, known)
        for number, end in zip(order, ends, strict=True)
    )


def _begins(events: Iterable[Event]) -> int:
    """Return where a scene begins: with its first picture, which others may lie over; else with its sound."""
    return min((event.track != "V1", event.track[0] != "V", event.record.start) for event in events)[-1]


Heard = Mapping[int, tuple[list[int], float]]
"""By the identity of a sound event: which channels of its clip are heard (all: none named), and how loud."""


def _cut_of(  # noqa: PLR0917 -- a scene, its place, its events and what they are named by
    number: str, at: int, end: int, events: Iterable[Event], cut: Cut, ids: Mapping[str, str], known: Heard
) -> SceneCut:
    """Return one scene."""
    shown = {
        "events": [_event(event, at, key, ids) | _voice(event, known) for event, key in keyed(events)],
        "missing": [_missing(one, at) for one in cut.missing if one.line.rpartition(".")[0] == number],
        "beats": [_beat(beat, at, ids) for beat in cut.beats if beat.scene == number],
    }
    told = hashlib.blake2s(msgspec.json.encode(shown), digest_size=8).hexdigest()
    decided = [event["pinned"] for event in shown["events"] if event["track"] in {"V1", "A1"}]
    return SceneCut(number, at, end - at, told, shown, len(decided), sum(decided))


def keyed(events: Iterable[Event]) -> Iterator[tuple[Event, str]]:
    """Give every event with its key: track, line, and which of that line's on the track it is."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for event in events:
        place = counts[event.track, event.line]
        counts[event.track, event.line] += 1
        yield event, f"{event.track}:{event.line}:{place}"


def _event(event: Event, at: int, key: str, ids: Mapping[str, str]) -> Shape:
    return {
        "key": key,
        "track": event.track,
        "line": event.line,
        "clip": ids[event.file],
        "in": event.source.start,
        "out": event.source.end,
        "from": event.record.start - at,
        "to": event.record.end - at,
        "confidence": round(event.confidence, 3),
        "look": list(event.look_because) if event.needs_look else [],
        "look_key": look_key(event) if event.needs_look else None,
        "shows": event.shows,
        "leads": event.leads,
        "pinned": any(reason.name == PINNED for reason in event.reasons),
    }


def _voice(event: Event, known: Heard) -> Shape:
    """Return how a sound is heard; gain 0 for one that is there to be had, and switched off."""
    if event.track.startswith("V"):
        return {}
    channels, gain = known.get(id(event), ([], 0.0))
    return {"channels": channels, "gain": gain}


def _missing(one: MissingLine, at: int) -> Shape:
    return {"line": one.line, "character": one.character, "text": one.text, "at": one.at - at}


def _beat(beat: ActionBeat, at: int, ids: Mapping[str, str]) -> Shape:
    told = {name: getattr(beat, name) for name in ("number", "text", "how", "fact", "after", "before")}
    return told | {"at": beat.at - at, "clip": ids.get(beat.file)}
