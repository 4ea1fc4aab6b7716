"""What lies on the scales, as the page is shown it: the takes of a line, an event with what lost to it."""

from rushes.coverage.model import Reading
from rushes.cut import Alternate, Event
from rushes.cut.model import PINNED
from rushes.cut.why import beside
from rushes.screening.decide import STARS
from rushes.screening.room import ScreeningRoom
from rushes.screening.scene_views import Shape, clip_id, fields_of, keyed


def line_view(room: ScreeningRoom, line: str) -> Shape | None:
    """Return every take of a line, in the order in which they were shot; None where there is no such line."""
    spoken = next((one for one in room.film.screenplay.lines if one.id == line), None)
    if spoken is None:
        return None
    ours = [event for event in room.standing.cut.events if event.line == line and event.shows == "line"]
    used = {(event.track[0], room.played(event)) for event in ours}
    return {
        "line": {"id": spoken.id, "character": spoken.character, "text": spoken.text},
        "readings": [_reading(room, one, used) for one in room.readings.get(line, ())],
    }


def _reading(room: ScreeningRoom, one: Reading, used: set[tuple[str, Reading | None]]) -> Shape:
    wishes, lined = room.standing.wishes, room.film.lined
    clip = room.clips[one.file]
    heard, looks = lined.heard.get(one.file), _looks(room, one)
    is_heard, is_shown = ("A", one) in used, ("V", one) in used
    pins = wishes.pins.of(one.line)
    unheard = [pin for pin in pins if pin.not_sound and pin.not_sound.means(clip, one)]
    unseen = [pin for pin in pins if pin.not_picture and pin.not_picture.means(clip, one)]
    return {
        "clip": clip_id(clip),
        "file": one.file,
        "pass": one.pass_number,
        "in": one.span.start,
        "out": one.span.end,
        "in_s": one.in_s,
        "out_s": one.out_s,
        "kind": one.kind,
        "fidelity": one.fidelity,
        "confidence": round(one.confidence, 3),
        "words": [
            {
                "text": word.text or "",
                "state": word.state,
                "heard": word.heard,
                "in_s": word.in_s,
                "out_s": word.out_s,
            }
            for word in one.words
        ],
        "clear_db": round(one.clear_db, 1),
        "noise_db": None if heard is None else round(heard.noise_db, 1),
        "look": looks,
        "soft": any("soft" in fact or "focus" in fact for fact in looks),
        "circled": clip.slate.circled,
        "no_good": clip.slate.no_good,
        "notes": [note.text for note in clip.notes],
        "starred": any(
            (star.file, star.pass_number) == (one.file, one.pass_number)
            for star in wishes.liked
            if star.line == one.line
        ),
        "forbidden": bool(unheard or unseen),
        "not_heard": any(pin.where != STARS for pin in unheard),
        "not_seen": any(pin.where != STARS for pin in unseen),
        "heard": is_heard,
        "shown": is_shown,
        "in_cut": is_heard or is_shown,
        "recorders": [
            {"clip": clip_id(behind.sound), "in_s": round(behind.on_recorder(one.in_s), 6)}
            for behind in clip.behind
        ],
    }


def _looks(room: ScreeningRoom, one: Reading) -> list[str]:
    """Say what is wrong with a reading's picture, beside the other takes of its setup."""
    return [fact for fact in room.looks.over(one.file, one.in_s, one.out_s).facts.values() if fact]


def event_view(room: ScreeningRoom, key: str) -> Shape | None:
    """Return an event on the scales: its reasons, and the choices not taken; None for a key without one."""
    event = next((event for event, own in keyed(room.standing.cut.events) if own == key), None)
    if event is None:
        return None
    return {
        "key": key,
        "reasons": [fields_of(reason) for reason in event.reasons],
        "worth": round(event.worth, 3),
        "confidence": round(event.confidence, 3),
        "look_because": list(event.look_because),
        "why": _why(event),
        "alternates": [_alternate(room, event, other) for other in event.alternates],
        "listeners": _listeners(room, event),
    }


def _listeners(room: ScreeningRoom, event: Event) -> list[Shape]:
    """Return who may be seen listening where somebody is, by person and take. who: is on camera."""
    if event.shows != "reaction":
        return []
    seen = {one.file: one.on for one in room.standing.cut.on_camera}
    spoken = next((one.character for one in room.film.screenplay.lines if one.id == event.line), "")
    offered = ((event.file, event.source), *((other.file, other.span) for other in event.alternates))
    found = [
        {
            "clip": clip_id(room.clips[file]),
            "file": file,
            "name": room.clips[file].name,
            "who": sorted(who),
            "in": span.start,
            "out": span.end,
            "now": file == event.file,
        }
        for file, span in dict(reversed(offered)).items()
        if (who := set(seen.get(file, ()))) and spoken not in who
    ]
    return sorted(found, key=lambda one: (one["who"], one["name"]))


def _why(event: Event) -> str:
    """Say in a sentence what told most for an event, and most against it."""
    ordered = sorted(event.reasons, key=lambda reason: -reason.worth)
    best = [one.fact for one in ordered if one.worth > 0 or one.name == PINNED][:2]
    worst = [one.fact for one in ordered[::-1] if one.worth < 0][:1]
    told = "; ".join(best) or "nothing told for it"
    return f"{told}. Against it: {worst[0]}." if worst else f"{told}."


def _alternate(room: ScreeningRoom, event: Event, other: Alternate) -> Shape:
    clip = room.clips[other.file]
    found = beside(event, other, clip.name)
    return {
        "clip": clip_id(clip),
        "file": other.file,
        "name": clip.name,
        "in": other.span.start,
        "out": other.span.end,
        "worth": round(other.worth, 3),
        "behind": round(found.behind, 3),
        "lost_because": found.lost_on[0].other_fact or found.lost_on[0].fact if found.lost_on else "",
        "lost_on": [
            {"name": one.name, "by": one.ahead, "fact": one.other_fact or one.fact} for one in found.lost_on
        ],
        "reasons": [fields_of(reason) for reason in other.reasons],
    }
