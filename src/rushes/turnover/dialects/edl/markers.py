"""The marks of a film as the list that DaVinci Resolve imports markers from, and writes itself.

Resolve takes markers from no timeline but OpenTimelineIO; with this list it takes them for any timeline
that it has already (*Timelines, Import, Timeline markers from EDL*). Each is an event of one frame, and a
line below it: its note, then ``|C:`` its colour, ``|M:`` its name and ``|D:`` its length. Others found that
of two on one frame Resolve keeps one, so those are one here; that a line which begins with a digit is taken
for an event; and that a comment with a star ends up in the note. The film's rate stands in the title: the
list knows of none.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rushes.cut.model import Cut
from rushes.timecode import NotARate, NotATimecode, frame_from, rate_from, rate_text, timecode_text
from rushes.turnover.dialects.edl.reading import hour
from rushes.turnover.dialects.wording import NotThisDialect, one_line
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.model import Mark, MarkKind, Timeline
from rushes.turnover.shots import all_shots, check_rate, film_start

UNTITLED: Final = "FIRST CUT"
_COLOURS: Final[Mapping[MarkKind, str]] = {
    "missing": "Red",
    "look": "Yellow",
    "line": "Green",
    "standing": "Cream",
}
"""Resolve's names, the most urgent first."""

_NAMED: Final = "a list of markers"
_TITLE: Final = re.compile(r"TITLE: (.*) \(markers at (\S+)\)")
_EVENT: Final = re.compile(r"\d{3,6}  001      V     C        (\S+) \S+ \S+ \S+  ", re.ASCII)
_TOLD: Final = re.compile(r".* \|C:ResolveColor\w+ \|M:(.*) \|D:1")


@dataclass(frozen=True)
class Marker:
    """What is told at a frame of the film. kind: of several marks the most urgent."""

    at: int
    kind: MarkKind
    name: str
    note: str


def write_markers(cut: Cut) -> bytes:
    """Write the list; `BrokenCut` or `NobodyCountsSo` when it is no timeline."""
    check_rate(cut.rate)
    start, drop = film_start(cut)
    lines = [
        f"TITLE: {one_line(cut.title) or UNTITLED} (markers at {rate_text(cut.rate)})",
        f"FCM: {'' if drop else 'NON-'}DROP FRAME",
        "",
    ]
    for number, marker in enumerate(markers(cut), start=1):
        first, after = (timecode_text(start + marker.at + n, cut.rate, drop=drop) for n in (0, 1))
        lines += [
            f"{number:03}  001      V     C        {first} {after} {first} {after}  ",
            f"{marker.note} |C:ResolveColor{_COLOURS[marker.kind]} |M:{marker.name} |D:1",
            "",
        ]
    return ("\r\n".join(lines) + "\r\n").encode()


def markers(cut: Cut) -> tuple[Marker, ...]:
    """Return what is told, one for each frame that has any mark, in order of the film.

    What lies behind the film's end is told on its last frame.
    """
    found: dict[int, list[Mark]] = {}
    last = max(cut.frames - 1, 0)
    for at, mark in sorted(_placed(cut), key=lambda one: one[0]):
        found.setdefault(min(at, last) if cut.frames else at, []).append(mark)
    return tuple(_marker(at, marks) for at, marks in found.items())


def read_markers(data: bytes) -> Timeline:
    """Read the list back: a timeline of marks alone; `NotThisDialect`."""
    try:
        lines = data.decode().split("\r\n")
        title, rate = _matched(_TITLE, lines[0]).groups()
        exact, drop = rate_from(rate), lines[1] == "FCM: DROP FRAME"
        start = hour(exact, drop=drop)
        events, told = lines[3::3], lines[4::3]
        marks = [
            (
                frame_from(_matched(_EVENT, event)[1], exact) - start,
                _matched(_TOLD, below)[1],
            )
            for event, below in zip(events, told, strict=False)
            if event
        ]
    except (UnicodeDecodeError, ValueError, IndexError, NotARate, NotATimecode) as error:
        raise NotThisDialect(_NAMED, str(error)) from error
    return Timeline(title, exact, start, drop, (), tuple(marks))


def holds_markers(cut: Cut) -> Timeline:
    """Return what the list holds of a cut."""
    start, drop = film_start(cut)
    marks = tuple((marker.at, marker.name) for marker in markers(cut))
    return Timeline(one_line(cut.title) or UNTITLED, cut.rate, start, drop, (), marks)


def _placed(cut: Cut) -> Iterable[tuple[int, Mark]]:
    """Yield every mark with its frame of the film, what needs a look once."""
    told = shot_marks(cut)
    for shot in all_shots(cut):
        begins = {event.source.start: event.record.start for event in shot.events}
        yield from ((begins[mark.at], mark) for mark in told[shot.place])
    yield from ((mark.at, mark) for mark in film_marks(cut) if mark.kind != "look")


def _marker(at: int, marks: Iterable[Mark]) -> Marker:
    several = list(marks)
    kind = min((mark.kind for mark in several), key=list(_COLOURS).index)
    name = "; ".join(dict.fromkeys(_plain(mark.name) for mark in several))
    note = "; ".join(dict.fromkeys(_plain(mark.note) for mark in several if mark.note))
    return Marker(at, kind, name, f"Note: {note}" if re.match(r"[\d*]", note) else note)


def _plain(text: str) -> str:
    """Return a text without the stroke that parts the fields of a marker."""
    return one_line(one_line(text).replace("|", "/"))


def _matched(pattern: re.Pattern[str], line: str) -> re.Match[str]:
    found = pattern.fullmatch(line)
    if found is None:
        raise ValueError(f"a line of it is no part of one: {line[:60]!r}")
    return found
