"""Whether a mouth says what is heard: its movement beside that of the face, against the voice. Pure.

A nod, a turn and a change of light move the whole face; they are taken off by laying the upper half of a face
over itself from frame to frame (Lucas and Kanade, 1981). What is left in the mouth's region is its movement,
and a mouth that speaks moves when the voice is loud and when it changes: the two are correlated, as Hershey
and Movellan ("Audio vision", 1999) did with single pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.picture.model import Mouth

Floats = NDArray[np.float64]
Crop = NDArray[np.float32]
"""A face, `ACROSS` by `DOWN` shades, its mouth's middle in row `MOUTH` and the middle column."""

ACROSS, DOWN, MOUTH = 64, 80, 54
"""Pixels. Down they are 0.92 of a face's height: 0.62 of it above the middle of the mouth, 0.3 below."""
LAGS: Final = 2
"""Frames by which sound may stand off its picture: what is farther off is seen (ITU-R BT.1359)."""
_RESTS, _LIPS = slice(11, 42), slice(47, 69)
"""Rows of eyes and nose, which hardly move of themselves, and of the lips as far as a chin drops."""
_FACE, _WIDE = slice(10, 54), slice(15, 49)
"""Columns of them."""
_CONTRAST = 32.0
"""Standard deviation to which every face is brought, in shades: as that of faces in an even light."""
_JUMP = 8.0
"""Shades left over in the upper half from which a face was not followed: a cut, a hand, a quick turn."""
_SMOOTH = 3
"""Frames over which both are smoothed: of 1, 3 and 5 that told voices from others best (scenes 1 and 2)."""
_LOUD_DB, _CHANGE_DB = 8.0, 4.0
"""How many decibels of level, and of change in a frame, weigh the same: chosen there, as the sum of both told
best."""
_FLOOR_DB = 6.0
"""Decibels above the quietest tenth that count as quiet: below lies the noise."""
_LEAST, _KEPT = 24, 0.6
"""Frames, and their part in a stretch, on which a face must be followed."""
_VARIES_DB = 3.0
"""Standard deviation of a voice; of a level hum it is less, and nothing can be told by it."""

_EVEN, _STEEP, _ENOUGH_S = 0.8, 6.0, 4.0
"""Evidence at which it may as well be so as not, how steeply that turns, and seconds after which no more is
added."""


@dataclass(frozen=True)
class Lips:
    """How the mouth of one face moved along a stretch: number, of, why_not as of `Mouth`.

    at_s: the instants between its frames. moves: `movement` there.
    """

    in_s: float
    out_s: float
    number: int
    of: int
    at_s: Floats
    moves: Floats
    why_not: str = ""


def movement(crops: Sequence[Crop]) -> Floats:
    """Return how much more a mouth moves than its face from each frame to the next; NaN where not followed.

    The logarithm of shades, so that one wide yawn is not all there is.
    """
    if len(crops) < 2:
        return np.zeros(0)
    level = float(np.median([crop[_RESTS, _FACE].std() for crop in crops]))
    even = [crop * np.float32(_CONTRAST / max(level, 1.0)) for crop in crops]
    pairs = (_left_over(before, after) for before, after in pairwise(even))
    return np.array([np.log1p(max(0.0, lips - rest)) if rest < _JUMP else np.nan for lips, rest in pairs])


def _left_over(before: Crop, after: Crop) -> tuple[float, float]:
    """Return how much of the lips and of the upper half changed, without what changed of the whole face."""
    change, middle = after - before, (before + after) / 2
    down, across = (np.asarray(one, np.float32) for one in np.gradient(middle))
    rest = (_RESTS, _FACE)
    terms = np.stack([across[rest].ravel(), down[rest].ravel(), np.ones(across[rest].size, np.float32)])
    columns, rows, light = np.linalg.lstsq(terms.T, change[rest].ravel(), rcond=None)[0]
    left: Crop = np.asarray(change - across * columns - down * rows - light, np.float32)
    lips, upper = left[_LIPS, _WIDE], left[rest]
    return float(np.sqrt((lips**2).mean())), float(np.sqrt((upper**2).mean()))


def told(lips: Lips, voice_db: Sequence[float], step_s: float) -> Mouth:
    """Return how a mouth goes with a voice; voice_db: its level every `step_s` of the clip from 0."""
    followed = np.isfinite(lips.moves)
    about = (lips.in_s, lips.out_s, lips.number, lips.of)
    if lips.why_not or followed.sum() < _LEAST or followed.mean() < _KEPT:
        return Mouth(*about, None, why_not=lips.why_not or "not followed")
    if not voice_db:
        return Mouth(*about, None, why_not="no voice to go by")
    frame_s = float(np.median(np.diff(lips.at_s)))
    moves = np.interp(lips.at_s, lips.at_s[followed], lips.moves[followed])
    heard = [_heard(voice_db, step_s, lips.at_s + lag * frame_s, frame_s) for lag in range(-LAGS, LAGS + 1)]
    level = heard[LAGS][0]
    moved = round(float(np.expm1(np.median(moves[level >= np.median(level)]))), 2)
    if np.std(level) < _VARIES_DB:
        return Mouth(*about, None, moves=moved, why_not="no voice to go by")
    smooth = _smoothed(moves)[followed]
    best = max(_correlated(smooth, _smoothed(speech)[followed]) for _, speech in heard)
    sure = speaks(best, float(followed.sum()) * frame_s)
    return Mouth(*about, sure, agrees=round(best, 3), moves=moved)


def speaks(agrees: float, seconds: float) -> float:
    """Return how sure it is that a mouth says what is heard, 0 to 1.

    What agrees by chance shrinks with the root of the time. Fitted by `evaluation.mouths` on real faces.
    """
    evidence = agrees * float(np.sqrt(min(seconds, _ENOUGH_S)))
    return round(1 / (1 + float(np.exp(-_STEEP * (evidence - _EVEN)))), 3)


def _heard(voice_db: Sequence[float], step_s: float, at_s: Floats, frame_s: float) -> tuple[Floats, Floats]:
    """Return the level of a voice at some instants, in decibels, and its level and change as one curve."""
    voice = np.asarray(voice_db, np.float64)
    wide = max(1, round(frame_s / step_s))
    meaned = np.convolve(voice, np.ones(wide) / wide, "same")
    level = np.interp(at_s, (np.arange(len(voice)) + 0.5) * step_s, meaned)
    level = np.maximum(level, np.percentile(level, 10) + _FLOOR_DB)
    return level, level / _LOUD_DB + np.abs(np.gradient(level)) / _CHANGE_DB


def _smoothed(curve: Floats) -> Floats:
    held = np.pad(curve, _SMOOTH // 2, mode="edge")
    return np.convolve(held, np.ones(_SMOOTH) / _SMOOTH, "valid")


def _correlated(one: Floats, other: Floats) -> float:
    spread = float(one.std() * other.std())
    return float(((one - one.mean()) * (other - other.mean())).mean() / spread) if spread > 1e-9 else 0.0
