"""How figures are spoken: a written number, time, price or date as the words people say for it.

Pure. Each way is a run of words; the likeliest comes first. A letter that is said by its name is
written with a full stop after it (``a.``), as the dictionary of the acoustic model writes it.
"""

import re
from collections.abc import Iterator
from typing import Final

Way = tuple[str, ...]

_MOST_WAYS: Final = 6
_UNITS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUPS: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_ODD_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_MONEY: Final = {
    "$": ("dollar", "dollars", "cents"),
    "£": ("pound", "pounds", "pence"),
    "€": ("euro", "euros", "cents"),
    "¥": ("yen", "yen", "sen"),
}
_MEASURES: Final = {
    "%": ("percent",),
    "°": ("degrees",),
    "am": ("a.", "m."),
    "pm": ("p.", "m."),
    "a.m": ("a.", "m."),
    "p.m": ("p.", "m."),
    "km": ("kilometers",),
    "m": ("meters",),
    "cm": ("centimeters",),
    "mm": ("millimeter",),
    "ft": ("feet",),
    "kg": ("kilos",),
    "lb": ("pounds",),
    "lbs": ("pounds",),
    "oz": ("ounces",),
    "mph": ("miles", "an", "hour"),
    "k": ("thousand",),
    "bn": ("billion",),
}
_WHOLE: Final = r"\d{1,3}(?:,\d{3})+|\d+"
_MOST_DIGITS: Final = 15
"""Nobody says a longer number as a number: it is read out."""


def figures(word: str) -> tuple[Way, ...]:
    """Return the ways in which a word with digits in it is spoken, likeliest first; () without digits."""
    if not any("0" <= letter <= "9" for letter in word):
        return ()
    return tuple(dict.fromkeys(_ways(word)))[:_MOST_WAYS]


def _ways(word: str) -> Iterator[Way]:
    for pattern, read in _READERS:
        found = pattern.fullmatch(word)
        if found:
            yield from read(found)
            return
    yield from _mixed(word)


