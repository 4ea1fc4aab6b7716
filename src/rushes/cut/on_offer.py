"""The pictures on offer: what may be shown over a part of a line.

- the picture of the take that is heard;
- that of another camera at the same instant;
- that of another take of the line, where its speaker is known to be off camera, or where every word falls
  within two frames of the one that is heard (`rushes.cut.lips`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from rushes.cut.idioms import OF_A_PICTURE, reasons, thousandths
from rushes.cut.lips import Voices, in_step, nobody_seen_speaks
from rushes.cut.of_pictures import Shown
from rushes.cut.on_camera import NOBODY_SAYS, OnCamera
from rushes.cut.parts import Part, is_clean, keeps_time
from rushes.cut.pins import Pins
from rushes.cut.reactions import is_spoilt, nobody_shows_who_speaks
from rushes.cut.selects import Bench, Select
from rushes.cut.speech import TICKS, Ruler, Speech
from rushes.cut.tastes import Taste
from rushes.timecode import Span

MOST: Final = 12
"""Pictures for one line: beyond the best twelve, another changes nothing that anybody would see."""
_SHIFTS: Final = (0, *(shift for n in range(1, 31) for shift in (n, -n)))
"""Frames by which a listener's picture may be moved, so that it begins and ends between words."""


@dataclass(frozen=True)
class Room:
    """All that the picture path may know."""

    bench: Bench
    voices: Voices
    seen: Mapping[str, OnCamera]
    taste: Taste
    pins: Pins

    def who(self, select: Select) -> OnCamera:
        """Return who is in a select's picture."""
        return self.seen.get(select.clip.file, NOBODY_SAYS)


def pictures_for(part: Part, room: Room) -> tuple[Shown, ...]:
    """Return the pictures that may stand on a part: that of the take first, then the best others."""
    line = part.laid.choice.line.id
    own = _shown(part, part.select, part.source, room, own=True)
    excused = own.select.speaker is False and nobody_shows_who_speaks(room.bench.selects[line])
    own = replace(own, excused=excused)
    pinned = not room.pins.picture_may(line, part.select.clip)
    leave = pinned or part.late or own.select.speaker is False or is_spoilt(own.select.look)
    asked = part.late and room.pins.reaction_of(line) is True
    may = room.pins.seen_may if asked else room.pins.picture_may
    others = [
        replace(shown, excused=excused)
        for select in room.bench.selects[line]
        if select.clip.file != part.select.clip.file
        and (leave or part.select.rolls_with(select))
        and may(line, select.clip)
        for shown in _of_another(part, select, room)
    ]
    if len(others) > 1:
        others.sort(key=lambda shown: -thousandths(reasons(OF_A_PICTURE, shown, room.taste)))
    if asked and (listening := [shown for shown in others if listens(shown)]):
        chosen = room.pins.listener_of(line)
        of_choice = [shown for shown in listening if chosen is None or chosen.means(shown.select.clip)]
        return tuple((of_choice or listening)[:MOST])
    if pinned and others:
        return tuple(others[:MOST])
    return (own, *others[: MOST - 1])


def listeners_aside(part: Part, room: Room) -> tuple[Shown, ...]:
    """Return the listeners who might be seen over a part, had a person not chosen another one."""
    line = part.laid.choice.line.id
    chosen = room.pins.listener_of(line)
    if chosen is None or not part.late:
        return ()
    ours = tuple(replace(pin, listener=None) for pin in room.pins.of(line))
    free = pictures_for(part, replace(room, pins=Pins(ours, room.pins.pictured)))
    return tuple(shown for shown in free if listens(shown) and not chosen.means(shown.select.clip))


def _of_another(part: Part, select: Select, room: Room) -> Iterator[Shown]:
    """Yield what another clip may show over a part, or nothing."""
    heard = part.select
    if heard.rolls_with(select):
        span = _later(part, select, -select.later_than(heard))
        if span and heard.is_one_instant(select):
            yield _shown(part, select, span, room, own=True)
    elif select.speaker is False:
        yield from _silent(part, select, _later(part, select, select.start - heard.start), room)
    elif not part.late:
        frame_s = float(1 / part.record.rate)
        step = in_step(heard.reading, select.reading, frame_s)
        span = _later(part, select, step.later) if step else None
        laid = step and span and step.holds(span.start_s - part.source.start_s, frame_s)
        if span and laid and _is_clean(room.bench.speech[select.clip.file], span):
            shown = _shown(part, select, span, room, own=False)
            if _says_nothing_else(shown, room):
                yield shown


def _silent(part: Part, select: Select, span: Span | None, room: Room) -> Iterator[Shown]:
    """Yield the picture of somebody who listens, moved so that it begins and ends between words."""
    if span is None:
        return
    speech = room.bench.speech[select.clip.file]
    for shift in _SHIFTS:
        moved = span.moved(shift)
        if moved.start >= 0 and moved.end <= select.clip.frames and _is_clean(speech, moved):
            shown = _shown(part, select, moved, room, own=False)
            if _says_nothing_else(shown, room):
                yield shown
            return


def _later(part: Part, select: Select, later: int) -> Span | None:
    """Return a clip's frames, by so many microseconds later than the heard take's; None where it has none."""
    source, rate = part.source, select.clip.rate
    if rate == source.rate:
        shift = round(later * rate / TICKS)
        start, end = source.start + shift, source.end + shift
    else:
        start, end = (
            round((Fraction(frame) / source.rate + Fraction(later, TICKS)) * rate)
            for frame in (source.start, source.end)
        )
    if not 0 <= start < end <= select.clip.frames:
        return None
    span = Span(start, end, rate)
    return span if keeps_time(span, part.record) else None


def _is_clean(speech: Speech, span: Span) -> bool:
    return is_clean(speech, span.start) and is_clean(speech, span.end)


def _says_nothing_else(shown: Shown, room: Room) -> bool:
    """Tell whether no mouth in a picture says anything but what is heard."""
    ruler = Ruler.of(shown.source.rate)
    stretch = (ruler.at(shown.source.start), ruler.at(shown.source.end))
    voices = [
        voice
        for voice in room.voices[shown.select.clip.file]
        if shown.select.speaker is False
        or not (voice.start <= shown.select.start and voice.end >= shown.select.end)
    ]
    return nobody_seen_speaks(voices, room.who(shown.select), stretch)


def _shown(part: Part, select: Select, source: Span, room: Room, *, own: bool) -> Shown:
    who = room.who(select)
    listeners = tuple(sorted(who.on - {select.line.character}))
    look = room.bench.looks.over(select.clip.file, source.start_s, source.end_s)
    return Shown(replace(select, look=look), source, own=own, late=part.late, listeners=listeners)


def listens(shown: Shown) -> bool:
    """Tell whether a picture shows who listens, where that may be seen."""
    return shown.late and shown.select.speaker is False and bool(shown.listeners)
