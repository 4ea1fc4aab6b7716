"""What the crew's notes say of where people look: ``looks L-R``, ``cam L``, ``eyeline right``. Pure.

Script supervisors note for every single to which side of the picture it looks, so that shot and reverse can
be cut together; of wider shots they note who stands where. Read are the shorthands of English sets and the
plain words of German, French, Spanish and Chinese ones. Where somebody moves to a side (*enters camera left*)
nothing is said of looks. *Looks right* alone may be praise, so it is read only of somebody who is named.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rushes.picture.framing import framing_of

LEFT, AHEAD, RIGHT = -1, 0, 1
"""Where somebody looks on the screen: to its left, along the line (at the lens), to its right."""


@dataclass(frozen=True)
class Eyeline:
    """What a note says of one look.

    who: as the screenplay calls them, empty where nobody is named. towards: `LEFT`, `AHEAD` or `RIGHT`.
    stands: only said is where somebody stands: on the left, and so looking right where two talk.
    """

    who: str
    towards: int
    stands: bool = False


def eyelines_of(text: str, characters: Collection[str] = ()) -> tuple[Eyeline, ...]:
    """Return what a text says of looks, in its order; a place is left out where the look itself is said.

    characters: of the screenplay. A look is theirs whose name stands last before it, unless the picture is
    only taken over their shoulder.
    """
    plain = _plain(text)
    names = _names(plain, [who for who in characters if who not in framing_of(text, characters).over])
    found: list[Eyeline] = []
    since = 0
    for spot in sorted(_spots(plain)):
        who = next((name for at, name in reversed(names) if since <= at < spot.start), "")
        if not who and found and found[-1].stands and plain[since : spot.start].isspace():
            who = found[-1].who  # ``Ben screen left looking right``
        if not (spot.praise and not who):
            found.append(Eyeline(who, spot.towards, spot.stands))
        since = spot.end
    said = {one.who for one in found if not one.stands}
    return tuple(one for one in found if not one.stands or ("" not in said and one.who not in said))


@dataclass(frozen=True, order=True)
class _Spot:
    """Words that tell a look. praise: they may as well say that something is right."""

    start: int
    end: int
    towards: int
    stands: bool = False
    praise: bool = False


def _plain(text: str) -> str:
    """Return a text in small letters without accents, as long as it was."""
    return "".join(unicodedata.normalize("NFKD", sign.casefold())[:1] or " " for sign in text)


def _names(plain: str, characters: Collection[str]) -> list[tuple[int, str]]:
    """Return where characters are named, in order."""
    return sorted(
        (found.start(), who)
        for who in characters
        for found in re.finditer(rf"(?<!\w){re.escape(_plain(who).strip())}(?!\w)", plain)
    )


_L = r"(?:left|links|gauche|izquierda|izq\.?|izda\.?|li\.?|l\.?|g\.?)(?!\w)"
_R = r"(?:right|rechts|droite|derecha|dcha\.?|der\.?|re\.?|r\.?|d\.?)(?!\w)"
_ACROSS = r"\s*(?:-+>?|\u2013|\u2014|>|\u2192|to|nach|a|hacia|vers)\s*"
_VERB = (
    r"(?<!\w)(?:looks?|looking|lks?|lkg|eye-?\s?lines?|e/l|fac(?:es|ing)|eyes|"
    r"blick(?:t|e|richtung)?|schaut|schauend|sieht|guckt|regard(?:e|ent|ant|s)?|mira(?:n|ndo|da)?)(?!\w)"
)
_TARGET = r"(?:(?:to|at|towards?|zu|vers|hacia)\s+[\w'\u2019]+\s*,?\s+(?=\w{1,8}\.?\W))?"
_FILLED = (
    r"(?:[\s:.,(]*(?:to|towards?|is|the|of|off|screen|frame|camera|cam|scr|fr|de|von|nach|in|richtung|bild|"
    r"kamera|a|la|vers|cote|cadre|camera|hacia|al|cuadro|camara)(?!\w))*[\s:.,(]*"
)
_LENS = r"(?:camera|cam|lens|kamera|camara|objectif|objektiv|objetivo)(?!\w)"
_LOOK = re.compile(
    rf"(?P<verb>{_VERB})\s*{_TARGET}(?:{_FILLED})"
    rf"(?:(?P<lr>{_L}{_ACROSS}{_R})|(?P<rl>{_R}{_ACROSS}{_L})|(?P<left>{_L})|(?P<right>{_R}))"
)
_AT_LENS = re.compile(
    rf"{_VERB}\s+(?:straight\s+|directly\s+)?(?:in|into|to|at|down|a|in die|dans l'|a la|hacia)\s*"
    rf"(?:the\s+|la\s+)?{_LENS}(?!\s*(?:{_L}|{_R}))"
    r"|(?<!\w)(?:on (?:the )?(?:line|axis)|auf (?:der )?achse|dans l['\u2019]axe|en el eje)(?!\w)"
)
_CAMERA = re.compile(rf"(?<!\w)(?:cam|camera|kamera|camara)[\s.-]*(?:(?P<left>{_L})|(?P<right>{_R}))")
_FRAME = re.compile(
    rf"(?<!\w)(?:(?:frame|screen|cadre|cuadro|bild)[\s.-]*(?:a\s+)?(?:(?P<left>{_L})|(?P<right>{_R}))"
    rf"|(?:(?P<left2>{_L})|(?P<right2>{_R}))\s*(?:of|in|im|du|de|del)\s+(?:the\s+)?"
    r"(?:frame|screen|bild|cadre|cuadro)(?!\w))"
)
_MOVES = re.compile(
    r"(?:(?<!\w)(?:enter\w*|exit\w*|cross\w*|x|moves?|moving|walks?|pans?|panning|doll(?:y|ies)|track\w*|"
    r"from|tilts?|whips?|slides?|leaves?|goes|comes|swish|zooms?|geht|kommt|schwenk\w*|tritt|sort|entre|"
    r"pano\w*|travelling|sale|entra|paneo|passes)(?!\w)\W*(?:\w+\W+){0,2})$"
)
_SIGNS_LOOK = re.compile(
    r"(?:看|望|视线|面向|朝)[向往在]?(?:画面|镜头|画|镜)?(?P<to>[左右])"
    r"|[向往朝](?:画面|镜头|画|镜)?(?P<to2>[左右])[边侧方]?(?:看|望)"
)
_SIGNS_STAND = re.compile(r"(?:画面|画|镜头|镜)(?P<to>[左右])")


def _spots(plain: str) -> Iterator[_Spot]:
    """Yield all that tells a look, each stretch of text once, what is said most plainly first."""
    taken: list[tuple[int, int]] = []
    for spot in (*_looks(plain), *_signs(plain), *_places(plain)):
        if not any(start < spot.end and spot.start < end for start, end in taken):
            taken.append((spot.start, spot.end))
            yield spot


def _looks(plain: str) -> Iterator[_Spot]:
    for found in _LOOK.finditer(plain):
        towards = RIGHT if found["lr"] or (found["right"] and not found["rl"]) else LEFT
        praise = found["verb"] in {"look", "looks"} and found[0].split()[1:] == ["right"]
        yield _Spot(*found.span(), towards, praise=praise)
    for found in _AT_LENS.finditer(plain):
        yield _Spot(*found.span(), AHEAD)
    for found in _CAMERA.finditer(plain):
        if not _MOVES.search(plain[: found.start()].rpartition(",")[2]):
            yield _Spot(*found.span(), LEFT if found["left"] else RIGHT)


def _signs(plain: str) -> Iterator[_Spot]:
    for found in _SIGNS_LOOK.finditer(plain):
        yield _Spot(*found.span(), LEFT if "左" in found[0] else RIGHT)
    for found in _SIGNS_STAND.finditer(plain):
        if not re.search(r"[出入进走摇]$", plain[: found.start()]):
            yield _Spot(*found.span(), RIGHT if found["to"] == "左" else LEFT, stands=True)


def _places(plain: str) -> Iterator[_Spot]:
    """Yield where somebody stands: who stands on the left looks to the right."""
    for found in _FRAME.finditer(plain):
        if not _MOVES.search(plain[: found.start()].rpartition(",")[2]):
            left = found["left"] or found["left2"]
            yield _Spot(*found.span(), RIGHT if left else LEFT, stands=True)
