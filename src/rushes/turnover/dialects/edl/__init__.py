"""CMX 3600 edit decision lists: the oldest dialect, which everything reads.

`flat` writes the one list of a first cut, `reading` reads it back; `tracks` and `tracks_reading` do so with a
list for each track. `markers` writes the marks for DaVinci Resolve. `foreign` opens a list that anybody
wrote; `lines` and `counting` are how it is read.
"""

from rushes.turnover.dialects.edl import by_otio
from rushes.turnover.dialects.edl.flat import entries, mark_text, played, write
from rushes.turnover.dialects.edl.foreign import read_list
from rushes.turnover.dialects.edl.markers import holds_markers, read_markers, write_markers
from rushes.turnover.dialects.edl.reading import holds, hour, read
from rushes.turnover.dialects.edl.told import tells_tracks
from rushes.turnover.dialects.edl.tracks import write_tracks
from rushes.turnover.dialects.edl.tracks_reading import (
    holds_tracks,
    holds_tracks_by_otio,
    read_track,
    read_tracks,
    read_tracks_by_otio,
)
from rushes.turnover.dialects.model import HALF, Check, Dialect, Feature, one_file, own, sole
from rushes.turnover.dialects.reels import LETTERS, LONG_LETTERS

FLAT = Dialect(
    "edl",
    ".edl",
    one_file(".edl", write),
    read,
    (
        own(read, holds),
        Check(
            "OpenTimelineIO",
            lambda cut, files: by_otio.read(sole(files), cut.rate),
            by_otio.holds,
        ),
    ),
    HALF,
    holds=frozenset(
        {
            Feature.DROP,
            Feature.TIMECODE,
            Feature.REEL,
            Feature.CHANNELS,
            Feature.SPLITS,
            Feature.MARKS,
        }
    ),
    says={
        Feature.RATE: "in a comment",
        Feature.MIXED_RATES: "in a comment by each clip",
        Feature.SAMPLES: "in a comment by each sound",
        Feature.LINK: "the file's name in a comment; systems find it by reel and timecode",
        Feature.MICROPHONES: "in the clip's name",
    },
    called="Edit decision list (CMX 3600)",
)
"""One list of the first picture track and all sound, as a first cut has it."""

_TRACKS_HOLD = FLAT.holds | {Feature.TRACKS}
_TRACKS_SAY = {
    **FLAT.says,
    Feature.NOTES: "in comments by each event",
    Feature.ALTERNATES: "the first three, with their timecode, in comments by each event",
    Feature.SLATE: "in the clip's name",
    Feature.UNICODE: "in comments; reels have plain letters",
    Feature.MICROPHONES: "in the clip's name, and a comment by each file of several",
}


def _per_track(name: str, behind: str, letters: int, called: str) -> Dialect:
    """Return the dialect of a list for each track; letters: of a reel at most."""
    return Dialect(
        name,
        ".edl",
        lambda cut, _: write_tracks(cut, letters, behind),
        read_track,
        (
            Check("our reader", read_tracks, lambda cut: holds_tracks(cut, letters)),
            Check("OpenTimelineIO", read_tracks_by_otio, lambda cut: holds_tracks_by_otio(cut, letters)),
        ),
        HALF,
        holds=_TRACKS_HOLD,
        says=_TRACKS_SAY,
        called=called,
        dropped={Feature.MARKS: "DaVinci Resolve 19 takes none"},
        tells=lambda cut, _: tells_tracks(cut, letters),
    )


TRACKS = _per_track("edl", "", LETTERS, "Edit decision lists, one a track (CMX 3600)")
"""A list for each track, with reels of eight letters."""

LONG = _per_track("edl-long", "-long", LONG_LETTERS, "Edit decision lists, one a track, long reels")
"""The same with reels of 32 letters, which today's systems compare with those of the camera."""

MARKERS = Dialect(
    "edl-markers",
    "-markers.edl",
    one_file("-markers.edl", write_markers),
    read_markers,
    (own(read_markers, holds_markers),),
    holds=frozenset({Feature.DROP, Feature.MARKS, Feature.NOTES, Feature.UNICODE}),
    says={
        Feature.RATE: "in its title",
        Feature.SPLITS: "in the note of each line",
        Feature.ALTERNATES: "in the note of each line, with clip and timecode",
        Feature.SLATE: "in the name of each marker",
    },
    called="Markers for DaVinci Resolve (EDL)",
    is_list=True,
)
"""The marks alone, for a timeline that Resolve has already."""

__all__ = [
    "FLAT",
    "LONG",
    "MARKERS",
    "TRACKS",
    "entries",
    "holds",
    "hour",
    "mark_text",
    "played",
    "read",
    "read_list",
    "write",
]
