"""Time as editors count it: whole frames on a ruler of exact rate.

A bare number is never a time. `Moment` and `Span` carry their rate as a `Fraction`; changing the
ruler is exact or refused, and rounding has to be asked for by name. Drop-frame timecode skips
numbers, not frames (SMPTE ST 12-1: numbers 00 and 01, or 00 to 03 at 59.94, of every minute but
each tenth).
"""

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from rushes.errors import Refusal

NTSC = {
    "23.976": Fraction(24000, 1001),
    "23.98": Fraction(24000, 1001),
    "29.97": Fraction(30000, 1001),
    "47.952": Fraction(48000, 1001),
    "47.95": Fraction(48000, 1001),
    "59.94": Fraction(60000, 1001),
    "119.88": Fraction(120000, 1001),
}
"""What people write for the rates that have no short decimal."""

_TIMECODE = re.compile(r"^(\d{2}):(\d{2}):(\d{2})([:;.,])(\d{2,3})$", re.ASCII)
_HAIR = Fraction(1, 1_000_000)
"""How far a float may lie from an exact value, in frames or frames a second, and still mean it.

Rounding a second of the day to a float moves it by less than a hundredth of this at 120 frames a
second; a sample at 192 kHz is six hundred times longer.
"""


class NotARate(Refusal):
    """A text is no frame rate."""

    sentence = "'{0}' is not a frame rate; write 25, 24000/1001 or 23.976."


class NotATimecode(Refusal):
    """A text is no timecode at this rate."""

    sentence = "'{0}' is not a timecode at {1} frames a second."


class BetweenFrames(Refusal):
    """A moment does not fall on a frame of the ruler it should move to."""

    sentence = "Frame {0} at {1} does not fall on a whole frame at {2}; round it by name."


class OtherRuler(Refusal):
    """Two times of different rates were mixed."""

    sentence = "A time at {0} cannot be compared or joined with one at {1}; move one first."


def rate_from(text: str) -> Fraction:
    """Return the exact rate for ``25``, ``25/1``, ``24000/1001`` or ``23.976``; `NotARate` otherwise."""
    text = text.strip()
    try:
        rate = NTSC.get(text) or _as_ntsc(text, Fraction(text))
    except (ValueError, ZeroDivisionError):
        raise NotARate(text) from None
    if rate <= 0:
        raise NotARate(text)
    return rate


def _as_ntsc(text: str, rate: Fraction) -> Fraction:
    """Return the NTSC rate that a decimal such as ``29.970`` or ``23.976024`` was rounded from."""
    whole, _, decimals = text.partition(".")
    if not (whole.isdecimal() and decimals.isdecimal() and len(decimals) > 1):
        return rate
    exact = Fraction(nominal(rate) * 1000, 1001)
    meant = round(exact, len(decimals)) == rate or abs(exact - rate) < _HAIR
    return exact if meant else rate


def rate_text(rate: Fraction) -> str:
    """Write a rate as ``25/1`` or ``24000/1001``, the form of every file that Rushes writes."""
    return f"{rate.numerator}/{rate.denominator}"


def nominal(rate: Fraction) -> int:
    """Return the whole frames that timecode counts in a second (30 for 29.97)."""
    return math.ceil(rate)


def nearest_named(rate: Fraction) -> Fraction:
    """Return the rate nearest to this one that editing systems have a name for.

    Those are whole numbers, and whole numbers times 1000/1001; of two as near it is the whole one.
    """
    whole = [Fraction(base) for base in (max(1, math.floor(rate)), nominal(rate))]
    return min([*whole, *(base * 1000 / 1001 for base in whole)], key=lambda named: abs(named - rate))


def may_drop(rate: Fraction) -> bool:
    """Tell whether drop-frame counting exists at this rate (29.97, 59.94 and their multiples)."""
    return rate.denominator == 1001 and nominal(rate) % 30 == 0


def timecode_text(frame: int, rate: Fraction, *, drop: bool = False) -> str:
    """Write an absolute frame as timecode; a day wraps; ``;`` before the frames says drop-frame."""
    base = nominal(rate)
    if drop and may_drop(rate):
        frame = _with_skipped_numbers(frame % _frames_a_day(base), base)
        mark = ";"
    else:
        frame %= base * 86400
        mark = ":"
    seconds, frames = divmod(frame, base)
    width = 3 if base > 100 else 2
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{frames:0{width}}"


def clock_seconds(place: Fraction, rate: Fraction, *, drop: bool = False) -> Fraction:
    """Return the seconds since midnight that timecode tells at a place, in frames and parts of a frame.

    They are those of its digits: an hour of 23.976 non-drop reads an hour and lasts 3603.6 seconds. Clocks
    of different rates that were jammed together have their digits in common. A day wraps.
    """
    whole, base = place.__floor__(), nominal(rate)
    if drop and may_drop(rate):
        number = _with_skipped_numbers(whole % _frames_a_day(base), base)
    else:
        number = whole % (base * 86400)
    return (number + place - whole) / base


