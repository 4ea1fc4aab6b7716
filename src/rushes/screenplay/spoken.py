"""From a line's text to the words that should be heard."""

import re
import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})  # noqa: RUF001 -- they are the point
# Vowel signs and accents that stand on a letter are part of its word, though `re` has them as none:
# Latin and Greek, Hebrew, Arabic, the scripts of India (without the danda), Thai, and joiners.
_SIGNS = (
    r"\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
    r"\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u1ab0-\u1aff\u200c\u200d\u3099\u309a"
)
_LETTER = rf"(?:[^\W_]|[{_SIGNS}])"
_WORD = re.compile(rf"{_LETTER}+(?:['.]{_LETTER}+)*'?")


def spoken_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: lower case, no punctuation, hyphens parted.

    Apostrophes inside a word stay (``don't``); one at its end stays where letters were dropped
    (``runnin'``). Any script that parts its words with spaces works.
    """
    plain = unicodedata.normalize("NFC", text).translate(_APOSTROPHES).lower()
    return tuple(_trimmed(word) for word in _WORD.findall(plain))


def _trimmed(word: str) -> str:
    return word if word.endswith("in'") else word.rstrip("'")
