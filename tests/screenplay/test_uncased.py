# ruff: noqa: RUF001 -- pages in other writings have the punctuation of those
"""Names in letters that have no capitals: the script itself has to show that they are names."""

import pytest

from rushes.screenplay import parse_fountain
from rushes.screenplay.uncased import is_like_a_name

TEA = """\
.內景 茶餐廳 日

阿明走入嚟。

阿明
要個菠蘿油，走牛油。

老闆娘 （畫外音）
咁你食乜啊？

阿明
食個包囉。

\uff20侍應
(小聲)
埋單啊！

老闆娘
二十七蚊。
"""


def spoken(text: str) -> list[tuple[str, str]]:
    return [(line.character, line.text) for line in parse_fountain(text)[0].lines]


def test_a_name_that_comes_again_needs_no_sign() -> None:
    """A Cantonese page as people type it: full-width brackets, and one character forced by a full-width @."""
    assert spoken(TEA) == [
        ("阿明", "要個菠蘿油，走牛油。"),
        ("老闆娘", "咁你食乜啊？"),
        ("阿明", "食個包囉。"),
        ("侍應", "埋單啊！"),
        ("老闆娘", "二十七蚊。"),
    ]
    lines = parse_fountain(TEA)[0].lines
    assert [line.extension for line in lines] == [None, "畫外音", None, None, None]
    assert lines[3].parentheticals == ("小聲",)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("דוד", "שלום, מה שלומך?"),
        ("ليلى", "أين كنت؟"),
        ("花子", "どこ行くの？"),
        ("철수", "어디 가?"),
        ("राम", "कहाँ थे?"),
    ],
)
def test_so_it_is_in_every_such_writing(name: str, words: str) -> None:
    assert spoken(f"{name}\n{words}\n\n{name}\n{words}\n") == [(name, words), (name, words)]


def test_a_name_forced_once_is_known_everywhere() -> None:
    assert spoken("@李雷\n好。\n\n李雷\n走吧。\n") == [("李雷", "好。"), ("李雷", "走吧。")]


def test_what_stands_like_a_name_once_is_action_and_is_told() -> None:
    """By the grammar it is action; the person who meant a name hears of it."""
    script, findings = parse_fountain("@李雷\n好。\n\n黑夜\n狗叫。\n")
    assert [line.character for line in script.lines] == ["李雷"]
    (finding,) = findings[-1:]
    assert (finding.kind, finding.subject) == ("perhaps a character", "line 4")
    assert "'黑夜' (line 4)" in finding.fact


@pytest.mark.parametrize(
    "text",
    ["第二場", "阿明走入茶餐廳食飯飲茶", "他走了。", "阿May", "Anna", "23", "", "أين كنت يا ليلى", "3 + 4"],
)
def test_what_is_no_name(text: str) -> None:
    """A count of scenes, a sentence, punctuation, a name that has capitals."""
    assert not is_like_a_name(text)


@pytest.mark.parametrize("text", ["阿明", "侍應1", "ד״ר לוי", "让·皮埃尔", "حارس الباب", "ナレーション"])
def test_what_is_like_a_name(text: str) -> None:
    assert is_like_a_name(text)


def test_capitals_are_read_as_ever() -> None:
    """Two short lines in a script with capitals, once each: not one character more."""
    assert spoken("ANNA\nYes.\n\nNo\nway.\n\nNo\nway.\n") == [("ANNA", "Yes.")]
