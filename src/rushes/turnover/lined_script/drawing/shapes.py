"""Plain shapes, in points from the upper left corner of the page; colours as ``#rrggbb``."""

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Text:
    """A row of text. x: where it begins, its middle, or its end, by `anchor`; y: its baseline.

    A text from right to left begins at its right end. halo: a white rim that keeps it readable on type.
    note: the number of the note it names, 0 for none.
    """

    x: float
    y: float
    text: str
    size: float = 12.0
    face: Literal["courier", "plain"] = "courier"
    bold: bool = False
    italic: bool = False
    colour: str = "#1b1d20"
    anchor: Anchor = "start"
    right_to_left: bool = False
    halo: bool = False
    note: int = 0


@dataclass(frozen=True)
class Stroke:
    """A line through points. dash: points on and off, empty for a whole line."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True)
class Ring:
    """An ellipse round a middle; filled where `colour` is also its `fill`."""

    x: float
    y: float
    across: float
    down: float
    colour: str
    filled: bool = False


Shape = Text | Stroke | Box | Ring


@dataclass(frozen=True)
class Ink:
    """What is drawn for one lane: its setup's place among the colours, and in words what it is.

    under: drawn below the type. over: drawn on it.
    """

    setup: int
    said: str
    under: tuple[Shape, ...]
    over: tuple[Shape, ...]


@dataclass(frozen=True)
class Sheet:
    """One page. under: below everything. type: the words of the script, by dialogue line where of one."""

    page: int
    under: tuple[Shape, ...]
    inks: tuple[Ink, ...]
    type: tuple[Text, ...]
    over: tuple[Shape, ...] = ()
