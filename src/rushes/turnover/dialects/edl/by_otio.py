"""Edit decision lists as OpenTimelineIO's adapter reads them."""

from dataclasses import replace
from fractions import Fraction

from opentimelineio.opentime import RationalTime, TimeRange

from rushes.cut.model import Cut
from rushes.timecode import nominal
from rushes.turnover.dialects.edl.reading import holds as held
from rushes.turnover.dialects.edl.reading import hour
from rushes.turnover.dialects.second_opinion import adapted, clips_of, placed_by_adapter
from rushes.turnover.model import Placed, Timeline

SMPTE = {Fraction(base * 1000, over) for base in (24, 25, 30, 48, 50, 60) for over in (1000, 1001)}
"""The rates whose timecode OpenTimelineIO reads."""


def read(data: bytes, rate: Fraction) -> Timeline:
    """Read an EDL as OpenTimelineIO does: clips of the film's rate only, no file names."""
    text = data.decode()
    film = adapted(text, "cmx_3600", "an edit decision list", rate=float(rate))
    drop = "\nFCM: DROP FRAME" in text.replace("\r", "")
    start = hour(rate, drop=drop)
    placed = []
    for track in film.tracks:
        first = -track.source_range.start_time if track.source_range else RationalTime(0, float(rate))
        for clip, record in clips_of(track):
            begins = record.start_time + first - RationalTime(start, float(rate))
            one = placed_by_adapter(track.name, clip, TimeRange(begins, record.duration), float(rate))
            placed.append(replace(one, file="", marks=(), reel=clip.metadata["cmx_3600"]["reel"]))
    return Timeline(film.name, rate, start, drop, tuple(placed))


def holds(cut: Cut) -> Timeline | None:
    """Return what is left of a cut after `read`; None when it holds clips that it cannot read."""
    whole = held(cut)
    if not whole.placed or cut.rate not in SMPTE or any(not readable(one, cut.rate) for one in whole.placed):
        return None
    placed = sorted(whole.placed, key=lambda one: one.record_in)
    return replace(whole, placed=tuple(replace(one, file="", marks=()) for one in placed), marks=())


def readable(one: Placed, rate: Fraction) -> bool:
    """Tell whether the clip counts at the film's rate and does not run over midnight."""
    return one.rate == rate and one.source_out < nominal(rate) * 86000
