"""The shapes of cut.json, lined-script.json and findings.json: a promise to other programs.

Keys may be added, never taken away or given another meaning. Frames count in the clip's own rate from its
first frame, ``in`` inclusive, ``out`` exclusive; ``record_*`` count frames of the film from 0; ``*_s`` are
seconds from the clip's first frame. A rate is written as ``25/1``.
"""

import msgspec

from rushes.coverage.model import ReadingKind, WordState


class SlateShape(msgspec.Struct, kw_only=True):
    """What the slate says; ``from`` is where it was read: ``name``, ``folder``, ``voice``, ``none``.

    ``heard`` is what the voice says as a label, such as ``27A-3``; empty where no slate was heard.
    """

    scene: str | None = None
    setup: str | None = None
    take: int | None = None
    camera: str | None = None
    circled: bool = False
    source: str = msgspec.field(default="none", name="from")
    pickup: bool = False
    series: bool = False
    mos: bool = False
    habit: str = ""
    prefix: str = ""
    part: int | None = None
    wild: bool = False
    room_tone: bool = False
    no_good: bool = False
    heard: str = ""


class ClipShape(msgspec.Struct, kw_only=True):
    """One file of the rushes."""

    file: str
    sha256: str
    rate: str
    frames: int
    start_timecode: str
    slate: SlateShape
    name: str = ""
    path: str = ""
    start: int = 0
    drop: bool = False
    has_timecode: bool = False
    reel: str | None = None
    width: int = 0
    height: int = 0
    pixel_aspect: str = "1/1"
    rotation: int = 0
    channels: int = 0
    sample_rate: int = 0
    sound_offset_s: float = 0.0
    variable_rate: bool = False


class ReasonShape(msgspec.Struct):
    """One named term of a choice's worth, with the fact behind it."""

    name: str
    worth: float
    fact: str


class AlternateShape(msgspec.Struct, kw_only=True):
    """A choice not taken for an event."""

    file: str
    in_: int = msgspec.field(name="in")
    out: int
    worth: float
    reasons: list[ReasonShape]
    rate: str = ""


class EventShape(msgspec.Struct, kw_only=True):
    """A piece of one clip on one track; its worth is the sum of its reasons."""

    track: str
    line: str
    file: str
    in_: int = msgspec.field(name="in")
    out: int
    record_in: int
    record_out: int
    confidence: float
    needs_look: bool
    reasons: list[ReasonShape]
    alternates: list[AlternateShape]
    look_because: list[str] = []


class MissingShape(msgspec.Struct):
    """A line that has no reading, and the frame of the film where it should be."""

    line: str
    character: str
    text: str
    record: int


class CutShape(msgspec.Struct, kw_only=True):
    """``cut.json``."""

    schema: str
    rate: str
    taste: str
    events: list[EventShape]
    missing: list[str]
    title: str = ""
    frames: int = 0
    missing_lines: list[MissingShape] = []
    clips: list[ClipShape] = []


class LineShape(msgspec.Struct, kw_only=True):
    """One dialogue block of the script."""

    id: str
    scene: str
    character: str
    text: str
    extension: str | None = None
    parentheticals: list[str] = []
    dual: bool = False
    source_line: int = 0


class WordShape(msgspec.Struct):
    """One word of a reading against the script; see `rushes.coverage.model.ReadWord`."""

    text: str | None
    state: WordState
    heard: str | None
    in_s: float | None
    out_s: float | None
    confidence: float = 1.0
    interpolated: bool | msgspec.UnsetType = msgspec.UNSET


class ReadingShape(msgspec.Struct, kw_only=True):
    """One performance of one line in one clip."""

    line: str
    file: str
    pass_number: int = msgspec.field(name="pass")
    in_: int = msgspec.field(name="in")
    out: int
    in_s: float
    out_s: float
    kind: ReadingKind
    fidelity: float
    confidence: float
    words: list[WordShape]
    clear_db: float = 0.0
    microphone: str | msgspec.UnsetType = msgspec.UNSET


class OffScriptShape(msgspec.Struct, kw_only=True):
    """Speech that is no line of the script; ``what`` is ``slate`` or ``crew`` where it surely is that."""

    file: str
    in_: int = msgspec.field(name="in")
    out: int
    heard: str
    in_s: float = 0.0
    out_s: float = 0.0
    what: str = ""


class SceneShape(msgspec.Struct):
    """A scene's number and heading."""

    number: str
    heading: str


class LinedScriptShape(msgspec.Struct, kw_only=True):
    """``lined-script.json``."""

    schema: str
    clips: list[ClipShape]
    lines: list[LineShape]
    readings: list[ReadingShape]
    off_script: list[OffScriptShape]
    missing: list[str]
    scenes: list[SceneShape] = []
    retired: list[str] = []


class FindingShape(msgspec.Struct):
    """A fact about the material that a person should know."""

    kind: str
    subject: str
    fact: str
    advice: str = ""


class FindingsShape(msgspec.Struct, kw_only=True):
    """``findings.json``, in the order in which they were found."""

    schema: str
    findings: list[FindingShape]
