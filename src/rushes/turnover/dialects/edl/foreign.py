"""Open an edit decision list that anybody wrote: what it says as a timeline, and what it leaves open.

Numbers after M2 are frames a second (Avid's and Premiere's are). A transition is read as a cut in its
middle, with its name among the effects; black is a gap; what is keyed over a picture stands on the track
above it. A film may begin before midnight and end after it.

Avid ends the source of production sound one frame late (measured on five reels of a feature film: all of
1,900 events); such an event is taken to last as long as its place, and a finding says so.
"""

import codecs
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from rushes.errors import Finding
from rushes.timecode import NotATimecode, frames_a_day, nominal, rate_text
from rushes.turnover.dialects.edl.counting import (
    NAMED,
    Ruler,
    guessed,
    larger_rate,
    named_rate,
    ruler_of,
    told_rate,
    told_tracks,
)
from rushes.turnover.dialects.edl.lines import EventLine, Listing, list_of
from rushes.turnover.dialects.edl.reading import hour
from rushes.turnover.dialects.edl.turning import Turn, cut_in_the_middle
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.model import Placed, Timeline
from rushes.turnover.numbers import many

_BLACK: Final = frozenset({"BL", "BLACK"})
_TOLD: Final = 3
"""How many places a finding names; it counts all."""


def read_list(
    data: bytes, rate: Fraction | None = None, name: str = "the list"
) -> tuple[Timeline, tuple[Finding, ...]]:
    """Return the timeline of a list, and findings about all that it leaves open or that was left out.

    rate: the film's, when somebody knows it. name: of the file, for the findings. Picture stands on V1,
    sound on A1, A2 … as the list has its channels; locators are marks of the film. A list begins where its
    first event does, ours at one hour. `NotThisDialect` when it is no list, or none of it can be read.
    """
    text, coded = _text(data)
    listing = list_of(text)
    if not listing.events and (listing.drop is None or listing.broken):
        raise NotThisDialect(NAMED, _without_event(listing))
    if _is_of_markers(listing):
        raise NotThisDialect(
            NAMED, f"it holds {len(listing.events)} markers, as DaVinci Resolve exports them"
        )
    told = told_rate(listing)
    ruler = ruler_of(listing, told or rate)
    unsure = () if told or rate else (guessed(name, ruler, listing),)
    found = _Found(name, ruler, listing.reels)
    events = [one for line in listing.events for one in found.placed(line)]
    placed = cut_in_the_middle(events, found.turns, ruler.rate)
    if listing.events and len(found.broken) == len(listing.events):
        raise NotThisDialect(NAMED, f"none of its events can be read ({found.broken[0]})")
    start = hour(ruler.rate, drop=ruler.drop) if told else found.begins
    tracks = told_tracks(listing)
    moved = tuple(_moved(one, start, tracks.get(one.track, one.track)) for one in placed)
    timeline = Timeline(
        listing.title, ruler.rate, start, ruler.drop, moved, tuple(_marks(listing, found, start))
    )
    return timeline, (*coded(name), *unsure, *found.findings(), *_unread(name, listing))


