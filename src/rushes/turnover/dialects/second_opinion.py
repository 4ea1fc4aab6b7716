"""What OpenTimelineIO's own readers make of our files: a reading that shares no line of code with ours."""

from dataclasses import replace
from fractions import Fraction

import opentimelineio as otio
from opentimelineio.opentime import RationalTime, TimeRange

from rushes.cut.model import Cut
from rushes.timecode import nominal
from rushes.turnover.dialects import edl_read, fcp7, fcp7_read
from rushes.turnover.dialects.wording import NotThisDialect, path_of_url, rate_of
from rushes.turnover.model import Placed, Timeline

_SMPTE = {Fraction(base * 1000, over) for base in (24, 25, 30, 48, 50, 60) for over in (1000, 1001)}
"""The rates whose timecode OpenTimelineIO reads."""


def read_xml(data: bytes) -> Timeline:
    """Read xmeml as OpenTimelineIO does: no links, lengths by the film, of stereo pairs the left side."""
    film = _read(data.decode(), "fcp_xml", "Final Cut Pro 7 XML")
    start, rate = film.global_start_time, rate_of(film.global_start_time.rate)
    placed, numbers = [], {"V": 0, "A": 0}
    for track in film.tracks:
        numbers[track.kind[0]] += 1
        for item, record in track.range_of_all_children().items():
            if isinstance(item, otio.schema.Clip):
                one = _placed(f"{track.kind[0]}{numbers[track.kind[0]]}", item, record, float(rate))
                reel = item.media_reference.metadata["fcp_xml"]["timecode"].get("reel", {})
                placed.append(replace(one, reel=reel.get("name") or ""))
    drop = film.metadata["fcp_xml"]["timecode"]["displayformat"] == "DF"
    marks = tuple((int(mark.marked_range.start_time.value), mark.name) for mark in film.tracks.markers)
    return Timeline(film.name, rate, int(start.value), drop, tuple(placed), marks)


def holds_xml(cut: Cut) -> Timeline:
    """Return what is left of a cut after `read_xml`."""
    whole = fcp7_read.holds(cut)
    kept = {
        lane.name: number
        for letter in "VA"
        for number, lane in enumerate(
            (
                lane
                for lane in fcp7.lanes(cut)
                if lane.name[0] == letter and not (lane.pair and lane.channel == 2)
            ),
            start=1,
        )
    }
    placed = tuple(
        replace(one, linked=(), off=False, track=f"{one.track[0]}{kept[one.track]}")
        for one in whole.placed
        if one.track in kept
    )
    return replace(whole, placed=placed)


def read_list(data: bytes, rate: Fraction) -> Timeline:
    """Read an EDL as OpenTimelineIO does: clips of the film's rate only, no file names."""
    text = data.decode()
    film = _read(text, "cmx_3600", "an edit decision list", rate=float(rate))
    drop = "\nFCM: DROP FRAME" in text.replace("\r", "")
    start = edl_read.hour(rate, drop=drop)
    placed = []
    for track in film.tracks:
        first = -track.source_range.start_time if track.source_range else RationalTime(0, float(rate))
        for item, record in track.range_of_all_children().items():
            if isinstance(item, otio.schema.Clip):
                begins = record.start_time + first - RationalTime(start, float(rate))
                one = _placed(track.name, item, TimeRange(begins, record.duration), float(rate))
                placed.append(replace(one, file="", marks=(), reel=item.metadata["cmx_3600"]["reel"]))
    return Timeline(film.name, rate, start, drop, tuple(placed))


def holds_list(cut: Cut) -> Timeline | None:
    """Return what is left of a cut after `read_list`; None when it holds clips that it cannot read."""
    whole = edl_read.holds(cut)
    if (
        not whole.placed
        or cut.rate not in _SMPTE
        or any(not _readable(one, cut.rate) for one in whole.placed)
    ):
        return None
    placed = sorted(whole.placed, key=lambda one: one.record_in)
    return replace(whole, placed=tuple(replace(one, file="", marks=()) for one in placed), marks=())


def _readable(one: Placed, rate: Fraction) -> bool:
    """Tell whether the clip counts at the film's rate and does not run over midnight."""
    return one.rate == rate and one.source_out < nominal(rate) * 86000


def _read(text: str, adapter: str, named: str, **settings: object) -> otio.schema.Timeline:
    try:
        return otio.adapters.read_from_string(text, adapter, **settings)
    except Exception as error:  # adapters raise whatever they stumble over
        raise NotThisDialect(named, str(error)) from error


def _placed(track: str, clip: otio.schema.Clip, record: TimeRange, film: float) -> Placed:
    source, reference = clip.source_range, clip.media_reference
    return Placed(
        track=track,
        name=clip.name,
        file=path_of_url(getattr(reference, "target_url", None) or ""),
        reel="",
        rate=rate_of(source.start_time.rate),
        source_in=Fraction(source.start_time.value).limit_denominator(1001),
        source_out=Fraction(source.end_time_exclusive().value).limit_denominator(1001),
        record_in=round(record.start_time.value_rescaled_to(film)),
        record_out=round(record.end_time_exclusive().value_rescaled_to(film)),
        marks=tuple(mark.name for mark in clip.markers),
    )
