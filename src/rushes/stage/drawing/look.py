"""What a drawn performer looks like, and the states a drawn face can be in."""

from dataclasses import dataclass
from typing import Literal

from rushes.stage.drawing.pen import Colour

Hair = Literal["short", "parted", "bun", "bob", "long", "curls", "shaven", "receding"]
Wear = Literal["coat", "cardigan", "jacket", "sweater", "shirt"]
Mouth = Literal["rest", "closed", "narrow", "small", "wide", "open", "round", "bite", "tongue"]
Lids = Literal["open", "half", "shut"]
Gaze = Literal["across", "near", "down", "up"]
Brows = Literal["calm", "raised", "drawn"]

MOUTHS: tuple[Mouth, ...] = ("rest", "closed", "narrow", "small", "wide", "open", "round", "bite", "tongue")


@dataclass(frozen=True)
class Look:
    """One performer as designed: nobody's likeness, only parts and colours.

    age: in years, for lines and grey. jaw, nose, eyes: 0.8 to 1.2 of the ordinary size.
    """

    age: int
    skin: Colour
    hair: Hair
    hair_colour: Colour
    iris: Colour
    wear: Wear
    cloth: Colour
    under: Colour
    accent: Colour
    glasses: bool = False
    beard: bool = False
    stubble: bool = False
    pencil: bool = False
    earrings: bool = False
    scarf: bool = False
    lips: float = 0.5
    jaw: float = 1.0
    nose: float = 1.0
    eyes: float = 1.0


@dataclass(frozen=True)
class Face:
    """The state of a face in one drawing."""

    mouth: Mouth = "rest"
    lids: Lids = "open"
    gaze: Gaze = "across"
    brows: Brows = "calm"
