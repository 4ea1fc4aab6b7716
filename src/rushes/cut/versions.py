"""Versions: other cuts of the same rushes that differ where it matters, each named by what it does.

Each version is a whole cut, solved anew around what it does differently (`rushes.cut.moves`), or by another
taste. It must hear or see a share of the lines from other takes than the first cut and than every other
version does; it leaves no more lines than the first, and none further from the text.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import ceil

from rushes.coverage.model import LinedScript
from rushes.cut.angles import Size
from rushes.cut.compare import Differences, compare
from rushes.cut.first import CuttingRoom
from rushes.cut.model import Cut
from rushes.cut.moves import BY, Film, moves, plays, take_of
from rushes.cut.on_camera import Told
from rushes.cut.pins import Named, Pin, Pins
from rushes.cut.settle import PinBroken
from rushes.cut.tastes import TASTES, Taste
from rushes.errors import Finding, Refusal
from rushes.screenplay.model import Screenplay

SHARE = 0.15
"""Of its lines, a version takes at least so many from elsewhere: one in seven (by hand)."""
TRIED = 4
"""Moves that are solved for each version that is asked for; those beyond are the surest choices of all."""
STAYS = 0.75
"""A cut stays in a take that has this share of a scene's lines."""
MOST_LOST = 2.0
"""What a version may lose on each line that it moves: two cuts that a running take would have saved."""

Solve = Callable[[Taste, Pins], tuple[Cut, tuple[Finding, ...]]]


@dataclass(frozen=True)
class Version:
    """Another cut. name: short, as a folder's; what: what it does differently, in words.

    worth: of all that is heard, by the taste of the first cut; behind: by how much that is less than the
    first cut's. different: what differs from the first cut. findings: of this cut.
    """

    name: str
    what: str
    cut: Cut
    worth: float
    behind: float
    different: Differences
    findings: tuple[Finding, ...] = ()


def versions(
    screenplay: Screenplay,
    lined: LinedScript,
    taste: Taste,
    k: int,
    rate: Fraction | None = None,
    *,
    sizes: Mapping[str, Size] | None = None,
    pins: Pins | None = None,
    told: Told | None = None,
) -> tuple[tuple[Version, ...], tuple[Finding, ...]]:
    """Return up to k versions beside the first cut, and a finding that says why where they are fewer.

    All else as for `first_cut`, which is made with the same; every version keeps the same pins.
    """
    if k <= 0:
        return (), ()
    pins = pins or Pins()

    rooms = {taste.name: CuttingRoom(screenplay, lined, taste, rate, sizes, told)}

    def solve(by: Taste, pinned: Pins) -> tuple[Cut, tuple[Finding, ...]]:
        room = rooms.setdefault(by.name, CuttingRoom(screenplay, lined, by, rate, sizes, told))
        return room.cut(pinned)

    film = Film(screenplay, lined, solve(taste, pins)[0], pins, sizes)
    found = [one for one in _tried(film, taste, solve, TRIED * (k + 1)) if one[1].different.moved]
    made = _most_different(film.cut, found, k)
    return made, _fewer(len(made), len(found), k)


def _tried(film: Film, taste: Taste, solve: Solve, most: int) -> Iterator[tuple[str, Version]]:
    """Yield every version that is good enough, with the kind of what it does."""
    for other in (one for one in TASTES.values() if one.name != taste.name):
        what = f"cut by the taste {other.name}"
        made = _version(film, other.name, what, partial(solve, other, film.pins))
        if made is not None:
            yield "taste", _weighed(made, film, taste, solve)
    for move in moves(film)[:most]:
        made = _version(film, move.name, move.what, partial(solve, taste, film.pins + move.pins))
        if made is not None:
            yield move.kind, _called_after_itself(made, film)


def _version(
    film: Film, name: str, what: str, make: Callable[[], tuple[Cut, tuple[Finding, ...]]]
) -> Version | None:
    """Return a version; None where its pins cannot be kept, or where it is a worse telling of the text."""
    try:
        cut, findings = make()
    except PinBroken:
        raise
    except Refusal:
        return None
    if _strays(film, cut):
        return None
    worth = worth_of(cut)
    behind = round(worth_of(film.cut) - worth, 3)
    return Version(_slug(name), what, cut, worth, behind, compare(film.cut, cut), findings)


