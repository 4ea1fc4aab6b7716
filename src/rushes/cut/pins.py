"""Pins: what a named person decided about a line, which every cut made after it keeps.

A pin keeps or forbids a take (for sound, for picture, or for both), adds or takes frames at an end, asks
for a reaction or forbids one, or says how picture and sound part at a cut. What no pin speaks of is free.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import PurePath

from rushes.coverage.model import Reading
from rushes.footage.model import Clip


@dataclass(frozen=True)
class Named:
    """A take as a person names it, and which pass of the line in it; None for any.

    name: its slate (``27A-3``: any of its cameras; ``27A-3 B``: one), its setup (``27A``: any take of
    it), ``camera B``, or its file's name, with or without the ending. Capitals make no difference.
    """

    name: str
    pass_number: int | None = None

    def means(self, clip: Clip, reading: Reading | None = None) -> bool:
        """Tell whether a clip goes by this name; with a reading of it: whether it is that pass, too."""
        this_pass = reading is None or self.pass_number in (None, reading.pass_number)
        return this_pass and _bare(self.name) in names_of(clip)

    def __str__(self) -> str:
        """Return the name as an editor writes it."""
        return self.name if self.pass_number is None else f"{self.name} pass {self.pass_number}"


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()


def names_of(clip: Clip) -> frozenset[str]:
    """Return all names that a clip goes by, as they are compared."""
    return _names(clip.file, clip.slate.setup or "", clip.slate.label, clip.slate.camera or "")


@lru_cache(maxsize=1 << 16)
def _names(file: str, setup: str, label: str, camera: str) -> frozenset[str]:
    path = PurePath(file)
    names = [name for name in (setup, label) if name]
    with_camera = [f"{name} {camera}" for name in (*names, "camera")] if camera else []
    return frozenset(map(_bare, [file, path.name, path.stem, *names, *with_camera]))


@dataclass(frozen=True)
class Pin:
    """What one person decided about one line; all that is None, 0 or empty stays free.

    sound, picture: the take that it must come from. not_sound, not_picture: the take that it must not
    come from. head, tail: frames of the clip added before and after the line; below zero, taken away.
    reaction: somebody who listens is seen over the line (False: nobody is). listener: the take in which
    that is. split: by how many frames of the film the picture begins before the line's sound, as
    `Event.leads`; 0 is a straight cut. by: who decided. because: why, in that person's words. where: where
    the pin is written.
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
    listener: Named | None = None

    @property
    def named(self) -> tuple[Named, ...]:
        """The takes that it speaks of, each once."""
        told = (self.sound, self.picture, self.not_sound, self.not_picture, self.listener)
        return tuple(dict.fromkeys(name for name in told if name is not None))

    @property
    def place(self) -> str:
        """Where to find it: where it is written, else the line that it is about."""
        return self.where or f"the pin of line {self.line}"

    def __str__(self) -> str:
        """Say what it wants."""
        return f"line {self.line}: " + (", ".join(_wishes(self)) or "nothing")


def _wishes(pin: Pin) -> list[str]:
    told = []
    for word, sound, picture in (("", pin.sound, pin.picture), ("not ", pin.not_sound, pin.not_picture)):
        if sound is not None and sound == picture:
            told.append(f"{word}{sound}")
        else:
            told += [f"sound {word}{sound}"] if sound else []
            told += [f"picture {word}{picture}"] if picture else []
    told += [f"{name} {frames:+}" for name, frames in (("head", pin.head), ("tail", pin.tail)) if frames]
    if pin.reaction is not None:
        seen = f" in {pin.listener}" if pin.listener else ""
        told.append(f"a reaction{seen}" if pin.reaction else "no reaction")
    if pin.split is not None:
        told.append(f"split {pin.split:+}" if pin.split else "a straight cut")
    return told


