"""What is written beside a slate: circled, MOS, pickup, series, camera; and what copies leave behind.

Pure: text in, fields of the slate out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """One mark: what it is, how it is written, an example, and the fields of the slate that it sets."""

    name: str
    pattern: re.Pattern[str]
    example: str
    sets: Mapping[str, object]


def _mark(name: str, pattern: str, example: str, **sets: object) -> Mark:
    return Mark(name, re.compile(pattern, re.IGNORECASE), example, sets)


def _word(words: str, after: str = r"(?<![A-Z])") -> str:
    """Let a word stand after a slate (``5PUA``, ``4 MOS``) and never inside a longer one (``PUNCH``)."""
    return rf"{after}[-_ ]*(?:{words})(?=[A-Z]?(?:[^A-Z]|$))"


_AFTER_SETUP = r"(?:(?<![A-Z])|(?<=\d[A-Z])|(?<=\d[A-Z][A-Z]))"
"""A pickup is written behind the take or behind the setup's letters (``27APU-4``)."""

MARKS: tuple[Mark, ...] = (
    _mark("Avid's copies", r"\.(?:SUB|SYNC|NEW|COPY|GRP)(?:\.\d+)*(?=$|[_ ])|\.[LR]$", "4M-1.SUB.01"),
    _mark("copy", r"[-_ ]*(?:\(\d+\)|copy(?: ?\d+)?|proxy|v\d{1,3})$", "27A-3 (1)"),
    _mark("circled", r"\*+|[⭕◯○✓]+", "27A-3*", circled=True),
    _mark("circled", r"[-_ ]*[(\[]?(?<![A-Z])(?:circ(?:led)?|print(?:ed)?)(?![A-Z])[)\]]?", "27A-3_circ",
          circled=True),
    _mark("pickup", _word(r"PU|P/U|PICK[-_ ]?UP", after=_AFTER_SETUP), "62K-3PU", pickup=True),
    _mark("series", _word(r"SER(?:IES)?") + r"(?:[-_ ]?\d+)?", "12B-3SER", series=True),
    _mark("mos", _word("MOS"), "40E-4 MOS", mos=True),
    _mark("no good", _word("NG|FS|FALSE(?:[-_ ]?START)?|BURNT"), "27A-3_NG", no_good=True),
    _mark("frame rate", r"[-_ ]*\d{2,3}\s?FPS\b", "127-1 48FPS"),
    _mark("plate", _word("PLATE|TAIL(?:S|[-_ ]?SLATE)?|TS|2ND[-_ ]?STICKS?"), "91E-3 PLATE"),
)  # fmt: skip
"""In this order each is taken out of the name, and sets what it sets."""

PART = re.compile(r"(?<=\d)[-_ ]?P(?:AR)?T[-_ ]?(?P<part>\d{1,2})", re.IGNORECASE)
"""A take in parts: ``152A-1PT2A``."""

CAMERA = re.compile(
    r"[-_ (]+(?:CAM(?:ERA)?[-_ ]?(?P<after>[A-HJ-NP-Z])|(?P<before>[A-HJ-NP-Z])[-_ ]?CAM(?:ERA)?)"
    r"(?=$|[-_ ).])",
    re.IGNORECASE,
)
"""A camera in words: ``27A-3 Cam B``, ``27A-3_B-cam``."""


def marks_of(text: str) -> tuple[dict[str, object], str]:
    """Return the fields that the marks in this text set, and the text without them."""
    sets: dict[str, object] = {}
    before = ""
    while text != before:  # a mark may stand behind another one
        before = text
        for mark in MARKS:
            text, times = mark.pattern.subn("", text)
            sets |= mark.sets if times else {}
    part, camera = PART.search(text), CAMERA.search(text)
    if part:
        sets["part"] = int(part["part"])
        text = text[: part.start()] + text[part.end() :]
        camera = CAMERA.search(text)
    if camera:
        sets["camera"] = (camera["after"] or camera["before"]).upper()
        text = text[: camera.start()] + text[camera.end() :]
    return sets, text.strip("-_ •·")
