"""Where a clip begins on the day's clock: its timecode and its reel, as its metadata tell. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rushes.timecode import NotATimecode, frame_from, may_drop

Metadata = Mapping[str, str]

_REEL_KEYS = ("reel_name", "reelname", "reel", "tape_name", "tapename", "tape")
"""What cameras and transcoders call the reel, behind any prefix such as ``com.apple.proapps.``."""

_DAY_KEYS = ("creationdate", "creation_time", "date")
"""What tells the day: by the clock on the wall (QuickTime's creationdate, bext's date) or by Greenwich."""

_A_DAY = re.compile(r"(\d{4})[-:/](\d{2})[-:/](\d{2})(?!\d)", re.ASCII)
_FIRST_YEAR = 1985
"""No file-based recorder is older; zeros of clocks that were never set are (1904, 1970, 1980)."""


@dataclass(frozen=True)
class Start:
    """The absolute frame at which a clip begins, and whether its timecode skips numbers."""

    frame: int
    drop: bool


def start_from(tables: Iterable[Metadata], rate: Fraction, counter: int | None = None) -> Start | None:
    """Return where the first timecode in these tables stands at the rate of the picture, or None.

    counter: the frame number stored beside the text (QuickTime's tmcd). It tells when timecode counts
    slower or faster than the picture runs (50 frames a second under a 25 timecode).
    """
    for text in _values(tables, ("timecode",)):
        readings = tuple(_readings(text, rate))
        exact = (frame * rate / base for base, frame in readings if frame == counter)
        first = (frame * rate / base for base, frame in readings)
        start = next(exact, None) if counter is not None else None
        start = next(first, None) if start is None else start
        if start is not None:
            return Start(int(start), drop=any(mark in text for mark in ";,") and may_drop(rate))
    return None


def reel_from(tables: Iterable[Metadata]) -> str | None:
    """Return the first reel named in these tables, or None."""
    return next(_values(tables, _REEL_KEYS), None)


def day_from(tables: Iterable[Metadata]) -> str:
    """Return the ISO day on which these tables say that it was recorded, or an empty text."""
    listed = list(tables)
    for key in _DAY_KEYS:
        for text in _values(listed, (key,)):
            day = _A_DAY.match(text)
            if day and int(day[1]) >= _FIRST_YEAR and 1 <= int(day[2]) <= 12 and 1 <= int(day[3]) <= 31:
                return "-".join(day.groups())
    return ""


def _readings(text: str, rate: Fraction) -> Iterator[tuple[Fraction, int]]:
    """Yield the frame number of a timecode at the picture's rate, its half, double and quarter."""
    for base in (rate, rate / 2, rate * 2, rate / 4):
        try:
            yield base, frame_from(text, base)
        except NotATimecode:
            continue


def _values(tables: Iterable[Metadata], keys: tuple[str, ...]) -> Iterator[str]:
    """Yield what stands under these keys, case and prefix apart."""
    for table in tables:
        for name, value in table.items():
            if name.rpartition(".")[2].lower() in keys and value.strip():
                yield value.strip()
