"""CMX 3600 edit decision lists: the oldest dialect, which everything reads.

`flat` writes the one list of a first cut, `reading` reads it back. `foreign` opens a list that anybody wrote;
`lines` and `counting` are how it is read.
"""

from rushes.turnover.dialects.edl import by_otio
from rushes.turnover.dialects.edl.flat import entries, mark_text, played, write
from rushes.turnover.dialects.edl.foreign import read_list
from rushes.turnover.dialects.edl.reading import holds, hour, read
from rushes.turnover.dialects.model import HALF, Check, Dialect, Feature, one_file, own, sole

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

__all__ = ["FLAT", "entries", "holds", "hour", "mark_text", "played", "read", "read_list", "write"]
