"""An edit decision list for each track: what systems that take one track at a time want.

Every list holds one track: ``V`` for a picture track, ``A``, ``AA``, ``A3`` … for the channels of a sound
track, each counted from one. Picture and sound cut apart are simply two lists with times of their own; the
``SPLIT:`` of the format is never written. A reel is the same in all lists of a cut, and the table at the end
says what it is called in full. Where no picture stands the list says so (``BL``).

FCM says how the film counts, and before an event how its source does, wherever that changes. Out-points are
exclusive. ``* LOC:`` tells each line, how sure it is and what needs a look; ``* COMMENT:`` below it why.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.timecode import rate_text, timecode_text
from rushes.turnover.dialects.edl.flat import Entry, located, mark_text
from rushes.turnover.dialects.model import Files
from rushes.turnover.dialects.reels import LETTERS, reels
from rushes.turnover.dialects.wording import one_line
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.microphones import sound_name
from rushes.turnover.model import Mark, Place, Shot
from rushes.turnover.rulers import counted_at, first_text, nearest, source_frames, source_in
from rushes.turnover.shots import all_shots, check_rate, film_start, shots, tracks

_WIDTH = 72
"""Letters of a comment: what fits a line of eighty, as old systems have them."""
UNTITLED = "FIRST CUT"


@dataclass(frozen=True)
class Laid:
    """A track as its list has it.

    before: how many channels of sound the tracks before it take. of_film: marks that are no shot's.
    """

    name: str
    shots: tuple[Shot, ...]
    before: int
    of_film: tuple[Mark, ...]

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture track."""
        return self.name.startswith("V")


@dataclass(frozen=True)
class _Known:
    """What every list of a cut needs to know of it."""

    cut: Cut
    start: int
    drop: bool
    reels: Mapping[str, str]
    marks: Mapping[Place, Sequence[Mark]]
    letters: int


def write_tracks(cut: Cut, letters: int = LETTERS, behind: str = "") -> Files:
    """Write the lists of a cut; `BrokenCut` or `NobodyCountsSo` when it is no timeline.

    letters: of a reel at most. behind: what stands between the film's name and the track's.
    """
    check_rate(cut.rate)
    known = _Known(cut, *film_start(cut), all_reels(cut, letters), shot_marks(cut), letters)
    return {
        f"{behind}-{laid.name}.edl": ("\r\n".join(_lines(known, laid)) + "\r\n").encode()
        for laid in laid_out(cut)
    }


def all_reels(cut: Cut, letters: int) -> dict[str, str]:
    """Return the reels of every clip that is seen or heard, by `Clip.file`."""
    return reels({shot.clip.file: shot.clip for shot in all_shots(cut)}.values(), letters)


def laid_out(cut: Cut) -> tuple[Laid, ...]:
    """Return the tracks that have a list; the first has the film's marks, even where nothing stands on it."""
    of_film = tuple(mark for mark in film_marks(cut) if mark.kind != "look")
    made: list[Laid] = []
    channels = 0
    for name in tracks(cut):
        found = shots(cut, name)
        audible = found if name.startswith("V") else tuple(shot for shot in found if shot.clip.channels)
        if audible:
            made.append(Laid(name, audible, channels, () if made else of_film))
        if not name.startswith("V"):
            channels += max((shot.clip.channels for shot in found), default=0)
    return tuple(made) or (Laid("V1", (), 0, of_film),)


def codes(shot: Shot) -> tuple[str, ...]:
    """Return the words for the channels of a shot: one event each."""
    if shot.is_picture:
        return ("V",)
    return Entry(shot, tuple(f"A{number}" for number in range(1, shot.clip.channels + 1))).channel_codes


