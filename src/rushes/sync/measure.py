"""How well a recording lies under a picture: measured where something is to be heard, all along both."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from rushes.sound.spectrum import SAMPLE_RATE, Floats
from rushes.sync.bands import FRAMES_A_SECOND, loudness, unpack
from rushes.sync.consensus import TOLERANCE_S, Line, Place, line_through
from rushes.sync.course import course
from rushes.sync.likeness import likeliest
from rushes.sync.model import Fit, Sketch
from rushes.sync.sketch import sketch, sketch_of
from rushes.sync.stretches import Stretches, stretches

WITHIN_S: Final = 1.5
_STRETCH_S: Final = 1.25
"""Some words: long enough to be told from others in noise, short enough for a drift of a thousandth."""
_EVERY_S: Final = 0.8
_MOST_PLACES: Final = 40
_AUDIBLE: Final = 2.0
"""Mean loudness of a stretch, in steps of 3 dB above the noise, from which on it can be told."""
_WIDE_S, _NARROW_S = 0.25, 0.1
"""How far beside the sketches' course, and beside the line through what was found there, is searched."""
_SURE_NEAR: Final = 4.0
"""So near to a line found elsewhere, chance puts one in fifteen."""


@dataclass(frozen=True)
class _Pair:
    """Two files' sounds, and how audible each of their frames is."""

    picture: Stretches
    sound: Stretches
    mine: Sketch
    theirs: Sketch
    levels: tuple[Floats, Floats]


def measure(
    picture: Path,
    sound: Path,
    near_s: float,
    within_s: float = WITHIN_S,
    sketches: tuple[Sketch, Sketch] | None = None,
) -> Fit:
    """Return how a recording lies under a picture, looked for where `Meeting.at_s` says.

    near_s: as `Behind.at_s`, in the middle of the time that both have sound, as if there were no drift;
    within_s: how far it may be off there. sketches: of both files; without them long ones are read whole.
    What agrees nowhere gives a fit with no place agreeing.
    """
    with stretches(picture) as one, stretches(sound) as other:
        mine = sketches[0] if sketches else _sketched(picture, one)
        theirs = sketches[1] if sketches else _sketched(sound, other)
        levels = loudness(unpack(mine.bands)), loudness(unpack(theirs.bands))
        return _measured(_Pair(one, other, mine, theirs, levels), near_s, within_s)


def _sketched(file: Path, sound: Stretches) -> Sketch:
    return sketch(file) if sound.samples is None else sketch_of([sound.samples])


def _measured(pair: _Pair, near_s: float, within_s: float) -> Fit:
    """Compare along the course that the sketches show, then along the line that this gives."""
    rough = course(pair.mine, pair.theirs, near_s, within_s)
    if rough is None:
        return _nothing(pair, near_s, within_s, 0)
    first = line_through([_found(pair, rough, at, _WIDE_S) for at in places_of(pair, rough)])
    if first is None:
        return _nothing(pair, near_s, within_s, len(places_of(pair, rough)))
    places = places_of(pair, first)
    found = [_found(pair, first, at, _NARROW_S) for at in places]
    line = line_through(found)
    if line is None:
        return _nothing(pair, near_s, within_s, len(places))
    agree = [_agrees(place, line) for place in found]
    weights = [0.5 + _heard(pair.levels[0], at) for at in places]
    begin, end = _overlap(pair, line)
    return Fit(
        at_s=-line.begin_s / (1 + line.drift),
        drift_ppm=line.drift * 1e6,
        error_ms=1000 * line.error_s,
        overlap_s=max(0.0, end - begin),
        places=len(found),
        agreeing=sum(agree),
        explained=round(float(np.average(agree, weights=weights)), 3),
        picture_s=pair.mine.duration_s,
        sound_s=pair.theirs.duration_s,
    )


def _nothing(pair: _Pair, near_s: float, within_s: float, places: int) -> Fit:
    begin, end = _overlap(pair, Line(-near_s, 0.0, 0.0, (), 0.0))
    return Fit(
        at_s=near_s,
        drift_ppm=0.0,
        error_ms=1000 * within_s,
        overlap_s=max(0.0, end - begin),
        places=places,
        agreeing=0,
        explained=0.0,
        picture_s=pair.mine.duration_s,
        sound_s=pair.theirs.duration_s,
    )


def places_of(pair: _Pair, line: Line) -> tuple[float, ...]:
    """Return the seconds of the picture at which stretches to be compared begin, spread over the overlap.

    Each part of it gives its most audible stretch; one in which neither file has anything to be heard
    gives none.
    """
    begin, end = _overlap(pair, line)
    count = min(_MOST_PLACES, int((end - begin) / _EVERY_S))
    if count < 1 or end - begin < _STRETCH_S:
        return ()
    starts = np.arange(begin, end - _STRETCH_S, 2 / FRAMES_A_SECOND)
    heard = [
        _all_heard(level, at)
        for level, at in zip(pair.levels, (starts, line.begin_s + (1 + line.drift) * starts), strict=True)
    ]
    edges = np.searchsorted(starts, np.linspace(begin, end, count + 1))
    chosen = []
    for first, after in pairwise(edges):
        both = (heard[0] + heard[1])[first:after]
        best = first + int(both.argmax()) if both.size else 0
        if both.size and max(heard[0][best], heard[1][best]) >= _AUDIBLE:
            chosen.append(round(float(starts[best]), 3))
    return tuple(chosen)


def _all_heard(level: Floats, starts: Floats) -> Floats:
    """Return how audible the stretches are that begin at some seconds."""
    total = np.concatenate([[0.0], np.cumsum(level, dtype=np.float64)])
    first = np.clip(np.round(starts * FRAMES_A_SECOND).astype(int), 0, level.size)
    after = np.clip(first + round(_STRETCH_S * FRAMES_A_SECOND), 0, level.size)
    return np.asarray((total[after] - total[first]) / (_STRETCH_S * FRAMES_A_SECOND), dtype=np.float32)


def _heard(level: Floats, start: float) -> float:
    return float(_all_heard(level, np.array([start], np.float32))[0])


def _overlap(pair: _Pair, line: Line) -> tuple[float, float]:
    """Return the seconds of the picture from which and until which both have sound."""
    begins = -line.begin_s / (1 + line.drift)
    ends = (pair.theirs.duration_s - line.begin_s) / (1 + line.drift)
    return max(0.0, begins), min(pair.mine.duration_s, ends)


def _found(pair: _Pair, line: Line, picture_s: float, beside_s: float) -> Place:
    """Return where a stretch of the picture's sound is in the recorder's; times are of its middle."""
    stretch = pair.picture.read(picture_s, _STRETCH_S)
    begin = line.begin_s + (1 + line.drift) * picture_s - beside_s
    around = pair.sound.read(begin, _STRETCH_S + 2 * beside_s)
    half = _STRETCH_S / 2
    # Samples are whole: what was read began up to half a sample beside.
    begin = round(begin * SAMPLE_RATE) / SAMPLE_RATE
    at = round(picture_s * SAMPLE_RATE) / SAMPLE_RATE
    return Place(at + half, tuple((begin + lag + half, high) for lag, high in likeliest(stretch, around)))


def _agrees(place: Place, line: Line) -> bool:
    """Tell whether the highest of a place's findings lies on a line: near it, a low one is sure enough."""
    if not place.found:
        return False
    at, high = place.found[0]
    return high >= _SURE_NEAR and abs(at - line.begin_s - (1 + line.drift) * place.at_s) <= TOLERANCE_S
