"""What is known of two files that may have rolled together, as values. Seconds are floats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rushes.errors import Finding
from rushes.footage.model import Clip, Recording


@dataclass(frozen=True)
class Sketch:
    """A file's sound as far as finding its mate needs it: coarse in time, small enough to keep.

    duration_s: of the sound, from the first frame of its picture (or its first sample). claps: instants of
    sharp attacks that may be a slate's sticks. bands: what `rushes.sync.sketch` measured, packed; empty for
    a file without sound or with silence alone. sharpness: how far each clap stands out, as of
    `rushes.sound.levels.sharp_attacks`.
    """

    duration_s: float
    claps: tuple[float, ...] = ()
    bands: bytes = b""
    sharpness: tuple[float, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """Where two sketches look alike. at_s: as of `Behind`. score: 0 to 1 over the time both have sound."""

    picture: str
    sound: str
    at_s: float
    score: float


@dataclass(frozen=True)
class Fit:
    """How well two files' waveforms lie on each other, measured at several places.

    at_s, drift_ppm, error_ms: as of `Behind`. overlap_s: how long both have sound. places: where there was
    something to compare; agreeing: of those, how many lie on the fit. Another take of the same words has
    few that agree. explained: the share that agrees, louder places counting more; None when not measured.
    spread: the share of the overlap's parts in which some place agrees; None when not measured.
    height: how far the places that agree stand out, in standard deviations (the median).
    common_s: from the first place that agrees to the end of the last; None when not measured.
    picture_s, sound_s: how long each has sound, 0 when not told.
    """

    at_s: float
    drift_ppm: float
    error_ms: float
    overlap_s: float
    places: int
    agreeing: int
    explained: float | None = None
    spread: float | None = None
    height: float = 0.0
    common_s: float | None = None
    picture_s: float = 0.0
    sound_s: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """Which sounds lie under a picture, by their waveforms.

    chosen: their names in order of time, several where the recorder was stopped and started; empty when none
    surely does. doubt: in one sentence, why not; empty when sure. rivals: those between which the ear
    cannot tell.
    """

    chosen: tuple[str, ...] = ()
    doubt: str = ""
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sticks:
    """A slate's sticks, seen in the picture. frame: the first on which they are closed; tail: upside down.

    sureness: 0 to 1.
    """

    frame: int
    sureness: float
    tail: bool = False


@dataclass(frozen=True)
class Ask:
    """A question to the ear: whether a sound lies under a picture, within so many seconds of a place."""

    picture: Clip
    sound: Clip
    near_s: float
    within_s: float


class Instruments(Protocol):
    """Whoever looks into the files: answers may be remembered, and many are sought at once."""

    def sketch(self, clips: Sequence[Clip]) -> Mapping[str, Sketch]:
        """Return the sketches of files by their names; without those that cannot be read."""
        ...

    def measure(self, asked: Sequence[Ask]) -> Sequence[Fit | None]:
        """Return an answer to each question; None where a file cannot be read."""
        ...

    def sticks(self, clips: Sequence[Clip]) -> Mapping[str, tuple[Sticks, ...]]:
        """Return where a slate's sticks are seen to close, by the names of the clips."""
        ...


@dataclass(frozen=True)
class Synced:
    """The clips, each with the recordings behind it and its place in its group, and what lies behind none."""

    clips: tuple[Clip, ...]
    loose: tuple[Recording, ...] = ()
    findings: tuple[Finding, ...] = ()
