"""A bar with stripes: where it lies, what it looks like, and how like itself it is elsewhere. Pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.float32]
Flat = NDArray[np.float64]

_ALONG, _ACROSS = 32, 3
_CONTRAST = 12.0
_STRIPES = 4


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
        v = np.linspace(-0.25, 0.25, _ACROSS) * self.thick
        along, across = np.meshgrid(r, v)
        return along.ravel(), across.ravel()


@dataclass(frozen=True)
class Turn:
    """A bar that was found open and closed: how alike, about which point it turned and how far."""

    bar: Bar
    hinge: tuple[float, float]
    turn: float
    likeness: float
    down: bool


def pattern_of(picture: Grey, bar: Bar) -> Flat | None:
    """Return the stripes of a bar, normalised; None where there are none."""
    along, across = bar.points()
    cos, sin = np.cos(bar.direction), np.sin(bar.direction)
    values = sampled(picture, bar.x + cos * along - sin * across, bar.y + sin * along + cos * across)
    if values.std() < _CONTRAST:
        return None
    middle = values.reshape(_ACROSS, _ALONG)[_ACROSS // 2]
    signs = np.sign(middle - middle.mean())[np.abs(middle - middle.mean()) > 0.4 * middle.std()]
    if int((np.diff(signs) != 0).sum()) < _STRIPES:
        return None
    return np.asarray((values - values.mean()) / values.std())


def likeness_at(picture: Grey, bar: Bar, pattern: Flat, turn: Turn, parts: Flat) -> tuple[float, float]:
    """Return by which part of its swing a bar is open in a picture, and how like itself it is there."""
    near = (-2.0, -1.0, 0.0, 1.0, 2.0)
    turns, right, down = (g.ravel() for g in np.meshgrid(parts * turn.turn, near, near, indexing="ij"))
    found = alike(at_turns(picture, bar, turn.hinge, turns, (right, down)), pattern)
    best = int(found.argmax())
    return float(turns[best] / turn.turn), float(found[best])


def at_turns(
    picture: Grey, bar: Bar, hinge: tuple[float, float], turns: Flat, shifts: tuple[Flat, Flat]
) -> Flat:
    """Sample a picture where a bar would lie, turned about its hinge and moved a little; a row a place."""
    along, across = bar.points()
    x, y = bar.x - hinge[0], bar.y - hinge[1]
    middle_x = hinge[0] + np.cos(turns) * x - np.sin(turns) * y + shifts[0]
    middle_y = hinge[1] + np.sin(turns) * x + np.cos(turns) * y + shifts[1]
    cos, sin = np.cos(bar.direction + turns)[:, None], np.sin(bar.direction + turns)[:, None]
    return sampled(
        picture,
        middle_x[:, None] + cos * along - sin * across,
        middle_y[:, None] + sin * along + cos * across,
    )


def alike(values: Flat, pattern: Flat) -> Flat:
    """Correlate rows of samples with a normalised pattern."""
    values = values - values.mean(axis=1, keepdims=True)
    spread = np.maximum(values.std(axis=1), 1.0)
    return np.asarray((values * pattern).mean(axis=1) / spread)


def sampled(picture: Grey, x: Flat, y: Flat) -> Flat:
    """Return the picture at points, the nearest pixel each; its edge goes on outside."""
    height, width = picture.shape
    columns = np.clip(np.rint(x).astype(np.intp), 0, width - 1)
    rows = np.clip(np.rint(y).astype(np.intp), 0, height - 1)
    return picture[rows, columns].astype(np.float64)


def soft(picture: NDArray[np.uint8]) -> Grey:
    """Blur a picture by three pixels, against noise."""
    wide = np.pad(picture.astype(np.float32), 1, mode="edge")
    rows = wide[:-2] + wide[1:-1] + wide[2:]
    return np.asarray((rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9, np.float32)