def keep(line: str, take: str, by: str = "", pass_number: int | None = None) -> Pin:
    """Return the pin that keeps a take for a line, sound and picture."""
    named = Named(take, pass_number)
    return Pin(line, by, sound=named, picture=named)


def forbid(line: str, take: str, by: str = "", pass_number: int | None = None) -> Pin:
    """Return the pin that forbids a take for a line, sound and picture."""
    named = Named(take, pass_number)
    return Pin(line, by, not_sound=named, not_picture=named)


@dataclass(frozen=True)
class Pins:
    """All pins of a film, in the order in which they were made; without any, everything is free.

    pictured: for the lines whose picture is pinned, the readings (file and pass) beside which a picture that
    the pins allow was shot, be it by another camera (`rushes.cut.settle` fills it in).
    """

    pins: tuple[Pin, ...] = ()
    pictured: Mapping[str, frozenset[tuple[str, int]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def __bool__(self) -> bool:
        """Tell whether anything is pinned."""
        return bool(self.pins)

    def __add__(self, more: "Pins") -> "Pins":
        """Return the pins of both."""
        return Pins(self.pins + more.pins)

    @cached_property
    def by_line(self) -> Mapping[str, tuple[Pin, ...]]:
        """The pins of every line that has any."""
        found: dict[str, list[Pin]] = defaultdict(list)
        for pin in self.pins:
            found[pin.line].append(pin)
        return {line: tuple(pins) for line, pins in found.items()}

    def of(self, line: str) -> tuple[Pin, ...]:
        """Return the pins of a line."""
        return self.by_line.get(line, ())

    def sound_may(self, line: str, clip: Clip, reading: Reading) -> bool:
        """Tell whether the sound of a line may come from a reading of a clip.

        Where only its picture is pinned, it must come from a take that has that picture as its own, or that
        another camera saw so: then the picture can be had in sync.
        """
        pins = self.of(line)
        if not all(_sound_fits(pin, clip, reading) for pin in pins):
            return False
        if line in self.pictured and not any(pin.sound for pin in pins):
            return (clip.file, reading.pass_number) in self.pictured[line]
        return True

    def picture_may(self, line: str, clip: Clip, reading: Reading | None = None) -> bool:
        """Tell whether the picture that shows a line may come from a clip, and from a reading of it."""
        return self.seen_may(line, clip, reading) and all(
            pin.picture is None or pin.picture.means(clip, reading) for pin in self.of(line)
        )

    def seen_may(self, line: str, clip: Clip, reading: Reading | None = None) -> bool:
        """Tell whether a clip may be seen at all for a line, be it as a reaction: nobody forbids it."""
        return not any(
            pin.not_picture.means(clip, reading)
            for pin in self.of(line)
            if pin.not_picture and (reading or pin.not_picture.pass_number is None)
        )

    def trim_of(self, line: str) -> tuple[int, int]:
        """Return the frames of the clip that a person adds before and after a line; below zero: takes."""
        heads = (pin.head for pin in self.of(line) if pin.head)
        tails = (pin.tail for pin in self.of(line) if pin.tail)
        return next(heads, 0), next(tails, 0)

    def reaction_of(self, line: str) -> bool | None:
        """Tell whether a reaction over a line is wanted (True), forbidden (False) or free (None)."""
        return next((pin.reaction for pin in self.of(line) if pin.reaction is not None), None)

    def listener_of(self, line: str) -> Named | None:
        """Return the take in which somebody is to be seen listening to a line; None: free."""
        return next((pin.listener for pin in self.of(line) if pin.listener is not None), None)

    def split_of(self, line: str) -> int | None:
        """Return by how many frames the picture of a line leads its sound (`Event.leads`); None: free."""
        return next((pin.split for pin in self.of(line) if pin.split is not None), None)


def _sound_fits(pin: Pin, clip: Clip, reading: Reading) -> bool:
    wanted = pin.sound is None or pin.sound.means(clip, reading)
    return wanted and not (pin.not_sound and pin.not_sound.means(clip, reading))
