"""Marks of the film and of its clips, all on the timeline: Shotcut marks no clip."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

from rushes.cut.model import Cut
from rushes.turnover.dialects.mlt.clips import put
from rushes.turnover.dialects.mlt.lanes import Lane
from rushes.turnover.dialects.mlt.times import frame_of_mark
from rushes.turnover.dialects.wording import one_line
from rushes.turnover.marks import film_marks
from rushes.turnover.model import Mark, MarkKind, Place

_COLOURS: dict[MarkKind, str] = {
    "standing": "#F5F5F5",
    "line": "#489856",
    "look": "#FA8C20",
    "missing": "#D62B2B",
}

Told = tuple[int, Mark]
"""A mark, and the frame of the film at which it stands."""


def told_marks(cut: Cut, made: Sequence[Lane], known: Mapping[Place, tuple[Mark, ...]]) -> tuple[Told, ...]:
    """Return every mark by its frame of the film: those of the film before those of its clips.

    known: those of its clips, by place. Choices not taken have none: the marks of those taken name them.
    """
    told = [(mark.at, mark) for mark in film_marks(cut)]
    for lane in made:
        for shot in lane.shots:
            if not shot.is_alternate:
                told += [(frame_of_mark(mark, shot), mark) for mark in known[shot.place]]
    return tuple(sorted(told, key=lambda one: one[0]))


def put_markers(tractor: ET.Element, told: Sequence[Told]) -> None:
    """Add Shotcut's markers."""
    if not told:
        return
    markers = ET.SubElement(tractor, "properties", name="shotcut:markers")
    for number, (at, mark) in enumerate(told):
        one = ET.SubElement(markers, "properties", name=str(number))
        put(one, "text", one_line(mark.name))
        put(one, "start", at)
        put(one, "end", at)
        put(one, "color", _COLOURS[mark.kind])


def guides(told: Sequence[Told]) -> str:
    """Write Kdenlive's guides, of which it keeps one a frame: JSON, marks of one frame together."""
    kinds: dict[MarkKind, int] = {"line": 3, "standing": 0, "look": 4, "missing": 5}
    order = list(kinds)
    together: dict[int, list[Mark]] = {}
    for at, mark in told:
        together.setdefault(at, []).append(mark)
    made = [
        {
            "comment": " | ".join(one_line(mark.name) for mark in marks),
            "pos": at,
            "type": kinds[max((mark.kind for mark in marks), key=order.index)],
        }
        for at, marks in together.items()
    ]
    return json.dumps(made)
