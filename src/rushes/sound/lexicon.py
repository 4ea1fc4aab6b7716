# ruff: noqa: RUF001 -- the phonetic alphabet is not a mistaken Latin one
"""How words are pronounced: from the dictionary of the acoustic model, else from espeak-ng.

What is not spoken as it is written (27, Dr., F.B.I., colour, nooo) is first put into the words that are.
Pronunciations are tuples of ARPAbet phones without stress, as the model names them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final
from unicodedata import name

from rushes.sound.acoustics import model_folder
from rushes.sound.espeak import phonemes
from rushes.sound.figures import Way, figures
from rushes.sound.shorthand import INITIALS, letter_by_letter, respelled, spelled_out, unreadable

Pronunciation = tuple[str, ...]

_MOST_VARIANTS: Final = 4
_MOST_WAYS: Final = 6
"""Of a word with more than one reading, such as a year."""

_ALSO: Final[Mapping[str, Pronunciation]] = {
    "z": ("Z", "EH", "D"),
    "o": ("AH", "UW"),
    "a.": ("EY",),
    "em": ("AH", "M"),
    "cause": ("K", "AH", "Z"),
    "aluminium": ("AE", "L", "Y", "UW", "M", "IH", "N", "IY", "AH", "M"),
    "lieutenant": ("L", "EH", "F", "T", "EH", "N", "AH", "N", "T"),
    "ah": ("AH",),
    "hm": ("M",),
    "hmm": ("M",),
    "erm": ("ER", "M"),
    "shh": ("SH", "SH"),
    "psst": ("P", "S", "T"),
    "pfft": ("P", "F", "T"),
    "tsk": ("T", "S", "K"),
    "brr": ("B", "ER"),
    "grr": ("G", "ER"),
    "zzz": ("Z",),
    "ya": ("Y", "AH"),
    "ms": ("M", "IH", "S"),
    "missus": ("M", "IH", "S", "IH", "Z"),
}
"""What the American dictionary does not know; the British letters among it."""

_ENDINGS: Final[tuple[tuple[str, tuple[Pronunciation, ...]], ...]] = (
    ("n't", (("AH", "N", "T"),)),
    ("'ll", (("AH", "L"), ("L",))),
    ("'ve", (("AH", "V"), ("V",))),
    ("'re", (("ER",), ("R",))),
    ("'d", (("D",), ("AH", "D"))),
    ("'m", (("M",),)),
)
"""What is drawn together with the word before it, where the dictionary lacks the pair."""
_HISSED: Final = frozenset({"S", "Z", "SH", "ZH", "CH", "JH"})
_BREATHED: Final = frozenset({"P", "T", "K", "F", "TH"})

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
    """Return how a word is said: what its figures or initials stand for, else as it is spelt."""
    ways = figures(word) or spelled_out(word)
    if not ways:
        return _spelt(word)
    known = () if "." in word else dictionary().get(word, ())
    read = [said for way in ways for said in _run_together(way)]
    return tuple(dict.fromkeys([*known, *read] if word in INITIALS else [*read, *known]))[:_MOST_WAYS]


def _run_together(way: Way) -> Iterator[Pronunciation]:
    """Yield the pronunciation of several words in a row: each as usual, then one of them in its other way."""
    each = [_spelt(word) for word in way]
    if not all(each):
        return
    yield tuple(phone for ways in each for phone in ways[0])
    if len(each) < 3:
        for at, ways in enumerate(each):
            for other in ways[1:2]:
                yield tuple(phone for n, own in enumerate(each) for phone in (other if n == at else own[0]))


@cache
def _spelt(word: str) -> tuple[Pronunciation, ...]:
    """Return how a word is said as it is spelt: from the dictionary, else from the words it is made of."""
    known = dictionary().get(word) or dictionary().get(word.rstrip("'.")) if word else ()
    if not known and unreadable(word):
        return tuple(_run_together(letter_by_letter(word)))
    return known or _derived(word) or _otherwise(word) or _sounded_out(word)


def _derived(word: str) -> tuple[Pronunciation, ...]:
    """Return a word of the dictionary with an ending: anna's, edith'll, zorblin'."""
    if word.endswith("in'"):
        whole = dictionary().get(word[:-1] + "g", ())
        return tuple((*said[:-1], "N") for said in whole if said[-1] == "NG")
    if word.endswith("'s") and len(word) > 2:
        return tuple((*said, *_plural(said[-1])) for said in _spelt(word[:-2]))
    for ending, sounds in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            base = _spelt(word.removesuffix(ending))[:2]
            return tuple((*said, *sound) for sound in sounds for said in base)
    return ()


def _plural(last: str) -> Pronunciation:
    return ("IH", "Z") if last in _HISSED else ("S",) if last in _BREATHED else ("Z",)


def _otherwise(word: str) -> tuple[Pronunciation, ...]:
    """Return the pronunciation of another spelling that the dictionary has."""
    return next((known for other in respelled(word) if (known := dictionary().get(other))), ())


@cache
def dictionary() -> Mapping[str, tuple[Pronunciation, ...]]:
    """Read the dictionary that comes with the acoustic model (134,000 entries) once a process."""
    entries: dict[str, tuple[Pronunciation, ...]] = {}
    text = (model_folder() / "cmudict-en-us.dict").read_text(encoding="utf-8")
    for entry in text.splitlines():
        spelt, *phones = entry.split()
        word = spelt.partition("(")[0] or spelt
        entries[word] = (*entries.get(word, ()), tuple(phones))[:_MOST_VARIANTS]
    for word, other in _ALSO.items():
        entries[word] = (*entries.get(word, ()), other)[-_MOST_VARIANTS:]
    return entries


def _sounded_out(word: str) -> tuple[Pronunciation, ...]:
    """Pronounce a word by rule: a name, a coinage; not one in letters other than Latin.

    Of those an English voice says the names: "Chinese letter", which nobody on a set would say. A name
    is said as an American reads it, with the open vowels of most other tongues, and as in London.
    """
    if any(letter.isalpha() and not name(letter, "").startswith("LATIN") for letter in word):
        return ()
    american, british = (arpabet(phonemes(word, voice)) for voice in ("en-us", "en"))
    opened = tuple("AA" if phone == "AE" else phone for phone in american)
    return tuple(dict.fromkeys(filter(None, (american, opened, british))))


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
