# ruff: noqa: RUF001, SIM905 -- letters of other writings are no mistaken Latin ones; rows of words read better
"""One word in two spellings: what a transcript wrote, in the spelling of the script.

A person who writes down what was said, or a machine, writes ``27`` for twenty-seven, ``OK`` for okay,
``cafe`` for café, 电话 for 電話. None of it changes the reading. So before anything is compared, runs
of words that may be the same spoken words as a run of the script take over the script's spelling.
Words that sound different never do.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, product
from typing import Final, NamedTuple

from opencc import OpenCC

from rushes.screenplay.numbers import NUMBER_WORDS, said

_RUN: Final = 3
"""Words of a run; numbers may be longer."""
_LONGEST_NUMBER: Final = 9
_MOST_FORMS: Final = 64

_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "dr": ("doctor",),
    "mr": ("mister",),
    "mrs": ("missus", "missis"),
    "prof": ("professor",),
    "capt": ("captain",),
    "lt": ("lieutenant",),
    "sgt": ("sergeant",),
    "jr": ("junior",),
    "sr": ("senior",),
    "st": ("saint", "street"),
    "vs": ("versus",),
    "etc": ("etcetera",),
    "ok": ("okay",),
    "alright": ("allright",),
    "gonna": ("goingto",),
    "wanna": ("wantto", "wanta"),
    "gotta": ("gotto", "gota"),
    "kinda": ("kindof", "kinda"),
    "sorta": ("sortof", "sorta"),
    "outta": ("outof", "outa"),
    "lemme": ("letme",),
    "gimme": ("giveme",),
    "dunno": ("don'tknow",),
    "cuz": ("because", "cause"),
    "cos": ("because", "cause"),
    "coz": ("because", "cause"),
    "cause": ("because",),
    "'cause": ("because", "cause"),
    "ya": ("you",),
    "yeh": ("yeah",),
    "hm": ("hmm",),
    "mm": ("mmm",),
    "um": ("uhm", "umm"),
    "grey": ("gray",),
    "cheque": ("check",),
    "programme": ("program",),
    "tyre": ("tire",),
    "kerb": ("curb",),
    "plough": ("plow",),
    "pyjamas": ("pajamas",),
    "storey": ("story",),
    "defence": ("defense",),
    "offence": ("offense",),
    "licence": ("license",),
    "theatre": ("theater",),
    "centre": ("center",),
    "metre": ("meter",),
    "litre": ("liter",),
    "fibre": ("fiber",),
    "jewellery": ("jewelry",),
    "sceptical": ("skeptical",),
    "travelled": ("traveled",),
    "travelling": ("traveling",),
    "cancelled": ("canceled",),
    "labelled": ("labeled",),
}
"""Spellings in which the same is said, or what a careless mouth says for what is written out."""

_OUR: Final = (
    "armour behaviour clamour colour endeavour favour flavour harbour honour humour labour neighbour odour "
    "parlour rumour saviour savour splendour valour vapour vigour"
).split()
_ISE: Final = (("ise", "ize"), ("ised", "ized"), ("ises", "izes"), ("ising", "izing"), ("yse", "yze"))

_SAME_LETTERS: Final = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا"}
    | {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ı": "i", "零": "〇", "ـ": None}
    | {chr(sign): chr(sign - 0x60) for sign in range(0x30A1, 0x30F7)}
)
"""Forms of one letter: alef, yeh, kaf, the feminine ending, i without a dot; katakana as hiragana."""
_PLAIN_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"}
)
_VOWEL_POINTS: Final = (
    (0x0591, 0x05BD),
    (0x05BF, 0x05BF),
    (0x05C1, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06ED),
)
"""Points of Hebrew and Arabic, which few people write, and the hamza upon a letter."""


class _Run(NamedTuple):
    """Words that follow each other, and one way of writing each."""

    words: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def key(self) -> str:
        """All of it together."""
        return "".join(self.parts)

    @property
    def ends(self) -> tuple[int, ...]:
        """Where each word ends in the key."""
        return tuple(accumulate(map(len, self.parts)))

    def bared(self) -> "_Run":
        """Return the run without accents; itself where it has none."""
        if "".join(self.parts).isascii():
            return self
        return _Run(self.words, tuple(map(without_accents, self.parts)))


@dataclass(frozen=True)
class Spelling:
    """How a script spells what is said.

    exact: runs by their letters; bare: those with accents by their letters without them.
    """

    exact: Mapping[str, Sequence[_Run]]
    bare: Mapping[str, Sequence[_Run]]

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, scenes: tuple[tuple[tuple[str, ...], ...], ...]) -> "Spelling":
        """Read the spelling of scenes of lines of words."""
        exact: defaultdict[str, list[_Run]] = defaultdict(list)
        bare: defaultdict[str, list[_Run]] = defaultdict(list)
        for line in {line for scene in scenes for line in scene}:
            for first in range(len(line)):
                for run in _runs_from(line, first):
                    _note(exact[run.key], run)
                    if (plain := run.bared()) is not run:
                        _note(bare[plain.key], plain)
        return cls(dict(exact), dict(bare))

    def conformed(self, words: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield stretches of words as (first, after, as the script spells them), all of them in order.

        The longest run that the script knows in any spelling is taken, so that its neighbours decide
        where a word could be spelt in two ways.
        """
        at = 0
        while at < len(words):
            found = self._longest(words, at)
            if found is None:
                yield at, at + 1, (words[at],)
                at += 1
                continue
            heard, script = found
            yield from ((at + a, at + b, texts) for a, b, texts in _side_by_side(heard, script))
            at += len(heard.words)

    def _longest(self, words: Sequence[str], at: int) -> tuple[_Run, _Run] | None:
        for heard in sorted(_runs_from(words, at), key=lambda run: -len(run.words)):
            spelt, known = self._known(heard)
            if known:
                return spelt, min(
                    known, key=lambda run: (run.words != heard.words, len(run.words), run.words)
                )
        return None

    def _known(self, heard: _Run) -> tuple[_Run, Sequence[_Run]]:
        """Return what the script writes for a run; accents count only where both sides write them."""
        bared = heard.bared()
        if heard.key in self.exact:
            return heard, self.exact[heard.key]
        if bared.parts == heard.parts:
            return heard, self.bare.get(heard.key, ())
        return bared, self.exact.get(bared.key, ())


