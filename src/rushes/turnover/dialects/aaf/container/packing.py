"""Lay out a compound file ([MS-CFB], version 4). Pure: the same tree gives the same bytes.

Ours, since filling in tens of thousands of small streams one at a time, as pyaaf2 does, is what makes an AAF
slow to write, and leaves its layout to the order of the writing.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from rushes.turnover.dialects.aaf.container.storage import (
    DIFAT,
    END,
    ENTRY,
    FAT,
    FREE,
    HEADER_FATS,
    MAGIC,
    MINI,
    NOBODY,
    ROOT,
    SMALL,
    STORAGE,
    STREAM,
    Storage,
)

_SECTOR: Final = 4096
_AAF_4K: Final = UUID("0d010201-0200-0000-060e-2b3403020101").bytes_le
"""The kind of AAF that a file of 4096-byte sectors calls itself by."""

_RED, _BLACK = 0, 1
_HEADER: Final = struct.Struct("<8s16sHHHHH6xIIIIIIIII")


@dataclass
class _Entry:
    """A row of the directory on its way to the file."""

    name: str
    kind: int
    class_id: bytes
    data: bytes = b""
    left: int = NOBODY
    right: int = NOBODY
    child: int = NOBODY
    colour: int = _BLACK
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        head = (name, len(name) + 2, self.kind, self.colour, self.left, self.right, self.child)
        return ENTRY.pack(*head, self.class_id, 0, 0, 0, self.start, self.size)


def packed(root: Storage) -> bytes:
    """Return the compound file of a tree whose names are 31 letters long at most."""
    entries = [_Entry("Root Entry", ROOT, root.class_id)]
    _list(root, entries)
    sectors = _Sectors()
    for entry in entries:
        if entry.size >= SMALL:
            entry.start = sectors.add(entry.data)
    mini, chains = _mini_stream(entries)
    entries[0].start, entries[0].size = sectors.add(mini), len(mini)
    mini_start, mini_count = sectors.add(_numbers(chains, _SECTOR)), sectors.last
    empty = ENTRY.pack(b"", 0, 0, 0, NOBODY, NOBODY, NOBODY, bytes(16), 0, 0, 0, 0, 0)
    rows = b"".join(entry.packed() for entry in entries)
    rows_start = sectors.add(rows + empty * (-len(entries) % (_SECTOR // ENTRY.size)))
    rows_count = sectors.last
    table, fats, difats = sectors.table()
    header = _HEADER.pack(
        MAGIC, _AAF_4K, 62, 4, 0xFFFE, 12, 6, rows_count, len(fats), rows_start, 1, SMALL,
        mini_start, mini_count, difats[0] if difats else END, len(difats),
    )  # fmt: skip
    header += _numbers(fats[:HEADER_FATS], 4 * HEADER_FATS)
    return b"".join((header.ljust(_SECTOR, b"\0"), *sectors.parts, *table))


def _list(storage: Storage, entries: list[_Entry], parent: int = 0) -> None:
    """Add what a folder holds as a balanced tree, then what its folders hold."""
    inside = sorted((*storage.streams, *storage.storages), key=_in_directory)
    first = len(entries)
    for name in inside:
        if name in storage.streams:
            data = storage.streams[name]
            start = 0 if data else END
            entries.append(_Entry(name, STREAM, bytes(16), data, start=start, size=len(data)))
        else:
            entries.append(_Entry(name, STORAGE, storage.storages[name].class_id))
    full_levels = (len(inside) + 1).bit_length() - 1
    entries[parent].child = _tree(entries, first, first + len(inside), full_levels)
    for number, name in enumerate(inside, start=first):
        if name in storage.storages:
            _list(storage.storages[name], entries, number)


def _tree(entries: list[_Entry], first: int, after: int, levels: int) -> int:
    """Link neighbours as a red-black tree: all levels are full but the last one, which is red."""
    if first >= after:
        return NOBODY
    middle = (first + after) // 2
    entry = entries[middle]
    entry.left = _tree(entries, first, middle, levels - 1)
    entry.right = _tree(entries, middle + 1, after, levels - 1)
    entry.colour = _BLACK if levels else _RED
    return middle


def _in_directory(name: str) -> tuple[int, str]:
    """Return by what names are ordered: the shorter first, then by their capitals ([MS-CFB] 2.6.4)."""
    return len(name.encode("utf-16-le")), name.upper()


def _mini_stream(entries: Sequence[_Entry]) -> tuple[bytes, list[int]]:
    """Return the stream that holds all short ones, and the table of its chains."""
    parts: list[bytes] = []
    table: list[int] = []
    for entry in entries:
        if entry.kind == STREAM and 0 < entry.size < SMALL:
            count = -(-entry.size // MINI)
            entry.start = len(table)
            table += [*range(len(table) + 1, len(table) + count), END]
            parts.append(entry.data.ljust(count * MINI, b"\0"))
    return b"".join(parts), table


def _numbers(values: Sequence[int], multiple: int) -> bytes:
    """Pack numbers, filled up with free ones to a multiple of so many bytes."""
    filled = [*values, *[FREE] * (-len(values) % (multiple // 4))]
    return struct.pack(f"<{len(filled)}I", *filled)


class _Sectors:
    """The sectors of a file, added in runs, and the table of their chains."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.chains: list[int] = []
        self.last = 0

    def add(self, data: bytes) -> int:
        """Add a run and return its first sector; `last` says how many it has."""
        self.last = -(-len(data) // _SECTOR)
        if not data:
            return END
        first = len(self.chains)
        self.chains += [*range(first + 1, first + self.last), END]
        self.parts.append(data.ljust(self.last * _SECTOR, b"\0"))
        return first

    def table(self) -> tuple[list[bytes], list[int], list[int]]:
        """Return the sectors of the table, their numbers, and those that list what the header cannot."""
        each, listed = _SECTOR // 4, _SECTOR // 4 - 1
        fats = lists = -1
        need = more = 0
        while (need, more) != (fats, lists):
            fats, lists = need, more
            need = -(-(len(self.chains) + fats + lists) // each)
            more = -(-max(0, need - HEADER_FATS) // listed)
        first = len(self.chains)
        numbers = list(range(first, first + fats))
        further = list(range(first + fats, first + fats + lists))
        rest = numbers[HEADER_FATS:]
        pages = [
            _numbers(rest[n * listed : (n + 1) * listed], 4 * listed) + struct.pack("<I", following)
            for n, following in enumerate([*further[1:], END][:lists])
        ]
        return [_numbers([*self.chains, *[FAT] * fats, *[DIFAT] * lists], _SECTOR), *pages], numbers, further
