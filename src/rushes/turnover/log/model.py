"""The log as values: what was shot, the row that is told of each file, and totals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Literal

from rushes.errors import Finding
from rushes.footage.model import Clip, Note, Probe, Recording

Kind = Literal["picture", "sound", "left out"]


@dataclass(frozen=True)
class PaperRead:
    """A report or log that was read beside the footage.

    file: its name. by: what it is: ``camera report``, ``sound report``, ``script log``. columns: each heading
    with what it was taken for, empty where it was not used.
    """

    file: str
    by: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Log:
    """All that was shot, and what there is to know of it.

    title: what the log is of, in a few words. clips: pictures, with the sound behind them and their angles.
    recordings: of sound recorders, with and without a picture. probes: the facts of every file's content by
    its name. findings: in the order in which they were found. paper: reports that were read. left_out: files
    that could not be used, each with its path.
    """

    title: str
    clips: tuple[Clip, ...] = ()
    recordings: tuple[Recording, ...] = ()
    findings: tuple[Finding, ...] = ()
    probes: Mapping[str, Probe] = field(default_factory=dict)
    paper: tuple[PaperRead, ...] = ()
    left_out: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True)
class Under:
    """A recording under a picture, as it is told; see `rushes.footage.Behind` for the numbers.

    timecode: what the recorder's clock says at the picture's first frame; empty without one. recording: the
    first file of the recording that it belongs to.
    """

    file: str
    name: str
    rung: str
    at_s: float
    drift_ppm: float
    error_ms: float
    evidence: tuple[str, ...]
    timecode: str
    reel: str
    tracks: tuple[str, ...]
    recording: str = ""


@dataclass(frozen=True)
class Row:
    """What the log says of one file; unknown parts are empty.

    marks: what the slate says beside its number: ``PU``, ``series``, ``MOS``, ``wild track``, ``room tone``.
    start, end: timecode of the first frame and of the one after the last; of a sound whose timecode has no
    known rate the time of day in milliseconds. size: pixels as seen (``1920 x 1080``). under: recordings
    behind a picture. over: names of the pictures that a recording lies behind. alone: in a word, what there
    is where picture and recording did not meet; because: the same in a sentence. recording: the name of the
    recording that a sound file belongs to; recorder: what it wrote beside the slate, each with its name.
    parts: where the row tells of a whole recording, the rows of its files; else empty.
    """

    kind: Kind
    name: str
    file: str
    path: str = ""
    sha256: str = ""
    scene: str = ""
    setup: str = ""
    take: str = ""
    camera: str = ""
    circled: bool = False
    no_good: bool = False
    marks: tuple[str, ...] = ()
    slate_from: str = ""
    day: str = ""
    reel: str = ""
    start: str = ""
    end: str = ""
    duration: str = ""
    seconds: Fraction = Fraction(0)
    frames: int = 0
    rate: str = ""
    drop: bool = False
    variable_rate: bool = False
    size: str = ""
    codec: str = ""
    channels: int = 0
    sample_rate: int = 0
    tracks: tuple[str, ...] = ()
    recording: str = ""
    recorder: tuple[tuple[str, str], ...] = ()
    under: tuple[Under, ...] = ()
    over: tuple[str, ...] = ()
    alone: str = ""
    because: str = ""
    group: str = ""
    group_at_s: float | None = None
    lens: str = ""
    on_camera: tuple[str, ...] = ()
    off_camera: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    parts: "tuple[Row, ...]" = ()

    @property
    def said(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What was written of it, each text once with all who wrote it."""
        writers: dict[str, list[str]] = {}
        for note in self.notes:
            writers.setdefault(note.text, []).append(note.by)
        return tuple((text, tuple(dict.fromkeys(by))) for text, by in writers.items())

    @property
    def is_sound(self) -> bool:
        """Whether it has no picture."""
        return self.kind == "sound"

    @property
    def flags(self) -> tuple[str, ...]:
        """All that is marked, in the words of the set."""
        circled, no_good = ("circled",) if self.circled else (), ("NG",) if self.no_good else ()
        return (*circled, *no_good, *self.marks)


@dataclass(frozen=True)
class Total:
    """How much was shot of something: a scene, a reel, a day, all.

    clips: pictures, each camera by itself. takes: slates, whatever number of cameras ran. synced: pictures
    with a recording behind them. sounds: recordings.
    """

    name: str
    clips: int
    takes: int
    circled: int
    no_good: int
    seconds: Fraction
    synced: int
    sounds: int
    sound_seconds: Fraction
