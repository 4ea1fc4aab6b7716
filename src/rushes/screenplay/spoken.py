"""From a line's text to the words that should be heard."""

import re
import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})  # noqa: RUF001 -- they are the point
_WORD = re.compile(r"[^\s'.]+(?:['.][^\s'.]+)*'?")


def spoken_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: lower case, no punctuation, hyphens parted.

    Apostrophes inside a word stay (``don't``); one at its end stays where letters were dropped
    (``runnin'``). Any script that parts its words with spaces works.
    """
    plain = unicodedata.normalize("NFC", text.translate(_APOSTROPHES).lower())
    spelt = "".join(letter if letter in "'." or _is_of_a_word(letter) else " " for letter in plain)
    return tuple(_trimmed(word) for word in _WORD.findall(spelt) if any(map(str.isalnum, word)))


def _is_of_a_word(letter: str) -> bool:
    """Tell a letter, a digit or a mark upon one (a vowel of Hindi, an accent that stands alone)."""
    return unicodedata.category(letter)[0] in "LNM"


def _trimmed(word: str) -> str:
    return word if word.endswith("in'") else word.rstrip("'")
