"""The swing of a slate's sticks, found in pictures. Pure: arrays in, closings out.

What is looked for is geometry, not a learned likeness: a striped bar that turns about its end like a
hinge, by at least `_LEAST_OPEN`, comes to rest within a few frames and then stays. The bar must be found
twice, open and closed, as the same pattern of stripes turned about one point at its end; an arm, a door or
a book that is put down has no stripes, or none that turn about their own end. Whatever fails one of
the checks is not told: a wrong closing would put sound in the wrong place.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pictures = NDArray[np.uint8]
"""Frames of grey, (frames, height, width)."""
Grey = NDArray[np.float32]
Flat = NDArray[np.float64]

CELL = 8
"""Pixels of the cells in which motion is summed."""

_BEFORE = (3, 4, 6, 8, 11)
"""Frames before the closing in which sticks are looked for open: people take two to eight to close them."""
_CANDIDATES = 10
"""Sudden stops that are looked at, the most sudden first."""
_FINE = 4
"""Pixels of the cells by which what changed hangs together."""
_CHANGED = 14.0
"""Steps of grey by which a pixel has changed for good: noise and breathing stay below."""
_SHORTEST = 24
"""Pixels: shorter sticks show no stripes."""
_ALONG = 48
_CONTRAST = 12.0
_STRIPES = 4
_SHUT = 0.09
"""Part of the swing at which sticks count as closed: of 24 degrees, two."""
_STILL_LIKE = 0.7
"""Correlation at which a bar counts as seen: of one that is still moving, blur takes more."""
_ELSEWHERE = 0.6
"""Correlation above which a bar was there all along: eyes after a blink, a lamp that came on again."""
_SWING = np.linspace(-0.15, 1.15, 53)
"""Parts of the swing that are tried, from a little beyond closed to a little beyond open."""
_LONGEST = 9
"""Pictures that closing takes at most."""
_LEAST_OPEN = np.radians(10.0)
_MOST_OPEN = np.radians(65.0)
_SAME = 0.9
"""Least correlation of the open bar with the closed one, turned back."""


@dataclass(frozen=True)
class Closing:
    """Sticks that closed. index: of the first picture on which they are closed. tail: they open downwards."""

    index: int
    sureness: float
    tail: bool


@dataclass(frozen=True)
class Bar:
    """A piece of a closed stick: its middle, half its length and thickness in pixels, its direction.

    The direction points from the hinge to the free end, in radians, y downwards.
    """

    x: float
    y: float
    half: float
    thick: float
    direction: float

    def points(self) -> tuple[Flat, Flat]:
        """Return sample points along the bar (r) and across it (v), as offsets in its own frame."""
        r = np.linspace(-self.half, self.half, _ALONG)
        v = np.linspace(-0.3, 0.3, 5) * self.thick
        along, across = np.meshgrid(r, v)
        return along.ravel(), across.ravel()


def closings(pictures: Pictures) -> tuple[Closing, ...]:
    """Return where sticks close, in order; nothing where that is not sure."""
    if len(pictures) < 12:
        return ()
    moved = motion(pictures)
    found = [closing for stop in stops(moved) if (closing := _closing(pictures, moved, stop))]
    return _each_once(found)


def motion(pictures: Pictures) -> Grey:
    """Return how much each cell changes from each picture to the next, (frames - 1, rows, columns)."""
    count, height, width = pictures.shape
    rows, columns = height // CELL, width // CELL
    moved = np.empty((count - 1, rows, columns), np.float32)
    last = _soft(pictures[0])
    for index in range(1, count):
        now = _soft(pictures[index])
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
    closed = _soft(pictures[stop + 1])
    found: tuple[_Turn, Grey] | None = None
    for earlier in _BEFORE:
        if stop >= earlier:
            opened = _soft(pictures[stop - earlier])
            fan = _fan(np.abs(closed - opened), moved[stop - 1])
            for guess in _guesses(fan) if fan else ():
                turn = _turned(closed, opened, guess)
                if turn and (found is None or turn.likeness > found[0].likeness):
                    found = turn, opened
    if found is None or found[0].likeness < _SAME:
        return None
    return _followed(pictures, stop, found[1], found[0])


@dataclass(frozen=True)
class _Fan:
    """What the sticks swept, as lines over its columns: y = slope * x + at, above and below."""

    top: tuple[float, float]
    bottom: tuple[float, float]
    left: int
    right: int


@dataclass(frozen=True)
class _Guess:
    """A closed stick as it may lie, from its hinge, and the angle by which it is turned where it is open."""

    hinge: tuple[float, float]
    direction: float
    length: float
    turn: float


@dataclass(frozen=True)
class _Turn:
    """A bar that was found open and closed: how alike, about which point it turned and how far."""

    bar: Bar
    hinge: tuple[float, float]
    turn: float
    likeness: float
    down: bool


def _fan(changed: Grey, last: Grey) -> _Fan | None:
    """Return what changed as a fan, around the cells that moved last; None when it is none."""
    cells = _grown(changed, last)
    if cells is None:
        return None
    rows, columns = cells.shape
    inside = np.kron(cells, np.ones((_FINE, _FINE), bool))
    mask = inside & (changed[: rows * _FINE, : columns * _FINE] > _CHANGED)
    across = np.flatnonzero(mask.sum(axis=0) >= 2)
    if len(across) < _SHORTEST:
        return None
    top = mask[:, across].argmax(axis=0).astype(float)
    bottom = mask.shape[0] - 1 - mask[::-1, across].argmax(axis=0).astype(float)
    return _Fan(_line(across, top), _line(across, bottom), int(across[0]), int(across[-1]))


def _grown(changed: Grey, last: Grey) -> NDArray[np.bool_] | None:
    """Return the fine cells that changed and hang together with those that moved last."""
    rows, columns = changed.shape[0] // _FINE, changed.shape[1] // _FINE
    shares = (changed > _CHANGED)[: rows * _FINE, : columns * _FINE]
    cells = shares.reshape(rows, _FINE, columns, _FINE).mean(axis=(1, 3)) > 0.3
    start = np.kron(last >= 0.5 * last.max(), np.ones((CELL // _FINE, CELL // _FINE), bool))
    seed = np.zeros_like(cells)
    seed[: start.shape[0], : start.shape[1]] = start[:rows, :columns]
    part = cells & seed
    while True:
        wider = np.pad(part, 1)
        grown = cells & (
            wider[1:-1, 1:-1] | wider[:-2, 1:-1] | wider[2:, 1:-1] | wider[1:-1, :-2] | wider[1:-1, 2:]
        )
        if grown.sum() == part.sum():
            return part if part.any() and part.mean() < 0.35 else None
        part = grown


def _line(x: NDArray[np.intp], y: Flat) -> tuple[float, float]:
    """Fit a line, three times without what lies farthest off."""
    keep = np.ones(len(x), bool)
    for _ in range(4):
        slope, at = np.polyfit(x[keep], y[keep], 1)
        off = np.abs(y - slope * x - at)
        keep = off <= max(1.5, 2 * float(np.median(off[keep])))
    return float(slope), float(at)


def _guesses(fan: _Fan) -> Iterator[_Guess]:
    """Yield how sticks may lie in a fan: closed along its lower edge, or upside down along its upper one."""
    (above, above_at), (below, below_at) = fan.top, fan.bottom
    apart = abs(np.arctan(below) - np.arctan(above))
    if not _LEAST_OPEN <= apart <= _MOST_OPEN:
        return
    meet = (above_at - below_at) / (below - above)
    left = abs(meet - fan.left) < abs(meet - fan.right)
    length = fan.right - meet if left else meet - fan.left
    reach = fan.right - fan.left
    if not 0.7 * reach <= length <= 1.5 * reach:
        return
    for slope, other, at in ((below, above, below_at), (above, below, above_at)):
        direction = float(np.arctan(slope)) + (0.0 if left else np.pi)
        turn = float(np.arctan(other) - np.arctan(slope))
        yield _Guess((meet, slope * meet + at), direction, length / np.cos(np.arctan(slope)), turn)


def _turned(closed: Grey, opened: Grey, guess: _Guess) -> _Turn | None:
    """Find the closed bar near a guess and the same bar open; None when nothing there has stripes."""
    inward = -1.0 if np.sin(guess.direction + guess.turn) < np.sin(guess.direction) else 1.0
    best: _Turn | None = None
    for thick in (0.05, 0.08, 0.12):
        for tilt in np.radians((-4, -2, 0, 2, 4)):
            direction = guess.direction + float(tilt)
            middle, inset = 0.55 * guess.length, inward * 0.5 * thick * guess.length
            x = guess.hinge[0] + middle * np.cos(direction)
            y = guess.hinge[1] + middle * np.sin(direction) + inset
            bar = Bar(float(x), float(y), 0.36 * guess.length, thick * guess.length, direction)
            pattern = _pattern(closed, bar)
            if pattern is not None:
                found = _search(opened, bar, pattern, guess)
                if best is None or found.likeness > best.likeness:
                    best = found
    return best


def _search(opened: Grey, bar: Bar, pattern: Flat, guess: _Guess) -> _Turn:
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
        alike = _alike(_at_turns(opened, bar, guess.hinge, t, (sx, sy)), pattern)
        best = int(alike.argmax())
        likeness, turn, dx, dy = (float(of[best]) for of in (alike, t, sx, sy))
    hinge = _fixed_point(guess.hinge, turn, (dx, dy))
    down = bool(np.sin(bar.direction + turn) > np.sin(bar.direction))
    return _Turn(bar, hinge, turn, likeness, down)


def _fixed_point(hinge: tuple[float, float], turn: float, shift: tuple[float, float]) -> tuple[float, float]:
    """Return the point that stays where it is when all is turned about `hinge` and moved."""
    cos, sin = np.cos(turn), np.sin(turn)
    s = np.array(shift)
    offset = np.linalg.solve(np.array([[1 - cos, sin], [-sin, 1 - cos]]), s)
    return hinge[0] + float(offset[0]), hinge[1] + float(offset[1])


def _pattern(picture: Grey, bar: Bar) -> Flat | None:
    """Return the stripes of a bar, normalised; None where there are none."""
    along, across = bar.points()
    cos, sin = np.cos(bar.direction), np.sin(bar.direction)
    values = _sampled(picture, bar.x + cos * along - sin * across, bar.y + sin * along + cos * across)
    if values.std() < _CONTRAST:
        return None
    middle = values.reshape(-1, _ALONG)[2]
    signs = np.sign(middle - middle.mean())[np.abs(middle - middle.mean()) > 0.4 * middle.std()]
    if int((np.diff(signs) != 0).sum()) < _STRIPES:
        return None
    return (values - values.mean()) / values.std()


def _followed(pictures: Pictures, stop: int, opened: Grey, turn: _Turn) -> Closing | None:
    """Follow a bar through the pictures; return when it closed, if it turned about its end and stayed."""
    bar = turn.bar
    r = np.hypot(turn.hinge[0] - bar.x, turn.hinge[1] - bar.y) / bar.half
    if not 1.0 <= r <= 2.4:
        return None
    pattern = _pattern(_soft(pictures[stop + 1]), bar)
    if pattern is None or abs(turn.turn) < _LEAST_OPEN:
        return None
    first, last = max(0, stop - 14), min(len(pictures), stop + 6)
    seen = [_likeness_at(_soft(pictures[i]), bar, pattern, turn, _SWING) for i in range(first, last)]
    at = stop + 1 - first
    while at > 0 and _is_shut(seen[at - 1]):
        at -= 1
    if not all(_is_shut(one) for one in seen[at : stop + 4 - first]) or not _was_open(seen[:at]):
        return None
    if _likeness_at(opened, bar, pattern, turn, np.zeros(1))[1] > _ELSEWHERE:
        return None
    return Closing(first + at, turn.likeness, turn.down)


def _is_shut(seen: tuple[float, float]) -> bool:
    return abs(seen[0]) <= _SHUT and seen[1] >= _STILL_LIKE


def _was_open(seen: list[tuple[float, float]]) -> bool:
    """Tell whether sticks were wide open for two pictures at least and then only closed, without a jump back."""
    wide = [i for i, (part, alike) in enumerate(seen) if part >= 0.85 and alike >= _STILL_LIKE]
    if len(wide) < 2 or len(seen) - 1 - wide[-1] > _LONGEST:
        return False
    swing = [part for part, alike in seen[wide[-1] :] if alike >= _STILL_LIKE]
    return all(later <= earlier + 0.08 for earlier, later in itertools.pairwise(swing))


def _likeness_at(picture: Grey, bar: Bar, pattern: Flat, turn: _Turn, parts: Flat) -> tuple[float, float]:
    """Return by which part of its swing a bar is open in a picture, and how like itself it is there."""
    near = (-2.0, -1.0, 0.0, 1.0, 2.0)
    turns, right, down = (g.ravel() for g in np.meshgrid(parts * turn.turn, near, near, indexing="ij"))
    alike = _alike(_at_turns(picture, bar, turn.hinge, turns, (right, down)), pattern)
    best = int(alike.argmax())
    return float(turns[best] / turn.turn), float(alike[best])


def _at_turns(
    picture: Grey, bar: Bar, hinge: tuple[float, float], turns: Flat, shifts: tuple[Flat, Flat]
) -> Flat:
    """Sample a picture where a bar would lie, turned about its hinge and moved a little; a row a place."""
    along, across = bar.points()
    x, y = bar.x - hinge[0], bar.y - hinge[1]
    middle_x = hinge[0] + np.cos(turns) * x - np.sin(turns) * y + shifts[0]
    middle_y = hinge[1] + np.sin(turns) * x + np.cos(turns) * y + shifts[1]
    cos, sin = np.cos(bar.direction + turns)[:, None], np.sin(bar.direction + turns)[:, None]
    return _sampled(
        picture,
        middle_x[:, None] + cos * along - sin * across,
        middle_y[:, None] + sin * along + cos * across,
    )


def _alike(values: Flat, pattern: Flat) -> Flat:
    """Correlate rows of samples with a normalised pattern."""
    values = values - values.mean(axis=1, keepdims=True)
    spread = np.maximum(values.std(axis=1), 1.0)
    return np.asarray((values * pattern).mean(axis=1) / spread)


def _sampled(picture: Grey, x: Flat, y: Flat) -> Flat:
    """Return the picture at points, the nearest pixel each; its edge goes on outside."""
    height, width = picture.shape
    columns = np.clip(np.rint(x).astype(np.intp), 0, width - 1)
    rows = np.clip(np.rint(y).astype(np.intp), 0, height - 1)
    return picture[rows, columns].astype(np.float64)


def _soft(picture: NDArray[np.uint8]) -> Grey:
    """Blur a picture by three pixels, against noise."""
    wide = np.pad(picture.astype(np.float32), 1, mode="edge")
    rows = wide[:-2] + wide[1:-1] + wide[2:]
    return (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9


def _each_once(found: list[Closing]) -> tuple[Closing, ...]:
    """Keep the surest of closings that are a quarter of a second apart or less."""
    kept: list[Closing] = []
    for closing in sorted(found, key=lambda one: -one.sureness):
        if all(abs(closing.index - other.index) > 6 for other in kept):
            kept.append(closing)
    return tuple(sorted(kept, key=lambda one: one.index))
