"""The shapes of cut.json, lined-script.json and findings.json: a promise to other programs.

Keys may be added, never taken away or given another meaning. Frames count in the clip's own rate from its
first frame, ``in`` inclusive, ``out`` exclusive; ``record_*`` count frames of the film from 0; ``*_s`` are
seconds from the clip's first frame. A rate is written as ``25/1``.

A recorder's file has ``is_sound``: its rate is its sample rate and its frames are samples, in ``frames``,
``start``, ``in`` and ``out`` alike. Keys that would say nothing are left out.
"""

import msgspec

from rushes.coverage.model import ReadingKind, WordState
from rushes.cut.model import How, Shows
from rushes.footage.model import Rung


class SlateShape(msgspec.Struct, kw_only=True):
    """What the slate says; ``from`` is where it was read: ``name``, ``folder``, ``voice``, ``none``.

    ``heard`` is what the voice says as a label, such as ``27A-3``; empty where no slate was heard.
    ``circled_by``, ``no_good_by``: who marked it so; empty where it stands in the file's name.
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
    circled_by: str = ""
    no_good_by: str = ""


class WitnessShape(msgspec.Struct):
    """What somebody or something says of a slate; see `rushes.footage.model.Witness`."""

    by: str
    slate: SlateShape


class NoteShape(msgspec.Struct):
    """What somebody wrote about a take, and who: ``recorder``, ``sound report``, ``script log`` …."""

    by: str
    text: str


class BehindShape(msgspec.Struct, kw_only=True):
    """A recording that plays under a picture; see `rushes.footage.model.Behind`.

    ``at_s``: second of the picture, from its first frame, at which the first sample of ``file`` plays.
    """

    file: str
    at_s: float
    drift_ppm: float = 0.0
    rung: Rung = "timecode"
    error_ms: float = 0.0
    evidence: list[str] = []


class AngleShape(msgspec.Struct, kw_only=True):
    """A camera's place among those that rolled together; ``at_s`` counts from the first of them."""

    group: str
    at_s: float
    rung: Rung = "timecode"
    error_ms: float = 0.0
    evidence: list[str] = []


class CarriedShape(msgspec.Struct):
    """The content credentials that a file brought along."""

    holds: bool
    by: str = ""
    no_models: bool = False
    unlabelled: bool | msgspec.UnsetType = msgspec.UNSET


class ClipShape(msgspec.Struct, kw_only=True):
    """One file of the rushes: of a camera, or of a sound recorder (``is_sound``)."""

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
    is_sound: bool | msgspec.UnsetType = msgspec.UNSET
    timecode_rate: str | msgspec.UnsetType = msgspec.UNSET
    tracks: list[str] | msgspec.UnsetType = msgspec.UNSET
    notes: list[NoteShape] | msgspec.UnsetType = msgspec.UNSET
    lens: str | msgspec.UnsetType = msgspec.UNSET
    shot_size: NoteShape | msgspec.UnsetType = msgspec.UNSET
    day: str | msgspec.UnsetType = msgspec.UNSET
    on_camera: list[str] | msgspec.UnsetType = msgspec.UNSET
    off_camera: list[str] | msgspec.UnsetType = msgspec.UNSET
    behind: list[BehindShape] | msgspec.UnsetType = msgspec.UNSET
    angle: AngleShape | msgspec.UnsetType = msgspec.UNSET
    witnesses: list[WitnessShape] | msgspec.UnsetType = msgspec.UNSET
    carried: CarriedShape | msgspec.UnsetType = msgspec.UNSET
    staged: bool | msgspec.UnsetType = msgspec.UNSET


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
    """A piece of one clip on one track; its worth is the sum of its reasons.

    ``shows``: what a picture is for, where that is not the line that is heard. ``leads``: by how many frames
    of the film a picture begins before its line's sound; below zero the sound is first. ``margin``: what the
    film is worth more than with another choice. Each is left out where it says nothing.
    """

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
    shows: Shows | msgspec.UnsetType = msgspec.UNSET
    leads: int | msgspec.UnsetType = msgspec.UNSET
    margin: float | msgspec.UnsetType = msgspec.UNSET


class MissingShape(msgspec.Struct):
    """A line that has no reading, and the frame of the film where it should be."""

    line: str
    character: str
    text: str
    record: int


class BeatShape(msgspec.Struct, kw_only=True):
    """What happens without words, and how the cut covers it; see `rushes.cut.model.ActionBeat`.

    ``file`` is empty where none surely shows it. ``record``: the frame of the film where it belongs.
    """

    scene: str
    number: int
    text: str
    how: How
    fact: str
    record: int
    after: str = ""
    before: str = ""
    file: str = ""
    in_s: float = 0.0
    out_s: float = 0.0
    candidates: list[str] = []


class InPictureShape(msgspec.Struct):
    """Who is seen in a clip and who is not, and who says so."""

    file: str
    on: list[str]
    off: list[str]
    by: str


class LockShape(msgspec.Struct):
    """Who locked the picture, and when."""

    who: str
    at: str


class CutShape(msgspec.Struct, kw_only=True):
    """``cut.json``.

    ``locked``: null where nobody did. ``sounds``: files that lie behind its pictures and that no event plays.
    """

    schema: str
    rate: str
    taste: str
    events: list[EventShape]
    missing: list[str]
    title: str = ""
    frames: int = 0
    locked: LockShape | None = None
    missing_lines: list[MissingShape] = []
    beats: list[BeatShape] | msgspec.UnsetType = msgspec.UNSET
    on_camera: list[InPictureShape] | msgspec.UnsetType = msgspec.UNSET
    clips: list[ClipShape] = []
    sounds: list[ClipShape] | msgspec.UnsetType = msgspec.UNSET


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
    """``lined-script.json``.

    ``sounds``: every file of a recorder. ``loose``: those that lie behind no picture, take by take.
    """

    schema: str
    clips: list[ClipShape]
    lines: list[LineShape]
    readings: list[ReadingShape]
    off_script: list[OffScriptShape]
    missing: list[str]
    scenes: list[SceneShape] = []
    retired: list[str] = []
    sounds: list[ClipShape] | msgspec.UnsetType = msgspec.UNSET
    loose: list[list[str]] | msgspec.UnsetType = msgspec.UNSET


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
