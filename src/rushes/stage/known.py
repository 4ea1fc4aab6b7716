"""What the stage knows afterwards: the truth about takes, recordings and the whole shoot, as written to disk.

Fields are only ever added, with a default, so that a truth that was written earlier can still be read.
"""

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Literal

from rushes.stage.model import Shown, Side, Size

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
    """A performer in the picture: the box of the head in pixels (left, top, width, height), face or back.

    side: on which side of the others they are in this picture; who is on the left looks to the right.
    heads: of a face, where the head really is: (frame, left, top, width, height) for each frame from
    which it is elsewhere.
    """

    character: str
    side: Side
    view: Literal["face", "back"]
    head: tuple[int, int, int, int]
    heads: tuple[tuple[int, int, int, int, int], ...] = ()

    def head_at(self, frame: int) -> tuple[int, int, int, int]:
        """Return the box of the head in a frame of the clip; at rest where it was not told."""
        after = bisect_right(self.heads, frame, key=lambda one: one[0])
        return self.heads[after - 1][1:] if after else self.head


@dataclass(frozen=True)
class SoftTruth:
    """A stretch that is out of focus, in seconds."""

    in_s: float
    out_s: float


@dataclass(frozen=True)
class SoundTruth:
    """A recording that ran during a clip.

    files: the recorder's, as paths in the shoot (several where each microphone has its own). at_s: second of
    the clip's picture, from its first frame, at which the first sample stands; below zero where the
    recorder rolled first. drift_ppm: in one second of the camera the recorder counts so many millionths of
    a second more: sample n stands at ``at_s + n / (48000 * (1 + drift_ppm / 1e6))``.
    """

    files: tuple[str, ...]
    at_s: float
    drift_ppm: float


@dataclass(frozen=True)
class RecordingTruth:
    """One recording of the sound recorder.

    kind: ``take``, ``wild``, ``room tone`` or ``false start``. scene, setup, take: of the take that it really
    is; told: what its metadata says, as a label (``27A-3``). start: its TimeReference, samples since
    midnight; timecode: the same as text, empty without. part: of a take in which the recorder stopped
    and started, from 1; 0 for a whole one. pictures: files of the cameras that rolled. readings: of a
    recording without a picture, in seconds of the file.
    """

    files: tuple[str, ...]
    tracks: tuple[str, ...]
    kind: str
    scene: str
    setup: str
    take: int
    told: str
    roll: str
    samples: int
    start: int
    timecode: str
    timecode_rate: str
    drop: bool
    drift_ppm: float
    date: str
    circled: bool
    no_good: bool
    note: str
    part: int = 0
    sample_rate: int = 48000
    bits: int = 24
    pictures: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    readings: tuple[ReadingTruth, ...] = ()


@dataclass(frozen=True)
class TakeTruth:
    """What is true of one clip of a camera; times in seconds from its first frame.

    microphones: the names of its tracks where each was recorded by itself, in the order of the file.
    slate_said: what the assistant says, as a label (``27A-3``); empty where nobody says a slate.

    clap_s: when the sticks meet, and clap_frame: the first frame that shows them closed; None where nobody
    claps. claps_s: all of them, where second sticks were called. group: name of the take, the same for all
    cameras that rolled, and group_at_s: seconds from the first frame of the camera that rolled first.
    sound: what the recorder has of it, nothing where sound is in the clip. guide: whose sound the clip holds:
    ``production``, ``guide`` or ``none``. guide_late_s: how much later than a microphone at the mouth the
    camera's hears; two waveforms lie on each other at ``at_s + guide_late_s``. timecode: empty without.
    jump: frame from which timecode is another, and what it says there. frame_times_s: of every frame of a
    clip of variable rate. rotation: degrees clockwise that a player turns it. lens: in millimetres.
    shows: the action of the page that a clip without dialogue was shot for. looks: what the script log says
    of who looks where.
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
    clap_frame: int | None = None
    claps_s: tuple[float, ...] = ()
    group: str = ""
    group_at_s: float = 0.0
    sound: tuple[SoundTruth, ...] = ()
    guide: str = "production"
    guide_late_s: float = 0.0
    drop: bool = False
    mos: bool = False
    circled: bool = False
    no_good: bool = False
    comment: str = ""
    lens: str = ""
    jump: tuple[int, str] | None = None
    frame_times_s: tuple[float, ...] = ()
    rotation: int = 0
    shows: Shown | None = None
    looks: str = ""


@dataclass(frozen=True)
class Rolled:
    """What came of a take: a clip for each camera, and what the recorder recorded."""

    takes: tuple[TakeTruth, ...]
    recordings: tuple[RecordingTruth, ...] = ()


@dataclass(frozen=True)
class PaperMistake:
    """What in a paper is not true: of which file or take, under which heading; what it says, what is so."""

    paper: str
    about: str
    heading: str
    says: str
    true: str


@dataclass(frozen=True)
class PerformerTruth:
    """Who plays whom: the voice's name, and which side of the line."""

    character: str
    voice: str
    side: Side


@dataclass(frozen=True)
class StageTruth:
    """The truth about a whole shoot. missing: ids of lines that nobody speaks as written, if asked for.

    takes: every clip of every camera. recordings: everything that the sound recorder recorded, those without
    a picture too. clock_off_s: how much later the recorder's clock says it is than the cameras', where
    they were jammed apart. papers: what the crew handed in; paper_wrong: what in it is not true.
    """

    fps: float
    rate: str
    title: str
    seed: int
    performers: tuple[PerformerTruth, ...]
    takes: tuple[TakeTruth, ...]
    missing: tuple[str, ...] = ()
    recordings: tuple[RecordingTruth, ...] = ()
    timecode: str = "shared"
    clock_off_s: float = 0.0
    papers: tuple[str, ...] = ()
    paper_wrong: tuple[PaperMistake, ...] = ()
    schema: str = "rushes.stage/1"
    note: str = "Drawn and spoken by the Rushes sound stage; not filmed, and nobody's likeness."

    @property
    def seconds(self) -> float:
        """How much footage there is."""
        return float(sum(take.frames / Fraction(take.rate) for take in self.takes))

    @property
    def files(self) -> tuple[str, ...]:
        """Every file of the shoot but the truth itself, as paths in its folder."""
        recorded = chain.from_iterable(one.files for one in self.recordings)
        return (*(take.file for take in self.takes), *recorded, *self.papers)
