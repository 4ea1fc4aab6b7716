"""Final Cut Pro 7 XML as anybody writes it: Premiere, DaVinci Resolve, Final Cut itself, and we ourselves.

``start`` or ``end`` of -1 says that a transition stands there; the cut is then where that one is aligned.
A clip whose speed is changed (``timeremap``) counts its ``in`` and ``out`` in frames as they play.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from defusedxml import ElementTree as SafeET

from rushes.errors import Finding
from rushes.timecode import NotATimecode, frame_from, nominal
from rushes.turnover.brought.nested import DEEPEST, NESTED, Told, laid_flat
from rushes.turnover.dialects.fcp7.sequence import TICKS
from rushes.turnover.dialects.wording import NotThisDialect, path_of_reference
from rushes.turnover.model import Placed, Timeline

_NAMED: Final = "Final Cut Pro 7 XML"
_OPEN: Final = -1
_NUMBER: Final = re.compile(r"^\s*-?\d{1,18}(\.\d{1,18})?\s*$", re.ASCII)
"""No exponent: ``1e999999999`` would be computed."""


def read(content: bytes, name: str) -> tuple[Timeline, tuple[Finding, ...]]:
    """Return the first sequence of a file, and findings; `NotThisDialect` when it holds none.

    name: of the file, for findings. Sources are absolute timecode at the rate of each item.
    """
    root = SafeET.fromstring(content)
    whole = [one for one in root.iter("sequence") if one.find("media") is not None]
    inside = {id(one) for item in root.iter("clipitem") for one in item.iter("sequence")}
    films = [one for one in whole if id(one) not in inside]
    if root.tag != "xmeml" or not films:
        raise NotThisDialect(_NAMED, "it holds no sequence")
    told = Told(name)
    for other in films[1:]:
        told.add("other timelines", other.findtext("name") or "without a name")
    reading = _Reading(root, {one.get("id", ""): one for one in reversed(whole)}, told)
    return reading.timeline(films[0]), told.findings()


@dataclass(frozen=True)
class _Item:
    """A clip item on its track, with its place in frames of the sequence; in, out as they play there."""

    track: str
    element: ET.Element
    record: tuple[int, int]
    trimmed: tuple[int, int]
    effects: tuple[str, ...]
    off: bool


class _Reading:
    """One file on its way: files and sequences are defined once and then named."""

    def __init__(self, root: ET.Element, sequences: Mapping[str, ET.Element], told: Told) -> None:
        self.files = {one.get("id", ""): one for one in root.iter("file") if len(one)}
        self.sequences, self.told = sequences, told

    def timeline(self, sequence: ET.Element) -> Timeline:
        """Return a sequence whole."""
        rate = _rate(sequence)
        if rate is None:
            raise NotThisDialect(_NAMED, "the sequence tells no rate")
        timecode = sequence.find("timecode")
        found = list(self.placed(sequence, rate, 0))
        return Timeline(
            title=sequence.findtext("name") or "",
            rate=rate,
            start=_start(timecode, rate) or 0,
            drop=sequence.findtext("timecode/displayformat") == "DF",
            placed=_linked(found),
            marks=tuple(
                (_whole(mark, "in") or 0, mark.findtext("name") or "") for mark in sequence.findall("marker")
            ),
        )

    def placed(self, sequence: ET.Element, rate: Fraction, depth: int) -> Iterator[tuple[ET.Element, Placed]]:
        """Yield (element, clip) for all that lies in a sequence."""
        if depth > DEEPEST:
            raise NotThisDialect(_NAMED, f"its sequences lie more than {DEEPEST} deep within each other")
        for letter, kind in (("V", "video"), ("A", "audio")):
            for number, track in enumerate(sequence.findall(f"./media/{kind}/track"), start=1):
                for item in self._items(f"{letter}{number}", track):
                    yield from ((item.element, one) for one in self._of(item, rate, depth))

    def _items(self, name: str, track: ET.Element) -> Iterator[_Item]:
        """Yield the items of a track; transitions are resolved to cuts."""
        silent = track.findtext("enabled") == "FALSE"
        parts = [one for one in track if one.tag in {"clipitem", "generatoritem", "transitionitem"}]
        for place, element in enumerate(parts):
            if element.tag == "transitionitem":
                self.told.add("transition", f"{_effect(element)} on {name}")
                continue
            before = _transition(parts, place - 1)
            after = _transition(parts, place + 1)
            start, end = _whole(element, "start"), _whole(element, "end")
            first, last = _whole(element, "in"), _whole(element, "out")
            if start is None or end is None or first is None or last is None:
                raise NotThisDialect(_NAMED, f"{element.findtext('name')} on {name} has no place")
            if start == _OPEN and before is not None:
                start, first = before.cut, first + before.cut - before.start
            if end == _OPEN and after is not None:
                end, last = after.cut, last - (after.end - after.cut)
            if _OPEN in {start, end}:
                start, end = _by_length(start, end, last - first)
            effects = (*((before.name,) if before else ()), *_effects(element))
            off = silent or element.findtext("enabled") == "FALSE"
            yield _Item(name, element, (start, end), (first, last), effects, off)

    def _of(self, item: _Item, film: Fraction, depth: int) -> Sequence[Placed]:
        nested = item.element.find("sequence")
        if nested is not None:
            return self._nested(item, self.sequences.get(nested.get("id", ""), nested), film, depth)
        return (self._clip(item, film),)

    def _nested(self, item: _Item, sequence: ET.Element, film: Fraction, depth: int) -> Sequence[Placed]:
        """Return what plays in a nested sequence, flat where one of its tracks plays, else as one clip."""
        name = sequence.findtext("name") or "without a name"
        inner: list[Placed] = []
        if _rate(sequence) == film:
            inner = [one for _, one in self.placed(sequence, film, depth + 1)]
            self.told.laying(len(inner))
        window = item.trimmed[0], item.trimmed[0] + item.record[1] - item.record[0]
        flat = laid_flat(inner, window, item.record[0], item.track, film) if inner else None
        if flat is not None:
            self.told.add("laid out flat", name)
            return tuple(replace(one, off=one.off or item.off) for one in flat)
        self.told.add("nested sequence", name)
        source = (Fraction(item.trimmed[0]), Fraction(item.trimmed[1]))
        return (
            Placed(
                item.track,
                name,
                "",
                "",
                film,
                *source,
                *item.record,
                effects=NESTED,
                off=item.off,
            ),
        )

    def _clip(self, item: _Item, film: Fraction) -> Placed:
        element = item.element
        name = element.findtext("name") or ""
        rate = _rate(element) or film
        file = self._file(element)
        begins = self._begins(file, rate, name)
        speed = _speed(element)
        first, after = begins + item.trimmed[0] * speed, begins + item.trimmed[1] * speed
        if speed != 1:
            self.told.add("retimed", name)
            after = first + (item.record[1] - item.record[0]) * speed * rate / film
        self._ticks(item, rate, name)
        return Placed(
            track=item.track,
            name=name,
            file=path_of_reference(file.findtext("pathurl") or "") if file is not None else "",
            reel=(file.findtext("timecode/reel/name") or "") if file is not None else "",
            rate=rate,
            source_in=first,
            source_out=after,
            record_in=item.record[0],
            record_out=item.record[1],
            marks=tuple(mark.findtext("name") or "" for mark in element.findall("marker")),
            off=item.off,
            speed=speed,
            effects=item.effects,
            made=element.tag == "generatoritem",
            channel=(_whole(element, "sourcetrack/trackindex") or 0) if item.track[0] == "A" else 0,
        )

    def _file(self, element: ET.Element) -> ET.Element | None:
        """Return the file of an item where it is defined; told where there is none."""
        reference = element.find("file")
        name = element.findtext("name") or "without a name"
        if reference is None:
            self.told.add("generated" if element.tag == "generatoritem" else "no media named", name)
            return None
        file = self.files.get(reference.get("id", ""), reference)
        if not file.findtext("pathurl"):
            self.told.add("no media named", name)
        return file

    def _begins(self, file: ET.Element | None, rate: Fraction, name: str) -> Fraction:
        """Return the timecode of a file's first frame, in frames at the rate of its item."""
        if file is None:
            return Fraction(0)
        own = _rate(file) or rate
        start = _start(file.find("timecode"), own)
        if start is None:
            self.told.add("no timecode", name)
            return Fraction(0)
        return start * rate / own

    def _ticks(self, item: _Item, rate: Fraction, name: str) -> None:
        """Tell where Premiere's own count is another than the frames."""
        for tag, place in (
            ("pproTicksIn", _whole(item.element, "in")),
            ("pproTicksOut", _whole(item.element, "out")),
        ):
            ticks = _whole(item.element, tag)
            if ticks is not None and place is not None and abs(ticks * rate / TICKS - place) > Fraction(1, 2):
                self.told.add("other count", name)


