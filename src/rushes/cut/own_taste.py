"""A taste of one's own: a TOML file that says in what it differs from one of the table.

    based_on = "classic"
    [weights]
    start_wide = 3
    [pace]
    median_s = 4

Names may be written with spaces in quotes, with underscores or with hyphens. Whatever is not known, not a
number, or out of bounds is refused with the line of the file that holds it. What the file is called is what
the taste is called, unless it says a `name`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from math import ceil
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rushes.cut.idioms import NAMES, OF_A_JOIN, OF_A_READING, OF_AN_OPENING, OF_GOING_ON
from rushes.cut.pace import Pace, Splits
from rushes.cut.tastes import FORMER, TASTES, Air, Taste, UnknownTaste, taste_named
from rushes.errors import Finding, Refusal

ENDING: Final = ".toml"
LARGEST: Final = 100_000
"""Bytes: a taste is a page at most, and what is larger is no taste."""

Bounds = tuple[float, float]

OF_A_WEIGHT: Final[Bounds] = (0.0, 1000.0)
OF_DOUBT: Final[Bounds] = (0.0, 1.0)
SECTIONS: Final[Mapping[str, Mapping[str, Bounds]]] = {
    "air": {field.name: (0.0, 10.0) for field in fields(Air)},
    "pace": {
        "median_s": (0.1, 3600.0),
        "shortest_s": (0.0, 60.0),
        "hold_s": (0.5, 3600.0),
    },
    "splits": {
        "share": (0.0, 1.0),
        "picture_share": (0.0, 1.0),
        "least_s": (0.0, 5.0),
        "most_s": (0.0, 5.0),
        "picture_most_s": (0.0, 5.0),
    },
}
"""What a file may set beside weights, and between which bounds: outside them nothing could be meant."""

WORDS: Final = 37.0
"""What the idiom of the words sets between a reading as written and the best altered one, at weight 1."""

SPEAKER: Final = ("speaker seen", "speaker on mic")
"""Of a reading only one of these is ever said."""
BAD_CUT: Final = ("no jump cut", "crosses the line")
"""Of a join only one of these is ever said."""

_ALONE: Final = ("name", "based_on", "look_below")


class NotATaste(Refusal):
    """A file is no taste; told with the place in it and what would be one."""

    sentence = "The taste {0}{1}: {2}"


def taste_of(words: str) -> Taste:
    """Return the taste of a name, or that of a file whose name ends in .toml.

    `UnknownTaste`, `NotATaste`.
    """
    return read_taste(Path(words)) if words.lower().endswith(ENDING) else taste_named(words)


def read_taste(path: Path) -> Taste:
    """Return the taste that a file describes; `NotATaste` with the reason."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise NotATaste(path.name, "", f"the file is larger than {LARGEST // 1000} kB.")
        return taste_from(data.decode("utf-8-sig"), path.stem, path.name)
    except OSError as error:
        raise NotATaste(path.name, "", f"the file cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise NotATaste(path.name, "", "the file is no text in UTF-8.") from None


def doubts_about(taste: Taste) -> tuple[Finding, ...]:
    """Return what a person should know of a taste before it cuts: that it may leave the script."""
    needed, words = swing(taste) / WORDS, taste.weights.get("as written", 0.0)
    if words > needed:
        return ()
    return (
        Finding(
            "taste may leave the script",
            taste.name,
            f"The taste '{taste.name}' weighs 'as written' with {words:g}: an altered reading may be used"
            " although a good one was heard.",
            f"With a weight of {ceil(needed * 10 + 1) / 10:.1f} the words of the script always come first.",
        ),
    )


def swing(taste: Taste) -> float:
    """Return by how much all idioms but those of the words can move the worth of a reading in its place.

    That is by itself, as the first of its scene, and at its two joins. Who speaks is known or told by ear; at
    a join a take runs on or is left, and it jumps or crosses the line; a line has its other voice on one side
    only. Pictures that are laid over a line change no word of it.
    """
    span = {one.name: (one.least, one.most) for one in (*OF_A_READING, *OF_AN_OPENING)}
    span |= {one.name: (one.least, one.most) for one in (*OF_A_JOIN, *OF_GOING_ON)}
    worth = {
        name: (taste.weight_of(name) * least, taste.weight_of(name) * most)
        for name, (least, most) in span.items()
    }
    reach = {name: most - least for name, (least, most) in worth.items()}
    joins = [one.name for one in (*OF_A_JOIN, *OF_GOING_ON)]
    alone = sum(reach[name] for name in reach if name not in {*joins, *SPEAKER, "as written", "surely heard"})
    runs_on = [worth[name] for name in ("whole performance", *(one.name for one in OF_GOING_ON))]
    leaves = [worth[one.name] for one in OF_A_JOIN if one.name not in {"voices together", *BAD_CUT}]
    leaves.append((min(worth[name][0] for name in BAD_CUT), max(worth[name][1] for name in BAD_CUT)))
    most = max(sum(most for _, most in way) for way in (runs_on, leaves))
    least = min(sum(least for least, _ in way) for way in (runs_on, leaves))
    return alone + max(reach[name] for name in SPEAKER) + 2 * (most - least) + reach["voices together"]


def taste_from(text: str, name: str, file: str = "") -> Taste:
    """Return the taste that a text describes, called `name` unless it says otherwise."""
    page = _Page(text, file or f"{name}{ENDING}")
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotATaste(page.file, "", f"this is not TOML: {error}.") from None
    except RecursionError:
        raise NotATaste(page.file, "", "it is nested too deeply to be one.") from None
    return _made({_plain(key, "_"): (key, value) for key, value in _once(told, page, "")}, name, page)


@dataclass(frozen=True)
class _Page:
    """The text of a file, in which a place can be found."""

    text: str
    file: str

    def refuse(self, section: str, key: str, why: str) -> NotATaste:
        """Return the refusal of a key, with its line where that can be told."""
        line = self.line_of(section, key)
        return NotATaste(self.file, "" if line is None else f", line {line}", why)

    def line_of(self, section: str, key: str) -> int | None:
        """Return the line, from 1, that sets a key of a section; of the section itself without one."""
        here, begun = "", None
        for number, line in enumerate(self.text.splitlines(), start=1):
            if line.lstrip().startswith("["):
                here = line.partition("]")[0].strip(" \t[\"'")
                begun = number if here in {section or key, f"{section}.{key}"} else begun
            if _sets(line, key) and here == section:
                return number
            if section and _sets(line, f"{section}.{key}") and not here:
                return number
            if section and _sets(line, section) and not here:
                begun = number
        return begun


def _sets(line: str, key: str) -> bool:
    """Tell whether a line of TOML sets a key, bare or in quotes; parts of a dotted one may stand apart."""
    left, equals, _ = line.partition("=")
    parts = [part.strip().strip("\"'") for part in left.split(".")]
    return bool(equals) and ".".join(parts) == key


def _plain(key: str, between: str) -> str:
    """Return a key as it is compared."""
    return re.sub(r"[\s_-]+", between, key.strip().lower())


def _once(table: Mapping[str, object], page: _Page, section: str) -> Iterator[tuple[str, object]]:
    """Yield what a table sets; `NotATaste` where two spellings set one thing."""
    seen: dict[str, str] = {}
    for key, value in table.items():
        if (plain := _plain(key, "_")) in seen:
            raise page.refuse(section, key, f"'{key}' was set before, as '{seen[plain]}'.")
        seen[plain] = key
        yield key, value


Told = Mapping[str, tuple[str, object]]
"""What a file sets: by the plain name, as it is written and to what."""


def _made(told: Told, name: str, page: _Page) -> Taste:
    """Return the taste that the whole file makes of the one that it is based on."""
    known = (*_ALONE, "weights", *SECTIONS)
    for plain, (key, _) in told.items():
        if plain not in known:
            raise page.refuse("", key, _unknown(key, plain, known, "a taste sets"))
    base = _base(told, page)
    return replace(
        base,
        name=_name(told, name, page),
        why=f"A taste of one's own, based on {base.name}.",
        weights=_weights(told, base, page),
        look_below=_number(told["look_below"], "", OF_DOUBT, page)
        if "look_below" in told
        else base.look_below,
        air=replace(base.air, **_section(told, "air", page)),
        pace=_in_order(replace(base.pace, **_section(told, "pace", page)), page),
        splits=_apart(replace(base.splits, **_section(told, "splits", page)), page),
    )


def _base(told: Told, page: _Page) -> Taste:
    """Return the taste that a file is based on: classic unless it says another."""
    key, value = told.get("based_on", ("based_on", "classic"))
    try:
        return taste_named(value if isinstance(value, str) else "")
    except UnknownTaste:
        there = ", ".join(TASTES)
        raise page.refuse(
            "", key, f"there is no taste {_short(value)}; the ones there are: {there}."
        ) from None


def _name(told: Told, name: str, page: _Page) -> str:
    """Return what a taste is called: never what one of the table is, since the cut tells its name."""
    key, value = told.get("name", ("name", name))
    if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > 80:
        raise page.refuse("", key, "a name is one line of words, 80 letters at most.")
    if value.strip().lower() in {*TASTES, *FORMER}:
        raise page.refuse("", key, f"'{value}' is a taste that Rushes brings; give yours a name of its own.")
    return value.strip()


def _weights(told: Told, base: Taste, page: _Page) -> Mapping[str, float]:
    """Return the weights of the base with those of the file in their place."""
    weights = dict(base.weights)
    for key, value in _once(_table(told, "weights", page), page, "weights"):
        reason = _plain(key, " ")
        if reason not in NAMES:
            raise page.refuse("weights", key, _unknown(key, reason, NAMES, "the reasons are"))
        weights[reason] = _number((key, value), "weights", OF_A_WEIGHT, page)
    return MappingProxyType(weights)


def _section(told: Told, title: str, page: _Page) -> Mapping[str, float]:
    """Return what the file sets of a part of a taste."""
    bounds, changed = SECTIONS[title], {}
    for key, value in _once(_table(told, title, page), page, title):
        plain = _plain(key, "_")
        if plain not in bounds:
            raise page.refuse(title, key, _unknown(key, plain, tuple(bounds), f"{title} has"))
        changed[plain] = _number((key, value), title, bounds[plain], page)
    return changed


def _table(told: Told, title: str, page: _Page) -> Mapping[str, object]:
    key, value = told.get(title, (title, {}))
    if not isinstance(value, dict):
        raise page.refuse("", key, f"'{key}' is a table: write [{key}] and its values below.")
    return value


def _number(told: tuple[str, object], section: str, bounds: Bounds, page: _Page) -> float:
    """Return a value as a number within its bounds; no number and not finite are outside of them."""
    (key, value), (least, most) = told, bounds
    if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
        return float(value)
    raise page.refuse(section, key, f"'{key}' is a number from {least:g} to {most:g}, not {_short(value)}.")


def _short(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _in_order(pace: Pace, page: _Page) -> Pace:
    if pace.shortest_s > pace.hold_s:
        why = f"shortest_s is {pace.shortest_s:g}, more than the longest hold, hold_s, {pace.hold_s:g}."
        raise page.refuse("pace", "shortest_s", why)
    return pace


def _apart(splits: Splits, page: _Page) -> Splits:
    for most in ("most_s", "picture_most_s"):
        longest = getattr(splits, most)
        if splits.least_s > longest:
            why = f"least_s is {splits.least_s:g}, more than {most}, {longest:g}."
            raise page.refuse("splits", "least_s", why)
    return splits


def _unknown(key: str, plain: str, known: tuple[str, ...], what: str) -> str:
    """Say that a name is not known, which one may be meant, and which there are."""
    near = get_close_matches(plain, known, 1)
    meant = f"; is '{near[0]}' meant?" if near else "."
    return f"{_short(key)} is not known{meant} Here {what}: {', '.join(known)}."
