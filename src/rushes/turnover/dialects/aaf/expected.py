"""What an AAF of ours must say when it is read back. Pure."""

from collections.abc import Mapping

from rushes.cut.model import Cut
from rushes.turnover.dialects.aaf.made.composition import record_of
from rushes.turnover.dialects.aaf.places import place_of, url_of
from rushes.turnover.dialects.fcp7.sequence import Lane, lanes
from rushes.turnover.dialects.wording import legal
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.microphones import Voice, heard, is_heard, sound_name
from rushes.turnover.model import Mark, Place, Placed, Shot, Timeline
from rushes.turnover.rulers import on_ruler
from rushes.turnover.shots import film_start


def holds(cut: Cut) -> Timeline:
    """Return what an AAF holds of a cut: all but links, every source counted at the film's rate."""
    start, drop = film_start(cut)
    told, known = shot_marks(cut), heard(cut)
    placed = tuple(
        _placed(lane, shot, told[shot.place] if lane.channel <= 1 else (), known)
        for lane in lanes(cut)
        for shot in lane.shots
    )
    marks = sorted(((mark.at, legal(mark.name)) for mark in film_marks(cut)), key=lambda mark: mark[0])
    return Timeline(legal(cut.title) or "First cut", cut.rate, start, drop, placed, tuple(marks))


def _placed(lane: Lane, shot: Shot, marks: tuple[Mark, ...], known: Mapping[Place, Voice]) -> Placed:
    """Return a clip as it must be; its source is not rounded where it lies between two frames."""
    clip, film = shot.clip, shot.record.rate
    first = on_ruler(shot.source_start, clip, film)
    ordered = sorted(marks, key=lambda mark: record_of(mark, shot))
    return Placed(
        track=lane.name,
        name=legal(sound_name(clip, lane.channel)),
        file=place_of(url_of(clip.path)),
        reel=legal(clip.reel or ""),
        rate=film,
        source_in=first,
        source_out=first + shot.record.frames,
        record_in=shot.record.start,
        record_out=shot.record.end,
        marks=tuple(legal(mark.name) for mark in ordered),
        off=not is_heard(known, shot, lane.channel),
    )
