"""How the timecodes of a list are counted: at which rate, and by which frames of it. Pure.

A list does not tell its rate. Ours do, in a comment; for any other a person does, or the largest number of a
frame shows which it may be, and where a source is as long as its place shows which it is: 2 seconds less 3
frames are 1 second and 22 frames at 25 alone. Timecode counts drop-frame where a semicolon says it, and in a
list that has none where FCM does; the first FCM is the film's, those that follow are the sources'.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from rushes.errors import Finding
from rushes.timecode import NotARate, frame_from, nominal, rate_from, rate_text
from rushes.turnover.dialects.edl.lines import EventLine, Listing
from rushes.turnover.dialects.wording import NotThisDialect

NAMED: Final = "an edit decision list"
_RATES: Final = tuple(Fraction(rate) for rate in (24, 25, 30, 50, 60, 100, 120))
_NTSC: Final = Fraction(30000, 1001)
_ENOUGH: Final = 2
"""Events that must agree on a rate; one is enough where a source numbers the last of its frames."""


@dataclass(frozen=True)
class Ruler:
    """How the timecodes of a list are counted.

    by_sign: a semicolon somewhere tells drop-frame, so a colon everywhere means the other.
    """

    rate: Fraction
    drop: bool
    by_sign: bool

    def frame(self, text: str, rate: Fraction, *, drop: bool) -> int:
        """Return the frame of a timecode; `NotATimecode`. drop: what FCM says of it."""
        hours, minutes, seconds, frames = re.split("[:;.,]", text)
        sign = ";" if (self.drops(text) if self.by_sign else drop) else ":"
        return frame_from(f"{hours:0>2}:{minutes}:{seconds}{sign}{frames}", rate)

    def record(self, text: str) -> int:
        """Return a frame of the film."""
        return self.frame(text, self.rate, drop=self.drop)

    @staticmethod
    def drops(text: str) -> bool:
        """Tell whether a timecode is written as drop-frame."""
        return ";" in text or "," in text


def told_rate(listing: Listing) -> Fraction | None:
    """Return the rate that a list of ours tells."""
    told = _of_ours(listing, "RECORD RATE")
    return named_rate(told) if told else None


def told_tracks(listing: Listing) -> dict[str, str]:
    """Return the tracks of the film by those of a list of ours that holds one of them."""
    found = re.match(r"^(V\d+)|^A\d+, CHANNELS FROM (\d{1,3})", _of_ours(listing, "RECORD TRACK"))
    if not found:
        return {}
    if found[1]:
        return {"V1": found[1]}
    return {f"A{number}": f"A{number + int(found[2]) - 1}" for number in range(1, 100)}


def _of_ours(listing: Listing, what: str) -> str:
    """Return what a list of ours says by its first event, or an empty text."""
    belows = [listing.above, *(line.below for line in listing.events[:1])]
    return next((text for below in belows for text in below.said(what)), "")


def named_rate(text: str) -> Fraction:
    """Return the rate that a comment names; `NotThisDialect` when it is none."""
    try:
        return rate_from(text)
    except NotARate as error:
        raise NotThisDialect(NAMED, str(error)) from error


def ruler_of(listing: Listing, rate: Fraction | None) -> Ruler:
    """Return how a list counts; rate: as far as it is known, else by its frames."""
    written = [text for line in listing.events for text in line.times]
    by_sign = any(Ruler.drops(text) for text in written)
    on_record = any(Ruler.drops(text) for line in listing.events for text in line.times[2:])
    drop = on_record if by_sign else bool(listing.drop)
    if rate is None:
        largest = _largest(listing)
        fits = [one for one in _RATES if nominal(one) > largest]
        rate = _NTSC * (2 if largest >= nominal(_NTSC) else 1) if drop else (fits or [_RATES[-1]])[0]
        rate = rate if drop else (_by_lengths(listing, largest) or rate)
    return Ruler(rate, drop, by_sign)


def _by_lengths(listing: Listing, largest: int) -> Fraction | None:
    """Return the rate at which sources are as long as their places; None where too few say it, or not one.

    largest: the highest number of a frame in the film.
    """
    told = Counter(rate for line in listing.events for rate in _as_long(line) if nominal(rate) > largest)
    if not told:
        return None
    (rate, count), rest = told.most_common(1)[0], told.total()
    most = max(_frames(text) for line in listing.events for text in line.times[:2])
    enough = 1 if nominal(rate) - 1 == most > largest else _ENOUGH
    return rate if count >= enough and count * 2 > rest else None


def _as_long(line: EventLine) -> Iterator[Fraction]:
    """Yield the rate at which the source of a picture is as long as its place, where only one is."""
    if line.transition != "C" or line.below.speeds or not any(one[0] == "V" for one in line.channels):
        return
    source_in, source_out, record_in, record_out = (_seconds(text) for text in line.times)
    seconds = (source_out[0] - source_in[0]) - (record_out[0] - record_in[0])
    frames = (record_out[1] - record_in[1]) - (source_out[1] - source_in[1])
    if seconds and Fraction(frames, seconds) in _RATES:
        yield Fraction(frames, seconds)


def _seconds(text: str) -> tuple[int, int]:
    """Return whole seconds and frames of a timecode."""
    hours, minutes, seconds, frames = (int(part) for part in re.split("[:;.,]", text))
    return hours * 3600 + minutes * 60 + seconds, frames


def larger_rate(times: tuple[str, ...], rate: Fraction) -> Fraction | None:
    """Return the rate of a source that numbers more frames than the film; None where it does not."""
    most = max(_frames(text) for text in times)
    if most < nominal(rate):
        return None
    return next((one for one in _RATES if nominal(one) > most), None)


def _largest(listing: Listing) -> int:
    """Return the largest number of a frame in the timecodes of the film."""
    return max((_frames(text) for line in listing.events for text in line.times[2:]), default=0)


def _frames(text: str) -> int:
    return int(re.split("[:;.,]", text)[-1])


def guessed(name: str, ruler: Ruler, listing: Listing) -> Finding:
    """Return the finding of a rate that nobody told."""
    largest = _largest(listing)
    counts = "counts drop-frame" if ruler.drop else f"numbers frames up to {largest}"
    if not ruler.drop and ruler.rate == _by_lengths(listing, largest):
        counts += " and its sources are as long as their places at one rate only"
    fact = f"The list does not tell its rate; it {counts}, so it was read at {rate_text(ruler.rate)}."
    return Finding("rate not told", name, fact, "Say the film's rate if it is another.")
