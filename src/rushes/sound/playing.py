"""What plays under a picture: the recordings behind it in its own time, else the sound that the camera took.

The ear hears everything in the picture's time, so a recorder's clock that runs fast or slow is met by
leaving out or repeating single samples. That is for the ear alone; no sound of the film is touched.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rushes.footage.model import Behind, Clip
from rushes.sound.samples import Rows, track_blocks
from rushes.sound.spectrum import SAMPLE_RATE
from rushes.sound.tracks import told_apart, tracks_of

Sounding = Path | Clip
"""What can be heard: a file, all that it holds; a clip, all that plays under its picture."""

CAMERA = "camera"
"""The name of the guide track among microphones: heard only where no recording plays."""

_BLOCK_S = 10.0
_PREROLL_S = 0.5
_UNCOVERED_S = 0.5
"""Less than this is too short for a word, and not worth the guide track."""


def names_playing(what: Sounding) -> tuple[str, ...]:
    """Return the name of each track, in the order of the rows of `blocks_playing`."""
    if isinstance(what, Path):
        return tracks_of(what)
    if not what.behind:
        return tracks_of(what.path)
    return tuple(dict.fromkeys(row.name for row in _rows(what)))


def blocks_playing(what: Sounding) -> Iterator[Rows]:
    """Yield all tracks from the first picture frame on, 16 kHz, in blocks of ten seconds."""
    if isinstance(what, Path):
        yield from track_blocks(what, _BLOCK_S)
    elif not what.behind:
        yield from track_blocks(what.path, _BLOCK_S)
    else:
        yield from _together(what)


def guide_needed(clip: Clip) -> tuple[tuple[float, float], ...]:
    """Return the seconds of a picture under which no recording plays, though the camera took sound."""
    if not clip.channels:
        return ()
    gaps, at = [], 0.0
    for begin, end in sorted(map(_playing_s, clip.behind)):
        gaps.append((at, begin))
        at = max(at, end)
    gaps.append((at, float(clip.seconds)))
    return tuple((begin, end) for begin, end in gaps if end - begin >= _UNCOVERED_S)


def _playing_s(behind: Behind) -> tuple[float, float]:
    return behind.at_s, behind.in_picture(float(behind.sound.seconds))


@dataclass(frozen=True)
class _Row:
    """One track of one file behind a picture."""

    name: str
    behind: Behind | None
    row: int


def _rows(clip: Clip) -> tuple[_Row, ...]:
    """Return every track under a picture; tracks of one name in recordings one after the other are one."""
    rows: list[_Row] = []
    earlier: list[tuple[Behind, Sequence[str]]] = []
    for behind in clip.behind:
        called = behind.sound.tracks or tracks_of(behind.sound.path)
        at_once = [name for other, names in earlier if _at_once(other, behind) for name in names]
        names = told_apart((*at_once, *called))[len(at_once) :]
        earlier.append((behind, names))
        rows += [_Row(name, behind, row) for row, name in enumerate(names)]
    if guide_needed(clip):
        own = told_apart([CAMERA] * clip.channels)
        rows += [_Row(name, None, row) for row, name in enumerate(own)]
    return tuple(rows)


def _at_once(one: Behind, other: Behind) -> bool:
    (begin, end), (start, stop) = _playing_s(one), _playing_s(other)
    return min(end, stop) - max(begin, start) > _UNCOVERED_S


def _together(clip: Clip) -> Iterator[Rows]:
    """Yield the tracks of all files side by side, each where it belongs in the picture's time."""
    rows, names = _rows(clip), names_playing(clip)
    feeds = [_InStep(behind) for behind in clip.behind]
    guide = track_blocks(clip.path, _BLOCK_S) if guide_needed(clip) else iter(())
    total = round(float(clip.seconds) * SAMPLE_RATE)
    block = round(_BLOCK_S * SAMPLE_RATE)
    for first in range(0, total, block):
        count = min(block, total - first)
        made = np.zeros((len(names), count), np.int16)
        given = dict(zip(clip.behind, (feed.take(first, count) for feed in feeds), strict=True))
        own = _where_needed(clip, next(guide, None), first, count)
        for row in rows:
            source = own if row.behind is None else given[row.behind]
            if row.row < len(source):
                made[names.index(row.name)] += source[row.row]
        yield made


def _where_needed(clip: Clip, guide: Rows | None, first: int, count: int) -> Rows:
    """Return the guide track with silence wherever a recording plays."""
    if guide is None:
        return np.zeros((0, count), np.int16)
    own = np.zeros((len(guide), count), np.int16)
    for begin, end in guide_needed(clip):
        start, stop = (
            min(max(round(s * SAMPLE_RATE) - first, 0), guide.shape[1], count) for s in (begin, end)
        )
        own[:, start:stop] = guide[:, start:stop]
    return own


class _InStep:
    """One file behind a picture, handed out in the picture's time; silence where it does not play."""

    def __init__(self, behind: Behind) -> None:
        self._speed = 1 + behind.drift_ppm * 1e-6
        self._at = behind.at_s * SAMPLE_RATE
        start_s = max(0.0, behind.on_recorder(0.0) - _PREROLL_S)
        self._first = round(start_s * SAMPLE_RATE)
        self._blocks = track_blocks(behind.sound.path, _BLOCK_S, start_s=self._first / SAMPLE_RATE)
        self._have: Rows | None = None

    def take(self, first: int, count: int) -> Rows:
        """Return the samples of the picture's time from `first` on."""
        wanted = np.floor((np.arange(first, first + count) - self._at) * self._speed + 0.5).astype(np.int64)
        self._fetch(int(wanted[-1]) + 1, int(wanted[0]))
        if self._have is None:
            return np.zeros((0, count), np.int16)
        if not self._have.shape[1]:
            return np.zeros((len(self._have), count), np.int16)
        place = wanted - self._first
        inside = (place >= 0) & (place < self._have.shape[1])
        taken: Rows = np.where(inside, self._have[:, np.where(inside, place, 0)], 0).astype(np.int16)
        return taken

    def _fetch(self, until: int, since: int) -> None:
        """Read on to a sample of the file, and let go of what came before another."""
        while self._have is None or self._first + self._have.shape[1] < until:
            block = next(self._blocks, None)
            if block is None:
                break
            self._have = block if self._have is None else np.concatenate([self._have, block], axis=1)
        if self._have is not None:
            gone = min(max(0, since - self._first), self._have.shape[1])
            self._have, self._first = self._have[:, gone:], self._first + gone
