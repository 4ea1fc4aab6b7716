# ruff: noqa: RUF001, SIM905 -- Chinese zero is no letter O; rows of words read better than lists
"""How a number may be said: in English, one digit after the other, and in the signs of Chinese and Japanese.

Numbers are compared, never computed with: every way of saying one is a text without spaces.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS: Final = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES: Final = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_IRREGULAR: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_HAN: Final = "〇一二三四五六七八九"
_HAN_SCALES: Final = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))
_MOST: Final = 10**10

NUMBER_WORDS: Final = frozenset(
    [
        *_SMALL,
        *_TENS,
        *(name for _, name in _SCALES),
        *("hundred", "and", "a", "oh", "point", "nineties", "percent"),
        *(_IRREGULAR.get(word, word + "th") for word in (*_SMALL, *_TENS)),
        *(word.removesuffix("y") + "ieth" for word in _TENS),
        *(word.removesuffix("y") + "ies" for word in _TENS),
        *"0123456789",
        *(_HAN + "零两兩廿卅百千万萬亿億十點点"),
    ]
)
"""Words that a number may be said in, in their plain spelling."""


@lru_cache(maxsize=4096)
def said(token: str) -> tuple[str, ...]:
    """Return every way to say a token with digits (``27``, ``3.5``, ``27th``, ``1980s``); () for others."""
    for ending, read in _ENDINGS:
        if ending and token.endswith(ending) and _is_number(token.removesuffix(ending)):
            return tuple(dict.fromkeys(read(token.removesuffix(ending))))
    return tuple(dict.fromkeys(_plain(token))) if _is_number(token) else ()


def _is_number(token: str) -> bool:
    whole, dot, part = token.partition(".")
    digits = whole.isascii() and whole.isdecimal() and (not dot or (part.isascii() and part.isdecimal()))
    return digits and len(token) <= 16


def _plain(token: str) -> Iterator[str]:
    whole, dot, part = token.partition(".")
    if dot:
        yield from (f"{first}point{_digits(part)}" for first in _whole(whole))
        yield from (f"{first}点{_han_digits(part)}" for first in _han(int(whole)))
        return
    yield from _whole(whole)
    yield _digits(whole)
    yield _digits(whole).replace("zero", "oh")
    yield from _han(int(whole))
    yield _han_digits(whole)


def _whole(digits: str) -> Iterator[str]:
    number = int(digits)
    if number < _MOST:
        yield from _english(number)
    if len(digits) == 4 and number >= 1000:
        yield from _year(*divmod(number, 100))
    if len(digits) == 3 and digits[0] != "0":
        yield from (_english_one(number // 100) + rest for rest in _pair(number % 100))


def _year(century: int, rest: int) -> Iterator[str]:
    """Nineteen eighty four, nineteen oh five, nineteen hundred."""
    yield from (_english_one(century) + said_rest for said_rest in _pair(rest))


def _pair(rest: int) -> tuple[str, ...]:
    if rest == 0:
        return ("hundred",)
    if rest < 10:
        return ("oh" + _SMALL[rest], "hundredand" + _SMALL[rest])
    return (_english_one(rest), "hundredand" + _english_one(rest))


def _english_one(number: int) -> str:
    return next(_english(number))


def _english(number: int) -> Iterator[str]:
    """Say a whole number: with and without ``and``, ``one hundred`` and ``a hundred``."""
    if number < 20:
        yield _SMALL[number]
    elif number < 100:
        yield _TENS[number // 10] + (_SMALL[number % 10] if number % 10 else "")
    elif number < 1000:
        yield from _scaled(number, 100, "hundred")
    else:
        scale, name = next((size, name) for size, name in _SCALES if number >= size)
        yield from _scaled(number, scale, name)


def _scaled(number: int, scale: int, name: str) -> Iterator[str]:
    count, rest = divmod(number, scale)
    firsts = [*_english(count), *(["a"] if count == 1 else [])]
    rests = [joint + text for joint in ("", "and") for text in _english(rest)] if rest else [""]
    yield from (first + name + text for first, text in product(firsts, rests))


def _digits(digits: str) -> str:
    return "".join(_SMALL[int(digit)] for digit in digits)


def _ordinal(digits: str) -> Iterator[str]:
    for text in _whole(digits):
        last = next((word for word in sorted(_IRREGULAR, key=len, reverse=True) if text.endswith(word)), "")
        if last and not text.endswith("teen"):
            yield text.removesuffix(last) + _IRREGULAR[last]
        else:
            yield text.removesuffix("y") + "ieth" if text.endswith("y") else text + "th"


def _plural(digits: str) -> Iterator[str]:
    """Nineteen eighties; the nineties."""
    yield from (
        text.removesuffix("y") + "ies" if text.endswith("y") else text + "s" for text in _whole(digits)
    )


def _han(number: int) -> Iterator[str]:
    """Say a number in Chinese signs, in simplified ones: with and without the first one, two in both ways."""
    if number >= 10**12:
        return
    text = _han_whole(number)
    variants = {text, text.removeprefix("一") if text[1:2] in {"十", "百", "千"} else text}
    variants |= {variant.replace("二百", "两百").replace("二千", "两千") for variant in variants}
    variants |= {"两" + variant[1:] for variant in variants if variant[:2] in {"二万", "二亿"}}
    if 20 <= number < 40:
        variants.add("廿卅"[number // 10 - 2] + (_HAN[number % 10] if number % 10 else ""))
    variants |= {variant.replace("一百", "百").replace("一千", "千") for variant in variants}
    yield from sorted(variants)


def _han_whole(number: int) -> str:
    if number < 10:
        return _HAN[number]
    scale, sign = next((size, sign) for size, sign in _HAN_SCALES if number >= size)
    count, rest = divmod(number, scale)
    gap = "〇" if rest and rest < scale // 10 else ""
    return _han_whole(count) + sign + (gap + _han_whole(rest) if rest else "")


def _han_digits(digits: str) -> str:
    return "".join(_HAN[int(digit)] for digit in digits)


_ENDINGS: Final = (
    ("st", _ordinal),
    ("nd", _ordinal),
    ("rd", _ordinal),
    ("th", _ordinal),
    ("'s", _plural),
    ("s", _plural),
)
