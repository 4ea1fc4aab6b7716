"""Looking at one clip: a few of its pictures, and closer where two of them raise a doubt.

Only differences within the clip are measured here; whether it is softer than others is judged by `Looks`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path
from statistics import median

from av.container import InputContainer
from av.video.stream import VideoStream

from rushes.footage.opening import TROUBLE, opened, picture_of
from rushes.picture.exposure import Shades, contrast, exposure, greyed, shades_of, shows_nothing
from rushes.picture.glimpses import Glimpse, keyframes, quiet_runs, stretch
from rushes.picture.model import Glance, Motion, Seen, Stretch
from rushes.picture.sharpness import Grey, sharpness
from rushes.picture.steadiness import Tiles, motion_of, shift_of, tiles_of
from rushes.picture.stillness import (
    SHORTEST_S,
    camera_rests,
    differences,
    is_one,
    joined,
    look_alike,
    may_be_one,
    runs,
    telling,
)

_HOLE_S, _FILL_S = 1.6, 0.5
"""Keyframes farther apart are too few; between them a frame is taken every half second."""
_LEAST_S, _PART = 40.0, 0.4
"""Seconds, and part of a clip, that are decoded for the sake of doubts, the way from the keyframe before
counted: so that neither a still life nor a file of few keyframes takes long."""
_EACH_S = 8.0
"""Seconds of one doubt that are decoded; what goes on like that is believed by its samples."""
_RUN, _RUNS = 8, 24
"""Frames in which a shake shows, and places of a clip where it is looked for at most."""
_STANDS = 0.5
"""Shake in thousandths of the width, hardly to be seen, below which half of such a run says enough. Where a
camera shakes by 3, half a run lies below it by chance twice in 1000, by 1.5 three times in 100 (by lot)."""
_RESTS = 0.7
"""Pixels, of 320 across, by which a picture may lie beside the one before while the camera stands."""
_STEP, _FADE, _FINE_S, _TURNS = 0.05, 0.85, 0.25, 16
"""Change of level, and of sharpness as a part, at which a clip changes between two samples; then it is
sampled so often, in so many places at most."""
_FEW = 5
"""Frames after a sample that show whether it stands; drawings stand for two."""
_LOST, _GREYED = 0.4, 0.5
"""Part of its usual contrast that a clip keeps, and share of it that is middle grey, where a decoder
lost what the picture stands on (seen at a broken splice of real footage: 0.3 and 0.7)."""


def look(path: Path, rate: Fraction, frames: int) -> Seen:
    """Return what is seen of a clip; rate, frames: as of `Clip`. What cannot be decoded shows nothing."""
    lasts_s = float(frames / rate)
    try:
        with opened(path) as near, opened(path) as far:
            pictures, closer = picture_of(near), picture_of(far)
            if pictures is None or closer is None or closer.codec_context is None:
                return Seen(lasts_s)
            pictures.codec_context.thread_count = closer.codec_context.thread_count = 1
            eye = _Eye(far, closer, lasts_s, float(1 / rate))
            eye.pass_over(_in_order(keyframes(near, pictures), eye))
            return eye.seen(quiet_runs(closer, float(rate)))
    except TROUBLE:
        return Seen(lasts_s)


def _in_order(found: Iterator[Glimpse], eye: "_Eye") -> Iterator[Glimpse]:
    """Yield keyframes, and frames between those that are too far apart."""
    last_s = 0.0
    for glimpse in found:
        if glimpse.at_s - last_s > _HOLE_S:
            yield from eye.between(last_s, glimpse.at_s)
        last_s = glimpse.at_s
        eye.keys.append(last_s)
        yield glimpse
    if eye.lasts_s - last_s > _HOLE_S:
        yield from eye.between(last_s, eye.lasts_s)


@dataclass
class _Eye:
    """Looks along a clip once, keeping numbers and no pictures, then closer at what was doubtful."""

    container: InputContainer
    picture: VideoStream
    lasts_s: float
    frame_s: float
    glances: list[Glance] = field(default_factory=list)
    contrasts: list[float] = field(default_factory=list)
    greys: list[float] = field(default_factory=list)
    nothing: list[bool] = field(default_factory=list)
    alike: list[bool] = field(default_factory=list)
    moved: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    spent_s: float = 0.0

    def afford(self, in_s: float, out_s: float) -> bool:
        """Tell whether a closer look is worth its time, from the keyframe before on, and spend it."""
        before = self.keys[bisect_right(self.keys, in_s) - 1] if self.keys and self.keys[0] <= in_s else 0.0
        costs_s = out_s - before
        if self.spent_s + costs_s > max(_LEAST_S, _PART * self.lasts_s):
            return False
        self.spent_s += costs_s
        return True

    def between(self, in_s: float, out_s: float) -> Iterator[Glimpse]:
        """Yield a frame every `_FILL_S` between two keyframes, without them."""
        yield from stretch(self.container, self.picture, in_s + _FILL_S, out_s - _FILL_S / 2, _FILL_S)

    def pass_over(self, glimpses: Iterator[Glimpse]) -> None:
        """Take the numbers of every glimpse, and compare it with the one before."""
        before: _Sample | None = None
        for glimpse in glimpses:
            self._note(glimpse)
            after = _Sample(glimpse.picture[::2, ::2])
            if before is not None:
                differs = differences(before.picture, after.picture)
                self.alike.append(look_alike(differs))
                if not camera_rests(differs, telling(before.picture)) and _moves(before, after):
                    self.moved.append(self.glances[-2].at_s)
            before = after

    def _note(self, glimpse: Glimpse) -> None:
        shades = shades_of(glimpse.picture)
        self.glances.append(_glance(glimpse, shades))
        self.contrasts.append(contrast(shades))
        self.greys.append(greyed(shades))
        self.nothing.append(shows_nothing(shades))

    def seen(self, quiet: tuple[Stretch, ...]) -> Seen:
        """Look closer at what was doubtful and return what was seen in all."""
        usual = median(self.contrasts) if self.contrasts else 0.0
        blank = [
            nothing or self._lost(contrast, grey, usual)
            for nothing, contrast, grey in zip(self.nothing, self.contrasts, self.greys, strict=True)
        ]
        alike = [self._around(run) for run in runs(self.alike) if self._stands(run)]
        watched = [self._watched(doubt, usual) for doubt in joined([*alike, *quiet])]
        gone = [one for run in runs(blank) for one in self._blank(run, usual)]
        gone += [one for unseen, _ in watched for one in unseen]
        black = joined(gone, self.frame_s / 2)
        frozen = joined([one for _, held in watched for one in held], self.frame_s / 2)
        frozen = tuple(one for one in frozen if not _mostly(one, black))
        return Seen(self.lasts_s, tuple(self._finer()), black, frozen, self._motions())

    def _finer(self) -> Iterator[Glance]:
        """Yield all samples, and more between two that differ: focus and light go off within a second."""
        turns = 0
        for here, after in pairwise([*self.glances, None]):
            if here is not None:
                yield here
            if here and after and turns < _TURNS and _changed(here, after):
                turns += 1
                in_s, out_s = here.at_s + _FINE_S, after.at_s - _FINE_S / 2
                if out_s > in_s and self.afford(in_s, out_s):
                    yield from map(_glance, stretch(self.container, self.picture, in_s, out_s, _FINE_S))

    def _lost(self, contrast: float, grey: float, usual: float) -> bool:
        return contrast < _LOST * usual and grey > _GREYED

    def _is_blank(self, picture: Grey, usual: float) -> bool:
        shades = shades_of(picture)
        return shows_nothing(shades) or self._lost(contrast(shades), greyed(shades), usual)

    def _blank(self, run: tuple[int, int], usual: float) -> Iterator[Stretch]:
        """Find on which frames a picture goes and comes back, by decoding up to the next good samples."""
        times = [glance.at_s for glance in self.glances]
        first, last = times[run[0]], times[run[1] - 1]
        before = times[run[0] - 1] if run[0] else 0.0
        after = times[run[1]] if run[1] < len(times) else self.lasts_s
        yield Stretch(first, min(self.lasts_s, last + self.frame_s))
        for in_s, out_s in ((before, first), (last, after)):
            yield from self._blanks(list(self._closer(in_s, out_s)), usual)

    def _blanks(self, frames: list[Glimpse], usual: float) -> list[Stretch]:
        """Return the frames that show nothing."""
        blank = [frame.at_s for frame in frames if self._is_blank(frame.picture, usual)]
        return [Stretch(at_s, min(self.lasts_s, at_s + self.frame_s)) for at_s in blank]

    def _stands(self, run: tuple[int, int]) -> bool:
        """Tell whether the frames after the first of some alike samples are that sample once more."""
        at_s = self.glances[run[0]].at_s
        few = list(self._closer(at_s, at_s + (_FEW + 0.5) * self.frame_s))
        return len(few) > 1 and all(_is_held(before, after) for before, after in pairwise(few))

    def _around(self, run: tuple[int, int]) -> Stretch:
        """Return the seconds of alike samples, and of what lies between them and their neighbours."""
        times = [glance.at_s for glance in self.glances]
        before = times[run[0] - 1] if run[0] else 0.0
        after = times[run[1] + 1] if run[1] + 1 < len(times) else self.lasts_s
        return Stretch(before, after)

    def _watched(self, doubt: Stretch, usual: float) -> tuple[list[Stretch], list[Stretch]]:
        """Return where frames of a stretch show nothing, and where every frame is the one before."""
        frames = list(self._closer(doubt.in_s, doubt.out_s))
        held = list(_still(frames, self.frame_s))
        watched_to = doubt.in_s + _EACH_S
        if held and doubt.out_s > watched_to and held[-1].out_s >= watched_to - 2 * self.frame_s:
            last = [glance.at_s for glance in self.glances if glance.at_s < doubt.out_s]
            held.append(Stretch(held[-1].in_s, max(held[-1].out_s, last[-1] if last else 0.0)))
        return self._blanks(frames, usual), held

    def _closer(self, in_s: float, out_s: float) -> Iterator[Glimpse]:
        """Yield every frame of a stretch, as far as it is worth the time."""
        out_s = min(out_s, in_s + _EACH_S)
        if out_s > in_s and self.afford(in_s, out_s):
            yield from stretch(self.container, self.picture, in_s, out_s)

    def _motions(self) -> tuple[Motion, ...]:
        """Look at a few short runs of frames among those where the picture moved as a whole."""
        step = max(1, -(-len(self.moved) // _RUNS))
        found = (self._motion(at_s) for at_s in self.moved[::step])
        return tuple(one for one in found if one)

    def _motion(self, at_s: float) -> Motion | None:
        """Look at a few frames, and at as many more unless the camera stands there."""
        frames = self._closer(at_s, at_s + (_RUN + 0.5) * self.frame_s)
        few = _run(islice(frames, _RUN // 2 + 1))
        told = _told(few)
        if told and told.shake < _STANDS:
            return told
        return _told(few + _run(frames))


def _glance(glimpse: Glimpse, shades: Shades | None = None) -> Glance:
    """Take the numbers of a sample. shades: its own, where they are counted already."""
    shades = shades_of(glimpse.picture) if shades is None else shades
    return Glance(glimpse.at_s, *sharpness(glimpse.picture), *exposure(shades))


def _changed(here: Glance, after: Glance) -> bool:
    """Tell whether focus or light are others from one sample to the next."""
    told = [(one, other) for one, other in zip(here.sharp, after.sharp, strict=True) if one and other]
    sums = [sum(side) for side in zip(*told, strict=True)]
    softer = bool(sums) and min(sums) < _FADE * max(sums)
    return softer or abs(here.level - after.level) > _STEP


@dataclass(frozen=True)
class _Sample:
    """A small picture that is compared with the one before and the one after."""

    picture: Grey

    @cached_property
    def tiles(self) -> Tiles:
        return tiles_of(self.picture)


def _run(frames: Iterable[Glimpse]) -> list[tuple[Tiles, float]]:
    """Return the tiles and the seconds of frames that follow each other."""
    return [(tiles_of(frame.picture), frame.at_s) for frame in frames]


def _told(run: Sequence[tuple[Tiles, float]]) -> Motion | None:
    """Return what a run of frames tells of the camera, if there are enough of them."""
    return motion_of([tiles for tiles, _ in run], [at_s for _, at_s in run]) if len(run) > 3 else None


def _moves(before: _Sample, after: _Sample) -> bool:
    """Tell whether the camera may have moved between two samples; where nothing tells, it may."""
    shift = shift_of(before.tiles, after.tiles)
    return shift is None or max(map(abs, shift)) > _RESTS


def _still(frames: Sequence[Glimpse], frame_s: float) -> Iterator[Stretch]:
    """Yield where frames that follow each other are one, `SHORTEST_S` or longer."""
    began, last = None, 0.0
    for before, after in pairwise(frames):
        last = after.at_s + frame_s
        if _is_held(before, after):
            began = before.at_s if began is None else began
        elif began is not None:
            if after.at_s - began >= SHORTEST_S:
                yield Stretch(began, after.at_s)
            began = None
    if began is not None and last - began >= SHORTEST_S:
        yield Stretch(began, last)


def _is_held(before: Glimpse, after: Glimpse) -> bool:
    """Tell whether a frame is the one before once more; a keyframe codes all anew, so it may differ."""
    return (may_be_one if after.key else is_one)(before.picture, after.picture)


def _mostly(one: Stretch, others: tuple[Stretch, ...]) -> bool:
    return sum(other.share_of(one.in_s, one.out_s) for other in others) > 0.5
