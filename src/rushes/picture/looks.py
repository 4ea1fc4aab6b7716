"""Looks: how every stretch of every clip looks beside the other takes of its setup and camera. Pure.

Nothing is soft, dark or unsteady by itself: a close shot has a soft background, a night is dark, and a
camera on a shoulder breathes. What counts is how a take differs from those that it may be exchanged with.
So of a setup that is soft in all its takes nothing is said.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.picture.model import Look, Seen, Stretch
from rushes.picture.usual import Usual, shake_of, sharpness_beside, shown, usual_of

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
_FEWEST_RUNS = 3
"""Runs of frames that must tell before a whole clip is called unsteady: a slate moves a picture, too."""
_MOST = 0.5
"""Share of a clip that must be so for it to be said of the clip as a whole."""
_LONG_S = 1.0
"""Seconds of a stretch that is told of a clip: what is black or stands still for less is cut around."""


@dataclass(frozen=True)
class _Beside:
    """A clip beside what is usual. whose: the others, in words."""

    seen: Seen
    usual: Usual
    whose: str

    @cached_property
    def sharp(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Seconds and sharpness, as a part of the usual, of the samples that tell it."""
        told = [(one.at_s, sharpness_beside(one, self.usual)) for one in shown(self.seen)]
        known = [(at_s, part) for at_s, part in told if part is not None]
        return tuple(at_s for at_s, _ in known), tuple(part for _, part in known)

    def sharp_over(self, in_s: float, out_s: float) -> float:
        """Return the sharpness of a stretch as a part of the usual; 1 where nothing tells."""
        times, parts = self.sharp
        return float(np.interp(np.linspace(in_s, out_s, _SAMPLES), times, parts).mean()) if times else 1.0

    def soft_over(self, in_s: float, out_s: float) -> float:
        """Return how soft a stretch is, 0 to 1."""
        times, parts = self.sharp
        if not times:
            return 0.0
        soft = [_grade(1 - part, 1 - _SHARP, 1 - _SOFT) for part in parts]
        return float(np.interp(np.linspace(in_s, out_s, _SAMPLES), times, soft).mean())

    def over(self, part: str, in_s: float, out_s: float) -> float:
        """Return the mean of level, bright or dark over a stretch; what is usual where nothing tells."""
        samples = shown(self.seen)
        if not samples:
            return float(getattr(self.usual, part))
        times = [one.at_s for one in samples]
        values = [getattr(one, part) for one in samples]
        return float(np.interp(np.linspace(in_s, out_s, _SAMPLES), times, values).mean())


