"""Words that a performer leaves out or swallows: missing, and no other word is."""

from pathlib import Path

import pytest

from tests.conditions.playing import Set
from tests.conditions.recordings import DASHWOOD, Recordings, without
from tests.sound.making import take


@pytest.mark.parametrize(
    ("number", "said", "told"),
    [
        (4, "Ask the woman who across the street.", "4: ask the woman who _lives_ across the street"),
        (5, "She moved to three years ago.", "5: she moved to _chicago_ three years ago"),
        (2, "I was at home with my.", "2: i was at home with my _brother_"),
    ],
)
def test_a_word_left_out_is_missing_and_no_other_is(kitchen: Set, number: int, said: str, told: str) -> None:
    story = kitchen.play(kitchen.line(number, said))
    assert story.told == [told]


@pytest.mark.parametrize(
    ("number", "place", "told"),
    [
        (4, 5, "4: ask the woman who lives _across_ the street"),
        (5, 3, "5: she moved to _chicago_ three years ago"),
    ],
)
def test_a_word_that_is_swallowed_is_missing_and_no_other_is(
    kitchen: Set, number: int, place: int, told: str
) -> None:
    """Begun and gone: less than a third of it is left, at a fifth of the strength."""
    story = kitchen.play(kitchen.line(number, swallowed=place))
    assert story.told == [told]


@pytest.mark.material
@pytest.mark.parametrize(
    ("sentence", "word", "told"),
    [
        (3, 5, "3: unless to be rather cold _hearted_ and rather selfish is to be ill disposed"),
        (2, 6, "2: he was not an ill disposed _young_ man"),
        (5, 2, "5: he might _even_ have been made amiable himself"),
    ],
)
def test_a_word_that_a_reader_swallows(
    tmp_path: Path, material: Path, sentence: int, word: int, told: str
) -> None:
    """A real voice; of the word a breath is left, too short to know it by."""
    whole = Recordings(material / "speech").sentence(sentence)
    story = Set(tmp_path, DASHWOOD).heard(take(0.4, without(whole, word, left=0.15), 0.4).samples)
    assert story.told == [told]
