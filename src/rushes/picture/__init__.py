"""What is seen: sharpness, exposure, black and frozen stretches, how steady the camera is.

In: the clips of a shoot. Out: a `Seen` for each of them, and `Looks`, which judges a stretch of a clip by
comparing it with the other takes of its setup and camera.
"""

from rushes.picture.looks import Looks
from rushes.picture.model import GRID, Face, Faces, Glance, Look, Motion, Seen, Stretch

__all__ = ["GRID", "Face", "Faces", "Glance", "Look", "Looks", "Motion", "Seen", "Stretch"]
