"""Final Cut Pro 7 XML as anybody writes it: Premiere, DaVinci Resolve, Final Cut itself, and we ourselves.

A clip whose speed is changed (``timeremap``) counts its ``in`` and ``out`` in frames as they play, backwards
from its end; one of a subclip from where that begins, and one of a multiclip from where that does.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from defusedxml import ElementTree as SafeET

from rushes.errors import Finding
from rushes.turnover.brought.nested import DEEPEST, NESTED, Told, laid_flat
from rushes.turnover.brought.xmeml_numbers import NAMED, rate_of, speed_of, start_of, whole
from rushes.turnover.brought.xmeml_places import Item, items_of
from rushes.turnover.dialects.fcp7.sequence import TICKS
from rushes.turnover.dialects.wording import NotThisDialect, path_of_reference
from rushes.turnover.model import Placed, Timeline


def read(content: bytes, name: str) -> tuple[Timeline, tuple[Finding, ...]]:
    """Return the first sequence of a file, and findings; `NotThisDialect` when it holds none.

    name: of the file, for findings. Sources are absolute timecode at the rate of each item.
    """
    root = SafeET.fromstring(content)
    whole = [one for one in root.iter("sequence") if one.find("media") is not None]
    inside = {id(one) for item in root.iter("clipitem") for one in item.iter("sequence")}
    films = [one for one in whole if id(one) not in inside]
    if root.tag != "xmeml" or not films:
        raise NotThisDialect(NAMED, _without_sequence(root))
    film = _film(root, films)
    told = Told(name)
    for other in films:
        if other is not film:
            told.add("other timelines", other.findtext("name") or "without a name")
    reading = _Reading(root, {one.get("id", ""): one for one in reversed(whole)}, told)
    return reading.timeline(film), told.findings()


def _film(root: ET.Element, films: Sequence[ET.Element]) -> ET.Element:
    """Return the first sequence with anything in it that none of the others plays, else the first."""
    played = {one.get("id") for item in root.iter("clipitem") for one in item.findall("sequence")}
    full = [one for one in films if one.find("media/*/track/*[start]") is not None]
    return next((one for one in full if one.get("id") not in played), (full or list(films))[0])


def _without_sequence(root: ET.Element) -> str:
    clips = sum(1 for one in root.iter("clip"))
    bin_of = f"{clips} clip{'s' * (clips > 1)} of a bin and " if clips else ""
    return f"it holds {bin_of}no sequence"


class _Reading:
    """One file on its way: files and sequences are defined once and then named."""

    def __init__(self, root: ET.Element, sequences: Mapping[str, ET.Element], told: Told) -> None:
        self.files = {one.get("id", ""): one for one in root.iter("file") if len(one)}
        self.clips = {one.get("id", ""): one for one in root.iter("clipitem") if len(one)}
        self.sequences, self.told = sequences, told

    def timeline(self, sequence: ET.Element) -> Timeline:
        """Return a sequence whole."""
        shape = sequence.find("media/video/format/samplecharacteristics")
        rate = rate_of(sequence) or (rate_of(shape) if shape is not None else None)
        if rate is None:
            raise NotThisDialect(NAMED, "the sequence tells no rate")
        timecode = sequence.find("timecode")
        found = list(self.placed(sequence, rate, 0))
        return Timeline(
            title=sequence.findtext("name") or "",
            rate=rate,
            start=start_of(timecode, rate) or 0,
            drop=sequence.findtext("timecode/displayformat") == "DF",
            placed=_linked(found),
            marks=tuple(
                (whole(mark, "in") or 0, mark.findtext("name") or "") for mark in sequence.findall("marker")
            ),
        )

    def placed(self, sequence: ET.Element, rate: Fraction, depth: int) -> Iterator[tuple[ET.Element, Placed]]:
        """Yield (element, clip) for all that lies in a sequence."""
        if depth > DEEPEST:
            raise NotThisDialect(NAMED, f"its sequences lie more than {DEEPEST} deep within each other")
        for letter, kind in (("V", "video"), ("A", "audio")):
            for number, track in enumerate(sequence.findall(f"./media/{kind}/track"), start=1):
                for item in items_of(f"{letter}{number}", track, self.clips, self.told):
                    yield from ((item.element, one) for one in self._of(item, rate, depth))

    def _of(self, item: Item, film: Fraction, depth: int) -> Sequence[Placed]:
        nested = item.element.find("sequence")
        if nested is not None:
            return self._nested(item, self.sequences.get(nested.get("id", ""), nested), film, depth)
        return (self._clip(item, film),)

    def _nested(self, item: Item, sequence: ET.Element, film: Fraction, depth: int) -> Sequence[Placed]:
        """Return what plays in a nested sequence, flat where one of its tracks plays, else as one clip."""
        name = sequence.findtext("name") or "without a name"
        inner: list[Placed] = []
        if rate_of(sequence) == film and not _is_retimed(item.element):
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

    def _clip(self, item: Item, film: Fraction) -> Placed:
        element = item.element
        name = element.findtext("name") or ""
        rate = rate_of(element) or film
        file = self._file(element)
        begins = self._begins(file, rate, name) + self._within(element, name)
        speed, changes = speed_of(element)
        first, after = begins + item.trimmed[0] * speed, begins + item.trimmed[1] * speed
        if not speed:
            first = after = begins + item.trimmed[0]
        elif speed < 0:
            first -= (whole(element, "duration") or 0) * speed
        if speed != 1 or changes:
            self.told.add("changing speed" if changes else "retimed", name)
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
            channel=(whole(element, "sourcetrack/trackindex") or 0) if item.track[0] == "A" else 0,
        )

    def _file(self, element: ET.Element) -> ET.Element | None:
        """Return the file of an item where it is defined; told where there is none."""
        name = element.findtext("name") or "without a name"
        reference = element.find("file")
        if reference is None and (angle := _angle(element)) is not None:
            self.told.add("multiclip", name)
            reference = next(angle.iter("file"), None)
        if reference is None:
            self.told.add("generated" if element.tag == "generatoritem" else "no media named", name)
            return None
        file = self.files.get(reference.get("id", ""), reference)
        if not file.findtext("pathurl"):
            self.told.add("no media named", name)
        return file

    def _within(self, element: ET.Element, name: str) -> int:
        """Return how many frames of its media lie before a subclip; told where there are any."""
        offset = whole(element, "subclipinfo/startoffset") or 0
        if offset > 0:
            self.told.add("subclip", name)
        return max(offset, 0)

    def _begins(self, file: ET.Element | None, rate: Fraction, name: str) -> Fraction:
        """Return the timecode of a file's first frame, in frames at the rate of its item."""
        if file is None:
            return Fraction(0)
        own = rate_of(file) or rate
        start = start_of(file.find("timecode"), own)
        if start is None:
            self.told.add("no timecode", name)
            return Fraction(0)
        return start * rate / own

    def _ticks(self, item: Item, rate: Fraction, name: str) -> None:
        """Tell where Premiere's own count is another than the frames."""
        for tag, place in (
            ("pproTicksIn", whole(item.element, "in")),
            ("pproTicksOut", whole(item.element, "out")),
        ):
            ticks = whole(item.element, tag)
            if ticks is not None and place is not None and abs(ticks * rate / TICKS - place) > Fraction(1, 2):
                self.told.add("other count", name)


def _is_retimed(element: ET.Element) -> bool:
    speed, changes = speed_of(element)
    return speed != 1 or changes


def _angle(element: ET.Element) -> ET.Element | None:
    """Return the angle of a multiclip that is seen, else its first; None for what is no multiclip."""
    angles = element.findall("multiclip/angle")
    active = (one for one in angles if (one.findtext("activevideoangle") or "").upper() == "TRUE")
    return next(active, angles[0] if angles else None)


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
