"""How evenly frames follow each other: the exact rate, or the ruler for frames that are uneven. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np

from rushes.timecode import NTSC, nominal

STANDARD = (*(Fraction(n) for n in (8, 10, 12, 15, 16, 18, 20, 24, 25, 30, 48, 50, 60, 72, 90, 96, 100)),
            *(Fraction(n) for n in (120, 150, 180, 192, 200, 240)), Fraction(25, 2), Fraction(15000, 1001),
            *sorted(set(NTSC.values())), Fraction(240000, 1001))  # fmt: skip
"""Rates that cameras run at; a measured rate that fits one of them is that one."""

_EVEN = 0.5
"""Frames: by how much the times of an even clip may stray from its grid; then "frame = time x rate" holds."""

_ON_GRID = 0.25
"""Frames: a clip with lost frames still stands on its grid when no frame strays further than this."""

_FILLED = 0.8
"""A grid is believed when this share of its places has a frame; pulldown (2:3 on 60) fills 0.4."""


_RULERS = tuple(rate for rate in STANDARD if rate in (nominal(rate), Fraction(nominal(rate) * 1000, 1001)))
"""Rates that uneven frames may be counted on: those that editing systems have a name for."""

_WINDOW = 64
"""Frames that are asked together how well they keep to a ruler.

Of 24 and 25 one is off by two and a half frames in so many, and cancels out; a telephone that runs at 29.98
is off by 0.04 from 30, and is still at home there.
"""

_AS_GOOD = 0.02
"""Of two rulers that frames keep to nearly as well, the slower is meant: what stands on 30 stands on 60."""

_ONE_PLACE = 0.1
"""This share of the intervals is to last one place of a ruler; else any that is fine enough would do."""


@dataclass(frozen=True)
class Rhythm:
    """What the times of the frames say.

    rate: frames a second, None when nothing tells; of uneven frames, what the camera means (`_ruler`).
    frames: places on the ruler of that rate from the first frame to the last. lost: places without a frame,
    when the others are evenly spaced. variable: frames are not evenly spaced.
    """

    rate: Fraction | None
    frames: int
    lost: int = 0
    variable: bool = False


def rhythm(times: Sequence[int], tick: Fraction, claims: Iterable[Fraction | None] = ()) -> Rhythm:
    """Read the rhythm of frame times in ticks of `tick` seconds, in any order.

    claims: rates that the file itself states, most trusted first; one is believed where the times
    allow it, as times rounded to a coarse tick cannot tell 30 from 29.97 in a short clip.
    """
    stated = tuple(rate for rate in claims if rate)
    ticks = np.unique(np.asarray(times, dtype=np.int64))
    if len(ticks) < 2:
        return Rhythm(stated[0] if stated else None, len(ticks))
    steps = (ticks - ticks[0]).astype(np.float64)
    measured = Fraction(len(ticks) - 1) / (int(ticks[-1] - ticks[0]) * tick)
    even = _even_rate(steps, tick, measured, stated)
    if even is not None:
        return Rhythm(even, len(ticks))
    return _with_lost_frames(steps, tick, measured) or _uneven(steps, tick)


def _even_rate(
    steps: np.ndarray, tick: Fraction, measured: Fraction, stated: tuple[Fraction, ...]
) -> Fraction | None:
    """Return the most believable rate on whose grid every frame stands, or None."""
    near = sorted(STANDARD, key=lambda rate: abs(rate - measured))[:3]
    agreed = [rate for rate in stated if rate in STANDARD]
    for allowed in (min(_ON_GRID, 2.001 * float(tick * measured)), _EVEN):
        for rate in (*agreed, *near, *stated, measured):
            if _strays(steps, tick, rate) < allowed:
                return rate
    return None


def _strays(steps: np.ndarray, tick: Fraction, rate: Fraction) -> float:
    """Return by how many frames the times stray from the grid of this rate, between the two extremes."""
    off = steps * float(tick * rate) - np.arange(len(steps))
    return float(off.max() - off.min())


def _with_lost_frames(steps: np.ndarray, tick: Fraction, measured: Fraction) -> Rhythm | None:
    """Return the rhythm of an even clip in which some frames are missing, or None when it is not one."""
    for rate in sorted(rate for rate in STANDARD if measured < rate <= measured / Fraction(_FILLED)):
        places = steps * float(tick * rate)
        if np.abs(places - np.round(places)).max() < _ON_GRID:
            frames = int(np.round(places[-1])) + 1
            if frames - len(steps) > 0 and len(steps) >= ceil(_FILLED * frames):
                return Rhythm(rate, frames, frames - len(steps), variable=True)
    return None


def _uneven(steps: np.ndarray, tick: Fraction) -> Rhythm:
    """Return the rhythm of frames that have no grid: places as `time_map` gives them to the frames."""
    rate = _ruler(steps * float(tick))
    last = int(steps[-1]) * tick * rate
    return Rhythm(rate, (last + Fraction(1, 2)).__floor__() + 1, variable=True)


def _ruler(seconds: np.ndarray) -> Fraction:
    """Return the standard rate that frames at these seconds keep to most; that is not their average.

    Cameras mean a rate, waver about it, and leave out frames in the dark: what is there still keeps to it.
    """
    windows = [seconds[at : at + _WINDOW] for at in range(0, max(1, len(seconds) - _WINDOW // 2), _WINDOW)]
    slowest = 0.98 * (len(seconds) - 1) / float(seconds[-1])
    able = [rate for rate in _RULERS if rate.denominator == 1 and _has_single_places(seconds, rate)]
    fits = {rate: float(np.abs(_beats(windows, rate)).mean()) for rate in able if rate >= slowest}
    if not fits:
        return min(_RULERS, key=lambda rate: abs(rate - 1 / np.median(np.diff(seconds))))
    best = max(fits.values())
    return _ntsc_or_not(windows, min(rate for rate, fit in fits.items() if fit > best - _AS_GOOD))


def _has_single_places(seconds: np.ndarray, rate: Fraction) -> bool:
    return bool(np.mean(np.abs(np.diff(seconds) * float(rate) - 1) < _ON_GRID) >= _ONE_PLACE)


def _beats(windows: list[np.ndarray], rate: Fraction) -> np.ndarray:
    """Return, for each window, where on the ruler's places its frames stand: 1 long when all agree.

    It is the mean of their times as points of a circle that turns once a place (the Rayleigh statistic).
    """
    return np.array([np.exp(2j * np.pi * float(rate) * window).mean() for window in windows])


def _ntsc_or_not(windows: list[np.ndarray], rate: Fraction) -> Fraction:
    """Return this rate, or that times 1000/1001 when the frames fall behind as that one does."""
    twin = rate * 1000 / 1001
    if len(windows) < 2 or twin not in _RULERS:
        return rate
    turns = np.unwrap(np.angle(_beats(windows, rate))) / (2 * np.pi)
    gained = np.polyfit([float(window.mean()) for window in windows], turns, 1)[0]
    return min((rate, twin), key=lambda one: abs(float(one - rate) + gained))
