"""Several microphones on one scene: which are one signal, and where each holds more than its neighbours.

Pure. Rows are tracks of one piece of sound at 16 kHz; levels are dBFS, one row for each track.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.sound.biphase import carries_timecode
from rushes.sound.levels import LEVEL_STEP_S, levels, noise_and_speech
from rushes.sound.model import Heard, HeardWord, Stretch
from rushes.sound.spectrum import SAMPLE_RATE, Floats

Rows = NDArray[np.int16]
Steps = NDArray[np.bool_]

_INAUDIBLE_DB: Final = -80.0
_SAME: Final = 0.995
"""Two tracks that differ by a gain and a hiss 20 dB below are one signal."""
_PAIR, _PAIR_LAG = 0.8, SAMPLE_RATE * 6 // 10000
"""A stereo pair: so alike, at 0.6 ms at most, the way of sound between capsules 20 cm apart."""
_QUIETEST_ROOM_DB: Final = -80.0
"""No room is quieter in effect; a track that is muted between lines shall not seem clearer for it."""
_SOUNDS_DB, _LOUD_DB, _NEAR_PEAK_DB = 4.0, 12.0, 12.0
_FIRST_DB, _FAR_DB, _FARTHER_DB, _SPREAD_DB = 3.0, 9.0, 16.0, 8.0
_LEAST_LOUD: Final = 10
_AROUND_S: Final = 0.4
_SHORTEST: Final = 2
"""Steps: no word is shorter, and what is was a tail of the room."""
_WORTH_LEAVING_OUT: Final = 0.85
_MOSTLY: Final = 0.6

_MIX: Final = re.compile(r"\bmix", re.IGNORECASE)

WHOLE: Final = (Stretch(0.0, np.inf),)


@dataclass(frozen=True, eq=False)
class Source:
    """One signal to be heard: the rows that carry it, the first of which it is named by."""

    rows: tuple[int, ...]
    samples: NDArray[np.int16]


def is_mix(name: str) -> bool:
    """Tell by its name whether a track is the recordist's mix of the others."""
    return _MIX.search(name) is not None


def timecode_rows(rows: Rows) -> tuple[int, ...]:
    """Return the tracks that carry timecode, and no sound."""
    return tuple(n for n, row in enumerate(rows) if carries_timecode(row))


def mixed(rows: Sequence[NDArray[np.int16]] | Rows) -> NDArray[np.int16]:
    """Return the mean of tracks; a single one as it is."""
    return rows[0] if len(rows) == 1 else np.asarray(np.mean(rows, axis=0).round(), dtype=np.int16)


def sources(rows: Rows, without: Sequence[int] = (), *, pair: bool = False) -> tuple[Source, ...]:
    """Return the distinct signals among tracks, in their order: silent ones and `without` left out.

    Tracks of the same signal are one source, their mean. pair: the tracks are the two sides of one
    stereo stream, so two capsules close together are one source as well. A single track is always one.
    """
    if len(rows) == 1:
        return () if without else (Source((0,), rows[0]),)
    heard = [n for n, row in enumerate(rows) if n not in without and _audible(row)]
    steep = {n: np.diff(rows[n].astype(np.float32), prepend=np.float32(0)) for n in heard}
    groups: list[list[int]] = []
    for n in heard:
        for group in groups:
            if _alike(steep[group[0]], steep[n], pair=pair):
                group.append(n)
                break
        else:
            groups.append([n])
    return tuple(Source(tuple(group), mixed(rows[group])) for group in groups)


def _audible(row: NDArray[np.int16]) -> bool:
    level = levels(row, LEVEL_STEP_S)
    return bool(level.size and level.max() > _INAUDIBLE_DB)


def _alike(one: Floats, other: Floats, *, pair: bool) -> bool:
    """Compare two tracks by their steps from sample to sample, so that a rumble in both is no likeness."""
    whole = float(np.sqrt(np.dot(one, one) * np.dot(other, other)))
    if not whole:
        return False
    if float(np.dot(one, other)) >= _SAME * whole:
        return True
    return pair and max(_beside(one, other, lag) for lag in range(-_PAIR_LAG, _PAIR_LAG + 1)) >= _PAIR * whole


def _beside(one: Floats, other: Floats, lag: int) -> float:
    if lag < 0:
        one, other, lag = other, one, -lag
    return float(np.dot(one[lag:], other[: other.size - lag]))


def bleeding(level: Floats) -> Steps:
    """Return where each track holds no more than what reaches it of another: tracks x steps.

    What is compared is how far each stands above its own noise, so gains do not matter. A track bleeds
    where it is as far below another as it is whenever that other one is loud (the quietest tenth of
    such moments, and 8 dB of spread), and at least 9 dB below; a track that is nobody's own, such as
    the boom in a wide shot, at least 16 dB, since it is farther from everybody at all times.
    """
    above = _above_noise(level)
    least = np.where(isolated(level), _FAR_DB, _FARTHER_DB)
    bleeds = np.zeros(above.shape, dtype=np.bool_)
    for j, loud in enumerate(_loud(above)):
        if loud.sum() < _LEAST_LOUD:
            continue
        apart = above - above[j]
        usual = np.percentile(apart[:, loud], 10, axis=1)
        bleeds |= apart < np.minimum(-least, usual + _SPREAD_DB)[:, None]
    return bleeds


