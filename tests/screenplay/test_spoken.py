# ruff: noqa: RUF001 -- signs of other writings are the point
"""From a line's text to the words that should be heard."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rushes.screenplay.spoken import as_text, spoken_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Where were YOU?", "where were you"),
        ("Don't — I\u2019m runnin\u2019 \u201cnow\u201d.", "don't i'm runnin' now"),
        ("A well-known, half-baked idea!", "a well known half baked idea"),
        ("Wait...what? No\u2026really.", "wait what no really"),
        ("It costs 3.50, not 24.", "it costs 3.50 not 24"),
        ("The U.S.A. is o.k.", "the u.s.a is o.k"),
        ("The boys' room, 'em all, rock 'n' roll", "the boys room em all rock n roll"),
        ("Look_here/there & *now*", "look here there now"),
        ("ÉCOLE, naïve, Straße", "école naïve straße"),
        ("İstanbul", "i\u0307stanbul"),
        ("हिन्दी में बात", "हिन्दी में बात"),
        ("Привет, мир!", "привет мир"),
        ("I \u2764\ufe0f you \U0001f3ac", "i you"),
        ("我愛London，２７號！", "我 愛 london 27 號"),
        ("ラーメンを、食べたい。", "ラ ー メ ン を 食 べ た い"),
        ("ﾊﾞｽ", "バ ス"),
        ("ผมรักคุณ น้ำ ๒๗", "ผ ม รั ก คุ ณ น้ำ ๒๗"),
        ("ខ្ញុំ", "ខ្ញុំ"),
        ("어디 가?", "어디 가"),
        ("أين كنتَ؟", "أين كنتَ"),
        ("צה״ל", "צה ל"),
        ("hy\u00adphen", "hyphen"),
        ("ＯＫ，ﬁne", "ok fine"),
        ("It was $20, or 50%; £1 of 1,984.", "it was 20 dollars or 50 percent 1 pound of 1984"),
        ("$3.5 million", "3.5 million dollars"),
        ("我有$20", "我 有 20"),
        ("… — ?! '' .", ""),
        ("", ""),
    ],
)
def test_words_are_what_is_said_of_a_text(text: str, words: str) -> None:
    """No punctuation, no case; an apostrophe where letters are missing; marks stay upon their letters."""
    assert spoken_words(text) == tuple(words.split())


def test_a_letter_is_the_same_however_its_accent_is_typed() -> None:
    """One sign or two: a screenplay may have been written on any machine."""
    assert spoken_words("caf\u00e9") == spoken_words("cafe\u0301")
    assert spoken_words("don\u2018t") == spoken_words("don`t") == spoken_words("don't")


@given(st.text())
@example("İ")
@example("J\u030c")
@example("a.'b")
@example("\ufe0f")
def test_words_read_again_are_the_same_words(text: str) -> None:
    """What was heard in the spelling of the script can be compared with the script."""
    words = spoken_words(text)
    assert spoken_words(" ".join(words)) == words
    assert all(words)
    assert all(any(map(str.isalnum, word)) for word in words)


@given(st.lists(st.text(st.characters(categories=["Ll", "Nd"]), min_size=1), max_size=6))
def test_words_parted_by_spaces_or_dashes_are_as_many(words: list[str]) -> None:
    """Nothing is lost between one word and the next."""
    assert len(spoken_words(" ".join(words))) == len(words)
    assert spoken_words("—".join(words)) == spoken_words(" ".join(words))


def test_words_are_shown_as_their_writing_is_written() -> None:
    """No space between signs that stand without, one everywhere else."""
    assert as_text(spoken_words("我愛London，二十七號！")) == "我愛 london 二十七號"
    assert as_text(("where", "were", "you")) == "where were you"
    assert as_text(()) == ""
