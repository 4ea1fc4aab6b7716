"""What a track plays, piece by piece, however its segments lie within each other. Pure, and it ends soon."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from rushes.turnover.dialects.aaf.found.following import Reach
from rushes.turnover.dialects.aaf.found.opened import (
    ALTERNATES,
    CHOICES,
    COMPONENTS,
    CUT_POINT,
    EDIT_RATE,
    INPUTS,
    LENGTH,
    OPERATION,
    PARAMETER,
    PARAMETER_VALUE,
    PARAMETERS,
    PULLED_DOWN,
    RELATIVE_SCOPE,
    RELATIVE_SLOT,
    SCOPES,
    SEGMENT,
    SELECTED,
    SOURCE_ID,
    SOURCE_SLOT,
    START_TIME,
    TRANSITION_OPERATION,
    Opened,
)
from rushes.turnover.dialects.aaf.found.stored import Item, Lying, rational
from rushes.turnover.splits import frames_said

_DEEP: Final = 40
"""How deep segments may lie within each other."""

_PIECES: Final = 400_000
"""How many segments a film may play; sequences that play each other twice would be without end."""

_MANY: Final = 200
"""Inputs and parameters of an effect that are looked at."""

_SILENT: Final = frozenset(("Filler", "ScopeReference"))
_SPEED: Final = "SpeedRatio"


@dataclass(frozen=True)
class Piece:
    """A clip as a track plays it. at, length: in the film, at the track's rate."""

    reach: Reach
    at: Fraction
    length: Fraction
    off: bool = False
    speed: Fraction = Fraction(1)
    effects: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Window:
    """What is wanted of a segment: `length` from `start` on, at its slot's rate, for a place in the film.

    film: how many of the film's units one of the slot's lasts. below: the layers under the one that the
    segment is in, within which it begins at `origin`.
    """

    start: Fraction
    length: Fraction
    at: Fraction
    rate: Fraction
    film: Fraction = Fraction(1)
    off: bool = False
    effects: tuple[str, ...] = ()
    deep: int = 0
    below: tuple[Item, ...] = ()
    origin: Fraction = Fraction(0)

    def within(self, begins: Fraction, ends: Fraction) -> "_Window | None":
        """Return what is wanted of a part of the segment, from the part's beginning on; None for nothing."""
        first, after = max(self.start, begins), min(self.start + self.length, ends)
        if first >= after:
            return None
        at = self.at + (first - self.start) * self.film
        origin = self.origin + begins
        return replace(self, start=first - begins, length=after - first, at=at, origin=origin)

    def deeper(self, *effects: str) -> "_Window":
        """Return the same for what lies within, done something to."""
        return replace(self, deep=self.deep + 1, effects=(*self.effects, *effects))


