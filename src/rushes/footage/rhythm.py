"""How evenly frames follow each other: the exact rate, or the finding that there is none. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np

from rushes.timecode import NTSC

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


@dataclass(frozen=True)
class Rhythm:
    """What the times of the frames say.

    rate: frames a second, None when nothing tells. frames: places on the ruler of that rate from the
    first frame to the last. lost: places without a frame, when the others are evenly spaced.
    variable: frames are not evenly spaced.
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
    return _with_lost_frames(steps, tick, measured) or Rhythm(_average(measured), len(ticks), variable=True)


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


def _average(measured: Fraction) -> Fraction:
    """Round an average rate to a thousandth: more digits would pretend to a precision that it has not."""
    return Fraction(round(measured * 1000), 1000)
