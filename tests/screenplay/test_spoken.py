"""The words of a line as they are compared with what is heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.screenplay.spoken import spoken_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Name, date, and what you lost.", "name date and what you lost"),
        ("Don\u2019t \u2018stop\u2019 the boys' car \u2014 no!", "don't stop the boys car no"),
        ("He's runnin' late.", "he's runnin' late"),
        ("A well-known e-mail", "a well known e mail"),
        ("The U.S.A. at 3.5 percent", "the u.s.a at 3.5 percent"),
        ("ÉLOÏSE e\u0301te\u0301", "éloïse été"),
        (
            "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u094b\u0938\u094d\u0924\u0964",
            "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u094b\u0938\u094d\u0924",
        ),
        ("\u0627\u0644\u0633\u0651\u0644\u0627\u0645", "\u0627\u0644\u0633\u0651\u0644\u0627\u0645"),
        ("\u2026 -- !", ""),
    ],
)
def test_words_are_lower_case_and_bare(text: str, words: str) -> None:
    assert spoken_words(text) == tuple(words.split())


@given(
    st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1), min_size=1),
    st.sampled_from([" ", ", ", "... ", " - "]),
)
def test_punctuation_never_changes_the_words(words: list[str], between: str) -> None:
    assert spoken_words(between.join(words).upper() + "?") == tuple(words)
