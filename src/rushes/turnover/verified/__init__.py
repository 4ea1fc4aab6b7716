"""Timelines verified, not hoped: what one says against the cut, and what its media show against the source.

A timeline that a person brings comes in, with the cut that it should say; a `Compared` goes out: events,
frames and sounds that were compared, and everything that differs or could not be compared, by name. Nothing
is written, and nothing holds that was not looked at.

- **event**: a clip on a track of the timeline. **medium**: the file that it plays. **source**: the file that
  the cut was made from, known by its content (sha256).
- **print**: what is left of a frame or a sound to be compared by; see `prints`. **encoded anew**: another
  file that shows and sounds the same, such as a proxy. **shifted**: the same, some frames off.
"""

from rushes.turnover.verified.model import Compared
from rushes.turnover.verified.verifying import NoSuchCut, verify_timeline

__all__ = ["Compared", "NoSuchCut", "verify_timeline"]
