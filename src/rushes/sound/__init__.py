"""The sound room: what is heard in a clip.

In comes a clip's file and the scenes of the script that may be spoken in it; out comes `Heard`:
words in time, pauses, claps, levels. Words to know: an *ear* is a recogniser; the *script* is what
may be said; *free* speech is anything else; a *clap* is the slate's sticks meeting.
"""

from rushes.sound.again import Again, listen_again
from rushes.sound.ear import EAR_VERSION, ScriptEar
from rushes.sound.ears import check_ear, ear_mark, ear_named, writes_down
from rushes.sound.listening import follow, listen
from rushes.sound.model import Heard, HeardWord, Stretch
from rushes.sound.recogniser import Recogniser, Script

__all__ = [
    "EAR_VERSION",
    "Again",
    "Heard",
    "HeardWord",
    "Recogniser",
    "Script",
    "ScriptEar",
    "Stretch",
    "check_ear",
    "ear_mark",
    "ear_named",
    "follow",
    "listen",
    "listen_again",
    "writes_down",
]
