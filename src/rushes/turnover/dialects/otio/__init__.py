"""OpenTimelineIO: `film` writes it and reads it back."""

from rushes.turnover.dialects.model import FLOAT, Dialect, Feature, one_file, own
from rushes.turnover.dialects.otio.film import ACTIVE, holds, read, write

RESOLVE = Dialect(
    "otio",
    ".otio",
    one_file(".otio", write),
    read,
    (own(read, holds),),
    FLOAT,
    holds=frozenset(Feature) - {Feature.WORDS},
    called="OpenTimelineIO",
)

__all__ = ["ACTIVE", "RESOLVE", "holds", "read", "write"]
