"""Shelves and what stands on them, the door, the coats: what a room is furnished with."""

import random

from rushes.stage.drawing.light import Scenery
from rushes.stage.drawing.pen import (
    Colour,
    Relief,
    Sheet,
    Wash,
    darker,
    ellipse,
    lighter,
    mix,
    outline,
    ribbon,
    rounded,
    smooth,
)

_WIDEST = 1.26
"""Of the things on a shelf: a suitcase."""


def shelves(sheet: Sheet, s: Scenery, left: float, right: float) -> None:
    """Stand a case of shelves against the wall, filled, with a cupboard below."""
    wood = darker(s.scheme.wood, 0.10)
    top, bottom = 0.75, 8.2
    sheet.shape(
        rounded(left - 0.15, top - 0.1, right + 0.4, bottom, 0.05), (20, 14, 34), opacity=0.34, soft=0.22
    )
    sheet.shape(rounded(left - 0.12, top - 0.14, right + 0.12, bottom, 0.05), wood, relief=Relief(depth=0.12))
    sheet.shape(
        rounded(left + 0.05, top + 0.05, right - 0.05, bottom, 0.02),
        Wash(darker(wood, 0.62), darker(wood, 0.5)),
    )
    middle = (left + right) / 2
    for near, far in ((left + 0.08, middle - 0.02), (middle + 0.02, right - 0.08)):
        sheet.shape(
            rounded(near, 7.02, far, bottom - 0.1, 0.04), darker(wood, 0.12), relief=Relief(depth=0.08)
        )
    for x in (middle - 0.16, middle + 0.16):
        sheet.shape(ellipse((x, 7.5), 0.06, 0.06), (214, 174, 96), relief=Relief(depth=0.04))
    boards = [2.15, 3.65, 5.15, 6.65]
    rng = random.Random(s.seed + "shelves")  # noqa: S311 - scenery, not secrets
    for row, board in enumerate(boards):
        _row_of_things(sheet, s, rng, row=row, span=(left + 0.15, right - 0.15), board=board)
        sheet.shape(
            rounded(left + 0.05, board, right - 0.05, board + 0.13, 0.01),
            lighter(wood, 0.12),
            relief=Relief((0, -1), 0.05),
        )
        sheet.shape(
            rounded(left + 0.05, board + 0.13, right - 0.05, board + 0.36, 0),
            (12, 8, 24),
            opacity=0.5,
            soft=0.07,
        )


def _row_of_things(
    sheet: Sheet, s: Scenery, rng: random.Random, *, row: int, span: tuple[float, float], board: float
) -> None:
    """Fill one shelf from left to right with what the page speaks of, else with books and boxes."""
    left, right = span
    if s.has("umbrella", "umbrellas") and row in (0, 2):
        _umbrellas(sheet, s, rng, span, board - 1.30)
        return
    kinds = [_books, _books, _box, vase, _books]
    if s.has("lost", "suitcase", "suitcases", "luggage", "station", "train"):
        kinds = [_suitcase, _box, _hat, _suitcase, _books]
    elif s.has("bar", "pub", "kitchen", "cafe", "restaurant", "diner"):
        kinds = [bottles, vase, bottles, _box]
    while left < right - _WIDEST:
        left += kinds[rng.randrange(len(kinds))](sheet, s, rng, left, board) + rng.uniform(0.04, 0.22)
    if right - left > 0.5:
        vase(sheet, s, rng, left, board)


def _tone(s: Scenery, rng: random.Random) -> Colour:
    tones = (
        s.scheme.accent,
        s.scheme.trim,
        s.scheme.wood,
        s.scheme.wall,
        (196, 150, 84),
        (86, 96, 124),
        (130, 64, 66),
    )
    tone = mix(tones[rng.randrange(len(tones))], (120, 100, 90), rng.uniform(0.05, 0.35))
    return darker(tone, rng.uniform(0.05, 0.3))


def _books(sheet: Sheet, s: Scenery, rng: random.Random, x: float, board: float) -> float:
    start = x
    for _ in range(rng.randint(3, 5)):
        wide, high = rng.uniform(0.12, 0.22), rng.uniform(0.7, 1.1)
        tone = _tone(s, rng)
        sheet.shape(rounded(x, board - high, x + wide, board, 0.02), tone, relief=Relief(depth=0.06))
        for at in (0.18, 0.82):
            sheet.shape(
                rounded(x + 0.02, board - high * at - 0.03, x + wide - 0.02, board - high * at, 0),
                lighter(tone, 0.4),
                opacity=0.6,
            )
        x += wide
    return x - start


