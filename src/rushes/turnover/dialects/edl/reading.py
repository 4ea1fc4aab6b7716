"""Read a CMX 3600 edit decision list back, as Rushes writes it."""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.timecode import NotARate, NotATimecode, frame_from, frames_a_day, rate_from
from rushes.turnover.dialects.edl.flat import Entry, entries, mark_text, played
from rushes.turnover.dialects.reels import reels
from rushes.turnover.dialects.wording import NotThisDialect, one_line
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.microphones import sound_name
from rushes.turnover.model import Mark, Placed, Shot, Timeline
from rushes.turnover.rulers import counted_at, source_frames, source_in
from rushes.turnover.shots import film_start

_EVENT = re.compile(r"^(\d+)\s+(\S+)\s+(\S+)\s+C\s+" + r"\s+".join([r"([\d:;]+)"] * 4) + r"\s*$")
_OF_THE_FILM = frozenset(("WHITE", "RED"))
"""The colours of marks that are the film's and no shot's: whose cut it is, and what is missing."""
_LOCATOR = re.compile(r"^\* LOC: (\S+) (\w+)\s+(.*)$")
_RATE = "* RECORD RATE:"
_TRACKS = {
    "A": ("A1",),
    "B": ("V", "A1"),
    "AA": ("A1", "A2"),
    "A2/V": ("V", "A2"),
    "AA/V": ("V", "A1", "A2"),
}


@dataclass
class _Written:
    """One event as it stands in the list: reel, tracks, four timecodes, and the comments below it."""

    reel: str
    tracks: tuple[str, ...]
    times: tuple[str, ...]
    comments: list[str] = field(default_factory=list)

    def told(self, what: str) -> str:
        """Return what a comment says, or an empty text."""
        mark = f"* {what}:"
        return next((line[len(mark) :].strip() for line in self.comments if line.startswith(mark)), "")

    def locators(self) -> list[tuple[str, str, str]]:
        """Return (timecode, colour, text) of each locator."""
        found = (_LOCATOR.match(line) for line in self.comments)
        return [(match[1], match[2], match[3].strip()) for match in found if match]


def read(data: bytes) -> Timeline:
    """Read a list back; `NotThisDialect` when it is none, or does not tell its rate as ours do."""
    try:
        lines = [line.strip() for line in re.split(r"\r?\n", data.decode()) if line.strip()]
        title = next(line.partition(":")[2].strip() for line in lines if line.startswith("TITLE:"))
        events = _events(lines)
        rate = rate_from(next(line for line in lines if line.startswith(_RATE)).removeprefix(_RATE))
        return _timeline(title, rate, events, drop="FCM: DROP FRAME" in lines)
    except (UnicodeDecodeError, StopIteration, NotARate, NotATimecode) as error:
        raise NotThisDialect("an edit decision list", str(error) or "it holds no title or event") from error


def holds(cut: Cut) -> Timeline:
    """Return what a list holds of a cut: one picture track, all sound channels, no links, short reels."""
    start, drop = film_start(cut)
    all_entries, told = entries(cut), shot_marks(cut)
    names = reels(played(all_entries))
    placed = [
        _expected(entry, place, names[entry.shot.clip.file], told[entry.shot.place], drop=drop)
        for entry in all_entries
        for place in entry.places
    ]
    marks = tuple((mark.at, mark_text(mark)) for mark in film_marks(cut) if mark.kind != "look")
    return Timeline(one_line(cut.title) or "FIRST CUT", cut.rate, start, drop, tuple(placed), marks)


def _expected(entry: Entry, place: str, reel: str, marks: tuple[Mark, ...], *, drop: bool) -> Placed:
    told = tuple(mark_text(mark) for mark in marks) if place == entry.places[0] else ()
    return replace(listed(entry.shot, place, reel, drop=drop), marks=told)


def listed(shot: Shot, track: str, reel: str, *, drop: bool) -> Placed:
    """Return what a list must say of a shot on one of its tracks; drop: the film counts drop-frame."""
    clip, rate = shot.clip, counted_at(shot.clip, shot.record.rate)
    first = source_in(shot) % frames_a_day(rate, drop=drop if clip.is_sound else clip.drop)
    return Placed(
        track=track,
        name=one_line(sound_name(clip)),
        file=one_line(clip.path.name),
        reel=reel,
        rate=rate,
        source_in=first,
        source_out=first + source_frames(shot),
        record_in=shot.record.start,
        record_out=shot.record.end,
    )


def _events(lines: list[str]) -> list[_Written]:
    """Return the events with their comments; comments before any event belong to an event of no track."""
    events = [_Written("", (), ())]
    for line in lines:
        match = _EVENT.match(line)
        if match:
            events.append(_Written(match[2], _TRACKS.get(match[3], (match[3],)), match.groups()[3:]))
        else:
            events[-1].comments.append(line)
    return events


def _timeline(title: str, rate: Fraction, events: list[_Written], *, drop: bool) -> Timeline:
    start = hour(rate, drop=drop)
    placed: list[Placed] = []
    marks: list[tuple[int, str]] = []
    for event in events:
        locators = event.locators()
        marks.extend(
            (frame_from(at, rate) - start, text) for at, colour, text in locators if colour in _OF_THE_FILM
        )
        own = tuple(text for _, colour, text in locators if colour not in _OF_THE_FILM)
        placed.extend(
            _placed(event, track, rate, start, own if track == event.tracks[0] else ())
            for track in event.tracks
        )
    return Timeline(title, rate, start, drop, tuple(placed), tuple(marks))


def _placed(event: _Written, track: str, film: Fraction, start: int, marks: tuple[str, ...]) -> Placed:
    rate = rate_from(event.told("SOURCE RATE")) if event.told("SOURCE RATE") else film
    first, after = (Fraction(frame_from(text, rate)) for text in event.times[:2])
    if after < first:
        after += frames_a_day(rate, drop=";" in event.times[0])
    record_in, record_out = (frame_from(text, film) - start for text in event.times[2:])
    return Placed(
        track=track,
        name=event.told("FROM CLIP NAME"),
        file=event.told("SOURCE FILE"),
        reel=event.reel,
        rate=rate,
        source_in=first,
        source_out=after,
        record_in=record_in,
        record_out=record_out,
        marks=marks,
    )


def hour(rate: Fraction, *, drop: bool) -> int:
    """Return the frame of one hour, where lists of ours begin."""
    return frame_from("01:00:00;00" if drop else "01:00:00:00", rate)
