"""The camera: layers drawn once for a setup, then only what moves is laid over them, drawing by drawing."""

import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from PIL import Image, ImageFilter

from rushes.stage.acting import Pose
from rushes.stage.drawing import body, features, head, scenery
from rushes.stage.drawing.light import Scenery
from rushes.stage.drawing.look import Face
from rushes.stage.drawing.pen import Relief, Sheet, blurred, ellipse
from rushes.stage.framing import Lens, Stand, framing
from rushes.stage.known import SeenTruth
from rushes.stage.model import Performer, Setup

Picture = Image.Image
_KEPT_HEADS = 160
"""Faces kept composed for one performer: a long take uses about a hundred states."""
_SPRITE = (0.80, 0.30, 0.70, 1.50)
"""Reach of a head's sheet from the crown: to the left, above, to the right, below, in heads."""


class Shot:
    """A setup as seen by the lens. Draws pictures of its performers' poses."""

    def __init__(
        self, setup: Setup, players: tuple[Performer, ...], set_: Scenery, size: tuple[int, int]
    ) -> None:
        """Draw everything that does not move."""
        stands, lens = framing(setup, players)
        self.size = size
        self._plate = _plate(set_, lens, size)
        self._actors = [_Actor(stand, set_, size) for stand in stands if stand.view == "face"]
        self._shoulders = [_Shoulder(stand, set_, size) for stand in stands if stand.view == "back"]
        self._canvas = self._plate.copy()

    @property
    def seen(self) -> tuple[SeenTruth, ...]:
        """Who is in the picture, and where the head is at rest."""
        return (*(actor.seen for actor in self._actors), *(shoulder.seen for shoulder in self._shoulders))

    def head(self, character: str, pose: Pose) -> tuple[int, int, int, int] | None:
        """Return the box of a head in a pose, in pixels; None of somebody whose face is not seen."""
        faces = (actor for actor in self._actors if actor.character == character)
        return next((actor.head(pose) for actor in faces), None)

    def picture(self, poses: dict[str, Pose], soft: float = 0.0) -> Picture:
        """Return the picture of these poses, until the next call; soft: blur in frame heights."""
        canvas = self._canvas
        canvas.paste(self._plate)
        for actor in self._actors:
            actor.onto(canvas, poses[actor.character])
        for shoulder in self._shoulders:
            shoulder.onto(canvas, poses[shoulder.character])
        if soft > 0:
            return canvas.filter(ImageFilter.BoxBlur(soft * self.size[1])).filter(
                ImageFilter.BoxBlur(soft * self.size[1] * 0.6)
            )
        return canvas


@lru_cache(maxsize=3)
def shot(setup: Setup, players: tuple[Performer, ...], set_: Scenery, size: tuple[int, int]) -> Shot:
    """Return the shot of a setup, kept while its takes are filmed."""
    return Shot(setup, players, set_, size)


def _plate(set_: Scenery, lens: Lens, size: tuple[int, int]) -> Picture:
    """Draw the set as this lens sees it: blurred by its depth, with discs of light, darker in the corners."""
    width, height = size
    unit = width / lens.width
    origin = (width / 2 - lens.x * unit, height / 2 - lens.y * unit)
    sheet = Sheet(size, unit, origin, 2)
    scenery.draw(sheet, set_)
    plate = sheet.finished().convert("RGB")
    if lens.blur > 0.002:
        plate = blurred(plate, lens.blur * height)
        plate = _with_discs(plate, set_, lens)
    return _graded(plate, set_.mood.ambient, size)


def _with_discs(plate: Picture, set_: Scenery, lens: Lens) -> Picture:
    """Lay the round blur discs of small lights, as a long lens shows them."""
    width, height = plate.size
    rng = np.random.default_rng(int(lens.x * 100))
    sheet = Sheet(plate.size, height, (0, 0), 2)
    for _ in range(9):
        at = (rng.uniform(0, width / height), rng.uniform(0.02, 0.62))
        size = lens.blur * rng.uniform(1.4, 2.8)
        sheet.shape(
            ellipse(at, size, size), set_.mood.key, opacity=float(rng.uniform(0.05, 0.15)), soft=0.002
        )
    lit = plate.convert("RGBA")
    lit.alpha_composite(sheet.finished())
    return lit.convert("RGB")


def _graded(plate: Picture, ambient: Sequence[float], size: tuple[int, int]) -> Picture:
    width, height = size
    x = np.linspace(-1, 1, width)[None, :, None]
    y = np.linspace(-1, 1, height)[:, None, None]
    vignette = 1 - 0.30 * np.clip((x * x * 0.75 + y * y * 0.6) - 0.25, 0, None)
    colours = np.asarray(plate, float) * np.asarray(ambient) * vignette
    return Image.fromarray(np.clip(colours, 0, 255).round().astype(np.uint8), "RGB")


