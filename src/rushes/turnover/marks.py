"""What the editor reads on the timeline: each line's choice with its reasons, doubts, what is missing."""

from rushes.cut.model import Alternate, Cut, Event, MissingLine, Reason
from rushes.timecode import timecode_text
from rushes.turnover.model import Mark, Shot
from rushes.turnover.shots import tracks

ALTERNATES_NAMED = 3
"""How many choices not taken a mark tells of; cut.json and the report hold them all."""


def shot_marks(cut: Cut, shot: Shot) -> tuple[Mark, ...]:
    """Return a mark for each line that a shot plays, at the clip's frame where the line's event begins.

    Sound carries marks only for lines that no picture plays.
    """
    seen = {event.line for event in cut.events if event.track.startswith("V")}
    return tuple(
        _event_mark(cut, event, event.source.start)
        for event in shot.events
        if shot.is_picture or event.line not in seen
    )


def film_marks(cut: Cut) -> tuple[Mark, ...]:
    """Return the marks of the timeline, in order: lines that are missing, events that need a look."""
    missing = [Mark("missing", line.at, missing_name(line), _missing_note(line)) for line in cut.missing]
    picture = next(iter(tracks(cut)), "")
    looks = [_event_mark(cut, event, event.record.start) for event in cut.track(picture) if event.needs_look]
    return tuple(sorted([*missing, *looks], key=lambda mark: mark.at))


def missing_name(line: MissingLine) -> str:
    """Write what is missing: ``MISSING 1.7 WILL: Bin white at a``."""
    return f"MISSING {line.line} {line.character}: {line.text}"


def _missing_note(line: MissingLine) -> str:
    return f"No take holds line {line.line}. It belongs here; it may need a pickup."


def _event_mark(cut: Cut, event: Event, at: int) -> Mark:
    name = f"{event.line} {cut.clip(event.file).name} {event.confidence:.0%}"
    if not event.needs_look:
        return Mark("line", at, name, _note(cut, event))
    return Mark("look", at, f"NEEDS A LOOK {name}", _note(cut, event))


def _note(cut: Cut, event: Event) -> str:
    parts = [
        "; ".join(event.look_because),
        "why: " + "; ".join(_reason(reason) for reason in event.reasons) if event.reasons else "",
        _others(cut, event.alternates[:ALTERNATES_NAMED]),
    ]
    return " | ".join(part for part in parts if part)


def _reason(reason: Reason) -> str:
    return f"{reason.name} {reason.worth:+.1f} ({reason.fact})"


def _others(cut: Cut, alternates: tuple[Alternate, ...]) -> str:
    """Write where the best choices not taken can be found: clip and source timecode."""
    return "or: " + ", ".join(_other(cut, alternate) for alternate in alternates) if alternates else ""


def _other(cut: Cut, alternate: Alternate) -> str:
    clip = {clip.file: clip for clip in cut.clips}.get(alternate.file)
    if clip is None:
        return f"{alternate.file} at {alternate.span.start_s:.2f} s"
    start = timecode_text(clip.start + alternate.span.start, clip.rate, drop=clip.drop)
    return f"{clip.name} at {start}"
