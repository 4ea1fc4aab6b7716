"""Read FCPXML, ours and anybody's: tracks are made of lanes, clips within clips are opened.

Lane 0, the primary storyline, is ``V1``; lane 1 is ``V2``. Sound in one clip with its picture is ``A1`` for
the storyline; lane -1 is ``A1`` too. Where two would overlap, the later one goes to the next free track.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from rushes.errors import Finding
from rushes.timecode import timecode_text
from rushes.turnover.dialects.bounded_xml import open_xml
from rushes.turnover.dialects.fcpxml.library import CALLED, Library, Project, project_in
from rushes.turnover.dialects.fcpxml.standing import Playing, Where
from rushes.turnover.dialects.fcpxml.times import seconds_of
from rushes.turnover.dialects.fcpxml.walking import Walk
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.model import Placed, Timeline
from rushes.turnover.rulers import nearest


def read(data: bytes) -> Timeline:
    """Read the first project of a document; `NotThisDialect` when there is none or it is damaged."""
    return read_told(data)[0]


def read_told(data: bytes) -> tuple[Timeline, tuple[Finding, ...]]:
    """Read the first project, and tell what of it no timeline of files can hold."""
    root = open_xml(data, CALLED)
    try:
        return _timeline(project_in(root), Library(root))
    except (ValueError, KeyError, OverflowError) as error:
        raise NotThisDialect(CALLED, str(error)) from error
    except RecursionError:
        raise NotThisDialect(CALLED, "its clips within clips have no end") from None


def _timeline(project: Project, library: Library) -> tuple[Timeline, tuple[Finding, ...]]:
    sequence = project.sequence
    rate = library.rate(sequence.get("format", "")) or library.sole_rate()
    if rate is None:
        raise NotThisDialect(CALLED, "its sequence has no frame rate")
    begins = seconds_of(sequence.get("tcStart", "0s"))
    drop = sequence.get("tcFormat") == "DF"
    walk = Walk(library, rate)
    spine = sequence.find("spine")
    where = Where(Fraction(0), begins)
    walk.spine(spine if spine is not None else (), where)
    walk.spine((one for one in sequence if one.tag in {"marker", "chapter-marker"}), where)
    placed, dropped = _placed(walk.playing, rate)
    marks = sorted({(nearest(one.film * rate), one.name, index) for index, one in enumerate(walk.marks)})
    start = nearest(begins * rate)
    film = Timeline(project.name, rate, start, drop, placed, tuple((frame, name) for frame, name, _ in marks))
    return film, tuple(_findings(project, film, walk, dropped))


@dataclass(frozen=True)
class _OnFrames:
    """Something that plays, on whole frames of the film."""

    one: Playing
    first: int
    end: int


def _placed(playing: Iterable[Playing], rate: Fraction) -> tuple[tuple[Placed, ...], int]:
    """Return every clip on its track, and how many were too short to have a frame."""
    everything = [_OnFrames(one, nearest(one.film[0] * rate), nearest(one.film[1] * rate)) for one in playing]
    kept = [one for one in everything if one.end > one.first]
    lowest = min((one.one.lane for one in kept if one.one.kind == "V"), default=0)
    tracks = _tracks(kept, -min(lowest, 0))
    together: dict[int, list[str]] = {}
    for one, track in zip(kept, tracks, strict=True):
        together.setdefault(one.one.together, []).append(track)
    placed = [
        _on_track(one, track, together[one.one.together], rate)
        for one, track in zip(kept, tracks, strict=True)
    ]
    placed.sort(key=lambda one: (one.track[0] != "V", int(one.track[1:]), one.record_in))
    return tuple(placed), len(everything) - len(kept)


def _tracks(kept: list[_OnFrames], lift: int) -> list[str]:
    """Return a track for each: that of its lane, or the next above it that is free."""
    taken: dict[str, list[tuple[int, int]]] = {}
    names = [""] * len(kept)
    for index in sorted(range(len(kept)), key=lambda index: (not _is_sure(kept[index]), index)):
        one = kept[index]
        number = _number(one.one, lift)
        while not _is_free(taken.setdefault(f"{one.one.kind}{number}", []), one.first, one.end):
            number += 1
        names[index] = f"{one.one.kind}{number}"
        insort(taken[names[index]], (one.first, one.end))
    return names


def _is_sure(one: _OnFrames) -> bool:
    """Tell whether something lies on the storyline itself, which keeps its tracks before all others."""
    return one.one.lane == 0


def _number(one: Playing, lift: int) -> int:
    if one.kind == "V":
        return one.lane + 1 + lift
    return one.lane + 1 if one.own_sound and one.lane >= 0 else max(abs(one.lane), 1)


def _is_free(taken: list[tuple[int, int]], first: int, end: int) -> bool:
    index = bisect_left(taken, (first, end))
    before = index and taken[index - 1][1] > first
    return not before and not (index < len(taken) and taken[index][0] < end)


def _on_track(found: _OnFrames, track: str, together: list[str], rate: Fraction) -> Placed:
    one = found.one
    counted = one.asset.rate or rate
    mates = list(together)
    mates.remove(track)
    return Placed(
        track=track,
        name=one.name,
        file=one.asset.file,
        reel=one.asset.reel,
        rate=counted,
        source_in=one.source[0] * counted,
        source_out=one.source[1] * counted,
        record_in=found.first,
        record_out=found.end,
        linked=tuple(sorted(mates)),
        marks=tuple(mark.name for mark in one.marks),
        off=one.off,
        speed=one.speed,
        effects=one.effects,
    )


def _findings(project: Project, film: Timeline, walk: Walk, dropped: int) -> Iterable[Finding]:
    """Yield what a person should know of how the project was read."""
    for what, count in walk.passed.items():
        at = timecode_text(film.start + nearest(walk.first[what] * film.rate), film.rate, drop=film.drop)
        yield Finding(f"{what}", film.title, f"{count} times, first at {at}." if count > 1 else f"At {at}.")
    if dropped:
        yield Finding("shorter than a frame", film.title, f"{dropped} clips are shorter than half a frame.")
    if project.others:
        names = ", ".join(project.others[:8]) + (" …" if len(project.others) > 8 else "")
        yield Finding(
            "other projects",
            film.title,
            f"The document holds {len(project.others)} more: {names}.",
            "Export the one you mean alone.",
        )
