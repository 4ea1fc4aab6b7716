"""AAF, for Avid Media Composer and DaVinci Resolve.

`made` writes it, `found` reads anybody's, `container` is the file that both stand in, and `by_pyaaf2` is the
second reader. A *mob* is an object with an id of its own: a film, a clip in the bin, a file, a tape; a *slot*
is one of its tracks.
"""

from rushes.turnover.dialects.aaf import by_pyaaf2
from rushes.turnover.dialects.aaf.expected import holds
from rushes.turnover.dialects.aaf.found import read, read_told
from rushes.turnover.dialects.aaf.made import write
from rushes.turnover.dialects.model import HALF, Check, Dialect, Feature, one_file, own, sole

DIALECT = Dialect(
    "aaf",
    ".aaf",
    one_file(".aaf", write),
    read,
    (own(read, holds), Check("pyaaf2", lambda _, files: by_pyaaf2.read(sole(files)), holds)),
    HALF,
    holds=frozenset(Feature)
    - {
        Feature.SAMPLES,
        Feature.HASH,
        Feature.GROUPS,
        Feature.ALTERNATES,
        Feature.ANGLES,
        Feature.WORDS,
    },
    says={
        Feature.ALTERNATES: "in the mark of each line, with clip and timecode",
        Feature.SAMPLES: "in an attribute of each sound",
        Feature.HASH: "in a column of the bin",
    },
    called="AAF (Avid Media Composer, DaVinci Resolve)",
    dropped={Feature.MARKS: "DaVinci Resolve 19 lost those of clips there and back, and kept the film's"},
)

__all__ = ["DIALECT", "holds", "read", "read_told", "write"]
