"""Where a file keeps its label, found by the layout of the file alone: no picture is read. A door for files.

ISO base media files (MP4, MOV) keep it in a `uuid` box of the top level, RIFF files (WAV, AVI) in a chunk
called ``C2PA``: C2PA Technical Specification 2.2, "Embedding manifests". In others nothing is looked for.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

LABEL_UUID: Final = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_RIFFS: Final = frozenset((b"RIFF", b"RF64", b"BW64"))
_RIFF_LABEL: Final = b"C2PA"
_MANY: Final = 10_000
"""More parts than this at the top of a file are no film's, but a trap."""


@dataclass(frozen=True)
class Box:
    """A part of a file. kind: four signs. start, end: bytes of the file, its head included. label: C2PA's."""

    kind: bytes
    start: int
    end: int
    label: bool = False


def carries_label(path: Path) -> bool:
    """Tell whether a file has a part that holds a C2PA label; False for what cannot be read."""
    try:
        with path.open("rb") as file:
            return any(box.label for box in boxes(file))
    except OSError:
        return False


def without_label(data: bytes) -> bytes:
    """Return a file's bytes without its label, and those of any other file as they are.

    What is left may still know how large the label was.
    """
    labels = [box for box in boxes(BytesIO(data)) if box.label]
    for box in reversed(labels):
        data = data[: box.start] + data[box.end :]
    return data


def boxes(file: BinaryIO) -> Iterator[Box]:
    """Yield the parts of the top level of an MP4, MOV or RIFF file; nothing for other files."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(12)
    if head[:4] in _RIFFS:
        yield from _chunks(file, size)
    elif len(head) == 12 and head[4:8].isalnum():
        yield from _boxes(file, size)


def _boxes(file: BinaryIO, size: int) -> Iterator[Box]:
    at = 0
    for _ in range(_MANY):
        file.seek(at)
        head = file.read(32)
        if len(head) < 8:
            return
        length, body = int(struct.unpack(">I", head[:4])[0]), 8
        if length == 1 and len(head) >= 16:
            length, body = int(struct.unpack(">Q", head[8:16])[0]), 16
        end = size if length == 0 else at + length
        if end <= at or (length and length < body):
            return
        kind = head[4:8]
        yield Box(kind, at, min(end, size), kind == b"uuid" and head[body : body + 16] == LABEL_UUID)
        if end >= size:
            return
        at = end


def _chunks(file: BinaryIO, size: int) -> Iterator[Box]:
    at = 12
    for _ in range(_MANY):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return
        kind, length = head[:4], int(struct.unpack("<I", head[4:8])[0])
        end = at + 8 + length + length % 2
        yield Box(kind, at, min(end, size), kind == _RIFF_LABEL)
        at = end