@dataclass(frozen=True)
class _Transition:
    """Where a transition lies, and the frame at which it is a cut."""

    start: int
    end: int
    cut: int
    name: str


def _transition(parts: Sequence[ET.Element], place: int) -> _Transition | None:
    """Return the transition at a place of a track, if one stands there."""
    if not 0 <= place < len(parts) or parts[place].tag != "transitionitem":
        return None
    element = parts[place]
    start, end = _whole(element, "start"), _whole(element, "end")
    if start is None or end is None or end < start:
        raise NotThisDialect(_NAMED, "a transition has no place")
    alignment = element.findtext("alignment") or "center"
    cut = {"start": start, "start-black": start, "end": end, "end-black": end}.get(
        alignment, (start + end) // 2
    )
    return _Transition(start, end, cut, f"{_effect(element)}, {end - start} frames")


def _by_length(start: int, end: int, length: int) -> tuple[int, int]:
    """Return a place of which one side is open, without a transition that would say where."""
    if start == _OPEN and end == _OPEN:
        raise NotThisDialect(_NAMED, "a clip has no place")
    return (end - length, end) if start == _OPEN else (start, start + length)


def _linked(found: Sequence[tuple[ET.Element, Placed]]) -> tuple[Placed, ...]:
    """Return the clips with the tracks that they are linked to."""
    tracks = {element.get("id", ""): one.track for element, one in found}
    return tuple(
        replace(one, linked=tuple(sorted(_mates(element, tracks)))) if one.linked == () else one
        for element, one in found
    )


