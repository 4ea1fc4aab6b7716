"""Walk the chunks of a wave file: RIFF, RF64 and BW64, also where they lie about their length.

Only headers are read; sound is skipped. Sources: EBU Tech 3285 (BWF), EBU Tech 3306 (RF64), ITU-R BS.2088
(BW64). `wavinfo` reads the chunks of a sound file and refuses a damaged one whole; here what can be had is.
"""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

FORMS = (b"RIFF", b"RF64", b"BW64")
_IN_DS64 = 0xFFFFFFFF
"""The length that a chunk tells when its true one stands in the ds64 chunk."""

_KNOWN = {b"fmt ", b"data", b"bext", b"iXML", b"LIST", b"JUNK", b"fact", b"ds64", b"cue ", b"axml"}

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
    wrong: names of the chunks that are not as long as they say.
    """

    fmt: bytes | None = None
    bext: bytes | None = None
    ixml: bytes | None = None
    data: Chunk | None = None
    loose: int = 0
    wrong: tuple[str, ...] = ()


def wave_of(path: Path) -> Wave | None:
    """Return the chunks of a wave file, or None when it is no wave file; `OSError` from the disk."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] not in FORMS or head[8:] != b"WAVE":
            return None
        chunks = _walked(file, size)
        first = {chunk.name: chunk for chunk in reversed(chunks)}
        words = [first[name] for name in (b"fmt ", b"bext", b"iXML") if name in first]
        read = {chunk.name: _content(file, chunk) for chunk in words}
    wrong = tuple(chunk.name.decode().strip() for chunk in words if chunk.lies)
    last = chunks[-1] if chunks else None
    loose = size - last.at - last.held if last and last.name == b"data" else 0
    fmt, bext, ixml = (read.get(name) for name in (b"fmt ", b"bext", b"iXML"))
    return Wave(fmt, bext, ixml, first.get(b"data"), max(0, loose - 1), wrong)


def _content(file: BinaryIO, chunk: Chunk) -> bytes:
    file.seek(chunk.at)
    return file.read(min(chunk.held, LONGEST_TEXT))


def _walked(file: BinaryIO, size: int) -> list[Chunk]:
    """Walk chunk by chunk until the file ends, or what follows the sound is none.

    Where the walk is lost before the sound was found, the next chunk is sought by its name, and the one
    before it is as long as that makes it.
    """
    chunks: list[Chunk] = []
    at, lengths = 12, dict[bytes, int]()
    while at + 8 <= size:
        name, length = _head(file, at)
        is_lost = not _is_name(name) or (name not in _KNOWN and at + 8 + length > size)
        seen = any(chunk.name == b"data" for chunk in chunks)
        if is_lost and (seen or not chunks or (at := _sought(file, chunks[-1].at, size)) == 0):
            break
        if is_lost:
            chunks[-1] = replace(chunks[-1], held=at - chunks[-1].at)
            continue
        at += 8
        if name == b"ds64":
            lengths = _long_lengths(file.read(min(length, LONGEST_TEXT)))
        told = _told(name, length, lengths)
        told = 0 if name == b"data" and length == 0 and _starts_at(file, at, size) else told
        past = name != b"data" and not seen and (told is None or told > size - at)
        found = _sought(file, at, size) if past else 0
        held = found - at if found else size - at if told is None else min(told, size - at)
        chunks.append(Chunk(name, at, told, held))
        at += held
        if held % 2 and not _starts_at(file, at, size):
            at += 1  # chunks begin on even places, whatever some writers think
    return chunks


def _head(file: BinaryIO, at: int) -> tuple[bytes, int]:
    file.seek(at)
    name, length = struct.unpack("<4sI", file.read(8))
    return name, length


def _sought(file: BinaryIO, at: int, size: int) -> int:
    """Return where the next chunk to be believed begins, at or behind a place; 0 without one."""
    file.seek(at)
    text = file.read(LONGEST_TEXT)
    for found in re.finditer(rb"fmt |data|bext|iXML", text):
        length = int.from_bytes(text[found.end() : found.end() + 4], "little")
        fits = at + found.end() + 4 + length <= size
        if fits or (found[0] == b"data" and length == _IN_DS64):
            return at + found.start()
    return 0


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
    """Tell whether a chunk that is known stands at a place, even an odd one."""
    file.seek(at)
    return at + 8 <= size and file.read(4) in _KNOWN


def _is_name(name: bytes) -> bool:
    return name.isascii() and name.decode().isprintable() and name.strip() != b""
