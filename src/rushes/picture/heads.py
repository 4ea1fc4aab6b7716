"""What boxes around faces tell of a stretch: how close, how many, and where the nearest head is. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rushes.picture.framing import ShotSize, size_by_face
from rushes.picture.model import Face, Faces


@dataclass(frozen=True)
class Heads:
    """size: of the shot by its largest face, None where none is seen. people: faces seen at once, usually.

    place: where the middle of the largest face is, 0 at the left edge to 1 at the right; None where none is.
    """

    size: ShotSize | None
    people: int
    place: float | None


def heads_over(faces: Sequence[Faces], in_s: float, out_s: float) -> Heads | None:
    """Return what the looks in a stretch tell, or the one nearest to it; None where nobody looked."""
    looks = [one for one in faces if in_s <= one.at_s < out_s]
    if not looks and faces:
        looks = [min(faces, key=lambda one: max(in_s - one.at_s, one.at_s - out_s))]
    if not looks:
        return None
    largest = [max(one.boxes, key=_area) for one in looks if one.boxes]
    people = round(median(len(one.boxes) for one in looks))
    if not largest:
        return Heads(None, people, None)
    place = median(face.left + face.width / 2 for face in largest)
    return Heads(size_by_face(median(face.height for face in largest)), people, round(place, 3))


def _area(face: Face) -> float:
    return face.width * face.height
