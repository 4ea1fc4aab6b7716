"""From a line's text to the words that should be heard."""

import re
import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})  # noqa: RUF001 -- they are the point
_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*'?")


def spoken_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: lower case, no punctuation, hyphens parted.

    Apostrophes inside a word stay (``don't``); one at its end stays where letters were dropped
    (``runnin'``). Any script that parts its words with spaces works.
    """
    plain = unicodedata.normalize("NFC", text).translate(_APOSTROPHES).lower()
    return tuple(_trimmed(word) for word in _WORD.findall(plain))


def _trimmed(word: str) -> str:
    return word if word.endswith("in'") else word.rstrip("'")
