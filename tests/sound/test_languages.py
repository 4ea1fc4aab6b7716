# ruff: noqa: RUF001 -- pages in other writings have the punctuation of those
"""In which language a script is, as far as letters and a dictionary can tell, and who can hear it."""

import pytest

from rushes.sound.languages import LATIN, hears, language_doubts, writing_of
from tests.sound.making import script

ENGLISH = script(
    "Where did you put the yellow kettle this morning?",
    "Somebody must have moved it while we were talking about the weather.",
    "Nobody touches anything before Hermione Quidditch arrives from Kraków.",
)
FRENCH = script(
    "Qu'est-ce que tu fais là ? Je t'ai attendu toute la nuit.",
    "Il faut que nous parlions, maintenant. Ne me regarde pas comme ça, Marie.",
    "Où as-tu mis la clef de la voiture ? Je ne sais pas, demande à ton frère.",
)


@pytest.mark.parametrize(
    ("line", "name", "code"),
    [
        ("要個菠蘿油，走牛油。", "Chinese", None),
        ("どこへ行くの？東京駅まで。", "Japanese", "ja"),
        ("アメリカ", "Japanese", "ja"),
        ("어디 가?", "Korean", "ko"),
        ("ไปไหนมา", "Thai", "th"),
        ("أين كنت؟", "Arabic letters", None),
        ("מה שלומך?", "Hebrew letters", None),
        ("Где ты был?", "Cyrillic letters", None),
        ("Πού ήσουν;", "Greek", "el"),
        ("कहाँ थे?", "Devanagari letters", None),
        ("Où étais-tu ?", "Latin letters", None),
        ("27, 1984!", "Latin letters", None),
        ("", "Latin letters", None),
    ],
)
def test_letters_tell_the_writing(line: str, name: str, code: str | None) -> None:
    """The code is named only where the letters write one language."""
    writing = writing_of(script(line))
    assert (writing.name, writing.code) == (name, code)


def test_a_few_foreign_words_do_not_make_a_foreign_script() -> None:
    assert writing_of(script("Tell him 你好 and come home.")) == LATIN
    assert writing_of(script("佢話 OK，咁就 OK 囉，得未？")).name == "Chinese"


def test_the_built_in_ear_hears_english_letters_and_whisper_all() -> None:
    chinese = script("要個菠蘿油，走牛油。")
    assert hears("script", ENGLISH)
    assert not hears("script", chinese)
    assert hears("whisper", chinese)


def test_english_raises_no_doubt() -> None:
    """Not even with names that no dictionary holds."""
    assert language_doubts("script", ENGLISH) == ()


def test_a_page_of_french_is_in_doubt_and_not_refused() -> None:
    """The same letters, and words like table and nation: a dictionary can doubt, and no more."""
    (finding,) = language_doubts("script", FRENCH)
    assert finding.kind == "language in doubt"
    assert "hears English only" in finding.fact
    assert "--ear whisper" in finding.advice


def test_a_few_words_are_too_few_to_doubt() -> None:
    assert language_doubts("script", script("Bonjour, Marie. Ça va ?")) == ()


def test_lines_in_other_letters_are_counted() -> None:
    """A bilingual scene: the English half is heard, the other half is told."""
    (finding,) = language_doubts("script", (*ENGLISH, *script("去邊度？", "返屋企。")))
    assert finding.fact.startswith("2 lines are in Chinese")


def test_an_ear_of_any_language_raises_no_doubt() -> None:
    assert language_doubts("whisper", FRENCH) == ()
