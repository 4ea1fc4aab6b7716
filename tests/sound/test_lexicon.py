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
    (ways,) = pronunciations([name]).values()
    assert 1 <= len(ways) <= 3
    assert all(len(phones) >= 4 and known(phones) for phones in ways)


def test_a_name_sounds_as_a_person_would_say_it() -> None:
    """The rules of English spelling, not letter by letter; the open vowel of its own country is known too."""
    american, at_home = pronunciations(["strazds"])["strazds"]
    assert american == ("S", "T", "R", "AE", "Z", "D", "Z")
    assert at_home == ("S", "T", "R", "AA", "Z", "D", "Z")


def as_said(*ways: str) -> set[tuple[str, ...]]:
    """Return the usual pronunciations of these words in a row; a letter's name ends in a full stop."""
    letter = {"a.": ("EY",)}
    return {
        tuple(phone for word in way.split() for phone in letter.get(word) or dictionary()[word][0])
        for way in ways
    }


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("27", ["twenty seven"]),
        ("1984", ["nineteen eighty four", "one thousand nine hundred eighty four"]),
        ("10:30", ["ten thirty", "half past ten"]),
        ("3rd", ["third", "the third"]),
        ("$5", ["five dollars", "five bucks"]),
        ("50%", ["fifty percent"]),
        ("007", ["double oh seven", "zero zero seven"]),
        ("3.5", ["three point five"]),
        ("27a", ["twenty seven a."]),
        ("dr", ["doctor", "drive"]),
        ("st", ["saint", "street"]),
        ("mr", ["mister"]),
        ("col", ["colonel"]),
        ("tv", ["t. v.", "television"]),
        ("u.s", ["u. s."]),
        ("f.b.i", ["f. b. i."]),
        ("fbi", ["f. b. i."]),
        ("cctv", ["c. c. t. v."]),
        ("a.m", ["a. m."]),
        ("ph.d", ["p. h. d."]),
        ("ok", ["okay"]),
        ("ii", ["two", "the second"]),
        ("&", ["and"]),
    ],
)
def test_what_is_written_short_is_said_in_full(written: str, ways: list[str]) -> None:
    """A script says 24 where an actor says twenty-four; where people differ, each way is known."""
    assert as_said(*ways) <= set(pronunciations([written])[written])


@pytest.mark.parametrize("word", ["it", "am", "no", "or", "us", "is", "so", "he"])
def test_a_plain_word_is_no_abbreviation(word: str) -> None:
    """Whoever says it does not mean the department of computers."""
    assert pronunciations([word])[word] == dictionary()[word]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organise", "organize"),
        ("jewellery", "jewelry"),
        ("colourise", "colorize"),
        ("pyjamas", "pajamas"),
        ("hmmmm", "hmm"),
        ("nooooo", "no"),
        ("yesss", "yes"),
        ("josé", "jose"),
        ("fiancé", "fiance"),
    ],
)
def test_another_spelling_is_the_same_word(british: str, american: str) -> None:
    """Spelt as in London, drawn out, or with its accent."""
    if american in dictionary():
        assert set(dictionary()[american]) <= set(pronunciations([british])[british])
    else:
        assert british not in dictionary()
        assert pronunciations([british]) == {british: pronunciations([american])[american]}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("waitin'", ("W", "EY", "T", "IH", "N")),
        ("szymborska's", ("SH", "AY", "M", "B", "AO", "R", "S", "K", "AH", "Z")),
        ("strazds's", ("S", "T", "R", "AE", "Z", "D", "Z", "IH", "Z")),
        ("edith'll", ("IY", "D", "IH", "TH", "AH", "L")),
        ("you'd've", ("Y", "UW", "D", "AH", "V")),
        ("'em", ("AH", "M")),
        ("em", ("AH", "M")),
        ("'cause", ("K", "AH", "Z")),
        ("um", ("AH", "M")),
        ("hmm", ("HH", "M")),
        ("mhm", ("AH", "M", "HH", "AH", "M")),
        ("psst", ("P", "S", "T")),
        ("1984's", ("N", "AY", "N", "T", "IY", "N", "EY", "T", "IY", "F", "AO", "R", "Z")),
    ],
)
def test_endings_hums_and_dropped_letters_are_heard(word: str, said: tuple[str, ...]) -> None:
    """Dropped gs, possessives of names, what is drawn together, and what is hardly a word."""
    assert said in pronunciations([word])[word]


def test_no_word_has_more_ways_than_the_search_can_afford() -> None:
    """Even a year or a price."""
    hard = ["1984", "2005", "$1,100.50", "1,101", "911", "00", "ii", "dr", "24/7", "r2d2b4", "10.30"]
    assert max(len(ways) for ways in pronunciations(hard).values()) <= 6


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


@settings(max_examples=150)
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
