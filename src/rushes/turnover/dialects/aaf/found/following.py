"""Follow a clip from the film through its mobs to the file and the tape. Pure; a circle is refused."""

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from rushes.turnover.dialects.aaf.found.opened import (
    CHOICES,
    DESCRIPTOR,
    EDIT_RATE,
    FILE_DESCRIPTORS,
    INPUTS,
    LENGTH,
    LOCATORS,
    MOB_NAME,
    PULLED_DOWN,
    SEGMENT,
    SELECTED,
    SOURCE_ID,
    SOURCE_SLOT,
    START_TIME,
    TIMECODE_START,
    URL,
    Opened,
)
from rushes.turnover.dialects.aaf.found.stored import Item, Lying
from rushes.turnover.dialects.aaf.made.mobs import MICROPHONE
from rushes.turnover.dialects.aaf.places import place_of

_HOPS: Final = 32
"""How many mobs may lie behind each other; four are usual."""

_PLACES: Final = 20
"""Places of a file that are looked at."""

_OVER_S: Final = 1
"""By how many seconds a clip may run over its source: sounds end between frames."""


@dataclass(frozen=True)
class Source:
    """Where a clip comes from. at_s: seconds of the source's timecode, of digits that count nominal rates."""

    name: str
    file: str
    reel: str
    at_s: Fraction


@dataclass(frozen=True)
class Reach:
    """What a piece of a film plays: a slot of a mob, from `start` on and `offset` further.

    Both are counted at `rate`, that of the slot which plays it; some count `start` at that of the played one.
    length: how much is played, at `rate`.
    """

    mob: bytes
    slot: int
    start: int
    offset: Fraction
    rate: Fraction
    length: Fraction


def follow(opened: Opened, reach: Reach) -> Source:
    """Return the source of a piece; what the file does not hold stays empty."""
    name = file = reel = microphone = ""
    at_s = (reach.start + reach.offset) / reach.rate
    told_s: Fraction | None = None
    seen: set[tuple[bytes, int]] = set()
    while reach.mob in opened.mobs:
        here = reach.mob, reach.slot
        if here in seen or len(seen) >= _HOPS:
            raise Lying("its mobs lead to each other in a circle")
        seen.add(here)
        mob, slot = opened.mobs[reach.mob], opened.slots.get(here)
        name = name or mob.text(MOB_NAME)
        if slot is None:
            break
        microphone = microphone or opened.slot_attributes(slot).get(MICROPHONE, "")
        rate, place = _entered(slot, reach)
        at_s = place / rate
        began_s = _began_s(opened, reach.mob)
        told_s = told_s if began_s is None else began_s + at_s
        if mob.form == "SourceMob" and mob.has(DESCRIPTOR):
            descriptor = mob.one(DESCRIPTOR)
            file = file or _url(descriptor)
            reel = mob.text(MOB_NAME) if descriptor.form == "TapeDescriptor" else reel
        found = _clip_at(opened, slot.one(SEGMENT), place)
        if found is None:
            break
        reach = _further(*found, rate, reach.length / reach.rate * rate)
    named = f"{name} {microphone}" if microphone else name
    return Source(named, place_of(file), reel, at_s if told_s is None else told_s)


def _further(clip: Item, into: Fraction, rate: Fraction, length: Fraction) -> Reach:
    """Return what a clip within a mob plays in turn."""
    start = clip.whole(START_TIME, 0)
    return Reach(clip.data(SOURCE_ID), clip.whole(SOURCE_SLOT), start, into, rate, length)


def _entered(slot: Item, reach: Reach) -> tuple[Fraction, Fraction]:
    """Return the rate of a slot that is played, and the place in it.

    The format counts a start at the rate of who plays; where that lies outside, and the other way does not,
    the file counted the other way. `Lying` when both lie outside.
    """
    rate = slot.rate(EDIT_RATE)
    into, played = reach.offset / reach.rate * rate, reach.length / reach.rate * rate
    places = (reach.start / reach.rate * rate + into, reach.start + into)
    length = slot.one(SEGMENT).whole(LENGTH, 0)
    for place in places:
        if place >= 0 and (length <= 0 or place + played <= length + _OVER_S * rate):
            return rate, place
    raise Lying(f"a clip plays more than there is: from {float(places[0]):.0f} on, of {length}")


def _began_s(opened: Opened, mob: bytes) -> Fraction | None:
    """Return what a mob's timecode reads at its beginning, in seconds; None without one."""
    for slot, timecode in opened.timecodes.get(mob, ()):
        return timecode.whole(TIMECODE_START) / slot.rate(EDIT_RATE)
    return None


def _url(descriptor: Item) -> str:
    """Return the first place that a descriptor, or a part of one, tells."""
    for one in (descriptor, *descriptor.many(FILE_DESCRIPTORS)[:_PLACES]):
        for locator in one.many(LOCATORS)[:_PLACES]:
            if locator.form == "NetworkLocator" and locator.text(URL):
                return locator.text(URL)
    return ""


def _clip_at(opened: Opened, segment: Item, place: Fraction) -> tuple[Item, Fraction] | None:
    """Return the clip that a mob plays at a place, and how far into it that is; None where it plays none."""
    for _ in range(_HOPS):
        if segment.form == "SourceClip":
            return segment, place
        if segment.form == "Sequence":
            inside = _component_at(opened, segment, place)
            if inside is None:
                return None
            segment, place = inside
        elif segment.form in _WITHIN and (within := _first(segment, _WITHIN[segment.form])):
            segment = within
        else:
            return None
    raise Lying("its clips lie too deep within each other")


_WITHIN: Final = {
    "EssenceGroup": CHOICES,
    "OperationGroup": INPUTS,
    "Selector": SELECTED,
    "Pulldown": PULLED_DOWN,
}
"""What a segment plays that stands for another: the first of several."""


def _first(segment: Item, number: int) -> Item | None:
    if segment.form in {"Selector", "Pulldown"}:
        return segment.one(number)
    return next(iter(segment.many(number)), None)


def _component_at(opened: Opened, sequence: Item, place: Fraction) -> tuple[Item, Fraction] | None:
    """Return the component at a place, and how far into it that is."""
    begins, components = opened.laid_out(sequence)
    number = bisect_right(begins, place) - 1
    if number < 0 or place >= begins[number] + components[number].whole(LENGTH, 0):
        return None
    return components[number], place - begins[number]
