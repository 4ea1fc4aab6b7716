"""Timelines as values: the shots of a cut, the marks on them, and what a file says when read back."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from rushes.cut.model import Event
from rushes.footage.model import Clip
from rushes.timecode import Span

Place = tuple[str, int]
"""Where a shot stands: its track and its first record frame; no two shots share it."""

MarkKind = Literal["standing", "line", "look", "missing"]


@dataclass(frozen=True)
class Shot:
    """A piece of a clip that runs through without a cut, however many lines it plays.

    events: those it is made of, in order, so that each line keeps its own mark. source: frames of the
    clip from its first frame, at its rate; samples of a sound. record: frames of the film from 0, at the
    film's rate.
    """

    track: str
    clip: Clip
    events: tuple[Event, ...]
    source: Span
    record: Span

    @property
    def place(self) -> Place:
        """Where it stands in the film."""
        return self.track, self.record.start

    @property
    def source_start(self) -> int:
        """The first frame as absolute timecode frames of the clip."""
        return self.clip.start + self.source.start

    @property
    def is_picture(self) -> bool:
        """Whether it stands on a picture track."""
        return self.track.startswith("V")

    @property
    def is_alternate(self) -> bool:
        """Whether it is a choice not taken, on a switched-off track."""
        return all(event.shows == "alternate" for event in self.events)


@dataclass(frozen=True)
class Mark:
    """A mark for the editor: what was chosen and why, what needs a look, what is missing.

    at: a frame of the clip (from its first) for marks of a shot, of the film for marks of the timeline.
    """

    kind: MarkKind
    at: int
    name: str
    note: str = ""


@dataclass(frozen=True)
class Placed:
    """One clip on one track, as a file says it.

    source_in, source_out: absolute timecode frames at `rate`, and parts of one where the format can say
    them. record_in, record_out: frames from the start of the film. file: path or name, empty where the
    dialect has none. linked: names of the tracks whose clip moves together with this one. marks: names,
    in order. off: it is there, and switched off. speed: of the source against the film, below zero backwards,
    0 for a still; effects: what is done to it besides (``dissolve, 12 frames``). We write neither: files that
    people bring have them. channel: which of its file's is heard, from 1; 0 where the format does not say it.
    made: it has no media, the editing system makes it: a title, a generator. sha256: of its file, empty where
    the format does not say it.
    """

    track: str
    name: str
    file: str
    reel: str
    rate: Fraction
    source_in: Fraction
    source_out: Fraction
    record_in: int
    record_out: int
    linked: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    off: bool = False
    speed: Fraction = Fraction(1)
    effects: tuple[str, ...] = ()
    channel: int = 0
    made: bool = False
    sha256: str = ""


@dataclass(frozen=True)
class Timeline:
    """What a written file says when it is read back.

    start: timecode of the film's first frame, in frames. marks: (frame of the film, name).
    """

    title: str
    rate: Fraction
    start: int
    drop: bool
    placed: tuple[Placed, ...]
    marks: tuple[tuple[int, str], ...] = field(default=())