def _box(sheet: Sheet, s: Scenery, rng: random.Random, x: float, board: float) -> float:
    wide, high, tone = rng.uniform(0.6, 0.9), rng.uniform(0.45, 0.8), _tone(s, rng)
    sheet.shape(rounded(x, board - high, x + wide, board, 0.03), tone, relief=Relief(depth=0.1))
    sheet.shape(
        rounded(x - 0.03, board - high, x + wide + 0.03, board - high + 0.17, 0.02),
        lighter(tone, 0.12),
        relief=Relief(depth=0.05),
    )
    tag(sheet, x + wide * 0.5, board - high * 0.45)
    return wide


def _suitcase(sheet: Sheet, s: Scenery, rng: random.Random, x: float, board: float) -> float:
    wide, high, tone = rng.uniform(0.9, 1.25), rng.uniform(0.62, 0.85), mix(_tone(s, rng), (120, 72, 44), 0.4)
    sheet.shape(
        ribbon(
            [
                (x + wide * 0.36, board - high),
                (x + wide * 0.5, board - high - 0.16),
                (x + wide * 0.64, board - high),
            ],
            0.06,
        ),
        darker(tone, 0.5),
    )
    sheet.shape(rounded(x, board - high, x + wide, board, 0.12), tone, relief=Relief(depth=0.12))
    for at in (0.16, 0.78):
        sheet.shape(
            rounded(x + wide * at, board - high, x + wide * at + 0.07, board, 0.01), darker(tone, 0.4)
        )
        sheet.shape(
            rounded(
                x + wide * at - 0.01, board - high * 0.62, x + wide * at + 0.08, board - high * 0.5, 0.01
            ),
            (226, 188, 110),
        )
    if rng.random() < 0.6:
        tag(sheet, x + wide * 0.5, board - high * 0.8)
    return wide


def _hat(sheet: Sheet, s: Scenery, rng: random.Random, x: float, board: float) -> float:
    tone = _tone(s, rng)
    sheet.shape(ellipse((x + 0.42, board - 0.06), 0.42, 0.08), darker(tone, 0.2), relief=Relief(depth=0.05))
    sheet.shape(
        smooth(outline("0.17 -0.06, 0.2 -0.38, 0.42 -0.46, 0.64 -0.38, 0.67 -0.06", (x, board))),
        tone,
        relief=Relief(depth=0.1),
    )
    sheet.shape(rounded(x + 0.17, board - 0.2, x + 0.67, board - 0.1, 0.02), s.scheme.accent)
    return 0.84


def vase(sheet: Sheet, s: Scenery, rng: random.Random, x: float, board: float) -> float:
    """Stand a vase on a board; returns its width."""
    tone, high = lighter(_tone(s, rng), 0.1), rng.uniform(0.5, 0.8)
    knots = outline(
        "0.12 0, 0.02 -0.4, 0.15 -0.8, 0.1 -1, 0.36 -1, 0.31 -0.8, 0.44 -0.4, 0.34 0", (x, board), (1, high)
    )
    sheet.shape(smooth(knots), tone, relief=Relief(depth=0.1))
    return 0.46


def bottles(sheet: Sheet, s: Scenery, rng: random.Random, x: float, board: float) -> float:
    """Stand three bottles on a board; returns their width."""
    for step in range(3):
        left, tone = x + 0.26 * step, _tone(s, rng)
        sheet.shape(rounded(left + 0.07, board - 0.98, left + 0.15, board - 0.5, 0.02), tone)
        sheet.shape(rounded(left, board - 0.68, left + 0.22, board, 0.06), tone, relief=Relief(depth=0.06))
        sheet.shape(rounded(left, board - 0.42, left + 0.22, board - 0.2, 0), lighter(tone, 0.55))
    return 0.78


def tag(sheet: Sheet, x: float, y: float) -> None:
    """Tie a paper tag, written on, to what is at (x, y)."""
    sheet.shape(
        rounded(x - 0.11, y - 0.07, x + 0.11, y + 0.07, 0.02), (238, 226, 196), relief=Relief(depth=0.02)
    )
    for line in (-0.02, 0.02):
        sheet.shape(
            rounded(x - 0.07, y + line - 0.006, x + 0.06, y + line + 0.006, 0), (90, 76, 70), opacity=0.8
        )


