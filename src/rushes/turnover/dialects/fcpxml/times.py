"""Times and frame rates as FCPXML spells them: exact rational seconds. Pure.

``1001/24000s``: a whole numerator of 64 bits over one of 31, as Core Media counts. Whole seconds stand alone.
"""

import re
from fractions import Fraction

_TIME = re.compile(r"^\s*(-?\d{1,19})(?:/(\d{1,10})|\.(\d{1,12}))?s?\s*$", re.ASCII)
_FINEST = 2**31 - 1
"""The largest time scale."""

_NAMED_RATE = re.compile(r"[pi](\d{2,5})$")
"""How the name of a format ends: ``FFVideoFormat1080p2398``; a rate below an hundred has two digits."""

_CALLED = {
    Fraction(24000, 1001): "2398",
    Fraction(24): "24",
    Fraction(25): "25",
    Fraction(30000, 1001): "2997",
    Fraction(30): "30",
    Fraction(50): "50",
    Fraction(60000, 1001): "5994",
    Fraction(60): "60",
}
_SIZES = {
    (1280, 720): "720",
    (1920, 1080): "1080",
    (2048, 1024): "2048x1024",
    (2048, 1080): "2048x1080",
    (3840, 2160): "3840x2160",
    (4096, 2160): "4096x2160",
}
"""Sizes for which Final Cut has a named format; others are custom, and have none."""

CONFORMED = {
    Fraction(24000, 1001): "23.98",
    Fraction(24): "24",
    Fraction(25): "25",
    Fraction(30000, 1001): "29.97",
    Fraction(30): "30",
    Fraction(48000, 1001): "47.95",
    Fraction(48): "48",
    Fraction(50): "50",
    Fraction(60000, 1001): "59.94",
    Fraction(60): "60",
}
"""What ``<conform-rate>`` calls the rate of a source; it has no name for others."""


def spelled(seconds: Fraction, rate: Fraction) -> str:
    """Write seconds, on the time scale of a frame rate where they fall on it."""
    scale = _scale(rate)
    if seconds.denominator == 1:
        return f"{seconds.numerator}s"
    if scale % seconds.denominator == 0:
        return f"{seconds.numerator * (scale // seconds.denominator)}/{scale}s"
    near = seconds.limit_denominator(_FINEST)
    return f"{near.numerator}/{near.denominator}s"


def frame_duration(rate: Fraction) -> str:
    """Write how long a frame lasts, as Final Cut does: ``1001/24000s``, ``100/2500s``."""
    return f"{100 if rate.denominator == 1 else rate.denominator}/{_scale(rate)}s"


def format_name(rate: Fraction, size: tuple[int, int]) -> str:
    """Return Final Cut's name for a format, empty for one that it calls custom."""
    called, known = _CALLED.get(rate), _SIZES.get(size)
    return f"FFVideoFormat{known}p{called}" if called and known else ""


def seconds_of(text: str) -> Fraction:
    """Return the seconds that a text spells; ValueError for any other text."""
    found = _TIME.match(text)
    if found is None or (found[2] is not None and int(found[2]) == 0):
        raise ValueError(f"'{text[:40]}' is no time")
    if found[3] is not None:
        return Fraction(f"{found[1]}.{found[3]}")
    return Fraction(int(found[1]), int(found[2] or 1))


def rate_named(name: str) -> Fraction | None:
    """Return the rate in a format's name, frames and not fields; None when it has none."""
    found = _NAMED_RATE.search(name)
    if found is None:
        return None
    known = {called: rate for rate, called in _CALLED.items()} | {"23976": Fraction(24000, 1001)}
    rate = known.get(found[1])
    return rate / 2 if rate is not None and found[0][0] == "i" else rate


def _scale(rate: Fraction) -> int:
    return rate.numerator * 100 if rate.denominator == 1 else rate.numerator
