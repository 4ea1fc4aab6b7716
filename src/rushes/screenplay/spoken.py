"""From a line's text to the words that should be heard."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})  # noqa: RUF001 -- they are the point
_WORD = re.compile(r"[^\s'.]+(?:['.][^\s'.]+)*'?")
_COMPATIBLE: Final = "\uf900"
"""From here on stand signs that are others in another width or form: full width, ligatures, presentation."""

_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])", re.ASCII)
_MONEY = re.compile(
    r"([$£€])\s?(\d+(?:\.\d+)?)(\s(?:hundred|thousand|million|billion|trillion)\b)?", re.ASCII | re.IGNORECASE
)
_COINS: Final = {"$": "dollar", "£": "pound", "€": "euro"}
_PERCENT = re.compile(r"(?<=\d)\s?%", re.ASCII)

_BY_THE_SIGN: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),  # the sign of repetition, and zero
    (0x3021, 0x312F),  # numerals, kana, bopomofo
    (0x31A0, 0x31BF),
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
)
"""Letters of writings that put no space between words: each sign, with the marks upon it, counts as one."""
_JOINS_NEXT: Final = "\u17d2\u1039"  # the subscript signs of Khmer and Burmese
_JOINS_LAST: Final = "\u0e33\u0eb3"  # the vowel am of Thai and Lao, a letter by its category


@lru_cache(maxsize=32768)
def spoken_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: lower case, no punctuation, hyphens parted.

    Apostrophes inside a word stay (``don't``); one at its end stays where letters were dropped
    (``runnin'``). Sums and shares are said as they are read (``$20``: 20 dollars). Where a writing puts
    no space between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese), every sign is a word.
    """
    plain = unicodedata.normalize("NFC", _read_out(_narrow(text)).translate(_APOSTROPHES).lower())
    spelt = "".join(_spelt(plain))
    return tuple(_trimmed(word) for word in _WORD.findall(spelt) if any(map(str.isalnum, word)))


def as_text(words: Iterable[str]) -> str:
    """Join words for a person to read: no space between signs that are written without."""
    text = ""
    for word in words:
        parted = text and not (_stands_alone(text[-1]) and word and _stands_alone(word[0]))
        text += (" " if parted else "") + word
    return text


def runs_on(before: str, after: str) -> bool:
    """Tell whether a text goes on with the last word of the one before, no space between them."""
    ends, begins = before[-1:], after[:1]
    apart = not ends or not begins or _stands_alone(ends) or _stands_alone(begins)
    return not apart and (ends.isalnum() or ends == "'") and (begins.isalnum() or begins in "'’")  # noqa: RUF001


def _narrow(text: str) -> str:
    """Return full-width letters and digits, ligatures and the like as the plain ones."""
    if text.isascii():
        return text
    return "".join(
        unicodedata.normalize("NFKC", letter) if letter >= _COMPATIBLE else letter for letter in text
    )


def _read_out(text: str) -> str:
    """Return sums of money and shares as an English reader says them."""
    text = _THOUSANDS.sub(lambda found: found[0].replace(",", ""), text)
    if text.isascii() or not any(map(_stands_alone, text)):
        text = _MONEY.sub(_sum, text)
        text = _PERCENT.sub(" percent ", text)
    return text


def _sum(found: re.Match[str]) -> str:
    one = found[2] == "1" and not found[3]
    return f" {found[2]}{found[3] or ''} {_COINS[found[1]]}{'' if one else 's'} "


def _spelt(plain: str) -> list[str]:
    """Return the letters of words, spaces for all else, and around every sign that is a word."""
    spelt: list[str] = []
    joins = False
    for letter in plain:
        category = unicodedata.category(letter)
        if category == "Cf" and letter != "\u200b":
            continue
        alone = _stands_alone(letter)
        if category[0] == "M" or letter in _JOINS_LAST:
            spelt.append(letter)
        elif letter in "'." or category[0] in "LN":
            bound = joins or not (alone or (spelt and _stands_alone(spelt[-1][-1:])))
            spelt.append(letter if bound else f" {letter}")
        else:
            spelt.append(" ")
        joins = letter in _JOINS_NEXT
    return spelt


def _stands_alone(letter: str) -> bool:
    """Tell a sign of a writing without spaces; its digits are written together."""
    return (
        letter >= "\u0e00"
        and not letter.isdecimal()
        and any(first <= ord(letter) <= last for first, last in _BY_THE_SIGN)
    )


def _trimmed(word: str) -> str:
    return word if word.endswith("in'") else word.rstrip("'")
