"""Hair, behind the face and in front of it; beards; and the pencil behind an ear."""

from dataclasses import replace

from rushes.stage.drawing.anatomy import BLUSH, INK, Frontal, face_outline
from rushes.stage.drawing.look import Look
from rushes.stage.drawing.pen import (
    Point,
    Relief,
    Sheet,
    Stencil,
    Wash,
    darker,
    each,
    ellipse,
    lighter,
    mix,
    outline,
    ribbon,
    smooth,
)

CURLS_BEHIND = [
    (-0.20, 0.72, 0.11),
    (-0.31, 0.62, 0.12),
    (-0.38, 0.48, 0.13),
    (-0.42, 0.33, 0.13),
    (-0.38, 0.18, 0.14),
    (-0.28, 0.06, 0.15),
    (-0.12, 0.00, 0.16),
    (0.06, -0.01, 0.15),
    (0.22, 0.05, 0.13),
    (0.32, 0.15, 0.10),
    (-0.10, 0.20, 0.25),
]


CURLS_IN_FRONT = [
    (-0.27, 0.46, 0.075),
    (-0.32, 0.36, 0.095),
    (-0.33, 0.24, 0.10),
    (-0.24, 0.30, 0.08),
    (-0.25, 0.13, 0.11),
    (0.335, 0.20, 0.065),
    (-0.15, 0.20, 0.10),
    (0.28, 0.115, 0.085),
    (-0.04, 0.165, 0.095),
    (0.19, 0.15, 0.085),
    (0.07, 0.15, 0.09),
    (-0.13, 0.05, 0.12),
    (0.02, 0.015, 0.11),
    (0.16, 0.03, 0.10),
]


_FRONTS: dict[str, list[Point]] = {
    "short": outline(
        "-0.37 0.5, -0.42 0.28, -0.33 0.06, -0.12 -0.06, 0.14 -0.05, 0.32 0.06, 0.365 0.22, "
        "0.34 0.3, 0.27 0.2, 0.1 0.17, -0.08 0.21, -0.198 0.3, -0.223 0.42, -0.248 0.52"
    ),
    "parted": outline(
        "-0.36 0.52, -0.42 0.28, -0.34 0.05, -0.1 -0.075, 0.18 -0.08, 0.37 0.05, 0.385 0.24, "
        "0.345 0.31, 0.31 0.19, 0.16 0.135, 0 0.145, -0.118 0.22, -0.213 0.36, -0.243 0.54"
    ),
    "bun": outline(
        "-0.34 0.56, -0.41 0.3, -0.33 0.06, -0.12 -0.05, 0.12 -0.035, 0.3 0.06, 0.36 0.26, "
        "0.32 0.25, 0.2 0.13, 0.04 0.15, -0.098 0.27, -0.198 0.4, -0.248 0.55"
    ),
    "bob": outline(
        "-0.36 0.8, -0.44 0.5, -0.42 0.22, -0.28 0, -0.05 -0.07, 0.2 -0.04, 0.37 0.1, 0.41 "
        "0.34, 0.385 0.56, 0.345 0.62, 0.33 0.4, 0.24 0.24, 0.06 0.2, -0.078 0.3, -0.188 "
        "0.48, -0.208 0.72, -0.28 0.86"
    ),
    "long": outline(
        "-0.36 0.95, -0.45 0.6, -0.43 0.24, -0.28 0, -0.05 -0.075, 0.2 -0.045, 0.37 0.08, "
        "0.41 0.34, 0.4 0.7, 0.355 0.8, 0.34 0.44, 0.26 0.25, 0.1 0.16, -0.058 0.29, -0.178 "
        "0.5, -0.213 0.8, -0.27 1"
    ),
    "receding": outline(
        "-0.35 0.54, -0.415 0.36, -0.385 0.2, -0.31 0.13, -0.255 0.2, -0.203 0.32, -0.213 0.44, -0.248 0.56"
    ),
}


_BACKS: dict[str, list[list[Point]]] = {
    "long": [
        outline(
            "-0.1 -0.05, 0.25 0, 0.38 0.25, 0.33 0.7, 0.3 1.15, 0.05 1.2, -0.25 1.28, -0.47 1.1, "
            "-0.44 0.7, -0.47 0.35, -0.38 0.08"
        )
    ],
    "bob": [
        outline(
            "-0.1 -0.04, 0.25 0, 0.4 0.25, 0.37 0.6, 0.3 0.86, 0 0.9, -0.3 0.93, -0.46 0.86, -0.45 "
            "0.55, -0.46 0.3, -0.36 0.07"
        )
    ],
    "bun": [
        ellipse((-0.37, 0.10), 0.165, 0.155).tolist(),
        outline("-0.05 -0.02, 0.2 0.02, 0.3 0.3, 0 0.8, -0.28 0.78, -0.42 0.55, -0.44 0.3, -0.3 0.06"),
    ],
}


