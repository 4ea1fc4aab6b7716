"""Pins as a person writes them, in a file of TOML that is read by hand as well.

    by = "the director"             # who decides, for all pins that do not name somebody else

    [[pin]]
    line = "27.14"                  # or several: ["27.14", "27.15"]
    take = "27A-3"                  # sound and picture from this take
    pass = 2                        # the second time that it is spoken in it
    why = "her hand on the door"

    [[pin]]
    line = "27.15"
    not = "27B-1"                   # anything but this; not_sound, not_picture for one of the two
    picture = "27C-2 B"             # the B camera; `sound` likewise
    head = 4                        # frames more before it; below zero, fewer
    tail = -2
    reaction = false                # nobody is seen listening; true: somebody is; "27B-1": in that take
    split = -8                      # the picture comes 8 frames after the sound; "straight" for none

Each refusal names the line of the file.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from rushes.cut.pins import Named, Pin, Pins
from rushes.errors import Refusal


class NotPins(Refusal):
    """A file of pins cannot be understood."""

    sentence = "{0}: {1} {2}"


_Text = Annotated[str, msgspec.Meta(min_length=1)]


class _Written(msgspec.Struct, forbid_unknown_fields=True):
    """A pin as it is written."""

    line: _Text | Annotated[list[_Text], msgspec.Meta(min_length=1)]
    take: _Text | None = None
    pass_: Annotated[int, msgspec.Meta(ge=1)] | None = msgspec.field(name="pass", default=None)
    camera: _Text | None = None
    sound: _Text | None = None
    picture: _Text | None = None
    not_: _Text | None = msgspec.field(name="not", default=None)
    not_sound: _Text | None = None
    not_picture: _Text | None = None
    head: int = 0
    tail: int = 0
    reaction: bool | _Text | None = None
    split: int | Literal["straight"] | None = None
    by: _Text = ""
    why: str = ""


_KEYS = _Written.__struct_encode_fields__
_SHOULD_BE: Mapping[str, str] = {
    "line": 'a line in quotation marks, "1.2", or several, ["1.2", "1.3"]',
    "pass": "which time the line is spoken in the take: 1, 2",
    "head": "a number of frames: 4 for more, -4 for fewer",
    "tail": "a number of frames: 4 for more, -4 for fewer",
    "reaction": 'true where somebody who listens is to be seen, false where not, or a take, "27B-1"',
    "split": 'a number of frames (8: picture first, -8: sound first) or "straight"',
}
"""What is to be written where something else was; text in quotation marks where the key is not here."""


def read_pins(file: Path) -> Pins:
    """Read a file of pins; `NotPins` where it is none."""
    try:
        return pins_from(file.read_text(encoding="utf-8-sig"), file.name)
    except OSError as error:
        raise NotPins(file, f"it cannot be read ({error.strerror}).", "Name a file of pins.") from error
    except UnicodeDecodeError as error:
        raise NotPins(file, "it is no text.", "Save it as UTF-8.") from error


def pins_from(text: str, file: str) -> Pins:
    """Return the pins that a TOML text has; `NotPins` with the file's name and line for what is no pin."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotPins(file, f"it is not TOML ({error}).", "Mend that place.") from error
    _check_keys(told, ("by", "pin"), file)
    by, tables = told.get("by", ""), told.get("pin")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise NotPins(file, "there is no pin in it.", "Begin each pin with [[pin]].")
    if not isinstance(by, str):
        raise NotPins(file, f"`by` is {by!r}.", "Write text in quotation marks.")
    places = _places(text, file, len(tables))
    return Pins(tuple(pin for n, table in enumerate(tables) for pin in _pins(table, by, places[n])))


def _places(text: str, file: str, count: int) -> list[str]:
    """Return where each pin stands: the line of its head; its number where heads cannot be told apart."""
    heads = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*pin\s*\]\]", line)]
    if len(heads) == count:
        return [f"{file}, line {n}" for n in heads]
    return [f"{file}, pin {n}" for n in range(1, count + 1)]


def _check_keys(told: Mapping[str, object], known: Sequence[str], place: str) -> None:
    for key in told:
        if key not in known:
            near = get_close_matches(key, known, 1)
            meant = f"Is `{near[0]}` meant?" if near else f"There are {', '.join(known)}."
            raise NotPins(place, f"nobody knows `{key}`.", meant)


def _pins(table: Mapping[str, object], by: str, place: str) -> tuple[Pin, ...]:
    """Return the pin of a table for each line that it is about."""
    _check_keys(table, _KEYS, place)
    if "line" not in table:
        raise NotPins(place, "it names no line.", 'Write line = "1.2", the number that the report shows.')
    written = _understood(table, place)
    who = (written.by or by).strip()
    if not who:
        raise NotPins(
            place, "nobody is named who decided it.", 'Put by = "your name" at the top of the file.'
        )
    pin = _pin(written, who, place)
    if str(pin) == str(Pin(pin.line)):
        raise NotPins(place, "it decides nothing.", "Name a take, a trim, a reaction or a split.")
    lines = [written.line] if isinstance(written.line, str) else written.line
    return tuple(replace(pin, line=line) for line in dict.fromkeys(line.strip() for line in lines))


def _understood(table: Mapping[str, object], place: str) -> _Written:
    try:
        return msgspec.convert(table, _Written)
    except msgspec.ValidationError as error:
        found = re.search(r"\$\.(\w+)", str(error))
        key = found[1] if found else "line"
        meant = _SHOULD_BE.get(key, "text in quotation marks")
        raise NotPins(place, f"`{key}` is {table.get(key)!r}.", f"Write {meant}.") from error


def _pin(written: _Written, by: str, place: str) -> Pin:
    """Return what is written as a pin, still without its lines."""
    picture = written.picture or written.take or ("camera" if written.camera else None)
    number = written.pass_
    return Pin(
        line="",
        by=by,
        sound=_named(written.sound or written.take, written.camera, number),
        picture=_named(picture, written.camera, number),
        not_sound=_named(written.not_sound or written.not_, None, number),
        not_picture=_named(written.not_picture or written.not_, None, number),
        head=written.head,
        tail=written.tail,
        reaction=True if isinstance(written.reaction, str) else written.reaction,
        listener=Named(written.reaction) if isinstance(written.reaction, str) else None,
        split=0 if written.split == "straight" else written.split,
        because=written.why,
        where=place,
    )


def _named(name: str | None, camera: str | None, pass_number: int | None) -> Named | None:
    if name is None:
        return None
    return Named(f"{name} {camera}" if camera else name, pass_number)
