"""One cut of the picture, moved before or after the sound: where it may fall, and what it may not show.

Only the picture moves; what is heard stays whole. In what comes on screen nobody who is seen may speak, and
nobody who is heard may be seen with a mouth that is still: whoever is not known to be off camera is in the
way. No cut falls inside a word of either clip, seen or not, and nothing spoilt comes on screen for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil

from rushes.cut.laying import Laid
from rushes.cut.lips import nobody_seen_speaks
from rushes.cut.model import Event
from rushes.cut.on_camera import NOBODY_SAYS
from rushes.cut.on_offer import Room
from rushes.cut.parts import is_clean, keeps_time
from rushes.cut.reactions import is_spoilt
from rushes.cut.speech import Ruler
from rushes.footage.model import Clip
from rushes.timecode import Span

Two = tuple[Event, Event]
"""The pictures on the two sides of a cut."""


@dataclass(frozen=True)
class Words:
    """The words of a line as they are heard in the film, in frames of it. who: speaks them."""

    who: str
    stretches: tuple[tuple[float, float], ...]

    def heard_in(self, start: int, end: int) -> bool:
        """Tell whether a word is heard between two frames, by more than half of one."""
        return any(begin < end - 0.5 and until > start + 0.5 for begin, until in self.stretches)


def words_of(laid: Laid) -> Words:
    """Return the words of a line where the film has them."""
    rate, first_s = laid.record.rate, laid.source.start_s
    return Words(
        laid.choice.line.character,
        tuple(
            (
                laid.record.start + (word.in_s - first_s) * float(rate),
                laid.record.start + (word.out_s - first_s) * float(rate),
            )
            for word in laid.choice.select.reading.words
            if word.in_s is not None and word.out_s is not None
        ),
    )


@dataclass(frozen=True)
class Moves:
    """All that a cut may be moved by. rate: the film's. clips: by file; heard: by the line's id."""

    rate: Fraction
    clips: Mapping[str, Clip]
    heard: Mapping[str, Words]
    room: Room

    def moved(self, before: Event, now: Event, leads: int) -> Two | None:
        """Return both pictures with the cut between them moved, or None where it must not be.

        leads: as of `Event.leads`.
        """
        end = before.source.end - _in_clip(leads, before)
        start = now.source.start - _in_clip(leads, now)
        speech = self.room.bench.speech
        if not (is_clean(speech[before.file], end) and is_clean(speech[now.file], start)):
            return None
        if not self._has_room(before, now, leads, end, start):
            return None
        cut, rate = before.record.end - leads, before.record.rate
        one = replace(
            before,
            source=Span(before.source.start, end, before.source.rate),
            record=Span(before.record.start, cut, rate),
        )
        other = replace(
            now,
            source=Span(start, now.source.end, now.source.rate),
            record=Span(cut, now.record.end, rate),
            leads=leads,
        )
        in_time = keeps_time(one.source, one.record) and keeps_time(other.source, other.record)
        grown = (now, start, now.source.start) if leads > 0 else (before, before.source.end, end)
        may = in_time and self._may_be_seen(*grown) and self._nobody_is_dumb(one, other)
        return (one, other) if may else None

    @cached_property
    def shortest(self) -> float:
        """How many frames of the film a shot must last."""
        return self.room.taste.pace.shortest_s * self.rate

    def _has_room(self, before: Event, now: Event, leads: int, end: int, start: int) -> bool:
        """Tell whether both clips reach so far, and both pictures stay long enough to be seen."""
        cut = before.record.end - leads
        least = min(ceil(self.shortest), before.record.frames, now.record.frames)
        if min(cut - before.record.start, now.record.end - cut) < least:
            return False
        reach = start >= 0 and end <= self.clips[before.file].frames
        return reach and end > before.source.start and start < now.source.end

    def _may_be_seen(self, event: Event, start: int, end: int) -> bool:
        """Tell whether frames of an event's clip are not spoilt, and nobody in them speaks."""
        rate, ruler = event.source.rate, Ruler.of(event.source.rate)
        room, shown = self.room, (ruler.at(start), ruler.at(end))
        if not nobody_seen_speaks(room.voices[event.file], room.seen.get(event.file, NOBODY_SAYS), shown):
            return False
        return not is_spoilt(room.bench.looks.over(event.file, float(start / rate), float(end / rate)))

    def _nobody_is_dumb(self, before: Event, now: Event) -> bool:
        """Tell whether everybody who is heard over what was moved is known to be off camera there."""
        if now.leads > 0:
            start, end = now.record.start, now.record.start + now.leads
            shown, words = now, self.heard[before.line]
        else:
            start, end = before.record.end + now.leads, before.record.end
            shown, words = before, self.heard[now.line]
        off = self.room.seen.get(shown.file, NOBODY_SAYS).sees(words.who) is False
        return off or not words.heard_in(start, end)


def _in_clip(frames: int, event: Event) -> int:
    """Return frames of the film in frames of an event's clip."""
    if event.source.rate == event.record.rate:
        return frames
    return round(frames * event.source.rate / event.record.rate)
