"""Figures as people say them: each way that is usual, and no way that nobody would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.sound.figures import figures, number, ordinal


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("0", ["zero"]),
        ("7", ["seven"]),
        ("27", ["twenty seven"]),
        ("100", ["one hundred", "a hundred"]),
        ("101", ["one hundred one", "one hundred and one", "a hundred and one", "one oh one"]),
        ("911", ["nine one one", "nine eleven"]),
        ("1066", ["ten sixty six"]),
        ("1905", ["nineteen oh five"]),
        ("1900", ["nineteen hundred"]),
        ("1984", ["nineteen eighty four", "one thousand nine hundred eighty four"]),
        ("2000", ["two thousand"]),
        ("2005", ["two thousand five", "two thousand and five"]),
        ("2026", ["twenty twenty six", "two thousand twenty six"]),
        ("4500", ["four thousand five hundred", "forty five hundred"]),
        ("1,250", ["one thousand two hundred fifty", "one thousand two hundred and fifty"]),
        ("1,000,000", ["one million"]),
        ("007", ["double oh seven", "oh oh seven", "zero zero seven"]),
        ("3.5", ["three point five"]),
        (".5", ["point five"]),
        ("0.05", ["zero point zero five", "zero point oh five"]),
        ("7:00", ["seven o'clock", "seven"]),
        ("7:05", ["seven oh five", "five past seven"]),
        ("7:15", ["seven fifteen", "quarter past seven"]),
        ("10:30", ["ten thirty", "half past ten"]),
        ("12:45", ["twelve forty five", "quarter to one"]),
        ("19:00", ["nineteen hundred"]),
        ("10.30", ["ten thirty", "ten point three zero"]),
        ("10:30am", ["ten thirty a. m."]),
        ("7a.m", ["seven a. m."]),
        ("$1", ["one dollar", "a dollar"]),
        ("$5", ["five dollars", "five bucks"]),
        ("$5.50", ["five fifty", "five dollars and fifty cents"]),
        ("$1.50", ["one fifty", "one dollar and fifty cents"]),
        ("£20", ["twenty pounds", "twenty quid"]),
        ("€3,000", ["three thousand euros"]),
        ("$2m", ["two million dollars"]),
        ("50%", ["fifty percent"]),
        ("3.5%", ["three point five percent"]),
        ("1st", ["first"]),
        ("22nd", ["twenty second", "the twenty second"]),
        ("112th", ["one hundred twelfth"]),
        ("1980s", ["nineteen eighties"]),
        ("80's", ["eighties"]),
        ("1984's", ["nineteen eighty four's"]),
        ("24/7", ["twenty four seven"]),
        ("1/2", ["one half", "a half"]),
        ("3/4", ["three quarters"]),
        ("27a", ["twenty seven a."]),
        ("r2d2", ["r. two d. two"]),
        ("form4", ["form four"]),
        ("5km", ["five kilometers"]),
    ],
)
def test_figures_are_said_as_people_say_them(written: str, ways: list[str]) -> None:
    said = [" ".join(way) for way in figures(written)]
    assert set(ways) <= set(said)
    assert len(said) <= 6


@pytest.mark.parametrize("written", ["", "seven", "a.m", "b", "%", "$", "\u0967\u0968"])
def test_what_holds_no_figure_is_left_to_others(written: str) -> None:
    assert figures(written) == ()


def test_a_price_is_no_year() -> None:
    """Nobody pays nineteen eighty-four dollars, or reads a page number out as one."""
    assert figures("$1984")[0] == (*number(1984), "dollars")
    assert figures("1,984") == tuple(way for way in figures("1984") if "thousand" in way)


def test_a_number_too_long_to_say_is_read_out() -> None:
    assert figures("1234567890123456789")[0][:4] == ("one", "two", "three", "four")


@given(st.integers(0, 10**15 - 1))
def test_a_number_in_words_is_worth_what_it_was(value: int) -> None:
    """Read back by adding up: ones, tens, hundreds and groups."""
    assert worth(number(value)) == value


@given(st.integers(1, 10**6))
def test_an_ordinal_differs_from_its_number_in_the_last_word(value: int) -> None:
    assert ordinal(value)[:-1] == number(value)[:-1]
    assert ordinal(value)[-1].endswith(("first", "second", "third", "th"))


@given(st.from_regex(r"[$\u00a3]?[0-9]{1,6}([.:,/][0-9]{1,3})?(%|st|th|s|am|k)?", fullmatch=True))
def test_whatever_is_written_with_figures_is_said_in_words(written: str) -> None:
    ways = figures(written)
    assert 1 <= len(ways) <= 6
    assert all(word and not any(map(str.isdigit, word)) for way in ways for word in way)


SMALL = {number(value)[0]: value for value in [*range(20), *range(20, 100, 10)]}
LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def worth(words: tuple[str, ...]) -> int:
    total = group = 0
    for word in words:
        if word in LARGE:
            total, group = total + group * LARGE[word], 0
        elif word == "hundred":
            group *= 100
        else:
            group += SMALL[word]
    return total + group