class Player:
    """Plays the tracks of one file, and counts how much."""

    def __init__(self, opened: Opened) -> None:
        """Take the file.

        nested: sequences that were laid out flat. transitions, retimed: how many there are. bare: what plays
        nothing though it should, by what it is called.
        """
        self.opened, self.count, self.nested = opened, 0, 0
        self.transitions, self.retimed = 0, 0
        self.bare: Counter[str] = Counter()

    def pieces(self, segment: Item, rate: Fraction) -> Iterator[Piece]:
        """Yield what a track's segment plays, at its rate, in order."""
        length = Fraction(_extent(segment))
        yield from self._play(segment, _Window(Fraction(0), length, Fraction(0), rate))

    def _play(self, segment: Item, window: _Window) -> Iterator[Piece]:
        self._counted()
        if window.deep > _DEEP:
            raise Lying("its segments lie too deep within each other")
        plays: dict[str, Callable[[Item, _Window], Iterator[Piece]]] = {
            "SourceClip": self._clip,
            "Sequence": self._sequence,
            "OperationGroup": self._operation,
            "Selector": self._selected,
            "EssenceGroup": self._group,
            "NestedScope": self._layers,
            "ScopeReference": self._below,
            "Pulldown": self._pulled_down,
        }
        if segment.form in plays:
            yield from plays[segment.form](segment, window)

    def _counted(self) -> None:
        self.count += 1
        if self.count > _PIECES:
            raise Lying("it plays more than any film does")

    def _group(self, group: Item, window: _Window) -> Iterator[Piece]:
        """Play the first of several files that hold the same."""
        yield from self._first(group.many(CHOICES), window)

    def _pulled_down(self, pulldown: Item, window: _Window) -> Iterator[Piece]:
        yield from self._play(pulldown.one(PULLED_DOWN), window.deeper("pulldown"))

    def _layers(self, scope: Item, window: _Window) -> Iterator[Piece]:
        """Play the uppermost of several layers, and what is seen through it."""
        layers = scope.many(SCOPES)
        if layers:
            layered = replace(window.deeper(), below=tuple(layers[:-1]), origin=Fraction(0))
            yield from self._play(layers[-1], layered)

    def _below(self, reference: Item, window: _Window) -> Iterator[Piece]:
        """Play the layer that is seen through one above it; what shows through a whole track is not on it."""
        up = reference.whole(RELATIVE_SLOT, 0)
        if reference.whole(RELATIVE_SCOPE, 0) or not 0 < up <= len(window.below):
            return
        here = len(window.below) - up
        seen = replace(
            window.deeper(),
            start=window.origin + window.start,
            below=window.below[:here],
            origin=Fraction(0),
        )
        yield from self._play(window.below[here], seen)

    def _first(self, segments: Sequence[Item], window: _Window) -> Iterator[Piece]:
        """Play the first of several that plays anything."""
        for segment in segments:
            found = list(self._play(segment, window.deeper()))
            if found:
                yield from found
                return

    def _clip(self, clip: Item, window: _Window) -> Iterator[Piece]:
        number, slot_number = clip.data(SOURCE_ID), clip.whole(SOURCE_SLOT)
        if not any(number):
            return
        mob, start = self.opened.mobs.get(number), clip.whole(START_TIME, 0)
        if mob is not None and mob.form == "CompositionMob":
            yield from self._nested(number, slot_number, start, window)
            return
        reach = Reach(number, slot_number, start, window.start, window.rate, window.length)
        yield Piece(reach, window.at, window.length * window.film, window.off, effects=window.effects)

    def _nested(self, number: bytes, slot_number: int, start: int, window: _Window) -> Iterator[Piece]:
        """Play what another composition plays there."""
        slot = self.opened.slots.get((number, slot_number))
        if slot is None:
            return
        self.nested += 1
        rate = slot.rate(EDIT_RATE)
        faster = rate / window.rate
        inside = replace(
            window.deeper(),
            start=(start + window.start) * faster,
            length=window.length * faster,
            rate=rate,
            film=window.film / faster,
            below=(),
            origin=Fraction(0),
        )
        yield from self._play(slot.one(SEGMENT), inside)

    def _sequence(self, sequence: Item, window: _Window) -> Iterator[Piece]:
        """Play one component after the other; a transition lies over both, and is cut where it says."""
        components = sequence.many(COMPONENTS)
        at = begins = Fraction(0)
        effects: tuple[str, ...] = ()
        for number, component in enumerate(components):
            self._counted()
            length = _length(component)
            if component.form == "Transition":
                at -= length
                begins = at + component.whole(CUT_POINT, 0)
                self.transitions += 1
                effects = (f"{self._called(component, TRANSITION_OPERATION)}, {frames_said(length)}",)
                continue
            following = components[number + 1] if number + 1 < len(components) else None
            ends = at + length
            if following is not None and following.form == "Transition":
                ends += following.whole(CUT_POINT, 0) - _length(following)
            wanted = window.within(max(begins, at), ends)
            if wanted is not None:
                into = max(begins, at) - at
                origin = wanted.origin - into
                inside = replace(wanted.deeper(*effects), start=wanted.start + into, origin=origin)
                yield from self._told(component, inside)
            at, effects = at + length, ()

    def _told(self, component: Item, window: _Window) -> Iterator[Piece]:
        """Play a component, and note when it should play something and does not."""
        count = 0
        for piece in self._play(component, window):
            count += 1
            yield piece
        if not count and component.form == "OperationGroup":
            self.bare[self._called(component, OPERATION)] += 1
        elif not count and component.form not in _SILENT:
            self.bare["a clip that leads nowhere"] += 1

    def _operation(self, group: Item, window: _Window) -> Iterator[Piece]:
        """Play what an effect is done to; of several inputs the first that plays anything."""
        called = self._called(group, OPERATION)
        inputs = sorted(group.many(INPUTS)[:_MANY], key=lambda one: one.form in _SILENT)
        speed = self._speed(group)
        if speed is None:
            yield from self._first(inputs, window.deeper(called))
            return
        whole = replace(
            window, start=Fraction(0), length=max(Fraction(1), abs(speed) * window.length), below=()
        )
        first = next(self._first(inputs, whole), None)
        if first is not None:
            self.retimed += speed != 1
            offset = first.reach.offset + speed * window.start
            reach = replace(first.reach, offset=offset, length=abs(speed) * window.length)
            yield replace(first, reach=reach, at=window.at, length=window.length * window.film, speed=speed)

    def _speed(self, group: Item) -> Fraction | None:
        """Return the speed that an effect plays at, 0 for a still; None where it changes none."""
        for parameter in group.many(PARAMETERS)[:_MANY]:
            named = self.opened.names.get(parameter.data(PARAMETER), "")
            if named.replace(" ", "") == _SPEED and parameter.form == "ConstantValue":
                data = parameter.data(PARAMETER_VALUE)[17:]
                ratio = rational(data) if len(data) == 8 else Fraction(0)
                still = not ratio or ratio == _length(group)
                return Fraction(0) if still else 1 / ratio
        return None

    def _called(self, item: Item, number: int) -> str:
        """Return what is done, as the file calls it."""
        if number == TRANSITION_OPERATION:
            if not item.has(number):
                return "transition"
            item = item.one(number)
        return self.opened.names.get(item.names(OPERATION), "") or "effect"

    def _selected(self, selector: Item, window: _Window) -> Iterator[Piece]:
        """Play what is selected; a selector that plays nothing has its clip switched off."""
        selected = selector.one(SELECTED)
        if selected.form not in _SILENT:
            yield from self._play(selected, window.deeper())
            return
        yield from self._first(selector.many(ALTERNATES), replace(window, off=True))


def _extent(segment: Item) -> int:
    """Return how long a segment is; a sequence that does not say it is as long as what is in it."""
    length = _length(segment)
    if length or segment.form != "Sequence":
        return length
    return sum(
        -_length(one) if one.form == "Transition" else _length(one) for one in segment.many(COMPONENTS)
    )


def _length(segment: Item) -> int:
    length = segment.whole(LENGTH, 0)
    if length < 0:
        raise Lying(f"a {segment.form} lasts {length}")
    return length
