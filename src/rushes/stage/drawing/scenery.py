"""The set: a room or a place outdoors, drawn once for each lens, in the light of the scene's heading.

The set is 16 units wide and 9 high, as the widest lens sees it; y runs down. The table stands in
the middle, one performer on each side of it.
"""

import math
import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from rushes.stage.drawing.pen import (
    Colour,
    Point,
    Relief,
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

WIDE, HIGH = 16.0, 9.0
TABLE_TOP = 6.72


@dataclass(frozen=True)
class Mood:
    """The light of a scene. Colours: of the sky, of the key, of shades; ambient multiplies everything."""

    name: str
    sky: tuple[Colour, Colour]
    key: Colour
    key_part: float
    shade: Colour
    ambient: tuple[float, float, float]
    lamp: float

    @property
    def relief(self) -> Relief:
        """The same light on performers."""
        return Relief(
            towards=(0.25, -0.95) if self.lamp > 0.7 else (-0.75, -0.66),
            shade=self.shade,
            shade_part=0.36 + 0.1 * self.lamp,
            rim=self.key,
            rim_part=0.26 + 0.25 * self.key_part,
        )


MOODS: dict[str, Mood] = {
    "day": Mood(
        "day",
        ((150, 196, 216), (250, 226, 188)),
        (255, 230, 178),
        0.50,
        (48, 38, 78),
        (1.0, 0.99, 0.97),
        0.25,
    ),
    "morning": Mood(
        "morning",
        ((176, 196, 222), (255, 214, 186)),
        (255, 218, 170),
        0.62,
        (64, 48, 96),
        (1.0, 0.97, 0.95),
        0.1,
    ),
    "evening": Mood(
        "evening",
        ((94, 84, 138), (250, 148, 92)),
        (255, 176, 98),
        0.80,
        (56, 28, 76),
        (1.0, 0.88, 0.80),
        0.75,
    ),
    "night": Mood(
        "night", ((16, 22, 52), (44, 58, 104)), (255, 200, 122), 0.35, (18, 18, 60), (0.66, 0.70, 0.92), 1.0
    ),
}


@dataclass(frozen=True)
class Scheme:
    """The colours of a set."""

    wall: Colour
    wood: Colour
    trim: Colour
    accent: Colour


SCHEMES = (
    Scheme((104, 142, 136), (138, 88, 58), (222, 206, 172), (204, 98, 70)),
    Scheme((176, 132, 104), (98, 66, 58), (236, 214, 184), (60, 112, 116)),
    Scheme((118, 128, 156), (126, 84, 66), (224, 214, 200), (216, 150, 72)),
    Scheme((150, 148, 108), (104, 72, 54), (232, 220, 186), (160, 70, 66)),
    Scheme((152, 112, 122), (92, 62, 60), (234, 212, 196), (74, 128, 126)),
)


def mood_of(heading: str) -> Mood:
    """Read the light from the end of a scene heading: DAY where it says nothing."""
    text = heading.upper()
    if re.search(r"NIGHT|MIDNIGHT", text):
        return MOODS["night"]
    if re.search(r"EVENING|DUSK|SUNSET|LATER|MAGIC", text):
        return MOODS["evening"]
    if re.search(r"MORNING|DAWN|SUNRISE", text):
        return MOODS["morning"]
    return MOODS["day"]


@dataclass(frozen=True)
class Scenery:
    """What to build: colours, light, the words of the page (which props stand about), inside or out."""

    scheme: Scheme
    mood: Mood
    words: frozenset[str]
    outdoors: bool
    seed: str

    def has(self, *names: str) -> bool:
        """Tell whether the page speaks of one of these things."""
        return any(name in self.words for name in names)


def draw(sheet: Sheet, set_: Scenery) -> None:
    """Draw the whole set."""
    if set_.outdoors:
        _outdoors(sheet, set_)
    else:
        _room(sheet, set_)
    _table(sheet, set_)


def _room(sheet: Sheet, s: Scenery) -> None:
    wall, wood = s.scheme.wall, s.scheme.wood
    sheet.shape(rounded(-8, -6, 24, 15, 0), Wash(lighter(wall, 0.10), darker(wall, 0.16)))
    for step in range(-10, 34):
        if step % 2:
            sheet.shape(rounded(step, -6, step + 0.5, 6.2, 0), lighter(wall, 0.22), opacity=0.10)
    sheet.shape(ellipse((8, 3.2), 6.4, 4.2), s.mood.key, opacity=0.34 * s.mood.key_part + 0.08, soft=1.5)
    _wainscot(sheet, s)
    _window(sheet, s, 8.0, 3.05)
    _shelves(sheet, s, 0.7, 5.0)
    _door(sheet, s, 11.9)
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
    rng = random.Random(s.seed + "skyline")  # noqa: S311 - scenery, not secrets
    if s.mood.name in ("evening", "night"):
        sheet.shape(ellipse((x + 0.7, y - 0.5), 0.3, 0.3), lighter(s.mood.key, 0.5), clip=pane, soft=0.02)
    for depth in (0.35, 0.7):
        left = x - half - 0.3
        tone = mix(s.mood.sky[1], darker(s.mood.sky[0], 0.55), depth)
        while left < x + half:
            wide, high = rng.uniform(0.35, 0.7), rng.uniform(0.5, 1.3) * (1.3 - depth)
            sheet.shape(rounded(left, y + tall - high, left + wide, y + tall + 0.1, 0.01), tone, clip=pane)
            if rng.random() < 0.4:
                sheet.shape(
                    [
                        (left, y + tall - high),
                        (left + wide / 2, y + tall - high - 0.25),
                        (left + wide, y + tall - high),
                    ],
                    tone,
                    clip=pane,
                )
            if s.mood.name in ("night", "evening"):
                for _ in range(4):
                    wx, wy = left + rng.uniform(0.05, wide - 0.1), y + tall - rng.uniform(0.1, high)
                    sheet.shape(
                        rounded(wx, wy, wx + 0.06, wy + 0.09, 0), (255, 220, 140), clip=pane, opacity=0.8
                    )
            left += wide + rng.uniform(-0.05, 0.12)
    sheet.shape(
        [
            (x - half, y + tall),
            (x - half * 0.2, y - tall),
            (x + half * 0.25, y - tall),
            (x - half * 0.5, y + tall),
        ],
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


def _shaft(sheet: Sheet, s: Scenery) -> None:
    """Light falling in through the panes, slantwise over the wall."""
    if s.mood.key_part < 0.4:
        return
    for step, (left, right) in enumerate(((9.9, 11.0), (11.15, 12.25))):
        slant = [(left, 1.0), (right, 1.0), (right + 2.3, 7.4), (left + 2.3, 7.4)]
        sheet.shape(slant, s.mood.key, opacity=(0.20 - 0.03 * step) * s.mood.key_part * 1.6, soft=0.07)


def _pendant(sheet: Sheet, s: Scenery, x: float) -> None:
    sheet.shape(rounded(x - 0.02, -6, x + 0.02, 0.2, 0), darker(s.scheme.wood, 0.6))
    shade = [(x - 0.18, 0.15), (x + 0.18, 0.15), (x + 0.62, 0.72), (x - 0.62, 0.72)]
    sheet.shape(smooth(shade, 4), s.scheme.accent, relief=Relief(depth=0.2))
    sheet.shape(ellipse((x, 0.72), 0.60, 0.09), lighter(s.mood.key, 0.6))
    for reach, part in ((0.9, 0.34), (2.2, 0.22), (4.2, 0.16)):
        sheet.shape(
            ellipse((x, 0.8 + reach * 0.5), reach, reach * 0.9),
            (255, 214, 140),
            opacity=part * s.mood.lamp,
            soft=reach * 0.35,
        )


def _shelves(sheet: Sheet, s: Scenery, left: float, right: float) -> None:
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
    boards = [2.15, 3.65, 5.15, 6.65]
    rng = random.Random(s.seed + "shelves")  # noqa: S311 - scenery, not secrets
    for row, board in enumerate(boards):
        _row_of_things(sheet, s, rng, row, (left + 0.15, right - 0.15), board)
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
    sheet: Sheet, s: Scenery, rng: random.Random, row: int, span: tuple[float, float], board: float
) -> None:
    """Fill one shelf from left to right with what the page speaks of, else with books and boxes."""
    left, right = span
    if s.has("umbrella", "umbrellas") and row in (0, 2):
        _umbrellas(sheet, s, rng, span, board - 1.30)
        return
    kinds: list[Callable[[Sheet, Scenery, random.Random, float, float], float]] = [
        _books,
        _books,
        _box,
        _vase,
        _books,
    ]
    if s.has("lost", "suitcase", "suitcases", "luggage", "station", "train"):
        kinds = [_suitcase, _box, _hat, _suitcase, _books]
    elif s.has("bar", "pub", "kitchen", "cafe", "restaurant", "diner"):
        kinds = [_bottles, _vase, _bottles, _box]
    while left < right - 0.5:
        left += kinds[rng.randrange(len(kinds))](sheet, s, rng, left, board) + rng.uniform(0.04, 0.22)


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
    _tag(sheet, x + wide * 0.5, board - high * 0.45)
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
        _tag(sheet, x + wide * 0.5, board - high * 0.8)
    return wide


def _hat(sheet: Sheet, s: Scenery, rng: random.Random, x: float, board: float) -> float:
    tone = _tone(s, rng)
    sheet.shape(ellipse((x + 0.42, board - 0.06), 0.42, 0.08), darker(tone, 0.2), relief=Relief(depth=0.05))
    sheet.shape(
        smooth(
            [
                (x + 0.17, board - 0.06),
                (x + 0.2, board - 0.38),
                (x + 0.42, board - 0.46),
                (x + 0.64, board - 0.38),
                (x + 0.67, board - 0.06),
            ]
        ),
        tone,
        relief=Relief(depth=0.1),
    )
    sheet.shape(rounded(x + 0.17, board - 0.2, x + 0.67, board - 0.1, 0.02), s.scheme.accent)
    return 0.84


def _vase(sheet: Sheet, s: Scenery, rng: random.Random, x: float, board: float) -> float:
    tone, high = lighter(_tone(s, rng), 0.1), rng.uniform(0.5, 0.8)
    knots = [
        (x + 0.12, board),
        (x + 0.02, board - high * 0.4),
        (x + 0.15, board - high * 0.8),
        (x + 0.1, board - high),
        (x + 0.36, board - high),
        (x + 0.31, board - high * 0.8),
        (x + 0.44, board - high * 0.4),
        (x + 0.34, board),
    ]
    sheet.shape(smooth(knots), tone, relief=Relief(depth=0.1))
    return 0.46


def _bottles(sheet: Sheet, s: Scenery, rng: random.Random, x: float, board: float) -> float:
    for step in range(3):
        left, tone = x + 0.26 * step, _tone(s, rng)
        sheet.shape(rounded(left + 0.07, board - 0.98, left + 0.15, board - 0.5, 0.02), tone)
        sheet.shape(rounded(left, board - 0.68, left + 0.22, board, 0.06), tone, relief=Relief(depth=0.06))
        sheet.shape(rounded(left, board - 0.42, left + 0.22, board - 0.2, 0), lighter(tone, 0.55))
    return 0.78


def _tag(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape(
        rounded(x - 0.11, y - 0.07, x + 0.11, y + 0.07, 0.02), (238, 226, 196), relief=Relief(depth=0.02)
    )
    for line in (-0.02, 0.02):
        sheet.shape(
            rounded(x - 0.07, y + line - 0.006, x + 0.06, y + line + 0.006, 0), (90, 76, 70), opacity=0.8
        )


def _umbrellas(sheet: Sheet, s: Scenery, rng: random.Random, span: tuple[float, float], rail: float) -> None:
    """A rail of rolled umbrellas, crooks up."""
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
                [
                    (x - 0.10, rail + 0.10),
                    (x - 0.10, rail - 0.04),
                    (x - 0.02, rail - 0.09),
                    (x + 0.03, rail),
                    (x + 0.03, rail + 0.28),
                ],
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


def _door(sheet: Sheet, s: Scenery, left: float) -> None:
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
            smooth([(x + 1.52, 6.2), (x + 1.70, 6.2), (x + 1.76, 7.4), (x + 1.55, 8.2), (x + 1.34, 7.4)]),
            s.scheme.accent,
            relief=Relief(depth=0.08),
        )


def _outdoors(sheet: Sheet, s: Scenery) -> None:
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
        at = (x + rng.gauss(0, 0.75) * size, 2.9 + rng.gauss(0, 0.65) * size)
        sheet.shape(
            ellipse(at, 0.75 * size, 0.62 * size),
            mix(leaf, s.mood.key, rng.uniform(0, 0.16)),
            relief=s.mood.relief,
        )


def _table(sheet: Sheet, s: Scenery) -> None:
    """A counter seen from its end, with what the page puts on it."""
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
        _bottles(sheet, s, random.Random(s.seed), 7.8, base)  # noqa: S311 - scenery
    else:
        _vase(sheet, s, random.Random(s.seed), 7.85, base)  # noqa: S311 - scenery
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
    knots = [
        (x - 1.0, base - 0.12),
        (x - 0.92, base - 0.36),
        (x - 0.5, base - 0.42),
        (x - 0.2, base - 0.33),
        (x + 0.25, base - 0.40),
        (x + 0.78, base - 0.44),
        (x + 1.02, base - 0.26),
        (x + 1.0, base - 0.04),
        (x + 0.6, base),
        (x - 0.7, base),
    ]
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
    _tag(sheet, x + 0.36, base - 0.26)


def _ledger(sheet: Sheet, s: Scenery, x: float, base: float) -> None:
    sheet.shape(ellipse((x, base), 0.62, 0.05), (14, 8, 20), opacity=0.45, soft=0.04)
    sheet.shape(
        [
            (x - 0.58, base),
            (x - 0.5, base - 0.10),
            (x, base - 0.05),
            (x + 0.5, base - 0.10),
            (x + 0.58, base),
        ],
        darker(s.scheme.accent, 0.2),
    )
    for sign in (-1, 1):
        page = [
            (x, base - 0.06),
            (x + sign * 0.26, base - 0.16),
            (x + sign * 0.52, base - 0.10),
            (x + sign * 0.53, base - 0.05),
            (x, base - 0.01),
        ]
        sheet.shape(smooth(page, 5), (242, 232, 206), relief=Relief((0, -1), 0.04))


def _bell(sheet: Sheet, x: float, base: float) -> None:
    sheet.shape(ellipse((x, base), 0.26, 0.04), (40, 30, 40))
    sheet.shape(
        smooth(
            [
                (x - 0.22, base - 0.03),
                (x - 0.17, base - 0.19),
                (x, base - 0.26),
                (x + 0.17, base - 0.19),
                (x + 0.22, base - 0.03),
            ]
        ),
        (222, 178, 92),
        relief=Relief(depth=0.07),
    )
    sheet.shape(ellipse((x, base - 0.28), 0.035, 0.04), (240, 204, 128))


def _cup(sheet: Sheet, s: Scenery, x: float, base: float) -> None:
    tone = lighter(s.scheme.trim, 0.2)
    sheet.shape(ellipse((x, base), 0.28, 0.04), darker(tone, 0.15))
    sheet.shape(
        ribbon(
            [
                (x + 0.14, base - 0.22),
                (x + 0.26, base - 0.2),
                (x + 0.24, base - 0.09),
                (x + 0.12, base - 0.07),
            ],
            0.035,
        ),
        tone,
    )
    sheet.shape(rounded(x - 0.16, base - 0.27, x + 0.16, base - 0.01, 0.07), tone, relief=Relief(depth=0.06))
