r"""By which paths media are named, as a person says it: two words, or a file of folders. A door.

A map says under which folder another machine has what lies in a folder here. As TOML:

    [[folder]]
    from = "/media/card-2"
    to = 'D:\Rushes\card 2'

or ``"/media/card-2" = "/Volumes/RUSHES"`` line by line; as CSV two columns, with or without the heads
``from`` and ``to``, parted by commas, or by semicolons all through.
"""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rushes.errors import Refusal
from rushes.turnover.options import Absolute, Mapped, Media, Relative

WORDS: Final = ("absolute", "relative")
_MOST_BYTES: Final = 1 << 20


class NotAMap(Refusal):
    """A file says of no folder where another machine has it."""

    sentence = (
        "{0} is no map of media: {1}. Write `absolute`, `relative`, or name a TOML or CSV file with a folder "
        "here and a folder there on each line."
    )


def media_named(said: str, out: Path) -> Media:
    """Return what a person asked for. said: ``absolute``, ``relative`` or a file. out: where files will lie.

    `NotAMap` for a file that is none.
    """
    if said == "absolute":
        return Absolute()
    return Relative(out.absolute()) if said == "relative" else read_map(Path(said))


def read_map(file: Path) -> Mapped:
    """Read a map of media; `NotAMap` where it is none."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise NotAMap(file, "it is larger than a megabyte")
        text = file.read_text(encoding="utf-8-sig")
        pairs = tuple(_toml(text) if file.suffix.lower() == ".toml" else _csv(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        raise NotAMap(file, getattr(error, "strerror", None) or str(error)) from error
    for here, there in pairs:
        if not (here and there and Path(here).is_absolute()):
            raise NotAMap(file, f"'{here}' to '{there}' does not lead from a whole path to another")
    if not pairs:
        raise NotAMap(file, "it names no folder")
    return Mapped(pairs)


def _toml(text: str) -> Iterator[tuple[str, str]]:
    told = tomllib.loads(text)
    listed = told.pop("folder", [])
    for one in listed if isinstance(listed, list) else [listed]:
        yield (str(one.get("from", "")), str(one.get("to", ""))) if isinstance(one, dict) else ("", str(one))
    yield from ((here, str(there)) for here, there in told.items())


def _csv(text: str) -> Iterator[tuple[str, str]]:
    lines = text.splitlines()
    between = ";" if lines and ";" in lines[0] and "," not in lines[0] else ","  # as some spreadsheets save
    for number, row in enumerate(csv.reader(lines, strict=True, delimiter=between)):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 0 and [cell.lower() for cell in cells[:2]] == ["from", "to"]):
            continue
        yield cells[0], cells[1] if len(cells) > 1 else ""
