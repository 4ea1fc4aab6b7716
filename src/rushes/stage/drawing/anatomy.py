"""Where the features of a head stand for one turn of it, in head heights."""

from dataclasses import dataclass

from rushes.stage.drawing.look import Look
from rushes.stage.drawing.pen import (
    Colour,
    Point,
)

BLUSH: Colour = (214, 84, 70)


INK: Colour = (38, 26, 40)


@dataclass(frozen=True)
class Frontal:
    """Where the features stand for one turn of the head: 0 is frontal, 1 nearly profile."""

    turn: float

    @property
    def middle(self) -> float:
        """The x of the middle of the face."""
        return 0.02 + 0.17 * self.turn

    @property
    def near_eye(self) -> Point:
        """The centre of the eye nearer to the camera."""
        return (self.middle - 0.145 + 0.01 * self.turn, 0.515)

    @property
    def far_eye(self) -> Point:
        """The centre of the other eye."""
        return (self.middle + 0.145 - 0.035 * self.turn, 0.51)

    @property
    def foreshortened(self) -> float:
        """How much narrower the far half of the face is."""
        return 1 - 0.26 * self.turn

    @property
    def mouth(self) -> Point:
        """The centre of the mouth."""
        return (self.middle + 0.02 + 0.02 * self.turn, 0.805)


def face_outline(look: Look, turn: float) -> list[Point]:
    """Return the knots of the face: skull, cheek, chin, jaw."""
    j = look.jaw
    return [
        (-0.02, 0.03),
        (0.20, 0.07),
        (0.325, 0.22),
        (0.345, 0.39),
        (0.335 - 0.01 * turn, 0.475),
        (0.350, 0.60),
        (0.322, 0.76),
        (0.265 + 0.02 * turn, 0.900),
        (0.165 + 0.06 * turn, 0.990),
        (0.02 + 0.06 * turn, 1.000),
        (-0.115 * j + 0.02 * turn, 0.950),
        (-0.250 * j, 0.835),
        (-0.315, 0.66),
        (-0.36, 0.40),
        (-0.325, 0.20),
        (-0.19, 0.07),
    ]
