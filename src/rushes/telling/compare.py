"""What is told of two cuts beside each other."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from textwrap import wrap
from typing import TYPE_CHECKING

from rushes.telling.why import WIDE
from rushes.telling.words import count

if TYPE_CHECKING:
    from fractions import Fraction

    from rushes.cut.compare import Differences, OtherTake, ShotSeen

Row = tuple[str, str]
"""The line that a row is about, or nothing, and what it says."""
_SIDES = {"sound": "heard", "picture": "seen", "reaction": "reaction"}


def compare_told(found: "Differences", one: str, other: str) -> str:
    """Say in what the second of two cuts differs from the first; one, other: what they are called."""
    head = wrap(f"{other} beside {one}:", WIDE)
    if found.none:
        return "\n".join([*head, "Nothing is different, to the frame."])
    return "\n".join([*head, _length(found), *_different(found), "", *_same(found)])


def _length(found: "Differences") -> str:
    return f"  {length_told(found)}"


def length_told(found: "Differences") -> str:
    """Say how long the second film is beside the first."""
    before, after = found.frames / found.rate, found.frames_after / found.rate_after
    change = float(found.longer_s)
    told = (
        f"{_by(abs(change), found.rate_after)} {'longer' if change > 0 else 'shorter'}"
        if change
        else "as long"
    )
    return f"{float(after):.1f} s, was {float(before):.1f} s: {told}."


def _by(seconds: float, rate: "Fraction") -> str:
    """Say so many seconds; frames, where they are too few for a tenth."""
    if seconds >= 0.05:  # what rounds to a tenth
        return f"{seconds:.1f} s"
    return count(max(1, round(seconds * rate)), "frame")


def _different(found: "Differences") -> Iterator[str]:
    for head, rows in blocks(found):
        yield f"{head} ({len(rows)}):"
        for row in rows:
            yield from wrap(row, WIDE, initial_indent="  ", subsequent_indent="    ")


def blocks(found: "Differences") -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is different by kind: what it is, and a row for each; kinds without a row are left out."""
    return tuple((head, tuple(row for _, row in rows)) for head, rows in blocks_by_line(found))


def blocks_by_line(found: "Differences") -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return the same, each row with the line that it is about; empty where it is about no one line."""
    return tuple((head, rows) for head, told in _kinds(found) if (rows := tuple(told)))


def _kinds(found: "Differences") -> Iterator[tuple[str, Iterable[Row]]]:
    yield "Lines from another take", _takes(found.takes)
    sides = ((one.line, ", ".join(one.after), ", ".join(one.before)) for one in found.recordings)
    recordings = ((line, f"{line}: {after}, was {before}") for line, after, before in sides)
    yield "Lines of the same take, heard from other recordings of it", recordings
    yield "Lines that are heard now", _lines(found.lines_new)
    yield "Lines that are no longer heard", _lines(found.lines_gone)
    trims = ((one.line, f"{one.line}: {_ends(one.head, one.tail)}") for one in found.trims)
    yield "Lines trimmed otherwise, in frames of the film", trims
    yield "Reactions added over lines", _lines(found.reactions_new)
    yield "Reactions gone from lines", _lines(found.reactions_gone)
    splits = (
        (one.line, f"{one.line}: {_split(one.after)}, was {_split(one.before)}") for one in found.splits
    )
    yield "Split edits", splits
    beats = (f"{one.scene}, {one.number}: {one.after}, was {one.before} ({one.text})" for one in found.beats)
    yield "What happens without words", (("", beat) for beat in beats)
    yield "Shots added", (("", _shot(shot)) for shot in found.shots_new)
    yield "Shots removed", (("", _shot(shot)) for shot in found.shots_gone)


def _lines(lines: Iterable[str]) -> Iterator[Row]:
    return ((line, line) for line in lines)


def _takes(takes: Sequence["OtherTake"]) -> Iterator[Row]:
    """Yield what is from where now; sound and picture that went the same way are one row."""
    by_line: dict[str, list[OtherTake]] = {}
    for one in takes:
        by_line.setdefault(one.line, []).append(one)
    for line, both in by_line.items():
        ways: dict[tuple[str, str], list[str]] = {}
        for one in both:
            ways.setdefault((one.before, one.after), []).append(_SIDES[one.side])
        for (before, after), sides in ways.items():
            yield line, f"{line} {' and '.join(sides)}: {_now_and_then(before, after)}"


def _now_and_then(before: str, after: str) -> str:
    return f"another pass of {after}" if before == after else f"{after}, was {before}"


def _ends(head: int, tail: int) -> str:
    told = [
        f"{abs(n)} {'more' if n > 0 else 'fewer'} {side}"
        for n, side in ((head, "before"), (tail, "after"))
        if n
    ]
    return ", ".join(told)


def _split(leads: int) -> str:
    if not leads:
        return "straight"
    return f"{'picture' if leads > 0 else 'sound'} first by {count(abs(leads), 'frame')}"


def _shot(shot: "ShotSeen") -> str:
    lines = ", ".join(shot.lines)
    return (
        f"{shot.name} over {lines}, {float(shot.record.seconds):.1f} s at {float(shot.record.start_s):.1f} s"
    )


def _same(found: "Differences") -> Iterator[str]:
    alike = (
        f"The same: the takes of {found.same_takes} of {count(found.lines, 'line')}, the trims of "
        f"{found.same_trims}, {count(found.same_shots, 'shot')}, {count(found.same_reactions, 'reaction')}, "
        f"{count(found.same_splits, 'split edit')}."
    )
    yield from wrap(alike, WIDE)


def compare_as_json(found: "Differences", one: str, other: str) -> str:
    """Write all differences as JSON."""
    told: Mapping[str, object] = {
        "schema": "rushes.compare/1",
        "cuts": [one, other],
        **{name: _plain(value) for name, value in asdict(found).items() if not name.startswith("rate")},
        "share": round(found.share, 4),
        "longer_s": round(float(found.longer_s), 3),
    }
    return json.dumps(told, ensure_ascii=False)


def _plain(value: object) -> object:
    """Return a value as JSON has it: of a span its frames."""
    if isinstance(value, dict):
        return (
            {"in": value["start"], "out": value["end"]}
            if "start" in value
            else {k: _plain(v) for k, v in value.items()}
        )
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
