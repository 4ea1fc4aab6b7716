"""The elements of xmeml that stand in several places: rates, timecode, sizes, sound of a file. Pure."""

import xml.etree.ElementTree as ET
from fractions import Fraction
from pathlib import Path

from rushes.footage.model import Clip
from rushes.timecode import nearest_named, nominal, timecode_text
from rushes.turnover.dialects.wording import file_url, legal
from rushes.turnover.microphones import is_pair


def xml_rate(rate: Fraction) -> Fraction:
    """Return the rate that xmeml can name nearest to this one: a whole number, or that times 1000/1001."""
    return nearest_named(rate)


def path_url(path: Path) -> str:
    """Write a place as Premiere does: ``file://localhost/D%3A/…``, the colon of a drive encoded, too."""
    head = "file://localhost"
    url = file_url(path)
    return head + url.removeprefix(head).replace(":", "%3A") if url.startswith(head) else url


def put(parent: ET.Element, tag: str, value: object) -> None:
    """Add an element that holds a text."""
    ET.SubElement(parent, tag).text = str(value)


def put_rate(parent: ET.Element, rate: Fraction) -> None:
    """Add a rate by its nearest name."""
    named = xml_rate(rate)
    element = ET.SubElement(parent, "rate")
    put(element, "timebase", nominal(named))
    put(element, "ntsc", "FALSE" if named.denominator == 1 else "TRUE")


def put_timecode(
    parent: ET.Element, start: int, rate: Fraction, *, drop: bool, reel: str | None = None
) -> None:
    """Add where something starts, as a text and in frames; reel: what it was recorded on."""
    element = ET.SubElement(parent, "timecode")
    put_rate(element, rate)
    put(element, "string", timecode_text(start, rate, drop=drop))
    put(element, "frame", start)
    put(element, "displayformat", "DF" if drop else "NDF")
    if reel:
        put(ET.SubElement(element, "reel"), "name", legal(reel))


def put_size(parent: ET.Element, rate: Fraction, width: int, height: int) -> None:
    """Add the shape of a picture; without a size where none is known."""
    shape = ET.SubElement(parent, "samplecharacteristics")
    put_rate(shape, rate)
    if width and height:
        put(shape, "width", width)
        put(shape, "height", height)
    put(shape, "anamorphic", "FALSE")
    put(shape, "pixelaspectratio", "square")
    put(shape, "fielddominance", "none")


def put_sound_shape(parent: ET.Element, sample_rate: int, *, known: bool = True) -> None:
    """Tell the sound's shape; a recorder's files are of 16, 24 or 32 bits, which nobody has told us."""
    shape = ET.SubElement(parent, "samplecharacteristics")
    if known:
        put(shape, "depth", 16)
    put(shape, "samplerate", sample_rate or 48000)


def put_sounds(media: ET.Element, clip: Clip) -> None:
    """Tell the sound of a file: a pair together, microphones each for itself, as Premiere's own files do.

    Said together, they would be one clip of so many channels, and Premiere does not link that to mono items.
    """
    together = clip.channels < 2 or is_pair(clip)
    for channel in range(1, min(clip.channels, 1) + 1 if together else clip.channels + 1):
        audio = ET.SubElement(media, "audio")
        put_sound_shape(audio, clip.sample_rate, known=not clip.is_sound)
        put(audio, "channelcount", clip.channels if together else 1)
        if not together:
            put(audio, "layout", "mono")
            source = ET.SubElement(audio, "audiochannel")
            put(source, "sourcechannel", channel)
            put(source, "channellabel", "discrete")
