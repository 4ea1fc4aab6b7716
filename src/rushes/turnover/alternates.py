"""The choices not taken, as clips that a timeline can lead to, or on tracks of their own. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from rushes.coverage.model import LinedScript
from rushes.cut.model import Alternate, Cut, Event
from rushes.footage.model import Clip
from rushes.timecode import Moment, Span
from rushes.turnover.clip_shapes import sounds_behind
from rushes.turnover.marks import ALTERNATES_NAMED
from rushes.turnover.shots import tracks


def with_clips_of_alternates(cut: Cut, lined: LinedScript) -> Cut:
    """Let the cut know the clips of the choices not taken too, so that a timeline can lead to them."""
    known = {clip.file for clip in cut.clips}
    named = {alternate.file for event in cut.events for alternate in event.alternates} - known
    others = dict.fromkeys(clip for clip in (*lined.clips, *sounds_behind(lined.clips)) if clip.file in named)
    return replace(cut, clips=(*cut.clips, *others))


def on_tracks(cut: Cut, most: int = ALTERNATES_NAMED) -> Cut:
    """Lay the choices not taken for the first picture track on tracks above the cut's, the best on the first.

    Each stands where the choice taken does, and ends with it at the latest; nothing is retimed. Systems that
    switch tracks on and off show them so. Those of clips that the cut does not know are left out.
    """
    above = max((int(event.track[1:]) for event in cut.events if event.track.startswith("V")), default=0)
    laid = [
        event
        for number in range(most if above else 0)
        for event in _laid(cut, number, f"V{above + number + 1}")
    ]
    return replace(cut, events=tuple(sorted((*cut.events, *laid), key=_picture_first))) if laid else cut


def _picture_first(event: Event) -> tuple[bool, int]:
    return not event.track.startswith("V"), int(event.track[1:])


def _laid(cut: Cut, number: int, track: str) -> Iterator[Event]:
    """Yield the alternates of one rank, where each has a place."""
    clips = {clip.file: clip for clip in cut.clips}
    for event in cut.track(tracks(cut)[0]):
        if event.track.startswith("V") and number < len(event.alternates):
            other = event.alternates[number]
            clip = clips.get(other.file)
            if clip is not None and not clip.is_sound and other.span.rate == clip.rate:
                yield from _in_place(event, other, clip, track)


def _in_place(event: Event, other: Alternate, clip: Clip, track: str) -> Iterator[Event]:
    place = event.record
    start, room = other.span.start, Moment.nearest(place.seconds, clip.rate).frame
    frames = min(other.span.frames, room, clip.frames - start)
    if start < 0 or frames < 1:
        return
    length = place.frames if frames == room else Moment.nearest(frames / clip.rate, place.rate).frame
    if length:
        yield replace(
            event,
            track=track,
            file=other.file,
            source=Span(start, start + frames, clip.rate),
            record=Span(place.start, place.start + min(length, place.frames), place.rate),
            reasons=other.reasons,
            alternates=(),
            needs_look=False,
            look_because=(),
            shows="alternate",
            leads=0,
        )
