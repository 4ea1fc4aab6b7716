"""The swing of a slate's sticks, found in pictures. Pure: arrays in, closings out.

What is looked for is geometry, not a learned likeness: a striped bar that turns about its end like a
hinge, by at least `LEAST_OPEN`, comes to rest within a few frames and then stays. The bar must be found
twice, open and closed, as the same pattern of stripes turned about one point at its end; an arm, a door or
a book that is put down has no stripes, or none that turn about their own end. Whatever fails one of
the checks is not told: a wrong closing would put sound in the wrong place.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.sync.bar import Bar, Flat, Grey, Turn, alike, at_turns, likeness_at, pattern_of, sampled, soft
from rushes.sync.hinge import CELL, LEAST_OPEN, Guess, guesses

Pictures = NDArray[np.uint8]
"""Frames of grey, (frames, height, width)."""


_BEFORE = (4, 3, 6, 9)
"""Frames before the closing in which sticks are looked for open: people take two to eight to close them."""
_FEWEST, _SMALLEST = 12, 64
"""Pictures, and pixels of their shorter side, below which there is nothing to see."""
_CANDIDATES = 10
"""Sudden stops that are looked at, the most sudden first."""
_THICK = 0.07
"""Thickness of sticks as a part of their length: boards differ between five and twelve hundredths."""
_AROUND = 48
"""Pixels on each side of the motion by which it is seen how the board moved as a whole."""
_FARTHEST = 14
"""Pixels that a board or a camera may move between open and closed sticks."""
_STEEPEST = 0.6
"""Sine of the angle at which a closed slate is held at most; nobody holds one upright."""
_BESIDE = 0.35
"""How far beside its middle line a bar may be hinged, in half lengths: rivets sit at a corner."""
_AWAY, _MORE = 150, 1.3
"""Pictures around a closing in which a board comes or goes; how much more it changes than its background."""
_SHUT = 0.09
"""Part of the swing at which sticks count as closed: of 24 degrees, two."""
_STILL_LIKE = 0.7
"""Correlation at which a bar counts as seen: of one that is still moving, blur takes more."""
_SAME_BOARD, _FLAT = 0.8, 4.0
"""Correlation of what is under the sticks before and after; shades of grey below which it has no features."""
_ELSEWHERE = 0.75
"""Correlation above which a bar was there all along: eyes after a blink, a lamp that came on again."""
_SWING = np.linspace(-0.15, 1.6, 71)
"""Parts of the swing that are tried, from a little beyond closed to a little beyond open."""
_LONGEST = 9
"""Pictures that closing takes at most."""
_SAME = 0.9
"""Least correlation of the open bar with the closed one, turned back."""


@dataclass(frozen=True)
class Closing:
    """Sticks that closed. index: of the first picture on which they are closed. tail: they open downwards."""

    index: int
    sureness: float
    tail: bool


def closings(pictures: Pictures) -> tuple[Closing, ...]:
    """Return where sticks close, in order; nothing where that is not sure."""
    if len(pictures) < _FEWEST or min(pictures.shape[1:]) < _SMALLEST:
        return ()
    moved = motion(pictures)
    found = [closing for stop in stops(moved) if (closing := _closing(pictures, moved, stop))]
    return _each_once(found)


def motion(pictures: Pictures) -> Grey:
    """Return how much each cell changes from each picture to the next, (frames - 1, rows, columns)."""
    count, height, width = pictures.shape
    rows, columns = height // CELL, width // CELL
    moved = np.empty((count - 1, rows, columns), np.float32)
    last = soft(pictures[0])
    for index in range(1, count):
        now = soft(pictures[index])
        cells = np.abs(now - last)[: rows * CELL, : columns * CELL].reshape(rows, CELL, columns, CELL)
        moved[index - 1] = cells.mean(axis=(1, 3))
        last = now
    return moved


def stops(moved: Grey) -> tuple[int, ...]:
    """Return the pictures at which motion ends suddenly, the most sudden first."""
    floor = np.median(moved, axis=0) * 2 + 1.5
    after = np.stack([moved[1:-2], moved[2:-1], moved[3:]]).max(axis=0)
    sudden = np.maximum(moved[:-3] - 2 * after - floor, 0).sum(axis=(1, 2))
    peaks = [
        i for i in range(2, len(sudden)) if sudden[i] > 0 and sudden[i] >= sudden[max(0, i - 2) : i + 3].max()
    ]
    return tuple(sorted((i + 1 for i in peaks), key=lambda i: -float(sudden[i - 1]))[:_CANDIDATES])


def _closing(pictures: Pictures, moved: Grey, stop: int) -> Closing | None:
    """Return the closing at a sudden stop, if it is one."""
    if stop + 3 >= len(pictures):
        return None
    closed = soft(pictures[stop + 1])
    for earlier in _BEFORE:
        if stop < earlier:
            continue
        opened = soft(pictures[stop - earlier])
        for drift in _drifts(closed, opened, moved[stop - 1]):
            there = np.roll(opened, drift, axis=(0, 1))
            for guess in guesses(closed, there, moved[stop - 1]):
                turn = _turned(closed, there, guess)
                if not turn or not _board_rests(closed, there, turn):
                    continue
                found = _followed(pictures, stop, turn)
                if found:
                    return found
    return None


def _drifts(closed: Grey, other: Grey, last: Grey) -> tuple[tuple[int, int], ...]:
    """Return by how many rows and columns a picture may have to be moved to lie on the closed one.

    Not at all, and as what is around the motion did: hands are never still.
    """
    rows, columns = np.nonzero(last >= 0.5 * last.max())
    y, x = int(np.median(rows) * CELL), int(np.median(columns) * CELL)
    top, left = max(0, y - _AROUND), max(0, x - _AROUND)
    here = closed[top : y + _AROUND, left : x + _AROUND]
    there = other[top : y + _AROUND, left : x + _AROUND]
    window = np.outer(np.hanning(here.shape[0]), np.hanning(here.shape[1]))
    cross = np.fft.rfft2(window * (here - here.mean())) * np.conj(
        np.fft.rfft2(window * (there - there.mean()))
    )
    peak = np.fft.irfft2(cross / np.maximum(np.abs(cross), 1e-6), here.shape)
    dy, dx = (int(v) for v in np.unravel_index(int(peak.argmax()), peak.shape))
    dy, dx = dy - here.shape[0] * (2 * dy > here.shape[0]), dx - here.shape[1] * (2 * dx > here.shape[1])
    return ((0, 0), (dy, dx)) if 0 < max(abs(dy), abs(dx)) <= _FARTHEST else ((0, 0),)


def _turned(closed: Grey, opened: Grey, guess: Guess) -> Turn | None:
    """Find the closed bar near a guess and the same bar open; None when nothing there has stripes."""
    best: Turn | None = None
    for aside in np.array((-0.05, 0.0, 0.05)) * guess.length:
        for tilt in np.radians((-3, 0, 3)):
            bar = _bar(guess, float(aside), float(tilt))
            pattern = pattern_of(closed, bar)
            if pattern is None:
                continue
            found = _search(opened, bar, pattern, guess)
            better = found and found.likeness >= _SAME and (best is None or found.likeness > best.likeness)
            if found and better and not _stayed(closed, opened, pattern, found):
                best = found
    return best


def _bar(guess: Guess, aside: float, tilt: float) -> Bar:
    """Return the middle of a closed stick, most of its length, a little aside and tilted against a guess."""
    direction, middle = guess.direction + tilt, 0.55 * guess.length
    x = guess.hinge[0] + middle * np.cos(direction) - aside * np.sin(direction)
    y = guess.hinge[1] + middle * np.sin(direction) + aside * np.cos(direction)
    return Bar(float(x), float(y), 0.36 * guess.length, _THICK * guess.length, direction)


def _stayed(closed: Grey, opened: Grey, pattern: Flat, turn: Turn) -> bool:
    """Tell whether a bar was closed all along, or is still open: then another moved, or the whole board."""
    before = likeness_at(opened, turn.bar, pattern, turn, np.zeros(1))[1]
    after = likeness_at(closed, turn.bar, pattern, turn, np.ones(1))[1]
    return max(before, after) > _ELSEWHERE


def _beyond(bar: Bar, way: float) -> tuple[Flat, Flat]:
    """Return points of what lies along a bar, on the side to which `way` turns it."""
    side = float(np.sign(way))
    r, v = np.meshgrid(np.linspace(-1, 1, 24) * bar.half, np.linspace(0.12, 0.9, 12) * bar.half * side)
    cos, sin = np.cos(bar.direction), np.sin(bar.direction)
    return bar.x + cos * r.ravel() - sin * v.ravel(), bar.y + sin * r.ravel() + cos * v.ravel()


def _on_the_board(pictures: Pictures, at: int, turn: Turn) -> bool:
    """Tell whether the bar came to rest on the board: sticks that are thrown open come to rest as suddenly.

    The board comes and goes, what is behind it stays; so what lies beyond the closed bar must change more
    over the seconds around than what lies beyond the open one.
    """
    bar, (x, y) = turn.bar, turn.hinge
    cos, sin = np.cos(turn.turn), np.sin(turn.turn)
    right, below = bar.x - x, bar.y - y
    direction = bar.direction + turn.turn
    opened = Bar(x + cos * right - sin * below, y + sin * right + cos * below, bar.half, bar.thick, direction)
    others = [soft(picture) for picture in pictures[max(0, at - _AWAY) : at + _AWAY : 8]]
    here = soft(pictures[at])
    changes = []
    for places in (_beyond(bar, -turn.turn), _beyond(opened, turn.turn)):
        now = sampled(here, *places)
        changes.append(max(float(np.abs(sampled(other, *places) - now).mean()) for other in others))
    return changes[0] > _MORE * changes[1]


def _board_rests(closed: Grey, opened: Grey, turn: Turn) -> bool:
    """Tell whether what is under the sticks is the same in both pictures: a board that arrives is not."""
    x, y = _beyond(turn.bar, -turn.turn)
    here = sampled(closed, x, y)
    if here.std() < _FLAT:
        return True
    near = (-1.0, 0.0, 1.0)
    places = [sampled(opened, x + right, y + below) for right in near for below in near]
    return bool(alike(np.array(places), (here - here.mean()) / here.std()).max() >= _SAME_BOARD)


def _search(opened: Grey, bar: Bar, pattern: Flat, guess: Guess) -> Turn | None:
    """Find where a closed bar lies in the picture in which it is open, coarsely and then finely."""
    turn, dx, dy = guess.turn, 0.0, 0.0
    likeness = -1.0
    for span, step, swing in (
        (0.08 * guess.length, 7, np.radians(8)),
        (0.02 * guess.length, 5, np.radians(2)),
    ):
        shifts = np.linspace(-span, span, step)
        turns = turn + np.linspace(-swing, swing, 9)
        grid = np.meshgrid(turns, dx + shifts, dy + shifts, indexing="ij")
        t, sx, sy = (axis.ravel() for axis in grid)
        found = alike(at_turns(opened, bar, guess.hinge, t, (sx, sy)), pattern)
        best = int(found.argmax())
        likeness, turn, dx, dy = (float(of[best]) for of in (found, t, sx, sy))
    if abs(turn) < LEAST_OPEN:
        return None
    hinge = _fixed_point(guess.hinge, turn, (dx, dy))
    down = bool(np.sin(bar.direction + turn) > np.sin(bar.direction))
    return Turn(bar, hinge, turn, likeness, down)


def _fixed_point(hinge: tuple[float, float], turn: float, shift: tuple[float, float]) -> tuple[float, float]:
    """Return the point that stays where it is when all is turned about `hinge` and moved."""
    cos, sin = np.cos(turn), np.sin(turn)
    s = np.array(shift)
    offset = np.linalg.solve(np.array([[1 - cos, sin], [-sin, 1 - cos]]), s)
    return hinge[0] + float(offset[0]), hinge[1] + float(offset[1])


def _followed(pictures: Pictures, stop: int, turn: Turn) -> Closing | None:
    """Follow a bar through the pictures; return when it closed, if it turned about its end and stayed."""
    bar = turn.bar
    if not _like_sticks(turn, pictures.shape[2], pictures.shape[1]):
        return None
    pattern = pattern_of(soft(pictures[stop + 1]), bar)
    if pattern is None:
        return None
    first, last = max(0, stop - 14), min(len(pictures), stop + 6)
    closed = soft(pictures[stop + 1])
    seen = [_seen_in(soft(pictures[i]), closed, turn, pattern) for i in range(first, last)]
    at = stop + 1 - first
    while at > 0 and _is_shut(seen[at - 1]):
        at -= 1
    if not all(_is_shut(one) for one in seen[at : stop + 4 - first]) or not _was_open(seen[:at]):
        return None
    if not _on_the_board(pictures, stop + 1, turn):
        return None
    return Closing(first + at, turn.likeness, turn.down)


def _like_sticks(turn: Turn, width: int, height: int) -> bool:
    """Tell whether a bar turned about its own end, lies in the picture, and level enough for a slate."""
    bar = turn.bar
    x, y = turn.hinge[0] - bar.x, turn.hinge[1] - bar.y
    cos, sin = np.cos(bar.direction), np.sin(bar.direction)
    along, across = (cos * x + sin * y) / bar.half, (cos * y - sin * x) / bar.half
    inside = 0 <= bar.x < width and 0 <= bar.y < height
    return bool(inside and abs(sin) <= _STEEPEST and -2.4 <= along <= -0.7 and abs(across) <= _BESIDE)


def _seen_in(picture: Grey, closed: Grey, turn: Turn, pattern: Flat) -> tuple[float, float]:
    """Return how far a bar is open in a picture, and how like itself; the board may have moved a little."""
    around = np.zeros((closed.shape[0] // CELL + 1, closed.shape[1] // CELL + 1), np.float32)
    around[int(turn.bar.y) // CELL, int(turn.bar.x) // CELL] = 1
    drifts = _drifts(closed, picture, around)
    seen = [likeness_at(np.roll(picture, by, axis=(0, 1)), turn.bar, pattern, turn, _SWING) for by in drifts]
    return max(seen, key=lambda one: one[1])


def _is_shut(seen: tuple[float, float]) -> bool:
    return abs(seen[0]) <= _SHUT and seen[1] >= _STILL_LIKE


def _was_open(seen: list[tuple[float, float]]) -> bool:
    """Tell whether sticks were wide open for two pictures at least and then only went on closing."""
    wide = [i for i, (part, like) in enumerate(seen) if part >= 0.85 and like >= _STILL_LIKE]
    if len(wide) < 2 or len(seen) - 1 - wide[-1] > _LONGEST:
        return False
    swing = [part for part, like in seen[wide[-1] :] if like >= _STILL_LIKE]
    return all(later <= earlier + 0.08 for earlier, later in itertools.pairwise(swing))


def _each_once(found: list[Closing]) -> tuple[Closing, ...]:
    """Keep the surest of closings that are a quarter of a second apart or less."""
    kept: list[Closing] = []
    for closing in sorted(found, key=lambda one: -one.sureness):
        if all(abs(closing.index - other.index) > 6 for other in kept):
            kept.append(closing)
    return tuple(sorted(kept, key=lambda one: one.index))