def _mates(element: ET.Element, tracks: Mapping[str, str]) -> Iterator[str]:
    for link in element.findall("link"):
        name = link.findtext("linkclipref") or ""
        if name != element.get("id") and name in tracks:
            yield tracks[name]


def _effects(element: ET.Element) -> tuple[str, ...]:
    """Return the effects of an item but its speed."""
    named = [one for one in element.findall("filter/effect") if one.findtext("effectid") != "timeremap"]
    return tuple(one.findtext("name") or one.findtext("effectid") or "effect" for one in named)


def _effect(element: ET.Element) -> str:
    return element.findtext("effect/name") or element.findtext("name") or "transition"


def _speed(element: ET.Element) -> Fraction:
    """Return how fast an item plays its source; below zero backwards."""
    for effect in element.findall("filter/effect"):
        if effect.findtext("effectid") == "timeremap":
            values = {
                one.findtext("parameterid"): one.findtext("value") for one in effect.findall("parameter")
            }
            percent = (_number(values.get("speed")) or Fraction(100)).limit_denominator(10_000)
            backwards = (values.get("reverse") or "").upper() == "TRUE" and percent > 0
            return -percent / 100 if backwards else percent / 100
    return Fraction(1)


def _start(timecode: ET.Element | None, rate: Fraction) -> int | None:
    """Return the first frame that a timecode tells, as a number or as digits; None where there is none."""
    if timecode is None:
        return None
    frame = _whole(timecode, "frame")
    if frame is not None:
        return frame
    text = timecode.findtext("string") or ""
    drop = timecode.findtext("displayformat") == "DF"
    try:
        return frame_from(f"{text[:-3]};{text[-2:]}" if drop else text, rate)
    except NotATimecode:
        return None


def _whole(parent: ET.Element, tag: str) -> int | None:
    """Return a whole number below an element; None where there is none."""
    number = _number(parent.findtext(tag))
    return None if number is None else round(number)


def _number(text: str | None) -> Fraction | None:
    """Return a number of at most eighteen digits, None where nothing is told; else `NotThisDialect`."""
    if not (text or "").strip():
        return None
    if not _NUMBER.match(text or ""):
        raise NotThisDialect(_NAMED, f"{text!r:.40} is no number")
    return Fraction((text or "").strip())


def _rate(parent: ET.Element) -> Fraction | None:
    """Return the rate below an element; None where it tells none, `NotThisDialect` for one that is none."""
    base = _number(parent.findtext("rate/timebase"))
    if base is None:
        return None
    if not 0 < base <= 1000 or nominal(base) != base:
        raise NotThisDialect(_NAMED, f"{base} is no timebase")
    return base * 1000 / 1001 if (parent.findtext("rate/ntsc") or "").strip().upper() == "TRUE" else base
