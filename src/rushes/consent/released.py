"""What left the house as a release copy: a line for each, beside the film, so that a performer can be told.

People are told by number, as in the label of the copy itself. A door; the file only grows.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from rushes.project import HANDED_OVER, is_film

RELEASES: Final = "releases.jsonl"
"""The file among what left the house that tells of release copies."""


@dataclass(frozen=True)
class Release:
    """A release copy. at: ISO moment in UTC. file: its name. register: the head of the register then.

    shown, covered: who may be seen and heard in it, and who is covered and muted, by id. locked_by: who
    locked the picture; empty for nobody.
    """

    at: str
    file: str
    sha256: str
    register: str
    shown: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()
    territory: str = ""
    medium: str = ""
    locked_by: str = ""


def note_release(folder: Path, release: Release) -> Path:
    """Write down that a copy left, in a film's folder, and return the file: it is on the disk then."""
    file = folder / HANDED_OVER / RELEASES
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as opened:
        opened.write(msgspec.json.encode(release) + b"\n")
        opened.flush()
        os.fsync(opened.fileno())
    return file


def releases_of(folder: Path) -> tuple[Release, ...]:
    """Return the copies that left a film's folder, in order; a line that is damaged is passed over."""
    try:
        lines = (folder / HANDED_OVER / RELEASES).read_bytes().split(b"\n")
    except OSError:
        return ()
    found = []
    for line in filter(None, lines):
        try:
            found.append(msgspec.json.decode(line, type=Release))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue
    return tuple(found)


def film_of(where: Path) -> Path | None:
    """Return the film's folder that a copy is made from: itself, the one around a cut, or what it left."""
    folder = where.absolute() if where.is_dir() else where.absolute().parent
    around = (folder, folder.parent, folder.parent.parent)
    return next((one for one in around if is_film(one)), None)
