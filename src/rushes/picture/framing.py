"""What the field's own words say of a picture: ``CU ANNA``, ``MS 2-shot``, ``OTS Ben``, ``Master``. Pure.

Slates, camera reports and notes tell what a setup shows in a few shorthands, most of them English wherever
films are made; the common German, French, Spanish and Chinese ones stand in the same table. Where two
languages mean different sizes by the same letters (PM is a French full shot and a Spanish medium one, PE a
French wide one and a Spanish full one), the letters are left out and the words are read.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal


class ShotSize(IntEnum):
    """How much of a person a picture shows; each step goes closer."""

    EXTREME_WIDE = 0
    WIDE = 1
    FULL = 2
    MEDIUM_WIDE = 3
    MEDIUM = 4
    MEDIUM_CLOSE = 5
    CLOSE = 6
    EXTREME_CLOSE = 7

    @property
    def broad(self) -> Literal["wide", "medium", "close"]:
        """The size in the three words of any set: head to foot is wide, from the chest up is close."""
        if self <= ShotSize.FULL:
            return "wide"
        return "medium" if self <= ShotSize.MEDIUM else "close"


@dataclass(frozen=True)
class Framing:
    """What is said of a picture. None and empty: not said.

    size: at the beginning; ends: at the end of a move. on: who or what is seen, over: over whose shoulder, as
    written, or as the screenplay calls them. people: how many (``2-shot``). kind: ``master``, ``insert``,
    ``point of view`` or empty.
    """

    size: ShotSize | None = None
    on: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    people: int | None = None
    kind: str = ""
    ends: ShotSize | None = None


_W, _F, _MW, _M = ShotSize.WIDE, ShotSize.FULL, ShotSize.MEDIUM_WIDE, ShotSize.MEDIUM
_MC, _C, _EC, _EW = ShotSize.MEDIUM_CLOSE, ShotSize.CLOSE, ShotSize.EXTREME_CLOSE, ShotSize.EXTREME_WIDE

CODES: Mapping[str, ShotSize] = {
    **dict.fromkeys(("EWS", "ELS", "XWS", "XLS", "GPG"), _EW),
    **dict.fromkeys(("WS", "LS", "VWS", "PG"), _W),
    **dict.fromkeys(("FS", "HT"), _F),
    **dict.fromkeys(("MWS", "MLS", "PA", "HN"), _MW),
    **dict.fromkeys(("MS", "PRT"), _M),
    **dict.fromkeys(("MCU", "PMC", "PRP"), _MC),
    **dict.fromkeys(("CU", "GP", "PP"), _C),
    **dict.fromkeys(("ECU", "XCU", "BCU", "TGP", "PPP"), _EC),
}
"""Letters that stand for a size, written large or small, never as a name is (Ms is a lady)."""

WORDS: Mapping[str, ShotSize] = {
    **dict.fromkeys(("extreme wide", "extreme long", "very wide", "大远景", "远景"), _EW),
    **dict.fromkeys(("gran plano general", "weittotale"), _EW),
    **dict.fromkeys(("wide", "long shot", "establishing", "establisher", "master", "totale", "weite"), _W),
    **dict.fromkeys(("plan d ensemble", "plan general", "plano general", "plano conjunto", "主镜头"), _W),
    **dict.fromkeys(("full shot", "full figure", "full length", "halbtotale", "plan moyen"), _F),
    **dict.fromkeys(("plano entero", "head to toe", "全景"), _F),
    **dict.fromkeys(("medium wide", "medium long", "cowboy", "american shot", "amerikanische"), _MW),
    **dict.fromkeys(("plan americain", "plano americano", "halbnahe", "halbnah", "中全景"), _MW),
    **dict.fromkeys(("medium shot", "medium", "mid shot", "waist shot", "中景"), _M),
    **dict.fromkeys(("plan taille", "plano medio"), _M),
    **dict.fromkeys(("medium close", "medium closeup", "head and shoulders", "nahaufnahme"), _MC),
    **dict.fromkeys(("nah", "nahe", "plan rapproche", "plano medio corto", "中近景", "近景"), _MC),
    **dict.fromkeys(("close up", "closeup", "close", "gros plan", "primer plano", "特写"), _C),
    **dict.fromkeys(("grosaufnahme", "grossaufnahme", "gros", "gross"), _C),
    **dict.fromkeys(("extreme close", "big close", "very close", "detailaufnahme", "tres gros plan"), _EC),
    **dict.fromkeys(("primerisimo primer plano", "大特写"), _EC),
}  # fmt: skip
"""Words for a size, without accents; the longest that stands there is meant."""

_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("master", "主镜头", "plano master"), "master"),
    **dict.fromkeys(("insert", "inserts", "detail", "plano detalle", "cutaway", "插入", "空镜"), "insert"),
    **dict.fromkeys(("pov", "point of view", "subjective", "subjektive", "subjetivo"), "point of view"),
}
_PEOPLE: Mapping[str, int] = {
    **dict.fromkeys(("single", "1 shot", "one shot", "单人"), 1),
    **dict.fromkeys(("2 shot", "two shot", "2shot", "2s", "zweier", "双人"), 2),
    **dict.fromkeys(("3 shot", "three shot", "3shot", "3s", "dreier", "三人"), 3),
}
_OVER = (
    *("over the shoulder of", "over the shoulder", "over shoulder", "ots", "o t s", "oss", "over"),
    *(
        "uber die schulter von",
        "uber die schulter",
        "uber schulter",
        "overshoulder",
        "amorce de",
        "en amorce",
    ),
    *("amorce", "escorzo de", "escorzo", "过肩"),
)
_ONTO = ("favoring", "favouring", "onto", "towards", "on", "to", "auf", "sur", "sobre", "of", "de", "von")
"""Words after which stands who is looked at; behind ``over Ben`` it is no longer Ben."""

_NAME = re.compile(r"[^\W\d_][\w'\u2019.-]*")
_SIGNS = re.compile(r"[\u4e00-\u9fff]")


def framing_of(text: str, characters: Collection[str] = ()) -> Framing:
    """Return what a text says of a picture; an empty `Framing` where it says nothing.

    characters: of the screenplay; then only they are seen, by their own names. Else whatever is written as a
    name (with a capital letter, or after the words for an insert) is taken for who or what is seen.
    """
    spots = sorted(spots_in(text))
    if not spots:
        return Framing()
    sizes = [ShotSize(int(spot.value)) for spot in spots if spot.what == "size"]
    kinds = [str(spot.value) for spot in spots if spot.what == "kind"]
    people = [int(spot.value) for spot in spots if spot.what == "people"]
    over, on = _who(text, spots, characters, insert="insert" in kinds)
    return Framing(
        size=sizes[0] if sizes else None,
        on=on,
        over=over,
        people=people[0] if people else None,
        kind=kinds[0] if kinds else "",
        ends=sizes[-1] if len(sizes) > 1 and sizes[-1] != sizes[0] else None,
    )


def size_by_face(height: float) -> ShotSize:
    """Return the size of a shot by a face from hair to chin, as a part of the picture's height.

    A body is ten such faces high, and a picture leaves some room above it: a close-up ends at the collar
    after about two of them, a medium close one at the chest after three, a medium one at the waist after four
    and a half, a medium wide one above the knees after seven; a full shot has eleven. Steps lie half way
    between.
    """
    steps = ((0.62, _EC), (0.38, _C), (0.26, _MC), (0.175, _M), (0.11, _MW), (0.07, _F), (0.025, _W))
    return next((size for least, size in steps if height >= least), _EW)


@dataclass(frozen=True, order=True)
class Spot:
    """Words of the field in a text: from where, up to where, and what they say."""

    start: int
    end: int
    what: str
    value: int | str


def spots_in(text: str) -> Iterator[Spot]:
    """Yield the words of the field, each stretch of text once: the longest that stands there."""
    if not text:
        return
    letters = plain(text)
    free = [True] * len(letters)
    for words, says in _TABLE:
        for found in words.finditer(letters):
            if all(free[found.start() : found.end()]):
                free[found.start() : found.end()] = [False] * (found.end() - found.start())
                yield from (Spot(*found.span(), what, value) for what, value in says)
    for found in re.finditer(r"\w+", text):
        word = found[0]
        if word.upper() in CODES and (word.isupper() or word.islower()) and all(free[slice(*found.span())]):
            yield Spot(*found.span(), "size", CODES[word.upper()])


def plain(text: str) -> str:
    """Return a text in small letters without accents and marks, as long as it was; a sharp s is an s."""
    bare = (unicodedata.normalize("NFKD", sign.casefold())[:1] for sign in text)
    return "".join(sign if sign.isalnum() else " " for sign in bare)


def _pattern(words: str) -> re.Pattern[str]:
    if _SIGNS.search(words):
        return re.compile(re.escape(words))
    apart = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){apart}(?:\s+(?:up|shot))?(?!\w)")


Says = tuple[str, int | str]


def _table() -> list[tuple[re.Pattern[str], list[Says]]]:
    """Return every word of the field with all that it says, the longest first."""
    says: dict[str, list[Says]] = defaultdict(list)
    for what, words in (
        ("people", _PEOPLE),
        ("kind", _KINDS),
        ("size", WORDS),
        ("over", dict.fromkeys(_OVER, 0)),
    ):
        for word, value in words.items():
            says[word].append((what, value))
    return [(_pattern(word), says[word]) for word in sorted(says, key=len, reverse=True)]


_TABLE = _table()


def _who(
    text: str, spots: list[Spot], characters: Collection[str], *, insert: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return over whose shoulder, and on whom."""
    taken = [(spot.start, spot.end) for spot in spots]
    over_from = [spot.end for spot in spots if spot.what == "over"]
    turn = _turn(text, over_from[0]) if over_from else None
    over: list[str] = []
    on: list[str] = []
    for at, name in _names(text, taken, characters, insert=insert):
        behind = over_from and at >= over_from[0] and (turn is None or at < turn)
        (over if behind and not (over and turn is None) else on).append(name)
    return tuple(dict.fromkeys(over)), tuple(dict.fromkeys(on))


