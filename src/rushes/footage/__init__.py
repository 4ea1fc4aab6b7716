"""Footage: what was shot. Folders come in; clips with exact time and their slates go out.

In come files and folders; out come `Clip`s, each with its exact rate, timecode, reel, slate and the
digest of its content, and a `Finding` for everything that a person should know. Originals are only
ever read, and bad media never stops the job.

`find_footage` walks folders, `fingerprint` and `probe` read one file each (by content alone, so both
can be remembered), `gather` puts names, slates and facts together.

- **clip**: one file that a camera made. **rushes**: all clips of a day or a job.
- **slate**: the board in front of the take: scene, setup, take. **setup**: one placing of the camera.
- **reel**, **roll**: the card or film a clip is on. **timecode**: the clock that runs with the frames.
- **circled**: marked on the set as a take to print. **MOS**: shot without sound.
- **pickup**: a take of a part only. **series**: several goes without cutting the camera.
- **time map**: which frame of a clip of variable rate is on screen at each place of its even ruler.
- **habit**: one way in which productions write slates into file names; `HABITS` is the table.
"""

from rushes.footage.find import NoFootage, NoSuchFootage, find_footage
from rushes.footage.fingerprint import fingerprint
from rushes.footage.gather import Gathered, gather
from rushes.footage.habits import HABITS, Habit
from rushes.footage.model import Angle, Behind, Clip, Note, Probe, RecorderNotes, Recording, Slate
from rushes.footage.packets import read_time_map
from rushes.footage.probe import probe
from rushes.footage.slate import in_words, read_slate
from rushes.footage.stills import still
from rushes.footage.time_map import TimeMap

__all__ = [
    "HABITS",
    "Angle",
    "Behind",
    "Clip",
    "Gathered",
    "Habit",
    "NoFootage",
    "NoSuchFootage",
    "Note",
    "Probe",
    "RecorderNotes",
    "Recording",
    "Slate",
    "TimeMap",
    "find_footage",
    "fingerprint",
    "gather",
    "in_words",
    "probe",
    "read_slate",
    "read_time_map",
    "still",
]
