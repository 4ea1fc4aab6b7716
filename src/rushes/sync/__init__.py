"""Sync: what rolled together. Pictures and recordings come in; each picture leaves with its sound behind it.

In come `Clip`s of cameras and `Recording`s of sound recorders; out come the same clips with the recordings
that play under them (`Clip.behind`), the cameras that rolled together as groups (`Clip.angle`), the
recordings that belong to no picture, and a `Finding` for all that could not be brought together surely.

The ladder has four steps, each with its evidence and what it may be off: timecode, the clap, the waveform,
and what a person says. Sound is never stretched: a recorder that runs fast or slow is measured (`drift`),
and every cut is placed where its sound belongs.

- **guide track**: the camera's own sound, good for sync and not for the film.
- **double system**: sound recorded apart from the picture.
- **jam sync**: setting one clock by another. **drift**: how two clocks run apart, in parts per million.
- **wild track**: sound recorded without a picture. **room tone**: the sound of a place with nobody speaking.
"""

from rushes.sync.model import Ask, Fit, Instruments, Meeting, Sketch, Sticks, Synced, Verdict
from rushes.sync.together import bring_together
from rushes.sync.told import NoSuchTable, NotInTheRushes, Said, read_said

__all__ = [
    "Ask",
    "Fit",
    "Instruments",
    "Meeting",
    "NoSuchTable",
    "NotInTheRushes",
    "Said",
    "Sketch",
    "Sticks",
    "Synced",
    "Verdict",
    "bring_together",
    "read_said",
]
