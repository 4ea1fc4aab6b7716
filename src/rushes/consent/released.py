"""What left the house as a release copy: a line for each, beside the film, so that a performer can be told.

People are told by number, as in the label of the copy itself. A door; the file only grows.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

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
    line = msgspec.json.encode(release) + b"\n"
    with file.open("a+b") as opened:
        if opened.seek(0, os.SEEK_END) and not _ends_a_line(opened):
            line = b"\n" + line  # a line that was torn stays one by itself, and takes no other with it
        opened.write(line)
        opened.flush()
        os.fsync(opened.fileno())
    return file


def _ends_a_line(opened: BinaryIO) -> bool:
    opened.seek(-1, os.SEEK_END)
    return opened.read(1) == b"\n"


@dataclass(frozen=True)
class Releases:
    """The copies that left a film's folder, in order. unclear: of what it cannot be said, a sentence each."""

    copies: tuple[Release, ...] = ()
    unclear: tuple[str, ...] = ()


def releases_of(folder: Path) -> Releases:
    """Return the copies that left a film's folder; what cannot be read of them is told, as it may be one."""
    try:
        lines = (folder / HANDED_OVER / RELEASES).read_bytes().split(b"\n")
    except FileNotFoundError:
        return Releases()
    except OSError as error:
        why = error.strerror or type(error).__name__
        return Releases(unclear=(f"The list of copies that left cannot be read ({why}): there may be some.",))
    read = [_read(line) for line in lines if line]
    damaged = read.count(None)
    told = (
        (
            f"{'1 line is' if damaged == 1 else f'{damaged} lines are'} damaged in the list of copies that "
            f"left ({HANDED_OVER}/{RELEASES}): there may be more copies than stand here. Ask the production."
        ),
    )
    return Releases(tuple(filter(None, read)), told if damaged else ())


def _read(line: bytes) -> Release | None:
    try:
        return msgspec.json.decode(line, type=Release)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def film_of(where: Path) -> Path | None:
    """Return the film's folder that a copy is made from: itself, the one around a cut, or what it left."""
    folder = where.absolute() if where.is_dir() else where.absolute().parent
    around = (folder, folder.parent, folder.parent.parent)
    return next((one for one in around if is_film(one)), None)
