"""What is known of two files that may have rolled together, as values. Seconds are floats."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sketch:
    """A file's sound as far as finding its mate needs it: coarse in time, small enough to keep.

    duration_s: of the sound, from the first frame of its picture (or its first sample). claps: instants of
    sharp attacks that may be a slate's sticks. bands: what `rushes.sync.sketch` measured, packed; empty for
    a file without sound or with silence alone.
    """

    duration_s: float
    claps: tuple[float, ...] = ()
    bands: bytes = b""


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
    few that agree.
    """

    at_s: float
    drift_ppm: float
    error_ms: float
    overlap_s: float
    places: int
    agreeing: int


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
