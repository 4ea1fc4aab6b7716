"""What OpenTimelineIO's own readers make of our files: a reading that shares no line of code with ours."""

from collections.abc import Iterator
from fractions import Fraction

import opentimelineio as otio
from opentimelineio.opentime import TimeRange

from rushes.turnover.dialects.wording import NotThisDialect, path_of_reference, rate_of
from rushes.turnover.model import Placed


def adapted(text: str, adapter: str, named: str, **settings: object) -> otio.schema.Timeline:
    """Read a text by one of its adapters; `NotThisDialect`, whatever that one stumbles over."""
    try:
        return otio.adapters.read_from_string(text, adapter, **settings)
    except Exception as error:  # adapters raise whatever they stumble over
        raise NotThisDialect(named, str(error)) from error


def clips_of(track: otio.schema.Track) -> Iterator[tuple[otio.schema.Clip, TimeRange]]:
    """Yield the clips of a track in their order, with where they lie; all at once, which is quick."""
    ranges = track.range_of_all_children()  # by a hash: in another order each time
    return ((item, ranges[item]) for item in track if isinstance(item, otio.schema.Clip))


def placed_by_adapter(track: str, clip: otio.schema.Clip, record: TimeRange, film: float) -> Placed:
    """Return what a clip says; record: its place, from the film's beginning."""
    source, reference = clip.source_range, clip.media_reference
    return Placed(
        track=track,
        name=clip.name,
        file=path_of_reference(getattr(reference, "target_url", None) or ""),
        reel="",
        rate=rate_of(source.start_time.rate),
        source_in=Fraction(source.start_time.value).limit_denominator(1001),
        source_out=Fraction(source.end_time_exclusive().value).limit_denominator(1001),
        record_in=round(record.start_time.value_rescaled_to(film)),
        record_out=round(record.end_time_exclusive().value_rescaled_to(film)),
        marks=tuple(mark.name for mark in clip.markers),
    )
