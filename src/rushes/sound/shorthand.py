"""Words that are not written as they are spoken: abbreviations, initials, spellings, drawn-out words.

Pure. A way is a run of words; a letter that is said by its name is written with a full stop (``a.``).
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from rushes.sound.figures import Way


def _table(text: str) -> dict[str, tuple[Way, ...]]:
    """Read ``dr doctor / drive`` line by line: a short form and the ways in which it is said."""
    rows = (row.split(maxsplit=1) for row in text.strip().splitlines())
    return {short: tuple(tuple(way.split()) for way in ways.split(" / ")) for short, ways in rows}


ABBREVIATIONS: Final = _table("""
adm admiral
apt apartment
ave avenue / ave
bros brothers / bros
capt captain
cmdr commander
co company / co
col colonel
corp corporation / corporal
cpl corporal
cpt captain
dept department
det detective
dr doctor / drive
esq esquire
ft fort / feet
fri friday
gen general / gen
gov governor / gov
hon hon / honorable
hr hour
hrs hours
hwy highway
inc incorporated / ink
kg kilo / kilogram
km kilometer / kilometers
lt lieutenant / left tenant
ltd limited
maj major
min minute / minutes / min
mlle mademoiselle
mme madame
mph miles an hour / miles per hour / m. p. h.
mrs missus / misses
ms miz
mx mix
oz ounce / ounces
pres president
prof professor / prof
pvt private
rd road
rep rep / representative
rev reverend / rev
sec sec / second
sen senator
sr senior / senor
st saint / street
supt superintendent
univ university
viz namely
vol volume / vol
vs versus / v. s.
w/ with
w/o without
& and / 'n
+ plus
@ at
# number / hashtag
= equals
ii two / the second
iii three / the third
iv i. v. / four / the fourth
vi vi / six / the sixth
vii seven / the seventh
viii eight / the eighth
ix nine / the ninth
xii twelve / the twelfth
xiv fourteen / the fourteenth
xvi sixteen / the sixteenth
""")
"""What a script abbreviates and nobody says as it stands. These come before the dictionary's entry."""

INITIALS: Final = frozenset(
    {"apb", "cgi", "cia", "dea", "diy", "dob", "doa", "fbi", "fyi", "gps", "ids", "jfk", "kia", "mia", "ngo"}
    | {"obe", "omg", "pow", "psi", "rip", "sas", "sos", "uae", "ussr", "wwi", "wwii", "eod", "eta", "iou"}
    | {"asap", "led", "lol", "phd", "pta", "toc", "ira", "ac", "ai"}
)
"""Initials said letter by letter that look like a word, or that the dictionary reads otherwise."""

_BRITISH: Final = (
    ("isation", "ization"),
    ("is(e|ed|es|er|ers|ing)$", r"iz\1"),
    ("ys(e|ed|es|er|ing)$", r"yz\1"),
    ("our", "or"),
    ("tre(s?)$", r"ter\1"),
    ("ogue(s?)$", r"og\1"),
    ("ence$", "ense"),
    ("ll(ed|ing|er|ers)$", r"l\1"),
    ("eller(y|ies)$", r"elr\1"),
    ("[ao]e", "e"),
    ("^gaol", "jail"),
    ("^pyj", "paj"),
    ("^tyre", "tire"),
    ("^kerb", "curb"),
    ("^mou(st)", r"mu\1"),
    ("^scep", "skep"),
    ("^thru$", "through"),
    ("^tho$", "though"),
    ("^cuz$", "'cause"),
    ("^sorta$", "sort a"),
)
"""Where British spelling, and a writer's ear, leave the American dictionary."""


def spelled_out(word: str) -> tuple[Way, ...]:
    """Return how a short form is said: ``doctor`` or ``street``, letter by letter for f.b.i; else ()."""
    if word in INITIALS or _DOTTED.fullmatch(word):
        return (*ABBREVIATIONS.get(word, ()), letter_by_letter(word))
    return ABBREVIATIONS.get(word, ())


_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}\.?|ph\.d\.?")
"""``u.s``, ``f.b.i``, ``ph.d``: but not ``example.com``."""


def letter_by_letter(word: str) -> Way:
    """Return the names of a word's letters."""
    return tuple(f"{letter}." for letter in word if letter.isalpha())


def unreadable(word: str) -> bool:
    """Tell letters that nobody makes a word of, since none is a vowel: nypd, cctv, gps; not hmm or shh."""
    able = len(word) > 1 and word.isascii() and word.isalpha()
    return able and not set("aeiouy") & set(word) and not _MURMUR.search(word)


_MURMUR: Final = re.compile(r"(.)\1|^[hpbs]+[rst]+|sh|ts|mh|hm")


def respelled(word: str) -> Iterator[str]:
    """Yield other spellings of a word, likeliest first: without accents, not drawn out, American."""
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    spellings = dict.fromkeys([plain, *(re.sub(r"(.)\1{2,}", times, plain) for times in (r"\1\1", r"\1"))])
    yield from (spelling for spelling in spellings if spelling != word)
    throughout = plain
    for british, american in _BRITISH:
        respelt, throughout = (re.sub(british, american, word) for word in (plain, throughout))
        if respelt != plain:
            yield respelt
    yield throughout
