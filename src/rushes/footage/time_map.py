"""Which frame of an uneven clip is on screen at each place of the even ruler that it is cut on. Pure.

Telephones and screen recorders give every frame a time of its own. The ruler begins with the first frame
and counts whole frames at the rate that the camera means (`rhythm`); place k shows the frame that is on
screen in the middle of it, at (k + 1/2) / rate. So a frame stands at the place nearest to its own time, never
more than half a place from it, and nothing adds up over the clip: picture and sound stay together.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from rushes.errors import Finding
from rushes.timecode import rate_text

Run = tuple[int, int, int]
"""Frames that follow each other evenly: tick of the first of them, ticks from one to the next, how many."""


@dataclass(frozen=True)
class TimeMap:
    """The places of a ruler of `rate` and the frames of the file, which are counted from 0 as they are shown.

    frames: places on the ruler. tick: seconds. runs: the times of the frames, in ticks from the first one.
    """

    rate: Fraction
    frames: int
    tick: Fraction
    runs: tuple[Run, ...]

    @cached_property
    def _ticks(self) -> tuple[int, ...]:
        return tuple(first + number * step for first, step, count in self.runs for number in range(count))

    @cached_property
    def _places(self) -> tuple[int, ...]:
        return tuple(_places_of(self._ticks, self.tick, self.rate))

    @property
    def in_file(self) -> int:
        """How many frames the file has."""
        return sum(count for _, _, count in self.runs)

    def frame_shown(self, place: int) -> int:
        """Return the frame of the file that is on screen at a place; outside the clip the first or last."""
        middle = (place + Fraction(1, 2)) / (self.rate * self.tick)
        return max(0, bisect_left(self._ticks, middle) - 1)

    def place_of(self, frame: int) -> int:
        """Return the place nearest to a frame's own time, halves upwards; it is there unless it is unseen."""
        return self._places[frame]

    def places(self, frame: int) -> range:
        """Return the places at which a frame is on screen: none where a later one takes its only one."""
        after = self.place_of(frame + 1) if frame + 1 < self.in_file else self.frames
        return range(self.place_of(frame), after)

    def tick_of(self, frame: int) -> int:
        """Return when a frame begins, in ticks from the first one."""
        return self._ticks[frame]

    @property
    def repeated(self) -> int:
        """How many places show the frame of the place before once more."""
        return self.frames - len(set(self._places))

    @property
    def unseen(self) -> int:
        """How many frames of the file have no place, since another is as near to it."""
        return self.in_file - len(set(self._places))

    @property
    def average(self) -> Fraction:
        """Frames of the file a second, from the first to the last; 0 of a single frame."""
        lasts = self._ticks[-1] * self.tick if self._ticks else Fraction(0)
        return (self.in_file - 1) / lasts if lasts else Fraction(0)

    @property
    def steps_s(self) -> tuple[float, float]:
        """The shortest and the longest time from a frame to the next, in seconds."""
        steps = [after - before for before, after in pairwise(self._ticks)] or [0]
        return float(min(steps) * self.tick), float(max(steps) * self.tick)


def time_map(times: Iterable[int], tick: Fraction, rate: Fraction, frames: int | None = None) -> TimeMap:
    """Lay the frames with these times, in ticks and in any order, on a ruler; two of one time are one.

    frames: places that the ruler may have; frames of the file behind them are left out.
    """
    ordered = sorted(set(times))
    ticks = [at - ordered[0] for at in ordered]
    places = _places_of(ticks, tick, rate)
    if frames is not None:
        ticks = ticks[: bisect_left(places, frames)]
    return TimeMap(rate, places[len(ticks) - 1] + 1 if ticks else 0, tick, tuple(_runs(ticks)))


def _places_of(ticks: Sequence[int], tick: Fraction, rate: Fraction) -> list[int]:
    """Return the nearest places, halves upwards, in whole numbers alone: four hours have half a million."""
    over, under = (tick * rate).as_integer_ratio()
    return [(2 * at * over + under) // (2 * under) for at in ticks]


def _runs(ticks: list[int]) -> Iterator[Run]:
    """Gather what follows evenly."""
    begun = 0
    for number in range(1, len(ticks) + 1):
        step = ticks[begun + 1] - ticks[begun] if number > begun + 1 else 0
        if number == len(ticks) or (step and ticks[number] - ticks[number - 1] != step):
            yield ticks[begun], step, number - begun
            begun = number


def uneven(ruler: TimeMap) -> Finding:
    """Say how a clip of uneven frames is counted, and what to do before others count it in their way."""
    shortest, longest = (f"{1000 * step:.0f}" for step in ruler.steps_s)
    rate = rate_text(ruler.rate).removesuffix("/1")
    fact = (
        f"Its frames are not evenly spaced: {shortest} to {longest} ms apart, {float(ruler.average):.2f} a"
        f" second on average. They are counted on an even ruler of {rate} a second, where"
        f" {_counted(ruler.repeated, 'place shows', 'places show')} the frame before once more and"
        f" {_counted(ruler.unseen, 'frame is', 'frames are')} left out."
    )
    advice = (
        "Editing systems each count such a file in a way of their own: before the final conform, transcode"
        f" it to a constant {rate} frames a second and assemble again."
    )
    return Finding("variable rate", "", fact, advice)


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
