"""Text in columns: how wide it is, where it may be broken, and which way it runs; any script."""

import re
import unicodedata
from collections.abc import Iterator

_PIECES = re.compile(r"\s+|\S+")
_NOT_FIRST, _NOT_LAST = frozenset({"Pe", "Pf", "Po", "Lm"}), frozenset({"Ps", "Pi"})
"""Kinds of letters that may not begin or end a row of Chinese or Japanese (kinsoku, after JIS X 4051)."""

WIDE = 5 / 3
"""Columns of a wide character: it is as wide as its twelve points, a column is 7.2."""


def columns_of(text: str) -> float:
    """Return how many columns of the typewriter a text takes; marks upon letters take none."""
    return float(len(text)) if text.isascii() else sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf", "Cc"}:
        return 0.0
    return WIDE if is_wide(letter) else 1.0


def is_wide(letter: str) -> bool:
    """Tell a letter of two columns: Chinese, Japanese, Korean (UAX #11)."""
    return unicodedata.east_asian_width(letter) in {"W", "F"}


def runs_right_to_left(text: str) -> bool:
    """Tell a text's direction by its first letter that has one (UAX #9, rules P2 and P3)."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return False


_LANGUAGES = {"HEBREW": "he", "ARABIC": "ar", "DEVANAGARI": "hi", "THAI": "th", "GREEK": "el"}
_LANGUAGES |= {"HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko"}


def language_of(text: str, chinese: str = "zh") -> str:
    """Name the language that a text's letters are of, so that its fonts are; empty where many share them.

    chinese: what to call text of Chinese characters alone, which Japanese and Korean have too.
    """
    found = ""
    for letter in text:
        if letter.isascii():
            continue
        script = unicodedata.name(letter, "").partition(" ")[0]
        if script in _LANGUAGES:
            return _LANGUAGES[script]
        found = found or (chinese if script == "CJK" else "")
    return found


def clean(text: str) -> str:
    """Return text as it is set: composed, tabs as spaces, no control characters but line breaks."""
    composed = unicodedata.normalize("NFC", text.expandtabs(4))
    return "".join(
        letter for letter in composed if letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cs"}
    )


def wrapped(text: str, columns: int) -> tuple[str, ...]:
    """Break text into rows of at most so many columns; one empty row for none.

    Breaks at spaces and between wide characters, else inside a word that is wider than a row.
    """
    return tuple(row for part in clean(text).split("\n") for row in _wrapped_part(part, columns))


def _wrapped_part(text: str, columns: int) -> Iterator[str]:
    row = ""
    for piece in _breakable(text):
        if columns_of((row + piece).rstrip()) <= columns:
            row += piece
            continue
        if row.strip():
            yield row.rstrip()
        row = piece.lstrip()
        while columns_of(row) > columns:
            cut = _fits(row, columns)
            yield row[:cut]
            row = row[cut:]
    yield row.rstrip()


def _breakable(text: str) -> Iterator[str]:
    """Yield the pieces between which a row may be broken; spaces are pieces of their own."""
    for piece in _PIECES.findall(text):
        start = 0
        for at in range(1, len(piece)):
            if _may_break(piece[at - 1], piece[at]):
                yield piece[start:at]
                start = at
        yield piece[start:]


def _may_break(before: str, after: str) -> bool:
    if before == "-":
        return after.isalpha()
    if not (is_wide(before) or is_wide(after)) or unicodedata.combining(after):
        return False
    small = unicodedata.name(after, "").startswith(("HIRAGANA LETTER SMALL", "KATAKANA LETTER SMALL"))
    bound = unicodedata.category(after) in _NOT_FIRST or unicodedata.category(before) in _NOT_LAST
    return not (small or bound)


def _fits(text: str, columns: int) -> int:
    """Return how many letters fit into a row, at least one, never parting a mark from its letter."""
    wide = 0.0
    for at, letter in enumerate(text):
        wide += _width(letter)
        if wide > columns:
            return max(at, 1)
    return len(text)
