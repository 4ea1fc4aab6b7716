"""The turnover sheet as values, in the words that people read."""

from dataclasses import dataclass
from typing import Literal

from rushes.errors import Finding
from rushes.turnover.verified.model import Seen
from rushes.turnover.verify import Compared

What = Literal["cut", "stringout", "selects"]

State = Literal["as cut", "missing", "changed", "not read", "not read again"]
"""What came of looking for a medium: its content is that of the cut, it is not there, its content is another,
the disk refuses it, or nobody asked."""


@dataclass(frozen=True)
class WrittenFile:
    """A file that was written. name: from the folder of the turnover."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Counted:
    """A feature of the cut, and how often it has it. how: in which way a file only tells it."""

    feature: str
    times: int
    how: str = ""


@dataclass(frozen=True)
class Handed:
    """A film in a dialect. what: which film; of: the scene or line that it is of, empty for the cut.

    name: what its files are called, from the folder of the turnover, before what each has behind it.
    kept: what systems take from it; dropped: what of that one was seen to leave out. said: what it tells a
    person; lost: what it cannot hold.
    """

    title: str
    name: str
    what: What
    of: str
    dialect: str
    called: str
    files: tuple[WrittenFile, ...]
    compared: tuple[Compared, ...]
    kept: tuple[Counted, ...]
    said: tuple[Counted, ...]
    lost: tuple[Counted, ...]
    dropped: tuple[Counted, ...] = ()


@dataclass(frozen=True)
class Medium:
    """A file of picture or sound that the timelines name. path: as it lies here; named: as they name it."""

    file: str
    path: str
    named: str
    sha256: str
    reel: str
    start: str
    rate: str
    frames: int
    state: State


@dataclass(frozen=True)
class TurnoverSheet:
    """All of a turnover. rate: as ``25/1``. media_by: how media are named, in words. handles: as asked.

    looked: what timelines were seen to play of the media; None where a person asked that nobody looks.
    """

    title: str
    standing: str
    rate: str
    frames: int
    media_by: str
    handles: int
    handed: tuple[Handed, ...]
    media: tuple[Medium, ...]
    findings: tuple[Finding, ...] = ()
    looked: Seen | None = None

    @property
    def of_cut(self) -> tuple[Handed, ...]:
        """The cut itself, dialect by dialect."""
        return tuple(one for one in self.handed if one.what == "cut")
