"""How well a recording lies under a picture: measured where something is to be heard, all along both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from rushes.sound.spectrum import SAMPLE_RATE, Floats
from rushes.sync.bands import FRAMES_A_SECOND, loudness, unpack
from rushes.sync.consensus import TOLERANCE_S, Line, Place, line_through
from rushes.sync.course import course
from rushes.sync.likeness import likeliest, standing
from rushes.sync.model import Fit, Sketch
from rushes.sync.sketch import sketch, sketch_of
from rushes.sync.stretches import Stretches, stretches

WITHIN_S: Final = 1.5
_STRETCH_S: Final = 1.25
"""Some words: long enough to be told from others in noise, short enough for a drift of a thousandth."""
_EVERY_S: Final = 0.8
_MOST_PLACES: Final = 40
_FIRST_PLACES, _LAID_OVER = 16, 20
_AUDIBLE: Final = 2.0
"""Mean loudness of a stretch, in steps of 3 dB above the noise, from which on it can be told."""
_HARDLY: Final = 0.6
"""Where all is noise, what stands out least of all counts too."""
_WIDE_S, _NARROW_S = 0.25, 0.1
"""How far beside the sketches' course, and beside the line through what was found there, is searched."""
_FAINT, _FAINT_BESIDE = 3.8, 4.3
"""In heavy noise the highest of all lags is often the true one and hardly stands out: many such agree."""
_PARTS: Final = 8
_NEARLY: Final = 0.75
_ECHO_S, _SMEAR_S = 0.05, 0.001
_PERHAPS, _FIRST, _SURELY = 0.4, 0.55, 0.75
"""An echo comes within 50 ms. What is more than half as high as the highest and comes before it is the sound:
several echoes at once are louder than it in a bare room, the pitch of a voice makes side lobes of a third."""


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
    first = _first_line(pair, rough)
    if first is None:
        return _nothing(pair, near_s, within_s, len(places_of(pair, rough)))
    places = places_of(pair, first)
    found = [_found(pair, first, at, _NARROW_S) for at in places]
    line = line_through(found, sure=_FAINT)
    if line is None:
        return _nothing(pair, near_s, within_s, len(places))
    agree = [_agrees(place, line) for place in found]
    agreeing = [at for at, agrees in zip(places, agree, strict=True) if agrees]
    line = _past_echoes(pair, line, agreeing)
    weights = [0.5 + _heard(pair.levels[0], at) for at in places]
    begin, end = _overlap(pair, line)
    return Fit(
        at_s=-line.begin_s / (1 + line.drift),
        drift_ppm=line.drift * 1e6,
        error_ms=1000 * line.error_s,
        overlap_s=max(0.0, end - begin),
        places=len(found),
        agreeing=agree.count(True),
        explained=round(float(np.average(agree, weights=weights)), 3),
        spread=round(_spread(agree), 3),
        height=round(_height(found, agree), 2),
        common_s=agreeing[-1] + _STRETCH_S - agreeing[0] if agreeing else 0.0,
        picture_s=pair.mine.duration_s,
        sound_s=pair.theirs.duration_s,
    )