def _text(data: bytes) -> tuple[str, "_Coding"]:
    """Return the text, and what is to be told of its letters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), _Coding(None)
    try:
        text, coding = data.decode("utf-8-sig"), _Coding(None)
    except UnicodeDecodeError:
        text, coding = data.decode("cp1252", "replace"), _Coding("Windows-1252")
    if "\0" in text:
        raise NotThisDialect(NAMED, "it is no text")
    return text, coding


@dataclass(frozen=True)
class _Coding:
    """By which alphabet a text was read that does not tell it; None where it is sure."""

    taken: str | None

    def __call__(self, name: str) -> tuple[Finding, ...]:
        """Return what is to be told of it."""
        if self.taken is None:
            return ()
        fact = f"The list is no UTF-8; its letters were read as {self.taken}."
        advice = "Names in other alphabets may be wrong; reels and timecode are not. Export it as UTF-8."
        return (Finding("letters not sure", name, fact, advice),)


def _without_event(listing: Listing) -> str:
    if not listing.broken:
        return "it holds no event"
    at, line = listing.broken[0]
    return f"none of its events can be read (line {at}: {line[:60]})"


def _is_of_markers(listing: Listing) -> bool:
    """Tell whether every event is a marker: it has such a name, and plays as long where as whence."""
    return bool(listing.events) and all(
        line.below.markers and line.times[:2] == line.times[2:] for line in listing.events
    )


class _Found:
    """What the events of a list come to, and all that could not be taken as it stands."""

    def __init__(self, name: str, ruler: Ruler, reels: Mapping[str, str]) -> None:
        self.name, self.ruler, self.reels = name, ruler, reels
        self.day = frames_a_day(ruler.rate, drop=ruler.drop)
        self.begins: int = 0
        self.reference: int | None = None
        self.faster: list[str] = []
        self.broken: list[str] = []
        self.turned: Counter[str] = Counter()
        self.retimed: list[str] = []
        self.uneven: list[str] = []
        self.timeless: list[str] = []
        self.late: list[str] = []
        self.silent: list[str] = []
        self.turns: list[Turn] = []

    def placed(self, line: EventLine) -> Iterator[Placed]:
        """Yield a clip for each track of an event line; none for black, or where nothing lasts."""
        where = f"event {line.number}"
        if line.reel.upper() in _BLACK:
            self._turns(line)
            for at in self.at(line, 0):
                self._turn(line, at, to_black=True)
            return
        try:
            record, rate, source = self._times(line)
        except (NotATimecode, NotThisDialect) as error:
            self.broken.append(f"{where}: {str(error).rstrip('.')}")
            return
        if record[1] < record[0]:
            self.broken.append(f"{where} ends before it begins")
            return
        self.begins = record[0] if self.reference is None else min(self.begins, record[0])
        self.reference = record[0] if self.reference is None else self.reference
        self._turns(line)
        self._turn(line, record[0])
        if record[0] < record[1]:
            yield from self._on_tracks(line, record, rate, source)

    def _turns(self, line: EventLine) -> None:
        """Count a transition."""
        if line.transition != "C":
            self.turned[_KINDS.get(line.transition[0], "key")] += 1

    def _turn(self, line: EventLine, at: int, *, to_black: bool = False) -> None:
        """Note a dissolve or wipe on each of its tracks; a key is laid over, and cuts nothing."""
        if line.transition[0] in "DW":
            tracks = dict.fromkeys((*line.channels, *line.below.channels))
            self.turns += [Turn(track, at, line.length, to_black) for track in tracks]

    def _times(self, line: EventLine) -> tuple[tuple[int, int], Fraction, tuple[int, int]]:
        """Return record, the source's rate, and source; `NotATimecode` for what is no time."""
        told = line.below.said("SOURCE RATE")
        rate = named_rate(told[0]) if told else self.ruler.rate
        drop = bool(line.drop)
        larger = None if told else larger_rate(line.times[:2], rate)
        source = tuple(self.ruler.frame(text, larger or rate, drop=drop) for text in line.times[:2])
        first, after = self._of_the_film(line)
        if larger:
            rate = larger
            self.faster.append(f"event {line.number} at {rate_text(rate)}")
        end = source[1]
        if end < source[0]:
            counted = drop or self.ruler.drops(line.times[0])
            end += frames_a_day(rate, drop=counted)
        return (first, after), rate, (source[0], end)

    def at(self, line: EventLine, start: int) -> Iterator[int]:
        """Yield the frame of the film at which an event begins, if it can be read."""
        with suppress(NotATimecode):
            yield self._of_the_film(line)[0] - start

    def _of_the_film(self, line: EventLine) -> tuple[int, int]:
        """Return the place of an event; what is more than half a day before the first is after midnight."""
        first, after = self.ruler.record(line.times[2]), self.ruler.record(line.times[3])
        if self.reference is not None and self.reference - first > self.day // 2:
            first, after = first + self.day, after + self.day
        return first, after + self.day if first - after > self.day // 2 else after

    def _on_tracks(
        self, line: EventLine, record: tuple[int, int], rate: Fraction, source: tuple[int, int]
    ) -> Iterator[Placed]:
        tracks = (*line.channels, *line.below.channels)
        if not tracks:
            self.silent.append(f"event {line.number}")
        speed = self._speed(line)
        source = self._as_long(line, source, record, speed) if rate == self.ruler.rate else source
        for track in dict.fromkeys(_above(track) if _is_laid_over(line) else track for track in tracks):
            late = self._late(line, track)
            if record[0] + late >= record[1]:
                continue
            yield Placed(
                track=track,
                name=_said(line, "FROM CLIP NAME", "TO CLIP NAME"),
                file=_said(line, "SOURCE FILE", "SOURCE FILE"),
                reel=self.reels.get(line.reel.upper(), line.reel),
                rate=rate,
                source_in=Fraction(source[0] + late),
                source_out=Fraction(source[1]),
                record_in=record[0] + late,
                record_out=record[1],
                speed=speed,
                effects=_effects(line),
            )

    def _as_long(
        self, line: EventLine, source: tuple[int, int], record: tuple[int, int], speed: Fraction
    ) -> tuple[int, int]:
        """Return the source, as long as its place where only Avid's late frame makes it longer."""
        length, place = source[1] - source[0], record[1] - record[0]
        if speed != 1:
            self.retimed.append(f"event {line.number}")
        elif length == place + 1 and not any(track[0] == "V" for track in line.channels):
            self.late.append(f"event {line.number}")
            return source[0], source[1] - 1
        elif not length:
            self.timeless.append(f"event {line.number}")
        elif length != place:
            self.uneven.append(f"event {line.number} ({length} frames in {place})")
        return source

    def _late(self, line: EventLine, track: str) -> int:
        """Return by how much a channel begins after the others of its event (``SPLIT:``).

        Only where one line has picture and sound: lines of their own have their own times.
        """
        split = line.below.split
        kinds = {name[0] for name in line.channels}
        if split is None or kinds != {"V", "A"} or track[0] != split[0][0]:
            return 0
        return self.ruler.frame(split[1], self.ruler.rate, drop=False)

    def _speed(self, line: EventLine) -> Fraction:
        """Return the speed of what the line plays; of two in a transition, that of its reel."""
        found = [speed for speed in line.below.speeds if speed.reel.upper() == line.reel.upper()]
        if not found:
            return Fraction(1)
        return Fraction(found[0].frames) / nominal(self.ruler.rate)

    def findings(self) -> Iterator[Finding]:
        """Yield what was left out, or taken in another way than it is written."""
        if self.turned:
            said = ", ".join(many(count, kind) for kind, count in self.turned.items())
            fact = f"The list has transitions ({said}); each was read as a cut in its middle."
            yield Finding("transitions", self.name, fact)
        told = (
            (self.broken, "broken events", "{0} could not be read and left out: {1}."),
            (self.retimed, "changed speed", "{0} at another speed: {1}."),
            (self.uneven, "speed not told", "{0} whose source is not as long as its place: {1}."),
            (self.timeless, "no source timecode", "{0} without a stretch of source: {1}."),
            (
                self.late,
                "sound ends late",
                "{0} of sound end their source one frame late, and were cut: {1}.",
            ),
            (self.silent, "no channel", "{0} on no track, left out: {1}."),
            (
                self.faster,
                "source rate not told",
                "{0} whose source numbers more frames than the film has in a second, read as such: {1}.",
            ),
        )
        for places, kind, fact in told:
            if places:
                yield Finding(kind, self.name, fact.format(_events(places), _named(places)))


