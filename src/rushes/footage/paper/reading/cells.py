"""Read single cells: marks, takes, cameras, names. Pure.

A mark is written in many ways (x, ✓, ●, yes, ja, oui, 1, circled, print, K), a take as ``3``, ``3*``,
``(3)``, ``③``, ``3 PU``, ``1-3`` or ``1, 2 NG, (3)``. What cannot be read is kept as a comment and told.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from rushes.footage.marks import marks_of
from rushes.footage.paper.columns import plain

Sets = Mapping[str, object]
"""Fields of a `Row`, and what a cell sets them to."""

_NOTHING: Final[Sets] = MappingProxyType({})


def _words(text: str) -> frozenset[str]:
    return frozenset(plain(word) for word in text.split("·"))


YES: Final = _words(
    "x · yes · y · 1 · true · ja · j · wahr · oui · o · vrai · si · sí · s · sim · da · да · 是 · 有 · on"
)
NO: Final = _words(
    "0 · no · n · false · nein · falsch · non · faux · não · нет · 否 · 无 · off · none · na · n/a · "
    "not circled · unchecked · not used"
)
_YES_SIGNS: Final = frozenset("*+●•⬤◉◎○◯⭕⚫✓✔☑☒✅√✕★⭐■▪") | {"\u00d7"}
_NO_SIGNS: Final = frozenset("-_.☐□▢") | {"\u2013", "\u2014"}
_STATES: Final[Mapping[str, frozenset[str]]] = {
    "circled": _words(
        "circled · circle · circ · circle take · c · ct · print · printed · p · pr · good · good take · ok · "
        "best · keep · select · selected · favorite · favourite · k · kopie · kopieren · kopierer · gut · "
        "bonne · cerclée · cerclé · à tirer · tirée · buena · válida · buona · boa · 好 · 过 · 保"
    ),
    "no_good": _words(
        "ng · n.g. · no good · not good · bad · reject · rejected · nk · nicht kopieren · ausschuss · "
        "mauvaise · mala · scarto · 不好"
    ),
    "false_start": _words("fs · f/s · false start · fehlstart · faux départ · falso inicio · falsa partenza"),
    "hold": _words("hold · h · held · réserve · reserva · riserva"),
    "mos": _words("mos · mute · stumm · muet"),
    "wild": _words("wt · wild · wild track · wildtrack · nur ton · nurton · son seul"),
    "room_tone": _words("rt · room tone · roomtone · atmo · ambience"),
    "pickup": _words("pu · p/u · pickup · pick-up"),
    "series": _words("series · ser"),
}
"""What a status says in a word."""


def marked(text: str, column: str, take: int | None) -> Sets | None:
    """Return what a cell in a column of marks sets, or None where it cannot be read.

    column: the field that a plain yes or no sets. A status in a word sets its own field; a take's number
    in a column of circled takes is a yes.
    """
    text = text.strip()
    if not text:
        return {column: False}
    sets: dict[str, object] = {}
    parts = [text] if _one_mark(text, column, take) is not None else re.split(r"[,;/+&]", text)
    for part in parts:
        said = _one_mark(part.strip(), column, take)
        if said is None:
            return None
        sets |= said
    return sets if column == "status" else {column: False} | sets


def _one_mark(text: str, column: str, take: int | None) -> Sets | None:
    """Read one mark; a sign or a yes stands for the column, a status for itself."""
    bare = text.strip("()[]{} ")
    if bare and set(bare) <= _NO_SIGNS:
        return {column: False}
    if bare and set(bare) <= _YES_SIGNS:
        return {column: True}
    word = plain(bare)
    for state, words in _STATES.items():
        if word in words:
            return {state: True}
    if word in YES or word in NO:
        return {column: word in YES}
    number = [one.take for one in takes_in(bare)] if any(sign.isnumeric() for sign in bare) else []
    return {column: True} if take is not None and number == [take] else None


@dataclass(frozen=True)
class TakeSaid:
    """One take of a cell, what is marked beside it, and what else stands there."""

    take: int | None
    sets: Sets = field(default_factory=dict)
    rest: str = ""


_RANGE: Final = re.compile(
    r"0*(\d{1,3})\s*(?:[-\u2013\u2014~]|\.\.|to|thru|bis|à|al?|до)\s*0*(\d{1,3})", re.IGNORECASE
)
_MOST: Final = 60
"""Takes a range may name; what names more is no range of takes."""
_LIST: Final = re.compile(r"[,;&+\n]|(?<=\d)\s*/\s*(?=\d)|\s(?:and|und|et)\s", re.IGNORECASE)
_TAKE: Final = re.compile(
    r"(?:takes?|tk|t|prise|toma|ripresa|дубль|第)?[\s.:#№_-]*0*(\d{1,3})(?:\.0+)?\s*(?:条|次)?(?:[\s_-]*([A-Z]))?",
    re.IGNORECASE,
)
_RINGED: Final = re.compile(r"\(\s*([^()]*\d[^()]*)\)|\[\s*([^\[\]]*\d[^\[\]]*)\]|[○◯⭕●]\s*(\d+)")
_BESIDE: Final = re.compile(r"\((?:c|p|k|circ(?:led)?|print)\)", re.IGNORECASE)
_WILD: Final = re.compile(r"(?<![A-Z])(?:WT|wild(?:\s?track)?|VO)(?![A-Z])", re.IGNORECASE)
_ROOM: Final = re.compile(r"(?<![A-Z])(?:RT|room\s?tone|atmo)(?![A-Z])", re.IGNORECASE)


def takes_in(text: str) -> tuple[TakeSaid, ...]:
    """Return the takes that a cell names, each with its marks; none for an empty cell."""
    text = _spelt_out(text).strip()
    if not text:
        return ()
    span = _RANGE.fullmatch(text)
    if span and 0 < int(span[1]) < int(span[2]) <= int(span[1]) + _MOST:
        return tuple(TakeSaid(take) for take in range(int(span[1]), int(span[2]) + 1))
    parts = [part for part in _LIST.split(text) if part.strip()]
    many = len(parts) > 1 and all(any(sign.isdecimal() for sign in part) for part in parts)
    return tuple(_take(part.strip()) for part in (parts if many else [text]))


def _take(text: str) -> TakeSaid:
    sets: dict[str, object] = {}
    for name, pattern in (("wild", _WILD), ("room_tone", _ROOM), ("circled", _BESIDE)):
        text, times = pattern.subn(" ", text)
        sets |= {name: True} if times else {}
    ringed = _RINGED.fullmatch(text.strip())
    if ringed:
        text, sets["circled"] = next(part for part in ringed.groups() if part), True
    marks, left = marks_of(text)
    sets |= marks
    found = _TAKE.match(left)
    if not found or not int(found[1]):
        return TakeSaid(None, sets, left)
    letter, rest = (found[2] or "").upper(), left[found.end() :].strip(" -_.,")
    if rest[:1].isalnum() and letter:  # the beginning of a word: ``3 VFX``
        letter, rest = "", left[found.start(2) :]
    if letter in {"K", "P"}:
        sets["circled"] = True
    elif letter:
        sets.setdefault("camera", letter)
    return TakeSaid(int(found[1]), sets, rest)


def _spelt_out(text: str) -> str:
    """Write ringed numbers as numbers with an asterisk: ``③`` and ``3⃝`` as ``3*``."""
    text = re.sub(r"(\d+)\u20dd", r"\1*", text)
    return unicodedata.normalize("NFKC", "".join(map(_ringed_sign, text)))


def _ringed_sign(sign: str) -> str:
    if unicodedata.category(sign) != "No" or "CIRCLED" not in unicodedata.name(sign, ""):
        return sign
    return f"{int(unicodedata.numeric(sign))}*"


_CAMERA: Final = re.compile(
    r"(?:cam(?:era)?|kamera)?[\s._-]*([A-Z])[\s._-]*(?:cam(?:era)?|kamera)?", re.IGNORECASE
)


def camera_in(text: str) -> str | None:
    """Return a camera's letter (``B``, ``B Cam``, ``Cam B``); None for its model, or a number."""
    found = _CAMERA.fullmatch(text.strip())
    return found[1].upper() if found else None


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of characters in a cell, as written; a bare yes or no names nobody."""
    parts = re.split(r"[,;/&+\n]|\s(?:and|und|et|y)\s", text)
    names = [" ".join(part.split()) for part in parts]
    return tuple(dict.fromkeys(name for name in names if plain(name) and plain(name) not in YES | NO))


_SAID: Final = re.compile(r"(NG|N\.G\.|FS|F/S|MOS|PU|P/U|WT)(?=$|\s*[-\u2013\u2014:;,.(])")


def marks_of_comment(text: str) -> Sets:
    """Return what a comment marks that begins with a status in capitals: ``NG - plane``, ``FS``."""
    found = _SAID.match(text.strip())
    said = _one_mark(found[1], "status", None) if found else None
    return said or _NOTHING
