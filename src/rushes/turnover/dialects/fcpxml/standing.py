"""What is met on the way down a storyline: where an element stands, what plays there, and its marks. Pure."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from rushes.turnover.dialects.fcpxml.library import Asset

BOTH: Final = frozenset("VA")
"""Picture and sound."""


@dataclass(frozen=True)
class Window:
    """What a container lets through, in seconds of the film: of its picture, and of its sound."""

    picture: tuple[Fraction, Fraction]
    sound: tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Where:
    """The time that an element stands in: second `own` of it is second `film` of the film.

    pace: its seconds in one second of the film. lane: that of the container. kinds: picture (V), sound (A) or
    both. inside: whether it is the content of a clip, whose own sound hangs below its picture. off: switched
    off above. effects: what is done to all of it.
    """

    film: Fraction
    own: Fraction
    pace: Fraction = Fraction(1)
    lane: int = 0
    kinds: frozenset[str] = BOTH
    window: Window | None = None
    inside: bool = False
    off: bool = False
    nested: int = 0
    effects: tuple[str, ...] = ()
    quiet: frozenset[str] = frozenset()
    ground: int = 0

    @property
    def silent(self) -> bool:
        """Whether a synchronised clip has the sound here switched off."""
        return ("storyline" if self.lane == self.ground else "connected") in self.quiet

    def at(self, own: Fraction) -> Fraction:
        """Return the second of the film at a second of this time."""
        return self.film + (own - self.own) / self.pace


@dataclass(frozen=True)
class Noticed:
    """A mark: the second of the film, its name, and whether it begins a chapter."""

    film: Fraction
    name: str
    chapter: bool = False


@dataclass(frozen=True)
class Playing:
    """A file that plays: seconds of the film, and of the source as the file counts them.

    together: the number of the element it comes from; picture and sound of one belong together.
    """

    kind: str
    lane: int
    own_sound: bool
    name: str
    asset: Asset
    source: tuple[Fraction, Fraction]
    film: tuple[Fraction, Fraction]
    off: bool
    marks: tuple[Noticed, ...]
    together: int
    speed: Fraction
    effects: tuple[str, ...]
