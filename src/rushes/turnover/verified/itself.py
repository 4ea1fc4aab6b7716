"""A timeline in itself: does it overlap, and do its media have what it plays of them. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from rushes.footage.model import Clip
from rushes.timecode import rate_text, timecode_text
from rushes.turnover.model import Timeline
from rushes.turnover.rulers import nearest
from rushes.turnover.verified.against import named, where
from rushes.turnover.verified.model import Event


def overlaps(film: Timeline) -> Iterator[str]:
    """Yield clips of one track that stand in one place."""
    tracks = defaultdict(list)
    for one in film.placed:
        tracks[one.track].append(one)
    for ones in tracks.values():
        ones.sort(key=lambda one: one.record_in)
        for one, after in pairwise(ones):
            if after.record_in < one.record_out:
                yield f"{where(after, film)}: {named(after)} begins before {named(one)} ends."


def within(events: Iterable[Event]) -> Iterator[str]:
    """Yield what is played of a medium that it has not, and reels that are not its own."""
    for event in events:
        medium, placed = event.medium, event.placed
        if medium is None:
            continue
        frame = 1 / placed.rate
        begins, lasts = event.begins_s, (placed.source_out - placed.source_in) / placed.rate
        if begins < -frame / 2 or begins + lasts > medium.seconds + frame:
            yield (
                f"{event.where}: it plays {_seconds(begins)} to {_seconds(begins + lasts)} of "
                f"{medium.path.name}, which lasts {_seconds(medium.seconds)}{_begins(event)}."
            )
        reels = placed.reel.strip().casefold(), (medium.reel or "").strip().casefold()
        if event.shot is None and all(reels) and not reels[1].startswith(reels[0].rstrip("_")):
            yield f"{event.where}: its reel is {placed.reel}, that of {medium.path.name} is {medium.reel}."


def other_takes(events: Iterable[Event], clips: Iterable[Clip]) -> Iterator[str]:
    """Yield events whose file is, byte for byte, another take of the cut; clips: all of the cut's."""
    known = {clip.sha256: clip for clip in clips if clip.sha256}
    for event in events:
        digest = event.medium.sha256 if event.medium else ""
        if event.shot is not None and event.medium is not None and digest in known and not event.is_source:
            yield (
                f"{event.where}: {event.medium.path.name} is {known[digest].file}, byte for byte; the cut "
                f"has {event.shot.clip.file} there."
            )


def clocks(events: Iterable[Event]) -> Iterator[str]:
    """Yield the files whose timecode, read anew, is not the one that the cut counts their frames by."""
    told = set()
    for event in events:
        medium, clip = event.medium, event.shot.clip if event.shot else None
        if medium is None or clip is None or not event.is_source or medium.path in told:
            continue
        if (medium.rate, medium.start) != (clip.rate, clip.start):
            told.add(medium.path)
            yield (
                f"{medium.path.name} begins at {medium.start_timecode}, {rate_text(medium.rate)} frames a "
                f"second; the cut counts it from {clip.start_timecode}, {rate_text(clip.rate)}."
            )


def _seconds(value: Fraction) -> str:
    return f"{float(value):.2f} s"


def _begins(event: Event) -> str:
    """Say where the timecode of a medium begins, which is what such a fault mostly comes from."""
    medium = event.medium
    if medium is None or not medium.has_timecode:
        return " and tells no timecode"
    first = nearest(medium.start * event.placed.rate / medium.rate)
    return f" and begins at {timecode_text(first, event.placed.rate, drop=medium.drop)}"
