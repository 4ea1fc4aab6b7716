"""A body in three-quarter view, looking to the right: neck, shoulders, wardrobe, arms.

The same units and origin as the head: the chin is at y = 1, the shoulders near 1.4, the hips at 3.7.
"""

from rushes.stage.drawing.look import Look
from rushes.stage.drawing.pen import (
    Colour,
    Path,
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

TORSO: list[Point] = outline(
    "-0.21 1.2, -0.45 1.29, -0.76 1.41, -0.92 1.66, -0.94 2.1, -0.86 2.7, -0.82 3.4, -0.88 "
    "4.3, -0.9 5.2, 0.74 5.2, 0.72 4.3, 0.64 3.4, 0.68 2.7, 0.78 2.1, 0.76 1.66, 0.62 1.41, "
    "0.4 1.29, 0.21 1.21"
)


_BACKS: dict[str, list[Point]] = {
    "long": outline(
        "-0.33 0.25, -0.22 0.02, 0.1 -0.06, 0.38 0.05, 0.5 0.4, 0.5 0.9, 0.46 1.3, 0.1 1.34, "
        "-0.08 1.2, -0.1 0.7, -0.18 0.4"
    ),
    "bob": outline(
        "-0.33 0.25, -0.22 0.02, 0.1 -0.06, 0.38 0.05, 0.5 0.4, 0.48 0.8, 0.36 0.96, 0.05 0.95, "
        "-0.1 0.9, -0.12 0.6, -0.2 0.4"
    ),
    "shaven": outline(
        "-0.3 0.2, -0.16 0.04, 0.12 -0.02, 0.36 0.12, 0.44 0.42, 0.36 0.7, 0.1 0.78, -0.08 0.6, -0.2 0.4"
    ),
}


def body(sheet: Sheet, look: Look, relief: Relief, *, reach: bool = True) -> None:
    """Paint neck, torso and arms; reach: the near hand lies in front (on the table), else the arm hangs."""
    _far_arm(sheet, look, relief, reach=reach)
    _neck(sheet, look, relief)
    cloth = Wash(lighter(look.cloth, 0.06), darker(look.cloth, 0.22))
    torso = sheet.shape(smooth(TORSO), cloth, relief=relief)
    _DRESSING[look.wear](sheet, look, relief, torso)
    if look.scarf:
        _scarf(sheet, look, relief)
    _near_arm(sheet, look, relief, reach=reach)


def from_behind(sheet: Sheet, look: Look, relief: Relief) -> None:
    """Paint a performer seen over the shoulder, looking to the left and away: back of head and shoulders."""
    cloth = Wash(lighter(look.cloth, 0.04), darker(look.cloth, 0.35))
    sheet.shape(
        smooth(outline("-0.1 0.75, 0.26 0.75, 0.3 1.45, -0.2 1.45")),
        darker(look.skin, 0.2),
        relief=relief,
    )
    back = outline(
        "-0.3 1.16, -0.62 1.3, -0.92 1.52, -1.08 1.95, -1.16 2.8, -1.2 4.5, 2.2 4.5, 1.75 2.4, "
        "1.45 1.7, 1.02 1.42, 0.55 1.24, 0.3 1.14"
    )
    sheet.shape(smooth(back), cloth, relief=relief)
    collar = outline("-0.27 1.06, 0.02 1.02, 0.34 1.05, 0.4 1.25, 0.04 1.33, -0.34 1.26")
    sheet.shape(
        smooth(collar), mix(look.under, look.cloth, 0.4 if look.wear != "coat" else 0.9), relief=relief
    )
    sheet.shape(
        smooth(
            outline("-0.36 0.35, -0.32 0.15, 0 0.05, 0.2 0.3, 0.2 0.85, -0.1 0.98, -0.27 0.86, -0.345 0.66")
        ),
        look.skin,
        relief=relief,
    )
    _hair_from_behind(sheet, look, relief)
    sheet.shape(ellipse((-0.13, 0.60), 0.052, 0.10, 0.15), mix(look.skin, (190, 80, 70), 0.15), relief=relief)


def _hair_from_behind(sheet: Sheet, look: Look, relief: Relief) -> None:
    hair = Wash(lighter(look.hair_colour, 0.05), darker(look.hair_colour, 0.3))
    cap = outline(
        "-0.345 0.26, -0.24 0.03, 0.08 -0.07, 0.36 0.04, 0.47 0.34, 0.44 0.62, 0.3 0.82, 0.06 "
        "0.84, -0.06 0.7, -0.1 0.48, -0.22 0.4"
    )
    colour = mix(look.skin, look.hair_colour, 0.5) if look.hair == "shaven" else hair
    if look.hair == "bun":
        sheet.shape(ellipse((0.40, 0.22), 0.18, 0.17), hair, relief=relief)
    sheet.shape(smooth(_BACKS.get(look.hair, cap)), colour, relief=relief)
    if look.hair == "curls":
        for x, y, size in (
            (-0.25, 0.15, 0.12),
            (-0.1, 0.02, 0.14),
            (0.1, -0.02, 0.15),
            (0.3, 0.06, 0.14),
            (0.43, 0.2, 0.13),
            (0.47, 0.38, 0.12),
            (0.42, 0.56, 0.12),
            (0.3, 0.7, 0.12),
            (0.12, 0.76, 0.1),
            (0.2, 0.3, 0.2),
            (0.0, 0.3, 0.18),
            (0.15, 0.55, 0.15),
        ):
            sheet.shape(ellipse((x, y), size, size), look.hair_colour, relief=relief)


def _neck(sheet: Sheet, look: Look, relief: Relief) -> None:
    knots = outline("-0.17 0.7, 0 0.72, 0.17 0.86, 0.155 1.08, 0.23 1.32, 0 1.52, -0.25 1.32, -0.175 1.05")
    neck = sheet.shape(smooth(knots), Wash(darker(look.skin, 0.22), darker(look.skin, 0.06)), relief=relief)
    sheet.shape(
        ellipse((0.07, 0.99), 0.30, 0.13, 0.12), darker(look.skin, 0.5), opacity=0.5, soft=0.05, clip=neck
    )


def _sleeve(
    sheet: Sheet, look: Look, relief: Relief, line: list[Point], width: float, *, dark: float
) -> None:
    cloth = Wash(lighter(look.cloth, 0.03), darker(look.cloth, 0.20 + dark))
    sheet.shape(_tube(line, width), darker(look.cloth, 0.55), opacity=0.5, soft=0.05)
    sheet.shape(_tube(line, width), cloth if not dark else darker(look.cloth, dark), relief=relief)


def _tube(line: list[Point], width: float) -> Path:
    """Return an arm: wide at the shoulder, narrow at the wrist, round at both ends."""
    return ribbon(line, width, (0.92, 0.62), round_ends=True)


def _hand(
    sheet: Sheet, look: Look, at: Point, relief: Relief, *, dark: float = 0.0, hanging: bool = False
) -> None:
    x, y = at
    skin = darker(look.skin, dark)
    knots = outline("-0.1 -0.11, 0.06 -0.13, 0.2 -0.08, 0.33 0, 0.36 0.07, 0.24 0.1, 0.05 0.11, -0.09 0.09")
    if hanging:
        knots = [(b * 0.9, a) for a, b in knots]
    sheet.shape(
        smooth(each(knots, lambda a, b: (x + a, y + b))), Wash(skin, darker(skin, 0.12)), relief=relief
    )
    if not hanging:
        for step in range(3):
            finger = [(x + 0.17, y - 0.05 + 0.045 * step), (x + 0.32 - 0.02 * step, y + 0.005 + 0.035 * step)]
            sheet.shape(ribbon(finger, 0.012, (0.2, 0.6)), darker(skin, 0.4), opacity=0.6)
        thumb = [(x + 0.02, y - 0.11), (x + 0.13, y - 0.17), (x + 0.21, y - 0.13)]
        sheet.shape(ribbon(thumb, 0.075, (0.9, 0.7)), lighter(skin, 0.05), relief=relief)


def _near_arm(sheet: Sheet, look: Look, relief: Relief, *, reach: bool) -> None:
    if reach:
        _hand(sheet, look, (0.46, 3.20), relief)
        line = outline("-0.65 1.66, -0.8 2.15, -0.74 2.72, -0.42 3.02, 0.1 3.14, 0.42 3.2")
    else:
        _hand(sheet, look, (-0.78, 3.74), relief, hanging=True)
        line = outline("-0.65 1.66, -0.82 2.2, -0.86 2.8, -0.8 3.3, -0.78 3.68")
    _sleeve(sheet, look, relief, line, 0.46, dark=0.0)
    cuff: list[Point] = (
        [(0.30, 3.04), (0.34, 3.20), (0.30, 3.33)] if reach else [(-0.93, 3.55), (-0.79, 3.58), (-0.65, 3.55)]
    )
    sheet.shape(
        ribbon(cuff, 0.07, (1, 1)),
        lighter(look.cloth, 0.16) if look.wear != "cardigan" else look.under,
        opacity=0.9,
    )


def _far_arm(sheet: Sheet, look: Look, relief: Relief, *, reach: bool) -> None:
    if reach:
        _hand(sheet, look, (0.98, 3.05), relief, dark=0.12)
        line = outline("0.5 1.66, 0.76 2.1, 0.84 2.6, 0.88 2.92, 0.98 3.05")
    else:
        line = outline("0.5 1.66, 0.7 2.2, 0.7 2.85, 0.66 3.55")
    _sleeve(sheet, look, relief, line, 0.38, dark=0.24)


def _buttons(sheet: Sheet, at: list[Point], colour: Colour, size: float = 0.036) -> None:
    for x, y in at:
        sheet.shape(ellipse((x + 0.008, y + 0.012), size, size), (20, 16, 30), opacity=0.4, soft=0.01)
        sheet.shape(ellipse((x, y), size, size), Wash(lighter(colour, 0.3), darker(colour, 0.2)))


def _coat(sheet: Sheet, look: Look, relief: Relief, torso: Stencil | None) -> None:
    """Buttoned to the neck, with a high collar."""
    seam = outline("0.12 1.3, 0.2 1.9, 0.2 2.8, 0.16 5.2")
    sheet.shape(ribbon(seam, 0.022, (1, 1)), darker(look.cloth, 0.55), opacity=0.8, clip=torso)
    sheet.shape(
        ribbon(each(seam, lambda x, y: (x - 0.035, y)), 0.02, (1, 1)),
        lighter(look.cloth, 0.3),
        opacity=0.4,
        clip=torso,
    )
    _buttons(sheet, outline("0.05 1.52, 0.1 1.95, 0.115 2.4, 0.105 2.85, 0.09 3.3"), look.accent)
    sheet.shape(
        ribbon([(-0.66, 2.95), (-0.40, 2.99), (-0.22, 2.97)], 0.05, (1, 1)),
        darker(look.cloth, 0.4),
        opacity=0.6,
        clip=torso,
    )
    left = outline("-0.3 1, -0.2 0.98, -0.02 1.14, 0.1 1.34, -0.02 1.47, -0.26 1.38, -0.4 1.24")
    right = outline("0.28 1.03, 0.2 1.06, 0.12 1.2, 0.11 1.36, 0.22 1.42, 0.4 1.32, 0.38 1.16")
    sheet.shape(smooth(right), darker(look.cloth, 0.12), relief=relief)
    sheet.shape(smooth(left), lighter(look.cloth, 0.10), relief=relief)


def _opening(sheet: Sheet, colour: Colour, depth: float, relief: Relief) -> Stencil | None:
    v = [(-0.22, 1.14), (-0.30, 1.30), (0.06, depth), (0.36, 1.32), (0.24, 1.16), (0.02, 1.24)]
    return sheet.shape([*v[:2], *smooth(v[1:4], closed=False).tolist(), *v[3:]], colour, relief=relief)


def _shirt_collar(sheet: Sheet, colour: Colour, relief: Relief) -> None:
    sheet.shape(
        outline("-0.24 1.07, -0.14 1.1, 0.06 1.33, -0.1 1.46, -0.32 1.26"),
        lighter(colour, 0.08),
        relief=relief,
    )
    sheet.shape(
        outline("0.24 1.1, 0.17 1.14, 0.06 1.33, 0.19 1.45, 0.33 1.26"),
        darker(colour, 0.06),
        relief=relief,
    )


def _cardigan(sheet: Sheet, look: Look, relief: Relief, torso: Stencil | None) -> None:
    _opening(sheet, look.under, 2.25, relief)
    _shirt_collar(sheet, look.under, relief)
    _buttons(sheet, [(0.06, 1.60), (0.065, 1.86)], darker(look.under, 0.25), 0.022)
    edge = darker(look.cloth, 0.22)
    sheet.shape(
        ribbon(outline("-0.31 1.28, -0.2 1.7, 0.07 2.24, 0.1 3.2, 0.1 5.2"), 0.11, (0.7, 1)),
        edge,
        clip=torso,
        relief=relief,
    )
    sheet.shape(
        ribbon([(0.37, 1.31), (0.31, 1.70), (0.10, 2.26)], 0.09, (0.7, 0.8)),
        darker(edge, 0.1),
        clip=torso,
        relief=relief,
    )
    _buttons(sheet, [(0.085, 2.45), (0.10, 2.85), (0.10, 3.25)], look.accent)
    for shift in (-0.62, -0.47, -0.32, 0.36, 0.5):
        sheet.shape(
            ribbon([(shift, 1.6), (shift + 0.02, 2.4), (shift, 3.6)], 0.014, (0.3, 0.6)),
            darker(look.cloth, 0.35),
            opacity=0.22,
            clip=torso,
        )


def _jacket(sheet: Sheet, look: Look, relief: Relief, torso: Stencil | None) -> None:
    _opening(sheet, look.under, 2.55, relief)
    tie = outline("0.02 1.34, 0.13 1.34, 0.12 1.47, 0.19 2.2, 0.08 2.5, 0 2.2, 0.04 1.47")
    sheet.shape(tie, Wash(lighter(look.accent, 0.1), darker(look.accent, 0.2)), relief=relief)
    _shirt_collar(sheet, look.under, relief)
    near = outline("-0.3 1.24, -0.44 1.34, -0.5 1.78, -0.34 1.8, -0.36 1.93, 0.06 2.58, -0.02 2.1, -0.2 1.6")
    far = outline("0.36 1.27, 0.46 1.36, 0.53 1.78, 0.4 1.8, 0.42 1.92, 0.08 2.58, 0.18 2.1, 0.31 1.6")
    sheet.shape(far, darker(look.cloth, 0.14), relief=relief)
    sheet.shape(near, lighter(look.cloth, 0.10), relief=relief)
    sheet.shape(
        ribbon([(0.07, 2.55), (0.12, 3.4), (0.06, 5.2)], 0.022, (1, 1)), darker(look.cloth, 0.5), clip=torso
    )
    _buttons(sheet, [(0.02, 2.78), (0.04, 3.15)], darker(look.cloth, 0.4), 0.032)


def _sweater(sheet: Sheet, look: Look, relief: Relief, torso: Stencil | None) -> None:
    neck = outline("-0.25 1.02, -0.02 1.12, 0.24 1.06, 0.3 1.28, 0.04 1.42, -0.31 1.28")
    sheet.shape(smooth(neck), Wash(lighter(look.cloth, 0.12), darker(look.cloth, 0.1)), relief=relief)
    for row in range(7):
        y = 1.62 + 0.26 * row
        rows = outline("-0.9 -0.05, -0.3 0.06, 0.2 0.07, 0.75 -0.02", (0, y))
        sheet.shape(ribbon(rows, 0.022, (1, 1)), lighter(look.cloth, 0.4), opacity=0.18, clip=torso)
        if row in (1, 2):
            sheet.shape(ribbon(rows, 0.12, (1, 1)), look.accent, opacity=0.75, clip=torso)


def _shirt(sheet: Sheet, look: Look, relief: Relief, torso: Stencil | None) -> None:
    _shirt_collar(sheet, lighter(look.cloth, 0.12), relief)
    seam = outline("0.08 1.4, 0.14 2.2, 0.13 3.4, 0.1 5.2")
    sheet.shape(ribbon(seam, 0.10, (1, 1)), lighter(look.cloth, 0.10), clip=torso, relief=relief)
    _buttons(sheet, outline("0.115 1.72, 0.135 2.12, 0.14 2.52, 0.135 2.92"), look.under, 0.026)


def _scarf(sheet: Sheet, look: Look, relief: Relief) -> None:
    wash = Wash(lighter(look.accent, 0.12), darker(look.accent, 0.2))
    sheet.shape(
        smooth(outline("-0.05 1.3, 0.16 1.28, 0.3 1.9, 0.26 2.5, 0.02 2.52, 0.02 1.9")),
        wash,
        relief=relief,
    )
    around = outline("-0.34 1.1, -0.1 1.16, 0.1 1.2, 0.33 1.1, 0.4 1.3, 0.1 1.46, -0.2 1.44, -0.42 1.3")
    sheet.shape(smooth(around), wash, relief=relief)


_DRESSING = {"coat": _coat, "cardigan": _cardigan, "jacket": _jacket, "sweater": _sweater, "shirt": _shirt}