class Looks:
    """Judges stretches of clips by comparing takes of one setup and camera.

    findings: what a person should know of clips as a whole.
    """

    def __init__(self, beside: Mapping[str, _Beside]) -> None:
        """Take every clip beside what is usual, by `Clip.file`."""
        self._beside = beside

    @classmethod
    def of(cls, clips: Sequence[Clip], seen: Mapping[str, Seen]) -> Self:
        """Compare the clips with each other; clips that were not looked at are passed over."""
        setups: dict[tuple[str, ...], list[Clip]] = defaultdict(list)
        for clip in clips:
            if clip.file in seen:
                setups[_setup_of(clip)].append(clip)
        return cls(dict(pair for ours in setups.values() for pair in _side_by_side(ours, seen)))

    def over(self, file: str, in_s: float, out_s: float) -> Look:
        """Return how a stretch looks; a `Look` of zeros where the clip was not looked at."""
        one = self._beside.get(file)
        if one is None:
            return Look()
        values, facts = {}, {}
        for name, value, fact in _judged(one, in_s, max(out_s, in_s)):
            if value >= 0.005:
                values[name], facts[name] = round(min(1.0, value), 3), fact
        return Look(**values, facts=facts)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should know of clips as a whole, in the order of the clips."""
        return tuple(finding for file, one in self._beside.items() for finding in _findings(file, one))


def _setup_of(clip: Clip) -> tuple[str, ...]:
    """Return what a clip may be compared within; a clip without a slate is compared with itself alone."""
    slate = clip.slate
    return (slate.setup, slate.camera or "", str(clip.seen)) if slate.setup else ("", clip.file)


def _side_by_side(clips: Sequence[Clip], seen: Mapping[str, Seen]) -> Iterator[tuple[str, _Beside]]:
    usual, slate = usual_of([seen[clip.file] for clip in clips]), clips[0].slate
    camera = f" {slate.camera}" if slate.camera not in {None, "A"} else ""
    whose = f"the other takes of {slate.setup}{camera}" if len(clips) > 1 else "the rest of the take"
    for clip in clips:
        yield clip.file, _Beside(seen[clip.file], usual, whose)


def _judged(one: _Beside, in_s: float, out_s: float) -> Iterator[tuple[str, float, str]]:
    """Yield every side of a stretch: the field of `Look`, how much it is so, and the fact in words."""
    part = one.sharp_over(in_s, out_s)
    yield "soft", one.soft_over(in_s, out_s), f"soft: {_part_of(part)} the sharpness of {one.whose}"
    yield from _exposed(one, in_s, out_s)
    black, frozen = (
        sum(stretch.share_of(in_s, out_s) for stretch in stretches)
        for stretches in (one.seen.black, one.seen.frozen)
    )
    yield "black", black, f"shows nothing for {black:.0%} of its time"
    yield "frozen", frozen, f"the picture stands still for {frozen:.0%} of its time"
    shake = _shake_near(one.seen, in_s, out_s)
    beyond = _grade(shake - one.usual.shake, _STEADY, _SHAKY)
    yield "unsteady", beyond, f"shakes by {shake / 10:.2f} % of its width from frame to frame"


def _exposed(one: _Beside, in_s: float, out_s: float) -> Iterator[tuple[str, float, str]]:
    level, bright, dark = (one.over(part, in_s, out_s) for part in ("level", "bright", "dark"))
    lighter = math.log((one.usual.level + _PEDESTAL) / (level + _PEDESTAL), _A_STOP)
    usual = f"beside {one.usual.level:.0%} in {one.whose}"
    crushed, clipped = dark - one.usual.dark, bright - one.usual.bright
    by_level, by_black = _grade(-lighter, _OTHER_STOPS, _FAR_STOPS), _grade(crushed, _MORE, _MUCH_MORE)
    yield "dark", max(by_level, by_black), f"dark: {level:.0%} of full light {usual}, {dark:.0%} of it black"
    by_level, by_white = _grade(lighter, _OTHER_STOPS, _FAR_STOPS), _grade(clipped, _MORE, _MUCH_MORE)
    yield (
        "bright",
        max(by_level, by_white),
        f"bright: {level:.0%} of full light {usual}, {bright:.0%} clipped",
    )


def _shake_near(seen: Seen, in_s: float, out_s: float) -> float:
    """Return the shake in a stretch, or of the run of frames nearest to it; 0 where none tells."""
    inside = [one.shake for one in seen.motions if one.out_s > in_s and one.in_s < out_s]
    if inside:
        return float(np.mean(inside))
    near = [(max(in_s - one.out_s, one.in_s - out_s), one.shake) for one in seen.motions]
    away_s, shake = min(near, default=(_NEAR_S, 0.0))
    return shake if away_s < _NEAR_S else 0.0


def _grade(value: float, noticed: float, far: float) -> float:
    return float(np.clip((value - noticed) / (far - noticed), 0, 1))


def _part_of(part: float) -> str:
    named = ((0.42, "a third of"), (0.58, "half"), (0.71, "two thirds of"), (0.8, "three quarters of"))
    return next((words for most, words in named if part <= most), "most of")


def _findings(file: str, one: _Beside) -> Iterator[Finding]:
    whole = _Whole(file, one)
    yield from whole.stretches("no picture to see", one.seen.black, "shows nothing: black or one flat colour")
    yield from whole.stretches("picture stands still", one.seen.frozen, "is one frame held")
    yield from whole.sides()


@dataclass(frozen=True)
class _Whole:
    """What there is to say of a clip as a whole."""

    file: str
    one: _Beside

    def stretches(self, kind: str, found: Sequence[Stretch], what: str) -> Iterator[Finding]:
        """Tell where a picture is missing, when that is long enough to matter."""
        lasts = self.one.seen.duration_s
        told = [one for one in found if one.out_s - one.in_s >= min(_LONG_S, lasts / 2)]
        if not told:
            return
        where = ", ".join(f"{one.in_s:.1f} to {one.out_s:.1f} s" for one in told[:5])
        more = f" and {len(told) - 5} more" if len(told) > 5 else ""
        yield Finding(kind, self.file, f"The picture {what} at {where}{more} of {lasts:.1f} s.", _LOOK)

    def sides(self) -> Iterator[Finding]:
        """Tell what holds for most of a clip."""
        seen = self.one.seen
        judged = {name: (value, fact) for name, value, fact in _judged(self.one, 0.0, seen.duration_s)}
        for name, kind in (("soft", "soft picture"), ("dark", "dark picture"), ("bright", "bright picture")):
            value, fact = judged[name]
            if value > _MOST:
                yield Finding(kind, self.file, f"Most of it is {fact}.", _LOOK)
        if (
            len(seen.motions) >= _FEWEST_RUNS
            and _grade(shake_of(seen) - self.one.usual.shake, _STEADY, _SHAKY) > _MOST
        ):
            yield Finding("unsteady picture", self.file, f"It {judged['unsteady'][1]}.", _LOOK)
        yield from self._clipped()

    def _clipped(self) -> Iterator[Finding]:
        """Tell of light or dark in which nothing is left, whatever the other takes have."""
        for part, what in (("bright", "clipped white"), ("dark", "crushed black")):
            share = self.one.over(part, 0.0, self.one.seen.duration_s)
            if share > _MOST:
                fact = f"{share:.0%} of its picture is {what}: nothing is left there to grade."
                yield Finding(f"{what.split()[0]} picture", self.file, fact, _LOOK)


_LOOK = "Look at it before you use it."
