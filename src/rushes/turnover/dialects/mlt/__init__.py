"""MLT XML, the project of Shotcut: `document` writes it, `reading` reads anybody's, Kdenlive's too.

- **chain**: a file as it is played, with all that is said of it. **profile**: size and rate of the film.
- **playlist**: a track. **tractor**: several tracks that play at once: the film.
"""

from rushes.turnover.dialects.mlt import by_melt
from rushes.turnover.dialects.mlt.document import write
from rushes.turnover.dialects.mlt.holding import holds
from rushes.turnover.dialects.mlt.reading import read, read_told
from rushes.turnover.dialects.mlt.told import tells
from rushes.turnover.dialects.model import HALF, Check, Dialect, Feature, one_file, own, sole

DIALECT = Dialect(
    "mlt",
    ".mlt",
    one_file(".mlt", write),
    read,
    (
        own(read, holds),
        Check("melt", lambda _, files: by_melt.read(sole(files)), by_melt.holds, lacking=by_melt.lacking),
    ),
    HALF,
    holds=frozenset(
        {
            Feature.RATE,
            Feature.MIXED_RATES,
            Feature.LINK,
            Feature.TRACKS,
            Feature.MICROPHONES,
            Feature.SWITCHED_OFF,
            Feature.GROUPS,
            Feature.HANDLES,
            Feature.SPLITS,
            Feature.ALTERNATES,
            Feature.MARKS,
            Feature.NOTES,
            Feature.SLATE,
            Feature.UNICODE,
        }
    ),
    says={
        Feature.DROP: "in a property of the film; Shotcut counts as its own settings say",
        Feature.TIMECODE: "in a property of each clip; MLT counts a file from its first frame",
        Feature.SAMPLES: "in a property of each sound, which lies on the nearest frame",
        Feature.REEL: "in a property of each clip",
        Feature.HASH: "in a property of each clip",
        Feature.CHANNELS: "of two as heard; of more their number, in a property: MLT mixes them down to two",
        Feature.ANGLES: "in a property of each clip",
    },
    called="MLT XML (Shotcut, Kdenlive)",
    tells=tells,
    compares=frozenset({Feature.DROP, Feature.TIMECODE, Feature.REEL, Feature.HASH}),
)

__all__ = ["DIALECT", "holds", "read", "read_told", "write"]
