"""The door to a file's sound for finding its mate: decoded once, and kept as a sketch of it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rushes.sound.biphase import carries_timecode
from rushes.sound.levels import sharp_attacks
from rushes.sound.samples import Rows, track_blocks
from rushes.sound.spectrum import SAMPLE_RATE, Floats
from rushes.sync.bands import HOP, WINDOW, pack, powers
from rushes.sync.model import Sketch

_BLOCK_S: Final = 10.0
_LEAD: Final = SAMPLE_RATE // 2
"""Samples of the block before, so that an attack at a block's beginning has something around it."""
_MOST_CLAPS: Final = 3
"""In a block of ten seconds: more attacks than these are no slate's."""
_QUIET: Final = 8.0
"""A track of a lower level, in steps of 16 bits, is brought up no further: it is hiss."""


def sketch(file: Path) -> Sketch:
    """Return the sketch of a file's sound, all its tracks but timecode together, each as loud as another.

    Time counts from the first frame of the picture, or from the first sample. The file is read once, in
    blocks, so memory grows by 3 KB a second. A file without sound has a duration of 0.
    """
    return sketch_of(mono_blocks(file))


def sketch_of(blocks: Iterable[NDArray[np.int16]]) -> Sketch:
    """Return the sketch of samples at 16 kHz, block by block."""
    bands: list[Floats] = []
    claps: list[tuple[float, float]] = []
    rest, before = np.zeros(0, np.float32), np.zeros(0, np.int16)
    at = 0
    for block in blocks:
        claps += _attacks(before, block, at)
        joined = np.concatenate([rest, block.astype(np.float32)])
        bands.append(powers(joined))
        rest = joined[len(bands[-1]) * HOP :]
        before, at = block[-_LEAD:], at + block.size
    if rest.size and at:
        bands.append(powers(np.concatenate([rest, np.zeros(WINDOW, np.float32)]))[: -(-rest.size // HOP)])
    power = np.concatenate(bands) if bands else np.zeros((0, 0), np.float32)
    return Sketch(
        round(at / SAMPLE_RATE, 3),
        tuple(second for second, _ in claps),
        pack(power),
        tuple(round(sharp, 1) for _, sharp in claps),
    )


def mono_blocks(file: Path) -> Iterator[NDArray[np.int16]]:
    """Yield a file's sound as one row at 16 kHz: each track that is no timecode, all equally loud."""
    loudest: Floats | None = None
    code: set[int] = set()
    for rows in track_blocks(file, _BLOCK_S):
        levels = _levels(rows)
        known = np.zeros_like(levels) if loudest is None else loudest
        code |= {int(n) for n in np.flatnonzero((known == 0) & (levels > 0)) if carries_timecode(rows[n])}
        loudest = np.maximum(known, levels)
        yield equalised(rows, np.where([n in code for n in range(len(rows))], 0, loudest))


def equalised(rows: Rows, levels: Floats) -> NDArray[np.int16]:
    """Return the mean of tracks, each brought up to the level of the loudest; those of level 0 left out."""
    used = np.flatnonzero(levels)
    if not used.size:
        return np.zeros(rows.shape[1], np.int16)
    if used.size == 1:
        return np.asarray(rows[used[0]], dtype=np.int16)
    gains = levels.max() / np.maximum(levels[used], _QUIET) / used.size
    joined = gains @ rows[used].astype(np.float32)
    return np.asarray(np.clip(joined, -32768, 32767), dtype=np.int16)


def _levels(rows: Rows) -> Floats:
    return np.asarray(np.sqrt(np.mean(rows.astype(np.float32) ** 2, axis=1)), dtype=np.float32)


def _attacks(before: NDArray[np.int16], block: NDArray[np.int16], at: int) -> list[tuple[float, float]]:
    """Return the sharpest attacks of a block and how far each stands out, in their order in time."""
    start = (at - before.size) / SAMPLE_RATE
    mirrored = block[-2 : -SAMPLE_RATE // 10 - 4 : -1]  # what stands at the very end needs something after it
    found = sharp_attacks(np.concatenate([before, block, mirrored]), start)
    inside = [one for one in found if at <= round(one[0] * SAMPLE_RATE) < at + block.size]
    return sorted(inside[:_MOST_CLAPS])
