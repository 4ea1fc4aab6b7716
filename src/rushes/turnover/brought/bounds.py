"""How large, how deep and how many a stranger's file may be, looked at before anything is parsed. A door.

A parser builds what a file asks for, so a small file can ask for all memory there is: entities that hold
each other, or brackets within brackets. Here a file is gone through once, in a single pass that keeps
nothing.
"""

import os
import re
import stat
from pathlib import Path
from typing import Final
from xml.parsers import expat

import numpy as np

from rushes.errors import Refusal

MOST_BYTES: Final = 96 << 20
"""Bytes of a timeline: ten times that of a feature film with all its keywords, in any format."""

MOST_IN_LISTS: Final = 16 << 20
"""Bytes of an edit decision list: a hundred reels of a feature film."""

DEEPEST: Final = 200
"""Elements within elements, or brackets within brackets. What systems write is at most some thirty deep."""

MOST_PARTS: Final = 3_000_000
"""Elements of an XML, or brackets of a JSON: two thousand events on ten tracks have a third of that."""

LONGEST: Final = 4 << 20
"""Bytes of one tag of an XML: a parser goes through an unfinished one again and again."""

_CHUNK: Final = 1 << 20
_BUNDLE: Final = "Info.fcpxml"
"""The file inside of an ``.fcpxmld``, which is a folder that Final Cut shows as a file."""

_ESCAPED: Final = re.compile(rb"\\.", re.DOTALL)


class NoTimeline(Refusal):
    """What a person brought is no timeline that can be read."""

    sentence = (
        "{0} cannot be read as a timeline: {1}. Export it as OpenTimelineIO, Final Cut Pro 7 XML, FCPXML, "
        "AAF or EDL (CMX 3600), or save it as Shotcut and Kdenlive do."
    )


def read_bounded(path: Path) -> bytes:
    """Return the bytes of a file; `NoTimeline` when there is none, or it is larger than `MOST_BYTES`.

    A folder, a device or a pipe is refused without waiting for it; an ``.fcpxmld`` is opened.
    """
    try:
        if stat.S_ISDIR(os.stat(path).st_mode):  # noqa: PTH116 -- one question for all kinds of it
            return _regular(path / _BUNDLE, path)
        return _regular(path, path)
    except ValueError as error:
        raise NoTimeline(path, f"it has no name of a file ({error})") from error
    except OSError as error:
        raise NoTimeline(path, _why(path, error)) from error


def _regular(file: Path, named: Path) -> bytes:
    """Return the content of a plain file that is not too large; named: as the person named it."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb", buffering=0) as opened:  # noqa: PTH123 -- opened already
        told = os.fstat(opened.fileno())
        if not stat.S_ISREG(told.st_mode):
            raise NoTimeline(named, "it is no file but a pipe or a device")
        if told.st_size > MOST_BYTES:
            raise NoTimeline(
                named, f"it has {told.st_size >> 20} MB, and more than {MOST_BYTES >> 20} is no timeline"
            )
        content = opened.read(MOST_BYTES + 1) or b""
        while len(content) < told.st_size and (more := opened.read(MOST_BYTES + 1 - len(content))):
            content += more
    if not content:
        raise NoTimeline(named, "it is empty")
    return content


def _why(path: Path, error: OSError) -> str:
    if path.is_dir():
        return "it is a folder"
    return {"No such file or directory": "there is no such file"}.get(
        error.strerror or "", error.strerror or type(error).__name__
    )


def looked_through_xml(content: bytes) -> str:
    """Return the name of the root of an XML; ValueError where it is damaged, too deep, or has entities."""
    through = _Through()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = through.begins, through.ends
    parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = through.declares
    parser.ExternalEntityRefHandler = through.declares
    try:
        for start in range(0, len(content), _CHUNK):
            parser.Parse(content[start : start + _CHUNK], start + _CHUNK >= len(content))
            if start - parser.CurrentByteIndex > LONGEST:
                raise ValueError(f"one of its tags has more than {LONGEST >> 20} MB")
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(f"it is damaged XML ({error})") from error
    return through.root


class _Through:
    """What is counted while an XML goes by."""

    def __init__(self) -> None:
        self.root, self.depth, self.count = "", 0, 0

    def begins(self, name: str, _attributes: object) -> None:
        """Count an element."""
        self.root = self.root or name
        self.depth, self.count = self.depth + 1, self.count + 1
        if self.depth > DEEPEST:
            raise ValueError(f"its elements lie more than {DEEPEST} deep within each other")
        if self.count > MOST_PARTS:
            raise ValueError(f"it has more than {MOST_PARTS:,} elements")

    def ends(self, _name: str) -> None:
        """Leave an element."""
        self.depth -= 1

    def declares(self, *_told: object) -> int:
        """Refuse an entity, whatever it is for."""
        raise ValueError("it declares entities, which no editing system writes and which can be an attack")


def looked_through_json(content: bytes) -> None:
    """Go through a JSON; ValueError where its brackets lie too deep or are too many.

    Nothing is said of whether it is well-formed otherwise.
    """
    deep = most = parts = 0
    within, rest = 0, b""
    for start in range(0, len(content), _CHUNK):
        piece = rest + content[start : start + _CHUNK]
        trailing = len(piece) - len(piece.rstrip(b"\\"))
        piece, rest = (piece[:-1], b"\\") if trailing % 2 else (piece, b"")
        signs = np.frombuffer(_ESCAPED.sub(b"", piece), np.uint8)
        if not len(signs):
            continue
        inside = (np.cumsum(signs == ord('"')) + within) & 1
        opening = ((signs == ord("[")) | (signs == ord("{"))) & (inside == 0)
        closing = ((signs == ord("]")) | (signs == ord("}"))) & (inside == 0)
        depths = deep + np.cumsum(opening.astype(np.int32) - closing)
        deep, most, within = int(depths[-1]), max(most, int(depths.max())), int(inside[-1])
        parts += int(opening.sum())
        if most > DEEPEST:
            raise ValueError(f"its brackets lie more than {DEEPEST} deep within each other")
        if parts > MOST_PARTS:
            raise ValueError(f"it has more than {MOST_PARTS:,} brackets")
