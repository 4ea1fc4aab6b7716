"""An AAF as OpenTimelineIO's adapter reads it: the fourth opinion, which is not shipped."""

import contextlib
import io
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import opentimelineio as otio

from rushes.turnover.dialects.aaf.places import place_of
from rushes.turnover.model import Timeline
from rushes.turnover.rulers import nearest


class Seen(NamedTuple):
    """A clip as the adapter tells of it: its track by kind and order, its place, source and marks."""

    track: str
    file: str
    source_in: Fraction
    record_in: int
    record_out: int
    off: bool
    marks: tuple[str, ...]


def adapted(path: Path) -> otio.schema.Timeline:
    """Return the only timeline of a file."""
    with contextlib.redirect_stdout(io.StringIO()):
        found = otio.adapters.read_from_file(str(path), simplify=False)
    timelines = [found] if isinstance(found, otio.schema.Timeline) else list(found)
    (one,) = (each for each in timelines if isinstance(each, otio.schema.Timeline))
    return one


def seen(timeline: otio.schema.Timeline, rate: Fraction) -> list[Seen]:
    """Return every clip, track by track, with its source at the film's rate."""
    found: list[Seen] = []
    counted = {"Video": 0, "Audio": 0}
    for track in timeline.tracks:
        if track.kind not in counted:
            continue
        for layer in _layers(track):
            counted[track.kind] += 1
            found += _clips(f"{track.kind[0]}{counted[track.kind]}", layer, rate)
    return found


def expected(holds: Timeline) -> list[Seen]:
    """Return what the adapter can see of what a file holds."""
    return [
        Seen(one.track, one.file, one.source_in, one.record_in, one.record_out, one.off, one.marks)
        for one in holds.placed
    ]


def differ(ours: list[Seen], theirs: list[Seen]) -> list[tuple[Seen, Seen]]:
    """Return the pairs that differ: in anything, or by more than half a frame in their source."""
    assert len(ours) == len(theirs)
    return [
        (one, other)
        for one, other in zip(ours, theirs, strict=True)
        if one._replace(source_in=Fraction(0)) != other._replace(source_in=Fraction(0))
        or abs(one.source_in - other.source_in) > Fraction(501, 1000)
    ]


def _layers(track: otio.schema.Track) -> list[otio.core.Composition]:
    """Return the layers of a track: of a stack within it each one, or else itself."""
    inside = list(track)
    if len(inside) == 1 and isinstance(inside[0], otio.schema.Stack):
        return list(inside[0])
    return [inside[0]] if len(inside) == 1 and isinstance(inside[0], otio.schema.Track) else [track]


def _clips(name: str, track: otio.core.Composition, rate: Fraction) -> Iterator[Seen]:
    at = 0
    for item in track:
        length = nearest(Fraction(item.trimmed_range().duration.to_seconds()) * rate)
        clips = list(item.find_clips()) if hasattr(item, "find_clips") else [item]
        for clip in (one for one in clips if isinstance(one, otio.schema.Clip)):
            start = item.trimmed_range().start_time + clip.trimmed_range().start_time
            if item is clip:
                start = clip.trimmed_range().start_time
            marks = [*item.markers, *(clip.markers if item is not clip else ())]
            yield Seen(
                name,
                place_of(clip.media_reference.target_url or ""),
                Fraction(start.to_seconds()).limit_denominator(10**6) * rate,
                at,
                at + length,
                not (item.enabled and clip.enabled),
                tuple(mark.metadata["AAF"]["CommentMarkerUser"] for mark in marks),
            )
        at += length
