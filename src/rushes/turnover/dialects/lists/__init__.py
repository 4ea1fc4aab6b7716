"""Lists for people and for other departments: no system opens them as a timeline.

`ale` is a bin of the cut's clips, `srt` the dialogue as spoken, `shot_list` a table of the cut's events.
`spoken` finds the words that are heard and `cues` lays them on screen; `avid_log` and `cells` are the forms
of an Avid log and of a table, which the log of the rushes has too.
"""

from rushes.turnover.dialects.lists.ale import (
    holds_bins,
    holds_for_paper,
    read_as_paper,
    read_bin,
    read_bins,
    tells_bins,
    write_ale,
)
from rushes.turnover.dialects.lists.shot_list import holds_shot_list, read_shot_list, write_shot_list
from rushes.turnover.dialects.lists.srt import holds_words, read_by_ffmpeg, read_srt, tells_words, write_srt
from rushes.turnover.dialects.model import Check, Dialect, Feature, own, sole

ALE = Dialect(
    "ale",
    ".ale",
    write_ale,
    read_bin,
    (
        Check("our reader", read_bins, holds_bins),
        Check("the reader of papers from the set", read_as_paper, holds_for_paper),
    ),
    holds=frozenset(
        {
            Feature.RATE,
            Feature.DROP,
            Feature.TIMECODE,
            Feature.MIXED_RATES,
            Feature.REEL,
            Feature.CHANNELS,
            Feature.SLATE,
            Feature.UNICODE,
        }
    ),
    says={
        Feature.LINK: "in a column",
        Feature.HASH: "in a column",
        Feature.MICROPHONES: "in a column",
        Feature.ALTERNATES: "in a column: for which lines a clip is the alternate",
        Feature.MARKS: "in a column: what needs a look, and the lines of each clip",
    },
    called="Bin of the cut's clips (Avid Log Exchange)",
    is_list=True,
    tells=tells_bins,
)
"""A bin; one file for each rate."""

SRT = Dialect(
    "srt",
    ".srt",
    write_srt,
    read_srt,
    (
        Check("our reader", lambda _, files: read_srt(sole(files)), lambda _: None, holds_words),
        Check("FFmpeg", read_by_ffmpeg, lambda _: None, holds_words),
    ),
    holds=frozenset({Feature.WORDS}),
    called="Dialogue as spoken (SubRip)",
    is_list=True,
    tells=tells_words,
)
"""Subtitles of what is really said."""

CSV = Dialect(
    "csv",
    ".csv",
    write_shot_list,
    read_shot_list,
    (own(read_shot_list, holds_shot_list),),
    holds=frozenset(
        {
            Feature.RATE,
            Feature.DROP,
            Feature.TIMECODE,
            Feature.MIXED_RATES,
            Feature.SAMPLES,
            Feature.REEL,
            Feature.LINK,
            Feature.HASH,
            Feature.TRACKS,
            Feature.MICROPHONES,
            Feature.SPLITS,
            Feature.ALTERNATES,
            Feature.NOTES,
            Feature.SLATE,
            Feature.UNICODE,
            Feature.WORDS,
        }
    ),
    says={Feature.MARKS: "what needs a look and why, in columns"},
    called="Shot list (CSV)",
    is_list=True,
)
"""A table, one row an event."""

__all__ = ["ALE", "CSV", "SRT"]
