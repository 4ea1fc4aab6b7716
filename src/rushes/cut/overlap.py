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
        two = self._tried(before, now, leads)
        return None if isinstance(two, str) else two

    def why_not(self, before: Event, now: Event, leads: int) -> str:
        """Say why the cut between two pictures must not be moved so; empty where it may be."""
        why = self._tried(before, now, leads)
        if not isinstance(why, str):
            return ""
        grown, shrunk = (now, before) if leads > 0 else (before, now)
        spoken = before if leads > 0 else now
        return why.format(
            before=self.clips[before.file].name,
            now=self.clips[now.file].name,
            grown=self.clips[grown.file].name,
            shrunk=self.clips[shrunk.file].name,
            who=self.heard[spoken.line].who,
            least=ceil(self.shortest),
        )

    def _tried(self, before: Event, now: Event, leads: int) -> Two | str:
        """Return both pictures with the cut moved, or why it must not be, as `why_not` fills it in."""
        end = before.source.end - _in_clip(leads, before)
        start = now.source.start - _in_clip(leads, now)
        speech = self.room.bench.speech
        if not is_clean(speech[before.file], end):
            return "the cut would fall inside a word of {before}"
        if not is_clean(speech[now.file], start):
            return "the cut would fall inside a word of {now}"
        if not self._reaches(before, end, start):
            return "{grown} was not shot for so long there"
        if not self._has_room(before, now, leads, end, start):
            return "{shrunk} would be seen for less than {least} frames"
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
        if not in_time:
            return "{grown} runs at another rate and would lose the sound by a frame"
        return self._not_to_be_seen(*grown) or self._somebody_is_dumb(one, other) or (one, other)

    @cached_property
    def shortest(self) -> float:
        """How many frames of the film a shot must last."""
        return self.room.taste.pace.shortest_s * self.rate

    def _reaches(self, before: Event, end: int, start: int) -> bool:
        """Tell whether both clips have frames so far."""
        return start >= 0 and end <= self.clips[before.file].frames

    def _has_room(self, before: Event, now: Event, leads: int, end: int, start: int) -> bool:
        """Tell whether both pictures stay long enough to be seen."""
        cut = before.record.end - leads
        least = min(ceil(self.shortest), before.record.frames, now.record.frames)
        if min(cut - before.record.start, now.record.end - cut) < least:
            return False
        return end > before.source.start and start < now.source.end

    def _not_to_be_seen(self, event: Event, start: int, end: int) -> str:
        """Say why frames of a clip are not to be seen: they are spoilt, or somebody in them speaks."""
        rate, ruler = event.source.rate, Ruler.of(event.source.rate)
        room, shown = self.room, (ruler.at(start), ruler.at(end))
        if not nobody_seen_speaks(room.voices[event.file], room.seen.get(event.file, NOBODY_SAYS), shown):
            return "{grown} would show a mouth there that says something else"
        spoilt = is_spoilt(room.bench.looks.over(event.file, float(start / rate), float(end / rate)))
        return "the picture of {grown} is spoilt there" if spoilt else ""

    def _somebody_is_dumb(self, before: Event, now: Event) -> str:
        """Say that somebody who is heard over what was moved is not known to be off camera there."""
        if now.leads > 0:
            start, end = now.record.start, now.record.start + now.leads
            shown, words = now, self.heard[before.line]
        else:
            start, end = before.record.end + now.leads, before.record.end
            shown, words = before, self.heard[now.line]
        off = self.room.seen.get(shown.file, NOBODY_SAYS).sees(words.who) is False
        if off or not words.heard_in(start, end):
            return ""
        return "{who} is heard there, and may be seen in {grown} with a mouth that is still"


def _in_clip(frames: int, event: Event) -> int:
    """Return frames of the film in frames of an event's clip."""
    if event.source.rate == event.record.rate:
        return frames
    return round(frames * event.source.rate / event.record.rate)
