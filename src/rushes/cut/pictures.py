"""The picture path: what is on screen while a line is heard, from whichever clip shows it best.

The sound of the film is settled when this begins, and with it the film's time. Over each line, or over each
part of a long one (`rushes.cut.parts`), lie the pictures that may be shown there (`rushes.cut.on_offer`). The
best path through them is found as that of the readings is (`rushes.cut.choose`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from rushes.cut.choose import exchanged
from rushes.cut.idioms import (
    OF_A_JOIN,
    OF_A_PICTURE,
    OF_AN_OPENING,
    OF_GOING_ON,
    join_key,
    reasons,
    thousandths,
)
from rushes.cut.laying import Laid
from rushes.cut.model import Reason
from rushes.cut.of_joins import Join, Way
from rushes.cut.of_pictures import Shown
from rushes.cut.on_offer import Room, listeners_aside, listens, pictures_for
from rushes.cut.parts import Part, parts_of
from rushes.cut.path import Worths, best_path
from rushes.cut.reactions import why_unseen
from rushes.cut.selects import take_shot
from rushes.cut.speech import TICKS
from rushes.cut.tastes import Taste


@dataclass(frozen=True)
class Other:
    """A picture that was not taken, with the worth that it would have in its place."""

    shown: Shown
    worth: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Picture:
    """What is shown over a part, why, and what else might be; arrival, margin: as of `Choice`.

    off: why who speaks is not seen, in a sentence, where that is meant (`rushes.cut.reactions`).
    """

    part: Part
    shown: Shown
    reasons: tuple[Reason, ...]
    others: tuple[Other, ...] = ()
    margin: float | None = None
    arrival: tuple[Reason, ...] = ()
    off: str = ""

    @property
    def in_sync(self) -> bool:
        """Whether it is the picture of the very clip that is heard, where it was heard."""
        return self.shown.select.clip.file == self.part.select.clip.file and self.shown.own

    @property
    def is_reaction(self) -> bool:
        """Whether somebody is shown who listens, and not who speaks."""
        return bool(self.off) or listens(self.shown)


def picture_path(laid: Sequence[Laid], room: Room) -> tuple[Picture, ...]:
    """Return what is on screen over every line of a scene, in the film's order."""
    parts = [part for one in laid for part in parts_of(one, room.pins, room.taste.pace)]
    if not parts:
        return ()
    pictures, aside = (tuple(of(part, room) for part in parts) for of in (pictures_for, listeners_aside))
    table = _Table(tuple(parts), pictures, aside, room.taste)
    path = best_path(table.alone, table.joins)
    shown = tuple(table.picture(n, path.chosen, margin) for n, margin in enumerate(path.margins))
    return tuple(replace(one, off=_why_off(n, shown, room)) for n, one in enumerate(shown))


def _why_off(n: int, path: Sequence[Picture], room: Room) -> str:
    """Say why who speaks is not seen in a picture, where it is meant so; else nothing."""
    one = path[n]
    if room.pins.reaction_of(one.part.select.line.id) is False:
        return ""
    beside = [(path[at], path[at + 1]) for at in (n - 1, n) if at >= 0 and at + 1 < len(path)]
    stays = any(_way(before.shown, now.shown) is Way.RUNS_ON for before, now in beside)
    return why_unseen(one.shown, room.bench.selects[one.part.select.line.id], stays=stays)