def _umbrellas(sheet: Sheet, s: Scenery, rng: random.Random, span: tuple[float, float], rail: float) -> None:
    """Hang a rail of rolled umbrellas, crooks up."""
    left, right = span
    sheet.shape(
        rounded(left - 0.05, rail - 0.03, right + 0.05, rail + 0.03, 0.01),
        (206, 170, 104),
        relief=Relief((0, -1), 0.03),
    )
    x = left + 0.14
    while x < right - 0.1:
        tone, long = _tone(s, rng), rng.uniform(1.0, 1.2)
        sheet.shape(
            ribbon(
                outline("-0.1 0.1, -0.1 -0.04, -0.02 -0.09, 0.03 0, 0.03 0.28", (x, rail)),
                0.045,
            ),
            (150, 96, 54),
        )
        body = [
            (x + 0.00, rail + 0.24),
            (x + 0.08, rail + 0.26),
            (x + 0.13, rail + 0.6),
            (x + 0.05, rail + long),
            (x + 0.01, rail + long),
            (x - 0.06, rail + 0.6),
        ]
        sheet.shape(smooth(body), tone, relief=Relief(depth=0.06))
        sheet.shape(rounded(x - 0.04, rail + 0.52, x + 0.11, rail + 0.56, 0.01), darker(tone, 0.5))
        x += rng.uniform(0.24, 0.33)


def door(sheet: Sheet, s: Scenery, left: float) -> None:
    """Hang a door with a frosted pane, and coats beside it."""
    right, wood = left + 2.7, lighter(s.scheme.wood, 0.04)
    sheet.shape(rounded(left - 0.22, 0.72, right + 0.22, 8.4, 0.04), (20, 14, 34), opacity=0.34, soft=0.2)
    sheet.shape(
        rounded(left - 0.2, 0.7, right + 0.2, 8.4, 0.04), darker(wood, 0.22), relief=Relief(depth=0.1)
    )
    sheet.shape(rounded(left, 0.9, right, 8.4, 0.03), wood, relief=Relief(depth=0.1))
    glass = Wash(lighter(s.mood.sky[0], 0.30), lighter(s.mood.sky[1], 0.20))
    pane = sheet.shape(
        rounded(left + 0.4, 1.35, right - 0.4, 4.7, 0.04), glass, relief=Relief((0.8, 0.6), 0.10)
    )
    for y in (2.0, 2.95, 3.9):
        sheet.shape(
            ribbon([(left, y + 0.5), (right, y - 0.3)], 0.22),
            (255, 255, 255),
            opacity=0.14,
            clip=pane,
            soft=0.04,
        )
    sheet.shape(ellipse((left + 1.35, 2.9), 0.62, 0.62), (255, 255, 255), opacity=0.22, clip=pane)
    sheet.shape(
        ellipse((left + 1.35, 2.9), 0.54, 0.54),
        mix(s.mood.sky[1], s.scheme.wood, 0.4),
        opacity=0.45,
        clip=pane,
    )
    for y in (5.15, 6.75):
        sheet.shape(
            rounded(left + 0.4, y, right - 0.4, y + 1.25, 0.04),
            darker(wood, 0.14),
            relief=Relief(depth=0.06, shade_part=0.5),
        )
    sheet.shape(ellipse((left + 0.24, 5.0), 0.10, 0.10), (226, 184, 100), relief=Relief(depth=0.06))
    _hooks(sheet, s, right + 0.55)


def _hooks(sheet: Sheet, s: Scenery, x: float) -> None:
    sheet.shape(rounded(x, 2.1, x + 2.4, 2.35, 0.04), s.scheme.wood, relief=Relief(depth=0.06))
    for step, long in enumerate((2.6, 1.7)):
        at, tone = x + 0.45 + 0.85 * step, (s.scheme.accent, mix(s.scheme.wall, (40, 40, 70), 0.5))[step]
        knots = [
            (at - 0.08, 2.3),
            (at + 0.08, 2.3),
            (at + 0.34, 2.9),
            (at + 0.36, 2.4 + long),
            (at - 0.36, 2.45 + long),
            (at - 0.32, 2.9),
        ]
        sheet.shape(smooth(knots), Wash(tone, darker(tone, 0.3)), relief=Relief(depth=0.14))
    if s.has("oar"):
        sheet.shape(
            ribbon([(x + 2.0, 0.2), (x + 1.75, 4.2), (x + 1.6, 6.4)], 0.09),
            (196, 150, 96),
            relief=Relief(depth=0.04),
        )
        sheet.shape(
            smooth(outline("1.52 6.2, 1.7 6.2, 1.76 7.4, 1.55 8.2, 1.34 7.4", (x, 0))),
            s.scheme.accent,
            relief=Relief(depth=0.08),
        )
