"""What the elements of Final Cut Pro 7 XML say: whole numbers, rates, timecode, speed. Pure."""

import re
import xml.etree.ElementTree as ET
from fractions import Fraction
from typing import Final

from rushes.timecode import NotATimecode, frame_from, nominal
from rushes.turnover.dialects.wording import NotThisDialect

NAMED: Final = "Final Cut Pro 7 XML"
_NUMBER: Final = re.compile(r"^\s*-?\d{1,18}(\.\d{1,18})?\s*$", re.ASCII)
"""No exponent: ``1e999999999`` would be computed."""


def speed_of(element: ET.Element) -> tuple[Fraction, bool]:
    """Return how fast an item plays its source, below zero backwards, 0 a still; and whether that changes."""
    for effect in element.findall("filter/effect"):
        if effect.findtext("effectid") == "timeremap":
            values = {
                one.findtext("parameterid"): one.findtext("value") for one in effect.findall("parameter")
            }
            told = number(values.get("speed"))
            percent = Fraction(100) if told is None else told.limit_denominator(10_000)
            backwards = (values.get("reverse") or "").upper() == "TRUE" and percent > 0
            changes = (values.get("variablespeed") or "0").strip().upper() not in {"0", "FALSE"}
            return (-percent if backwards else percent) / 100, changes
    return Fraction(1), False


def start_of(timecode: ET.Element | None, rate: Fraction) -> int | None:
    """Return the first frame that a timecode tells, as a number or as digits; None where there is none."""
    if timecode is None:
        return None
    frame = whole(timecode, "frame")
    if frame is not None:
        return frame
    text = (timecode.findtext("string") or "").strip()
    drop = timecode.findtext("displayformat") == "DF" or ";" in text
    text = text.replace(";", ":")
    try:
        return frame_from(f"{text[:-3]};{text[-2:]}" if drop else text, rate)
    except NotATimecode:
        return None


def whole(parent: ET.Element, tag: str) -> int | None:
    """Return a whole number below an element; None where there is none."""
    found = number(parent.findtext(tag))
    return None if found is None else round(found)


def number(text: str | None) -> Fraction | None:
    """Return a number of at most eighteen digits, None where nothing is told; else `NotThisDialect`."""
    if not (text or "").strip():
        return None
    if not _NUMBER.match(text or ""):
        raise NotThisDialect(NAMED, f"{text!r:.40} is no number")
    return Fraction((text or "").strip())


def rate_of(parent: ET.Element) -> Fraction | None:
    """Return the rate below an element; None where it tells none, `NotThisDialect` for one that is none."""
    base = number(parent.findtext("rate/timebase"))
    if base is None:
        return None
    if not 0 < base <= 1000 or nominal(base) != base:
        raise NotThisDialect(NAMED, f"{base} is no timebase")
    return base * 1000 / 1001 if (parent.findtext("rate/ntsc") or "").strip().upper() == "TRUE" else base
