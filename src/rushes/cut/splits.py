"""Split edits: at a change of speaker the picture is cut before or after the sound.

The picture leads to the one who hears the end of a line, or the sound leads over the one who has just
spoken. Only the picture moves; what is heard stays whole. In what comes on screen nobody who is seen may
speak, and nobody who is heard may be seen with a mouth that is still: whoever is not known to be off camera
is in the way. No cut falls inside a word of either clip.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import ceil

from rushes.cut.lips import nobody_seen_speaks
from rushes.cut.model import Event, Reason
from rushes.cut.on_camera import NOBODY_SAYS
from rushes.cut.pictures import Laid, Room, is_clean, keeps_time
from rushes.cut.speech import Ruler
from rushes.footage.model import Clip
from rushes.screenplay.model import Line
from rushes.timecode import Span

_LONG_S = 2.5
"""From here on a line is long enough for its listener to be seen before it ends (by hand)."""


@dataclass(frozen=True)
class _Join:
    """Two pictures in a row, as the cut has them. at: place of the second. wishes: as of `Event.leads`."""

    at: int
    worth: float
    wishes: tuple[int, ...]
    pinned: bool = False


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


def split(
    pictures: Sequence[Event],
    lines: Mapping[str, Line],
    clips: Mapping[str, Clip],
    heard: Mapping[str, Words],
    room: Room,
) -> tuple[Event, ...]:
    """Return the pictures with their cuts moved where that is wished and can be.

    pictures: V1 in record order. lines, heard: by the line's id. The most worthy are moved first, until the
    taste's share of the changes of speaker is reached; what a person pinned is always moved.
    """
    events, changes = list(pictures), list(_changes(pictures, lines, room))
    turns = sum(_answers(lines[one.line], lines[other.line]) for one, other in pairwise(pictures))
    left = ceil(room.taste.splits.share * turns)
    for join in sorted(changes, key=lambda join: (not join.pinned, -join.worth, join.at)):
        if left <= 0 and not join.pinned:
            break
        for wish in join.wishes:
            moved = _moved(events[join.at - 1], events[join.at], wish, clips, room)
            if moved is not None and _nobody_is_dumb(*moved, heard, room):
                events[join.at - 1], events[join.at] = moved
                left -= 1
                break
    return tuple(_told(event, lines, room) for event in events)


def _changes(pictures: Sequence[Event], lines: Mapping[str, Line], room: Room) -> Iterable[_Join]:
    """Give every cut between two speakers of a scene."""
    for at, (before, now) in enumerate(pairwise(pictures), start=1):
        if before.file == now.file or not _answers(lines[before.line], lines[now.line]):
            continue
        pinned = room.pins.split_of(now.line)
        if pinned is not None:
            yield _Join(at, 0.0, (pinned,) if pinned else (), pinned=True)
            continue
        leads = room.taste.weights.get("picture leads", 0.0) * _long(before)
        follows = room.taste.weights.get("sound leads", 0.0) * (1.5 - _long(before))
        frames = _frames(room, now.record.rate)
        picture_first = [(leads, k) for k in frames] if leads > 0 else []
        sound_first = [(follows, -k) for k in frames] if follows > 0 else []
        wishes = sorted([*picture_first, *sound_first], key=lambda wish: -wish[0])
        if wishes:
            yield _Join(at, wishes[0][0], tuple(k for _, k in wishes))


def _answers(one: Line, other: Line) -> bool:
    """Tell whether somebody else speaks in the same scene."""
    return one.scene == other.scene and one.character != other.character


def _long(event: Event) -> float:
    return 1.0 if event.record.seconds >= _LONG_S else 0.5


def _frames(room: Room, rate: Fraction) -> list[int]:
    """Return by how many frames a cut may move, the middle of what the taste wants first."""
    splits = room.taste.splits
    least, most = ceil(splits.least_s * rate), int(splits.most_s * rate)
    middle = (least + most) / 2
    return sorted(range(max(1, least), most + 1), key=lambda k: abs(k - middle))


def _moved(
    before: Event, now: Event, leads: int, clips: Mapping[str, Clip], room: Room
) -> tuple[Event, Event] | None:
    """Return both events with the cut between them moved, or None where it must not be."""
    cut = before.record.end - leads
    shortest = ceil(room.taste.pace.shortest_s * before.record.rate)
    if min(cut - before.record.start, now.record.end - cut) < min(
        shortest, before.record.frames, now.record.frames
    ):
        return None
    end = before.source.end - _in_clip(leads, before)
    start = now.source.start - _in_clip(leads, now)
    if start < 0 or end > clips[before.file].frames or end <= before.source.start or start >= now.source.end:
        return None
    grown, stretch = (now, (start, now.source.start)) if leads > 0 else (before, (before.source.end, end))
    ruler, speech = Ruler.of(grown.source.rate), room.bench.speech
    if not (is_clean(speech[before.file], end) and is_clean(speech[now.file], start)):
        return None
    shown = (ruler.at(stretch[0]), ruler.at(stretch[1]))
    if not nobody_seen_speaks(room.voices[grown.file], room.seen.get(grown.file, NOBODY_SAYS), shown):
        return None
    rate = before.record.rate
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
    return (one, other) if in_time else None


def _nobody_is_dumb(before: Event, now: Event, heard: Mapping[str, Words], room: Room) -> bool:
    """Tell whether everybody who is heard over what was moved is known to be off camera there."""
    if now.leads > 0:
        start, end = now.record.start, now.record.start + now.leads
        shown, words = now, heard[before.line]
    else:
        start, end = before.record.end + now.leads, before.record.end
        shown, words = before, heard[now.line]
    off = room.seen.get(shown.file, NOBODY_SAYS).sees(words.who) is False
    return off or not words.heard_in(start, end)


def _in_clip(frames: int, event: Event) -> int:
    """Return frames of the film in frames of an event's clip."""
    if event.source.rate == event.record.rate:
        return frames
    return round(frames * event.source.rate / event.record.rate)


def _told(event: Event, lines: Mapping[str, Line], room: Room) -> Event:
    """Return an event with the reason for its split."""
    if not event.leads:
        return event
    who = lines[event.line].character
    if event.leads > 0:
        name, fact = "picture leads", f"{who} is seen {event.leads} frames before the sound changes"
    else:
        name, fact = "sound leads", f"{who} is heard {-event.leads} frames before the picture changes"
    if room.pins.split_of(event.line) is not None:
        fact += ", as a person decided"
    worth = round(room.taste.weights.get(name, 0.0), 3)
    return replace(event, reasons=(*event.reasons, Reason(name, worth, fact)))
