"""Release copies: a film that may leave the house, with nobody in it who did not say yes to that.

In: a film or a finished cut, the register of consent, and boxes that a person drew or that the face
detector found (only with a yes to `blur` of all who are in the clip). Out: one MP4 at full size, in which
people who did not say yes to `publish` are covered by a plain field and their lines are muted, with the
film's label.

- **cover**: the plain field over somebody. Where nobody knows their place, the whole picture is covered.
- **boxes**: where somebody is in a clip: `boxes.toml`, drawn by a person, or found and forgotten again.
- **pseudonym**: how a label tells people: ``p-0001`` of the register, ``unknown-1`` for who is not in it.
"""

from rushes.release.boxes_toml import NotBoxes, boxes_from, boxes_toml, read_boxes
from rushes.release.copying import NotAllAgreed, Released, release
from rushes.release.people import Person, WhoIsWho, who_is_who

__all__ = [
    "NotAllAgreed",
    "NotBoxes",
    "Person",
    "Released",
    "WhoIsWho",
    "boxes_from",
    "boxes_toml",
    "read_boxes",
    "release",
    "who_is_who",
]
