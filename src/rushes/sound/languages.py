"""In which letters and language a script is written, and so which ear can hear it.

Letters tell for sure that a script is not English. Where they are Latin ones, the share of its words
that the dictionary of the ear holds tells fairly well, and no more than that: then it is a finding.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rushes.errors import Finding, Refusal
from rushes.sound.acoustics import model_folder
from rushes.sound.recogniser import Script

ENGLISH_ONLY: Final = frozenset({"script"})
"""Ears that hear English and nothing else."""
WHAT_HELPS: Final = (
    "Bring transcripts (beside the clips, or in a folder named by --transcripts), or hear with --ear whisper."
)

_SHORT: Final = 3
_FEW: Final = 20
_ENGLISH_SHARE: Final = 0.7
"""Of the different words of three letters and more. Eleven English scripts held 0.93 to 1.0 of them in the
dictionary, a page of nothing but magic names 0.79, Scots 0.60, seven other languages 0.05 to 0.61."""


class NotInMyLanguage(Refusal):
    """The ear does not know the language of the script."""

    sentence = "The script is in {0}; the built-in ear hears English only. " + WHAT_HELPS


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


@lru_cache(maxsize=64)
def writing_of(scenes: Script) -> Writing:
    """Return the letters that most of a script is written in; Latin for a script without letters."""
    return _most(word for scene in scenes for line in scene for word in line)


def writing_of_line(words: Iterable[str]) -> Writing:
    """Return the letters that most of a line is written in."""
    return _most(words)


def hears(ear: str, scenes: Script) -> bool:
    """Tell whether an ear knows the letters that most of these scenes are in."""
    return ear not in ENGLISH_ONLY or writing_of(scenes) == LATIN


def language_doubts(ear: str, scenes: Script) -> tuple[Finding, ...]:
    """Say what an ear may not hear: a script that hardly looks English, lines in other letters."""
    if ear not in ENGLISH_ONLY or not hears(ear, scenes):
        return ()
    lines = [line for scene in scenes for line in scene if line]
    foreign = [line for line in lines if writing_of_line(line) != LATIN]
    words = {word for line in lines for word in line if len(word) >= _SHORT and not word[0].isdigit()}
    doubts = [_in_other_letters(foreign)] if foreign else []
    if len(words) >= _FEW and (share := len(words & _english()) / len(words)) < _ENGLISH_SHARE:
        doubts.append(_hardly_english(share))
    return tuple(doubts)


def _in_other_letters(lines: list[tuple[str, ...]]) -> Finding:
    names = " and ".join(sorted({writing_of_line(line).name for line in lines}))
    count = "One line is" if len(lines) == 1 else f"{len(lines)} lines are"
    return Finding(
        "language not heard",
        "screenplay",
        f"{count} in {names}; the built-in ear hears English only, so nobody will be heard saying them.",
        WHAT_HELPS,
    )


def _hardly_english(share: float) -> Finding:
    return Finding(
        "language in doubt",
        "screenplay",
        f"Only {share:.0%} of the script's words are in the dictionary of the built-in ear, which hears "
        "English only; readings may be missed or wrong.",
        f"If the script is not in English: {WHAT_HELPS[0].lower()}{WHAT_HELPS[1:]}",
    )


@cache
def _english() -> frozenset[str]:
    """Return the words of the ear's dictionary, without how they are said."""
    entries = (model_folder() / "cmudict-en-us.dict").read_text(encoding="utf-8").splitlines()
    return frozenset(entry.partition(" ")[0].partition("(")[0] for entry in entries)


def _most(words: Iterable[str]) -> Writing:
    counts = Counter(_writing(letter) for word in words for letter in word if letter.isalpha())
    chinese = _WRITINGS["CJK"]
    signs = counts[_JAPANESE] + counts[chinese]
    if signs and counts[_JAPANESE] >= _KANA_SHARE * signs:
        counts[_JAPANESE] += counts.pop(chinese, 0)
    return max(counts, key=lambda writing: counts[writing], default=LATIN)


@cache
def _writing(letter: str) -> Writing:
    """Name the letters that a letter belongs to, after the first word of its own name."""
    name = unicodedata.name(letter, "LATIN").partition(" ")[0]
    name = {"FULLWIDTH": "LATIN", "HALFWIDTH": "KATAKANA", "IDEOGRAPHIC": "CJK"}.get(name, name)
    return _WRITINGS.get(name) or Writing(f"{name.capitalize()} letters")
