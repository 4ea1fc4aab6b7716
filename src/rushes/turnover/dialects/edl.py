"""CMX 3600 edit decision lists: the oldest dialect, which everything reads.

Written here and not by OpenTimelineIO's adapter, because that one writes the first track only, shortens
reels until two of them may be one, and decides drop-frame by rate. Its reader is kept as a second opinion.

A list holds one picture track and sound by channel, flat. Out-points are exclusive. Source timecode is
absolute, in the clip's own rate and way of counting; record timecode starts at one hour. A reel has at
most eight characters of A-Z, a-z, 0-9 and _; where two files would share a reel and a stretch of timecode
they get different ones, and the table at the end of the list says which reel is which file (at the end,
because readers trip over comments before the first event). ``* SOURCE RATE:`` stands by clips of another
rate than the film, and the film's own rate by the first event, since the format itself knows of no rate.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.timecode import Span, rate_text, timecode_text
from rushes.turnover.dialects.wording import one_line
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.model import Mark, MarkKind, Shot
from rushes.turnover.shots import check_rate, film_start, shots, tracks

REEL_LETTERS = 8
_RESERVED = {"AX", "BL", "BLACK", "BARS", "NONE"}
"""Reel names that mean no reel: an auxiliary source, black, colour bars."""

_COLOURS: dict[MarkKind, str] = {"line": "GREEN", "look": "YELLOW", "missing": "RED"}
_MARK_LETTERS = 96
"""Where a mark's text ends: readers keep far less than the notes of the other dialects."""

_SEVERAL = {("V", "A1"): "B", ("V", "A1", "A2"): "AA/V", ("V", "A2"): "A2/V", ("A1", "A2"): "AA"}
"""The format's shorthand for an event that stands on several tracks."""


@dataclass(frozen=True)
class Entry:
    """One event of the list: a shot on every track where it plays with the same frames."""

    shot: Shot
    places: tuple[str, ...]

    @property
    def channel_codes(self) -> tuple[str, ...]:
        """The events it takes: one where the format has a word for all its tracks, else one for each."""
        if self.places in _SEVERAL:
            return (_SEVERAL[self.places],)
        known = next((places for places in _longest_first() if self.places[: len(places)] == places), None)
        if known is None:
            return tuple(_code(place) for place in self.places)
        return (_SEVERAL[known], *(_code(place) for place in self.places[len(known) :]))


def write(cut: Cut) -> bytes:
    """Write the cut as an EDL; `BrokenCut` or `NobodyCountsSo` when it is no timeline."""
    check_rate(cut.rate)
    _, drop = film_start(cut)
    lines = [f"TITLE: {one_line(cut.title) or 'FIRST CUT'}", f"FCM: {'' if drop else 'NON-'}DROP FRAME", ""]
    names, number = reels(cut), 0
    all_entries = entries(cut)
    for position, entry in enumerate(all_entries):
        until = all_entries[position + 1].shot.record.start if position + 1 < len(all_entries) else None
        for code in entry.channel_codes:
            number += 1
            lines.append(_event_line(cut, number, names[entry.shot.clip.file], code, entry.shot))
            lines.extend(_source_comments(entry.shot.clip))
            if number == 1:
                lines.append(f"* RECORD RATE: {rate_text(cut.rate)}")
            if entry.shot.clip.rate != cut.rate:
                lines.append(f"* SOURCE RATE: {rate_text(entry.shot.clip.rate)}")
            if code == entry.channel_codes[0]:
                lines.extend(_marks_here(cut, entry, entry.shot.record.start if position else 0, until))
    if not all_entries:
        lines.append(f"* RECORD RATE: {rate_text(cut.rate)}")
        lines.extend(_missing_here(cut, 0, None))
    lines.extend(f"* REEL {names[clip.file]}: {_reel_story(clip)}" for clip in _played(cut))
    return ("\r\n".join(lines) + "\r\n").encode()


def entries(cut: Cut) -> tuple[Entry, ...]:
    """Return the events in record order, picture first; picture and sound of the same frames are one."""
    found: dict[tuple[str, Span, Span], Entry] = {}
    for place, shot in _lanes(cut):
        key = (shot.clip.file, shot.source, shot.record)
        before = found[key].places if key in found else ()
        found[key] = Entry(found[key].shot if key in found else shot, (*before, place))
    return tuple(
        sorted(found.values(), key=lambda entry: (entry.shot.record.start, not entry.shot.is_picture))
    )


