"""What an editor changed, in words: the sentences of the terminal and of the page."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from statistics import median
from typing import Final

from rushes.timecode import timecode_text
from rushes.turnover.conform.model import (
    SIDES,
    Change,
    Conformed,
    Counts,
    Kind,
    Side,
    State,
    Stretch,
    Version,
)
from rushes.turnover.splits import frames_said

KINDS: Final[dict[Kind, str]] = {
    "take swapped": "Take swapped",
    "replaced": "Replaced",
    "trimmed": "Trimmed",
    "rolled": "Rolled",
    "slid": "Slid",
    "slipped": "Slipped",
    "split moved": "Split edit moved",
    "moved": "Moved",
    "added": "Added",
    "removed": "Removed",
    "cut out": "Cut out of the middle",
    "joined over": "Put back into the middle",
    "retimed": "Retimed",
    "effect": "Effect",
    "switched off": "Switched",
    "microphones": "Microphones",
    "track added": "Track added",
    "black": "Black",
    "line dropped": "Line dropped",
    "line added": "Line added",
}
"""What the table calls each change."""

_OF_ONE: Final[frozenset[Kind]] = frozenset(
    {"split moved", "microphones", "track added", "black", "line dropped", "line added"}
)
"""Changes of which it is plain whether they are about picture or sound."""

_STATES: Final[tuple[tuple[State, str], ...]] = (
    ("swapped", "from another take"),
    ("replaced", "replaced"),
    ("trimmed", "trimmed"),
    ("slipped", "slipped"),
    ("cut in two", "cut in two"),
    ("moved", "moved"),
    ("retimed", "retimed"),
    ("gone", "removed"),
)
_THINGS: Final[dict[Side, tuple[str, str]]] = {"picture": ("shot", "shots"), "sound": ("sound", "sounds")}


def distance_said(found: Conformed) -> str:
    """Write the edit distance: ``0.127``; never 0.000 for a version that is not the same."""
    if found.distance and found.distance < 0.0005:
        return "under 0.001"
    return f"{found.distance:.3f}"


def told(found: Conformed) -> Iterator[str]:
    """Yield the sentences at the head: what became of the shots, and how much is the same."""
    for side, counts in zip(SIDES, (found.picture, found.sound), strict=True):
        if counts is not None:
            yield f"{_pieces(counts, side)} {_same(counts, side, found.before.rate)}"


def nothing(found: Conformed) -> str:
    """Say that nothing was changed, in what could be compared."""
    alone = {(True, False): "the picture", (False, True): "the sound"}
    where = alone.get((found.picture is not None, found.sound is not None))
    if where is None or None not in (found.picture, found.sound):
        return "Nothing was changed, to the frame."
    return f"Nothing was changed in {where}, to the frame."


def _pieces(counts: Counts, side: Side) -> str:
    one, many = _THINGS[side]
    parts = [f"{counts.stands} stand{'s' if counts.stands == 1 else ''}"]
    parts += [f"{number} {word}" for state, word in _STATES if (number := counts.states.get(state, 0))]
    if counts.new:
        parts.append(f"{counts.new} added")
    ends = (
        f" Ends were trimmed by {frames_said(round(median(counts.trims)))} (median)." if counts.trims else ""
    )
    return f"Of {counts.before} {one if counts.before == 1 else many} {', '.join(parts)}.{ends}"


def _same(counts: Counts, side: Side, rate: Fraction) -> str:
    percent = 100 * counts.share_same
    said = (
        f"{percent:.1f}" if percent in (0, 100) or round(percent, 1) not in (0.0, 100.0) else f"{percent:.3f}"
    )
    return (
        f"Of {_seconds(counts.frames, rate)} of {side}, {_seconds(counts.frames_after, rate)} in theirs, "
        f"{said} % are the same frames."
    )


def _seconds(frames: int, rate: Fraction) -> str:
    return f"{float(frames / rate):.1f} s"


def place(stretch: Stretch | None, version: Version) -> str:
    """Write where a stretch begins, as the timecode of its version; empty without one."""
    if stretch is None:
        return ""
    return timecode_text(version.start + stretch.record.start, version.rate, drop=version.drop)


def sides_said(change: Change) -> str:
    """Say whether it is about picture, sound or both."""
    return " and ".join(change.sides)


def alone_said(change: Change, found: Conformed) -> str:
    """Say that it is about picture or sound alone, where that is not plain; else nothing."""
    plain = change.kind in _OF_ONE or len(change.sides) > 1 or None in (found.picture, found.sound)
    return "" if plain else f" ({change.sides[0]})"


def lines_said(change: Change) -> str:
    """Say of which lines it is: one or two, or from the first to the last of several."""
    if len(change.lines) > 2:
        return f"{change.lines[0]} to {change.lines[-1]}"
    return ", ".join(change.lines)


def said(change: Change) -> str:
    """Say what was done in a sentence without its place."""
    return _SAID[change.kind](change) if change.kind in _SAID else change.now


def _exchanged(change: Change) -> str:
    foreign = change.after is not None and change.after.piece.foreign
    origin = _origin(change.after) if foreign else ""
    return f"{_name(change.before)} → {_name(change.after)}{_numbers(change)}{origin}"


def _trimmed(change: Change) -> str:
    return f"{_name(change.before)}: {_ends(change)}"


def _slipped(change: Change) -> str:
    way = "later" if change.head > 0 else "earlier"
    return f"{_name(change.before)}: {frames_said(abs(change.head))} {way} in the take"


def _rolled(change: Change) -> str:
    way = "later" if change.head > 0 else "earlier"
    return f"from {change.was} to {change.now}: the cut is {frames_said(abs(change.head))} {way}"


def _slid(change: Change) -> str:
    way = "later" if change.head > 0 else "earlier"
    return f"{_name(change.before)}: {frames_said(abs(change.head))} {way}, and its neighbours give way"


def _black(change: Change) -> str:
    if change.after is None:
        return f"{_length(change.before)} without a picture closed up"
    return f"{_length(change.after)} without a picture"


def _effect(change: Change) -> str:
    """Say what was done; without a place it was done everywhere."""
    return f"{_name(change.after)}: {change.now}" if change.after else change.now


def _was_now(change: Change) -> str:
    return f"{_name(change.after or change.before)}: {change.was} → {change.now}"


def _added(change: Change) -> str:
    return f"{_name(change.after)}, {_length(change.after)}{_origin(change.after)}"


def _removed(change: Change) -> str:
    return f"{_name(change.before)}, {_length(change.before)}"


def _name(stretch: Stretch | None) -> str:
    return stretch.piece.name if stretch else ""


def _numbers(change: Change) -> str:
    """Say which reading of one take, where a line went from one to another."""
    if change.before and change.after and change.before.piece.key == change.after.piece.key:
        return " (another reading in the same take)"
    return ""


def _ends(change: Change) -> str:
    parts = [
        f"{end} {frames_said(abs(frames))} {'longer' if frames > 0 else 'shorter'}"
        for end, frames in (("head", change.head), ("tail", change.tail))
        if frames
    ]
    return ", ".join(parts)


def _whither(change: Change) -> str:
    """Say which way it went; both places have a timecode beside this."""
    assert change.before is not None
    assert change.after is not None
    way = "later" if change.after.record.start > change.before.record.start else "earlier"
    if not change.along:
        return f"{_name(change.before)}: {_length(change.after)}, {way} in the film"
    _, many = _THINGS[change.sides[0]]
    last = change.along[-1][1]
    frames = sum(after.frames for after in (change.after, *(after for _, after in change.along)))
    together = f"{len(change.along) + 1} {many}, {frames_said(frames)}"
    return f"{_name(change.before)} to {_name(last)}: {together}, {way} in the film"


def _length(stretch: Stretch | None) -> str:
    return frames_said(stretch.frames) if stretch else ""


def _origin(stretch: Stretch | None) -> str:
    """Say where added material is from: the rushes by file and timecode, or nowhere known."""
    if stretch is None:
        return ""
    if stretch.piece.made:
        return ", made by the editing system"
    return ", no clip of this film" if stretch.piece.foreign else f", from {stretch.piece.files[0]}"


def _speed(stretch: Stretch | None) -> str:
    if stretch is None:
        return ""
    speed = stretch.piece.speed
    if not speed:
        return "held as a still"
    return f"{float(100 * speed):g} % speed{', backwards' if speed < 0 else ''}"


_SAID: Final[dict[Kind, Callable[[Change], str]]] = {
    "take swapped": _exchanged,
    "replaced": _exchanged,
    "trimmed": _trimmed,
    "slipped": _slipped,
    "split moved": _was_now,
    "switched off": _was_now,
    "microphones": _was_now,
    "rolled": _rolled,
    "slid": _slid,
    "black": _black,
    "moved": _whither,
    "added": _added,
    "removed": _removed,
    "cut out": lambda change: f"{_length(change.before)} out of {_name(change.before)}",
    "joined over": lambda change: f"{_length(change.after)} back into {_name(change.after)}",
    "retimed": lambda change: f"{_name(change.after)}: {_speed(change.after)}",
    "effect": _effect,
}