def _first_line(pair: _Pair, rough: Line) -> Line | None:
    """Return the line through what is found widely beside the sketches' course: at some places, or at all."""
    places = places_of(pair, rough)
    some = places[:: max(1, len(places) // _FIRST_PLACES)]
    found = {at: _found(pair, rough, at, _WIDE_S) for at in some}
    line = line_through(list(found.values()))
    if line is not None and 2 * len(line.on) >= len(some):
        return line
    found = {at: found.get(at) or _found(pair, rough, at, _WIDE_S) for at in places}
    return line_through(list(found.values()), sure=_FAINT_BESIDE)


def _spread(agree: Sequence[bool]) -> float:
    """Return the share of parts, each of three places at least, in which some place agrees."""
    parts = np.array_split(np.array(agree), max(1, min(_PARTS, len(agree) // 3)))
    return float(np.mean([part.any() for part in parts]))


def _height(found: Sequence[Place], agree: Sequence[bool]) -> float:
    heights = [place.found[0][1] for place, agrees in zip(found, agree, strict=True) if agrees]
    return float(np.median(heights)) if heights else 0.0


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
        spread=0.0,
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
    audible = [float(np.clip(0.4 * np.percentile(level, 95), _HARDLY, _AUDIBLE)) for level in heard]
    edges = np.searchsorted(starts, np.linspace(begin, end, count + 1))
    chosen = []
    for first, after in pairwise(edges):
        both = (heard[0] + heard[1])[first:after]
        best = first + int(both.argmax()) if both.size else 0
        if both.size and any(level[best] >= least for level, least in zip(heard, audible, strict=True)):
            chosen.append(round(float(starts[best]), 3))
    return tuple(chosen)


def _all_heard(level: Floats, starts: NDArray[np.float64]) -> Floats:
    """Return how audible the stretches are that begin at some seconds."""
    total = np.concatenate([[0.0], np.cumsum(level, dtype=np.float64)])
    first = np.clip(np.round(starts * FRAMES_A_SECOND).astype(int), 0, level.size)
    after = np.clip(first + round(_STRETCH_S * FRAMES_A_SECOND), 0, level.size)
    return np.asarray((total[after] - total[first]) / (_STRETCH_S * FRAMES_A_SECOND), dtype=np.float32)


def _heard(level: Floats, start: float) -> float:
    return float(_all_heard(level, np.array([start]))[0])


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
    """Tell whether a place's highest finding lies on a line, or one nearly as high beside an echo of it.

    By chance one place in forty does.
    """
    expected = line.begin_s + (1 + line.drift) * place.at_s
    on = [high for at, high in place.found if abs(at - expected) <= TOLERANCE_S]
    if not on:
        return False
    highest = place.found[0][1]
    return on[0] >= (_FAINT if on[0] == highest else max(_FAINT_BESIDE, _NEARLY * highest))


def _past_echoes(pair: _Pair, line: Line, places: Sequence[float]) -> Line:
    """Return a line on the sound itself where it lay on an echo in the camera's room.

    Laid over each other, all places show the sound and its echoes. Of what is nearly as high as the highest,
    that which reaches the camera first is the sound, if the other side is a recorder's; two cameras have each
    their own echoes. So far as there was a choice it may be wrong, and the error says so.
    """
    if not places:
        return line
    some = places[:: -(-len(places) // _LAID_OVER)]
    heights = np.mean([_profile(pair, line, at) for at in some], axis=0)
    middle, reach, near = heights.size // 2, round(_ECHO_S * SAMPLE_RATE), round(_SMEAR_S * SAMPLE_RATE)
    seen = heights[middle - reach : middle + reach + 1] - np.median(heights)
    tops = np.flatnonzero(seen >= sliding_window_view(np.pad(seen, near), 2 * near + 1).max(axis=1)) - reach
    height = seen[tops + reach] / seen.max()
    beside = np.abs(tops) > 2 * near
    if pair.sound.of_camera:
        unsure = np.abs(tops[beside & (height >= _FIRST)]).max(initial=0)
        return replace(line, error_s=line.error_s + float(unsure) / SAMPLE_RATE)
    # What reaches the camera earlier is later on the recorder.
    later = beside & (tops > 0)
    moved = int(tops[later & (height >= _FIRST)].max(initial=0))
    perhaps = int(tops[later & (height >= _PERHAPS)].max(initial=0)) - moved
    doubtful = moved if not np.any(height[tops == moved] >= _SURELY) else 0
    error_s = line.error_s + max(perhaps, doubtful) / SAMPLE_RATE
    return replace(line, begin_s=line.begin_s + moved / SAMPLE_RATE, error_s=error_s)


def _profile(pair: _Pair, line: Line, picture_s: float) -> Floats:
    stretch = pair.picture.read(picture_s, _STRETCH_S)
    expected = line.begin_s + (1 + line.drift) * round(picture_s * SAMPLE_RATE) / SAMPLE_RATE
    around = pair.sound.read(expected - _NARROW_S, _STRETCH_S + 2 * _NARROW_S)
    if not stretch.any() or not around.any():
        return np.zeros(round(2 * _NARROW_S * SAMPLE_RATE) + 1, np.float32)
    return standing(stretch, around)