def _tinted(sprite: Picture, ambient: Sequence[float], dark: float = 0.0) -> Picture:
    """Put a sprite in the light of the scene."""
    if all(part == 1 for part in ambient) and not dark:
        return sprite
    red, green, blue, alpha = sprite.split()
    bands = [
        band.point([min(255, round(v * part * (1 - dark))) for v in range(256)])
        for band, part in zip((red, green, blue), ambient, strict=True)
    ]
    return Image.merge("RGBA", (*bands, alpha))


def _relief(set_: Scenery, stand: Stand) -> Relief:
    """Return the set's light, turned about for a sheet that will be mirrored."""
    light = set_.mood.relief
    if stand.side == "left" if stand.view == "face" else stand.side == "right":
        return light
    return Relief(
        (-light.towards[0], light.towards[1]),
        light.depth,
        light.shade,
        light.shade_part,
        light.rim,
        light.rim_part,
    )


class _Actor:
    """A performer who faces the camera: body and head as layers."""

    def __init__(self, stand: Stand, set_: Scenery, size: tuple[int, int]) -> None:
        self.character = stand.performer.character
        self._stand, self._set, self._size = stand, set_, size
        self._mirrored = stand.side == "right"
        self._unit = stand.head * size[1]
        self._relief = _relief(set_, stand)
        left, above, right, below = (round(part * self._unit) for part in _SPRITE)
        self._origin, self._sheet_size = (left, above), (left + right, above + below)
        self._crown = (round(stand.x * size[0]), round(stand.y * size[1]))
        self._skull = self._drawn(
            lambda sheet: head.skull(sheet, stand.performer.look, stand.turn, self._relief), 3
        )
        self._box = _with_margin(self._held(self._skull).getbbox(), round(0.07 * self._unit))
        self._eyes: dict[Face, Picture] = {}
        self._mouths: dict[Face, Picture] = {}
        self._heads: OrderedDict[Face, Picture] = OrderedDict()
        self._bodies = self._breathing()

    @property
    def seen(self) -> SeenTruth:
        """Where the head is at rest."""
        box = self._held(self._skull).getbbox() or (0, 0, 1, 1)
        left, top = self._corner()
        return SeenTruth(
            self.character,
            self._stand.side,
            "face",
            (left + box[0], top + box[1], box[2] - box[0], box[3] - box[1]),
        )

    def head(self, pose: Pose) -> tuple[int, int, int, int]:
        """Return the box around a head as it is turned and moved: left, top, width, height in pixels."""
        left, top, width, height = self.seen.head
        (px, py), (dx, dy), angle = self._neck(pose)
        corner_x, corner_y = self._corner()
        corners = [
            (x - corner_x - self._box[0], y - corner_y - self._box[1])
            for x in (left, left + width)
            for y in (top, top + height)
        ]
        cos, sin = math.cos(angle), math.sin(angle)
        xs = [px + dx + cos * (x - px) - sin * (y - py) for x, y in corners]
        ys = [py + dy + sin * (x - px) + cos * (y - py) for x, y in corners]
        first = math.floor(min(xs)) + corner_x + self._box[0], math.floor(min(ys)) + corner_y + self._box[1]
        return (*first, math.ceil(max(xs) - min(xs)) + 1, math.ceil(max(ys) - min(ys)) + 1)

    def onto(self, canvas: Picture, pose: Pose) -> None:
        """Lay body and head on a picture."""
        body_sprite, at = self._bodies[round((pose.breath / 0.007 + 1) * (len(self._bodies) - 1) / 2)]
        canvas.paste(body_sprite, at, body_sprite)
        sprite = self._turned(self._head(pose.face), pose)
        left, top = self._corner()
        canvas.paste(sprite, (left + self._box[0], top + self._box[1]), sprite)

    def _corner(self) -> tuple[int, int]:
        inner = self._sheet_size[0] - self._origin[0] if self._mirrored else self._origin[0]
        return (self._crown[0] - inner, self._crown[1] - self._origin[1])

    def _neck(self, pose: Pose) -> tuple[tuple[float, float], tuple[float, float], float]:
        """Return where a head turns, in its sprite, by how much it is moved, and the angle, to the right."""
        sign, unit = -1 if self._mirrored else 1, self._unit
        middle = self._sheet_size[0] - self._origin[0] if self._mirrored else self._origin[0]
        at = middle - sign * 0.02 * unit - self._box[0], self._origin[1] + 0.98 * unit - self._box[1]
        return at, (pose.dx * unit * sign, pose.dy * unit), pose.turned * sign

    def _turned(self, sprite: Picture, pose: Pose) -> Picture:
        """Turn a head about the neck and move it by parts of a pixel."""
        (px, py), (dx, dy), angle = self._neck(pose)
        cos, sin = math.cos(angle), math.sin(angle)
        qx, qy = px + dx, py + dy
        inverse = (cos, sin, px - cos * qx - sin * qy, -sin, cos, py + sin * qx - cos * qy)
        return sprite.transform(sprite.size, Image.Transform.AFFINE, inverse, Image.Resampling.BILINEAR)

    def _head(self, face: Face) -> Picture:
        if face in self._heads:
            self._heads.move_to_end(face)
            return self._heads[face]
        look, turn = self._stand.performer.look, self._stand.turn
        upper, lower = Face("rest", face.lids, face.gaze, face.brows), Face(face.mouth)
        if upper not in self._eyes:
            self._eyes[upper] = self._drawn(lambda sheet: features.eyes(sheet, look, turn, upper), 2)
        if lower not in self._mouths:
            self._mouths[lower] = self._drawn(lambda sheet: features.mouth(sheet, look, turn, lower), 2)
        whole = self._skull.copy()
        whole.alpha_composite(self._mouths[lower])
        whole.alpha_composite(self._eyes[upper])
        self._heads[face] = self._held(whole).crop(self._box)
        if len(self._heads) > _KEPT_HEADS:
            self._heads.popitem(last=False)
        return self._heads[face]

    def _drawn(self, paint: Callable[[Sheet], None], fine: int) -> Picture:
        sheet = Sheet(self._sheet_size, self._unit, self._origin, fine)
        paint(sheet)
        return _tinted(sheet.finished(), self._set.mood.ambient)

    def _held(self, sprite: Picture) -> Picture:
        return sprite.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if self._mirrored else sprite

    def _breathing(self) -> list[tuple[Picture, tuple[int, int]]]:
        """Draw the body once and keep it at a few depths of breath."""
        unit, rows = self._unit, self._size[1] - self._crown[1] + 4
        reach = round(1.45 * unit)
        sheet = Sheet((2 * reach, rows + round(0.3 * unit)), unit, (reach, 0), 2)
        body.body(sheet, self._stand.performer.look, self._relief, reach=self._stand.head < 0.3)
        sprite = self._held(_tinted(sheet.finished(), self._set.mood.ambient))
        top = 0.5 * unit
        depths = []
        for step in range(7):
            shift = (step / 3 - 1) * 0.007 * unit
            moved = sprite.transform(
                sprite.size, Image.Transform.AFFINE, (1, 0, 0, 0, 1, -shift), Image.Resampling.BILINEAR
            )
            box = moved.getbbox() or (0, 0, 1, 1)
            box = (box[0], max(box[1], int(top)), box[2], rows - 3)
            depths.append((moved.crop(box), (self._crown[0] - reach + box[0], self._crown[1] + box[1])))
        return depths


