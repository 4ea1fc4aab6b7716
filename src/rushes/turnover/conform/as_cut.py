"""An editor's version as a cut, where it is made of nothing but the film's own rushes. Pure.

Such a version can be opened, compared and handed over as any cut. One with foreign material, another speed,
an effect or a sound that is switched off says more than a cut can hold, and is kept as the file that it is.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from rushes.cut.model import PINNED, Cut, Event, Reason, Shows
from rushes.footage.model import Clip
from rushes.timecode import Span
from rushes.turnover.conform.lines import Lines, Spoken
from rushes.turnover.conform.model import Conformed, Piece, Stretch
from rushes.turnover.rulers import on_ruler


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

    Ask `why_no_cut` before. A piece that plays several lines is one event for each, as it is in every cut.
    """
    after, made = found.after, _Making(first, clips, lines, Spoken(found.after, lines), by)
    sounds = _laid(made.events(after.sounds), made.events(after.tone))
    told = [*_led(made.events(after.pictures), sounds), *sounds]
    used = {event.file for event in told}
    kept = tuple(clip for clip in clips.values() if clip.file in used)
    heard = {event.line for event in told}
    missing = tuple(one for one in first.missing if one.line not in heard)
    return replace(first, events=tuple(told), clips=kept, missing=missing, beats=(), locked=None)


@dataclass(frozen=True)
class _Making:
    """What events are made with. spoken: the lines as they are heard in the editor's version."""

    first: Cut
    clips: Mapping[str, Clip]
    lines: Lines
    spoken: Spoken
    by: str

    def events(self, pieces: Iterable[Piece]) -> list[Event]:
        """Return an event for each file of each line of each piece; sound has no track yet."""
        return [
            self._event(part, file) for piece in pieces for part in self._parts(piece) for file in piece.files
        ]

    def _event(self, piece: Piece, file: str) -> Event:
        source, track = _source(piece, self.clips[file], self.first.rate), "V1" * (piece.side == "picture")
        lines = self.spoken.under(Stretch(piece, 0, piece.record.frames))
        line = lines[0] if lines else _before(self.spoken, piece)
        was = self._first_events.get((bool(track), file, source))
        if was is not None and (was.line == line or was.shows in {"beat", "tone"}):
            line, shows = was.line, was.shows
        else:
            shows = self._shows(piece, lines)
        reason = Reason(PINNED, 0.0, f"as it is in {self.by}")
        return Event(track, line, file, source, piece.record, 1.0, False, (reason,), shows=shows)  # noqa: FBT003

    @cached_property
    def _first_events(self) -> Mapping[tuple[bool, str, Span], Event]:
        return {(one.track.startswith("V"), one.file, one.source): one for one in self.first.events}

    def _shows(self, piece: Piece, lines: Sequence[str]) -> Shows:
        """Return what a piece that the first cut does not have is for, as far as the readings tell."""
        if not lines:
            return "beat"
        if piece.side == "sound":
            return "line"
        own = (one.line for one in self.lines.touched(Stretch(piece, 0, piece.record.frames)))
        return "line" if lines[0] in own else "reaction"

    def _parts(self, piece: Piece) -> Iterator[Piece]:
        """Yield a piece line by line: cut where the first cut has its seam, else midway between words."""
        lines = set(self.spoken.under(Stretch(piece, 0, piece.record.frames)))
        ends = Fraction(piece.record.start), Fraction(piece.record.end)
        places = [one for one in self.spoken.within(*ends) if one.line in lines]
        first, seams = piece.record.start, self._seams(piece) if len(places) > 1 else ()
        for one, other in pairwise(places):
            if one.line == other.line:
                continue
            midway = (one.end + other.start) / 2
            bounds = (one.start + one.end) / 2, (other.start + other.end) / 2
            near = [seam for seam in seams if bounds[0] < seam < bounds[1]] or [midway]
            place = round(min((abs(seam - midway), seam) for seam in near)[1])
            if first < place < piece.record.end:
                yield _part(piece, first, place)
                first = place
        yield _part(piece, first, piece.record.end)

    def _seams(self, piece: Piece) -> Sequence[Fraction]:
        """Return where in the film a piece passes what is a cut or a seam of its clip in the first cut."""
        places = (place for file in piece.files for place in self._known_seams.get((piece.side, file), ()))
        return [piece.record.start + place - piece.at for place in places]

    @cached_property
    def _known_seams(self) -> Mapping[tuple[str, str], Sequence[Fraction]]:
        seams: dict[tuple[str, str], list[Fraction]] = {}
        for event in self.first.events:
            side = "picture" if event.track.startswith("V") else "sound"
            if (clip := self.clips.get(event.file)) is not None:
                known = seams.setdefault((side, event.file), [])
                insort(known, on_ruler(event.source.start, clip, self.first.rate))
        return seams


def _part(piece: Piece, start: int, end: int) -> Piece:
    """Return a piece from one frame of the film to another."""
    return replace(
        piece, at=piece.at + start - piece.record.start, record=Span(start, end, piece.record.rate)
    )


def _led(pictures: Sequence[Event], sounds: Iterable[Event]) -> Iterator[Event]:
    """Yield pictures, the first of every line with how far it leads the line's sound."""
    heard: dict[str, int] = {}
    for event in sounds:
        if event.shows == "line":
            heard.setdefault(event.line, event.record.start)
    for event in sorted(pictures, key=lambda one: one.record.start):
        leads = heard.pop(event.line, event.record.start) - event.record.start if event.shows != "beat" else 0
        yield replace(event, leads=leads)


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


def _laid(*kinds: Sequence[Event]) -> list[Event]:
    """Return sounds on as few tracks as hold them, each on the first that is free; each kind on its own."""
    laid: list[Event] = []
    free: list[int] = []
    for sounds in kinds:
        before = len(free)
        for event in sorted(sounds, key=lambda one: one.record.start):
            open_ = (at for at in range(before, len(free)) if free[at] <= event.record.start)
            track = next(open_, len(free))
            free[track : track + 1] = [event.record.end]
            laid.append(replace(event, track=f"A{track + 1}"))
    return laid