def same_word(one: str, other: str) -> bool:
    """Tell whether two words may be the same one in two spellings."""
    return bool(set(_forms(one)) & set(_forms(other))) or without_accents(letters(one)) == without_accents(
        letters(other)
    )


@lru_cache(maxsize=65536)
def letters(word: str) -> str:
    """Return a word in the letters that it is compared by: points, long and short forms of letters gone.

    Chinese is compared in simplified signs, kana as hiragana, digits as those of Europe, ß as ss.
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(_digit(sign) for sign in plain if not _is_point(sign)).translate(_SAME_LETTERS)
    joined = unicodedata.normalize("NFC", plain).translate(_SAME_LETTERS)
    return "".join(_simplified(sign) if sign >= "\u3400" else sign for sign in joined)


@lru_cache(maxsize=65536)
def without_accents(text: str) -> str:
    """Return letters without the accents of Latin, Greek and Cyrillic ones."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", bare).translate(_PLAIN_LETTERS)


def _digit(sign: str) -> str:
    return str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign


def _is_point(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _VOWEL_POINTS)


@lru_cache(maxsize=1)
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=16384)
def _simplified(sign: str) -> str:
    return str(_to_simplified().convert(sign))


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, ...]:
    """Return the ways of writing a word, its own first."""
    plain = letters(word)
    forms = [plain, *said(plain), *_ALSO.get(plain, ())]
    if "." in plain and not plain[0].isdigit():
        forms.append(plain.replace(".", ""))
        forms += _ALSO.get(forms[-1], ())
    if plain.endswith("in'"):
        forms.append(plain.removesuffix("'") + "g")
    forms += [plain.removesuffix(a) + b for a, b in _ISE if len(plain) > 5 and plain.endswith(a)]
    forms += [plain.replace("our", "or", 1) for stem in _OUR if plain.startswith(stem)]
    return tuple(dict.fromkeys(forms))


def _runs_from(words: Sequence[str], first: int) -> Iterator[_Run]:
    """Yield the runs that begin at a word, each in every way of writing it."""
    all_numbers = True
    for after in range(first + 1, min(len(words), first + _LONGEST_NUMBER) + 1):
        all_numbers = all_numbers and letters(words[after - 1]) in NUMBER_WORDS
        if after - first > _RUN and not all_numbers:
            return
        run = tuple(words[first:after])
        ways = islice(product(*map(_forms, run)), _MOST_FORMS)
        yield from (_Run(run, parts) for parts in ways)


def _note(runs: list[_Run], run: _Run) -> None:
    if run not in runs:
        runs.append(run)


def _side_by_side(heard: _Run, script: _Run) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Part two runs of the same letters wherever a word ends in both."""
    first, begun = 0, 0
    for end in sorted(set(heard.ends) & set(script.ends)):
        after, ended = heard.ends.index(end) + 1, script.ends.index(end) + 1
        yield first, after, script.words[begun:ended]
        first, begun = after, ended
