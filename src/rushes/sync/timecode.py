"""The first step of the ladder: where timecode says that a recording lies under a picture. Pure.

Timecode is kept in digits: clocks that were jammed together agree in their digits even where one counts
23.976 and the other 24. A day wraps; a recording that runs over midnight is one recording.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from rushes.footage.model import Clip
from rushes.timecode import nominal

DAY_S = 86400
_LEAST_SHARED_S = 0.5
"""Less shared time than this is two takes one after the other, not one."""


@dataclass(frozen=True)
class Jam:
    """How far one camera's clock is from the recorder's, measured by ear on several clips.

    seconds: to be added to what timecode says. clips: on how many it was measured. spread_s: how much they
    differ among each other. steady: it is the same for all, but for the way of sound to the camera.
    """

    seconds: float
    clips: int
    spread_s: float

    @property
    def steady(self) -> bool:
        """Whether the clocks ran alike all day; else each clip is better measured by itself."""
        return self.spread_s <= _WAY_S


def apart_s(picture: Clip, sound: Clip) -> float | None:
    """Return the second of the picture at which timecode begins the sound; None where one has no timecode.

    Between half a day before and half a day after.
    """
    if not (picture.has_timecode and sound.has_timecode):
        return None
    if counts_alike(picture, sound):
        exact = sound.start / sound.rate - picture.start / picture.rate
        day = DAY_S * _seconds_a_clock_second(picture)
    else:
        exact, day = sound.clock_s - picture.clock_s, Fraction(DAY_S)
    return float((exact + day / 2) % day - day / 2)


def counts_alike(picture: Clip, sound: Clip) -> bool:
    """Tell whether two clocks run alike; a sound that does not say how it counts is taken to."""
    counted = (sound.timecode_rate or picture.rate) if sound.is_sound else sound.rate
    told = bool(sound.timecode_rate) or not sound.is_sound
    return counted == picture.rate and (not told or sound.drop == picture.drop)


def _seconds_a_clock_second(picture: Clip) -> Fraction:
    """Return how long a second of the digits lasts: 1.001 at 23.976; with dropped numbers nearly one."""
    return Fraction(1) if picture.drop else nominal(picture.rate) / picture.rate


def of_one_day(one: Clip, other: Clip) -> bool:
    """Tell whether two files may be of one day, or a night between two; unknown days may be any."""
    try:
        apart = date.fromisoformat(one.day) - date.fromisoformat(other.day)
    except ValueError:
        return True
    return abs(apart.days) <= 1


def shared_s(picture: Clip, sound: Clip, at_s: float) -> float:
    """Return for how many seconds both run, below zero when they never do."""
    return min(float(picture.seconds), at_s + float(sound.seconds)) - max(0.0, at_s)


def by_timecode(picture: Clip, sounds: Sequence[Clip], jam_s: float = 0.0) -> tuple[tuple[Clip, float], ...]:
    """Return the sounds that ran during a picture as timecode says, each with where it begins, in order."""
    found = []
    for sound in sounds:
        at_s = apart_s(picture, sound)
        if at_s is None:
            continue
        least = min(_LEAST_SHARED_S, float(picture.seconds) / 2, float(sound.seconds) / 2)
        if shared_s(picture, sound, at_s + jam_s) >= least:
            found.append((sound, at_s + jam_s))
    return tuple(sorted(found, key=lambda one: one[1]))


def jam_of(measured: Sequence[float], rate: Fraction) -> Jam | None:
    """Return how far apart two clocks are, from several measurements in seconds; None when they disagree.

    Most of the measurements must lie within two frames of their median: a camera whose timecode is
    anything but the time of day gives no jam. Sound needs its time to the camera's microphone, never less
    than none, so the least of them is nearest to the clocks; so little that it may be that way alone
    is no difference at all.
    """
    if len(measured) < 2:
        return None
    middle = median(measured)
    near = sorted(value for value in measured if abs(value - middle) * rate <= 2)
    if len(near) < max(2, 0.6 * len(measured)):
        return None
    spread = near[-1] - near[0]
    if spread > _WAY_S:
        return Jam(middle, len(near), spread)
    least = near[0] if len(near) < 5 else near[1]
    return Jam(0.0 if -_EAR_S <= least <= _NEAREST_S else least - _NEAREST_S / 2, len(near), spread)


_WAY_S = 0.020
"""How much later a camera hears what is six metres farther away."""
_NEAREST_S = 0.010
"""The way of sound to a camera three metres off; half of it is taken off a measured difference."""
_EAR_S = 0.003
"""How far the ear may be off."""
