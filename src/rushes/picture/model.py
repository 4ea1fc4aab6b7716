"""What is seen in a clip, as values. Seconds are floats from the clip's first frame; shares are 0 to 1."""

from collections.abc import Mapping
from dataclasses import dataclass, field

GRID = (4, 3)
"""Cells across and down in which sharpness is told, so that a take is compared place by place."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of picture in seconds: in_s is in it, out_s is the first instant after it."""

    in_s: float
    out_s: float

    def share_of(self, in_s: float, out_s: float) -> float:
        """Return which share of another stretch this one covers."""
        common = min(self.out_s, out_s) - max(self.in_s, in_s)
        return max(0.0, common) / max(out_s - in_s, 1e-9)


@dataclass(frozen=True)
class Glance:
    """One frame that was looked at.

    sharp: contrast-normalised sharpness of the cells of `GRID`, row by row from the top left; 0 where a cell
    shows nothing to judge by. detail: how much there is to judge by in each cell. level: mean luma.
    bright, dark: shares of the picture that are clipped white and crushed black.
    """

    at_s: float
    sharp: tuple[float, ...]
    detail: tuple[float, ...]
    level: float
    bright: float
    dark: float


@dataclass(frozen=True)
class Motion:
    """How the camera moved in a short run of frames.

    drift: how far the whole picture moves on in a second, in picture widths: a pan, a tilt. shake: how far it
    jumps from frame to frame beside that, usually, in thousandths of the picture's width.
    """

    in_s: float
    out_s: float
    drift: float
    shake: float


@dataclass(frozen=True)
class Face:
    """Where a face is: a box in shares of the picture's width and height; sure: 0 to 1. Nobody's name.

    turned: where it looks, from -1 to the left of the screen over 0 to us to +1 to the right, by nose and
    eyes. mouth: the middle of the mouth, in shares of the picture across and down. None: not told.
    """

    left: float
    top: float
    width: float
    height: float
    sure: float
    turned: float | None = None
    mouth: tuple[float, float] | None = None


@dataclass(frozen=True)
class Faces:
    """The faces in one frame, from left to right."""

    at_s: float
    boxes: tuple[Face, ...]


@dataclass(frozen=True)
class Mouth:
    """How the mouth of one face goes with the voice that is heard in a stretch of a clip. Nobody's name.

    number: of the face, from left to right, from 1; of: how many faces there are. speaks: 0 to 1, how sure it
    is that this mouth says what is heard; None where that cannot be told, and why_not says why in a few
    words. agrees: its movement and the voice, correlated, -1 to 1. moves: how much more it moves than the
    face around it while the voice is loud, in shades.
    """

    in_s: float
    out_s: float
    number: int
    of: int
    speaks: float | None
    agrees: float | None = None
    moves: float = 0.0
    why_not: str = ""


@dataclass(frozen=True)
class Seen:
    """What was seen of one clip, by its content alone: nothing is judged yet.

    glances: in time order, about one or two a second. black: stretches that show nothing: black, or one flat
    colour. frozen: stretches in which every frame is the one before. motions: where the camera was
    looked at more closely; none where it stands still. faces, mouths: only where somebody granted it.
    """

    duration_s: float
    glances: tuple[Glance, ...] = ()
    black: tuple[Stretch, ...] = ()
    frozen: tuple[Stretch, ...] = ()
    motions: tuple[Motion, ...] = ()
    faces: tuple[Faces, ...] = ()
    mouths: tuple[Mouth, ...] = ()


@dataclass(frozen=True)
class Look:
    """How a stretch of a clip looks beside the other takes of its setup: 0 nothing to say, 1 surely so.

    soft: out of focus. dark, bright: exposed otherwise than the others, or hardly to be seen. black: the
    share that shows nothing. frozen: the share that stands still. unsteady: shakes more than the others do.
    facts: what was seen, in words, by the name of the field; only of what is above 0.
    """

    soft: float = 0.0
    dark: float = 0.0
    bright: float = 0.0
    black: float = 0.0
    frozen: float = 0.0
    unsteady: float = 0.0
    facts: Mapping[str, str] = field(default_factory=dict)
