"""Try a stranger's OpenTimelineIO in a process of its own, unless it is plainly sound. A door.

OpenTimelineIO's library is written in C++ and ends the process that calls it on some damaged files: on 75 of
1,880 whose parts were exchanged at random (version 0.18), and on some whose brackets do not match. What has
nothing but well-known parts, each where it belongs, is read at once (of 13,240 such files none ended it); all
else is read by a child first.
"""

import json
import subprocess
import sys
from typing import Final

import msgspec

_LONGEST_S: Final = 60
_NAMED: Final = 1
"""What Python ends with after an error that it can name: our own reading will name it too."""

_CHILD: Final = """
import sys
from rushes.turnover.brought.opentimeline import read
read(sys.stdin.buffer.read(), "")
"""
_LARGEST: Final = 2**53

_ITEMS: Final = frozenset({"Clip.1", "Clip.2", "Gap.1", "Stack.1", "Track.1", "Transition.1"})
_REFERENCES: Final = frozenset({"ExternalReference.1", "MissingReference.1", "GeneratorReference.1"})
_EFFECTS: Final = frozenset({"Effect.1", "FreezeFrame.1", "LinearTimeWarp.1"})
_MARKERS: Final = frozenset({"Marker.1", "Marker.2"})
_RANGE: Final = frozenset({"TimeRange.1"})
_TIME: Final = frozenset({"RationalTime.1"})
_FILM: Final = frozenset({"Timeline.1"})
_KNOWN: Final = _ITEMS | _REFERENCES | _EFFECTS | _MARKERS | _RANGE | _TIME | _FILM

_ONE_OF: Final = {
    "tracks": frozenset({"Stack.1"}),
    "source_range": _RANGE,
    "available_range": _RANGE,
    "marked_range": _RANGE,
    "media_reference": _REFERENCES,
    "global_start_time": _TIME,
    "start_time": _TIME,
    "duration": _TIME,
    "in_offset": _TIME,
    "out_offset": _TIME,
}
_LIST_OF: Final = {"children": _ITEMS, "effects": _EFFECTS, "markers": _MARKERS}
_ABSENT: Final = frozenset({"source_range", "available_range", "media_reference", "global_start_time"})
"""What may be there and say nothing (``null``)."""
_KINDS: Final = {"metadata": dict, "parameters": dict, "enabled": bool, "kind": str, "target_url": str}
_NEEDS: Final = {
    "RationalTime.1": ("rate", "value"),
    "TimeRange.1": ("start_time", "duration"),
    "Timeline.1": ("tracks",),
    "Marker.1": ("marked_range",),
    "Marker.2": ("marked_range",),
    "Transition.1": ("in_offset", "out_offset"),
}
_ALONE: Final = {"RationalTime.1": 3, "TimeRange.1": 3}
"""How many fields a value has, its name among them: the library breaks on a part that lies within one."""


def tried(content: bytes) -> bytes:
    """Return a file that was read by a child if it is not plainly sound; ValueError when that broke down."""
    if is_plain(content):
        return content
    _refuse_damaged(content)
    try:
        ended = subprocess.run(  # noqa: S603 -- our own interpreter and our own words
            [sys.executable, "-P", "-c", _CHILD],
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ValueError(f"nobody can read it within {_LONGEST_S} seconds") from None
    if ended.returncode not in {0, _NAMED}:
        raise ValueError("it is so damaged that OpenTimelineIO's own library breaks down on it")
    return content


def _refuse_damaged(content: bytes) -> None:
    """Refuse what is no JSON; numbers without end are none to others, and OpenTimelineIO writes them."""
    try:
        json.loads(content)
    except ValueError as error:
        if b"Inf" not in content:
            raise ValueError(f"it is damaged JSON ({error})") from error


def is_plain(content: bytes) -> bool:
    """Tell whether a file has nothing but parts that are well known, and each of them where it belongs."""
    try:
        waiting: list[object] = [msgspec.json.decode(content)]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if not _is_sound(one):
                return False
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return True


def _is_sound(part: dict[str, object]) -> bool:
    """Tell whether a part has what it needs, and all of it is of the right kind."""
    if "OTIO_REF_ID" in part:
        return False
    schema = part.get("OTIO_SCHEMA")
    if schema is None:
        return "OTIO_SCHEMA" not in part
    if len(part) > _ALONE.get(str(schema), len(part)):
        return False
    if schema not in _KNOWN or any(name not in part for name in _NEEDS.get(str(schema), ())):
        return False
    return all(_fits(name, value) for name, value in part.items())


def _fits(name: str, value: object) -> bool:
    """Tell whether a field of a part may say that."""
    if value is None:
        return name in _ABSENT or name not in {*_ONE_OF, *_LIST_OF, *_KINDS, "rate", "value"}
    if name in _ONE_OF:
        return _schema(value) in _ONE_OF[name]
    if name in _LIST_OF:
        return isinstance(value, list) and all(_schema(one) in _LIST_OF[name] for one in value)
    if name == "media_references":
        return isinstance(value, dict) and all(_schema(one) in _REFERENCES for one in value.values())
    if name in {"rate", "value"}:
        return _is_number(value) and (name == "value" or value > 0)  # type: ignore[operator]
    return isinstance(value, _KINDS.get(name, object))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _LARGEST


def _schema(value: object) -> object:
    return value.get("OTIO_SCHEMA") if isinstance(value, dict) else None
