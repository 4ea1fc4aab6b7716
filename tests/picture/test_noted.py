"""Notes are free text: a word of framing in them may mean something else, and then nothing is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.picture import Framing, ShotSize
from rushes.picture.noted import framings_in

CAST = ("ANNA KEEL", "BEN", "DR. WEIR")


@pytest.mark.parametrize(
    ("note", "words", "framing"),
    [
        ("CU ANNA, boom in at the end", "CU ANNA", Framing(ShotSize.CLOSE, ("ANNA KEEL",))),
        ("good; Close on Anna", "Close on Anna", Framing(ShotSize.CLOSE, ("ANNA KEEL",))),
        ("MS OTS BEN / ANNA", "MS OTS BEN / ANNA", Framing(ShotSize.MEDIUM, ("ANNA KEEL",), ("BEN",))),
        ("OTS Ben Anna", "OTS Ben Anna", Framing(None, ("ANNA KEEL",), ("BEN",))),
        ("2-shot Anna, Ben, plane", "2-shot Anna, Ben", Framing(None, ("ANNA KEEL", "BEN"), people=2)),
        ("single Weir, clean", "single Weir, clean", Framing(None, ("DR. WEIR",), people=1)),
        ("Wide. Good for sound", "Wide", Framing(ShotSize.WIDE)),
        ("MS", "MS", Framing(ShotSize.MEDIUM)),
        ("FS Anna 50mm", "FS Anna 50mm", Framing(ShotSize.FULL, ("ANNA KEEL",))),
        (
            "push in MS to CU Anna",
            "push in MS to CU Anna",
            Framing(ShotSize.MEDIUM, ("ANNA KEEL",), ends=ShotSize.CLOSE),
        ),
    ],
)
def test_what_the_crew_notes_of_the_picture_is_read(note: str, words: str, framing: Framing) -> None:
    """As script supervisors and camera assistants write it, with or without other remarks."""
    (noted,) = framings_in(note, CAST)
    assert (noted.words, noted.framing) == (words, framing)


@pytest.mark.parametrize(
    "note",
    [
        *("not bad, close", "too close to the lens", "door close", "very close!"),
        *("FS", "PA noise", "plane over", "medium", "runs over", "Anna late"),
        *("wide of the mark", "close to perfect for Ben", "Anna frame left, Ben frame right", ""),
    ],
)
def test_words_of_framing_that_mean_something_else_are_left_alone(note: str) -> None:
    """Close may be nearly right, FS a false start, PA the public address."""
    assert framings_in(note, CAST) == ()


def test_a_name_that_two_bear_is_nobodys() -> None:
    """A first name means somebody only where nobody else has it; the whole name always does."""
    two = ("ANNA KEEL", "ANNA MOTT")
    assert framings_in("CU Anna", two) == ()
    assert [one.framing.on for one in framings_in("CU Anna Mott", two)] == [("ANNA MOTT",)]


@given(st.text(max_size=80))
def test_any_note_is_read(note: str) -> None:
    """Notes hold anything."""
    assert isinstance(framings_in(note, CAST), tuple)
