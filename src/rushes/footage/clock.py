"""Where a clip begins on the day's clock: its timecode and its reel, as its metadata tell. Pure.

Timecode is what its digits say. Where it counts otherwise than the picture runs (25 under 50, 30 drop-frame
under 23.976), the clip begins at the frame whose own timecode has the same digits, since clocks that were
jammed together have those in common.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from rushes.errors import Finding
from rushes.timecode import (
    NTSC,
    clock_seconds,
    frame_at,
    frames_a_day,
    may_drop,
    nominal,
    rate_text,
    timecode_text,
)

Metadata = Mapping[str, str]

_REEL_KEYS = ("reel_name", "reelname", "reel", "tape_name", "tapename", "tape")
"""What cameras and transcoders call the reel, behind any prefix such as ``com.apple.proapps.``."""

_DAY_KEYS = ("creationdate", "creation_time", "date")
"""What tells the day: by the clock on the wall (QuickTime's creationdate, bext's date) or by Greenwich."""

_A_DAY = re.compile(r"(\d{4})[-:/](\d{2})[-:/](\d{2})(?!\d)", re.ASCII)
_FIRST_YEAR = 1985
"""No file-based recorder is older; zeros of clocks that were never set are (1904, 1970, 1980)."""

_WRITTEN = re.compile(r"^(-?)(\d{1,3}):(\d{2}):(\d{2})([:;.,])(\d{2,3})$", re.ASCII)
_DAY = 86400
_HAIR = Fraction(1, 200)
"""Frames a second: 29.97 written as 2997/100, or 23.98 as 2398/100, is the NTSC rate."""

_JUMPS_TOLD = 3
_CHECK = "Check it against the slate or the camera report; sync by timecode stands on it."


@dataclass(frozen=True)
class Start:
    """The absolute frame at which a clip begins, and whether its timecode skips numbers."""

    frame: int
    drop: bool


@dataclass(frozen=True)
class Counting:
    """How a timecode track counts: numbers a second as it says (`rate`, and `second` in whole ones)."""

    rate: Fraction
    second: int = 0
    drop: bool = False
    is_counter: bool = False

    @property
    def exact(self) -> Fraction:
        """The rate, and the NTSC one where a decimal of it is written; in pairs where it counts those."""
        near = next((rate for rate in NTSC.values() if abs(rate - self.rate) < _HAIR), self.rate)
        pairs = self.second and nominal(near) == 2 * self.second
        return near / 2 if pairs else near

    def clock_s(self, count: int) -> Fraction:
        """Return the seconds since midnight that the digits of a count tell; a day wraps."""
        base = nominal(self.exact)
        ruler = Fraction(base * 1000, 1001) if self.drop else self.exact
        return clock_seconds(Fraction(count), ruler, drop=self.drop)

    def text(self, count: int) -> str:
        """Write a count as timecode."""
        base = nominal(self.exact)
        return timecode_text(count, Fraction(base * 1000, 1001) if self.drop else self.exact, drop=self.drop)

    @property
    def day(self) -> int:
        """How many frames it counts until it begins again."""
        base = nominal(self.exact)
        return frames_a_day(Fraction(base * 1000, 1001) if self.drop else self.exact, drop=self.drop)


@dataclass(frozen=True)
class TimecodeRun:
    """From a second of the picture on (below zero: before it begins), timecode counts on from `count`."""

    at_s: Fraction
    count: int
    counting: Counting


@dataclass(frozen=True)
class Clock:
    """When a clip begins, None where nothing tells, and what a person should know of its timecode."""

    start: Start | None = None
    findings: tuple[Finding, ...] = ()


def clock_from(
    tracks: Sequence[Sequence[TimecodeRun]],
    tables: Iterable[Metadata],
    rate: Fraction,
    *,
    variable: bool = False,
) -> Clock:
    """Return when the first frame of a picture of `rate` stands on the clock.

    tracks: the timecode tracks, the picture's own first; a track goes before what tables say. tables: the
    metadata, nearest to the picture first; the first timecode in them counts. variable: uneven frames.
    """
    if tracks and not tracks[0][0].counting.is_counter:
        clock = _from_track(tracks[0], rate, variable=variable)
        others = [_from_track(track, rate, variable=variable).start for track in tracks[1:]]
        return _with_others(
            clock, [*others, *(_from_text(text, rate).start for text in _texts(tables))], rate
        )
    if tracks:
        fact = f"Its timecode track is a counter, which stands at {tracks[0][0].count}, and no time of day."
        return Clock(None, (Finding("no timecode", "", fact, "Sync it by its clap or its sound."),))
    told = [(text, _from_text(text, rate)) for text in _texts(tables)]
    first = next((clock for _, clock in told if clock.start), None)
    if first is None:
        return Clock(None, tuple(_no_clock(text) for text, _ in told[:1]))
    return _with_others(first, [clock.start for _, clock in told], rate)


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


def _from_track(runs: Sequence[TimecodeRun], rate: Fraction, *, variable: bool) -> Clock:
    """Read a timecode track: where it stands at the first frame, and where it jumps."""
    first = max((one for one in runs if one.at_s <= 0), key=lambda one: one.at_s, default=runs[0])
    counting = first.counting
    count = first.count + _nearest(-first.at_s * counting.exact)
    findings = (
        *_out_of_day(count, counting),
        *_of_counting(counting.exact, rate, drop=counting.drop, variable=variable),
        *_jumps([one for one in runs if one.at_s >= first.at_s], rate, variable=variable),
    )
    return Clock(_start(counting.clock_s(count), counting.drop, counting.exact, rate), findings)


def _start(clock_s: Fraction, drop: bool, counted: Fraction, rate: Fraction) -> Start:  # noqa: FBT001 -- as told
    drop = drop and may_drop(rate) and nominal(counted) % 30 == 0
    return Start(frame_at(clock_s, rate, drop=drop), drop)


def _from_text(text: str, rate: Fraction) -> Clock:
    """Read a timecode that is written out, at the rate of the picture or, for more frames, of its double."""
    found = _WRITTEN.match(text)
    if not found:
        return Clock()
    hours, minutes, seconds, frames = (int(found[n]) for n in (2, 3, 4, 6))
    counted = next((ruler for ruler in (rate, 2 * rate) if frames < nominal(ruler)), None)
    if counted is None or minutes > 59 or seconds > 59:
        return Clock()
    clock_s = hours * 3600 + minutes * 60 + seconds + Fraction(frames, nominal(counted))
    drop = found[5] in ";,"
    findings = _of_counting(counted, rate, drop=drop)
    if found[1] or hours > 23:
        clock_s = (-clock_s if found[1] else clock_s) % _DAY
        findings = (*findings, _beyond(text, timecode_text(frame_at(clock_s, rate), rate)))
    return Clock(_start(clock_s, drop, counted, rate), findings)


def _no_clock(text: str) -> Finding:
    return Finding("no timecode", "", f"What it calls its timecode, '{text}', is none.", _CHECK)


def _beyond(told: str, taken: str) -> Finding:
    fact = f"Its timecode begins at {told}, which no clock shows; it is taken as {taken}."
    return Finding("timecode beyond a day", "", fact, _CHECK)


def _out_of_day(count: int, counting: Counting) -> tuple[Finding, ...]:
    """Say that a track begins before midnight or after a day."""
    if 0 <= count < counting.day:
        return ()
    days, rest = divmod(count, counting.day)
    moved = f"{abs(days)} day{'s' if abs(days) > 1 else ''} {'before' if days < 0 else 'after'}"
    return (_beyond(f"{counting.text(rest)}, {moved}", counting.text(rest)),)


def _of_counting(
    counted: Fraction, rate: Fraction, *, drop: bool, variable: bool = False
) -> tuple[Finding, ...]:
    """Say where timecode counts otherwise than the picture runs."""
    if drop and not (may_drop(counted) or (nominal(counted) % 30 == 0 and may_drop(rate))):
        fact = (
            f"Its timecode says drop-frame, which {_short(counted)} a second does not have; from its first"
            " digits on, no number is dropped."
        )
        return (Finding("timecode rate", "", fact, _CHECK),)
    if nominal(counted) != nominal(rate) or (counted != rate and not variable):
        fact = (
            f"Its timecode counts {_short(counted)} a second under a picture of {_short(rate)}; the clip"
            " begins at the frame with the same digits."
        )
        whole = nominal(rate) % nominal(counted) == 0 or nominal(counted) % nominal(rate) == 0
        return (Finding("timecode rate", "", fact, "" if whole else _CHECK),)
    return ()


def _jumps(runs: Sequence[TimecodeRun], rate: Fraction, *, variable: bool) -> Iterator[Finding]:
    """Say where timecode does not go on from one run to the next; over midnight it does."""
    found = [
        f"at frame {_nearest(now.at_s * rate)} from {now.counting.text(due)} to"
        f" {now.counting.text(now.count)} ({_signed(gap, now.counting)})"
        for before, now in pairwise(runs)
        for due, gap in [_gap(before, now)]
        if abs(gap) > variable
    ]
    if found:
        times = "once" if len(found) == 1 else f"{len(found)} times"
        more = ", …" if len(found) > _JUMPS_TOLD else ""
        fact = f"Its timecode jumps {times}: {', '.join(found[:_JUMPS_TOLD])}{more}."
        advice = "What follows a jump is counted on from the first frame, not by its own timecode."
        yield Finding("timecode jumps", "", fact, advice)


def _gap(before: TimecodeRun, now: TimecodeRun) -> tuple[int, int]:
    """Return the count that was due at a run, and by how much it is off, the shorter way about a day."""
    counting = now.counting
    begun = before.count
    if before.counting != counting:
        ruler = Fraction(nominal(counting.exact) * 1000, 1001) if counting.drop else counting.exact
        begun = frame_at(before.counting.clock_s(begun), ruler, drop=counting.drop)
    due = begun + _nearest((now.at_s - before.at_s) * counting.exact)
    half = counting.day // 2
    return due, (now.count - due + half) % counting.day - half


def _signed(gap: int, counting: Counting) -> str:
    return f"{'+' if gap > 0 else '-'}{timecode_text(abs(gap), Fraction(nominal(counting.exact)))}"


def _with_others(clock: Clock, others: Sequence[Start | None], rate: Fraction) -> Clock:
    """Add what else in the file tells another time of the day."""
    if clock.start is None:
        return clock
    ours = _digits(clock.start, rate)
    theirs = sorted({_digits(other, rate) for other in others if other} - {ours})
    if not any(_digits_apart(ours, text) for text in theirs):
        return clock
    fact = f"The file tells its timecode twice: {ours}, which is taken, and {', '.join(theirs)}."
    return Clock(clock.start, (*clock.findings, Finding("timecode disagrees", "", fact, _CHECK)))


def _digits(start: Start, rate: Fraction) -> str:
    return timecode_text(start.frame, rate, drop=start.drop)


def _digits_apart(one: str, other: str) -> bool:
    """Tell whether two timecodes differ by more than the mark of drop-frame."""
    return one.replace(";", ":") != other.replace(";", ":")


def _nearest(place: Fraction) -> int:
    return (place + Fraction(1, 2)).__floor__()


def _short(rate: Fraction) -> str:
    return rate_text(rate).removesuffix("/1")


def _texts(tables: Iterable[Metadata]) -> Iterator[str]:
    return _values(tables, ("timecode",))


def _values(tables: Iterable[Metadata], keys: tuple[str, ...]) -> Iterator[str]:
    """Yield what stands under these keys, case and prefix apart."""
    for table in tables:
        for name, value in table.items():
            if name.rpartition(".")[2].lower() in keys and value.strip():
                yield value.strip()
