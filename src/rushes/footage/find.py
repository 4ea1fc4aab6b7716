"""Find footage on disk: walk folders as an editor would, and refuse politely when there is nothing."""

import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from rushes.errors import Refusal

# fmt: off -- a table of words reads better in rows
PICTURE = frozenset(
    (
        ".mov",
        ".qt",
        ".mp4",
        ".m4v",
        ".mxf",
        ".mkv",
        ".webm",
        ".avi",
        ".mts",
        ".m2ts",
        ".ts",
        ".mpg",
        ".mpeg",
        ".m2v",
        ".vob",
        ".3gp",
        ".3g2",
        ".flv",
        ".wmv",
        ".dv",
        ".ogv",
        ".mj2",
        ".gxf",
        ".nut",
        ".insv",
    )
)
"""Endings of files that hold picture, most often with sound."""

RAW = frozenset((".braw", ".r3d", ".ari", ".arx", ".crm", ".nev", ".cine"))
"""Endings of camera raw that needs its maker's software: found, so that a finding can say so."""

SOUND = frozenset(
    (
        ".wav",
        ".bwf",
        ".rf64",
        ".w64",
        ".aif",
        ".aiff",
        ".aifc",
        ".mp3",
        ".m4a",
        ".aac",
        ".flac",
        ".ogg",
        ".opus",
        ".wma",
        ".caf",
    )
)
"""Endings of files that hold sound alone."""
# fmt: on

ENDINGS = PICTURE | RAW | SOUND

_NUMBER = re.compile(r"(\d+)")


class NoSuchFootage(Refusal):
    """A path that was named does not exist."""

    sentence: ClassVar[str] = "There is no footage at {0}; check the path."


class NoFootage(Refusal):
    """Nothing that was named holds a picture or sound file."""

    sentence: ClassVar[str] = (
        "No picture or sound files in {0}; name the folder that holds the rushes (.mov, .mp4, .mxf, .wav …)."
    )

    def __str__(self) -> str:
        """Name the places one by one."""
        return self.sentence.format(", ".join(str(path) for path in self.args[0]) or "nothing that was named")


def find_footage(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return every picture and sound file in these files and folders, absolute, in natural order, each once.

    Hidden files and folders and ``._*`` are left out, links that lead in circles are walked once.
    Raises `NoSuchFootage` for a path that does not exist and `NoFootage` when nothing is found.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise NoSuchFootage(str(path))
        for file in walk(path, ENDINGS):
            found.setdefault(file.resolve(), Path(os.path.abspath(file)))  # noqa: PTH100 -- keeps the link's own name
    if not found:
        raise NoFootage(tuple(str(path) for path in paths))
    return tuple(sorted(found.values(), key=natural))


def natural(path: Path) -> tuple[tuple[tuple[int, int | str], ...], str]:
    """Return a sort key by which ``2-10`` follows ``2-9``, whatever the case of the letters."""
    parts = (
        tuple(
            (0, int(piece)) if piece.isdecimal() else (1, piece.casefold()) for piece in _NUMBER.split(part)
        )
        for part in path.parts
    )
    return tuple(piece for part in parts for piece in (*part, (-1, 0))), str(path)


def walk(path: Path, endings: Collection[str]) -> Iterator[Path]:
    """Yield the files of these endings at or below a path, in order.

    A folder is entered once, however many links lead to it; hidden files and folders are left out.
    endings: in small letters, with their dots.
    """
    if not path.is_dir():
        if _ends_in(path, endings):
            yield path
        return
    entered: set[Path] = set()
    for folder, subfolders, names in os.walk(path, followlinks=True):
        here = Path(folder).resolve()
        if here in entered:
            subfolders.clear()
            continue
        entered.add(here)
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if _ends_in(Path(folder, name), endings))


def _ends_in(path: Path, endings: Collection[str]) -> bool:
    return not path.name.startswith(".") and path.suffix.lower() in endings and path.is_file()