def _with_margin(box: tuple[int, int, int, int] | None, margin: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = box or (0, 0, 1, 1)
    return (left - margin, top - margin, right + margin, bottom + margin)


class _Shoulder:
    """A performer seen from behind at the edge of the frame: one dark, blurred layer that sways a little."""

    def __init__(self, stand: Stand, set_: Scenery, size: tuple[int, int]) -> None:
        self.character, self._stand = stand.performer.character, stand
        self._unit = stand.head * size[1]
        reach = round(2.3 * self._unit)
        crown = (round(stand.x * size[0]), round(stand.y * size[1]))
        sheet = Sheet((2 * reach, size[1] + 24), self._unit, (reach, crown[1]), 1)
        body.from_behind(sheet, stand.performer.look, _relief(set_, stand))
        sprite = _tinted(
            blurred(sheet.finished().convert("RGBa"), 0.011 * size[1]).convert("RGBA"),
            set_.mood.ambient,
            0.34,
        )
        if stand.side == "left":
            sprite = sprite.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        self._sprite, self._left = sprite, crown[0] - reach
        half = round(0.48 * self._unit)
        box = (max(0, crown[0] - half), crown[1], min(size[0], crown[0] + half), crown[1] + round(self._unit))
        self.seen = SeenTruth(
            self.character, stand.side, "back", (box[0], box[1], box[2] - box[0], box[3] - box[1])
        )

    def onto(self, canvas: Picture, pose: Pose) -> None:
        sign = -1 if self._stand.side == "left" else 1
        at = (
            self._left + round(pose.dx * self._unit * 0.8 * sign),
            round(pose.breath * self._unit + pose.dy * self._unit * 0.4),
        )
        canvas.paste(self._sprite, at, self._sprite)
