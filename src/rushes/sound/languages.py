"""In which letters a script is written, and so which ear can hear it."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rushes.sound.recogniser import Script


@dataclass(frozen=True)
class Writing:
    """Letters and what they are called. code: the one language they write, as Whisper names it, or None."""

    name: str
    code: str | None = None


LATIN: Final = Writing("Latin letters")
_JAPANESE: Final = Writing("Japanese", "ja")
_WRITINGS: Final = {
    "LATIN": LATIN,
    "CJK": Writing("Chinese"),  # Mandarin, Cantonese and others: the ear has to find out
    "HIRAGANA": _JAPANESE,
    "KATAKANA": _JAPANESE,
    "HANGUL": Writing("Korean", "ko"),
    "THAI": Writing("Thai", "th"),
    "LAO": Writing("Lao", "lo"),
    "KHMER": Writing("Khmer", "km"),
    "MYANMAR": Writing("Burmese", "my"),
    "HEBREW": Writing("Hebrew letters"),
    "GREEK": Writing("Greek", "el"),
    "GEORGIAN": Writing("Georgian", "ka"),
    "ARMENIAN": Writing("Armenian", "hy"),
}
_KANA_SHARE: Final = 0.1
"""Japanese pages hold a third to two thirds of kana among their signs, Chinese ones none."""


def writing_of(scenes: Script) -> Writing:
    """Return the letters that most of a script is written in; Latin for a script without letters."""
    return _most(word for scene in scenes for line in scene for word in line)


def writing_of_line(words: Iterable[str]) -> Writing:
    """Return the letters that most of a line is written in."""
    return _most(words)


def _most(words: Iterable[str]) -> Writing:
    counts = Counter(_writing(letter) for word in words for letter in word if letter.isalpha())
    chinese = _WRITINGS["CJK"]
    signs = counts[_JAPANESE] + counts[chinese]
    if signs and counts[_JAPANESE] >= _KANA_SHARE * signs:
        counts[_JAPANESE] += counts.pop(chinese, 0)
    return max(counts, key=lambda writing: counts[writing], default=LATIN)


def _writing(letter: str) -> Writing:
    """Name the letters that a letter belongs to, after the first word of its own name."""
    name = unicodedata.name(letter, "LATIN").partition(" ")[0]
    name = {"FULLWIDTH": "LATIN", "HALFWIDTH": "KATAKANA", "IDEOGRAPHIC": "CJK"}.get(name, name)
    return _WRITINGS.get(name) or Writing(f"{name.capitalize()} letters")
