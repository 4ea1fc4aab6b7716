"""CMX 3600 edit decision lists: the oldest dialect, which everything reads.

Written here and not by OpenTimelineIO's adapter, because that one writes the first track only, shortens
reels until two of them may be one, and decides drop-frame by rate. Its reader is kept as a second opinion.

A list holds one picture track and sound by channel, flat. Out-points are exclusive. Source timecode is
absolute, in the clip's own rate and way of counting; record timecode starts at one hour. The table at the
end says which reel is which file (at the end, because readers trip over comments before the first event).
``* SOURCE RATE:`` stands by clips of another rate than the film, and the film's own rate by the first
event, since the format itself knows of no rate. A sound's timecode is the nearest frame of the film, and
``* SOURCE SAMPLES:`` says which samples they are, from the first of its file.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.timecode import Span, rate_text, timecode_text
from rushes.turnover.dialects.reels import reels
from rushes.turnover.dialects.wording import one_line
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.microphones import sound_name
from rushes.turnover.model import Mark, MarkKind, Shot
from rushes.turnover.rulers import counted_at, first_text, nearest, source_frames, source_in
from rushes.turnover.shots import check_rate, film_start, shots, tracks

_COLOURS: dict[MarkKind, str] = {
    "standing": "WHITE",
    "line": "GREEN",
    "look": "YELLOW",
    "missing": "RED",
}
_MARK_LETTERS = 96
"""Where a mark's text ends: readers keep far less than the notes of the other dialects."""

_SEVERAL = {("V", "A1", "A2"): "AA/V", ("V", "A1"): "B", ("V", "A2"): "A2/V", ("A1", "A2"): "AA"}
"""The format's shorthand for an event that stands on several tracks, longest first."""


@dataclass(frozen=True)
class Entry:
    """A shot on every track (V, A1, A2 …) where it plays with the same frames."""

    shot: Shot
    places: tuple[str, ...]

    @property
    def channel_codes(self) -> tuple[str, ...]:
        """The events it takes: one for all tracks that the format has a word for, one for each other."""
        known = next((several for several in _SEVERAL if self.places[: len(several)] == several), ())
        alone = tuple("A" if place == "A1" else place for place in self.places[len(known) :])
        return (_SEVERAL[known], *alone) if known else alone


def write(cut: Cut) -> bytes:
    """Write the cut as an EDL; `BrokenCut` or `NobodyCountsSo` when it is no timeline."""
    check_rate(cut.rate)
    return ("\r\n".join(_List(cut).lines()) + "\r\n").encode()


def entries(cut: Cut) -> tuple[Entry, ...]:
    """Return the events in record order, picture first; picture and sound of the same frames are one."""
    found: dict[tuple[str, Span, Span], Entry] = {}
    for place, shot in _places(cut):
        key = (shot.clip.file, shot.source, shot.record)
        before = found.get(key, Entry(shot, ()))
        found[key] = Entry(before.shot, (*before.places, place))
    return tuple(
        sorted(found.values(), key=lambda entry: (entry.shot.record.start, not entry.shot.is_picture))
    )


def played(all_entries: tuple[Entry, ...]) -> tuple[Clip, ...]:
    """Return the clips of a list in order of first use."""
    return tuple({entry.shot.clip.file: entry.shot.clip for entry in all_entries}.values())


def mark_text(mark: Mark) -> str:
    """Return what a locator says: the mark's name on one line, cut to a length that readers keep."""
    return one_line(mark.name)[:_MARK_LETTERS].strip()


def located(kind: MarkKind, at: str, text: str) -> str:
    """Write a locator; at: timecode of the film."""
    return f"* LOC: {at} {_COLOURS[kind]:<7} {text}"


def _places(cut: Cut) -> Iterator[tuple[str, Shot]]:
    """Yield (V or A1, A2 …, shot): the first picture track, then every channel of each sound track."""
    names = tracks(cut)
    for track in [name for name in names if name.startswith("V")][:1]:
        yield from (("V", shot) for shot in shots(cut, track))
    channels = 0
    for track in (name for name in names if not name.startswith("V")):
        made = shots(cut, track)
        for shot in made:
            yield from ((f"A{channels + number}", shot) for number in range(1, shot.clip.channels + 1))
        channels += max((shot.clip.channels for shot in made), default=0)


class _List:
    """One list on its way to text."""

    def __init__(self, cut: Cut) -> None:
        self.cut = cut
        self.start, self.drop = film_start(cut)
        self.entries = entries(cut)
        self.reels = reels(played(self.entries))
        self.marks = shot_marks(cut)
        self.of_film = [mark for mark in film_marks(cut) if mark.kind != "look"]

    def lines(self) -> Iterator[str]:
        """Yield the list line by line."""
        yield f"TITLE: {one_line(self.cut.title) or 'FIRST CUT'}"
        yield f"FCM: {'' if self.drop else 'NON-'}DROP FRAME"
        yield ""
        rate = f"* RECORD RATE: {rate_text(self.cut.rate)}"
        number = 0
        for position, entry in enumerate(self.entries):
            for code in entry.channel_codes:
                number += 1
                yield from self._event(number, code, entry.shot)
                if number == 1:
                    yield rate
                if code == entry.channel_codes[0]:
                    yield from self._locators(position)
        if not number:
            yield rate
        yield from (self._located(mark, mark.at) for mark in self.of_film)
        for clip in played(self.entries):
            named = f"{one_line(clip.reel)}, " if clip.reel else ""
            start = first_text(clip, self.cut.rate, drop=self.drop)
            rest = f"{one_line(clip.file)}, {start}, {rate_text(counted_at(clip, self.cut.rate))}"
            yield f"* REEL {self.reels[clip.file]}: {named}{rest}"

    def _event(self, number: int, code: str, shot: Shot) -> Iterator[str]:
        clip, first = shot.clip, nearest(source_in(shot))
        rate, drop = counted_at(clip, self.cut.rate), self.drop if clip.is_sound else clip.drop
        source = [timecode_text(at, rate, drop=drop) for at in (first, first + source_frames(shot))]
        times = " ".join([*source, self._timecode(shot.record.start), self._timecode(shot.record.end)])
        yield f"{number:03}  {self.reels[clip.file]:<8} {code:<5} C        {times}"
        yield f"* FROM CLIP NAME:  {one_line(sound_name(clip))}"
        yield f"* SOURCE FILE: {one_line(clip.path.name)}"
        if clip.is_sound:
            yield f"* SOURCE SAMPLES: {shot.source.start} TO {shot.source.end} OF {clip.sample_rate} HZ"
        elif clip.rate != self.cut.rate:
            yield f"* SOURCE RATE: {rate_text(clip.rate)}"

    def _locators(self, position: int) -> Iterator[str]:
        """Yield the marks of an entry's lines, then of what is missing before the next entry begins."""
        shot = self.entries[position].shot
        begins = {event.source.start: event.record.start for event in shot.events}
        yield from (self._located(mark, begins[mark.at]) for mark in self.marks[shot.place])
        after = self.entries[position + 1 : position + 2]
        while self.of_film and after and self.of_film[0].at < after[0].shot.record.start:
            mark = self.of_film.pop(0)
            yield self._located(mark, mark.at)

    def _located(self, mark: Mark, at: int) -> str:
        return located(mark.kind, self._timecode(at), mark_text(mark))

    def _timecode(self, frame: int) -> str:
        return timecode_text(self.start + frame, self.cut.rate, drop=self.drop)
