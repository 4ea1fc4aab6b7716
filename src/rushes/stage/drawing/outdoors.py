"""The set of an exterior: sky, hills, trees and ground."""

import math
import random

from rushes.stage.drawing.light import Scenery
from rushes.stage.drawing.pen import (
    Point,
    Sheet,
    Wash,
    darker,
    ellipse,
    lighter,
    mix,
    ribbon,
    rounded,
    smooth,
)


def outdoors(sheet: Sheet, s: Scenery) -> None:
    """Paint sky, sun, clouds, hills, trees and ground."""
    rng = random.Random(s.seed + "outdoors")  # noqa: S311 - scenery, not secrets
    sheet.shape(rounded(-8, -6, 24, 6.6, 0), Wash(*s.mood.sky))
    sun = lighter(s.mood.key, 0.45)
    for reach, part in ((2.6, 0.16), (1.5, 0.25), (0.55, 0.95)):
        sheet.shape(
            ellipse((10.6, 2.3), reach, reach), sun, opacity=part, soft=reach * 0.2 if reach > 1 else 0.02
        )
    for _ in range(5):
        x, y = rng.uniform(-2, 17), rng.uniform(0.6, 2.8)
        for step in range(3):
            sheet.shape(
                ellipse((x + step * 0.7, y - (step == 1) * 0.15), 0.9, 0.24),
                (255, 252, 246),
                opacity=0.4,
                soft=0.12,
            )
    for depth in range(3):
        tone = mix(s.mood.sky[1], darker(mix(s.scheme.wall, (60, 96, 84), 0.5), 0.2), 0.3 + 0.3 * depth)
        base = 4.6 + 0.55 * depth
        ridge: list[Point] = [
            (step * 1.6 - 8, base + math.sin(step * 1.3 + depth * 2.1) * 0.5 + rng.uniform(-0.2, 0.2))
            for step in range(21)
        ]
        sheet.shape(
            [*smooth(ridge, 8, closed=False).tolist(), (26, 12), (-9, 12)],
            Wash(lighter(tone, 0.08), darker(tone, 0.2)),
        )
    for x, size in ((1.8, 1.25), (14.3, 1.45), (-1.5, 1.1), (17.5, 1.2)):
        _tree(sheet, s, rng, x, size)
    ground = mix(s.scheme.wall, (120, 112, 84), 0.5)
    sheet.shape(rounded(-8, 7.3, 24, 15, 0), Wash(lighter(ground, 0.06), darker(ground, 0.4)))


def _tree(sheet: Sheet, s: Scenery, rng: random.Random, x: float, size: float) -> None:
    leaf = darker(mix(s.scheme.wall, (64, 104, 70), 0.6), 0.1)
    sheet.shape(
        ribbon([(x, 7.8), (x + 0.1, 5.5), (x, 3.4)], 0.42 * size, (1, 0.4)),
        darker(s.scheme.wood, 0.25),
        relief=s.mood.relief,
    )
    for _ in range(13):
        turn, out = rng.uniform(0, 2 * math.pi), math.sqrt(rng.random()) * 1.15 * size
        at = (x + math.cos(turn) * out, 2.9 + math.sin(turn) * out * 0.85)
        sheet.shape(
            ellipse(at, 0.75 * size, 0.62 * size),
            mix(leaf, s.mood.key, rng.uniform(0, 0.16)),
            relief=s.mood.relief,
        )