def reels(cut: Cut) -> dict[str, str]:
    """Return a legal reel for each file: that of its camera, else its name; distinct where it has to be."""
    given: dict[str, str] = {}
    taken: dict[str, list[tuple[str, int, int]]] = {}
    for clip in _played(cut):
        span = (clip.start, clip.start + max(clip.frames, 1))
        whole = one_line(clip.reel or clip.name)
        for name in _candidates(whole):
            clash = any(
                other != whole or _overlap(span, (a, b)) for other, a, b in taken.get(name.upper(), [])
            )
            if not clash:
                given[clip.file] = name
                taken.setdefault(name.upper(), []).append((whole, *span))
                break
    return given


def _candidates(whole: str) -> Iterator[str]:
    """Yield legal reels for a name: its first eight letters, then shorter ones with a number behind."""
    plain = re.sub(r"[^A-Za-z0-9_]", "", whole) or "REEL"
    first = plain[:REEL_LETTERS]
    if first.upper() not in _RESERVED:
        yield first
    for number in range(2, 10**6):
        tail = f"_{number}"
        yield plain[: REEL_LETTERS - len(tail)] + tail


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _lanes(cut: Cut) -> Iterator[tuple[str, Shot]]:
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


def _longest_first() -> list[tuple[str, ...]]:
    return sorted(_SEVERAL, key=len, reverse=True)


def _code(place: str) -> str:
    return "A" if place == "A1" else place


def _played(cut: Cut) -> list[Clip]:
    used = {entry.shot.clip.file for entry in entries(cut)}
    return [clip for clip in cut.clips if clip.file in used]


def _event_line(cut: Cut, number: int, reel: str, code: str, shot: Shot) -> str:
    clip, (start, drop) = shot.clip, film_start(cut)
    source = [timecode_text(at, clip.rate, drop=clip.drop) for at in (shot.source_start, shot.source_end)]
    record = [timecode_text(start + at, cut.rate, drop=drop) for at in (shot.record.start, shot.record.end)]
    return f"{number:03}  {reel:<8} {code:<5} C        {' '.join(source + record)}"


def _source_comments(clip: Clip) -> list[str]:
    return [f"* FROM CLIP NAME:  {one_line(clip.name)}", f"* SOURCE FILE: {one_line(clip.path.name)}"]


def _marks_here(cut: Cut, entry: Entry, begin: int, until: int | None) -> Iterator[str]:
    """Yield locators at record timecode: the shot's lines, then what is missing from `begin` to `until`."""
    shot, (start, drop) = entry.shot, film_start(cut)
    for event, mark in zip(_marked(cut, shot), shot_marks(cut, shot), strict=True):
        yield _locator(mark, timecode_text(start + event, cut.rate, drop=drop))
    yield from _missing_here(cut, begin, until)


def _missing_here(cut: Cut, begin: int, until: int | None) -> Iterator[str]:
    """Yield locators for what is missing from a record frame until another."""
    start, drop = film_start(cut)
    for mark in film_marks(cut):
        if mark.kind == "missing" and begin <= mark.at and (until is None or mark.at < until):
            yield _locator(mark, timecode_text(start + mark.at, cut.rate, drop=drop))


def _marked(cut: Cut, shot: Shot) -> list[int]:
    """Return the record frames of the shot's marks, in their order."""
    by_source = {event.source.start: event.record.start for event in shot.events}
    return [by_source[mark.at] for mark in shot_marks(cut, shot)]


def _locator(mark: Mark, timecode: str) -> str:
    return f"* LOC: {timecode} {_COLOURS[mark.kind]:<7} {locator_text(mark)}"


def locator_text(mark: Mark) -> str:
    """Return what a locator says: the mark's name on one line, cut to a length that readers keep."""
    return one_line(mark.name)[:_MARK_LETTERS].strip()


def _reel_story(clip: Clip) -> str:
    """Say what a reel is: the camera's reel, the file, its first timecode and rate."""
    named = f"{one_line(clip.reel)}, " if clip.reel else ""
    return f"{named}{one_line(clip.file)}, {clip.start_timecode}, {rate_text(clip.rate)}"
