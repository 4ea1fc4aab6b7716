"""Read OpenTimelineIO files back, and say what they must hold."""

import re
from collections.abc import Callable
from fractions import Fraction

import opentimelineio as otio
from opentimelineio.opentime import TimeRange

from rushes.cut.model import Cut
from rushes.turnover.dialects.otio.film import holdable
from rushes.turnover.dialects.wording import NotThisDialect, legal, path_of_reference, path_of_url, rate_of
from rushes.turnover.links import links
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.microphones import heard, is_heard, sound_name
from rushes.turnover.model import Place, Placed, Shot, Timeline
from rushes.turnover.rulers import counted_at, source_frames, source_in
from rushes.turnover.shots import film_start, shots, tracks


def read(data: bytes) -> Timeline:
    """Read an .otio file back; `NotThisDialect` when it is none."""
    try:
        film = otio.adapters.read_from_string(data.decode(), "otio_json")
        if not isinstance(film, otio.schema.Timeline):
            raise NotThisDialect("an OpenTimelineIO timeline", f"it holds a {type(film).__name__}")
        return _timeline(film)
    except (otio.exceptions.OTIOError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotThisDialect("an OpenTimelineIO timeline", str(error)) from error


def holds(cut: Cut) -> Timeline:
    """Return what an .otio file holds of a cut: all of it, sound clip by clip and not by channel."""
    start, drop = film_start(cut)
    groups, told, known = links(cut), shot_marks(cut), heard(cut)
    members: dict[int, list[Place]] = {}
    for place, number in groups.items():
        members.setdefault(number, []).append(place)
    placed = [
        Placed(
            track=track,
            name=legal(sound_name(shot.clip)),
            file=str(shot.clip.path),
            reel=legal(shot.clip.reel or ""),
            rate=counted_at(shot.clip, cut.rate),
            source_in=source_in(shot),
            source_out=source_in(shot) + source_frames(shot),
            record_in=shot.record.start,
            record_out=shot.record.end,
            linked=_mates(members.get(groups.get(shot.place, 0), []), shot),
            marks=tuple(legal(mark.name) for mark in told[shot.place]),
            off=not is_heard(known, shot),
        )
        for track in tracks(cut)
        for shot in holdable(shots(cut, track))
    ]
    marks = tuple((mark.at, legal(mark.name)) for mark in film_marks(cut))
    return Timeline(legal(cut.title), cut.rate, start, drop, tuple(placed), marks)


def _mates(members: list[Place], shot: Shot) -> tuple[str, ...]:
    return tuple(sorted(track for track, start in members if (track, start) != shot.place))


def _timeline(film: otio.schema.Timeline) -> Timeline:
    """Return what the file says, in the order of its tracks."""
    told = film.metadata.get("rushes", {})
    rate = rate_of(film.global_start_time.rate)
    groups: dict[object, list[str]] = {}
    found: list[tuple[str, otio.schema.Clip, TimeRange]] = []
    path = path_of_url if "Resolve_OTIO" in film.metadata else path_of_reference
    for track in film.tracks:
        name = track.kind[0] + (re.findall("[0-9]+$", track.name) or ["1"])[0]
        ranges = track.range_of_all_children()  # in the order of a hash, which is another in every run
        for item in track:
            if isinstance(item, otio.schema.Clip):
                found.append((name, item, ranges[item]))
                groups.setdefault(_link_group(item), []).append(name)
    placed = tuple(_placed(name, clip, record, groups, path) for name, clip, record in found)
    marks = tuple((int(marker.marked_range.start_time.value), marker.name) for marker in film.tracks.markers)
    start = int(film.global_start_time.value)
    return Timeline(film.name, rate, start, bool(told.get("drop", False)), placed, marks)


def _link_group(clip: otio.schema.Clip) -> object:
    ours = clip.metadata.get("rushes", {}).get("link_group")
    return clip.metadata.get("Resolve_OTIO", {}).get("Link Group ID", ours)


def _placed(
    track: str,
    clip: otio.schema.Clip,
    record: TimeRange,
    groups: dict[object, list[str]],
    path: Callable[[str], str],
) -> Placed:

    start, reference = clip.source_range.start_time, clip.media_reference
    own = reference.metadata.get("rushes", {})
    mates = list(groups[_link_group(clip)]) if _link_group(clip) is not None else [track]
    mates.remove(track)
    return Placed(
        track=track,
        name=clip.name,
        file=path(reference.target_url),
        reel=own.get("reel") or "",
        rate=rate_of(start.rate),
        source_in=Fraction(start.value),
        source_out=Fraction(start.value) + _source_frames(clip),
        record_in=int(record.start_time.value),
        record_out=int(record.end_time_exclusive().value),
        linked=tuple(sorted(mates)),
        marks=tuple(marker.name for marker in clip.markers),
        off=not clip.enabled,
    )


def _source_frames(clip: otio.schema.Clip) -> int:
    """Return how many frames of its own a clip plays; at another rate only our metadata knows exactly."""
    source = clip.source_range
    if source.duration.rate == source.start_time.rate:
        return int(source.duration.value)
    told = clip.metadata["rushes"]["source"]
    return int(told["out"]) - int(told["in"])
