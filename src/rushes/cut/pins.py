"""Pins: what a named person decided about a line, which every cut made after it keeps.

A pin keeps or forbids a take (for sound, for picture, or for both), adds or takes frames at an end, asks
for a reaction or forbids one, or says how picture and sound part at a cut. What no pin speaks of is free.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rushes.coverage.model import Reading
from rushes.footage.model import Clip


@dataclass(frozen=True)
class Named:
    """A take as a person names it, and which pass of the line in it; None for any.

    name: its slate (``27A-3``: any of its cameras; ``27A-3 B``: one), its setup (``27A``: any take of
    it), or its file's name, with or without the ending.
    """

    name: str
    pass_number: int | None = None

    def means(self, clip: Clip) -> bool:
        """Tell whether a clip goes by this name."""
        return _bare(self.name) in _names_of(clip)

    def __str__(self) -> str:
        """Return the name as an editor writes it."""
        return self.name if self.pass_number is None else f"{self.name} pass {self.pass_number}"


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()


def _names_of(clip: Clip) -> frozenset[str]:
    """Return all names that a clip goes by."""
    slate, path = clip.slate, Path(clip.file)
    names = [clip.file, path.name, path.stem, clip.name]
    if slate.setup:
        names += [slate.setup, slate.label]
        if slate.camera:
            names += [f"{slate.setup} {slate.camera}", f"{slate.label} {slate.camera}"]
    return frozenset(map(_bare, names))


@dataclass(frozen=True)
class Pin:
    """What one person decided about one line; all that is None, 0 or empty stays free.

    sound, picture: the take it must come from. not_sound, not_picture: the take it must not come from. head, tail:
    frames of the clip added before and after the line; below zero, taken away. reaction: a listener is
    seen over the line, or is not. split: by how many frames of the film the picture begins before the
    line's sound (`Event.leads`); 0 is a straight cut. by: who decided. where: where the pin is written.
    """

    line: str
    by: str = ""
    sound: Named | None = None
    picture: Named | None = None
    not_sound: Named | None = None
    not_picture: Named | None = None
    head: int = 0
    tail: int = 0
    reaction: bool | None = None
    split: int | None = None
    because: str = ""
    where: str = ""


@dataclass(frozen=True)
class Pins:
    """All pins of a film, in the order in which they were made; without any, everything is free."""

    pins: tuple[Pin, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is pinned."""
        return bool(self.pins)

    def of(self, line: str) -> Iterator[Pin]:
        """Give the pins of a line."""
        return (pin for pin in self.pins if pin.line == line)

    def sound_may(self, line: str, clip: Clip, reading: Reading) -> bool:
        """Tell whether the sound of a line may come from a reading of a clip."""
        return all(
            (pin.sound is None or _is(pin.sound, clip, reading))
            and not (pin.not_sound and _is(pin.not_sound, clip, reading))
            for pin in self.of(line)
        )

    def picture_may(self, line: str, clip: Clip) -> bool:
        """Tell whether the picture of a line may come from a clip."""
        return all(
            (pin.picture is None or pin.picture.means(clip))
            and not (pin.not_picture and pin.not_picture.pass_number is None and pin.not_picture.means(clip))
            for pin in self.of(line)
        )

    def trim_of(self, line: str) -> tuple[int, int]:
        """Return the frames of the clip that a person adds before and after a line; below zero, takes away."""
        return sum(pin.head for pin in self.of(line)), sum(pin.tail for pin in self.of(line))

    def reaction_of(self, line: str) -> bool | None:
        """Tell whether a reaction over a line is wanted, forbidden (False) or free (None)."""
        return next((pin.reaction for pin in self.of(line) if pin.reaction is not None), None)

    def split_of(self, line: str) -> int | None:
        """Return by how many frames the picture of a line leads its sound (`Event.leads`); None: free."""
        return next((pin.split for pin in self.of(line) if pin.split is not None), None)


def _is(named: Named, clip: Clip, reading: Reading) -> bool:
    """Tell whether a name means this reading."""
    return named.means(clip) and named.pass_number in (None, reading.pass_number)