@dataclass(frozen=True)
class _Table:
    """All worths of one scene's pictures. aside: those that are told of and may not be taken."""

    parts: tuple[Part, ...]
    pictures: tuple[tuple[Shown, ...], ...]
    aside: tuple[tuple[Shown, ...], ...]
    taste: Taste
    _told: dict[tuple[object, ...], tuple[Reason, ...]] = field(default_factory=dict)

    @property
    def alone(self) -> tuple[Worths, ...]:
        """The worth of every picture by itself."""
        return tuple(
            np.array([thousandths(self.own(n, shown)) for shown in pictures], np.int64)
            for n, pictures in enumerate(self.pictures)
        )

    @property
    def joins(self) -> tuple[Worths, ...]:
        """The worth of every two pictures in a row."""
        return tuple(
            np.array(
                [
                    [thousandths(self.between(n, a, b)) for b in self.pictures[n]]
                    for a in self.pictures[n - 1]
                ],
                np.int64,
            )
            for n in range(1, len(self.parts))
        )

    def own(self, n: int, shown: Shown) -> tuple[Reason, ...]:
        """Return the reasons of a picture without its neighbours."""
        opening = reasons(OF_AN_OPENING, shown.select, self.taste) if n == 0 else ()
        return (*reasons(OF_A_PICTURE, shown, self.taste), *opening)

    def between(self, n: int, before: Shown, now: Shown) -> tuple[Reason, ...]:
        """Return the reasons of a join of two pictures; told once for two clips that are seen alike."""
        way = _way(before, now)
        answer = self.parts[n - 1].select.line.character != self.parts[n].select.line.character
        a, b = before.select, now.select
        stood = self._stood[id(before)]
        key = (a.clip.file, b.clip.file, way, answer, stood, join_key(a), join_key(b))
        if key not in self._told:
            idioms = OF_A_JOIN + OF_GOING_ON if way is Way.RUNS_ON else OF_A_JOIN
            self._told[key] = reasons(idioms, Join(a, b, way, answer=answer, stood=stood), self.taste)
        return self._told[key]

    @cached_property
    def _stood(self) -> Mapping[int, int]:
        """For how many seconds a shot has stood after each picture, by its identity; as of the readings."""
        stood: dict[int, int] = {}
        for n, now in enumerate(self.pictures):
            for shown in (*now, *self.aside[n]):
                ahead = self.pictures[n - 1] if n else ()
                first = next((one for one in ahead if _way(one, shown) is Way.RUNS_ON), None)
                stood[id(shown)] = self._seconds(n, shown) + (self._seconds(n - 1, first) if first else 0)
        return stood

    def _seconds(self, n: int, shown: Shown) -> int:
        """Return for how many seconds a picture stands, a whole line's as its reading sounds."""
        part = self.parts[n]
        return shown.select.seconds if part.record == part.laid.record else int(shown.source.seconds)

    def picture(self, n: int, chosen: Sequence[int], margin: int | None) -> Picture:
        """Explain what is shown over a part."""
        before = self.pictures[n - 1][chosen[n - 1]] if n else None
        after = self.pictures[n + 1][chosen[n + 1]] if n + 1 < len(chosen) else None
        taken = self.pictures[n][chosen[n]]
        others = []
        for shown in (*self.pictures[n], *self.aside[n]):
            if shown is not taken:
                arrival = self.between(n, before, shown) if before else ()
                given = (*self.own(n, shown), *arrival, *self._departure(n, taken, shown, after))
                others.append(Other(shown, thousandths(given) / 1000, given))
        arrival = self.between(n, before, taken) if before else ()
        return Picture(
            part=self.parts[n],
            shown=taken,
            reasons=(*self.own(n, taken), *arrival),
            others=tuple(sorted(others, key=lambda other: -other.worth)),
            margin=None if margin is None else margin / 1000,
            arrival=arrival,
        )

    def _departure(self, n: int, taken: Shown, other: Shown, after: Shown | None) -> tuple[Reason, ...]:
        """Return what another picture would change at the join to the next: gained, and given up."""
        if after is None:
            return ()
        return exchanged(self.between(n + 1, other, after), self.between(n + 1, taken, after))


def _way(before: Shown, now: Shown) -> Way:
    """Tell how one picture follows another."""
    a, b = before.select, now.select
    if a.clip.file == b.clip.file:
        return Way.RUNS_ON if before.source.end == now.source.start else Way.SKIPS
    if a.rolls_with(b):
        apart = now.source.start_s + b.later_than(a) / TICKS - before.source.end_s
        return Way.OTHER_CAMERA if abs(apart) <= 1 / float(a.clip.rate) else Way.OTHER_CLIP
    same = a.sisters and b.sisters and take_shot(a.clip) == take_shot(b.clip)
    return Way.OTHER_CAMERA if same else Way.OTHER_CLIP
