"""What was written on the set, as values: a paper, its rows, and how its headings were understood."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

from rushes.errors import Finding, Refusal

Kind = Literal["script log", "camera report", "sound report"]
"""Who wrote it: the script supervisor, the camera department (or whoever copies its cards), the mixer."""


class NoSuchPaper(Refusal):
    """A report or log that was named is not there."""

    sentence = "There is no report or log at {0}; check the path."


class NotAPaper(Refusal):
    """A file is no report or log that can be read."""

    sentence = "{0} cannot be read as a report or log: {1}. Export it as ALE or CSV, one row a take."


@dataclass(frozen=True)
class Mapped:
    """A heading, and what it was taken for: a meaning of `COLUMNS`, or empty where it is not known."""

    heading: str
    meaning: str


@dataclass(frozen=True)
class Row:
    """What one row says of one take, as far as it could be read.

    kind: of its paper. line_number: of the file, from 1; the takes of ``1-3`` stand on the same line.
    scene, setup, take, camera: as in `Slate`; without a setup where a paper only tells scenes. file: as
    written. reel: of the camera, in a sound report of the recorder. start, end: timecode as written. rate:
    what it counts in, None where the paper does not say.
    circled, no_good, false_start, hold: None where the paper does not say, as where it marks nothing so at
    all: a column that nobody used says nothing. on_camera, off_camera: names of characters. tracks: names by
    channel. shot_size: as written, ``CU`` or ``wide``.
    """

    kind: Kind
    line_number: int
    scene: str | None = None
    setup: str | None = None
    take: int | None = None
    camera: str | None = None
    file: str = ""
    reel: str = ""
    start: str = ""
    end: str = ""
    rate: Fraction | None = None
    circled: bool | None = None
    no_good: bool | None = None
    false_start: bool | None = None
    hold: bool | None = None
    wild: bool = False
    room_tone: bool = False
    mos: bool = False
    pickup: bool = False
    series: bool = False
    part: int | None = None
    shot_size: str = ""
    lens: str = ""
    filter: str = ""
    fps: str = ""
    comment: str = ""
    on_camera: tuple[str, ...] = ()
    off_camera: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What it calls the take: ``27A-3``, or the file, or the timecode."""
        if self.setup is None:
            take = f", take {self.take}" if self.take else ""
            return f"scene {self.scene}{take}" if self.scene else self.file or self.start
        return self.setup + ("PU" if self.pickup else "") + (f"-{self.take}" if self.take else "")


@dataclass(frozen=True)
class Paper:
    """A report or log.

    name: of its file. sha256: of its content, so that whatever remembers a result can tell another version.
    form: ``ALE``, ``CSV``. mapping: its headings in order, and what each was taken for.
    findings: cells and lines that could not be read.
    """

    name: str
    path: Path
    sha256: str
    kind: Kind
    form: str
    mapping: tuple[Mapped, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Headings that mean nothing to us."""
        return tuple(mapped.heading for mapped in self.mapping if not mapped.meaning)
