"""Read Final Cut Pro 7 XML back, with its links, channels and marks."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from fractions import Fraction

from defusedxml import ElementTree as SafeET
from defusedxml.common import DefusedXmlException

from rushes.cut.model import Cut
from rushes.timecode import nominal
from rushes.turnover.dialects.fcp7.sequence import TICKS, Lane, file_rate, file_start, lanes
from rushes.turnover.dialects.wording import NotThisDialect, legal, path_of_reference
from rushes.turnover.links import links
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.microphones import Voice, heard, is_heard, sound_name
from rushes.turnover.model import Mark, Place, Placed, Shot, Timeline
from rushes.turnover.rulers import on_ruler
from rushes.turnover.shots import film_start

HALF = Fraction(1, 2)
"""Frames by which a place may be rounded."""


def read(data: bytes) -> Timeline:
    """Read the first sequence of an xmeml file; `NotThisDialect` when there is none or it is damaged."""
    try:
        root = SafeET.fromstring(data)
        sequence = root.find(".//sequence")
        if root.tag != "xmeml" or sequence is None:
            raise NotThisDialect("Final Cut Pro 7 XML", "it holds no sequence")
        return _timeline(root, sequence)
    except (ET.ParseError, DefusedXmlException, ValueError, KeyError) as error:
        raise NotThisDialect("Final Cut Pro 7 XML", str(error)) from error


def holds(cut: Cut) -> Timeline:
    """Return what xmeml holds of a cut: all, a rate without a name there as the nearest with one."""
    start, drop = film_start(cut)
    made, groups, told, known = lanes(cut), links(cut), shot_marks(cut), heard(cut)
    together: dict[object, list[str]] = {}
    for lane in made:
        for shot in lane.shots:
            together.setdefault(groups.get(shot.place, shot.place), []).append(lane.name)
    placed = tuple(
        _expected(lane, shot, together[groups.get(shot.place, shot.place)], told[shot.place], known)
        for lane in made
        for shot in lane.shots
    )
    marks = tuple((mark.at, legal(mark.name)) for mark in film_marks(cut))
    return Timeline(legal(cut.title) or "First cut", cut.rate, start, drop, placed, marks)


def _expected(
    lane: Lane, shot: Shot, together: list[str], marks: tuple[Mark, ...], known: Mapping[Place, Voice]
) -> Placed:
    """Return an item as it must be: its source in frames of the film, and not rounded between two."""
    clip, film = shot.clip, shot.record.rate
    begins = Fraction(file_start(clip, film)) * film / file_rate(clip, film)
    first = begins + on_ruler(shot.source.start, clip, film)
    mates = list(together)
    mates.remove(lane.name)
    return Placed(
        track=lane.name,
        name=legal(sound_name(clip, lane.channel)),
        file=str(clip.path),
        reel=legal(clip.reel or ""),
        rate=film,
        source_in=first,
        source_out=first + shot.record.frames,
        record_in=shot.record.start,
        record_out=shot.record.end,
        linked=tuple(sorted(mates)),
        marks=tuple(legal(mark.name) for mark in marks) if lane.channel <= 1 else (),
        off=not is_heard(known, shot, lane.channel),
        channel=lane.channel,
    )


def _timeline(root: ET.Element, sequence: ET.Element) -> Timeline:
    files = {file.attrib["id"]: file for file in root.iter("file") if len(file)}
    found = [
        (f"{letter}{number}", item)
        for letter, kind in (("V", "video"), ("A", "audio"))
        for number, track in enumerate(sequence.findall(f"./media/{kind}/track"), start=1)
        for item in track.findall("clipitem")
    ]
    names = {item.attrib["id"]: name for name, item in found}
    timecode = sequence.find("timecode")
    return Timeline(
        title=sequence.findtext("name") or "",
        rate=_rate(sequence),
        start=_whole(timecode, "frame") if timecode is not None else 0,
        drop=sequence.findtext("timecode/displayformat") == "DF",
        placed=tuple(_placed(name, item, files, names.__getitem__) for name, item in found),
        marks=tuple((_whole(mark, "in"), mark.findtext("name") or "") for mark in sequence.findall("marker")),
    )


def _placed(
    track: str, item: ET.Element, files: dict[str, ET.Element], track_of: Callable[[str], str]
) -> Placed:
    reference = item.find("file")
    if reference is None:
        raise ValueError(f"{item.attrib.get('id')} names no file")
    file, rate = files[reference.attrib["id"]], _rate(item)
    start = int(file.findtext("timecode/frame") or 0) * rate / _rate(file)
    first, after = _whole(item, "in"), _whole(item, "out")
    for tag, place in (("pproTicksIn", first), ("pproTicksOut", after)):
        ticks = item.findtext(tag)
        if ticks and abs(int(ticks) * rate / TICKS - place) > HALF:
            raise ValueError(f"<{tag}> {ticks} is not at frame {place}")
    linked = [link.findtext("linkclipref") or "" for link in item.findall("link")]
    return Placed(
        track=track,
        name=item.findtext("name") or "",
        file=path_of_reference(file.findtext("pathurl") or ""),
        reel=file.findtext("timecode/reel/name") or "",
        rate=rate,
        source_in=start + first,
        source_out=start + after,
        record_in=_whole(item, "start"),
        record_out=_whole(item, "end"),
        linked=tuple(sorted(track_of(name) for name in linked if name != item.attrib["id"])),
        marks=tuple(mark.findtext("name") or "" for mark in item.findall("marker")),
        off=item.findtext("enabled") == "FALSE",
        channel=int(item.findtext("sourcetrack/trackindex") or 0) if track[0] == "A" else 0,
    )


def _whole(parent: ET.Element, tag: str) -> int:
    text = parent.findtext(tag)
    if text is None:
        raise ValueError(f"<{parent.tag}> has no <{tag}>")
    return int(text)


def _rate(parent: ET.Element) -> Fraction:
    base = Fraction(parent.findtext("rate/timebase") or "")
    if base <= 0 or nominal(base) != base:
        raise ValueError(f"{base} is no timebase")
    return base * 1000 / 1001 if (parent.findtext("rate/ntsc") or "").upper() == "TRUE" else base
