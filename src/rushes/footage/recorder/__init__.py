"""Recorder: what sound recorders write into their files. A wave file comes in; notes and times go out.

`wave_of` opens a file and takes its chunks out, damaged or not; `told_by` reads them: scene, take, tape,
ticks, names of tracks, and the sample since midnight on which it begins.
`names_of` gives the tracks alone; `KINDS` are those of its findings.

- **bext**: the chunk that makes a wave file a Broadcast Wave. **iXML**: the recorder's report, as XML.
- **timestamp**: samples since midnight. **poly**: all tracks in one file. **mono**: a file for each track.
- **tape**, **sound roll**: the card or day that a recorder's files are on.
"""

from rushes.footage.recorder.chunks import Wave, wave_of
from rushes.footage.recorder.notes import KINDS, Told, names_of, told_by

__all__ = ["KINDS", "Told", "Wave", "names_of", "told_by", "wave_of"]
