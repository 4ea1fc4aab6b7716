"""What no encoder writes: a timecode that jumps, and the note by which a player turns a picture. A door.

The boxes of a finished QuickTime or MP4 file are taken apart and put together again (ISO/IEC 14496-12;
QuickTime File Format, timecode media); the pictures and sounds themselves are not touched.
"""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

_WITHIN = (b"trak", b"mdia", b"minf", b"stbl")
"""Boxes that are opened; all others are kept as they are."""
_ONE, _UNIT = 1 << 16, 1 << 30


class _Box:
    """A box: its name, and either what it holds or the boxes within it."""

    def __init__(self, name: bytes, content: bytes) -> None:
        self.name, self.content = name, content
        self.within = _boxes(content) if name in _WITHIN else []

    def packed(self) -> bytes:
        content = b"".join(box.packed() for box in self.within) if self.within else self.content
        return struct.pack(">I4s", len(content) + 8, self.name) + content

    def inside(self, *names: bytes) -> "_Box":
        here = self
        for name in names:
            here = next(box for box in here.within if box.name == name)
        return here


def _boxes(content: bytes) -> list[_Box]:
    boxes, at = [], 0
    while at + 8 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        boxes.append(_Box(name, content[at + 8 : at + length]))
        at += length
    return boxes


def turn(path: Path, degrees: int, size: tuple[int, int]) -> None:
    """Tell players to turn the picture clockwise by 90, 180 or 270 degrees. size: as stored."""
    width, height = size
    across, down = {90: (height, 0), 180: (width, height), 270: (0, width)}[degrees]
    cos, sin = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[degrees]
    matrix = struct.pack(
        ">9i",
        *(cos * _ONE, sin * _ONE, 0, -sin * _ONE, cos * _ONE, 0),
        *(across * _ONE, down * _ONE, _UNIT),
    )

    def turned(movie: list[_Box], _: BinaryIO, __: int) -> bytes:
        head = _track(movie, b"vide").inside(b"tkhd")
        head.content = head.content[:40] + matrix + head.content[76:]
        return b""

    _rewrite(path, turned)


def jump(path: Path, at: int, by: int, frames: int) -> None:
    """Let the timecode leap by so many numbers at a frame. frames: of the clip."""

    def leaping(movie: list[_Box], file: BinaryIO, end: int) -> bytes:
        table = _track(movie, b"tmcd").inside(b"mdia", b"minf", b"stbl")
        (lasts,) = struct.unpack_from(">I", table.inside(b"stts").content, 12)
        file.seek(struct.unpack_from(">I", table.inside(b"stco").content, 8)[0])
        (first,) = struct.unpack(">I", file.read(4))
        before = lasts * at // frames
        table.inside(b"stts").content = struct.pack(">II4I", 0, 2, 1, before, 1, lasts - before)
        table.inside(b"stsz").content = struct.pack(">III", 0, 4, 2)
        sample = table.inside(b"stsc")
        sample.content = struct.pack(">IIIII", 0, 1, 1, 2, 1)
        table.inside(b"stco").content = struct.pack(">III", 0, 1, end + 8)
        return struct.pack(">I4sII", 16, b"mdat", first, first + at + by)

    _rewrite(path, leaping)


def _track(movie: list[_Box], handler: bytes) -> _Box:
    tracks = (box for box in movie if box.name == b"trak")
    return next(track for track in tracks if track.inside(b"mdia", b"hdlr").content[8:12] == handler)


def _rewrite(path: Path, change: Callable[[list[_Box], BinaryIO, int], bytes]) -> None:
    """Let the index at the end of a file be changed; what the change returns is written before it."""
    with path.open("r+b") as file:
        begins, content = _index(file)
        movie = _boxes(content)
        more = change(movie, file, begins)
        inner = b"".join(box.packed() for box in movie)
        file.seek(begins)
        file.write(more + struct.pack(">I4s", len(inner) + 8, b"moov") + inner)
        file.truncate()


def _index(file: BinaryIO) -> tuple[int, bytes]:
    """Return where the index begins, which is the file's last box, and what it holds."""
    at = 0
    while True:
        file.seek(at)
        length, name = struct.unpack(">I4s", file.read(8))
        begins = 8
        if length == 1:
            (length,), begins = struct.unpack(">Q", file.read(8)), 16
        if name == b"moov":
            return at, file.read(length - begins)
        at += length