def isolated(level: Floats) -> tuple[bool, ...]:
    """Tell of each track whether it belongs to one person: first among all at times, far at others.

    A boom or a mix is never far from the first, or never the first.
    """
    above = _above_noise(level)
    loud = np.any(_loud(above), axis=0)
    behind = above.max(axis=0)[loud] - above[:, loud]
    near, far = (behind <= _FIRST_DB).sum(axis=1), (behind >= _FAR_DB).sum(axis=1)
    return tuple(((near >= _LEAST_LOUD) & (far >= _LEAST_LOUD)).tolist())


def _above_noise(level: Floats) -> Floats:
    noise = np.maximum(np.percentile(level, 10, axis=1), _QUIETEST_ROOM_DB)
    return np.asarray(np.maximum(level, _QUIETEST_ROOM_DB) - noise[:, None], dtype=np.float32)


def _loud(above: Floats) -> Steps:
    """Return where each track is near its own loudest: somebody speaks into it."""
    peak = np.percentile(above, 95, axis=1)
    return np.asarray(above >= np.maximum(_LOUD_DB, peak - _NEAR_PEAK_DB)[:, None])


def worth_hearing(level: Floats) -> tuple[tuple[Stretch, ...], ...]:
    """Return for each track the stretches in which it holds sound of its own, and 0.4 s around it.

    At any moment the track that stands highest above its noise is among them, so nothing that can be
    heard at all is left out. Where little would be left out, the whole is one stretch.
    """
    own = (_above_noise(level) >= _SOUNDS_DB) & ~bleeding(level)
    return tuple(_stretches(row) for row in own)


def _stretches(own: Steps) -> tuple[Stretch, ...]:
    runs = np.convolve(own, np.ones(_SHORTEST), mode="valid") == _SHORTEST
    around = round(_AROUND_S / LEVEL_STEP_S)
    wide = np.convolve(runs, np.ones(2 * around + _SHORTEST))[around : own.size + around] > 0
    if wide.mean() >= _WORTH_LEAVING_OUT:
        return WHOLE
    edges = np.flatnonzero(np.diff(np.concatenate([[0], wide.astype(np.int8), [0]])))
    pairs = (edges * LEVEL_STEP_S).reshape(-1, 2).round(3).tolist()
    return tuple(Stretch(a, b if b < own.size * LEVEL_STEP_S - 0.01 else np.inf) for a, b in pairs)


def cut_to(samples: NDArray[np.int16], stretches: Sequence[Stretch]) -> NDArray[np.int16]:
    """Return the stretches of some sound, one after the other."""
    parts = [samples[_at(one.in_s) : _at(one.out_s)] for one in stretches]
    return np.concatenate(parts) if parts else samples[:0]


def _at(second: float) -> int | None:
    return None if second == np.inf else round(second * SAMPLE_RATE)


def put_back(words: Sequence[HeardWord], stretches: Sequence[Stretch]) -> tuple[HeardWord, ...]:
    """Return words that were heard in stretches joined, at their times in the whole sound.

    One that runs over a joint stays in the stretch that holds its middle.
    """
    begins = np.cumsum([0.0, *(one.out_s - one.in_s for one in stretches[:-1])])
    placed = []
    for word in words:
        n = int(np.searchsorted(begins, (word.in_s + word.out_s) / 2, side="right")) - 1
        one, by = stretches[n], stretches[n].in_s - float(begins[n])
        placed.append(
            replace(word, in_s=max(one.in_s, word.in_s + by), out_s=min(one.out_s, word.out_s + by))
        )
    return tuple(placed)


def by_track(heard: Heard) -> tuple[Heard, ...]:
    """Return what each track alone gave, in the order of `Heard.tracks`; one that has one is as it is.

    Words that are only another's voice from afar are left out: they are heard where they were spoken.
    """
    if len(heard.tracks) < 2:
        return (heard,)
    bleeds = bleeding(np.array(heard.track_levels, dtype=np.float32))
    return tuple(_alone(heard, number, bleeds[number]) for number in range(len(heard.tracks)))


def _alone(heard: Heard, number: int, bleeds: Steps) -> Heard:
    mine = (word for word in heard.words if word.track == number)
    words = tuple(word for word in mine if not _from_afar(word, bleeds))
    level = heard.track_levels[number]
    noise, speech = noise_and_speech(
        np.array(level, dtype=np.float32), [word for word in words if word.of_script]
    )
    return replace(
        heard,
        words=words,
        levels=level,
        noise_db=round(noise, 1),
        speech_db=round(speech, 1),
        tracks=(heard.tracks[number],),
        track_levels=(level,),
    )


def _from_afar(word: HeardWord, bleeds: Steps) -> bool:
    first = int(word.in_s / LEVEL_STEP_S)
    steps = bleeds[first : max(int(np.ceil(word.out_s / LEVEL_STEP_S)), first + 1)]
    return bool(steps.size) and float(steps.mean()) >= _MOSTLY
