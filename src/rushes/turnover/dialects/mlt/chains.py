"""What a producer or chain of MLT is, by its properties: which file, from which timecode, how fast. Pure."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Final

from rushes.timecode import NotARate, NotATimecode, frame_from, rate_from
from rushes.turnover.dialects.mlt.clips import CHANNEL, OURS
from rushes.turnover.dialects.wording import rate_of

FILES: Final = ("avformat", "avformat-novalidate", "timewarp")
"""Services that play a file of picture or sound."""

_MOST: Final = 1000
"""Frames a second, and times its own speed, beyond which nothing is believed."""

Told = Mapping[str, str]


def properties(element: ET.Element) -> dict[str, str]:
    """Return the properties of an element, by name."""
    return {one.get("name", ""): one.text or one.get("value") or "" for one in element.iterfind("property")}


@dataclass(frozen=True)
class Source:
    """What a chain plays. begins: timecode of its first frame at the film's rate; None where none is told.

    sees, hears: whether its picture and its sound are switched on. speed: below zero backwards. effects: its
    filters, and what it is where it is no file. channel: which of two is heard on both sides, from 1, else 0.
    """

    name: str
    file: str
    reel: str
    begins: Fraction | None
    sees: bool
    hears: bool
    speed: Fraction = Fraction(1)
    effects: tuple[str, ...] = ()
    channel: int = 0
    sha256: str = ""


def source_of(element: ET.Element, film: Fraction, root: str) -> Source:
    """Return what an element plays; root: the folder that its files are named from, empty for none."""
    told = properties(element)
    service = told.get("mlt_service", element.get("mlt_service", ""))
    speed, file = _speed(told) if service == "timewarp" else (Fraction(1), told.get("resource", ""))
    is_file = service.startswith(FILES)
    file = told.get("shotcut:resource") or told.get("kdenlive:originalurl") or file
    effects = [*_filters(element), *([] if is_file else [service or "generated"])]
    if any(
        link.get("mlt_service") or properties(link).get("mlt_service") for link in element.iterfind("link")
    ):
        effects.append("time remap")
    return Source(
        name=told["shotcut:caption"]
        if "shotcut:caption" in told
        else told.get("kdenlive:clipname") or PurePosixPath(file).name,
        file=_from_root(file, root) if is_file else "",
        reel=told.get(f"{OURS}reel") or _tagged(told, "reel_name") or _tagged(told, "reel"),
        begins=_begins(told, film),
        sees=told.get("video_index") != "-1" and told.get("set.test_image") in {None, "", "0"},
        hears=is_file and told.get("audio_index") != "-1" and told.get("set.test_audio") in {None, "", "0"},
        speed=speed,
        effects=tuple(effects),
        channel=_channel(element),
        sha256=told.get(f"{OURS}sha256", ""),
    )


def _filters(element: ET.Element) -> Iterable[str]:
    """Yield the names of the effects on an element."""
    for one in element.iterfind("filter"):
        told = properties(one)
        if not told.get("internal_added") and told.get("disable") != "1" and CHANNEL not in told:
            yield (
                told.get("shotcut:filter") or told.get("kdenlive_id") or told.get("mlt_service") or "effect"
            )


def _channel(element: ET.Element) -> int:
    """Return which channel is copied over the other by a filter of ours, from 1; 0 where none is."""
    copies = (told for told in map(properties, element.iterfind("filter")) if CHANNEL in told)
    return next((int(told.get("from", "0")[:2]) + 1 for told in copies if told.get("disable") != "1"), 0)


def _speed(told: Told) -> tuple[Fraction, str]:
    """Return speed and file of a chain whose speed is changed: ``0.5:/rushes/1A-2.mov``."""
    pace, _, file = told.get("resource", "").partition(":")
    text = told.get("warp_speed") or pace
    number = Fraction(text.replace(",", ".")).limit_denominator(10_000) if len(text) < 24 else Fraction(0)
    if not 0 < abs(number) <= _MOST:
        raise ValueError(f"{text!r:.40} is no speed")
    return number, told.get("warp_resource") or file


def _from_root(file: str, root: str) -> str:
    absolute = file.startswith(("/", "\\")) or file[1:3] in {":/", ":\\"}
    return file if absolute or not root else f"{root.rstrip('/')}/{file}"


def _begins(told: Told, film: Fraction) -> Fraction | None:
    """Return the timecode of a file's first frame: as we wrote it, else as MLT found it in the file."""
    try:
        if f"{OURS}start" in told:
            return int(told[f"{OURS}start"][:24]) * film / rate_from(told.get(f"{OURS}rate", "")[:24])
        samples, rate = _tagged(told, "time_reference"), _tagged(told, "sample_rate", "codec")
        if samples and rate:
            return int(samples[:24]) * film / int(rate[:12])
        text = _tagged(told, "timecode")
        own = _own_rate(told, film)
        return frame_from(text, own) * film / own if text else None
    except (ValueError, ZeroDivisionError, NotATimecode, NotARate):
        return None


def _own_rate(told: Told, film: Fraction) -> Fraction:
    """Return the rate of a file as MLT found it; else the film's."""
    whole, part = told.get("meta.media.frame_rate_num", ""), told.get("meta.media.frame_rate_den", "")
    if whole.isdecimal() and part.isdecimal() and len(whole + part) < 24 and int(part):
        rate = Fraction(int(whole), int(part))
    else:
        text = _tagged(told, "frame_rate", "stream").replace(",", ".")[:24]
        rate = rate_of(float(text)) if text else film
    return rate if 0 < rate <= _MOST else film


def _tagged(told: Told, tag: str, kind: str = "") -> str:
    """Return what MLT found in a file, of the file itself or of one of its streams."""
    ending = f".{kind}.{tag}" if kind else f".{tag}.markup"
    names = (name for name in told if name.startswith("meta.") and name.endswith(ending))
    return next((told[name] for name in sorted(names, key=len) if told[name]), "")
