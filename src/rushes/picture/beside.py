"""A clip beside what is usual in its setup: every side of a stretch, from 0 to 1, and in words. Pure."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rushes.picture.model import Seen
from rushes.picture.usual import Usual, sharpness_beside, shown

_SHARP, _SOFT = 0.90, 0.78
"""Sharpness beside the usual from which a picture is sharp, and up to which it is soft. Of 900 sharp samples
of real faces five were below 0.86; planted softness had 0.33 to 0.46 (grid-scenes, stage seed 2); a blur of
0.3 % of the height has 0.75 to 0.85 on real faces that were none too sharp before."""
_OTHER_STOPS, _FAR_STOPS = 0.4, 1.1
"""Stops of light beside the usual that are noticed, and that are far off."""
_A_STOP, _PEDESTAL = 0.7, 0.03
"""What a stop less makes of the shades of a picture with a camera's gamma; and a little light that stands
under all, so that the noise of a night makes no stops."""
_MORE, _MUCH_MORE = 0.08, 0.35
"""Share of the picture that is clipped or crushed beyond the usual: noticed, and far off."""
_STEADY, _SHAKY = 0.5, 2.5
"""Shake beyond the usual in thousandths of the width: hardly seen, and disturbing on a large screen."""
_NEAR_S = 1.5
"""Seconds to either side from which a run of frames still tells how steady a stretch is."""
_SAMPLES = 12
"""Places of a stretch at which its samples are read, with even changes between them."""

Side = tuple[str, float, str]
"""A field of `Look`, how much it is so, and the fact in words."""


@dataclass(frozen=True)
class Beside:
    """A clip beside what is usual. whose: the others, in words."""

    seen: Seen
    usual: Usual
    whose: str

    @cached_property
    def _course(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Seconds of the samples; a row for each: sharpness beside the usual, softness, level, bright, dark.

        Where a sample does not tell its sharpness, it is between those of its neighbours.
        """
        samples = shown(self.seen)
        times = np.array([one.at_s for one in samples])
        told = [sharpness_beside(one, self.usual) for one in samples]
        known = [place for place, part in enumerate(told) if part is not None]
        parts = np.array([part for part in told if part is not None])
        sharp = np.interp(times, times[known], parts) if known else np.ones(len(times))
        soft = np.clip((_SHARP - sharp) / (_SHARP - _SOFT), 0, 1)
        light = np.array([(one.level, one.bright, one.dark) for one in samples]).reshape(-1, 3)
        return times, np.column_stack([sharp, soft, light])

    def mean_over(self, in_s: float, out_s: float) -> tuple[float, ...]:
        """Return the means of sharpness, softness, level, bright and dark; the usual where nothing tells."""
        times, course = self._course
        if not len(times):
            return 1.0, 0.0, self.usual.level, self.usual.bright, self.usual.dark
        places = np.linspace(in_s, out_s, _SAMPLES)
        after = np.clip(np.searchsorted(times, places), 1, max(1, len(times) - 1))
        before = np.minimum(after - 1, len(times) - 1)
        after = np.minimum(after, len(times) - 1)
        apart = np.maximum(times[after] - times[before], 1e-9)
        part = np.clip((places - times[before]) / apart, 0, 1)[:, None]
        means = (course[before] * (1 - part) + course[after] * part).mean(axis=0)
        return tuple(float(mean) for mean in means)

    def sides(self, in_s: float, out_s: float) -> Iterator[Side]:
        """Yield every side of a stretch."""
        sharp, soft, *light = self.mean_over(in_s, out_s)
        yield "soft", soft, f"soft: {_part_of(sharp)} the sharpness of {self.whose}"
        yield from self._exposed(*light)
        for name, what, stretches in (
            ("black", "shows nothing", self.seen.black),
            ("frozen", "the picture stands still", self.seen.frozen),
        ):
            share = sum(stretch.share_of(in_s, out_s) for stretch in stretches)
            yield name, share, f"{what} for {share:.0%} of its time"
        shake = _shake_near(self.seen, in_s, out_s)
        yield (
            "unsteady",
            self.unsteady(shake),
            f"shakes by {shake / 10:.2f} % of its width from frame to frame",
        )

    def unsteady(self, shake: float) -> float:
        """Return how much a shake goes beyond the usual."""
        return _grade(shake - self.usual.shake, _STEADY, _SHAKY)

    def _exposed(self, level: float, bright: float, dark: float) -> Iterator[Side]:
        lighter = math.log((self.usual.level + _PEDESTAL) / (level + _PEDESTAL), _A_STOP)
        told = f"{level:.0%} of full light beside {self.usual.level:.0%} in {self.whose}"
        by_level = _grade(-lighter, _OTHER_STOPS, _FAR_STOPS)
        by_black = _grade(dark - self.usual.dark, _MORE, _MUCH_MORE)
        yield "dark", max(by_level, by_black), f"dark: {told}, {dark:.0%} of it black"
        by_level = _grade(lighter, _OTHER_STOPS, _FAR_STOPS)
        by_white = _grade(bright - self.usual.bright, _MORE, _MUCH_MORE)
        yield "bright", max(by_level, by_white), f"bright: {told}, {bright:.0%} of it clipped"


def _shake_near(seen: Seen, in_s: float, out_s: float) -> float:
    """Return the shake in a stretch, or of the run of frames nearest to it; 0 where none tells.

    Each run counts by how much of it lies in the stretch: what ends as the stretch begins says little of it.
    """
    inside = [(min(one.out_s, out_s) - max(one.in_s, in_s), one.shake) for one in seen.motions]
    told = [(seconds, shake) for seconds, shake in inside if seconds > 0]
    if told:
        return sum(seconds * shake for seconds, shake in told) / sum(seconds for seconds, _ in told)
    near = [(max(in_s - one.out_s, one.in_s - out_s), one.shake) for one in seen.motions]
    away_s, shake = min(near, default=(_NEAR_S, 0.0))
    return shake if away_s < _NEAR_S else 0.0


def _grade(value: float, noticed: float, far: float) -> float:
    return min(1.0, max(0.0, (value - noticed) / (far - noticed)))


def _part_of(part: float) -> str:
    named = ((0.42, "a third of"), (0.58, "half"), (0.71, "two thirds of"), (0.8, "three quarters of"))
    return next((words for most, words in named if part <= most), "most of")