def number(value: int) -> Way:
    """Return a whole number from 0 in words, as Americans say it: ``one hundred five``."""
    if value < 20:
        return (_UNITS[value],)
    if value < 100:
        return (_TENS[value // 10], *(number(value % 10) if value % 10 else ()))
    if value < 1000:
        return (_UNITS[value // 100], "hundred", *(number(value % 100) if value % 100 else ()))
    size, name = next((size, name) for size, name in _GROUPS if value >= size)
    return (*number(value // size), name, *(number(value % size) if value % size else ()))


def ordinal(value: int) -> Way:
    """Return ``twenty third`` for 23."""
    *others, last = number(value)
    ending = "ieth" if last.endswith("y") else "th"
    return (*others, _ODD_ORDINALS.get(last, last.removesuffix("y") + ending))


def _whole(figure: str) -> Iterator[Way]:
    """Yield how a run of digits is said: as a year, a number, in pairs, or digit by digit."""
    digits = figure.replace(",", "")
    value = int(digits)
    if (digits[0] == "0" and len(digits) > 1) or len(digits) > _MOST_DIGITS:
        yield from _read_out(digits)
        return
    as_year = len(digits) == 4 and "," not in figure and 1100 <= value < 2100
    if as_year:
        yield from _year(value)
    yield number(value)
    yield from _with_and(number(value))
    if len(digits) == 3 and value % 100:
        yield (*number(value // 100), *(_two_digits(value % 100)))
    if len(digits) == 4 and "," not in figure and not as_year and value % 100 == 0 and value % 1000:
        yield (*number(value // 100), "hundred")
    if len(digits) == 4 and "," not in figure and not as_year and value % 100:
        yield (*number(value // 100), *_two_digits(value % 100))
    if len(digits) > 2 and "," not in figure:
        yield from _read_out(digits)


def _year(value: int) -> Iterator[Way]:
    if value % 100 == 0 and value % 1000:
        yield (*number(value // 100), "hundred")
    elif value % 100 and not 2000 <= value < 2010:
        yield (*number(value // 100), *_two_digits(value % 100))


def _two_digits(value: int) -> Way:
    return number(value) if value >= 10 else ("oh", *number(value))


def _with_and(said: Way) -> Iterator[Way]:
    """Yield the British way: ``one hundred and five``, and ``a hundred``."""
    at = max((n for n, word in enumerate(said) if word in ("hundred", "thousand")), default=-1)
    rest = said[at + 1 :]
    if at >= 0 and rest:
        yield (*said[: at + 1], "and", *rest)
    if at == 1 and said[0] == "one":
        yield ("a", said[1], *(("and", *rest) if rest else ()))


def _read_out(digits: str) -> Iterator[Way]:
    """Yield digit by digit: ``double oh``, ``oh`` and ``zero``."""
    if digits.startswith("00"):
        yield ("double", "oh", *(_UNITS[int(digit)] for digit in digits[2:]))
    yield tuple("oh" if digit == "0" else _UNITS[int(digit)] for digit in digits)
    if "0" in digits:
        yield tuple(_UNITS[int(digit)] for digit in digits)


def _decimal(found: re.Match[str]) -> Iterator[Way]:
    whole, _, parts = found[0].replace(",", "").partition(".")
    before = number(int(whole)) if whole else ()
    yield (*before, "point", *(_UNITS[int(digit)] for digit in parts))
    yield (*before, "point", *("oh" if digit == "0" else _UNITS[int(digit)] for digit in parts))
    if whole and int(whole) < 25 and len(parts) == 2 and int(parts) < 60:
        yield from _clock(int(whole), int(parts))


def _time(found: re.Match[str]) -> Iterator[Way]:
    yield from _clock(int(found[1]), int(found[2]))


def _clock(hour: int, minute: int) -> Iterator[Way]:
    if minute:
        yield (*number(hour), *_two_digits(minute))
    else:
        yield (*number(hour), "o'clock")
        yield (*number(hour), *(("hundred",) if hour > 12 else ()))
    to, past = number(hour % 12 + 1), number(hour if hour < 13 else hour - 12)
    if minute in (15, 45):
        yield ("quarter", *(("past", *past) if minute == 15 else ("to", *to)))
    elif minute == 30:
        yield ("half", "past", *past)
    elif 0 < minute < 30:
        yield (*number(minute), "past", *past)
    elif minute:
        yield (*number(60 - minute), "to", *to)


def _money(found: re.Match[str]) -> Iterator[Way]:
    one, many, small = _MONEY[found["coin"]]
    value, parts = int(found["whole"].replace(",", "")), found["parts"]
    large = {"k": ("thousand",), "m": ("million",), "bn": ("billion",)}.get(found["size"] or "", ())
    name = (one,) if value == 1 and not parts and not large else (many,)
    if parts and int(parts):
        yield (*number(value), *_two_digits(int(parts)))
        yield (*number(value), *((one,) if value == 1 else name), "and", *number(int(parts)), small)
        yield (*number(value), *((one,) if value == 1 else name), *number(int(parts)))
        return
    for way in _money_numbers(value):
        yield (*way, *large, *name)
    if found["coin"] in "$£":
        yield (*number(value), *large, ("buck" if value == 1 else "bucks") if one == "dollar" else "quid")


def _money_numbers(value: int) -> Iterator[Way]:
    yield number(value)
    yield from _with_and(number(value))
    if value == 1:
        yield ("a",)


def _measured(found: re.Match[str]) -> Iterator[Way]:
    for way in figures(found[1]):
        yield (*way, *_MEASURES[found[2]])


def _ordinal(found: re.Match[str]) -> Iterator[Way]:
    yield ordinal(int(found[1].replace(",", "")))
    yield ("the", *ordinal(int(found[1].replace(",", ""))))


def _decade(found: re.Match[str]) -> Iterator[Way]:
    """Yield ``nineteen eighties`` for 1980s, ``eighties`` for 80s, ``two thousands`` for 2000s."""
    for way in figures(found[1])[:1]:
        last = way[-1]
        yield (*way[:-1], last.removesuffix("y") + "ies" if last.endswith("y") else last + "s")


def _owned(found: re.Match[str]) -> Iterator[Way]:
    for way in figures(found[1])[:2]:
        yield (*way[:-1], way[-1] + "'s")


def _over(found: re.Match[str]) -> Iterator[Way]:
    """Yield ``twenty four seven`` for 24/7, ``a half`` for 1/2, ``three quarters`` for 3/4."""
    above, below = int(found[1]), int(found[2])
    if 0 < above < below < 11:
        part = {2: "half", 4: "quarter"}.get(below, ordinal(below)[-1])
        yield (*number(above), part if above == 1 else part + "s")
        if above == 1:
            yield ("a", part)
    yield (*number(above), *number(below))


def _mixed(word: str) -> Iterator[Way]:
    """Yield letters and figures run by run: ``r. two d. two``, ``twenty seven a.``, ``form four``."""
    ways: list[Way] = [()]
    for run in re.findall(r"[0-9]+|[^\W\d_]+", word):
        said = figures(run)[:3] if run[0].isdigit() else _letters(run)
        ways = [(*way, *more) for more in said for way in ways]
    yield from filter(None, ways)


def _letters(run: str) -> tuple[Way, ...]:
    named = tuple(f"{letter}." for letter in run)
    return (named,) if len(run) < 3 else ((run,), named)


_READERS: Final = (
    (re.compile(_WHOLE), lambda found: _whole(found[0])),
    (re.compile(rf"(?:{_WHOLE})?\.\d+|(?:{_WHOLE})\.\d+"), _decimal),
    (re.compile(r"([01]?\d|2[0-4])[:h]([0-5]\d)"), _time),
    (re.compile(rf"(?P<coin>[$£€¥])(?P<whole>{_WHOLE})(?:\.(?P<parts>\d\d))?(?P<size>k|m|bn)?"), _money),
    (re.compile(rf"({_WHOLE})(?:st|nd|rd|th)"), _ordinal),
    (re.compile(r"'?(\d*0)'?s"), _decade),
    (re.compile(r"(\d+)'s"), _owned),
    (re.compile(r"(\d{1,3})/(\d{1,3})"), _over),
    (re.compile(rf"((?:{_WHOLE})(?:[.:]\d+)?)({'|'.join(map(re.escape, _MEASURES))})"), _measured),
)
