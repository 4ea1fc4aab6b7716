"""Shapes on a transparent sheet: soft curves, flat paint, one light.

Points are in units of the sheet (a head's height, a metre of the set); angles in radians; colours
are (red, green, blue) from 0 to 255. Everything is drawn larger and reduced once, which smooths
the edges.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

Point = tuple[float, float]
Colour = tuple[int, int, int]
Box = tuple[int, int, int, int]
Path = Sequence[Point] | NDArray[np.float64]


def mix(one: Colour, other: Colour, part: float) -> Colour:
    """Blend two colours; part 0 gives the first, 1 the other."""
    r, g, b = (round(a + (o - a) * part) for a, o in zip(one, other, strict=True))
    return (r, g, b)


def darker(colour: Colour, part: float) -> Colour:
    """Move a colour to a cool dark, as a shade in a painting does."""
    return mix(colour, (26, 22, 48), part)


def lighter(colour: Colour, part: float) -> Colour:
    """Move a colour to a warm white."""
    return mix(colour, (255, 246, 226), part)


@dataclass(frozen=True)
class Wash:
    """Paint that runs from one colour to another down (0), across (1) or between, over a shape's box."""

    one: Colour
    other: Colour
    across: float = 0.0


Paint = Colour | Wash


@dataclass(frozen=True)
class Relief:
    """How light models a shape: a shade on the far side and a rim on the near one, both soft.

    towards: the direction the light comes from (x, y); depth: how far the shade reaches, in units.
    """

    towards: Point = (-0.8, -0.6)
    depth: float = 0.12
    shade: Colour = (46, 30, 66)
    shade_part: float = 0.32
    rim: Colour = (255, 226, 170)
    rim_part: float = 0.35


def outline(text: str, at: Point = (0, 0), scale: Point = (1, 1)) -> list[Point]:
    """Return the points of a drawing's own notation, ``0.1 -0.05, 0.2 0.3``: scaled, then moved."""
    pairs = (pair.split() for pair in text.split(","))
    return [(at[0] + scale[0] * float(x), at[1] + scale[1] * float(y)) for x, y in pairs]


def smooth(points: Path, steps: int = 10, *, closed: bool = True) -> NDArray[np.float64]:
    """Run a Catmull-Rom curve through points; returns (n, 2) points."""
    knots = np.asarray(points, float)
    around = (
        np.concatenate([knots[-1:], knots, knots[:2]])
        if closed
        else np.concatenate([2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]])
    )
    p0, p1, p2, p3 = around[:-3, None], around[1:-2, None], around[2:-1, None], around[3:, None]
    t = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    curve: NDArray[np.float64] = 0.5 * (
        2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3
    )
    flat = curve.reshape(-1, 2)
    return flat if closed else np.concatenate([flat, knots[-1:]])


def ellipse(centre: Point, across: float, down: float, turned: float = 0.0) -> NDArray[np.float64]:
    """Return an ellipse by its half axes."""
    angle = np.linspace(0, 2 * math.pi, 48, endpoint=False)
    x, y = across * np.cos(angle), down * np.sin(angle)
    cos, sin = math.cos(turned), math.sin(turned)
    return np.stack([centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos], axis=1)


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> NDArray[np.float64]:
    """Return a rectangle with round corners."""
    radius = min(radius, abs(right - left) / 2, abs(bottom - top) / 2)
    turns = np.linspace(0, math.pi / 2, 7)
    corners = [(right - radius, bottom - radius), (left + radius, bottom - radius)]
    corners += [(left + radius, top + radius), (right - radius, top + radius)]
    arcs = []
    for quarter, (x, y) in enumerate(corners):
        angle = turns + quarter * math.pi / 2
        arcs.append(np.stack([x + radius * np.cos(angle), y + radius * np.sin(angle)], axis=1))
    return np.concatenate(arcs)


def ribbon(
    points: Path, width: float, taper: tuple[float, float] = (1.0, 1.0), *, round_ends: bool = False
) -> NDArray[np.float64]:
    """Return a brush stroke along a smooth line; taper: the part of the width at its two ends."""
    line = smooth(points, 8, closed=False)
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    t = np.linspace(0, 1, len(line))
    bulge = np.sin(np.pi * t) ** 0.6
    ends = taper[0] * (1 - t) + taper[1] * t
    half = (width / 2 * (ends + (1 - ends) * bulge))[:, None]
    one, other = line + normal * half, (line - normal * half)[::-1]
    if not round_ends:
        return np.concatenate([one, other])
    return np.concatenate(
        [one, _cap(line[-1], -normal[-1] * half[-1]), other, _cap(line[0], normal[0] * half[0])]
    )


