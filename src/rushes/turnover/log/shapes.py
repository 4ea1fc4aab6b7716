"""The shape of ``log.json``: a promise to other programs, as those of `rushes.turnover.shapes`.

Seconds (``*_s``) are exact to a tenth of a millisecond; a rate is written as ``25/1``; of a sound, frames are
samples and the rate is its sample rate.
"""

import msgspec

from rushes.turnover.shapes import FindingShape, SlateShape


class NoteShape(msgspec.Struct):
    """What somebody wrote: who, and what."""

    by: str
    text: str


class SyncShape(msgspec.Struct, kw_only=True):
    """A recording behind a picture; see `rushes.footage.Behind`.

    ``rung`` is ``timecode``, ``clap``, ``waveform`` or ``person``; ``timecode`` is the recorder's at the
    picture's first frame.
    """

    sound: str
    rung: str
    at_s: float
    drift_ppm: float
    error_ms: float
    timecode: str
    evidence: list[str]


class AngleShape(msgspec.Struct, kw_only=True):
    """The group of cameras that a picture belongs to, and where on its clock it begins."""

    group: str
    at_s: float
    rung: str
    error_ms: float
    evidence: list[str]


class FileShape(msgspec.Struct, kw_only=True):
    """One file; ``kind`` is ``picture``, ``sound`` or ``left out`` (then only why is told)."""

    file: str
    kind: str
    name: str
    path: str = ""
    sha256: str = ""
    slate: SlateShape | None = None
    day: str = ""
    reel: str | None = None
    rate: str = ""
    variable_rate: bool = False
    timecode_rate: str | None = None
    drop: bool = False
    has_timecode: bool = False
    start: int = 0
    frames: int = 0
    seconds: float = 0.0
    start_timecode: str = ""
    end_timecode: str = ""
    width: int = 0
    height: int = 0
    codec: str = ""
    channels: int = 0
    sample_rate: int = 0
    tracks: list[str] = []
    recording: str = ""
    recorder: dict[str, str] = {}
    sync: list[SyncShape] = []
    behind: list[str] = []
    because: str = ""
    angle: AngleShape | None = None
    lens: str = ""
    on_camera: list[str] = []
    off_camera: list[str] = []
    notes: list[NoteShape] = []


class TotalShape(msgspec.Struct, kw_only=True):
    """How much was shot of something."""

    name: str
    clips: int
    takes: int
    circled: int
    no_good: int
    seconds: float
    synced: int
    sounds: int
    sound_seconds: float


class PaperShape(msgspec.Struct, kw_only=True):
    """A report that was read: each heading with what it was taken for, empty where it was not used."""

    file: str
    by: str
    columns: dict[str, str]


class LogShape(msgspec.Struct, kw_only=True):
    """``log.json``."""

    schema: str
    title: str
    findings: list[FindingShape]
    all: TotalShape
    scenes: list[TotalShape]
    reels: list[TotalShape]
    days: list[TotalShape]
    files: list[FileShape]
    paper: list[PaperShape] = []
