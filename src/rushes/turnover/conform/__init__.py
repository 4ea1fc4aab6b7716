"""Back again: an editor's own later version of a cut, and what they changed.

A `Cut` and a `Timeline` that somebody brought come in, a `Conformed` goes out. Nothing here touches a disk.

- **piece**: a stretch of one source that runs through without a cut, seen or heard.
- **stands**: a piece that is in both versions with the same frames, wherever it lies now.
- **foreign**: material that is no clip of the film.
- **slip**: other frames of the clip in the same length. **moved**: the same frames in another order.
- **distance**: how much was done, 0 to 1 (`distance`). **same**: the share of frames that are the same.
"""

from rushes.turnover.conform.compare import NothingPlaced, OtherFilm, conform
from rushes.turnover.conform.model import Change, Conformed, Counts, Piece, Stretch, Version

__all__ = [
    "Change",
    "Conformed",
    "Counts",
    "NothingPlaced",
    "OtherFilm",
    "Piece",
    "Stretch",
    "Version",
    "conform",
]
