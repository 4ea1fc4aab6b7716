"""What the stage plans and what it knows afterwards: performers, takes, and the truth about them."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rushes.stage.drawing.light import Scenery
from rushes.stage.drawing.look import Look
from rushes.stage.faults import Fault

Size = Literal["wide", "medium", "close"]
Side = Literal["left", "right"]
Kind = Literal["good", "flub", "adlib", "crew", "slate"]
Slip = Literal["changed", "missing", "added", "repeated", "broken", "swallowed"]
Manner = Literal["spoken", "whispered", "shouted"]
Job = Literal["assistant", "director", "camera", "sound"]


@dataclass(frozen=True)
class Voice:
    """A voice of espeak-ng: its name there, words a minute, pitch 0 to 100."""

    name: str
    words_per_minute: int
    pitch: int


@dataclass(frozen=True)
class Performer:
    """A drawn performer: the character played, the look, the voice, the side of the line (as filmed)."""

    character: str
    look: Look
    voice: Voice
    side: Side


@dataclass(frozen=True)
class Utterance:
    """Something said in a take.

    who: a character, or ``crew``. line: the script line it performs, None outside the script.
    said: the words as spoken; script: as written. pause_s: silence before it; below zero it begins that
    much before the one before it ends. mood: how the face looks while it is said. together: it begins
    with the one before it. swallowed: the word of `said` (from 0) that is only begun. job: of the crew.
    """

    who: str
    said: str
    kind: Kind
    line: str | None = None
    script: str = ""
    slip: Slip | None = None
    pause_s: float = 0.5
    mood: Literal["calm", "asking", "moved"] = "calm"
    starts_again: bool = False
    manner: Manner = "spoken"
    together: bool = False
    swallowed: int | None = None
    job: Job = "assistant"


@dataclass(frozen=True)
class Setup:
    """A place of the camera: its slate, how close, whose faces it sees, over whose shoulder."""

    scene: str
    slate: str
    size: Size
    sees: tuple[str, ...]
    over: str | None = None


@dataclass(frozen=True)
class Noise:
    """A noise over a take: its kind and how far below the speech it lies."""

    kind: Literal["white", "hum", "plane"]
    snr_db: float


@dataclass(frozen=True)
class TakePlan:
    """Everything that a take's picture and sound depend on.

    start: absolute frame of its timecode. focus: indices into `said` that are filmed soft, or
    (-1,) for the whole take. faults: what was planted. microphones: each is recorded on a track of its
    own, beside the mix.
    """

    file: str
    title: str
    setup: Setup
    number: int
    reel: str
    start: int
    said: tuple[Utterance, ...]
    performers: tuple[Performer, ...]
    scenery: Scenery
    seed: str
    rate: Fraction
    size: tuple[int, int]
    kind: str = "full"
    faults: tuple[Fault, ...] = ()
    noise: Noise | None = None
    soft: tuple[int, ...] = ()
    tail_slate: bool = False
    slate_said: str = ""
    microphones: bool = False


Word = tuple[float, float, str]
"""When a word was said, in seconds from the clip's first frame, and the word: lower case, bare."""


@dataclass(frozen=True)
class ReadingTruth:
    """One performance of one line (line None: an ad-lib). text: the script's words, bare.

    words: those that can be made out; a swallowed one is not among them. Readings of two characters may
    overlap. microphone: the track of the one on the speaker, if it was recorded.
    """

    line: str | None
    kind: str
    character: str
    words: tuple[Word, ...]
    slip: str | None = None
    text: str | None = None
    in_s: float = 0.0
    out_s: float = 0.0
    manner: str = "spoken"
    microphone: str = ""


@dataclass(frozen=True)
class OffScriptTruth:
    """Speech by the crew: what kind (``slate`` or ``crew``) and its words."""

    kind: str
    words: tuple[Word, ...]
    in_s: float = 0.0
    out_s: float = 0.0


@dataclass(frozen=True)
class SeenTruth:
    """A performer in the picture: the box of the head in pixels (left, top, width, height), face or back."""

    character: str
    side: Side
    view: Literal["face", "back"]
    head: tuple[int, int, int, int]


@dataclass(frozen=True)
class SoftTruth:
    """A stretch that is out of focus, in seconds."""

    in_s: float
    out_s: float


@dataclass(frozen=True)
class TakeTruth:
    """What is true of one take; times in seconds from its first frame.

    microphones: the names of its tracks where each was recorded by itself, in the order of the file.
    slate_said: what the assistant says, as a label (``27A-3``); empty where nobody says a slate.
    """

    file: str
    scene: str
    setup: str
    size: Size
    take: int
    camera: str
    reel: str
    timecode: str
    frames: int
    rate: str
    kind: str
    faults: tuple[str, ...]
    noise: str | None
    noise_snr_db: float | None
    clap_s: float | None
    tail_slate: bool
    readings: tuple[ReadingTruth, ...]
    off_script: tuple[OffScriptTruth, ...]
    seen: tuple[SeenTruth, ...]
    soft: tuple[SoftTruth, ...]
    resets_s: tuple[float, ...]
    microphones: tuple[str, ...] = ()
    slate_said: str = ""


@dataclass(frozen=True)
class PerformerTruth:
    """Who plays whom: the voice's name, and which side of the line."""

    character: str
    voice: str
    side: Side


@dataclass(frozen=True)
class StageTruth:
    """The truth about a whole shoot. missing: ids of lines that nobody speaks as written, if asked for."""

    fps: float
    rate: str
    title: str
    seed: int
    performers: tuple[PerformerTruth, ...]
    takes: tuple[TakeTruth, ...]
    missing: tuple[str, ...] = ()
    schema: str = "rushes.stage/1"
    note: str = "Drawn and spoken by the Rushes sound stage; not filmed, and nobody's likeness."

    @property
    def seconds(self) -> float:
        """How much footage there is."""
        return sum(take.frames for take in self.takes) / self.fps
