"""What the stage plans: performers, setups, takes, and who rolls when; `known` has the truth."""

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
    mark: the sticks close after it, though it is no slate.
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
    mark: bool = False


@dataclass(frozen=True)
class Setup:
    """A place of the camera: its slate, how close, whose faces it sees, over whose shoulder.

    across: it stands on the other side of the line, so that everybody looks the other way.
    """

    scene: str
    slate: str
    size: Size
    sees: tuple[str, ...]
    over: str | None = None
    across: bool = False


@dataclass(frozen=True)
class Noise:
    """A noise over a take: its kind and how far below the speech it lies."""

    kind: Literal["white", "hum", "plane"]
    snr_db: float


@dataclass(frozen=True)
class CameraRoll:
    """How one camera films a take.

    from_s: second of the take (0: the first camera's first frame) at which its first frame begins.
    stays_s: how much longer than the take it rolls. start: absolute frame of its timecode, None without.
    sound: the production sound; a guide from its own microphone, `metres` away; or none. jump: frames that
    its timecode leaps forward in the middle of the take. phone: filmed as phones do, see `exposures`.
    rotation: degrees clockwise by which a player turns what it stores.
    """

    letter: str
    file: str
    reel: str
    setup: Setup
    start: int | None
    from_s: Fraction = Fraction()
    stays_s: float = 0.0
    sound: Literal["production", "guide", "none"] = "production"
    metres: float = 0.0
    jump: int = 0
    phone: bool = False
    rotation: int = 0


@dataclass(frozen=True)
class Place:
    """A place in a take, known before it is played: a part of its length, or its clap, and seconds to it."""

    part: float
    plus_s: float
    of: Literal["take", "clap"] = "take"


@dataclass(frozen=True)
class SoundRoll:
    """What a sound recorder records of a take in one go.

    file: path in the shoot without its ending; `microphones` adds one for each where files are mono. told:
    the slate that its metadata says. clock_s: seconds since midnight by its clock when the take begins;
    None without timecode. drift_ppm: in a second of the camera it counts so many millionths more.
    rate, drop: how its timecode counts. clock_text: time of day on its own calendar. uid: of the file set.
    """

    file: str
    tape: str
    scene_told: str
    take_told: str
    begins: Place
    ends: Place
    clock_s: Fraction | None
    drift_ppm: float
    rate: Fraction
    date: str
    clock_text: str
    uid: str
    drop: bool = False
    mono_files: bool = False
    circled: bool = False
    no_good: bool = False
    false_start: bool = False
    wild_track: bool = False
    note: str = ""

    def files(self, tracks: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names of its files: one, or one for each track."""
        if not self.mono_files:
            return (f"{self.file}.WAV",)
        return tuple(f"{self.file}_{number}.WAV" for number in range(1, len(tracks) + 1))


@dataclass(frozen=True)
class Shown:
    """The action that a take without dialogue shows: its scene, where it stands in the script, its words."""

    scene: str
    source_line: int
    text: str


@dataclass(frozen=True)
class TakePlan:
    """Everything that a take's picture and sound depend on.

    start: absolute frame of its timecode. focus: indices into `said` that are filmed soft, or
    (-1,) for the whole take. faults: what was planted. microphones: each is recorded on a track of its
    beside the mix. cameras: who films it; none for the one that `file`, `reel` and `start` tell. sound: what
    a recorder records of it, in order of time. only_sound: no camera rolls (`kind` says what it is). mos: no
    microphone does. drop: timecode counts drop-frame. clocked: there is timecode. silent_s: how long it goes
    on without a word. shows: the action that it was shot for.
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
    cameras: tuple[CameraRoll, ...] = ()
    sound: tuple[SoundRoll, ...] = ()
    only_sound: bool = False
    mos: bool = False
    drop: bool = False
    clocked: bool = True
    circled: bool = False
    no_good: bool = False
    comment: str = ""
    silent_s: float = 0.0
    shows: Shown | None = None

    @property
    def rolls(self) -> tuple[CameraRoll, ...]:
        """Who films it, the first camera first."""
        if self.cameras or self.only_sound:
            return self.cameras
        return (CameraRoll("A", self.file, self.reel, self.setup, self.start if self.clocked else None),)

    @property
    def tracks(self) -> tuple[str, ...]:
        """What the tracks are called where a microphone is on everybody."""
        return ("Mix", "Boom", *(worn_by(player.character) for player in self.performers))


def worn_by(character: str) -> str:
    """Return the name of the track of a performer's microphone."""
    return f"Lav {character.title()}"
