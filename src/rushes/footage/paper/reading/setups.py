"""Read scene, setup and slate as papers tell them, in one cell or in three. Pure.

They are understood as a file's name with the same signs is (`rushes.footage.slate`), so that 27A-3 on paper
and 27A-3 on a file are the same take. A number alone in a column of slates is a British slate, which tells no
scene; a number alone in a column of setups or shots counts within the scene: 27-4.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rushes.footage.model import Slate
from rushes.footage.slate import read_slate

_WORDS = re.compile(
    r"^(?:(?:scene|scn|sc|szene|sz|bild|sequence|s[eé]q|escena|esc|scena|shot|set-?up|slate|sl|klappe|einstellung|"
    r"einst|plan|plano|claqueta|clap|ciak|сцена|кадр|第)\.?[\s:#№]*)+",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Z]{1,2}")
_NUMBER = re.compile(r"\d{1,4}")
_SETUP = re.compile(r"(?:AP|[A-Z]{1,2})?0*\d{1,4}[A-Z]{0,2}(?:-\d{1,4}[A-Z]?)?")


@dataclass(frozen=True)
class Placed:
    """Scene and setup as of a slate.

    take, marks (fields of a slate): where the cell tells them too. rest: what is no slate.
    """

    scene: str | None = None
    setup: str | None = None
    take: int | None = None
    rest: str = ""
    marks: Mapping[str, object] = field(default_factory=dict)


def placed(scene: str, setup: str, slate: str, take: int | None) -> Placed:
    """Return what three cells say of scene and setup; empty ones are empty."""
    number, part, board = _clean(scene), _clean(setup), _clean(slate)
    if board:
        told = _board(number, board, take)
        if told.setup or not (number or part):
            return told
    if part and number:
        return _within(number, part, take, setup)
    return _alone(number or part, take, bare=not number)


def named(name: str) -> Placed:
    """Return the slate that a name tells (``27A-3``), or nothing."""
    slate, _ = read_slate(name.replace("/", "-"))
    if not slate.take:
        return Placed(rest=name)
    return Placed(slate.scene, slate.setup, slate.take, marks=_marks_in(slate))


_MARKS = ("circled", "no_good", "pickup", "series", "mos", "wild", "room_tone", "part")


def _marks_in(slate: Slate) -> Mapping[str, object]:
    return {mark: value for mark in _MARKS if (value := getattr(slate, mark))}


def key(setup: str) -> str:
    """Return a setup as it is compared: ``27-a``, ``027A`` and ``27A`` are the same."""
    text = re.sub(r"[-_ /.]+(?=[A-Z])|(?<=[A-Z])[-_ /.]+", "", _clean(setup))
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[-_ /.]+", "-", text))


def _clean(text: str) -> str:
    """Return a cell without words around its number, without what a spreadsheet makes of 27 (``27.0``)."""
    text = unicodedata.normalize("NFKC", text).strip().upper().strip("\"'\u00b4`")
    text = re.sub(r"(?<=\d)\.0+$", "", _WORDS.sub("", text))
    return re.sub(r"(?:场|镜|号|カット|シーン)$", "", text).strip(" .:#")


def _board(scene: str, board: str, take: int | None) -> Placed:
    """Read a cell of a slate: a British number, or all of ``27A/3``."""
    if _NUMBER.fullmatch(board):
        return Placed(_scene(scene), str(int(board)))
    whole = named(re.sub(r"\s*[/_]\s*|\s+-\s+", "-", board))
    if whole.take and (take is None or whole.take == take):
        return whole
    return _alone(board, take, bare=False)


def _within(scene: str, setup: str, take: int | None, written: str) -> Placed:
    """Read a scene's cell beside a setup's."""
    number = _scene(scene) or scene
    if _LETTERS.fullmatch(setup):
        if re.fullmatch(rf"\d+{setup}", scene):  # the setup's letter stands in both cells
            return _alone(scene, take, bare=False)
        both = _alone(number + setup, take, bare=False)
        return replace(both, scene=number) if re.search(r"\d[A-Z]", number) else both
    if _NUMBER.fullmatch(setup):
        master = setup.lstrip("0") == number
        return Placed(number, number if master else f"{number}-{int(setup)}")
    if key(setup).startswith(key(scene)):
        return _alone(setup, take, bare=False)
    if re.fullmatch(r"0*\d{1,4}[A-Z]{1,2}", setup):
        return Placed(number, f"{number}-{setup.lstrip('0')}")
    alone = _alone(scene, take, bare=False)
    return Placed(alone.scene, alone.setup, rest="" if setup == "MASTER" else written.strip())


def _alone(text: str, take: int | None, *, bare: bool) -> Placed:
    """Read one cell that tells both, ``27A``; bare: a number in it is a British slate."""
    if not text or (bare and _NUMBER.fullmatch(text)):
        return Placed(None, str(int(text))) if text else Placed()
    whole = named(text) if take is None else Placed()
    if whole.take:
        return whole
    slate, _ = read_slate(f"{text.replace('/', '-')}-{take or 1}")
    if slate.setup and slate.take == (take or 1):
        return Placed(slate.scene, slate.setup, marks=_marks_in(slate))
    return _as_written(text)


def _as_written(text: str) -> Placed:
    """Read a cell that no name would be written like: a shot of a scene, a numbering of its own."""
    if _SETUP.fullmatch(text):
        return Placed(_scene(text), key(text))
    if any(sign.isdecimal() for sign in text) and not re.search(r"[,;+&\s]", text):
        return Placed(text, text)  # a numbering of its own, such as SR001-2C
    return Placed(rest=text)


def _scene(text: str) -> str | None:
    """Return the scene's number in a cell, without leading zeros; None in an empty one."""
    found = re.match(r"([A-Z]{0,2})0*(\d{1,4}[A-Z]{0,2})(?![A-Z\d])", text)
    return found[1] + found[2] if found else None
