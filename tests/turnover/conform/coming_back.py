"""Cuts, and what an editor might bring back, made for the tests."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from rushes.cut.model import Alternate, Cut
from rushes.footage.model import Clip, Slate
from rushes.timecode import Span
from rushes.turnover.conform import Conformed, conform
from rushes.turnover.dialects.fcp7 import DIALECT
from rushes.turnover.dialects.fcp7 import holds as written
from rushes.turnover.model import Placed, Timeline
from tests.turnover.making import clip, event, spoken

RATE = Fraction(25)
Take = tuple[str, Clip, int, int]
"""A line, the clip that it is from, and its first frame and the one after its last."""

WIDE = clip("1-1_A001C001.mov", slate=Slate("1", "1", 1, "A"), start=900000)
WILL = clip("1A-2_A001C006.mov", slate=Slate("1", "1A", 2, "A"), start=910000)
WILL_AGAIN = clip("1A-3_A001C007.mov", slate=Slate("1", "1A", 3, "A"), start=920000)
MARY = clip("1B-1_A001C009.mov", slate=Slate("1", "1B", 1, "A"), start=930000)
TAKES: tuple[Take, ...] = (
    ("1.1", WIDE, 100, 200),
    ("1.2", WILL, 50, 130),
    ("1.3", MARY, 70, 170),
    ("1.4", WILL, 300, 360),
    ("1.5", MARY, 400, 520),
)


def scene(takes: Sequence[Take] = TAKES) -> Cut:
    """Return a scene of five lines, straight cuts, picture and sound together."""
    return spoken(takes)


def with_alternate(cut: Cut, line: str, used: Clip, span: tuple[int, int]) -> Cut:
    """Return a cut that knows another take of a line."""
    other = Alternate(used.file, Span(*span, used.rate), 0.5, ())
    events = tuple(replace(one, alternates=(other,)) if one.line == line else one for one in cut.events)
    clips = cut.clips if used in cut.clips else (*cut.clips, used)
    return replace(cut, events=events, clips=clips)


def back(first: Cut, theirs: Cut | Timeline) -> Conformed:
    """Return what is different in a version; a cut is brought as Final Cut Pro 7 XML says it."""
    timeline = written(theirs) if isinstance(theirs, Cut) else theirs
    return conform(first, timeline)


def sent(cut: Cut) -> Timeline:
    """Return a cut as it is read back from what was handed over."""
    (data,) = DIALECT.write(cut).values()
    return DIALECT.read(data)


def placed(timeline: Timeline, track: str, number: int, **other: object) -> Timeline:
    """Return a timeline in which one clip of a track is otherwise."""
    of_track = [at for at, one in enumerate(timeline.placed) if one.track == track]
    changed = list(timeline.placed)
    changed[of_track[number]] = replace(changed[of_track[number]], **other)  # type: ignore[arg-type]
    return replace(timeline, placed=tuple(changed))


def laid(timeline: Timeline, *more: Placed) -> Timeline:
    """Return a timeline with more on it."""
    return replace(timeline, placed=(*timeline.placed, *more))


def stock(track: str, record: tuple[int, int], name: str = "music.wav") -> Placed:
    """Return something that is none of the film's."""
    length = Fraction(record[1] - record[0])
    return Placed(track, name, f"/library/{name}", "", RATE, Fraction(0), length, *record)


def split(cut: Cut, join: int, frames: int) -> Cut:
    """Return a cut whose picture is cut so many frames later at a join, and whose sound is not."""
    pictures = [one for one in cut.events if one.track == "V1"]
    before, after = pictures[join], pictures[join + 1]
    rolled = {
        id(before): event(
            "V1",
            before.line,
            cut.clip(before.file),
            (before.source.start, before.source.end + frames),
            (before.record.start, before.record.end + frames),
        ),
        id(after): event(
            "V1",
            after.line,
            cut.clip(after.file),
            (after.source.start + frames, after.source.end),
            (after.record.start + frames, after.record.end),
        ),
    }
    return replace(cut, events=tuple(rolled.get(id(one), one) for one in cut.events))


def kinds(found: Conformed) -> list[str]:
    """Return the kinds of all changes, in order."""
    return [change.kind for change in found.changes]
