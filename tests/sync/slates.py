"""Slates for tests: boards drawn as they are held on sets, in grey and small, that close on a known frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

WIDE, HIGH = 320, 180
FINER = 3
Point = tuple[float, float]


@dataclass(frozen=True)
class Held:
    """How a board is held and filmed. Lengths are parts of the picture's width, angles degrees, time frames.

    x, y: the hinge. length: of the sticks. tilt: of the board. opened: how far the sticks are open. taking:
    how long they take to close. mirrored: hinged at the right. tail: upside down. shake: of the board;
    camera: of the camera, in pixels. light: 1 is a bright set. soft: blur in pixels. stripes: pairs; none:
    plain sticks. lower: the fixed stick has stripes, too. pale: a grey board. leaves: frames after the
    closing until the board is taken away. extra: how far somebody behind it moves.
    """

    x: float = 0.3
    y: float = 0.4
    length: float = 0.35
    tilt: float = 0.0
    opened: float = 28.0
    taking: int = 3
    mirrored: bool = False
    tail: bool = False
    shake: float = 0.0
    camera: float = 0.0
    noise: float = 1.5
    light: float = 1.0
    soft: float = 0.0
    stripes: int = 5
    slanted: float = 0.06
    lower: bool = True
    pale: bool = False
    leaves: int = 18
    extra: float = 0.0


def filmed(held: Held, *, closes: int = 20, frames: int = 45, seed: int = 1) -> NDArray[np.uint8]:
    """Film a board; its sticks are closed from frame `closes` on."""
    rng = np.random.default_rng(seed)
    room = _room(rng)
    sway = np.cumsum(rng.normal(0, 1, (frames, 4)), axis=0)
    sway -= np.linspace(0, 1, frames)[:, None] * sway[-1]
    sway /= max(1e-6, float(np.abs(sway).max()))
    pictures = []
    for number in range(frames):
        parts = []
        for moment in np.linspace(number - 0.25, number + 0.25, 4):
            still = _at(room, held, float(moment), closes, sway[number])
            parts.append(np.asarray(still.resize((WIDE, HIGH), Image.Resampling.BOX), dtype=float))
        grey = np.mean(parts, axis=0) * held.light
        pictures.append(np.clip(grey + rng.normal(0, held.noise, grey.shape), 0, 255))
    return np.stack(pictures).astype(np.uint8)


def openness(moment: float, closes: int, taking: int) -> float:
    """Return how far sticks are open, from 1 to 0: they fall faster and faster and are closed at `closes`."""
    left = min(1.0, max(0.0, (closes - 0.3 - moment) / taking))
    return 1 - (1 - left) ** 2


def _at(room: Image.Image, held: Held, moment: float, closes: int, sway: NDArray[np.float64]) -> Image.Image:
    picture = room.copy()
    draw = ImageDraw.Draw(picture)
    away = max(0.0, moment - closes - held.leaves) * 0.08
    in_from = max(0.0, 8 - moment) * 0.06
    if held.extra:
        at = (0.85 + held.extra * np.sin(moment / 9)) * WIDE * FINER
        draw.ellipse((at - 90, 120, at + 90, 330), fill=150)
        draw.rectangle((at - 120, 320, at + 120, 560), fill=60)
    if away < 1:
        angle = held.opened * openness(moment, closes, held.taking)
        _board(draw, held, angle, sway[:2] * held.shake, away + in_from)
    if held.soft:
        from PIL import ImageFilter  # noqa: PLC0415

        picture = picture.filter(ImageFilter.GaussianBlur(held.soft * FINER))
    if held.camera:
        move = (1, 0, float(sway[2]) * held.camera * FINER, 0, 1, float(sway[3]) * held.camera * FINER)
        picture = picture.transform(picture.size, Image.Transform.AFFINE, move)
    return picture


def _board(
    draw: ImageDraw.ImageDraw, held: Held, angle: float, shake: NDArray[np.float64], away: float
) -> None:
    size = held.length * WIDE * FINER
    hinge = (
        held.x * WIDE * FINER + float(shake[0]) * FINER,
        held.y * WIDE * FINER + float(shake[1]) * FINER + away * WIDE * FINER,
    )
    dark, bright = (170, 235) if held.pale else (20, 225)
    place = _Place(hinge, size, np.radians(held.tilt), held.mirrored, held.tail)
    draw.polygon(place.put([(0, 0.085), (1, 0.085), (1, 0.7), (0, 0.7)]), fill=dark + 8)
    for row in (0.22, 0.42, 0.6):
        draw.polygon(
            place.put([(0.05, row), (0.95, row), (0.95, row + 0.01), (0.05, row + 0.01)]), fill=bright
        )
    for column in (0.1, 0.45, 0.75):
        draw.polygon(
            place.put([(column, 0.27), (column + 0.1, 0.27), (column + 0.1, 0.38), (column, 0.38)]),
            fill=bright,
        )
    _stick(draw, place, held, (0.0, 0.08), shades=(dark, bright if held.lower else dark))
    _stick(draw, place, held, (-0.08, 0.0), shades=(dark, bright), turn=-float(np.radians(angle)))


def _stick(
    draw: ImageDraw.ImageDraw,
    place: "_Place",
    held: Held,
    rows: Point,
    *,
    shades: tuple[int, int],
    turn: float = 0.0,
) -> None:
    top, bottom = rows
    dark, bright = shades
    draw.polygon(place.put([(0, top), (1, top), (1, bottom), (0, bottom)], turn), fill=bright)
    wide = 0.5 / max(1, held.stripes)
    lean = held.slanted if top < 0 else -held.slanted
    for stripe in range(held.stripes):
        left = 2 * stripe * wide
        corners = [(left + lean, top), (left + wide + lean, top), (left + wide, bottom), (left, bottom)]
        clipped = [(min(1.0, max(0.0, x)), y) for x, y in corners]
        draw.polygon(place.put(clipped, turn), fill=dark)
    if not held.stripes:
        draw.polygon(place.put([(0, top), (1, top), (1, bottom), (0, bottom)], turn), fill=dark + 40)


@dataclass(frozen=True)
class _Place:
    hinge: Point
    size: float
    tilt: float
    mirrored: bool
    tail: bool

    def put(self, points: list[Point], turn: float = 0.0) -> list[Point]:
        """Return points of the board in the picture; turn: about the hinge, before the board's own tilt."""
        placed = []
        for x, y in points:
            across = np.cos(turn) * x - np.sin(turn) * y
            down = np.sin(turn) * x + np.cos(turn) * y
            across = -across if self.mirrored != self.tail else across
            down = -down if self.tail else down
            right = np.cos(self.tilt) * across - np.sin(self.tilt) * down
            below = np.sin(self.tilt) * across + np.cos(self.tilt) * down
            placed.append((self.hinge[0] + right * self.size, self.hinge[1] + below * self.size))
        return placed


def _room(rng: np.random.Generator) -> Image.Image:
    """Draw a room: coarse shades, some furniture and fine texture."""
    coarse = Image.fromarray(rng.integers(60, 180, (6, 10)).astype(np.uint8))
    room = coarse.resize((WIDE * FINER, HIGH * FINER), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(room)
    for _ in range(14):
        x, y = (int(v) for v in rng.integers(0, (WIDE * FINER, HIGH * FINER)))
        w, h = (int(v) for v in rng.integers(20, 160, 2))
        draw.rectangle((x, y, x + w, y + h), fill=int(rng.integers(30, 220)))
    return room
