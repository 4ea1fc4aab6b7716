"""Pronunciations: from the dictionary, else sounded out; never in phones that the model does not know."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.sound.acoustics import acoustic_model
from rushes.sound.lexicon import arpabet, dictionary, pronunciations
from rushes.sound.vocabulary import ANYBODY

NAMES = ("Szymborska", "Nguyễn", "Ødegård", "Strazds", "Zelenka-Wright", "Xochitl")


def known(phones: tuple[str, ...]) -> bool:
    return set(phones) <= set(acoustic_model().phones) - {"SIL"}


def test_words_of_the_dictionary_keep_their_ways_of_being_said() -> None:
    """The usual one comes first; no word has more than the search can afford."""
    said = pronunciations(["read", "the", "read"])
    assert said["read"] == (("R", "EH", "D"), ("R", "IY", "D"))
    assert said["the"][0] == ("DH", "AH")
    assert max(len(ways) for ways in dictionary().values()) <= 4


def test_the_british_letter_is_known() -> None:
    """A slate in London says zed."""
    assert ("Z", "EH", "D") in pronunciations(["z"])["z"]


@pytest.mark.parametrize("name", [name.lower() for name in NAMES])
def test_a_name_that_no_dictionary_has_is_sounded_out(name: str) -> None:
    """Screenplays are full of names that no dictionary has."""
    assert name not in dictionary()
    ((phones, *others),) = pronunciations([name]).values()
    assert not others
    assert len(phones) >= 4
    assert known(phones)


def test_a_name_sounds_as_a_person_would_say_it() -> None:
    """The rules of English spelling, not letter by letter."""
    assert pronunciations(["strazds"])["strazds"] == (("S", "T", "R", "AE", "Z", "D", "Z"),)


@pytest.mark.parametrize(
    ("figure", "words"), [("7", "seven"), ("24", "twenty four"), ("3.5", "three point five")]
)
def test_figures_are_said_as_numbers(figure: str, words: str) -> None:
    """A script says 24 where an actor says twenty-four."""
    (phones,) = pronunciations([figure])[figure]
    spelt = [dictionary()[word] for word in words.split()]
    assert len(phones) == sum(len(ways[0]) for ways in spelt)
    assert phones[: len(spelt[0][0])] in spelt[0]


@pytest.mark.parametrize(
    ("word", "plain"),
    [("runnin'", "runnin'"), ("boys'", "boys"), ("don't", "don't"), ("zorblin'", "zorblin")],
)
def test_apostrophes_change_a_word_only_where_they_are_heard(word: str, plain: str) -> None:
    """Dropped letters and possessives are in the dictionary or sound like the bare word."""
    assert pronunciations([word])[word][0] == pronunciations([plain])[plain][0]


@pytest.mark.parametrize("word", ["你好", "привет", "שלום", "हिन्दी", "...", "'", "", "_"])
def test_what_an_english_voice_cannot_say_is_left_out(word: str) -> None:
    """It would say "Chinese letter", and the search would look for that."""
    assert pronunciations([word, "hello"]) == {"hello": pronunciations(["hello"])["hello"]}


def test_the_name_of_a_language_is_no_sound() -> None:
    """Where another voice takes over, its name stands in parentheses between the phones."""
    assert arpabet("(hi)_k_ˈʌ_m_ə_l_(en-us)") == ("K", "AH", "M", "AH", "L")


def test_longer_signs_win_over_their_parts() -> None:
    assert arpabet("t_ʃ") == ("T", "SH")
    assert arpabet("tʃ_ˈaɪ_n_ə") == ("CH", "AY", "N", "AH")  # noqa: RUF001
    assert arpabet("ɔːɹ") == ("AO", "R")
    assert arpabet("ˈˌ_ː") == ()  # noqa: RUF001


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=20))
def test_any_text_gives_phones_of_the_model_or_nothing(text: str) -> None:
    """Whatever a script holds, the search never meets a sound that it has no states for."""
    for word, ways in pronunciations([text]).items():
        assert word == text
        assert ways
        assert all(phones and known(phones) for phones in ways)


@given(st.text(alphabet="aæɑɔəɚɛɪᵻiuʊoʌɐeɹtʃdʒʒθðŋˈˌː_ ()xyz", max_size=30))  # noqa: RUF001
def test_any_ipa_gives_phones_of_the_model(ipa: str) -> None:
    assert known(arpabet(ipa))


def test_whatever_anybody_may_say_can_be_said() -> None:
    assert set(pronunciations(ANYBODY)) == set(ANYBODY)
