"""Read the slate from what an assistant says before the clap. Pure: words in, `SpokenSlate`s out.

Two ways of slating are spoken. The American one says the scene, the setup's letter and the take
(``scene twenty seven apple take three mark``); its first setup has no letter. The British one says a
number that runs through the whole film, and tells no scene (``slate one two four take two``). Numbers
are said in full, digit by digit, or in pairs (``one oh four``, ``one twenty four``).

What has two readings is no slate: nothing is guessed. Which camera was called (``A camera``, ``B mark``)
is understood and not kept, since one recording goes with the clips of all cameras.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rushes.footage.habits import PREFIXES
from rushes.footage.model import Slate
from rushes.footage.slate_words import LETTER_NAMES, MANNERS, MARKS, NOUGHTS, SLATES, TEENS, TENS, UNITS

VOICE: Final = "voice"


@dataclass(frozen=True)
class SpokenSlate:
    """A slate as it was said.

    slate: its source is ``voice``, its habit the way of slating. first, after: which of the words said
    it, the last one exclusive. tail: it was announced as a tail slate.
    """

    slate: Slate
    first: int
    after: int
    tail: bool = False


@dataclass(frozen=True)
class Wording:
    """One way in which a slate is said: its name, an example, and its pattern over the signs of words."""

    name: str
    pattern: re.Pattern[str]
    example: str


_SIGNS: Final[Mapping[str, str]] = (
    dict.fromkeys(LETTER_NAMES, "l")
    | dict.fromkeys(UNITS, "d")
    | dict.fromkeys(NOUGHTS, "o")
    | dict.fromkeys(TEENS, "e")
    | dict.fromkeys(TENS, "x")
    | dict.fromkeys(SLATES, "S")
    | dict.fromkeys(MARKS, "k")
    | dict.fromkeys(MANNERS, "f")
    | {"scene": "s", "take": "t", "shot": "H", "hundred": "h", "and": "&", "double": "2", "number": "#"}
    | {"camera": "c", "pickup": "p", "series": "r", "mos": "M", "wildtrack": "w", "it": "i"}
)
"""What each word is in the patterns below; a written number is ``n``, any other word a full stop."""

_JOINED: Final[Mapping[tuple[str, ...], tuple[str, str]]] = {
    ("pick", "up"): ("p", "pickup"),
    ("m", "o", "s"): ("M", "mos"),
    ("x", "ray"): ("l", "x-ray"),
    ("double", "u"): ("l", "w"),
    ("room", "tone"): ("R", "room tone"),
    **{("wild", what): ("w", "wild track") for what in ("track", "tracks", "line", "lines")},
    **{(end, what): ("T", "tail") for end in ("tail", "end") for what in ("slate", "board", "sticks")},
}
"""What is said in several words, with its sign."""

_NUMBER: Final = "#?(?P<{}>n|dh(?:&?(?:xd?|e|d))?|d(?:xd?|e)|d[do]{{0,3}}|xd?|e)"
_TAKE: Final = "(?P<pickup>[pM]{0,2})t#?(?P<take>n|xd?|e|d)(?![doexhn])"
"""A take is no row of digits: ``take one two`` may be the second take of something else."""
_BEFORE: Final = "(?P<before>(?:[prMT]|lc|cl)*)"
_AFTER: Final = "(?P<after>(?:[prMT]|lc|cl|[fl]?ki?)*)"
_SETUP: Final = f"(?P<prefix>l{{0,2}}){_NUMBER.format('scene')}(?P<letters>2l|l{{0,2}})"
_BARE: Final = f"(?<![doexhnl2#sS]){_NUMBER.format('scene')}"


def _wording(name: str, pattern: str, example: str) -> Wording:
    return Wording(name, re.compile(_BEFORE + pattern + _AFTER), example)


WORDINGS: tuple[Wording, ...] = (
    _wording("scene and slate", f"s{_NUMBER.format('scene')}S{_NUMBER.format('slate')}{_TAKE}",
             "scene twenty seven slate one two four take two"),
    _wording("slate", f"S{_NUMBER.format('slate')}{_TAKE}", "slate one two four take two"),
    _wording("scene and shot", f"s{_NUMBER.format('scene')}H{_NUMBER.format('shot')}{_TAKE}",
             "scene twelve shot three take two"),
    _wording("scene", f"s{_SETUP}{_TAKE}", "scene twenty seven apple take three mark"),
    _wording("setup", f"{_BARE}(?P<letters>2l|l{{1,2}}){_TAKE}", "twenty seven apple take three"),
    _wording("master", f"{_BARE}{_TAKE}(?=(?:[prMT]|lc|cl)*[fl]?k)", "twenty seven take three mark"),
    _wording("wild track", f"(?P<wild>w)s?{_SETUP}(?:{_TAKE})?", "wild track scene twenty seven"),
    _wording("room tone", f"(?P<room>R)s?{_SETUP}(?:{_TAKE})?", "room tone scene twenty seven"),
    _wording("wild track after", f"s{_SETUP}(?P<wild>w)(?:{_TAKE})?", "scene twenty seven wild track"),
    _wording("room tone after", f"s{_SETUP}(?P<room>R)(?:{_TAKE})?", "scene twenty seven room tone"),
)  # fmt: skip
"""The first that fits is taken. Where nothing but a number stands before the take, a mark must follow."""


def spoken_slates(words: Sequence[str]) -> tuple[SpokenSlate, ...]:
    """Return every slate that these words say beyond doubt, in order.

    words: as heard or transcribed; case and punctuation do not matter, ``27A`` and ``27`` count as
    spoken numbers.
    """
    pieces = list(_pieces(words))
    signs = "".join(piece.sign for piece in pieces)
    slates: list[SpokenSlate] = []
    at = 0
    while at < len(signs):
        tried = (wording.pattern.match(signs, at) for wording in WORDINGS)
        fits = next(((w, m) for w, m in zip(WORDINGS, tried, strict=True) if m), None)
        slate = _spoken(*fits, pieces) if fits else None
        at = fits[1].end() if fits and slate else at + 1
        slates += [slate] if slate else []
    return tuple(slates)


@dataclass(frozen=True)
class _Piece:
    """A word, or several that are one, in the grammar: its sign, which words, and its text."""

    sign: str
    first: int
    after: int
    text: str


def _pieces(words: Sequence[str]) -> Iterator[_Piece]:
    """Yield the words with their signs; ``27-A`` and ``twenty-seven`` are two words in one."""
    parts = [(at, part) for at, word in enumerate(words) for part in _parts(word)]
    n = 0
    while n < len(parts):
        for size in (3, 2):
            some = parts[n : n + size]
            joined = _JOINED.get(tuple(part for _, part in some))
            if joined:
                yield _Piece(joined[0], some[0][0], some[-1][0] + 1, joined[1])
                n += len(some)
                break
        else:
            at, part = parts[n]
            yield _Piece("n" if part.isdecimal() else _SIGNS.get(part, "."), at, at + 1, part)
            n += 1


def _parts(word: str) -> list[str]:
    """Return a word in parts: ``27a`` is a number and a letter, ``M.O.S.`` three letters."""
    plain = word.lower()
    return (
        [plain] if plain in LETTER_NAMES else re.findall(r"[0-9]+|[^\W\d_']+(?:'[^\W\d_]+)?", plain) or [""]
    )


def _spoken(wording: Wording, found: re.Match[str], pieces: Sequence[_Piece]) -> SpokenSlate | None:
    """Put together what a wording found, or None where letters or numbers are none that a slate has."""
    part = {name: list(pieces[slice(*found.span(name))]) for name in found.groupdict()}
    scene, slate, shot, take = (_number(part.get(name, ())) for name in ("scene", "slate", "shot", "take"))
    letters, insert = _letters(part.get("letters", ())), _letters(part.get("prefix", ()))
    if letters is None or insert is None or 0 in {scene, slate, shot, take}:
        return None
    around = {piece.sign for name in ("before", "after", "pickup") for piece in part.get(name, ())}
    unit = insert if insert in PREFIXES else ""
    number = f"{'' if unit else insert}{scene}" if scene else None
    setup = str(slate) if slate else f"{unit}{number}{letters}" + (f"-{shot}" if shot else "")
    made = Slate(
        scene=number,
        setup=setup,
        take=take,
        pickup="p" in around,
        series="r" in around,
        mos="M" in around,
        source=VOICE,
        habit=wording.name,
        prefix=unit,
        wild=bool(part.get("wild")),
        room_tone=bool(part.get("room")),
    )
    span = pieces[found.start() : found.end()]
    return SpokenSlate(made, span[0].first, span[-1].after, tail="T" in around)


def _letters(pieces: Sequence[_Piece]) -> str | None:
    """Return a setup's letters: one, AA to DZ, or the same one twice; None where no setup is called so."""
    signs = "".join(piece.sign for piece in pieces)
    letters = "".join(LETTER_NAMES[piece.text] for piece in pieces if piece.sign == "l")
    if signs == "2l":
        return letters * 2
    usual = len(letters) < 2 or letters[0] in "ABCD" or letters[0] == letters[1]
    return letters if usual else None


def _number(pieces: Sequence[_Piece]) -> int | None:
    """Return a number said in full, digit by digit or in pairs; None for no words."""
    if not pieces:
        return None
    signs = "".join(piece.sign for piece in pieces)
    values = [_value(piece) for piece in pieces if piece.sign not in "#&"]
    if "h" in signs:
        return values[0] * 100 + sum(values[2:])
    if re.fullmatch("d[do]*", signs):
        return int("".join(map(str, values)))
    return values[0] * 100 + sum(values[1:]) if signs[0] == "d" else sum(values)


def _value(piece: _Piece) -> int:
    known = {**UNITS, **NOUGHTS, **TEENS, **TENS, "hundred": 100}
    return int(piece.text) if piece.sign == "n" else known[piece.text]
