"""How well a recording lies under a picture: measured where something is to be heard, all along both."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from rushes.sound.spectrum import Floats
from rushes.sync.bands import FRAMES_A_SECOND, loudness, unpack
from rushes.sync.consensus import TOLERANCE_S, Line, Place, line_through
from rushes.sync.likeness import likeliest
from rushes.sync.meetings import MOST_DRIFT
from rushes.sync.model import Fit, Sketch
from rushes.sync.sketch import sketch
from rushes.sync.stretches import Stretches, stretches

WITHIN_S: Final = 0.25
_STRETCH_S: Final = 1.25
"""Some words: long enough to be told from others in noise, short enough for a drift of a thousandth."""
_EVERY_S: Final = 0.8
_MOST_PLACES: Final = 40
_AUDIBLE: Final = 2.0
"""Mean loudness of a stretch, in steps of 3 dB above the noise, from which on it can be told."""
_NARROW_S: Final = 0.1
_SURE_NEAR: Final = 4.0
"""So near to a line found elsewhere, chance puts one in fifteen."""


@dataclass(frozen=True)
class _Window:
    """Where two files are compared. picture_s: of the stretch's beginning. search_s: before and after."""

    picture_s: float
    recorder_s: float
    search_s: float


def measure(
    picture: Path,
    sound: Path,
    near_s: float,
    within_s: float = WITHIN_S,
    sketches: tuple[Sketch, Sketch] | None = None,
) -> Fit:
    """Return how a recording lies under a picture, looked for where `Meeting.at_s` says.

    near_s: as `Behind.at_s`, in the middle of the time that both have sound, as if there were no drift;
    within_s: how far it may be off there. sketches: of both files, which spares reading them whole.
    What agrees nowhere gives a fit with no place agreeing.
    """
    mine, theirs = sketches or (sketch(picture), sketch(sound))
    places = places_of(mine, theirs, near_s)
    overlap = _overlap(mine.duration_s, theirs.duration_s, near_s)
    length = max(0.0, overlap[1] - overlap[0])
    nothing = Fit(
        near_s, 0.0, 1000 * within_s, length, len(places), 0, 0.0, mine.duration_s, theirs.duration_s
    )
    if not places:
        return nothing
    with stretches(picture, mine.duration_s) as one, stretches(sound, theirs.duration_s) as other:
        middle = (overlap[0] + overlap[1]) / 2
        windows = [
            _Window(at, at - near_s, within_s + MOST_DRIFT * abs(at + _STRETCH_S / 2 - middle))
            for at in places
        ]
        wide = [_found(one, other, window) for window in windows]
        line = line_through(wide)
        if line is None:
            return nothing
        found = [_found(one, other, _on(line, at)) for at in places]
    line = line_through(found)
    if line is None:
        return nothing
    agree = [_agrees(place, line) for place in found]
    loud = _weights(mine, theirs, places, line)
    return Fit(
        at_s=-line.begin_s / (1 + line.drift),
        drift_ppm=line.drift * 1e6,
        error_ms=1000 * line.error_s,
        overlap_s=length,
        places=len(found),
        agreeing=sum(agree),
        explained=round(float(np.average(agree, weights=loud)), 3),
        picture_s=mine.duration_s,
        sound_s=theirs.duration_s,
    )


def places_of(mine: Sketch, theirs: Sketch, near_s: float) -> tuple[float, ...]:
    """Return the seconds of the picture at which stretches to be compared begin, spread over the overlap.

    Each part of it gives its most audible stretch; one in which neither file has anything to be heard
    gives none.
    """
    begin, end = _overlap(mine.duration_s, theirs.duration_s, near_s)
    count = min(_MOST_PLACES, int((end - begin) / _EVERY_S))
    if count < 1:
        return ()
    heard = _heard(mine, begin, end), _heard(theirs, begin - near_s, end - near_s)
    edges = np.linspace(0, (end - begin) * FRAMES_A_SECOND, count + 1).round().astype(int)
    width = round(_STRETCH_S * FRAMES_A_SECOND)
    chosen = []
    for first, after in pairwise(edges):
        inside = slice(first, max(after - width, first) + 1)
        both = heard[0][inside] + heard[1][inside]
        best = int(both.argmax()) if both.size else 0
        if both.size and max(float(heard[n][inside][best]) for n in (0, 1)) >= _AUDIBLE:
            chosen.append(round(begin + (int(first) + best) / FRAMES_A_SECOND, 3))
    return tuple(chosen)


def _heard(one: Sketch, begin_s: float, end_s: float) -> Floats:
    """Return how audible the stretch is that begins at each frame of a part of a file."""
    level = loudness(unpack(one.bands))
    width = round(_STRETCH_S * FRAMES_A_SECOND)
    first, count = round(begin_s * FRAMES_A_SECOND), round((end_s - begin_s) * FRAMES_A_SECOND)
    part = level[max(first, 0) : max(first, 0) + count]
    part = np.pad(part, (0, max(0, count - part.size)))
    total = np.concatenate([[0.0], np.cumsum(part, dtype=np.float64)])
    return np.asarray((total[width:] - total[:-width]) / width, dtype=np.float32)


def _overlap(picture_s: float, sound_s: float, at_s: float) -> tuple[float, float]:
    return max(0.0, at_s), max(0.0, min(picture_s, at_s + sound_s))


def _on(line: Line, picture_s: float) -> _Window:
    return _Window(picture_s, line.begin_s + (1 + line.drift) * picture_s, _NARROW_S)


def _found(picture: Stretches, sound: Stretches, window: _Window) -> Place:
    """Return where a stretch of the picture's sound is in the recorder's; times are of its middle."""
    stretch = picture.read(window.picture_s, _STRETCH_S)
    begin = window.recorder_s - window.search_s
    around = sound.read(begin, _STRETCH_S + 2 * window.search_s)
    half = _STRETCH_S / 2
    found = tuple((begin + at + half, high) for at, high in likeliest(stretch, around))
    return Place(window.picture_s + half, found)


def _weights(mine: Sketch, theirs: Sketch, places: Sequence[float], line: Line) -> list[float]:
    """Return how audible each place is in both: what the camera hardly heard can neither agree nor deny."""
    width = round(_STRETCH_S * FRAMES_A_SECOND)
    levels = loudness(unpack(mine.bands)), loudness(unpack(theirs.bands))
    weights = []
    for at in places:
        begins = (at, line.begin_s + at)
        heard = [
            float(level[max(0, round(begin * FRAMES_A_SECOND)) :][:width].mean() if level.size else 0.0)
            for level, begin in zip(levels, begins, strict=True)
        ]
        weights.append(0.5 + heard[0])
    return weights


def _agrees(place: Place, line: Line) -> bool:
    """Tell whether the highest of a place's findings lies on a line: near it, a low one is sure enough."""
    if not place.found:
        return False
    at, high = place.found[0]
    return high >= _SURE_NEAR and abs(at - line.begin_s - (1 + line.drift) * place.at_s) <= TOLERANCE_S