def _cap(centre: NDArray[np.float64], towards: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the half circle that closes a stroke, from the side opposite `towards` to the side of it."""
    angle = np.linspace(math.pi, 0, 12)[1:-1, None]
    turned = np.array([towards[1], -towards[0]])
    arc: NDArray[np.float64] = centre + np.cos(angle) * towards - np.sin(angle) * turned
    return arc


@dataclass(frozen=True)
class Stencil:
    """Where a shape lies on its sheet: its box in fine pixels and its coverage."""

    box: Box
    mask: Image.Image


class Sheet:
    """A transparent sheet to paint on, `size` pixels, `unit` pixels a unit, its origin at `origin` pixels."""

    def __init__(self, size: tuple[int, int], unit: float, origin: Point = (0, 0), fine: int = 3) -> None:
        """Lay out an empty sheet; fine: how many times larger it is drawn."""
        self.size, self.unit, self.origin, self.fine = size, unit, origin, fine
        self._image = Image.new("RGBA", (size[0] * fine, size[1] * fine), (0, 0, 0, 0))

    def finished(self) -> Image.Image:
        """Return the sheet as RGBA at its own size."""
        straight = self._image.convert("RGBa").reduce(self.fine) if self.fine > 1 else self._image
        return straight.convert("RGBA")

    def shape(
        self,
        path: Path,
        paint: Paint,
        *,
        opacity: float = 1.0,
        soft: float = 0.0,
        clip: Stencil | None = None,
        relief: Relief | None = None,
    ) -> Stencil | None:
        """Paint a closed path; soft: blur of its edge in units. Returns where it lies, None if off it."""
        stencil = self.stencil(path, soft=soft, clip=clip)
        if stencil is None:
            return None
        self.lay(stencil, paint, opacity)
        if relief is not None:
            self._model(stencil, relief)
        return stencil

    def stencil(self, path: Path, *, soft: float = 0.0, clip: Stencil | None = None) -> Stencil | None:
        """Cut a stencil without painting; None when it lies off the sheet or the clip."""
        scale = self.unit * self.fine
        pixels = np.asarray(path, float) * scale + np.asarray(self.origin) * self.fine
        blur = soft * scale
        box = _grown(pixels, 2 + int(3 * blur), self._image.size)
        if clip is not None:
            box = _shared(box, clip.box)
        if box[2] <= box[0] or box[3] <= box[1]:
            return None
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]), 0)
        points = [(x - box[0], y - box[1]) for x, y in pixels.tolist()]
        ImageDraw.Draw(mask).polygon(points, fill=255)
        if blur > 0.3:
            mask = blurred(mask, blur)
        if clip is not None:
            mask = ImageChops.multiply(mask, _cropped(clip, box))
        return Stencil(box, mask)

    def lay(self, stencil: Stencil, paint: Paint, opacity: float = 1.0) -> None:
        """Paint through a stencil."""
        size = stencil.mask.size
        layer = _washed(paint, size) if isinstance(paint, Wash) else Image.new("RGB", size, paint)
        mask = stencil.mask if opacity >= 1 else stencil.mask.point([round(v * opacity) for v in range(256)])
        layer.putalpha(mask)
        self._image.alpha_composite(layer, dest=stencil.box[:2])

    def text(
        self,
        text: str,
        at: Point,
        height: float,
        colour: Colour,
        *,
        middle: bool = False,
        widest: float = 0.0,
    ) -> None:
        """Write on what is painted; at: top left (or top middle); widest: squeeze to so many units."""
        scale = self.unit * self.fine
        font = ImageFont.load_default(size=max(4.0, height * scale))
        if widest and font.getlength(text) > widest * scale:
            font = ImageFont.load_default(
                size=max(4.0, height * scale * widest * scale / font.getlength(text))
            )
        place = (at[0] * scale + self.origin[0] * self.fine, at[1] * scale + self.origin[1] * self.fine)
        ImageDraw.Draw(self._image).text(
            place, text, fill=(*colour, 255), font=font, anchor="ma" if middle else "la"
        )

    def _model(self, stencil: Stencil, relief: Relief) -> None:
        reach = relief.depth * self.unit * self.fine
        for sign, part, colour, far in (
            (1, relief.shade_part, relief.shade, reach),
            (-1, relief.rim_part, relief.rim, reach * 0.22),
        ):
            if part <= 0:
                continue
            shift = (sign * relief.towards[0] * far, sign * relief.towards[1] * far)
            edge = ImageChops.subtract(stencil.mask, _shifted(stencil.mask, shift))
            edge = ImageChops.multiply(blurred(edge, max(0.6, far * 0.34)), stencil.mask)
            self.lay(Stencil(stencil.box, edge), colour, part)


def blurred(image: Image.Image, radius: float) -> Image.Image:
    """Blur, on a reduced copy where the radius allows it."""
    step = int(radius // 4)
    if step < 2 or min(image.size) < step * 4:
        return image.filter(ImageFilter.GaussianBlur(radius))
    small = image.reduce(step).filter(ImageFilter.GaussianBlur(radius / step))
    return small.resize(image.size, Image.Resampling.BICUBIC)


def each(points: Iterable[Point], change: Callable[[float, float], Point]) -> list[Point]:
    """Move every point by a function of its two numbers."""
    return [change(x, y) for x, y in points]


def _shifted(mask: Image.Image, by: Point) -> Image.Image:
    moved = Image.new("L", mask.size, 0)
    moved.paste(mask, (round(by[0]), round(by[1])))
    return moved


def _washed(wash: Wash, size: tuple[int, int]) -> Image.Image:
    width, height = size
    across = np.linspace(0, 1, width)[None, :] * wash.across
    down = np.linspace(0, 1, height)[:, None] * (1 - abs(wash.across))
    part = np.clip(across + down + (abs(wash.across) if wash.across < 0 else 0), 0, 1)[..., None]
    colours = np.asarray(wash.one) * (1 - part) + np.asarray(wash.other) * part
    return Image.fromarray(colours.round().astype(np.uint8), "RGB")


def _grown(pixels: NDArray[np.float64], by: int, size: tuple[int, int]) -> Box:
    left, top = np.floor(pixels.min(axis=0)).astype(int) - by
    right, bottom = np.ceil(pixels.max(axis=0)).astype(int) + by + 1
    return (max(0, int(left)), max(0, int(top)), min(size[0], int(right)), min(size[1], int(bottom)))


def _shared(one: Box, other: Box) -> Box:
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))


def _cropped(clip: Stencil, box: Box) -> Image.Image:
    left, top = box[0] - clip.box[0], box[1] - clip.box[1]
    return clip.mask.crop((left, top, left + box[2] - box[0], top + box[3] - box[1]))
