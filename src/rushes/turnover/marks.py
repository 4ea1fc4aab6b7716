"""What the editor reads on the timeline: each line's choice with its reasons, doubts, what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rushes.cut.model import Alternate, Cut, Event, MissingLine, Reason
from rushes.footage.model import Clip
from rushes.turnover.model import Mark, Place
from rushes.turnover.rulers import source_text
from rushes.turnover.shots import all_shots, film_start, tracks
from rushes.turnover.splits import split_said

ALTERNATES_NAMED = 3
"""How many choices not taken a mark tells of; cut.json and the report hold them all."""


@dataclass(frozen=True)
class _Told:
    """What a mark is written from: the clips by file, the film's rate, and whether it counts drop-frame."""

    clips: Mapping[str, Clip]
    rate: Fraction
    drop: bool


def shot_marks(cut: Cut) -> dict[Place, tuple[Mark, ...]]:
    """Return, by the shot's place, a mark for each line it plays, at the clip's frame where its event begins.

    Sound carries marks only for what no picture tells: a line that is not seen, or whose picture has reasons
    of its own, since it comes from another clip; then on its first track.
    """
    told, alone = _Told(_by_file(cut), cut.rate, film_start(cut)[1]), _sounds_alone(cut)
    return {
        shot.place: tuple(
            _event_mark(told, event, event.source.start)
            for event in shot.events
            if shot.is_picture or (event.track, event.record.start) in alone
        )
        for shot in all_shots(cut)
    }


def film_marks(cut: Cut) -> tuple[Mark, ...]:
    """Return the marks of the timeline: whose cut it is, then missing lines and what needs a look."""
    told = _Told(_by_file(cut), cut.rate, film_start(cut)[1])
    missing = [Mark("missing", line.at, missing_name(line), _missing_note(line)) for line in cut.missing]
    looks = [_event_mark(told, event, event.record.start) for event in to_look_at(cut)]
    whose = Mark("standing", 0, f"{'' if cut.locked else 'NOT '}LOCKED", cut.standing)
    return (whose, *sorted([*missing, *looks], key=lambda mark: mark.at))


def to_look_at(cut: Cut) -> tuple[Event, ...]:
    """Return the events that a person should look at: pictures, and sounds of which no picture tells it."""
    picture = next(iter(tracks(cut)), "")
    asked = [event for event in cut.track(picture) if event.needs_look]
    known = {(event.line, event.look_because) for event in asked}
    asked += [
        event
        for event in _sounds_alone(cut).values()
        if event.track != picture and event.needs_look and (event.line, event.look_because) not in known
    ]
    return tuple(sorted(asked, key=lambda event: event.record.start))


def _sounds_alone(cut: Cut) -> dict[Place, Event]:
    """Return, by place, the sounds that no picture of their line tells of; of all tracks the first."""
    pictures: dict[str, set[Reason]] = {}
    for event in cut.events:
        if event.track.startswith("V") and event.shows != "alternate":
            pictures.setdefault(event.line, set()).update(event.reasons)
    alone: dict[tuple[str, int], Event] = {}
    for track in (name for name in tracks(cut) if not name.startswith("V")):
        for event in cut.track(track):
            if event.line not in pictures or not pictures[event.line].issuperset(event.reasons):
                alone.setdefault((event.line, event.record.start), event)
    return {(event.track, event.record.start): event for event in alone.values()}


def missing_name(line: MissingLine) -> str:
    """Write what is missing: ``MISSING 1.7 WILL: Bin white at a``."""
    return f"MISSING {line.line} {line.character}: {line.text}"


def _missing_note(line: MissingLine) -> str:
    return f"No take holds line {line.line}. It belongs here; it may need a pickup."


def _by_file(cut: Cut) -> Mapping[str, Clip]:
    return {clip.file: clip for clip in cut.clips}


def _event_mark(told: _Told, event: Event, at: int) -> Mark:
    if event.shows == "take":
        return Mark("line", at, f"SLATE {told.clips[event.file].name}", _facts(event.reasons))
    if event.shows == "alternate":
        name = f"{event.line} alternate {told.clips[event.file].name} {event.worth:+.1f}"
        return Mark("line", at, name, "; ".join(_reason(reason) for reason in event.reasons))
    what = "" if event.shows == "line" else f"{event.shows} "
    name = f"{event.line} {what}{told.clips[event.file].name} {event.confidence:.0%}"
    if not event.needs_look:
        return Mark("line", at, name, _note(told, event))
    return Mark("look", at, f"NEEDS A LOOK {name}", _note(told, event))


def _note(told: _Told, event: Event) -> str:
    others = ", ".join(_other(told, alternate) for alternate in event.alternates[:ALTERNATES_NAMED])
    parts = [
        "; ".join(event.look_because),
        split_said(event.leads),
        "why: " + "; ".join(_reason(reason) for reason in event.reasons) if event.reasons else "",
        f"or: {others}" if others else "",
    ]
    return " | ".join(part for part in parts if part)


def _facts(reasons: Iterable[Reason]) -> str:
    return "; ".join(reason.fact for reason in reasons)


def _reason(reason: Reason) -> str:
    return f"{reason.name} {reason.worth:+.1f} ({reason.fact})"


def _other(told: _Told, alternate: Alternate) -> str:
    """Write where a choice not taken can be found: its clip and source timecode."""
    clip = told.clips.get(alternate.file)
    if clip is None:
        return f"{alternate.file} at {alternate.span.start_s:.2f} s"
    start = source_text(clip, alternate.span.start, told.rate, drop=told.drop)
    return f"{clip.name} at {start}"