_KINDS: Final = {"D": "dissolve", "W": "wipe", "K": "key"}


def _is_laid_over(line: EventLine) -> bool:
    """Tell whether a line is what is keyed over the one before it."""
    return line.turn > 0 and line.transition in {"K", "KO"}


def _above(track: str) -> str:
    """Return the picture track above one; a sound stays where it is."""
    return f"V{int(track[1:]) + 1}" if track[0] == "V" else track


def _events(places: list[str]) -> str:
    return f"{len(places)} event{'s' * (len(places) > 1)}"


def _named(places: list[str]) -> str:
    return ", ".join(places[:_TOLD]) + (" and others" if len(places) > _TOLD else "")


def _said(line: EventLine, going: str, coming: str) -> str:
    """Return what stands below an event of the clip that goes or the one that comes."""
    said = line.below.said(coming if line.turn else going)
    if going == coming:
        return said[min(line.turn, len(said) - 1)] if said else ""
    return said[0] if said else next(iter(line.below.said(going)), "")


def _effects(line: EventLine) -> tuple[str, ...]:
    if line.transition == "C":
        return ()
    kind, named = _KINDS.get(line.transition[0], "key"), line.below.effect or ""
    called = named.lower() if kind in named.lower() else f"{kind} {named}".strip()
    return (f"{called}, {line.length} frames",)


def _moved(one: Placed, start: int, track: str) -> Placed:
    """Return a clip counted from the film's first frame, on its track of the film."""
    return replace(one, track=track, record_in=one.record_in - start, record_out=one.record_out - start)


def _marks(listing: Listing, found: _Found, start: int) -> Iterator[tuple[int, str]]:
    """Yield the locators of a list by the frame of the film; one without a time is left out."""
    for line in listing.events:
        if line.turn == 0 and line.below.markers:
            yield from ((at, text) for at in found.at(line, start) for text in line.below.markers)
    belows = {id(below): below for below in (listing.above, *(line.below for line in listing.events))}
    for below in belows.values():
        for locator in below.locators:
            try:
                yield found.ruler.record(locator.at) - start, locator.text or locator.colour
            except NotATimecode:
                continue


def _unread(name: str, listing: Listing) -> Iterator[Finding]:
    if listing.broken:
        at, line = listing.broken[0]
        fact = f"{len(listing.broken)} lines look like events and are none that can be read; left out"
        yield Finding("broken lines", name, f"{fact}. The first is line {at}: {line[:60]}")
    if listing.unread:
        at, line = listing.unread[0]
        fact = f"{len(listing.unread)} lines mean nothing to us, the first is line {at}: {line[:60]}"
        yield Finding("lines not understood", name, fact)
