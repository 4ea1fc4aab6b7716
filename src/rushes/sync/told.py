"""The last step of the ladder: what a person says. A table in CSV, one pair a line; it is read strictly.

Headings: ``picture`` and ``sound`` name files as the log does; ``sound`` may be another camera's clip, or
empty, which says that nothing belongs under the picture. ``at`` is the second of the picture at which the
sound's first sample plays (``-3.25``: the recorder rolled first). Whoever would rather name one instant in
both, such as the clap, writes ``frame`` (of the picture, from 0) and ``second`` (of the sound) instead.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from rushes.errors import Refusal
from rushes.footage.model import Clip


@dataclass(frozen=True)
class Said:
    """What a person says of one picture. sound: None when nothing belongs under it."""

    picture: str
    sound: str | None
    at_s: float = 0.0


class NoSuchTable(Refusal):
    """The table of pairs cannot be read."""

    sentence = "{0} is no table of pictures and sounds: {1}. Its headings are picture, sound, at."


class NotInTheRushes(Refusal):
    """The table of pairs names a file that is not among the rushes."""

    sentence = "{0}, line {1}: there is no {2} called {3} among the rushes; `rushes log` lists their names."


def read_said(path: Path, pictures: Mapping[str, Clip], sounds: Mapping[str, Clip]) -> tuple[Said, ...]:
    """Return what a person says; `NoSuchTable` or `NotInTheRushes` when it cannot be followed.

    pictures, sounds: what may be named, by `Clip.file`; a file's bare name will do where it is one file's.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NoSuchTable(str(path), error) from error
    rows = csv.DictReader(StringIO(text))
    headings = {(name or "").strip().lower() for name in rows.fieldnames or ()}
    if not {"picture", "sound"} <= headings:
        raise NoSuchTable(str(path), f"its first line is '{text.splitlines()[0] if text else ''}'")
    said = []
    for number, row in enumerate(rows, start=2):
        cells = {(name or "").strip().lower(): (value or "").strip() for name, value in row.items() if name}
        if any(cells.values()):
            said.append(_said(path, number, cells, pictures, sounds))
    return tuple(said)


def _said(
    path: Path,
    number: int,
    cells: Mapping[str, str],
    pictures: Mapping[str, Clip],
    sounds: Mapping[str, Clip],
) -> Said:
    picture = _named(path, number, "picture", cells["picture"], pictures)
    if not cells["sound"]:
        return Said(picture, None)
    sound = _named(path, number, "sound", cells["sound"], sounds)
    try:
        if cells.get("at"):
            return Said(picture, sound, float(cells["at"]))
        frame = int(cells.get("frame") or 0)
        return Said(picture, sound, float(frame / pictures[picture].rate) - float(cells.get("second") or 0))
    except ValueError as error:
        raise NoSuchTable(str(path), f"line {number}: {error}") from error


def _named(path: Path, number: int, kind: str, name: str, files: Mapping[str, Clip]) -> str:
    if name in files:
        return name
    alike = _alike(name, tuple(files))
    if len(alike) != 1:
        raise NotInTheRushes(str(path), number, kind, f"'{name}'")
    return alike[0]


def _alike(name: str, files: Sequence[str]) -> list[str]:
    """Return the files that a name may mean: with its folder left out, or its ending."""
    return [file for file in files if name in {Path(file).name, Path(file).stem}]
