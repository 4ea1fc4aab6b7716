"""The set: a room or a place outdoors, drawn for each lens in the light of the scene's heading.

The set is 16 units wide and 9 high, as the widest lens sees it; y runs down. The table stands in
the middle, one performer on each side of it.
"""

import random

from rushes.stage.drawing.furniture import door, shelves
from rushes.stage.drawing.light import Scenery
from rushes.stage.drawing.outdoors import outdoors
from rushes.stage.drawing.pen import (
    Relief,
    Sheet,
    Stencil,
    Wash,
    darker,
    ellipse,
    lighter,
    mix,
    outline,
    rounded,
    smooth,
)
from rushes.stage.drawing.props import table


def draw(sheet: Sheet, set_: Scenery) -> None:
    """Draw the whole set."""
    if set_.outdoors:
        outdoors(sheet, set_)
    else:
        _room(sheet, set_)
    table(sheet, set_)


def _room(sheet: Sheet, s: Scenery) -> None:
    wall, wood = s.scheme.wall, s.scheme.wood
    sheet.shape(rounded(-8, -6, 24, 15, 0), Wash(lighter(wall, 0.10), darker(wall, 0.16)))
    for step in range(-10, 34):
        if step % 2:
            sheet.shape(rounded(step, -6, step + 0.5, 6.2, 0), lighter(wall, 0.22), opacity=0.10)
    sheet.shape(ellipse((8, 3.2), 6.4, 4.2), s.mood.key, opacity=0.34 * s.mood.key_part + 0.08, soft=1.5)
    _wainscot(sheet, s)
    _window(sheet, s, 8.0, 3.05)
    shelves(sheet, s, 0.7, 5.0)
    door(sheet, s, 11.9)
    _shaft(sheet, s)
    sheet.shape(rounded(-8, 8.35, 24, 15, 0), Wash(darker(wood, 0.45), darker(wood, 0.7)))
    _pendant(sheet, s, 8.0)


def _wainscot(sheet: Sheet, s: Scenery) -> None:
    wood = mix(s.scheme.wood, s.scheme.wall, 0.25)
    sheet.shape(rounded(-8, 5.75, 24, 8.5, 0), Wash(wood, darker(wood, 0.35)))
    for step in range(-6, 20):
        x = step * 1.25
        panel = rounded(x + 0.12, 6.15, x + 1.13, 8.0, 0.05)
        sheet.shape(panel, darker(wood, 0.16), relief=Relief(depth=0.05, shade_part=0.5, rim_part=0.2))
    sheet.shape(rounded(-8, 5.66, 24, 5.84, 0.02), lighter(wood, 0.16), relief=Relief(depth=0.05))
    sheet.shape(rounded(-8, 5.84, 24, 5.98, 0), darker(wood, 0.6), opacity=0.35, soft=0.05)


def _window(sheet: Sheet, s: Scenery, x: float, y: float) -> None:
    half, tall = 1.45, 1.75
    frame = s.scheme.trim
    sheet.shape(
        rounded(x - half - 0.2, y - tall - 0.2, x + half + 0.2, y + tall + 0.22, 0.05),
        darker(s.scheme.wall, 0.6),
        opacity=0.5,
        soft=0.18,
    )
    sheet.shape(
        rounded(x - half - 0.18, y - tall - 0.18, x + half + 0.18, y + tall + 0.18, 0.05),
        frame,
        relief=Relief(depth=0.08),
    )
    pane = sheet.shape(rounded(x - half, y - tall, x + half, y + tall, 0.02), Wash(*s.mood.sky))
    if s.mood.name in ("evening", "night"):
        sheet.shape(ellipse((x + 0.7, y - 0.5), 0.3, 0.3), lighter(s.mood.key, 0.5), clip=pane, soft=0.02)
    _skyline(sheet, s, (x - half, x + half), y + tall, pane)
    sheet.shape(
        outline("-1 1, -0.2 -1, 0.25 -1, -0.5 1", (x, y), (half, tall)),
        (255, 255, 255),
        opacity=0.10,
        clip=pane,
    )
    sheet.shape(rounded(x - 0.05, y - tall, x + 0.05, y + tall, 0), frame)
    for bar in (-0.55, 0.6):
        sheet.shape(rounded(x - half, y + bar - 0.04, x + half, y + bar + 0.04, 0), frame)
    sheet.shape(
        rounded(x - half - 0.35, y + tall + 0.14, x + half + 0.35, y + tall + 0.34, 0.04),
        lighter(frame, 0.2),
        relief=Relief((0, -1), 0.08),
    )


def _skyline(
    sheet: Sheet, s: Scenery, span: tuple[float, float], ground: float, pane: Stencil | None
) -> None:
    """Build the town beyond the window: two rows of houses, lit when it is dark."""
    rng = random.Random(s.seed + "skyline")  # noqa: S311 - scenery, not secrets
    for depth in (0.35, 0.7):
        left = span[0] - 0.3
        tone = mix(s.mood.sky[1], darker(s.mood.sky[0], 0.55), depth)
        while left < span[1]:
            wide, high = rng.uniform(0.35, 0.7), rng.uniform(0.5, 1.3) * (1.3 - depth)
            sheet.shape(rounded(left, ground - high, left + wide, ground + 0.1, 0.01), tone, clip=pane)
            if rng.random() < 0.4:
                gable = outline("0 0, 0.5 -0.25, 1 0", (left, ground - high), (wide, 1))
                sheet.shape(gable, tone, clip=pane)
            if s.mood.name in ("night", "evening"):
                for _ in range(4):
                    x, y = left + rng.uniform(0.05, wide - 0.1), ground - rng.uniform(0.1, high)
                    lit = rounded(x, y, x + 0.06, y + 0.09, 0)
                    sheet.shape(lit, (255, 220, 140), clip=pane, opacity=0.8)
            left += wide + rng.uniform(-0.05, 0.12)


def _shaft(sheet: Sheet, s: Scenery) -> None:
    """Light falling in through the panes, slantwise over the wall."""
    if s.mood.key_part < 0.4:
        return
    for step, (left, right) in enumerate(((9.9, 11.0), (11.15, 12.25))):
        slant = [(left, 1.0), (right, 1.0), (right + 2.3, 7.4), (left + 2.3, 7.4)]
        sheet.shape(slant, s.mood.key, opacity=(0.20 - 0.03 * step) * s.mood.key_part * 1.6, soft=0.07)


def _pendant(sheet: Sheet, s: Scenery, x: float) -> None:
    sheet.shape(rounded(x - 0.02, -6, x + 0.02, 0.2, 0), darker(s.scheme.wood, 0.6))
    shade = outline("-0.18 0.15, 0.18 0.15, 0.62 0.72, -0.62 0.72", (x, 0))
    sheet.shape(smooth(shade, 4), s.scheme.accent, relief=Relief(depth=0.2))
    sheet.shape(ellipse((x, 0.72), 0.60, 0.09), lighter(s.mood.key, 0.6))
    for reach, part in ((0.9, 0.34), (2.2, 0.22), (4.2, 0.16)):
        sheet.shape(
            ellipse((x, 0.8 + reach * 0.5), reach, reach * 0.9),
            (255, 214, 140),
            opacity=min(1.0, 1.35 * part * s.mood.lamp),
            soft=reach * 0.35,
        )
