# ruff: noqa: RUF001 -- letters of other writings are the point
"""One word in two spellings: what a transcript wrote becomes what the script wrote, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.screenplay.numbers import said
from rushes.screenplay.spelling import Spelling, same_word
from rushes.screenplay.spoken import spoken_words


def respelt(heard: str, *lines: str) -> str:
    """Return what was heard, in the spelling of a script of these lines."""
    spelling = Spelling.of((tuple(map(spoken_words, lines)),))
    words = spoken_words(heard)
    stretches = list(spelling.conformed(words))
    assert [at for first, after, _ in stretches for at in range(first, after)] == list(range(len(words)))
    return " ".join(word for _, _, texts in stretches for word in texts)


SAME = [
    ("I am 27 years old.", "I am twenty-seven years old"),
    ("I am twenty-seven years old.", "I am 27 years old"),
    ("In 1984 we won.", "In nineteen eighty-four we won"),
    ("In nineteen eighty-four we won.", "In 1984 we won"),
    ("A hundred and five people, 1,200 chairs.", "105 people, twelve hundred chairs"),
    ("Room 207, on the 27th.", "room two oh seven on the twenty-seventh"),
    ("The eighties, the 1990s.", "the eighties, the nineteen-nineties"),
    ("It's three point five percent of twenty dollars.", "It's 3.5% of $20"),
    ("Dr. Muller said O.K., Mr. Hall.", "Doctor Müller said okay, Mister Hall"),
    ("I'm going to go. I wanna stay.", "I'm gonna go. I want to stay."),
    ("Everyone said good-bye.", "Every one said goodbye"),
    ("Send an e-mail.", "send an email"),
    ("He was runnin' past the theatre, the colour grey.", "He was running past the theater, the color gray."),
    ("I realise the organisation has gone.", "I realize the organisation has gone"),
    ("The U.S.A. at the café; a résumé.", "The USA at the cafe; a resume"),
    ("The cafe, a resume.", "the café, a résumé"),
    ("Größe, Straße.", "GRÖSSE, STRASSE"),
    ("İstanbul'da ışık", "Istanbul'da isik"),
    ("Ёлка ещё стоит", "Елка еще стоит"),
    ("我哋要二十七個。", "我哋要27個"),
    ("佢住27號，二千零五年。", "佢住廿七號 2005年"),
    ("打電話畀我，裏面。", "打电话畀我里面"),
    ("两百块", "200塊"),
    ("電話はどこ？ ラーメン。", "電話はどこ ﾗｰﾒﾝ"),
    ("２７番", "27番"),
    ("كِتَابٌ عَلَى المَكْتَبَةِ", "كتاب على المكتبه"),
    ("أنا في إسطنبول ٢٧", "انا في اسطنبول 27"),
    ("שָׁלוֹם, צה״ל", "שלום צהל"),
    ("할 수 있어.", "할수 있어"),
    ("می\u200cخواهم", "می خواهم"),
    ("Qu'est-ce que c'est", "qu’est-ce que c’est"),
]


@pytest.mark.parametrize(("script", "transcript"), SAME)
def test_another_spelling_is_no_other_reading(script: str, transcript: str) -> None:
    """Numbers, abbreviations, accents, points, signs: all that a pen decides and a mouth does not."""
    assert respelt(transcript, script) == " ".join(spoken_words(script))


@pytest.mark.parametrize(
    ("script", "transcript"),
    [
        ("I am 27 years old.", "I am twenty-eight years old"),
        ("In 1984 we won.", "In nineteen ninety-four we won"),
        ("má", "mà"),
        ("We were here.", "We where here"),
        ("You should have gone.", "You should've gone"),
        ("It costs four.", "It costs for"),
        ("我要二十七個", "我要28個"),
        ("שלום", "שלומות"),
    ],
)
def test_another_word_stays_another_word(script: str, transcript: str) -> None:
    """What sounds different, or would be said differently, is not smoothed away."""
    assert respelt(transcript, script) == " ".join(spoken_words(transcript))


def test_neighbours_decide_between_two_spellings() -> None:
    """One scene writes 27 and another twenty-seven; each is heard as it stands beside its own words."""
    lines = ("Room 27 is empty.", "I saw twenty-seven people.")
    assert respelt("I saw 27 people. Room twenty-seven is empty.", *lines) == (
        "i saw twenty seven people room 27 is empty"
    )


def test_what_the_script_does_not_hold_is_left_as_it_is() -> None:
    assert respelt("scene 27 take three mark", "Nobody saw you there.") == "scene 27 take three mark"


@pytest.mark.parametrize(
    ("token", "ways"),
    [
        ("0", {"zero", "oh", "〇"}),
        ("105", {"onehundredandfive", "ahundredfive", "oneohfive", "一百〇五"}),
        ("1905", {"nineteenohfive", "nineteenhundredandfive", "onethousandninehundredfive", "一九〇五"}),
        ("2026", {"twentytwentysix", "twothousandandtwentysix", "两千〇二十六"}),
        ("1000000", {"onemillion", "amillion", "一百万"}),
        ("21st", {"twentyfirst"}),
        ("12th", {"twelfth"}),
        ("30th", {"thirtieth"}),
        ("90s", {"nineties"}),
        ("3.5", {"threepointfive", "三点五"}),
    ],
)
def test_numbers_are_said_in_several_ways(token: str, ways: set[str]) -> None:
    assert ways <= set(said(token))


@pytest.mark.parametrize("token", ["", "abc", "1a", "2nds", "1.2.3", "१२", "9" * 40, "st", "'s"])
def test_what_is_no_number_is_not_said_as_one(token: str) -> None:
    assert said(token) == ()


@given(st.integers(0, 10**9))
def test_every_number_can_be_said(number: int) -> None:
    """In English and in Chinese, without a digit left in it."""
    ways = said(str(number))
    assert any(way.isascii() for way in ways)
    assert any(not way.isascii() for way in ways)
    assert not any(letter.isascii() and letter.isdigit() for way in ways for letter in way)


@given(st.text(), st.lists(st.text(), max_size=4))
def test_no_word_is_lost_whatever_is_written(heard: str, lines: list[str]) -> None:
    """Every heard word is in exactly one stretch, and every stretch says something."""
    respelt(heard, *lines)


WORDS = ["we", "27", "twenty", "seven", "gonna", "going", "to", "café", "cafe", "二", "十", "七", "the"]


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_the_scripts_own_words_stay_as_they_are(words: list[str]) -> None:
    """A line read word for word is that line, however it could be spelt otherwise."""
    line = " ".join(words)
    assert respelt(line, line) == " ".join(spoken_words(line))


def test_a_single_word_can_be_compared() -> None:
    assert same_word("cafe", "café")
    assert same_word("27", "廿七")
    assert same_word("電話", "电话")
    assert not same_word("their", "there")
