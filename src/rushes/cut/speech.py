"""Where sound stands in one clip, so that no cut falls into a word and no other voice is let in.

Times are whole microseconds from the clip's first frame: the ear's floats are rounded once, here,
and everything after is exact.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Self

from rushes.coverage.model import OffScript, Reading
from rushes.sound.model import Heard

TICKS = 1_000_000
"""Microseconds in a second: finer than a sound sample, coarser than the noise of a float."""

CLAP = (-50_000, 250_000)
"""The sticks close, and a room rings on for about a quarter of a second (by hand, not measured)."""

NEAR_QUIET = 250_000
"""A quiet that begins within this of a word's end is the quiet after that word."""

EDGE = 50_000
"""A quiet that ends within this of the clip's end is not ended by a sound."""

FOR_EVER = 10**15

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ruler:
    """Whole frames against microseconds, exactly: rate frames last per microseconds.

    step: one frame in microseconds, rounded up.
    """

    rate: int
    per: int
    step: int

    @classmethod
    def of(cls, rate: Fraction) -> Self:
        """Return the ruler of a frame rate."""
        per = TICKS * rate.denominator
        return cls(rate.numerator, per, -(-per // rate.numerator))

    def down(self, instant: int) -> int:
        """Return the frame that is on screen at an instant."""
        return instant * self.rate // self.per

    def up(self, instant: int) -> int:
        """Return the first frame that begins at or after an instant."""
        return -(-instant * self.rate // self.per)

    def at(self, frame: int) -> int:
        """Return the microsecond in which a frame begins."""
        return frame * self.per // self.rate


def ticks(seconds: float) -> int:
    """Round seconds to whole microseconds."""
    return round(seconds * TICKS)


def extent(reading: Reading) -> Stretch:
    """Return where a reading sounds: its own bounds, widened to all of its words."""
    begin, end = reading.in_s, reading.out_s
    for word in reading.words:
        if word.in_s is not None and word.in_s < begin:
            begin = word.in_s
        if word.out_s is not None and word.out_s > end:
            end = word.out_s
    return ticks(begin), max(ticks(begin) + 1, ticks(end))


class Stretches:
    """Stretches sorted once for each side, to ask in logarithmic time what surrounds an instant."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        """Sort them, and note how far each side reaches."""
        self.by_start = sorted(set(stretches))
        self.by_end = sorted(self.by_start, key=lambda stretch: stretch[1])
        self.starts = [start for start, _ in self.by_start]
        self.ends = [end for _, end in self.by_end]
        self.latest = list(accumulate((end for _, end in self.by_start), max))
        self.earliest = list(accumulate((start for start, _ in reversed(self.by_end)), min))[::-1]

    def reaches_to(self, instant: int) -> int | None:
        """Return the latest end of what begins before an instant; None when nothing does."""
        begun = bisect_left(self.starts, instant)
        return self.latest[begun - 1] if begun else None

    def reaches_back_to(self, instant: int) -> int | None:
        """Return the earliest start of what ends after an instant; None when nothing does."""
        over = bisect_right(self.ends, instant)
        return self.earliest[over] if over < len(self.earliest) else None

    def first_from(self, instant: int) -> int | None:
        """Return the first start at or after an instant; None when there is none."""
        n = bisect_left(self.starts, instant)
        return self.starts[n] if n < len(self.starts) else None

    def next_start(self, instant: int, slack: int) -> int | None:
        """Return where the next one begins that ends after an instant; slack: it may begin so much before."""
        for n in range(bisect_left(self.starts, instant - slack), len(self.by_start)):
            if self.by_start[n][1] > instant:
                return self.by_start[n][0]
        return None

    def last_end(self, instant: int, slack: int) -> int | None:
        """Return where the last one ends that begins before an instant; slack: it may end so much after."""
        for n in range(bisect_right(self.ends, instant + slack) - 1, -1, -1):
            if self.by_end[n][0] < instant:
                return self.by_end[n][1]
        return None


@dataclass(frozen=True)
class Speech:
    """Every sound that matters to a cut in one clip.

    sounds: words, speech whose words are not known, claps: no cut may fall inside one. strangers: off-script
    speech and claps alone. middles: the middle of every reading and stranger, in order: one of them
    between two readings means that the take does not run on. quiet: between two sounds, in order.
    """

    ruler: Ruler
    sounds: Stretches
    strangers: Stretches
    middles: tuple[int, ...]
    quiet: tuple[Stretch, ...] = ()

    def next_sound(self, instant: int, slack: int = 0) -> int | None:
        """Return where the next sound begins, named or not; None when all is quiet to the end."""
        known = self.sounds.next_start(instant, slack)
        n = bisect_right(self.quiet, instant, key=_end)
        if n == len(self.quiet) or self.quiet[n][0] > instant + NEAR_QUIET:
            return known
        return self.quiet[n][1] if known is None else min(known, self.quiet[n][1])

    def last_sound(self, instant: int, slack: int = 0) -> int | None:
        """Return where the last sound before an instant ends, named or not; None when there is none."""
        known = self.sounds.last_end(instant, slack)
        n = bisect_left(self.quiet, instant, key=_start) - 1
        if n < 0 or self.quiet[n][1] < instant - NEAR_QUIET:
            return known
        return self.quiet[n][0] if known is None else max(known, self.quiet[n][0])

    def something_between(self, start: int, end: int) -> bool:
        """Tell whether another reading, other speech or a clap has its middle between two instants."""
        return bisect_left(self.middles, end) > bisect_right(self.middles, start)


def _start(stretch: Stretch) -> int:
    return stretch[0]


def _end(stretch: Stretch) -> int:
    return stretch[1]


def speech_in(
    rate: Fraction, readings: Sequence[Reading], off_script: Sequence[OffScript], heard: Heard | None
) -> Speech:
    """Gather the sounds of one clip of a frame rate from everything that was heard in it."""
    words = [(word.in_s, word.out_s) for reading in readings for word in reading.words]
    if heard is not None:
        words += [(word.in_s, word.out_s) for word in heard.words]
    spoken = [
        (round(a * TICKS), round(b * TICKS)) for a, b in words if a is not None and b is not None and b > a
    ]
    claps = [(ticks(at) + CLAP[0], ticks(at) + CLAP[1]) for at in (heard.claps if heard else ())]
    other = [(ticks(speech.in_s), ticks(speech.out_s)) for speech in off_script] + claps
    whole = [extent(reading) for reading in readings]
    return Speech(
        ruler=Ruler.of(rate),
        sounds=Stretches(spoken + _without_words(other, spoken)),
        strangers=Stretches(other),
        middles=tuple(sorted((start + end) // 2 for start, end in whole + other)),
        quiet=_quiet(heard) if heard else (),
    )


def _without_words(stretches: Sequence[Stretch], words: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches whose words are not known one by one.

    Of known words only the one that a cut would fall into is in its way, not all that was said.
    """
    ordered = sorted(words)

    def holds_a_word(start: int, end: int) -> bool:
        inside = ordered[bisect_left(ordered, start, key=_start) : bisect_left(ordered, end, key=_start)]
        return any(until <= end for _, until in inside)

    return [stretch for stretch in stretches if not holds_a_word(*stretch)]


def _quiet(heard: Heard) -> tuple[Stretch, ...]:
    """Return the quiet of a clip; at its two ends it goes on for ever, as no sound ends it there."""
    end = ticks(heard.duration_s) - EDGE
    spans = sorted((ticks(quiet.in_s), ticks(quiet.out_s)) for quiet in heard.quiet)
    return tuple((-FOR_EVER if a <= EDGE else a, FOR_EVER if b >= end else b) for a, b in spans if b > a)
