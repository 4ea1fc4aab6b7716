"""Every word of a reading has a fate, and what we say of it is right or not."""

import pytest
from evaluation.truth import TrueReading, TrueWord
from evaluation.words import Fates, fates, right_words, true_kind
from hypothesis import given
from hypothesis import strategies as st

from rushes.coverage import Reading, WordState
from rushes.coverage.model import ReadWord
from rushes.timecode import Span
from tests.cut.shooting import RATE, a_reading
from tests.evaluation.making import said

Told = frozenset[WordState]
SAID: Told = frozenset({"said"})
GONE: Told = frozenset({"missing"})
OTHER: Told = frozenset({"changed", "missing"})


@pytest.mark.parametrize(
    ("script", "spoken", "told", "added"),
    [
        ("one two three", "one two three", [SAID, SAID, SAID], set()),
        ("one two three", "one three", [SAID, GONE, SAID], set()),
        ("one two", "well one two", [SAID, SAID], {0}),
        ("one two", "", [GONE, GONE], set()),
        ("", "one", [], {0}),
    ],
    ids=["as written", "missing", "added", "nothing said", "nothing written"],
)
def test_a_clear_fate_has_one_name(script: str, spoken: str, told: list[Told], added: set[int]) -> None:
    """Where only one laying is best, only what it says is true."""
    assert fates(script.split(), spoken.split()) == Fates(tuple(told), frozenset(added))


def test_a_word_exchanged_may_also_be_called_missing_with_another_added() -> None:
    """Nobody can tell which; both say that it was not said, and that something else was."""
    found = fates(["one", "two", "three"], ["one", "four", "three"])
    assert found.script == (SAID, OTHER, SAID)
    assert found.added == {1}


def test_of_a_word_said_twice_either_may_be_the_added_one() -> None:
    """A stumble: the first and the second are equally the line's."""
    found = fates(["one", "two"], ["one", "one", "two"])
    assert found.script == (SAID, SAID)
    assert found.added == {0, 1}


texts = st.lists(st.sampled_from("abc"), max_size=6)


@given(texts, texts)
def test_every_word_has_a_fate(script: list[str], spoken: list[str]) -> None:
    """Whatever is written and said: no word of the script is without one, and no index is out of reach."""
    found = fates(script, spoken)
    assert len(found.script) == len(script)
    assert all(found.script)
    assert found.added <= set(range(len(spoken)))
    assert all(("said" in fate) <= (word in spoken) for word, fate in zip(script, found.script, strict=True))


def altered(*words: ReadWord) -> Reading:
    """Return a reading of these words."""
    span = Span.around(2.0, 4.0, RATE)
    return Reading("1.1", "1-1.mov", 1, span, 2.0, 4.0, "altered", 0.5, 0.9, words)


def test_a_state_is_right_when_it_is_what_happened() -> None:
    """Four words, the second really another one: called changed it is right, called said it is wrong."""
    true = said("1.1", "1-1", 2.0, "one else three four", slip="changed")
    assert right_words(true, a_reading("1.1", "1-1", 2.0, slip="two")) == (True, True, True, True)
    assert right_words(true, a_reading("1.1", "1-1", 2.0)) == (True, False, True, True)


def test_an_added_word_is_right_only_while_one_sounds_that_is_not_the_lines() -> None:
    """Truly added is the word at 2.00 to 2.20 s; at 2.25 the line itself is spoken."""
    true = said("1.1", "1-1", 2.0, "well one", slip="added")
    one = ReadWord("one", "said", "one", 2.25, 2.45)
    there, elsewhere = (
        ReadWord(None, "added", "well", at, at + 0.1) for at in (true.words[0].in_s, true.words[1].in_s)
    )
    assert right_words(true, altered(there, one)) == (True, True)
    assert right_words(true, altered(one, elsewhere)) == (True, False)


def test_words_are_compared_as_the_script_is() -> None:
    """The truth writes bare tokens; hyphens are parted as in a line's words."""
    word = TrueWord(2.0, 2.5, "forty-five")
    true = TrueReading("1-1.mov", "1.1", "good", None, (word,))
    assert right_words(true, a_reading("1.1", "1-1", 2.0, words="forty five")) == (True, True)


@pytest.mark.parametrize(
    ("words", "slip", "kind"),
    [
        ("one two three four", None, "as written"),
        ("one two", "broken", "partial"),
        ("three four", "missing", "partial"),
        ("one four", "missing", "altered"),
        ("one two three four five", "added", "altered"),
    ],
)
def test_what_kind_it_really_was(words: str, slip: str | None, kind: str) -> None:
    """A run of the line's own words is a part of it; anything else that departs is altered."""
    true = said("1.1", "1-1", 2.0, words, slip=slip)
    assert true_kind(true, a_reading("1.1", "1-1", 2.0)) == kind
