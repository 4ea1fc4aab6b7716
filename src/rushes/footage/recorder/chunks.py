"""Walk the chunks of a wave file: RIFF, RF64 and BW64, also where they lie about their length.

Only headers are read; sound is skipped. Sources: EBU Tech 3285 (BWF), EBU Tech 3306 (RF64), ITU-R BS.2088
(BW64). `wavinfo` reads the chunks of a sound file and refuses a damaged one whole; here what can be had is.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

FORMS = (b"RIFF", b"RF64", b"BW64")
_IN_DS64 = 0xFFFFFFFF
"""The length that a chunk tells when its true one stands in the ds64 chunk."""

LONGEST_TEXT = 16_000_000
"""No chunk of words is longer, in bytes; what claims to be is not read."""


@dataclass(frozen=True)
class Chunk:
    """A part of a wave file.

    at: where its content begins. told: its length as written, None where it says that it cannot tell.
    held: how many of its bytes are in the file.
    """

    name: bytes
    at: int
    told: int | None
    held: int

    @property
    def lies(self) -> bool:
        """Tell whether less is there than it says, or it does not say."""
        return self.told != self.held


@dataclass(frozen=True)
class Wave:
    """The chunks of a wave file that tell of its sound, as bytes; None where there is none.

    data: where its samples are. loose: bytes behind the samples that are no chunk: sound, most likely.
    cut: names of the chunks of words that are shorter than they say.
    """

    bext: bytes | None = None
    ixml: bytes | None = None
    data: Chunk | None = None
    loose: int = 0
    cut: tuple[str, ...] = ()


def wave_of(path: Path) -> Wave | None:
    """Return the chunks of a wave file, or None when it is no wave file; `OSError` from the disk."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] not in FORMS or head[8:] != b"WAVE":
            return None
        chunks = list(_chunks(file, size))
        first = {chunk.name: chunk for chunk in reversed(chunks)}
        words = {name: first[name] for name in (b"bext", b"iXML") if name in first}
        read = {name: _content(file, chunk) for name, chunk in words.items()}
    cut = tuple(name.decode() for name, chunk in words.items() if chunk.lies)
    end = chunks[-1].at + chunks[-1].held if chunks else size
    loose = size - end if chunks and chunks[-1].name == b"data" else 0
    return Wave(read.get(b"bext"), read.get(b"iXML"), first.get(b"data"), loose if loose > 1 else 0, cut)


def _content(file: BinaryIO, chunk: Chunk) -> bytes:
    file.seek(chunk.at)
    return file.read(min(chunk.held, LONGEST_TEXT))


def _chunks(file: BinaryIO, size: int) -> Iterator[Chunk]:
    """Yield chunk by chunk until the file ends, or what follows is none."""
    at, lengths = 12, {}
    while at + 8 <= size:
        file.seek(at)
        name, length = struct.unpack("<4sI", file.read(8))
        if not _is_name(name):
            return
        at += 8
        if name == b"ds64":
            lengths = _long_lengths(file.read(min(length, LONGEST_TEXT)))
        told = _told(name, length, lengths)
        held = size - at if told is None else min(told, size - at)
        yield Chunk(name, at, told, held)
        at += held
        if held % 2 and not _starts_at(file, at, size):
            at += 1  # chunks begin on even places, whatever some writers think


def _told(name: bytes, length: int, lengths: Mapping[bytes, int]) -> int | None:
    """Return the length of a chunk; sound of length 0 is of a recorder that lost its power."""
    if length == _IN_DS64:
        return lengths.get(name)
    return None if name == b"data" and length == 0 else length


def _long_lengths(content: bytes) -> dict[bytes, int]:
    """Return the lengths of chunks that no 32 bits tell."""
    if len(content) < 28:
        return {}
    _, data, _, count = struct.unpack_from("<QQQI", content)
    table = {}
    for row in range(min(count, (len(content) - 28) // 12)):
        name, length = struct.unpack_from("<4sQ", content, 28 + 12 * row)
        table[name] = length
    return table | {b"data": data}


def _starts_at(file: BinaryIO, at: int, size: int) -> bool:
    """Tell whether a chunk stands on an odd place, where its writer left out the padding."""
    file.seek(at)
    name = file.read(4)
    return at + 8 <= size and name in {b"data", b"iXML", b"bext", b"fmt ", b"LIST", b"JUNK", b"fact"}


def _is_name(name: bytes) -> bool:
    return name.isascii() and name.decode().isprintable() and name.strip() != b""
