"""Where the items of a track of Final Cut Pro 7 XML lie, its transitions resolved to cuts. Pure.

``start`` or ``end`` of -1 says that a transition stands there, and the cut is where that one is aligned;
``in`` or ``out`` of -1 says that nobody set it: the clip plays from its first frame, as long as its place.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rushes.turnover.brought.nested import Told
from rushes.turnover.brought.xmeml_numbers import NAMED, whole
from rushes.turnover.dialects.wording import NotThisDialect

_OPEN: Final = -1


@dataclass(frozen=True)
class Item:
    """A clip item on its track, with its place in frames of the sequence; in, out as they play there."""

    track: str
    element: ET.Element
    record: tuple[int, int]
    trimmed: tuple[int, int]
    effects: tuple[str, ...]
    off: bool


def items_of(name: str, track: ET.Element, known: Mapping[str, ET.Element], told: Told) -> Iterator[Item]:
    """Yield the items of a track; transitions, and what has no place, are told.

    known: clip items by their ids; an empty one is the same again as that of its id, as OpenTimelineIO's
    adapter writes the sound of a clip that is cut as its picture is.
    """
    silent = track.findtext("enabled") == "FALSE"
    parts = [
        one if len(one) else known.get(one.get("id", ""), one)
        for one in track
        if one.tag in {"clipitem", "generatoritem", "transitionitem"}
    ]
    for place, element in enumerate(parts):
        if element.tag == "transitionitem":
            told.add("transition", f"{_effect(element)} on {name}")
            continue
        before, after = _transition(parts, place - 1), _transition(parts, place + 1)
        placed = _place(element, before, after)
        if placed is None:
            told.add("no place", f"{element.findtext('name') or 'without a name'} on {name}")
            continue
        effects = (*((before.name,) if before else ()), *_effects(element))
        off = silent or element.findtext("enabled") == "FALSE"
        yield Item(name, element, *placed, effects, off)


@dataclass(frozen=True)
class _Transition:
    """Where a transition lies, and the frame at which it is a cut."""

    start: int
    end: int
    cut: int
    name: str


def _transition(parts: Sequence[ET.Element], place: int) -> _Transition | None:
    """Return the transition at a place of a track, if one stands there."""
    if not 0 <= place < len(parts) or parts[place].tag != "transitionitem":
        return None
    element = parts[place]
    start, end = whole(element, "start"), whole(element, "end")
    if start is None or end is None or end < start:
        raise NotThisDialect(NAMED, "a transition has no place")
    alignment = element.findtext("alignment") or "center"
    cut = {"start": start, "start-black": start, "end": end, "end-black": end}.get(
        alignment, (start + end) // 2
    )
    return _Transition(start, end, cut, f"{_effect(element)}, {end - start} frames")


def _place(
    element: ET.Element, before: _Transition | None, after: _Transition | None
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where an item stands, and what it plays; None where the file does not say it."""
    start, end = whole(element, "start"), whole(element, "end")
    first, last = whole(element, "in"), whole(element, "out")
    if start is None or end is None or first is None or last is None:
        return None
    first = 0 if first == _OPEN and start != _OPEN else first
    if last == _OPEN:
        if _OPEN in {start, end}:
            return None
        last = first + end - start
    if start == _OPEN and before is not None:
        start, first = before.cut, first + before.cut - before.start
    if end == _OPEN and after is not None:
        end, last = after.cut, last - (after.end - after.cut)
    if start == _OPEN and end == _OPEN:
        return None
    if start == _OPEN:
        start = end - (last - first)
    if end == _OPEN:
        end = start + last - first
    return (start, end), (first, last)


def _effects(element: ET.Element) -> tuple[str, ...]:
    """Return the effects of an item but its speed."""
    named = [one for one in element.findall("filter/effect") if one.findtext("effectid") != "timeremap"]
    return tuple(one.findtext("name") or one.findtext("effectid") or "effect" for one in named)


def _effect(element: ET.Element) -> str:
    return element.findtext("effect/name") or element.findtext("name") or "transition"
