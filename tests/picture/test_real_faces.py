"""The detector on real people: where they are, how close, and to which side they look. Only with a yes.

What finds faces is a guest of users and a tool of the tests: where it is missing nothing real is tried, and
that is told.
"""

from pathlib import Path
from statistics import median

import av
import pytest

from rushes.picture.faces import boxes_in, find_faces, upright
from rushes.picture.framing import ShotSize
from rushes.picture.heads import heads_over
from rushes.picture.model import Face
from tests.picture.test_faces import YES

pytestmark = [pytest.mark.material, pytest.mark.needs("faces")]


def looks_at(path: Path, *seconds: float) -> list[tuple[Face, ...]]:
    """Return the faces in the frames at some seconds of a clip."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        frames = {round(float(frame.time or 0), 2): frame for frame in container.decode(stream)}
        near = [min(frames, key=lambda at_s: abs(at_s - wanted)) for wanted in seconds]
        return [boxes_in(upright(frames[at_s]), YES) for at_s in near]


def test_a_talking_head_is_one_close_face_to_the_camera(material: Path) -> None:
    """One man fills the frame from the collar up and looks into the lens in every take."""
    for take in ("1-1_A001C001", "2-1_A002C012"):
        found = find_faces(material / "grid-scenes" / "rushes" / f"{take}.mov", YES)
        alone = [look.boxes[0] for look in found if len(look.boxes) == 1]
        assert len(alone) >= 0.9 * len(found)
        heads = heads_over(found, 0, 1e9)
        assert heads is not None
        assert heads.size is ShotSize.CLOSE
        assert abs(median(face.turned or 0.0 for face in alone)) < 0.15
        assert all(face.mouth and 0.4 < face.mouth[1] < 0.95 for face in alone)


def test_who_turn_to_each_other_look_to_either_side(material: Path) -> None:
    """1940: she at the desk looks to the left of the screen, she on the chair in profile to the right."""
    looks = [boxes for boxes in looks_at(material / "film" / "friday.mp4", 1.6, 2.2, 2.67, 3.3) if boxes]
    pairs = [boxes for boxes in looks if len(boxes) == 2]
    assert len(pairs) >= 3
    for sitting, standing in pairs:
        assert (sitting.turned or 0.0) > 0.6
        assert (standing.turned or 0.0) < -0.3


def test_a_face_in_profile_looks_where_its_nose_is(material: Path) -> None:
    """One eye is hardly seen: the man on the bridge looks to the right, at what stands there."""
    looks = looks_at(material / "film" / "clip_01_tears_of_steel.mp4", 1.67, 2.5)
    assert [len(boxes) for boxes in looks] == [1, 1]
    assert all((boxes[0].turned or 0.0) > 0.7 for boxes in looks)


def test_where_nobody_is_no_face_is_found(material: Path) -> None:
    """A machine with two lamps like eyes, and a drawn rabbit."""
    assert looks_at(material / "film" / "clip_01_tears_of_steel.mp4", 0.0, 0.8) == [(), ()]
    assert looks_at(material / "film" / "big-buck-bunny-30s.mp4", 2.0) == [()]