def beard(sheet: Sheet, look: Look, place: Frontal, face: Stencil, relief: Relief) -> None:
    """Paint a beard, or the shade of one that was shaved this morning."""
    x, y = place.mouth
    knots = [
        (-0.33, 0.56),
        (-0.26, 0.68),
        (-0.13, 0.735),
        (x - 0.12, 0.735),
        (x, 0.742),
        (x + 0.12, 0.735),
        (0.30, 0.70),
        (0.36, 0.66),
        (0.40, 0.9),
        (0.25, 1.04),
        (0.0, 1.05),
        (-0.3, 0.95),
        (-0.4, 0.7),
    ]
    if look.beard:
        sheet.shape(
            smooth(knots),
            Wash(darker(look.hair_colour, 0.1), look.hair_colour),
            clip=face,
            relief=relief,
            soft=0.004,
        )
        sheet.shape(ellipse((x, y + 0.012), 0.12, 0.05), mix(look.skin, BLUSH, 0.2), clip=face, soft=0.01)
    else:
        sheet.shape(
            smooth(knots),
            mix(look.skin, darker(look.hair_colour, 0.3), 0.55),
            clip=face,
            opacity=0.34,
            soft=0.03,
        )


def pencil(sheet: Sheet, turn: float) -> None:
    """Stick a pencil behind the near ear."""
    x = -0.235 + 0.09 * turn
    line = [(x - 0.20, 0.40), (x + 0.21, 0.475)]
    sheet.shape(ribbon(line, 0.034), (224, 164, 52), relief=Relief((0, -1), 0.012))
    sheet.shape(ribbon([(x - 0.235, 0.394), (x - 0.195, 0.401)], 0.036), (196, 88, 92))
    sheet.shape([(x + 0.205, 0.457), (x + 0.275, 0.487), (x + 0.20, 0.492)], (238, 210, 164))
    sheet.shape([(x + 0.250, 0.476), (x + 0.275, 0.487), (x + 0.25, 0.489)], INK)


def hair_behind(sheet: Sheet, look: Look, relief: Relief) -> None:
    """Paint what of the hair lies behind the face."""
    c = Wash(darker(look.hair_colour, 0.10), darker(look.hair_colour, 0.42))
    back = outline("-0.05 -0.01, 0.2 0.02, 0.25 0.3, 0 0.72, -0.24 0.8, -0.36 0.68, -0.415 0.42, -0.34 0.12")
    if look.hair == "shaven":
        return
    if look.hair == "receding":
        back = outline("-0.2 0.2, 0 0.3, 0 0.72, -0.24 0.8, -0.37 0.68, -0.425 0.44, -0.36 0.2")
    if look.hair == "curls":
        _curls(sheet, look, relief, CURLS_BEHIND)
        return
    for shape in _BACKS.get(look.hair, [back]):
        sheet.shape(smooth(shape), c, relief=relief)


def _curls(sheet: Sheet, look: Look, relief: Relief, curls: list[tuple[float, float, float]]) -> None:
    """Lay round curls one over another, the upper ones lighter."""
    for x, y, size in curls:
        tone = mix(
            darker(look.hair_colour, 0.25), lighter(look.hair_colour, 0.10), max(0.0, min(1.0, 0.75 - y))
        )
        sheet.shape(ellipse((x, y), size, size * 0.94), tone, relief=replace(relief, depth=size * 0.9))


def hair_in_front(sheet: Sheet, look: Look, turn: float, relief: Relief) -> None:
    """Paint what of the hair lies before the face, with its shadow on the forehead."""
    c = Wash(lighter(look.hair_colour, 0.06), darker(look.hair_colour, 0.16))
    if look.hair == "curls":
        _curls(sheet, look, relief, CURLS_IN_FRONT)
        return
    knots = _FRONTS.get(look.hair)
    if knots is None:
        _shaven(sheet, look)
        return
    cast = each(knots, lambda x, y: (x + 0.012, y + 0.03))
    face = sheet.stencil(smooth(face_outline(look, turn)))
    sheet.shape(smooth(cast), darker(look.skin, 0.45), opacity=0.34, soft=0.018, clip=face)
    front = sheet.shape(smooth(knots), c, relief=relief)
    _strands(sheet, look, front)


def _strands(sheet: Sheet, look: Look, front: Stencil | None) -> None:
    """Paint a few lighter and darker strokes that follow the skull."""
    shine = lighter(look.hair_colour, 0.42)
    for lift, part in ((0.0, 0.30), (0.07, 0.18)):
        arc = [
            (-0.37 + lift, 0.36),
            (-0.28 + lift, 0.14 + lift * 0.6),
            (-0.08, 0.03 + lift),
            (0.16, 0.03 + lift),
        ]
        sheet.shape(ribbon(arc, 0.045, (0.1, 0.1)), shine, opacity=part, soft=0.012, clip=front)
    for shift in (-0.04, 0.05, 0.13):
        arc = outline("-0.36 0.44, -0.26 0.2, -0.04 0.07, 0.2 0.1", (shift, 0))
        sheet.shape(
            ribbon(arc, 0.012, (0.1, 0.1)),
            darker(look.hair_colour, 0.5),
            opacity=0.34,
            soft=0.003,
            clip=front,
        )


def _shaven(sheet: Sheet, look: Look) -> None:
    crown = outline(
        "-0.35 0.5, -0.37 0.28, -0.28 0.09, -0.08 0.02, 0.14 0.03, 0.29 0.13, 0.33 0.26, 0.2 "
        "0.2, 0 0.18, -0.17 0.27, -0.22 0.45"
    )
    sheet.shape(smooth(crown), mix(look.skin, darker(look.hair_colour, 0.3), 0.6), opacity=0.45, soft=0.03)