def _turn(text: str, after: int) -> int | None:
    """Return where a text goes on from the shoulder to the face: ``OTS Ben on Anna``, ``OTS Ben / Anna``."""
    words = "|".join(_ONTO)
    found = re.compile(rf"(?<!\w)(?:{words})(?!\w)|[/>→]", re.IGNORECASE).search(text, after + 1)
    return found.end() if found else None


def _names(
    text: str, taken: list[tuple[int, int]], characters: Collection[str], *, insert: bool
) -> Iterator[tuple[int, str]]:
    """Yield who is named, and where."""
    if characters:
        yield from ((at, who) for at, _, who in named_in(text, characters))
        return
    for found in _NAME.finditer(text):
        word = re.sub(r"['\u2019]s$|[.'\u2019-]+$", "", found[0])
        free = not any(start < found.end() and found.start() < end for start, end in taken)
        if free and word.lower() not in NO_NAMES and (insert or word[:1].isupper()):
            yield found.start(), word


def named_in(text: str, characters: Collection[str]) -> list[tuple[int, str, str]]:
    """Return where characters are named, in order, as what, and who that is.

    Somebody of two names may go by one, where nobody else bears it.
    """
    letters = plain(text)
    names = [(plain(who).strip(), who) for who in characters]
    bears = Counter(word for name, _ in names for word in set(name.split()))
    names += [(word, who) for name, who in names for word in name.split() if _is_name(word, bears)]
    found: dict[int, tuple[str, str]] = {}
    for name, who in sorted(names, key=lambda one: -len(one[0])):
        for spot in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", letters) if name else ():
            if not any(at <= spot.start() < at + len(taken) for at, (taken, _) in found.items()):
                found[spot.start()] = (name, who)
    return [(at, name, who) for at, (name, who) in sorted(found.items())]


def _is_name(word: str, bears: Mapping[str, int]) -> bool:
    return bears[word] == 1 and len(word) > 2 and word.isalpha() and word not in NO_NAMES


NO_NAMES = frozenset(
    (
        *_ONTO,
        *(
            "the",
            "and",
            "a",
            "an",
            "with",
            "at",
            "in",
            "from",
            "for",
            "clean",
            "dirty",
            "tight",
            "loose",
            "shot",
        ),
        *(
            "push",
            "pull",
            "pan",
            "tilt",
            "dolly",
            "track",
            "tracking",
            "handheld",
            "steadicam",
            "camera",
            "cam",
        ),
        *("up", "down", "low", "high", "angle", "profile", "reverse", "rev", "take", "scene", "int", "ext"),
        *("die", "der", "das", "und", "mit", "et", "la", "le", "les", "y", "el", "los", "las", "shoulder"),
    )
)
