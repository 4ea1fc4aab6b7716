"""Boxes that a person draws: what is clear is kept to the frame, what is not is refused with the reason."""

import pytest

from rushes.picture.cover import Box, Cover
from rushes.picture.drawn import cover_of
from rushes.release import NotBoxes, boxes_from, boxes_toml

CLIPS = ["1A-1.mov", "day 1/“猫”.mov"]


def test_a_file_says_where_somebody_is_and_where_not() -> None:
    drawn = boxes_from(
        """
        [[box]]
        clip = "1A-1.mov"
        who = "MARA"
        from = 5
        to = 30
        at = { 20 = [0.2, 0.2, 0.1, 0.1], 3 = [0.1, 0.2, 0.1, 0.1] }

        [[nobody]]
        clip = "1A-1.mov"
        from = 30
        """,
        CLIPS,
    )
    box, nobody = drawn
    assert (box.who, box.first, box.end) == ("MARA", 5, 30)
    assert box.at == ((3, Box(0.1, 0.2, 0.1, 0.1)), (20, Box(0.2, 0.2, 0.1, 0.1)))
    assert (nobody.who, nobody.first, nobody.at) == ("", 30, ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[box]", "it is no TOML"),
        ("[[face]]\nclip = '1A-1.mov'", "unknown field `face`"),
        ("[[box]]\nclip = '1A-1.mov'", "missing required field `at`"),
        ("[[box]]\nclip = '1A-1.mov'\nat = {}", "length >= 1"),
        ("[[box]]\nclip = 'x.mov'\nat = { 0 = [0, 0, 1, 1] }", "there is no clip 'x.mov'"),
        ("[[box]]\nclip = '1A-1.mov'\nat = { 0 = [412, 80, 96, 96] }", "<= 1"),
        ("[[box]]\nclip = '1A-1.mov'\nat = { 0 = [0.1, 0.1, 0.0, 0.5] }", "has no size"),
        ("[[box]]\nclip = '1A-1.mov'\nat = { '01:00:00:00' = [0, 0, 1, 1] }", "is no frame"),
        ("[[box]]\nclip = '1A-1.mov'\nfrom = 9\nto = 9\nat = { 0 = [0, 0, 1, 1] }", "is not after"),
        ("[[nobody]]\nclip = '1A-1.mov'\nat = { 0 = [0, 0, 1, 1] }", "unknown field `at`"),
        ("[[nobody]]\nclip = '1A-1.mov'\nfrom = -1", ">= 0"),
    ],
)
def test_what_is_not_clear_is_refused(text: str, told: str) -> None:
    with pytest.raises(NotBoxes) as refused:
        boxes_from(text, CLIPS)
    assert told in str(refused.value)
    assert "Nothing was written" in str(refused.value)


def test_boxes_that_were_found_come_back_as_they_were() -> None:
    """A person may correct them; frames that were covered whole stay so."""
    one, other = Box(0.1, 0.2, 0.3, 0.3), Box(0.6, 0.2, 0.2, 0.3)
    found = Cover({0: (one,), 1: (one, other), 2: (one, other), 5: (other,)})
    text = boxes_toml({CLIPS[1]: found})
    again = cover_of(boxes_from(text, CLIPS), CLIPS[1], ["p-0001"], range(8))
    for frame in (0, 1, 2, 5):
        for box in found.at(frame):
            assert any(wider.holds(box) for wider in again.at(frame))
    assert [frame for frame in range(8) if again.at(frame) == Cover().at(0)] == [3, 4, 6, 7]
