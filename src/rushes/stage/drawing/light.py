"""The light and the colours of a set, read from the heading of its scene."""

import re
from dataclasses import dataclass

from rushes.stage.drawing.pen import (
    Colour,
    Relief,
)

WIDE = 16.0


HIGH = 9.0


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
        "night", ((16, 22, 52), (44, 58, 104)), (255, 200, 122), 0.35, (18, 18, 60), (0.78, 0.77, 0.95), 1.0
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
