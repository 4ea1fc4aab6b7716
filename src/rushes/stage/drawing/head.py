"""A head in three-quarter view, looking to the right; the left-hand side of the line is its mirror.

Units are head heights: the crown is near (0, 0), the chin near y = 1. Everything here is drawn once;
what moves is laid over it by `features`.
"""

from rushes.stage.drawing.anatomy import BLUSH, Frontal, face_outline
from rushes.stage.drawing.hair import beard, hair_behind, hair_in_front, pencil
from rushes.stage.drawing.look import Look
from rushes.stage.drawing.pen import (
    Relief,
    Sheet,
    Stencil,
    Wash,
    darker,
    each,
    ellipse,
    lighter,
    mix,
    ribbon,
    smooth,
)


def skull(sheet: Sheet, look: Look, turn: float, relief: Relief) -> None:
    """Paint everything of a head that does not move: back hair, ear, face, hair, glasses."""
    place = Frontal(turn)
    hair_behind(sheet, look, relief)
    face = _face(sheet, look, turn, relief)
    _colour_of_life(sheet, look, place, face)
    _nose(sheet, look, place, face)
    _age(sheet, look, place, face)
    if look.beard or look.stubble:
        beard(sheet, look, place, face, relief)
    hair_in_front(sheet, look, turn, relief)
    if look.hair not in ("bob", "long"):
        _ear(sheet, look, turn, relief)
    if look.earrings:
        sheet.shape(ellipse((-0.295 + 0.09 * turn, 0.695), 0.02, 0.026), (226, 178, 84), relief=relief)
    if look.pencil:
        pencil(sheet, turn)


def _face(sheet: Sheet, look: Look, turn: float, relief: Relief) -> Stencil:
    outline = smooth(face_outline(look, turn))
    paint = Wash(lighter(look.skin, 0.10), darker(look.skin, 0.06))
    stencil = sheet.shape(outline, paint, relief=relief)
    if stencil is None:
        raise ValueError("a head must lie on its sheet")
    return stencil


def _colour_of_life(sheet: Sheet, look: Look, place: Frontal, face: Stencil) -> None:
    """Blush on the cheeks, warmth on the nose, a soft shade under the brow and the lip."""
    warm = mix(look.skin, BLUSH, 0.55)
    for (x, y), wide in ((place.near_eye, 0.13), (place.far_eye, 0.09)):
        sheet.shape(ellipse((x - 0.005, y + 0.175), wide, 0.075), warm, opacity=0.42, soft=0.04, clip=face)
        sheet.shape(
            ellipse((x, y - 0.012), wide * 0.92, 0.072),
            darker(look.skin, 0.3),
            opacity=0.26,
            soft=0.03,
            clip=face,
        )
    x, y = place.mouth
    sheet.shape(
        ellipse((x, y + 0.105), 0.10, 0.022), darker(look.skin, 0.35), opacity=0.30, soft=0.018, clip=face
    )
    sheet.shape(
        ellipse((x + 0.01, 0.955), 0.11, 0.05), lighter(look.skin, 0.35), opacity=0.22, soft=0.03, clip=face
    )


def _nose(sheet: Sheet, look: Look, place: Frontal, face: Stencil) -> None:
    n, x, t = look.nose, place.middle + 0.02, place.turn
    tip = (x + (0.045 + 0.075 * t) * n, 0.655)
    bridge = [(x - 0.012, 0.47), (x + 0.03 + 0.02 * t, 0.50), (x + 0.045 + 0.04 * t, 0.58), tip]
    under = [
        (tip[0] - 0.015, 0.697),
        (x + 0.02, 0.715),
        (x - 0.055 * n, 0.695),
        (x - 0.05 * n, 0.655),
        (x - 0.02, 0.58),
    ]
    cast = each([*bridge, *under], lambda a, b: (a + 0.022, b + 0.012))
    sheet.shape(smooth(cast), darker(look.skin, 0.34), opacity=0.34, soft=0.012, clip=face)
    shape = sheet.shape(smooth([*bridge, *under]), mix(look.skin, BLUSH, 0.10), soft=0.002, clip=face)
    sheet.shape(
        ellipse((tip[0] - 0.028, 0.648), 0.035 * n, 0.03),
        mix(look.skin, BLUSH, 0.42),
        opacity=0.5,
        soft=0.014,
        clip=shape,
    )
    sheet.shape(
        ribbon([(x + 0.006, 0.50), (x + 0.022 + 0.02 * t, 0.58), (tip[0] - 0.03, 0.638)], 0.022, (0.3, 0.9)),
        lighter(look.skin, 0.55),
        opacity=0.5,
        soft=0.007,
        clip=shape,
    )
    sheet.shape(
        ellipse((tip[0] - 0.055 * n, 0.70), 0.017 * n, 0.0085, -0.2), darker(look.skin, 0.62), opacity=0.8
    )
    sheet.shape(
        ribbon([(x - 0.05 * n, 0.655), (x - 0.062 * n, 0.685), (x - 0.04 * n, 0.706)], 0.010, (0.2, 0.2)),
        darker(look.skin, 0.45),
        opacity=0.55,
    )


def _age(sheet: Sheet, look: Look, place: Frontal, face: Stencil) -> None:
    """Draw the lines of the years: beside the mouth, under and beside the eyes, on the forehead."""
    if look.age < 42:
        return
    part = min(1.0, (look.age - 36) / 30)
    line = darker(look.skin, 0.42)
    x, _ = place.mouth
    folds = [
        [(place.middle - 0.09, 0.69), (x - 0.145, 0.755), (x - 0.150, 0.83)],
        [(place.middle + 0.135, 0.69), (x + 0.135, 0.755), (x + 0.135, 0.82)],
    ]
    for ex, ey in (place.near_eye, place.far_eye):
        folds.append([(ex - 0.06, ey + 0.085), (ex, ey + 0.105), (ex + 0.06, ey + 0.085)])
    ex, ey = place.near_eye
    folds += [
        [(ex - 0.115, ey - 0.01), (ex - 0.145, ey - 0.03)],
        [(ex - 0.115, ey + 0.012), (ex - 0.15, ey + 0.02)],
    ]
    folds += [
        [(place.middle - 0.14, at), (place.middle, at - 0.012), (place.middle + 0.13, at)]
        for at in (0.275, 0.32)
    ]
    for fold in folds:
        sheet.shape(ribbon(fold, 0.011, (0.1, 0.1)), line, opacity=0.5 * part, soft=0.002, clip=face)


def _ear(sheet: Sheet, look: Look, turn: float, relief: Relief) -> None:
    x = -0.305 + 0.09 * turn
    sheet.shape(ellipse((x, 0.575), 0.062, 0.105, -0.12), mix(look.skin, BLUSH, 0.14), relief=relief)
    sheet.shape(
        ellipse((x + 0.006, 0.572), 0.033, 0.066, -0.12), darker(look.skin, 0.3), opacity=0.6, soft=0.008
    )
