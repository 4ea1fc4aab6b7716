"""What a screening room knows, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal

from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, Cut, Pins, Taste
from rushes.cut.on_camera import Told
from rushes.cut.pins import Pin
from rushes.errors import Finding
from rushes.project import Usual
from rushes.screening.acts import AnyAct, BringBack, parts_of
from rushes.screenplay.model import Screenplay


@dataclass(frozen=True)
class Entry:
    """One act in the journal. seq: counts from 1. at: ISO time in UTC. who: a person's name.

    seen: the hash of what was on that person's screen. chain: SHA-256 over this entry and all before it.
    """

    seq: int
    at: str
    who: str
    act: AnyAct
    seen: str
    chain: str


@dataclass(frozen=True)
class Remark:
    """A comment at a frame of the film. seq: of its entry."""

    seq: int
    at: str
    who: str
    frame: int
    text: str
    line: str | None = None
    done: bool = False


@dataclass(frozen=True)
class Liked:
    """A reading that somebody starred."""

    line: str
    file: str
    pass_number: int
    who: str


@dataclass(frozen=True)
class Locked:
    """A picture lock: who, and when."""

    who: str
    at: str


@dataclass(frozen=True)
class Saved:
    """A named state of the cut: that after an entry of the journal. held: the entries that held then."""

    name: str
    seq: int
    who: str
    at: str
    held: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Decisions:
    """All that people decided about a film, after an entry of its journal.

    seq: of the last entry, 0 without any. chain: its hash. cutting: the entries that changed the cut and
    hold, in order; undone: those that were undone, the last one last. looked: keys of the events that
    somebody looked at, as they were then. saved: the states that have a name. holding: the entries that
    decide how the cut is, in order, the parts of one act each by itself: those of `cutting`, or, from a
    version that was brought back on, those that held when it got its name, and what came after.
    """

    seq: int = 0
    chain: str = ""
    cutting: tuple[Entry, ...] = ()
    undone: tuple[Entry, ...] = ()
    remarks: tuple[Remark, ...] = ()
    looked: frozenset[str] = frozenset()
    locked: Locked | None = None
    saved: tuple[Saved, ...] = ()

    @cached_property
    def holding(self) -> tuple[Entry, ...]:
        """The entries that decide how the cut is; see above."""
        held = {one.name: one.held for one in self.saved} | {FIRST: ()}
        holding: list[Entry] = []
        for entry in self.cutting:
            if isinstance(entry.act, BringBack):
                holding = list(held[entry.act.name])
            else:
                holding += [replace(entry, act=part) for part in parts_of(entry.act)]
        return tuple(holding)


@dataclass(frozen=True, eq=False)
class LineWishes:
    """What decisions ask of one line. entries: those that speak of it, in order. liked: its stars."""

    entries: tuple[Entry, ...]
    pins: tuple[Pin, ...]
    liked: tuple[Liked, ...]


@dataclass(frozen=True)
class Wishes:
    """What decisions ask of the cut.

    liked: the stars. taste: as a person chose it, None for the film's own. lines: the same, line by line.
    """

    pins: Pins = field(default_factory=Pins)
    liked: tuple[Liked, ...] = ()
    taste: str | None = None
    lines: Mapping[str, LineWishes] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class OpenFilm:
    """A film as it is opened. title: what it is called. taste, rate, told, pins: as the film itself says.

    lined: with all that was heard and seen, so that it can be cut again. only_looks: why nothing can be
    decided, empty where it can; then `shown` is the cut that is looked at. worked: how long each run of the
    machine took, by stage. usual: what such a film takes a person, where somebody said so. footage_gone: it
    can only be looked at because footage is not where it was, and may be found again.
    """

    title: str
    screenplay: Screenplay
    lined: LinedScript
    taste: Taste = TASTES["classic"]
    rate: Fraction | None = None
    told: Told = field(default_factory=dict)
    pins: Pins = field(default_factory=Pins)
    findings: tuple[Finding, ...] = ()
    shown: Cut | None = None
    only_looks: str = ""
    worked: tuple[Mapping[str, float], ...] = ()
    usual: Usual | None = None
    footage_gone: bool = False


FIRST: Final = "First cut"
"""The version that is always there: what the machine proposed, before anybody decided anything."""

Media = Literal["ready", "making", "gone", "unreadable"]
