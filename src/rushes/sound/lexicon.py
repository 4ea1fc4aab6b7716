# ruff: noqa: RUF001 -- the phonetic alphabet is not a mistaken Latin one
"""How words are pronounced: from the dictionary of the acoustic model, else from espeak-ng.

Pronunciations are tuples of ARPAbet phones without stress, as the model names them.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final
from unicodedata import name

from rushes.sound.acoustics import model_folder
from rushes.sound.espeak import phonemes

Pronunciation = tuple[str, ...]

_MOST_VARIANTS: Final = 4

_ALSO: Final[Mapping[str, Pronunciation]] = {"z": ("Z", "EH", "D")}
"""What the American dictionary does not know."""

_ARPABET: Final[Mapping[str, Pronunciation]] = {
    "tʃ": ("CH",),
    "dʒ": ("JH",),
    "aɪ": ("AY",),
    "aʊ": ("AW",),
    "eɪ": ("EY",),
    "oʊ": ("OW",),
    "əʊ": ("OW",),
    "ɔɪ": ("OY",),
    "ɪə": ("IH", "R"),
    "eə": ("EH", "R"),
    "ʊə": ("UH", "R"),
    "ɔːɹ": ("AO", "R"),
    "ɑːɹ": ("AA", "R"),
    "iː": ("IY",),
    "uː": ("UW",),
    "ɜː": ("ER",),
    "ɔː": ("AO",),
    "ɑː": ("AA",),
    "oː": ("AO",),
    "aː": ("AA",),
    "əl": ("AH", "L"),
    "n̩": ("AH", "N"),
    "i": ("IY",),
    "u": ("UW",),
    "a": ("AE",),
    "æ": ("AE",),
    "ɐ": ("AH",),
    "ʌ": ("AH",),
    "ə": ("AH",),
    "ɚ": ("ER",),
    "ɝ": ("ER",),
    "ɛ": ("EH",),
    "e": ("EH",),
    "ɪ": ("IH",),
    "ᵻ": ("IH",),
    "ɒ": ("AA",),
    "ɑ": ("AA",),
    "ɔ": ("AO",),
    "o": ("OW",),
    "ʊ": ("UH",),
    "y": ("UW",),
    "ø": ("ER",),
    "œ": ("EH",),
    "b": ("B",),
    "d": ("D",),
    "ð": ("DH",),
    "f": ("F",),
    "ɡ": ("G",),
    "g": ("G",),
    "h": ("HH",),
    "j": ("Y",),
    "k": ("K",),
    "l": ("L",),
    "ɫ": ("L",),
    "m": ("M",),
    "n": ("N",),
    "ŋ": ("NG",),
    "ɲ": ("N", "Y"),
    "p": ("P",),
    "r": ("R",),
    "ɹ": ("R",),
    "ɾ": ("T",),
    "s": ("S",),
    "ʃ": ("SH",),
    "t": ("T",),
    "θ": ("TH",),
    "v": ("V",),
    "w": ("W",),
    "x": ("K",),
    "ç": ("HH",),
    "z": ("Z",),
    "ʒ": ("ZH",),
    "ʔ": (),
    "β": ("V",),
    "ɣ": ("G",),
    "ʎ": ("L", "Y"),
    "ʁ": ("R",),
}
"""espeak-ng's IPA for English (and the foreign sounds it lets through) as ARPAbet; longest first."""


def pronunciations(words: Iterable[str]) -> dict[str, tuple[Pronunciation, ...]]:
    """Return how each word may be said, most usual first; words nobody can pronounce are left out."""
    return {word: said for word in sorted(set(words)) if (said := _said(word))}


@cache
def _said(word: str) -> tuple[Pronunciation, ...]:
    return dictionary().get(word) or dictionary().get(word.rstrip("'")) or _sounded_out(word)


@cache
def dictionary() -> Mapping[str, tuple[Pronunciation, ...]]:
    """Read the dictionary that comes with the acoustic model (134,000 entries) once a process."""
    entries: dict[str, tuple[Pronunciation, ...]] = {}
    text = (model_folder() / "cmudict-en-us.dict").read_text(encoding="utf-8")
    for entry in text.splitlines():
        spelt, *phones = entry.split()
        word = spelt.partition("(")[0] or spelt
        entries[word] = (*entries.get(word, ()), tuple(phones))[:_MOST_VARIANTS]
    for word, said in _ALSO.items():
        entries[word] = (*entries[word], said)
    return entries


def _sounded_out(word: str) -> tuple[Pronunciation, ...]:
    """Pronounce a word by rule: a name, a number, a coinage; not one in letters other than Latin.

    Of those an English voice says the names: "Chinese letter", which nobody on a set would say.
    """
    if any(letter.isalpha() and not name(letter, "").startswith("LATIN") for letter in word):
        return ()
    phones = arpabet(phonemes(word))
    return (phones,) if phones else ()


def arpabet(ipa: str) -> Pronunciation:
    """Map espeak-ng's IPA to ARPAbet; marks without a sound of their own are passed over.

    Such a mark is also the name of a language in parentheses, where another voice took over.
    """
    ipa = re.sub(r"\(.*?\)", "", ipa)
    phones: list[str] = []
    at = 0
    while at < len(ipa):
        size = next((n for n in (3, 2, 1) if ipa[at : at + n] in _ARPABET), 0)
        phones += _ARPABET[ipa[at : at + size]] if size else ()
        at += size or 1
    return tuple(phones)
