"""The words of a spoken slate: numbers, letters as crews spell them, and what stands around them. Pure.

Letters are called by any name that begins with them and that crews use: the spelling alphabet of the
film set (apple, baker, charlie, dog), that of the radio (alpha, bravo), or the bare letter. I and O
are missing, as no setup is called so.
"""

from collections.abc import Mapping
from typing import Final

_NINE: Final = "one two three four five six seven eight nine"
_TEN: Final = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TY: Final = "twenty thirty forty fifty sixty seventy eighty ninety"

UNITS: Final[Mapping[str, int]] = {word: n + 1 for n, word in enumerate(_NINE.split())} | {"niner": 9}

NOUGHTS: Final[Mapping[str, int]] = {"oh": 0, "o": 0, "zero": 0}

TEENS: Final[Mapping[str, int]] = {word: n + 10 for n, word in enumerate(_TEN.split())}

TENS: Final[Mapping[str, int]] = {word: (n + 2) * 10 for n, word in enumerate(_TY.split())}

LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"

_NAMES: Final = """
apple able adam alpha alfa  baker boy bravo bobby  charlie cat  dog david delta  easy echo edward elephant
frank fox foxtrot freddy  george golf  harry henry hotel how  jack john juliet johnny  king kilo
larry lima love lincoln  mike mary mother  nancy november nora  peter paul papa  queen quebec
roger robert romeo  sam sugar sierra  tom tommy thomas tango  union uniform uncle  victor
william whiskey  x-ray  yankee yellow young  zebra zulu
"""

LETTER_NAMES: Final[Mapping[str, str]] = {name: name[0].upper() for name in _NAMES.split()} | {
    letter.lower(): letter for letter in LETTERS
}
"""What a letter is called, with the letter."""

SLATES: Final = ("slate", "board")
MARKS: Final = ("mark", "marker", "sticks")
MANNERS: Final = ("soft", "second", "common")
"""Sticks may be soft (near an actor's ear) or second (the first were missed); a mark for all cameras."""


def spoken_numbers(number: int) -> tuple[tuple[str, ...], ...]:
    """Return the ways in which a number from 1 to 999 is said: in full, digit by digit, in pairs."""
    hundreds, rest = divmod(number, 100)
    digits = tuple(_DIGITS[int(digit)] for digit in str(number))
    if not hundreds:
        return tuple(dict.fromkeys((_up_to_99(number), digits)))
    hundred = (_DIGITS[hundreds], "hundred")
    if not rest:
        return (hundred, digits)
    full = ((*hundred, *_up_to_99(rest)), (*hundred, "and", *_up_to_99(rest)))
    pair = ((_DIGITS[hundreds], *_up_to_99(rest)),) if rest > 9 else ()
    return tuple(dict.fromkeys((*full, *pair, digits)))


_DIGITS: Final = ("oh", *_NINE.split())


def _up_to_99(number: int) -> tuple[str, ...]:
    tens, unit = divmod(number, 10)
    if number < 20:
        return (_DIGITS[number],) if number < 10 else (_TEN.split()[unit],)
    return (_TY.split()[tens - 2], *((_DIGITS[unit],) if unit else ()))
