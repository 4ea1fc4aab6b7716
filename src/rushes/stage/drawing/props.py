"""The table between the performers and the things of the page that stand on it."""

import random

from rushes.stage.drawing.furniture import bottles, tag, vase
from rushes.stage.drawing.light import TABLE_TOP, Scenery
from rushes.stage.drawing.pen import (
    Colour,
    Relief,
    Sheet,
    Wash,
    darker,
    ellipse,
    lighter,
    outline,
    ribbon,
    rounded,
    smooth,
)


def table(sheet: Sheet, s: Scenery) -> None:
    """Stand a counter, seen from its end, and what the page puts on it."""
    left, right, top, wood = 5.75, 10.25, TABLE_TOP, s.scheme.wood
    sheet.shape(ellipse((8, 8.75), 3.4, 0.4), (14, 8, 24), opacity=0.45, soft=0.3)
    sheet.shape(
        rounded(left + 0.16, top + 0.3, right - 0.16, 14, 0.04),
        Wash(darker(wood, 0.12), darker(wood, 0.45)),
        relief=Relief(depth=0.14),
    )
    for step in range(3):
        x = left + 0.42 + step * 1.26
        sheet.shape(
            rounded(x, top + 0.72, x + 1.12, 9.6, 0.05),
            darker(wood, 0.28),
            relief=Relief(depth=0.06, shade_part=0.5),
        )
    sheet.shape(
        [
            (left + 0.3, top - 0.05),
            (right - 0.3, top - 0.05),
            (right + 0.06, top + 0.26),
            (left - 0.06, top + 0.26),
        ],
        Wash(lighter(wood, 0.30), lighter(wood, 0.12)),
    )
    sheet.shape(
        rounded(left - 0.08, top + 0.24, right + 0.08, top + 0.42, 0.04),
        lighter(wood, 0.06),
        relief=Relief((0, -1), 0.06),
    )
    sheet.shape(
        ellipse((8, top + 0.1), 1.7, 0.1),
        s.mood.key,
        opacity=0.3 * max(s.mood.lamp, s.mood.key_part),
        soft=0.1,
    )
    props(sheet, s, top + 0.12)


def props(sheet: Sheet, s: Scenery, base: float) -> None:
    """Stand the props of the page on a table whose surface is at y = base."""
    if s.has("violin", "instrument"):
        _violin_case(sheet, 8.15, base)
    elif s.has("bottle", "wine", "bar"):
        bottles(sheet, s, random.Random(s.seed), 7.8, base)  # noqa: S311 - scenery
    else:
        vase(sheet, s, random.Random(s.seed), 7.85, base)  # noqa: S311 - scenery
    if s.has("book", "ledger", "page", "letter", "paper", "newspaper", "script"):
        _ledger(sheet, s, 6.98, base)
    else:
        _cup(sheet, s, 7.15, base)
    if s.has("bell", "hotel", "office", "counter"):
        _bell(sheet, 9.45, base)
    else:
        _cup(sheet, s, 9.2, base)


def _violin_case(sheet: Sheet, x: float, base: float) -> None:
    tone: Colour = (64, 46, 60)
    knots = outline(
        "-1 -0.12, -0.92 -0.36, -0.5 -0.42, -0.2 -0.33, 0.25 -0.4, 0.78 -0.44, 1.02 -0.26, 1 "
        "-0.04, 0.6 0, -0.7 0",
        (x, base),
    )
    sheet.shape(ellipse((x, base), 1.1, 0.07), (14, 8, 20), opacity=0.5, soft=0.05)
    sheet.shape(smooth(knots), Wash(lighter(tone, 0.10), darker(tone, 0.3)), relief=Relief((-0.3, -1), 0.10))
    sheet.shape(
        ribbon([(x - 0.98, base - 0.19), (x, base - 0.18), (x + 1.0, base - 0.19)], 0.025), (206, 166, 92)
    )
    for at in (-0.55, 0.5):
        sheet.shape(rounded(x + at, base - 0.24, x + at + 0.1, base - 0.13, 0.02), (226, 186, 104))
    sheet.shape(
        ribbon([(x - 0.14, base - 0.38), (x, base - 0.49), (x + 0.16, base - 0.39)], 0.045), (40, 26, 36)
    )
    sheet.shape(ribbon([(x + 0.14, base - 0.38), (x + 0.28, base - 0.30)], 0.012), (236, 226, 200))
    tag(sheet, x + 0.36, base - 0.26)


def _ledger(sheet: Sheet, s: Scenery, x: float, base: float) -> None:
    sheet.shape(ellipse((x, base), 0.62, 0.05), (14, 8, 20), opacity=0.45, soft=0.04)
    sheet.shape(
        outline("-0.58 0, -0.5 -0.1, 0 -0.05, 0.5 -0.1, 0.58 0", (x, base)),
        darker(s.scheme.accent, 0.2),
    )
    for sign in (-1, 1):
        page = outline("0 -0.06, 0.26 -0.16, 0.52 -0.1, 0.53 -0.05, 0 -0.01", (x, base), (sign, 1))
        sheet.shape(smooth(page, 5), (242, 232, 206), relief=Relief((0, -1), 0.04))


def _bell(sheet: Sheet, x: float, base: float) -> None:
    sheet.shape(ellipse((x, base), 0.26, 0.04), (40, 30, 40))
    sheet.shape(
        smooth(outline("-0.22 -0.03, -0.17 -0.19, 0 -0.26, 0.17 -0.19, 0.22 -0.03", (x, base))),
        (222, 178, 92),
        relief=Relief(depth=0.07),
    )
    sheet.shape(ellipse((x, base - 0.28), 0.035, 0.04), (240, 204, 128))


def _cup(sheet: Sheet, s: Scenery, x: float, base: float) -> None:
    tone = lighter(s.scheme.trim, 0.2)
    sheet.shape(ellipse((x, base), 0.28, 0.04), darker(tone, 0.15))
    sheet.shape(
        ribbon(
            outline("0.14 -0.22, 0.26 -0.2, 0.24 -0.09, 0.12 -0.07", (x, base)),
            0.035,
        ),
        tone,
    )
    sheet.shape(rounded(x - 0.16, base - 0.27, x + 0.16, base - 0.01, 0.07), tone, relief=Relief(depth=0.06))
