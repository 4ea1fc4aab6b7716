"""When a camera exposes its frames: evenly, or as phones do, and which drawings they show. Pure."""

import random
from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction

from rushes.stage.acting import ON
from rushes.stage.model import CameraRoll, TakePlan
from rushes.stage.performance import Performance

PHONE_TICKS = 90000
"""Ticks a second on a phone's clock."""
_PHONE_RATE, _DARK_RATE = 30, 24
"""What phones aim at, and where they fall to when it is dark."""


@dataclass(frozen=True)
class Exposures:
    """The frames of one clip.

    ticks: when each is exposed, from the first, in parts of `base` seconds; length: of the clip in the
    same. from_s: second of the take at the first frame. rate: of the take's drawings.
    """

    ticks: tuple[int, ...] | range
    length: int
    base: Fraction
    from_s: Fraction
    rate: Fraction
    even: bool = True

    @property
    def count(self) -> int:
        """How many frames there are."""
        return len(self.ticks)

    @property
    def seconds(self) -> Fraction:
        """How long the clip lasts."""
        return self.length * self.base

    @property
    def jumps_at(self) -> int:
        """The frame at which timecode jumps, where it does."""
        return self.count // 2

    def end_s(self, number: int) -> float:
        """Return the second of the clip at which a frame ends."""
        if self.even:
            return (number + 1) / float(self.rate)
        return float((self.ticks[number + 1] if number + 1 < self.count else self.length) * self.base)

    def take_s(self, number: int) -> float:
        """Return the second of the take at which a frame is exposed."""
        if self.even and self.from_s == 0:
            return number / float(self.rate)
        return float(self.from_s + self.ticks[number] * self.base)

    def drawing(self, number: int) -> int:
        """Return the drawing of the take that a frame shows; before its beginning the first one."""
        place = self.rate * (self.from_s + self.ticks[number] * self.base)
        return max(0, place.__floor__()) // ON

    def frame_from(self, take_s: float) -> int:
        """Return the first frame exposed at or after a second of the take; a hair too early counts."""
        wish = float((Fraction(take_s) - self.from_s) / self.base) - 1e-3
        return bisect_left(self.ticks, wish)

    def nearest(self, take_s: float) -> int:
        """Return the frame whose exposure is nearest to a second of the take, 0 at least."""
        if self.even:
            return max(0, round((take_s - float(self.from_s)) * float(self.rate)))
        return self.frame_from(take_s)


def exposures(plan: TakePlan, performance: Performance, roll: CameraRoll) -> Exposures:
    """Return the frames of a camera in a take."""
    lasts = performance.frames / plan.rate - roll.from_s + Fraction(roll.stays_s).limit_denominator(1000)
    if roll.phone:
        ticks = _phone_ticks(lasts, random.Random(f"{plan.seed}/phone"))  # noqa: S311 - lots, not secrets
        return Exposures(ticks[:-1], ticks[-1], Fraction(1, PHONE_TICKS), roll.from_s, plan.rate, even=False)
    count = max(1, round(lasts * plan.rate))
    return Exposures(range(count), count, 1 / plan.rate, roll.from_s, plan.rate)


def _phone_ticks(lasts: Fraction, rng: random.Random) -> tuple[int, ...]:
    """Return when a phone's frames begin, and the end: early or late, some lost, dark stretches."""
    ticks, dark = [0], 0
    while ticks[-1] < lasts * PHONE_TICKS:
        if dark == 0 and rng.random() < 1 / 90:
            dark = rng.randrange(20, 60)
        step = PHONE_TICKS // (_DARK_RATE if dark else _PHONE_RATE)
        dark = max(0, dark - 1)
        lost = rng.random() < 1 / 60
        ticks.append(ticks[-1] + step * (1 + lost) + rng.randint(-220, 220))
    return tuple(ticks)
