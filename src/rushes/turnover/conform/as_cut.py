"""An editor's version as a cut, where it is made of nothing but the film's own rushes. Pure.

Such a version can be opened, compared and handed over as any cut. One with foreign material, another speed,
an effect or a sound that is switched off says more than a cut can hold, and is kept as the file that it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from rushes.cut.model import PINNED, Cut, Event, Reason
from rushes.footage.model import Clip
from rushes.timecode import Span
from rushes.turnover.conform.lines import Lines, Spoken
from rushes.turnover.conform.model import Conformed, Piece, Stretch


def why_no_cut(found: Conformed) -> str:
    """Say what of an editor's version no cut can hold; empty where one can."""
    after = found.after
    pieces = (*after.pictures, *after.sounds, *after.tone)
    reasons = (
        ("material that is no clip of this film", any(piece.foreign for piece in pieces)),
        ("another speed", any(piece.speed != 1 for piece in pieces)),
        ("effects", any(piece.effects for piece in pieces)),
        ("sound that is switched off", any(piece.off for piece in after.sounds) and _otherwise_off(found)),
        ("pictures or sound alone", bool(found.before.sounds) != bool(after.sounds) or not after.pictures),
    )
    return ", ".join(name for name, is_so in reasons if is_so)


def _otherwise_off(found: Conformed) -> bool:
    return any(change.kind == "switched off" for change in found.changes)


def cut_of(found: Conformed, first: Cut, clips: Mapping[str, Clip], lines: Lines, by: str) -> Cut:
    """Return the editor's version as a cut. by: what it is called, as the reason of every choice.

    Ask `why_no_cut` before. A piece that plays several lines is the first one's.
    """
    after = found.after
    spoken = Spoken(after, lines)
    told = [*_events(after.pictures, first, clips, spoken, by)]
    told += _laid(_events((*after.sounds, *after.tone), first, clips, spoken, by))
    used = {event.file for event in told}
    kept = tuple(clip for clip in clips.values() if clip.file in used)
    heard = {event.line for event in told}
    missing = tuple(one for one in first.missing if one.line not in heard)
    return replace(
        *(first,), title=first.title, events=tuple(told), clips=kept, missing=missing, beats=(), locked=None
    )


def _events(
    pieces: Iterable[Piece], first: Cut, clips: Mapping[str, Clip], spoken: Spoken, by: str
) -> Iterator[Event]:
    """Yield an event for each file of each piece; sound has no track yet."""
    reason = Reason(PINNED, 0.0, f"as it is in {by}")
    for piece in pieces:
        lines = spoken.under(Stretch(piece, 0, piece.record.frames))
        for file in piece.files:
            source = _source(piece, clips[file], first.rate)
            track = "V1" if piece.side == "picture" else ""
            line = lines[0] if lines else _before(spoken, piece)
            shows = "line" if lines else "beat"
            yield Event(track, line, file, source, piece.record, 1.0, False, (reason,), shows=shows)  # type: ignore[arg-type]  # noqa: FBT003


def _before(spoken: Spoken, piece: Piece) -> str:
    """Return the line that is heard last before a piece, as a picture between lines has it."""
    earlier = [said.line for said in spoken.said if said.start <= piece.record.start]
    return earlier[-1] if earlier else spoken.lines[0] if spoken.lines else ""


def _source(piece: Piece, clip: Clip, film: Fraction) -> Span:
    """Return the frames or samples of a clip, nearest to where they are counted."""
    start = round(piece.at * clip.rate / film)
    end = start + round(piece.record.frames * clip.rate / film)
    slack = max(0, end - clip.frames)
    return Span(max(0, start - slack), max(0, end - slack), clip.rate)


def _laid(sounds: Iterable[Event]) -> Iterator[Event]:
    """Yield sounds on as few tracks as hold them, each on the first that is free."""
    free: list[int] = []
    for event in sorted(sounds, key=lambda one: one.record.start):
        track = next((at for at, end in enumerate(free) if end <= event.record.start), len(free))
        free[track : track + 1] = [event.record.end]
        yield replace(event, track=f"A{track + 1}")
