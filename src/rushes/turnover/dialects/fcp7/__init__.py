"""Final Cut Pro 7 XML (xmeml 5): `sequence` writes it, `reading` reads it back."""

from dataclasses import replace

from rushes.turnover.alternates import on_tracks
from rushes.turnover.dialects.fcp7 import by_otio
from rushes.turnover.dialects.fcp7.reading import holds, read
from rushes.turnover.dialects.fcp7.sequence import TICKS, lanes, write
from rushes.turnover.dialects.model import HALF, Check, Dialect, Feature, one_file, own, sole

FIRST_CUT = Dialect(
    "fcp7",
    ".xml",
    one_file(".xml", write),
    read,
    (
        own(read, holds),
        Check("OpenTimelineIO", lambda _, files: by_otio.read(sole(files)), by_otio.holds),
    ),
    HALF,
    holds=frozenset(Feature) - {Feature.HASH, Feature.ALTERNATES, Feature.ANGLES, Feature.WORDS},
    says={Feature.ALTERNATES: "in the marker of each line, with clip and timecode"},
    dropped={Feature.MARKS: "DaVinci Resolve 19 takes none", Feature.NOTES: "DaVinci Resolve 19 takes none"},
    called="Final Cut Pro 7 XML",
)
"""As it lies in every first cut."""

DIALECT = replace(
    FIRST_CUT,
    writer=one_file(".xml", lambda cut: write(on_tracks(cut))),
    checks=(
        own(read, lambda cut: holds(on_tracks(cut))),
        Check(
            "OpenTimelineIO",
            lambda _, files: by_otio.read(sole(files)),
            lambda cut: by_otio.holds(on_tracks(cut)),
        ),
    ),
    holds=FIRST_CUT.holds | {Feature.ALTERNATES},
    says={},
)
"""With the three best choices not taken for each picture on switched-off tracks above it."""

__all__ = ["DIALECT", "FIRST_CUT", "TICKS", "holds", "lanes", "read", "write"]