def frame_at(clock_s: Fraction, rate: Fraction, *, drop: bool = False) -> int:
    """Return the absolute frame whose digits tell these seconds of the clock: `clock_seconds` turned round.

    Between two frames it is the one before. Where the digits would be a number that drop-frame skips, it is
    the first number after it. A day wraps, and seconds below zero are those of the day before.
    """
    base = nominal(rate)
    number = (clock_s * base).__floor__() % (base * 86400)
    if not (drop and may_drop(rate)):
        return number
    skipped, (minutes, rest) = base // 15, divmod(number, base * 60)
    if minutes % 10 and rest < skipped:
        number += skipped - rest
    return number - skipped * (minutes - minutes // 10)


def frames_a_day(rate: Fraction, *, drop: bool = False) -> int:
    """Return how many frames timecode counts until it begins again at 00:00:00:00."""
    base = nominal(rate)
    return _frames_a_day(base) if drop and may_drop(rate) else base * 86400


def frame_from(text: str, rate: Fraction) -> int:
    """Return the absolute frame of a timecode; ``;`` or ``,`` before the frames means drop-frame."""
    found = _TIMECODE.match(text.strip())
    if not found:
        raise NotATimecode(text, rate_text(rate))
    hours, minutes, seconds = (int(found[n]) for n in (1, 2, 3))
    frames, base = int(found[5]), nominal(rate)
    if hours > 23 or minutes > 59 or seconds > 59 or frames >= base:
        raise NotATimecode(text, rate_text(rate))
    number = (hours * 3600 + minutes * 60 + seconds) * base + frames
    if found[4] not in ";," or not may_drop(rate):
        return number
    skipped = base // 15
    whole_minutes = hours * 60 + minutes
    if minutes % 10 and seconds == 0 and frames < skipped:
        raise NotATimecode(text, rate_text(rate))
    return number - skipped * (whole_minutes - whole_minutes // 10)


def _frames_a_day(base: int) -> int:
    return base * 86400 - (base // 15) * (24 * 54)


def _with_skipped_numbers(frame: int, base: int) -> int:
    """Turn a count of frames into a timecode number by adding the numbers that were skipped."""
    skipped = base // 15
    ten_minutes = base * 600 - skipped * 9
    minute = base * 60 - skipped
    tens, rest = divmod(frame, ten_minutes)
    extra = skipped * ((rest - skipped) // minute) if rest >= base * 60 else 0
    return frame + skipped * 9 * tens + extra


def _place(seconds: float | Fraction, rate: Fraction) -> Fraction:
    """Return where seconds fall, in frames; a float a hair off a frame's beginning is on it.

    As a float, 3/25 of a second lies just below frame 3 at 25 frames a second, and would be frame 2.
    """
    place = Fraction(seconds) * rate
    if isinstance(seconds, float) and abs(place - round(place)) <= _HAIR:
        return Fraction(round(place))
    return place


@dataclass(frozen=True)
class Moment:
    """One frame on a ruler: its number from the ruler's zero and the ruler's exact rate."""

    frame: int
    rate: Fraction

    @classmethod
    def nearest(cls, seconds: float | Fraction, rate: Fraction) -> Self:
        """Round seconds to the nearest frame, halves upwards."""
        return cls(math.floor(_place(seconds, rate) + Fraction(1, 2)), rate)

    @classmethod
    def at_or_before(cls, seconds: float | Fraction, rate: Fraction) -> Self:
        """Round seconds down to the frame that is on screen at that instant."""
        return cls(math.floor(_place(seconds, rate)), rate)

    @classmethod
    def at_or_after(cls, seconds: float | Fraction, rate: Fraction) -> Self:
        """Round seconds up to the first frame that begins at or after that instant."""
        return cls(math.ceil(_place(seconds, rate)), rate)

    @property
    def seconds(self) -> Fraction:
        """The exact seconds from the ruler's zero to the beginning of this frame."""
        return self.frame / self.rate

    def on(self, rate: Fraction) -> "Moment":
        """Move to another ruler exactly; `BetweenFrames` when it would need rounding."""
        moved = self.seconds * rate
        if moved.denominator != 1:
            raise BetweenFrames(self.frame, rate_text(self.rate), rate_text(rate))
        return Moment(moved.numerator, rate)

    def nearest_on(self, rate: Fraction) -> "Moment":
        """Move to another ruler, rounded to its nearest frame."""
        return Moment.nearest(self.seconds, rate)


@dataclass(frozen=True)
class Span:
    """A stretch of whole frames on one ruler: `start` is in it, `end` is the first frame after it."""

    start: int
    end: int
    rate: Fraction

    def __post_init__(self) -> None:
        """Refuse a stretch that runs backwards."""
        if self.end < self.start:
            raise ValueError(f"a span runs forwards: {self.start} to {self.end}")

    @classmethod
    def around(cls, start_s: float, end_s: float, rate: Fraction) -> Self:
        """Return the smallest span of whole frames that holds all of these seconds."""
        first, after = Moment.at_or_before(start_s, rate), Moment.at_or_after(end_s, rate)
        return cls(first.frame, max(first.frame, after.frame), rate)

    @property
    def frames(self) -> int:
        """The number of frames in the span."""
        return self.end - self.start

    @property
    def seconds(self) -> Fraction:
        """The exact duration in seconds."""
        return self.frames / self.rate

    @property
    def start_s(self) -> float:
        """Seconds from the ruler's zero to the first frame, for signal code and JSON."""
        return float(self.start / self.rate)

    @property
    def end_s(self) -> float:
        """Seconds from the ruler's zero to the end, for signal code and JSON."""
        return float(self.end / self.rate)

    def moved(self, frames: int) -> "Span":
        """Return the span shifted along its ruler."""
        return Span(self.start + frames, self.end + frames, self.rate)

    def overlap(self, other: "Span") -> int:
        """Return how many frames two spans of one ruler share; `OtherRuler` if rates differ."""
        if self.rate != other.rate:
            raise OtherRuler(rate_text(self.rate), rate_text(other.rate))
        return max(0, min(self.end, other.end) - max(self.start, other.start))
