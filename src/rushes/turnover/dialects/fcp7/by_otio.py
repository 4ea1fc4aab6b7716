"""Final Cut Pro 7 XML as OpenTimelineIO's adapter reads it."""

from dataclasses import replace

from rushes.cut.model import Cut
from rushes.turnover.dialects.fcp7.reading import holds as held
from rushes.turnover.dialects.fcp7.sequence import lanes
from rushes.turnover.dialects.second_opinion import adapted, clips_of, placed_by_adapter
from rushes.turnover.dialects.wording import rate_of
from rushes.turnover.model import Timeline


def read(data: bytes) -> Timeline:
    """Read xmeml as OpenTimelineIO does: no links, lengths by the film, of stereo pairs the left side."""
    film = adapted(data.decode(), "fcp_xml", "Final Cut Pro 7 XML")
    start, rate = film.global_start_time, rate_of(film.global_start_time.rate)
    placed, numbers = [], {"V": 0, "A": 0}
    for track in film.tracks:
        numbers[track.kind[0]] += 1
        for clip, record in clips_of(track):
            one = placed_by_adapter(f"{track.kind[0]}{numbers[track.kind[0]]}", clip, record, float(rate))
            reel = clip.media_reference.metadata["fcp_xml"]["timecode"].get("reel", {})
            placed.append(replace(one, reel=reel.get("name") or ""))
    drop = film.metadata["fcp_xml"]["timecode"]["displayformat"] == "DF"
    marks = tuple((int(mark.marked_range.start_time.value), mark.name) for mark in film.tracks.markers)
    return Timeline(film.name, rate, int(start.value), drop, tuple(placed), marks)


def holds(cut: Cut) -> Timeline:
    """Return what is left of a cut after `read`."""
    whole = held(cut)
    kept = {
        lane.name: number
        for letter in "VA"
        for number, lane in enumerate(
            (lane for lane in lanes(cut) if lane.name[0] == letter and not (lane.pair and lane.channel == 2)),
            start=1,
        )
    }
    placed = tuple(
        replace(one, linked=(), off=False, channel=0, track=f"{one.track[0]}{kept[one.track]}")
        for one in whole.placed
        if one.track in kept
    )
    return replace(whole, placed=placed)
