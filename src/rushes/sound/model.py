"""What is heard in a clip, as values. Seconds are floats from the clip's first sample."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HeardWord:
    """A word that the ear reports.

    text: lower case, as the script spells it; empty for a voice that says no known word.
    score: 0 (a guess) to 1 (sure). of_script: the ear heard it as part of a line.
    """

    text: str
    in_s: float
    out_s: float
    score: float = 1.0
    of_script: bool = False


@dataclass(frozen=True)
class Stretch:
    """A stretch of sound in seconds."""

    in_s: float
    out_s: float


@dataclass(frozen=True)
class Heard:
    """All that one clip's sound gave.

    words: in time order. quiet: stretches without speech, longest gaps between sounds, in order.
    claps: instants of a slate's clap. levels: RMS in dBFS every `level_step_s` from 0.
    noise_db, speech_db: the floor and the speech level in dBFS.
    ear: the recogniser that heard it.
    """

    ear: str
    duration_s: float
    words: tuple[HeardWord, ...] = ()
    quiet: tuple[Stretch, ...] = ()
    claps: tuple[float, ...] = ()
    levels: tuple[float, ...] = ()
    level_step_s: float = 0.1
    noise_db: float = -96.0
    speech_db: float = -96.0
