"""How loud a clip is, where it is quiet, and where its slate claps."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.sound.model import HeardWord, Stretch
from rushes.sound.spectrum import SAMPLE_RATE, Floats

LEVEL_STEP_S: Final = 0.1
FOREGROUND_DB: Final = 9.0
"""Free speech this far below the clip's lines is somebody in the background: not the actor's."""
_FULL_SCALE = 32768.0
_SILENCE_DB = -96.0
_HIGHS_RAISED, _NO_POWER, _DEEPEST_DB = 0.95, 1e-10, 40.0

_MILLISECOND = SAMPLE_RATE // 1000
_BLOCK = 100 * _MILLISECOND
_LEAST_BLOCKS = 3
_HUM = 20.0
"""Curvature, in steps of 16 bits, that counts as nothing."""
_CLAP_STANDS_OUT = 12.0
"""On the real takes of the evaluation a clap stands out 180 to 280 times in quiet, 14 in noise at 20 dB."""


def levels(samples: NDArray[np.int16], step_s: float) -> Floats:
    """Return the RMS level of each step in dB below full scale; digital silence is -96 dB."""
    step = round(step_s * SAMPLE_RATE)
    whole = samples[: samples.size // step * step].reshape(-1, step).astype(np.float32)
    if not whole.size:
        return np.zeros(0, dtype=np.float32)
    power = np.mean((whole / _FULL_SCALE) ** 2, axis=1)
    return np.asarray(np.maximum(10.0 * np.log10(np.maximum(power, 1e-12)), _SILENCE_DB), dtype=np.float32)


def falls(samples: NDArray[np.int16], step_s: float) -> Floats:
    """Return by how many dB the quietest hundredth of a second of each step lies below the whole step.

    Between the sounds of speech a near voice falls deep; an echoing room, distance and noise fill it up. It
    is the depth of modulation on which the speech transmission index stands (Houtgast and Steeneken, 1985),
    here of sound with its highs raised, where consonants are and hum is not. At most 40 dB.
    """
    raised = samples.astype(np.float32)
    raised[1:] -= _HIGHS_RAISED * raised[:-1].copy()
    step, part = round(step_s * SAMPLE_RATE), SAMPLE_RATE // 100
    parts = raised[: raised.size // step * step].reshape(-1, step // part, part)
    if not parts.size:
        return np.zeros(0, dtype=np.float32)
    power = np.mean((parts / _FULL_SCALE) ** 2, axis=2) + _NO_POWER
    deep = 10.0 * np.log10(power.mean(axis=1) / power.min(axis=1))
    return np.asarray(np.clip(deep, 0.0, _DEEPEST_DB), dtype=np.float32)


def noise_and_speech(levels_db: Floats, words: Sequence[HeardWord]) -> tuple[float, float]:
    """Return the level of the noise floor and of the speech, in dBFS.

    The floor is the quietest tenth of the clip; the speech the median level under the heard words.
    """
    if not levels_db.size:
        return _SILENCE_DB, _SILENCE_DB
    floor = float(np.percentile(levels_db, 10))
    spoken = [level_between(levels_db, word.in_s, word.out_s) for word in words]
    return floor, float(np.median(spoken)) if spoken else floor


def level_between(levels_db: Floats, in_s: float, out_s: float, step_s: float = LEVEL_STEP_S) -> float:
    """Return the loudest level that the steps from `in_s` to `out_s` reach, in dBFS."""
    first, after = int(in_s / step_s), int(np.ceil(out_s / step_s))
    inside = levels_db[first : max(after, first + 1)]
    return float(inside.max()) if inside.size else _SILENCE_DB


def sharp_attacks(samples: NDArray[np.int16], start_s: float = 0.0) -> tuple[tuple[float, float], ...]:
    """Return the instants of very sharp attacks and how far each stands out, sharpest first.

    What is measured is the curvature of the wave (its second difference), millisecond by
    millisecond, against its median over the surrounding 0.3 s. Two pieces of wood that meet have a
    steeper front than nearly all speech; the sharpest plosives of real readers come near, which is
    why `claps` looks only outside the lines.
    """
    curve = np.diff(samples.astype(np.float32), n=2)
    whole = curve[: curve.size // _BLOCK * _BLOCK].reshape(-1, 100, _MILLISECOND)
    if len(whole) < _LEAST_BLOCKS:
        return ()
    sharp = np.sqrt(np.mean(whole**2, axis=2))
    calm = np.median(sharp, axis=1)
    around = np.median(np.stack([np.roll(calm, 1), calm, np.roll(calm, -1)]), axis=0)
    standing = sharp / (around[:, None] + _HUM)
    at = standing.argmax(axis=1)
    far = standing[np.arange(len(at)), at]
    order = [int(block) for block in np.argsort(-far) if far[block] >= _CLAP_STANDS_OUT]
    return tuple(
        (round(start_s + (block * 100 + int(at[block])) / 1000, 3), float(far[block])) for block in order
    )


def claps(
    attacks: Sequence[tuple[float, float]], first_s: float, last_s: float, margin_s: float = 0.05
) -> tuple[float, ...]:
    """Return the slate's claps: the sharpest attack before the first spoken line, and after the last.

    Without any line (`first_s` after `last_s`) both are the same: it is told once.
    """
    head = [attack for attack in attacks if attack[0] < first_s - margin_s]
    tail = [attack for attack in attacks if attack[0] > last_s + margin_s]
    return tuple(sorted({max(side, key=lambda attack: attack[1])[0] for side in (head, tail) if side}))


def quiet_between(
    words: Sequence[HeardWord], duration_s: float, least_s: float = 0.06
) -> tuple[Stretch, ...]:
    """Return the stretches without any word or sound of a voice, at least `least_s` long.

    words: by their beginnings; several microphones may hear them at once.
    """
    ends = accumulate((word.out_s for word in words), max, initial=0.0)
    begins = [*(word.in_s for word in words), duration_s]
    pairs = zip(ends, begins, strict=True)
    return tuple(Stretch(round(a, 3), round(b, 3)) for a, b in pairs if b - a >= least_s)
