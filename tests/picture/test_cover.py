"""What is covered of a picture: never less than somebody's place, and all of it where no place is known."""

from hypothesis import given
from hypothesis import strategies as st

from rushes.picture.cover import WHOLE, Box, Cover, followed, hull, merged
from rushes.picture.drawn import Drawn, cover_of
from rushes.picture.model import Face

shares = st.floats(0, 0.9)


def face(left: float, top: float = 0.3, *, sure: float = 0.9, size: float = 0.1) -> Face:
    return Face(left, top, size, size, sure)


def holds(cover: Cover, frame: int, one: Face) -> bool:
    return any(box.holds(Box(one.left, one.top, one.width, one.height)) for box in cover.at(frame))


def test_a_frame_of_which_nothing_is_known_is_covered_whole() -> None:
    assert Cover().at(7) == WHOLE
    assert Cover({7: ()}).at(7) == ()
    assert followed({}, range(5), 1, 25).at(2) == WHOLE


def test_every_face_is_within_its_field_with_room_around_it() -> None:
    """Hair, ears and neck are outside of what the model calls a face."""
    found = {frame: (face(0.3 + frame * 0.004),) for frame in range(50)}
    cover = followed(found, range(50), 1, 25)
    for frame in range(50):
        assert cover.at(frame) != WHOLE
        assert holds(cover, frame, found[frame][0])
        assert cover.at(frame)[0].top < 0.3 - 0.05


def test_a_face_that_is_lost_for_some_frames_is_covered_on_its_whole_way() -> None:
    """A hand passes, the head goes on: whatever way it took lies between."""
    found = {frame: () if 20 <= frame < 30 else (face(0.2 + frame * 0.008),) for frame in range(50)}
    cover = followed(found, range(50), 1, 25)
    for frame in range(20, 30):
        assert cover.at(frame) != WHOLE
        assert holds(cover, frame, face(0.2 + frame * 0.008))


def test_a_face_that_does_not_come_back_is_held_and_then_the_picture_goes() -> None:
    found = {frame: (face(0.4),) if frame < 20 else () for frame in range(60)}
    cover = followed(found, range(60), 1, 25)
    held = [frame for frame in range(20, 60) if cover.at(frame) != WHOLE]
    assert held == list(range(20, 26))
    assert all(cover.at(frame) == WHOLE for frame in range(26, 60))


def test_fewer_faces_than_people_cover_the_whole_picture() -> None:
    """Whose face was found nobody knows, so the other one may be anywhere."""
    found = {frame: (face(0.2), face(0.7)) if frame < 30 else (face(0.2),) for frame in range(60)}
    assert len(followed(found, range(60), 2, 25).at(10)) == 2
    assert followed(found, range(60), 2, 25).at(45) == WHOLE
    assert len(followed(found, range(60), 1, 25).at(45)) == 1


def test_a_faint_face_is_covered_and_counts_for_nobody() -> None:
    found = {frame: (face(0.2, sure=0.9), face(0.7, sure=0.3)) for frame in range(20)}
    assert len(followed(found, range(20), 1, 25).at(10)) == 2
    assert followed(found, range(20), 2, 25).at(10) == WHOLE


def test_looking_at_every_second_frame_leaves_none_between() -> None:
    found = {frame: (face(0.3 + frame * 0.004),) for frame in range(0, 50, 2)}
    cover = followed(found, range(49), 1, 25, step=2)
    assert all(holds(cover, frame, face(0.3 + frame * 0.004)) for frame in range(49))
    assert all(cover.at(frame) != WHOLE for frame in range(49))


@given(st.lists(st.lists(st.builds(face, shares, shares), max_size=3), min_size=1, max_size=30))
def test_whatever_is_found_is_never_seen(frames: list[list[Face]]) -> None:
    """Faces that jump, cross, come and go: each lies under a field or under a whole cover."""
    found = dict(enumerate(frames))
    cover = followed(found, range(len(frames)), 1, 25)
    for frame, faces in found.items():
        assert all(holds(cover, frame, one) for one in faces)


def drawn(who: str, at: dict[int, Box], first: int = 0, end: int = 100) -> Drawn:
    return Drawn("1A-1.mov", who, first, end, tuple(at.items()))


LEFT, RIGHT = Box(0.1, 0.2, 0.1, 0.2), Box(0.6, 0.2, 0.1, 0.2)


def test_between_two_drawn_boxes_the_box_moves_evenly() -> None:
    cover = cover_of([drawn("p-1", {0: LEFT, 10: RIGHT})], "1A-1.mov", ["p-1"], range(100))
    assert cover.at(5)[0].holds(Box(0.35, 0.2, 0.1, 0.2))
    assert not cover.at(5)[0].holds(LEFT)
    assert cover.at(60)[0].holds(RIGHT)


def test_who_has_no_box_has_the_whole_picture_covered() -> None:
    """Outside of its frames, in another clip, or for another person a box tells nothing."""
    boxes = [drawn("p-1", {0: LEFT}, 10, 20)]
    assert cover_of(boxes, "1A-1.mov", ["p-1"], range(30)).at(9) == WHOLE
    assert cover_of(boxes, "1A-1.mov", ["p-1"], range(30)).at(20) == WHOLE
    assert cover_of(boxes, "1A-1.mov", ["p-1", "p-2"], range(30)).at(15) == WHOLE
    assert cover_of(boxes, "1B-1.mov", ["p-1"], range(30)).at(15) == WHOLE


def test_a_box_without_a_name_stands_for_one_without_a_box() -> None:
    boxes = [drawn("p-1", {0: LEFT}), drawn("", {0: RIGHT})]
    assert len(cover_of(boxes, "1A-1.mov", ["p-1", "p-2"], range(30)).at(15)) == 2
    assert cover_of(boxes, "1A-1.mov", ["p-1", "p-2", "p-3"], range(30)).at(15) == WHOLE


def test_a_person_says_where_somebody_is_not_seen() -> None:
    boxes = [drawn("p-1", {0: LEFT}), drawn("p-2", {}, 0, 20)]
    assert len(cover_of(boxes, "1A-1.mov", ["p-1", "p-2"], range(30)).at(15)) == 1
    assert cover_of(boxes, "1A-1.mov", ["p-1", "p-2"], range(30)).at(25) == WHOLE
    assert cover_of([drawn("", {})], "1A-1.mov", ["p-1", "p-2"], range(30)).at(25) == ()


def test_who_said_yes_is_not_covered_by_a_box_of_their_own() -> None:
    boxes = [drawn("p-1", {0: LEFT}), drawn("p-2", {0: RIGHT})]
    assert len(cover_of(boxes, "1A-1.mov", ["p-1"], range(30)).at(15)) == 1


@given(st.lists(st.builds(Box, shares, shares, shares, shares), min_size=1, max_size=5))
def test_a_hull_holds_all(boxes: list[Box]) -> None:
    assert all(hull(boxes).holds(one) for one in boxes)


def test_one_face_that_was_found_twice_is_one() -> None:
    """It is looked at two sizes; twice found, it must not stand for two people."""
    twice = merged([face(0.40, sure=0.4), face(0.42, 0.31, sure=0.9), face(0.7, sure=0.3)])
    assert [round(one.sure, 1) for one in twice] == [0.9, 0.3]
    assert Box(*(getattr(twice[0], side) for side in ("left", "top", "width", "height"))).holds(
        Box(0.40, 0.3, 0.1, 0.1)
    )
    found = dict.fromkeys(range(20), merged([face(0.4), face(0.41)]))
    assert followed(found, range(20), 2, 25).at(10) == WHOLE
