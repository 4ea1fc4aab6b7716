"""What timelines that leave show and sound like, as they were read back: looked at once for all. A door.

What one file plays is decoded once, however many dialects and readers name it. Against what it is held: the
file with the content that the cut was made from. Where that is the very same file, what is shown is that each
frame is there, opens, and lies where its timecode leads in the file as it is now.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from rushes.cut.model import Cut
from rushes.engine import file_mark
from rushes.engine.model import Watch
from rushes.errors import Refusal
from rushes.turnover.model import Timeline
from rushes.turnover.numbers import many
from rushes.turnover.relinking import Media
from rushes.turnover.verified.itself import clocks, other_takes, within
from rushes.turnover.verified.looking import look_at
from rushes.turnover.verified.model import Event, Seen
from rushes.turnover.verified.whereabouts import Whereabouts

_SHOWN = 3
"""Differences that a refusal names."""


class ShowsAnother(Refusal):
    """What timelines play of the files at hand is not what the cut has there."""

    sentence = (
        "{0} was not handed over, since what it plays here is not what was cut. {1} Bring the right files "
        "back, or cut anew from these with `rushes assemble`; --no-look hands over without looking."
    )


@dataclass(frozen=True)
class Back:
    """A timeline that was read back. name: of its files. cut: as it was cut. left: with the paths in them."""

    name: str
    dialect: str
    cut: Cut
    left: Cut
    timeline: Timeline


Mark = tuple[Path, int, int, int]
"""What `rushes.engine.file_mark` returns."""


def marks_of(cuts: Iterable[Cut]) -> Mapping[Path, Mark]:
    """Return what can be seen of the media of cuts without reading them."""
    paths = dict.fromkeys(clip.path for cut in cuts for clip in cut.clips)
    return {path: file_mark(path) for path in paths if path.is_file()}


def look_before(
    backs: Sequence[Back], media: Media, marks: Mapping[Path, Mark], watch: Watch | None = None
) -> Seen:
    """Look at the first, middle and last frame of every event, and its sound, in the files that lie here.

    media: what was read of them already. marks: `marks_of` before that. `ShowsAnother` where anything is not
    what the cut has there; what cannot be looked at is told.
    """
    closed = dict(_closed(media))
    events = _events(backs, media, closed)
    looked = look_at(events, backs[0].timeline.rate if backs else Fraction(1), watch)
    clips = [clip for back in backs for clip in back.cut.clips]
    wrong = (
        *other_takes(events, clips),
        *clocks(events),
        *within(events),
        *looked.differences,
        *_moved(marks),
    )
    if wrong:
        more = f" And {len(wrong) - _SHOWN} more." if len(wrong) > _SHOWN else ""
        raise ShowsAnother(_first(backs), " ".join(wrong[:_SHOWN]) + more)
    seen = [event for event in events if event.medium and event.source]
    opened = {event.medium.path: event.is_source for event in seen if event.medium}
    return Seen(
        dialects=tuple(dict.fromkeys(back.dialect for back in backs)),
        events=len(seen),
        frames=looked.frames,
        exact=looked.exact,
        sounds=looked.sounds,
        by_content=looked.by_content,
        files=len(opened),
        itself=sum(opened.values()),
        still=len(looked.still),
        quiet=len(looked.quiet),
        anew=tuple(sorted(looked.anew)),
        could_not=(*_unseen(events, closed), *looked.could_not),
    )


def _first(backs: Sequence[Back]) -> str:
    """Say what was not handed over: by the first film's name."""
    others = len({back.name for back in backs}) - 1
    return f"{backs[0].name}{f' (and {others} more)' if others else ''}"


def _closed(media: Media) -> Iterator[tuple[Path, str]]:
    """Yield the files that are there and open as nothing that plays, and why not."""
    for path, digest in tuple(media.digests.items()):
        try:
            if digest and not media.clip(path).frames:
                yield path, "nothing in its file can be opened here"
        except Refusal as error:
            yield path, str(error)


def _events(backs: Sequence[Back], media: Media, closed: Mapping[Path, str]) -> tuple[Event, ...]:
    """Return what plays in any of the timelines, each once: what several say alike is one event."""
    found: dict[tuple[object, ...], Event] = {}
    places: dict[str, Whereabouts] = {}
    several = len({back.name for back in backs}) > 1
    for back in backs:
        if back.name not in places:
            both = zip(back.left.clips, back.cut.clips, strict=True)
            named = {str(left.path): clip.path for left, clip in both}
            places[back.name] = Whereabouts(
                Path(back.name), back.cut, media=media, named=named, without=frozenset(closed)
            )
        for event in places[back.name].events(back.timeline):
            told = replace(event, where=f"{back.name}, {event.where}") if several else event
            found.setdefault((back.name, *_place(event)), told)
    return tuple(found.values())


def _place(event: Event) -> tuple[object, ...]:
    """Return what makes an event that which it is: what it plays, from where, and for what of the cut."""
    one, shot = event.placed, event.shot
    medium = event.medium.path if event.medium else None
    record = one.track[:1], one.record_in, one.record_out
    return *record, shot.place if shot else None, medium, event.begins_s, one.speed


def _unseen(events: Iterable[Event], closed: Mapping[Path, str]) -> Iterator[str]:
    """Say once of each clip whose events nobody could look at, and why."""
    clips = [
        (event.shot.clip, event.medium is not None)
        for event in events
        if event.shot and not (event.medium and event.source)
    ]
    for (clip, there), count in Counter(clips).items():
        why = "its file is not what it was when it was cut" if there else "its file is not there"
        yield f"{many(count, 'event')} of {clip.file}: {closed.get(clip.path, why).rstrip('.')}."


def _moved(marks: Mapping[Path, Mark]) -> Iterator[str]:
    """Yield the files that are others than when they were read, a moment ago."""
    for path, mark in marks.items():
        if not path.is_file() or file_mark(path) != mark:
            yield f"{path} was changed while it was looked at."