def _lines(known: _Known, laid: Laid) -> Iterator[str]:
    """Yield a list line by line."""
    yield f"TITLE: {one_line(known.cut.title) or UNTITLED} {laid.name}"
    yield _counting(drop=known.drop)
    yield ""
    head = [
        f"* RECORD RATE: {rate_text(known.cut.rate)}",
        f"* RECORD TRACK: {laid.name}, CHANNELS FROM {laid.before + 1}",
    ]
    number, at, drop = 0, 0, known.drop
    for shot in laid.shots:
        if laid.is_picture and shot.record.start > at:
            number += 1
            yield _black(known, number, at, shot.record.start)
            yield from head
            head = []
        counts = known.drop if shot.clip.is_sound else shot.clip.drop
        if counts != drop:
            yield _counting(drop=counts)
            drop = counts
        for code in codes(shot):
            number += 1
            yield _event(known, number, code, shot)
            yield from _named(known, shot)
            yield from head
            head = []
        yield from _told(known, shot)
        at = shot.record.end
    yield from head
    yield from (_located(known, mark, mark.at) for mark in laid.of_film)
    yield from _table(known, laid)


def _counting(*, drop: bool) -> str:
    return f"FCM: {'' if drop else 'NON-'}DROP FRAME"


def _record(known: _Known, frame: int) -> str:
    return timecode_text(known.start + frame, known.cut.rate, drop=known.drop)


def _black(known: _Known, number: int, first: int, after: int) -> str:
    """Write a stretch without picture."""
    times = [timecode_text(at, known.cut.rate, drop=known.drop) for at in (0, after - first)]
    placed = [_record(known, at) for at in (first, after)]
    return f"{number:03}  {'BL':<{known.letters}} V     C        {' '.join((*times, *placed))}"


def _event(known: _Known, number: int, code: str, shot: Shot) -> str:
    clip, first = shot.clip, nearest(source_in(shot))
    rate, drop = counted_at(clip, known.cut.rate), known.drop if clip.is_sound else clip.drop
    times = [timecode_text(at, rate, drop=drop) for at in (first, first + source_frames(shot))]
    times += [_record(known, at) for at in (shot.record.start, shot.record.end)]
    return f"{number:03}  {known.reels[clip.file]:<{known.letters}} {code:<5} C        {' '.join(times)}"


def _named(known: _Known, shot: Shot) -> Iterator[str]:
    """Yield what the clip of an event is called, and how it counts where that is not as the film does."""
    clip = shot.clip
    yield f"* FROM CLIP NAME:  {one_line(sound_name(clip))}"
    yield f"* SOURCE FILE: {one_line(clip.path.name)}"
    if clip.is_sound:
        yield f"* SOURCE SAMPLES: {shot.source.start} TO {shot.source.end} OF {clip.sample_rate} HZ"
        named = enumerate(clip.tracks, start=1) if len(clip.tracks) > 1 else ()
        yield from (f"* CHANNEL {number}: {one_line(track)}" for number, track in named)
    elif clip.rate != known.cut.rate:
        yield f"* SOURCE RATE: {rate_text(clip.rate)}"


def _told(known: _Known, shot: Shot) -> Iterator[str]:
    """Yield a locator for each line of a shot, and why it is there."""
    begins = {event.source.start: event.record.start for event in shot.events}
    for mark in known.marks[shot.place]:
        yield _located(known, mark, begins[mark.at])
        for line in textwrap.wrap(one_line(mark.note), _WIDTH - len("* COMMENT: "), break_on_hyphens=False):
            yield f"* COMMENT: {line}"


def _located(known: _Known, mark: Mark, at: int) -> str:
    return located(mark.kind, _record(known, at), mark_text(mark))


def _table(known: _Known, laid: Laid) -> Iterator[str]:
    """Yield what each reel stands for."""
    for clip in _used(laid):
        named = f"{one_line(clip.reel)}, " if clip.reel else ""
        start = first_text(clip, known.cut.rate, drop=known.drop)
        rest = f"{one_line(clip.file)}, {start}, {rate_text(counted_at(clip, known.cut.rate))}"
        yield f"* REEL {known.reels[clip.file]}: {named}{rest}"


def _used(laid: Laid) -> tuple[Clip, ...]:
    return tuple({shot.clip.file: shot.clip for shot in laid.shots}.values())
