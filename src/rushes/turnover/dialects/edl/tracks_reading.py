"""The lists of a cut's tracks, read back: by our own reader of lists, and by OpenTimelineIO's."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

import opentimelineio as otio
from opentimelineio.opentime import RationalTime, TimeRange

from rushes.cut.model import Cut
from rushes.turnover.dialects.edl.by_otio import SMPTE, readable
from rushes.turnover.dialects.edl.flat import mark_text
from rushes.turnover.dialects.edl.foreign import read_list
from rushes.turnover.dialects.edl.reading import hour, listed
from rushes.turnover.dialects.edl.tracks import UNTITLED, Laid, all_reels, laid_out
from rushes.turnover.dialects.model import Files
from rushes.turnover.dialects.second_opinion import adapted, clips_of, placed_by_adapter
from rushes.turnover.dialects.wording import NotThisDialect, one_line
from rushes.turnover.marks import shot_marks
from rushes.turnover.model import Mark, Place, Placed, Shot, Timeline
from rushes.turnover.shots import film_start


def read_track(data: bytes) -> Timeline:
    """Read the list of one track; `NotThisDialect` when it is none, or leaves anything open."""
    timeline, findings = read_list(data)
    if findings:
        raise NotThisDialect("a list of ours", findings[0].fact.rstrip("."))
    return timeline


def read_tracks(_: Cut, files: Files) -> Timeline:
    """Read the lists of a cut as one timeline; `NotThisDialect` as `read_track`."""
    made = [(name, read_track(data)) for name, data in files.items()]
    return _together(made)


def holds_tracks(cut: Cut, letters: int) -> Timeline:
    """Return what the lists hold of a cut: every track, every channel of sound, marks in the film."""
    start, drop = film_start(cut)
    names, told = all_reels(cut, letters), shot_marks(cut)
    placed: list[Placed] = []
    marks: list[tuple[int, str]] = []
    for laid in laid_out(cut):
        for shot in laid.shots:
            placed += _expected(laid, shot, names[shot.clip.file], drop=drop)
            marks += _marks(shot, told)
        marks += [(mark.at, mark_text(mark)) for mark in laid.of_film]
    title = one_line(cut.title) or UNTITLED
    return Timeline(title, cut.rate, start, drop, tuple(placed), tuple(sorted(marks)))


def _together(made: list[tuple[str, Timeline]]) -> Timeline:
    """Return one timeline of several, whose titles end with their tracks."""
    first = made[0][1]
    for name, one in made:
        track = name.removesuffix(".edl").rpartition("-")[2]
        if not one.title.endswith(f" {track}"):
            raise NotThisDialect("a list of ours", f"its title does not name the track {track}")
    title = first.title.rpartition(" ")[0]
    placed = tuple(clip for _, one in made for clip in one.placed)
    marks = sorted(mark for _, one in made for mark in one.marks)
    return replace(first, title=title, placed=placed, marks=tuple(marks))


def _expected(laid: Laid, shot: Shot, reel: str, *, drop: bool) -> Iterator[Placed]:
    channels = range(1, shot.clip.channels + 1)
    for track in [laid.name] if laid.is_picture else [f"A{laid.before + number}" for number in channels]:
        yield listed(shot, track, reel, drop=drop)


def _marks(shot: Shot, told: Mapping[Place, tuple[Mark, ...]]) -> Iterator[tuple[int, str]]:
    begins = {event.source.start: event.record.start for event in shot.events}
    yield from ((begins[mark.at], mark_text(mark)) for mark in told[shot.place])


def read_tracks_by_otio(cut: Cut, files: Files) -> Timeline:
    """Read the lists as OpenTimelineIO does: clips of the film's rate only, no file names, no marks."""
    drop = "FCM: DROP FRAME" in next(iter(files.values())).decode().split("\r\n")[1]
    start = hour(cut.rate, drop=drop)
    made = []
    for (name, data), laid in zip(files.items(), laid_out(cut), strict=True):
        film = adapted(data.decode(), "cmx_3600", "an edit decision list", rate=float(cut.rate))
        placed = tuple(one for track in film.tracks for one in _by_otio(track, laid, cut.rate, start))
        made.append((name, Timeline(film.name, cut.rate, start, drop, placed)))
    return _together(made)


def _by_otio(track: otio.schema.Track, laid: Laid, rate: Fraction, start: int) -> Iterator[Placed]:
    first = -track.source_range.start_time if track.source_range else RationalTime(0, float(rate))
    number = laid.before + int(track.name[1:] or 1)
    for clip, record in clips_of(track):
        if (reel := clip.metadata["cmx_3600"]["reel"]) == "BL":
            continue
        begins = record.start_time + first - RationalTime(start, float(rate))
        one = placed_by_adapter(track.name, clip, TimeRange(begins, record.duration), float(rate))
        where = laid.name if laid.is_picture else f"A{number}"
        yield replace(one, track=where, file="", marks=(), reel=reel)


def holds_tracks_by_otio(cut: Cut, letters: int) -> Timeline | None:
    """Return what is left of a cut after `read_tracks_by_otio`; None for clips that it cannot read."""
    whole = holds_tracks(cut, letters)
    if not whole.placed or cut.rate not in SMPTE or any(not readable(one, cut.rate) for one in whole.placed):
        return None
    placed = tuple(replace(one, file="", marks=()) for one in whole.placed)
    return replace(whole, placed=placed, marks=())
