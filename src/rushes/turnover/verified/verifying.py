"""Verify a timeline that a person brings: against a cut, and in itself. The door of the room."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rushes.cut.model import Cut
from rushes.errors import Finding, Refusal
from rushes.turnover.brought import Brought, bring
from rushes.turnover.brought.nested import NESTED
from rushes.turnover.numbers import many
from rushes.turnover.opening import cut_beside, find_cut, open_cut
from rushes.turnover.shots import BrokenCut
from rushes.turnover.verified.against import Said, against, where
from rushes.turnover.verified.itself import other_takes, overlaps, within
from rushes.turnover.verified.looking import Looked, look_at
from rushes.turnover.verified.model import Compared, Event
from rushes.turnover.verified.whereabouts import Whereabouts


class NoSuchCut(Refusal):
    """The cut that a timeline should be compared with cannot be handed over itself."""

    sentence = "{0} cannot be compared with {1}: {2}"


def verify_timeline(file: Path, cut: Path | None = None, folders: Sequence[Path] = ()) -> Compared:
    """Compare a timeline with a cut, and its media with what the cut was made from.

    cut: a cut.json or a folder with one; by default that beside the file, if there is one (`cut_beside`).
    folders: where to look for media that are not where they should be. Refuses with `NoTimeline`,
    `NoCutThere`, `CutNotRead`, `NoSuchCut`, and as `find_footage` does.
    """
    place = find_cut(cut) if cut is not None else cut_beside(file)
    known = open_cut(place) if place is not None else None
    brought = bring(file, known.rate if known else None)
    try:
        return _compared(brought, place, known, folders)
    except BrokenCut as error:
        raise NoSuchCut(file, place, error) from error


def _compared(brought: Brought, place: Path | None, cut: Cut | None, folders: Sequence[Path]) -> Compared:
    film = brought.timeline
    said = against(cut, brought.kind, film) if cut else Said((), ())
    media = Whereabouts(brought.file, cut, folders)
    events = media.events(film)
    seen = look_at(events, film.rate) if cut else Looked()
    absent = tuple(_absent(events, media))
    others = other_takes(events, cut.clips) if cut else ()
    differences = (*said.differences, *overlaps(film), *(absent if cut else ()), *others)
    return Compared(
        file=brought.file,
        kind=brought.kind.value,
        cut=place,
        events=len(film.placed),
        frames=seen.frames,
        exact=seen.exact,
        sounds=seen.sounds,
        by_content=seen.by_content,
        files=len({event.medium.path for event in events if event.medium}),
        anew=tuple(sorted(seen.anew)),
        differences=(*differences, *within(events), *seen.differences),
        could_not=(*seen.could_not, *_nested(brought), *(_without_source(events) if cut else absent)),
        not_held=said.not_held,
        findings=(*brought.findings, *media.findings, *_unsure(brought.file.name, seen)),
    )


def _absent(events: Iterable[Event], media: Whereabouts) -> Iterable[str]:
    """Say once of each medium that is nowhere."""
    return dict.fromkeys(media.missing(event) for event in events if event.medium is None)


def _nested(brought: Brought) -> Iterable[str]:
    """Say of each sequence that was kept whole that nobody looked into it."""
    for one in brought.timeline.placed:
        if one.effects == NESTED:
            place = where(one, brought.timeline)
            yield f"{place}: what plays inside of the sequence {one.name} was not looked at."


def _without_source(events: Iterable[Event]) -> Iterable[str]:
    """Say of each clip of the cut that no file with its content is at hand to compare with."""
    clips = [event.shot.clip for event in events if event.shot and event.medium and event.source is None]
    for clip in dict.fromkeys(clips):
        count = sum(one == clip for one in clips)
        yield (
            f"{many(count, 'event')} of {clip.file}: no file with the content that the cut was made from is "
            "at hand, so nothing tells whether these frames are the right ones. Name the folder of the "
            "originals with --media."
        )


def _unsure(name: str, seen: Looked) -> Iterable[Finding]:
    if seen.still:
        fact = f"In {many(len(seen.still), 'event')} so little moves that a shift by a frame would not show."
        yield Finding(
            "nothing moves", name, fact, "Their sound, timecode and places were compared all the same."
        )
    if seen.quiet:
        yield Finding(
            "nothing to hear",
            name,
            f"In {many(len(seen.quiet), 'event')} there is no sound to tell takes by.",
        )
