"""What an actor is told of a reading that left the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.coverage.differences import Difference, differences, differing, said_of, told
from rushes.coverage.model import Reading, ReadWord, WordState
from rushes.timecode import Span, rate_from

STATES: dict[str, WordState] = {">": "changed", "_": "missing", "+": "added"}


def word(told_as: str) -> ReadWord:
    """Return a word told as ``said``, ``nineteen>ninety``, ``_missing`` or ``+added``; ``?`` is a doubt."""
    sure = 0.3 if told_as.endswith("?") else 1.0
    text = told_as.removesuffix("?")
    if text[0] == "_":
        return ReadWord(text[1:], "missing", None, None, None, sure)
    if text[0] == "+":
        return ReadWord(None, "added", text[1:].replace("…", ""), 1.0, 1.2, sure)
    written, changed, heard = text.partition(">")
    state: WordState = "changed" if changed else "said"
    return ReadWord(written, state, heard.replace("…", "") if changed else written, 1.0, 1.2, sure)


def reading(words: str) -> Reading:
    span = Span(0, 50, rate_from("25"))
    return Reading("1.1", "a.mov", 1, span, 0, 2, "altered", 0.5, 0.9, tuple(map(word, words.split())))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("i was nineteen", ""),
        ("i was nineteen>ninety", "said “ninety”, the script has “nineteen”"),
        ("i _really was +well there", "left out “really”; added “well”"),
        ("i +i was there", "said “i” again"),
        ("i can +i +can see", "said “i can” again"),
        ("i was _at _home", "broke off after “i was”"),
        ("_i _was at home", "began at “at home”"),
        ("i was _nineteen +ninety then", "said “ninety”, the script has “nineteen”"),
        ("i was nineteen>… then", "what was said for “nineteen” was not understood"),
        ("i was +… there", "added something that was not understood"),
        ("i _really? was", "perhaps left out “really”"),
        ("_a _b _c _d _e _f _g _h _i _j k l m n", "began at “k l m”"),
        ("k _a _b _c _d _e _f _g _h _i _j l", "left out “a b c d e … h i j”"),
    ],
)
def test_a_difference_is_told_in_words_that_an_actor_uses(words: str, sentence: str) -> None:
    assert told(reading(words)) == sentence


def test_the_words_are_spelt_as_on_the_page() -> None:
    """A name keeps its capital, and the stops of the sentence stay out of the quotation."""
    read = reading("walter finch>fish if he ever came")
    assert told(read, "Walter (softly) …") == "said “fish”, the script has “finch”"
    assert told(read, "Walter Finch. If he ever came!") == "said “fish”, the script has “Finch”"


def test_what_a_program_reads_is_the_same() -> None:
    assert differences(reading("i was nineteen>ninety? then")) == (
        Difference("changed", ("nineteen",), ("ninety",), confidence=0.3),
    )


@given(st.lists(st.sampled_from(["well", "_well", "+well", "well>bell", "+…", "well>…"]), min_size=1))
def test_every_word_that_left_the_text_is_told_once(words: list[str]) -> None:
    """Nothing that was changed is passed over, and what was said as written is not accused."""
    read = tuple(map(word, words))
    found = differing(read)
    assert sum(len(difference.written) for difference in found) == sum(
        word.text is not None and word.state != "said" for word in read
    )
    assert sum(len(difference.heard) for difference in found) == sum(
        word.heard is not None and word.state != "said" for word in read
    )
    assert bool(said_of(found)) == any(word.state != "said" for word in read)
