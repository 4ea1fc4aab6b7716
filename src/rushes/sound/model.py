"""What is heard in a clip, as values. Seconds are floats from the clip's first sample."""

from dataclasses import dataclass

SURELY = 0.5
"""The score from which a spoken slate is sure."""


@dataclass(frozen=True)
class HeardWord:
    """A word that the ear reports.

    text: lower case, as the script spells it; empty for a voice that says no known word.
    score: 0 (a guess) to 1 (sure). of_script: the ear heard it as part of a line. track: the number
    in `Heard.tracks` of the microphone that heard it. interpolated: nobody measured its times; they
    share out the time of what it was told as part of. level_db: its RMS in dBFS, 0 where nobody measured.
    """

    text: str
    in_s: float
    out_s: float
    score: float = 1.0
    of_script: bool = False
    track: int = 0
    interpolated: bool = False
    level_db: float = 0.0


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
    tracks: names of the microphones that were heard apart, empty where there is one signal alone; then
    `words` hold what each of them heard, and the rest is told of all together. track_levels: `levels`
    of each. timecode_tracks: names of the tracks that carry timecode and were not heard.
    slate_words: what was said as a slate before the first line or after the last; where their score is
    `SURELY` and more they are none of `words`, else a guess, good only to confirm a name.
    falls: for each of `levels`, by how many dB its quietest hundredth of a second lies below it (see
    `rushes.sound.levels.falls`): the deeper, the nearer the voice; empty where nobody measured.
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
    tracks: tuple[str, ...] = ()
    track_levels: tuple[tuple[float, ...], ...] = ()
    timecode_tracks: tuple[str, ...] = ()
    slate_words: tuple[HeardWord, ...] = ()
    falls: tuple[float, ...] = ()
