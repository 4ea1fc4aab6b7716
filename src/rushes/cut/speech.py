"""Where sound stands in one clip, so that no cut falls into a word and no other voice is let in.

Times are whole microseconds from the clip's first frame: the ear's floats are rounded once, here,
and everything after is exact.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from rushes.coverage.model import OffScript, Reading, ReadWord
from rushes.sound.model import Heard, HeardWord

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
Stretched = NDArray[np.int64]
"""Stretches as rows of start and end."""
Sides = tuple[list[int], list[int], list[int]]


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

    def __init__(self, stretches: Sequence[Stretch] | Stretched) -> None:
        """Take them; a side is sorted when it is first asked for."""
        self.all = np.asarray(stretches, np.int64).reshape(-1, 2)

    @cached_property
    def by_start(self) -> Sides:
        """The starts in order, with their ends, and the latest end so far."""
        starts, ends = self.all[np.argsort(self.all[:, 0], kind="stable")].T
        return starts.tolist(), ends.tolist(), np.maximum.accumulate(ends).tolist()

    @cached_property
    def by_end(self) -> Sides:
        """The ends in order, with their starts, and the earliest start from there on."""
        starts, ends = self.all[np.argsort(self.all[:, 1], kind="stable")].T
        return ends.tolist(), starts.tolist(), np.minimum.accumulate(starts[::-1])[::-1].tolist()

    def reaches_to(self, instant: int) -> int | None:
        """Return the latest end of what begins before an instant; None when nothing does."""
        starts, _, latest = self.by_start
        begun = bisect_left(starts, instant)
        return latest[begun - 1] if begun else None

    def reaches_back_to(self, instant: int) -> int | None:
        """Return the earliest start of what ends after an instant; None when nothing does."""
        ends, _, earliest = self.by_end
        over = bisect_right(ends, instant)
        return earliest[over] if over < len(earliest) else None

    def first_from(self, instant: int) -> int | None:
        """Return the first start at or after an instant; None when there is none."""
        starts = self.by_start[0]
        n = bisect_left(starts, instant)
        return starts[n] if n < len(starts) else None

    def next_start(self, instant: int, slack: int) -> int | None:
        """Return where the next one begins that ends after an instant; slack: it may begin so much before."""
        starts, ends, _ = self.by_start
        for n in range(bisect_left(starts, instant - slack), len(starts)):
            if ends[n] > instant:
                return starts[n]
        return None

    def last_end(self, instant: int, slack: int) -> int | None:
        """Return where the last one ends that begins before an instant; slack: it may end so much after."""
        ends, starts, _ = self.by_end
        for n in range(bisect_right(ends, instant + slack) - 1, -1, -1):
            if starts[n] < instant:
                return ends[n]
        return None


@dataclass(frozen=True)
class Speech:
    """Every sound that matters to a cut in one clip.

    strangers: off-script speech and claps. middles: the middle of every reading and stranger, in order:
    one of them between two readings means that the take does not run on. What lies in few clips, those
    that a cut uses, is gathered when it is first asked for.
    """

    ruler: Ruler
    readings: Sequence[Reading]
    heard: Heard | None
    strangers: Stretches
    middles: tuple[int, ...]

    @cached_property
    def sounds(self) -> Stretches:
        """Words, and speech and claps whose words are not known: no cut may fall inside one."""
        words: list[ReadWord | HeardWord] = [word for reading in self.readings for word in reading.words]
        words += self.heard.words if self.heard else ()
        seconds = [edge for word in words for edge in (word.in_s, word.out_s)]
        edges = np.array(seconds, np.float64).reshape(-1, 2)  # what was not heard is nan, and before nothing
        spoken = np.rint(edges[edges[:, 1] > edges[:, 0]] * TICKS).astype(np.int64)
        return Stretches(np.concatenate((spoken, _without_words(self.strangers.all, spoken))))

    @cached_property
    def quiet(self) -> tuple[Stretch, ...]:
        """Stretches between two sounds, in order."""
        return _quiet(self.heard) if self.heard else ()

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

    def dies_away(self, instant: int) -> int:
        """Return where it is quiet after a word that is heard to end at an instant; the instant without that.

        A last consonant may sound on below the voice: the ear lets go of it, its level does not.
        """
        n = bisect_right(self.quiet, instant, key=_end)
        if n == len(self.quiet) or not instant < self.quiet[n][0] <= instant + NEAR_QUIET:
            return instant
        following = self.sounds.next_start(instant, self.ruler.step)
        return instant if following is not None and following < self.quiet[n][0] else self.quiet[n][0]

    def something_between(self, start: int, end: int) -> bool:
        """Tell whether another reading, other speech or a clap has its middle between two instants."""
        return bisect_left(self.middles, end) > bisect_right(self.middles, start)


def _start(stretch: Stretch) -> int:
    return stretch[0]


def _end(stretch: Stretch) -> int:
    return stretch[1]


def speech_in(
    rate: Fraction,
    readings: Sequence[Reading],
    extents: Sequence[Stretch],
    off_script: Sequence[OffScript],
    heard: Heard | None,
) -> Speech:
    """Return the speech of one clip of a frame rate. extents: of its readings, see `extent`."""
    claps = [(ticks(at) + CLAP[0], ticks(at) + CLAP[1]) for at in (heard.claps if heard else ())]
    other = [(ticks(speech.in_s), ticks(speech.out_s)) for speech in off_script] + claps
    middles = sorted((start + end) // 2 for start, end in (*extents, *other))
    return Speech(Ruler.of(rate), readings, heard, Stretches(other), tuple(middles))


def _without_words(stretches: Stretched, words: Stretched) -> Stretched:
    """Return the stretches whose words are not known one by one: no word lies inside.

    Of known words only the one that a cut would fall into is in its way, not all that was said.
    """
    begun = np.greater_equal.outer(words[:, 0], stretches[:, 0])
    over = np.less_equal.outer(words[:, 1], stretches[:, 1])
    return stretches[~(begun & over).any(axis=0)]


def _quiet(heard: Heard) -> tuple[Stretch, ...]:
    """Return the quiet of a clip; at its two ends it goes on for ever, as no sound ends it there."""
    end = ticks(heard.duration_s) - EDGE
    spans = sorted((ticks(quiet.in_s), ticks(quiet.out_s)) for quiet in heard.quiet)
    return tuple((-FOR_EVER if a <= EDGE else a, FOR_EVER if b >= end else b) for a, b in spans if b > a)
