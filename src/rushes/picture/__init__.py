"""What is seen: sharpness, exposure, black and frozen stretches, how steady the camera is.

In: the clips of a shoot. Out: a `Seen` for each of them (`look.look`), and `Looks`, which judges a stretch of
a clip by comparing it with the other takes of its setup and camera. Words to know: a *glance* is the numbers
of one frame that was looked at; a *look* is how a stretch stands beside the others, 0 nothing to say to 1
surely so. `framing_of` reads what slates and notes say of a picture. Faces (`faces.find_faces`) are found as
boxes, only with a `Grant` and the extra `rushes[faces]`; nobody is recognised.
"""

from rushes.picture.framing import Framing, ShotSize, framing_of
from rushes.picture.looks import Looks
from rushes.picture.model import GRID, Face, Faces, Glance, Look, Motion, Mouth, Seen, Stretch

__all__ = [
    "GRID",
    "Face",
    "Faces",
    "Framing",
    "Glance",
    "Look",
    "Looks",
    "Motion",
    "Mouth",
    "Seen",
    "ShotSize",
    "Stretch",
    "framing_of",
]
