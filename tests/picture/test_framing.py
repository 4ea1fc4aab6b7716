"""What slates and notes say in the words of the field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.picture.framing import CODES, WORDS, Framing, ShotSize, framing_of, size_by_face

S = ShotSize

SAID = {
    "CU ANNA": Framing(S.CLOSE, ("ANNA",)),
    "ANNA CU": Framing(S.CLOSE, ("ANNA",)),
    "cu anna": Framing(S.CLOSE),
    "Close-up on Anna": Framing(S.CLOSE, ("Anna",)),
    "MCU Anna": Framing(S.MEDIUM_CLOSE, ("Anna",)),
    "MS 2-shot": Framing(S.MEDIUM, people=2),
    "Medium two shot Anna and Ben": Framing(S.MEDIUM, ("Anna", "Ben"), people=2),
    "OTS Ben": Framing(over=("Ben",)),
    "OTS Ben on Anna": Framing(on=("Anna",), over=("Ben",)),
    "MS OTS BEN / ANNA": Framing(S.MEDIUM, ("ANNA",), ("BEN",)),
    "over Ben's shoulder to Anna": Framing(on=("Anna",), over=("Ben",)),
    "Wide": Framing(S.WIDE),
    "Master": Framing(S.WIDE, kind="master"),
    "insert hands": Framing(on=("hands",), kind="insert"),
    "Clean single Anna": Framing(on=("Anna",), people=1),
    "WS, push in to MCU Anna": Framing(S.WIDE, ("Anna",), ends=S.MEDIUM_CLOSE),
    "Extreme close-up": Framing(S.EXTREME_CLOSE),
    "Ben POV": Framing(on=("Ben",), kind="point of view"),
    "Halbtotale": Framing(S.FULL),
    "Großaufnahme Anna": Framing(S.CLOSE, ("Anna",)),
    "Über die Schulter von Ben auf Anna": Framing(on=("Anna",), over=("Ben",)),
    "Plan américain": Framing(S.MEDIUM_WIDE),
    "Très gros plan": Framing(S.EXTREME_CLOSE),
    "Plano medio corto": Framing(S.MEDIUM_CLOSE),
    "primer plano de Ana": Framing(S.CLOSE, ("Ana",)),
    "大特写": Framing(S.EXTREME_CLOSE),
    "双人中景": Framing(S.MEDIUM, people=2),
    "Good for sound, plane at the end": Framing(),
    "Ms Keel was late": Framing(),
    "": Framing(),
}


@pytest.mark.parametrize(("text", "meant"), SAID.items())
def test_the_words_of_the_field_are_read(text: str, meant: Framing) -> None:
    """Each as somebody wrote it on a slate, in a report or in the notes."""
    assert framing_of(text) == meant


def test_characters_are_known_by_their_own_names() -> None:
    """With the cast at hand small letters are enough, and nobody else is seen."""
    cast = ("ANNA", "BEN")
    assert framing_of("ots ben on anna", cast) == Framing(on=("ANNA",), over=("BEN",))
    assert framing_of("MS Anna, Kodak 5219", cast) == Framing(S.MEDIUM, ("ANNA",))


def test_a_lady_is_no_medium_shot() -> None:
    """MS and ms are letters, Ms is a title."""
    assert framing_of("CU Ms Keel").size is S.CLOSE
    assert framing_of("CU Ms Keel").ends is None


@given(st.sampled_from([*CODES, *WORDS]))
def test_every_word_of_the_table_is_found_as_it_stands(word: str) -> None:
    """No word of the table is hidden by another."""
    assert framing_of(word).size == {**WORDS, **CODES}[word]


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Notes hold anything."""
    assert isinstance(framing_of(text), Framing)


def test_sizes_by_faces_go_in_steps() -> None:
    """A face that fills half of the height is close, a tenth is a full figure."""
    heights = (0.7, 0.5, 0.32, 0.22, 0.14, 0.09, 0.05, 0.01)
    assert [size_by_face(height) for height in heights] == list(reversed(S))
    assert [size.broad for size in (S.FULL, S.MEDIUM, S.MEDIUM_CLOSE)] == ["wide", "medium", "close"]