def _called_after_itself(version: Version, film: Film) -> Version:
    """Return a version called after the take that it stays in through a scene, where the film did not.

    A move of some lines often takes the others along. Of several scenes it is the move that tells.
    """
    other, stays = replace(film, cut=version.cut), []
    for scene in film.screenplay.scenes:
        ids = [line.id for line in scene.lines if line.id in film.heard and line.id in other.heard]
        now, before = ([one.take_heard(line) for line in ids] for one in (other, film))
        take = max(now, key=now.count, default=None)
        if take and len(ids) > 2 and now.count(take) >= STAYS * len(ids) > before.count(take):
            most = "" if now.count(take) == len(ids) else ", mostly"
            stays.append(f"in {take}{film.where(scene)}{most}")
    if len(stays) != 1:
        return version
    return replace(version, name=_slug(stays[0]), what=f"stays {stays[0]}")


def worth_of(cut: Cut) -> float:
    """Return the worth of all that is heard: the sum of the reasons of every line's sound."""
    return round(sum(event.worth for event in cut.spoken), 3)


def _strays(film: Film, cut: Cut) -> bool:
    """Tell whether a cut lacks a line of the film, or has more lines that left the text."""
    heard = {event.line for event in cut.spoken}
    return not heard >= set(film.heard) or _altered(film, cut) > _altered(film, film.cut)


def _altered(film: Film, cut: Cut) -> int:
    """Count the lines that are not heard as they are written."""
    return sum(
        not any(
            reading.kind == "as written" and plays(event, reading, film.clips[reading.file])
            for reading in film.readings.get(event.line, ())
        )
        for event in cut.spoken
    )


def _weighed(version: Version, film: Film, taste: Taste, solve: Solve) -> Version:
    """Return a version of another taste with the worth that what is heard has by the film's own."""
    pins = []
    for event in version.cut.spoken:
        readings = film.readings.get(event.line, ())
        played = next((r for r in readings if plays(event, r, film.clips[r.file])), None)
        if played and not film.pins.of(event.line):
            take = take_of(film.clips[played.file])
            pins.append(Pin(event.line, BY, sound=Named(take, played.pass_number)))
    try:
        worth = worth_of(solve(taste, film.pins + Pins(tuple(pins)))[0])
    except Refusal:
        return version
    return replace(version, worth=worth, behind=round(worth_of(film.cut) - worth, 3))


def _most_different(first: Cut, found: Sequence[tuple[str, Version]], k: int) -> tuple[Version, ...]:
    """Choose versions one by one: of the kind that is met least, what loses least on each line it moves."""
    made: list[Version] = []
    kinds: Counter[str] = Counter()
    left = [one for one in found if _lost(one[1]) <= MOST_LOST]
    while len(made) < k:
        left = [
            one for one in left if all(_apart(one[1].cut, cut) for cut in (first, *(v.cut for v in made)))
        ]
        if not left:
            break
        best = min(left, key=lambda one: (kinds[one[0]], _lost(one[1]), one[1].name))
        kinds[best[0]] += 1
        made.append(replace(best[1], name=_unique(best[1].name, made)))
    return tuple(made)


def _lost(version: Version) -> float:
    """Return what a version loses on each line that it moves."""
    return version.behind / max(1, len(version.different.moved))


def _apart(one: Cut, other: Cut) -> bool:
    """Tell whether two cuts differ where it matters: in the takes of a share of their lines."""
    found = compare(one, other)
    return len(found.moved) >= max(1, ceil(SHARE * found.lines))


def _slug(what: str) -> str:
    """Return a short name as a folder's: ASCII letters and digits, at most 40."""
    words = re.sub(r"[^a-z0-9]+", "-", what.lower()).strip("-")
    return words if len(words) <= 40 else words[:41].rsplit("-", 1)[0]


def _unique(name: str, made: Sequence[Version]) -> str:
    taken = {version.name for version in made}
    names = (name, *(f"{name}-{n}" for n in range(2, len(made) + 3)))
    return next(one for one in names if one and one not in taken)


def _fewer(made: int, found: int, k: int) -> tuple[Finding, ...]:
    """Say why there are fewer versions than were asked for."""
    if made >= k:
        return ()
    tried = (
        f"of {found} that were tried the rest take fewer than one line in seven from elsewhere than those "
        "that are there, or lose too much."
        if found
        else "no line has another reading that is as good."
    )
    return (
        Finding(
            "fewer versions",
            "versions",
            f"{k} versions were asked for and {made} made; {tried}",
            "More takes give more versions; so do fewer pins.",
        ),
    )
