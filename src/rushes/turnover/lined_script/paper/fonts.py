"""Fonts of this machine, for letters that Courier and Helvetica lack. A door: it reads the disk."""

import os
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

ENCODING = "windows-1252"
"""What the fonts of every PDF reader can write (ISO 32000-1, annex D)."""

_ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_LIKED = (
    *("dejavusansmono", "liberationmono", "notosansmono-", "couriernew", "cour.", "menlo", "consola"),
    *("notosanscjk-", "sourcehansans", "notosansjp", "notosanssc", "hiragino", "yugothic", "msgothic"),
    *("pingfang", "msyh", "malgun", "arialunicode", "liberationsans", "dejavusans.", "notosans-"),
    *("notosanshebrew", "notosansarabic", "notonaskharabic", "arial."),
)
"""Beginnings of file names, best first: those of even width, then those with most letters."""

_MOST_FILES = 600
"""Font files that are looked into at most: some five milliseconds each."""

_STYLED = ("bold", "italic", "oblique", "black", "light", "thin", "condensed", "narrow", "medium")
_RESTRICTED, _OTHER_USES = 0x0002, 0x000C
"""Bits of OS/2 fsType: embedding forbidden, unless one that allows it is set too (OpenType 1.9)."""

_NOBODY_HAS = frozenset({"Cc", "Cn", "Co", "Cs"})
"""Kinds of letters that are not looked for: controls, unassigned, private, halves of one."""

_LETTERS_OF = {"JP": ("\u3040", "\u30ff"), "KR": ("\uac00", "\ud7a3")}
"""Letters of one country only: first and last of its own block."""


@dataclass(frozen=True)
class Face:
    """A font that may be embedded. number: its place in a collection. letters: what was asked and it has."""

    path: Path
    number: int
    letters: frozenset[str]


@lru_cache(maxsize=4)
def faces_for(letters: frozenset[str]) -> tuple[Face, ...]:
    """Return fonts of this machine that have these letters, as few as can easily be, the most useful first.

    What none of them has is in none of `Face.letters`. The same machine gives the same answer.
    """
    faces: list[Face] = []
    lacking = {letter for letter in letters if unicodedata.category(letter) not in _NOBODY_HAS}
    for path in _files() if lacking else ():
        face = _face(path, letters)
        if face and lacking & face.letters:
            faces.append(face)
            lacking -= face.letters
        if not lacking:
            break
    return tuple(faces)


def _face(path: Path, letters: frozenset[str]) -> Face | None:
    """Open a font as far as needed; None when it cannot be read, may not be embedded or has none."""
    try:
        number = _number(path, letters)
        with TTFont(path, fontNumber=number, lazy=True) as font:
            rights = font["OS/2"].fsType if "OS/2" in font else 0
            if rights & _RESTRICTED and not rights & _OTHER_USES:
                return None
            if "glyf" not in font and "CFF " not in font:
                return None
            known = font.getBestCmap() or {}
    except (TTLibError, OSError, KeyError, ValueError, AssertionError, AttributeError):
        return None
    has = frozenset(letter for letter in letters if ord(letter) in known)
    return Face(path, number, has) if has else None


def _number(path: Path, letters: frozenset[str]) -> int:
    """Choose the face of a collection that writes Chinese characters as the country of these letters does."""
    if path.suffix.lower() not in {".ttc", ".otc"}:
        return 0
    with TTCollection(path, lazy=True) as collection:
        names = [str(font["name"].getDebugName(1) or "") for font in collection.fonts]
    country = next(
        (
            name
            for name, (first, last) in _LETTERS_OF.items()
            if any(first <= letter <= last for letter in letters)
        ),
        "SC",
    )
    wanted = [
        at for at, name in enumerate(names) if name.endswith((f" {country}", country)) and "Mono" not in name
    ]
    return wanted[0] if wanted else 0


@cache
def _files() -> tuple[Path, ...]:
    """Return every font file, plain and well-liked ones first."""
    return tuple(sorted(set(_found()), key=_rank)[:_MOST_FILES])


def _found() -> Iterator[Path]:
    for folder in _folders():
        for parent, _, names in os.walk(folder):
            yield from (Path(parent, name) for name in names if Path(name).suffix.lower() in _ENDINGS)


def _rank(path: Path) -> tuple[bool, int, str]:
    name = path.name.lower().replace(" ", "").replace("_", "-")
    styled = any(word in name for word in _STYLED)
    liked = next((at for at, start in enumerate(_LIKED) if name.startswith(start)), len(_LIKED))
    return styled, liked, str(path)


def _folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")
        yield Path(os.environ.get("LOCALAPPDATA", str(home)), "Microsoft", "Windows", "Fonts")
        return
    if sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
        return
    yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts")
    yield home / ".fonts"
