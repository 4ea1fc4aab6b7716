"""Final Cut Pro's own XML (FCPXML 1.10): `document` writes it, `reading` reads it back.

- **storyline**: what Final Cut has instead of tracks; the first picture track is the primary one.
- **lane**: above or below the storyline, where all else is connected to it.
- **audition**: a choice and what could be shown instead, in one place. **role**: what a sound is.
"""

from rushes.turnover.dialects.fcpxml.document import write
from rushes.turnover.dialects.fcpxml.holding import holds
from rushes.turnover.dialects.fcpxml.reading import read, read_told
from rushes.turnover.dialects.model import FLOAT, Dialect, Feature, own

DIALECT = Dialect(
    "fcpxml",
    ".fcpxml",
    lambda cut, leaving: {".fcpxml": write(cut, leaving)},
    read,
    (own(read, holds),),
    FLOAT,
    holds=frozenset(Feature) - {Feature.WORDS},
    called="Final Cut Pro XML (FCPXML 1.10)",
    dropped={
        Feature.TRACKS: "DaVinci Resolve 19 lost one sound track there and back",
        Feature.SWITCHED_OFF: "DaVinci Resolve plays a camera's own sound beside the recorder's",
        Feature.MARKS: "DaVinci Resolve 19 takes none",
        Feature.NOTES: "DaVinci Resolve 19 takes none",
    },
)

__all__ = ["DIALECT", "holds", "read", "read_told", "write"]
