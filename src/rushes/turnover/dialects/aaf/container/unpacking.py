"""Read a compound file ([MS-CFB], versions 3 and 4) that may lie. Pure, in the time and memory of its size.

Every chain ends, every entry of the directory stands in one place, and the streams are together no longer
than the file; whatever breaks that is refused.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from rushes.turnover.dialects.aaf.container.storage import (
    END,
    ENTRY,
    FREE,
    HEADER_FATS,
    MAGIC,
    MINI,
    NOBODY,
    STORAGE,
    STREAM,
    Storage,
)

_SECTOR_SHIFTS: Final = (9, 12)


class NotACompoundFile(ValueError):  # noqa: N818 -- it becomes a refusal
    """Bytes are no compound file, or one that lies about itself."""


class _Entry(NamedTuple):
    name: str
    kind: int
    left: int
    right: int
    child: int
    class_id: bytes
    start: int
    size: int


def unpacked(data: bytes) -> Storage:
    """Return the root of a compound file; `NotACompoundFile` when it is none, or is damaged."""
    try:
        return _Reading(data).root()
    except struct.error as error:
        raise NotACompoundFile("it ends too early") from error


class _Reading:
    """A compound file as it is read."""

    def __init__(self, data: bytes) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise NotACompoundFile("it does not begin as one does")
        order, shift, mini_shift = struct.unpack_from("<HHH", data, 28)
        if order != 0xFFFE or shift not in _SECTOR_SHIFTS or 1 << mini_shift != MINI:
            raise NotACompoundFile("its sectors are of no known size")
        self.data, self.sector = data, 1 << shift
        self.count = max(0, -(-len(data) // self.sector) - 1)
        (rows,) = struct.unpack_from("<I", data, 48)
        self.small, mini_fat, _, difat = struct.unpack_from("<IIII", data, 56)
        self.fat = self._numbers(self._fats(difat))
        self.mini_fat = self._numbers(self._chain(mini_fat))
        self.rows = self._joined(self._chain(rows))
        self.left = len(data)
        self.seen: set[int] = set()
        top = self._entry(0)
        self.mini = self._joined(self._chain(top.start)) if top.size else b""

    def root(self) -> Storage:
        """Return the whole tree."""
        top = self._entry(0)
        self.seen.add(0)
        root = Storage(top.class_id)
        waiting = [(root, top.child)]
        while waiting:
            storage, child = waiting.pop()
            for entry in self._neighbours(child):
                if entry.kind == STREAM:
                    storage.streams[entry.name] = self._stream(entry)
                elif entry.kind == STORAGE:
                    storage.storages[entry.name] = Storage(entry.class_id)
                    waiting.append((storage.storages[entry.name], entry.child))
        return root

    def _neighbours(self, child: int) -> Iterator[_Entry]:
        """Yield all that stands in one folder."""
        waiting = [child]
        while waiting:
            number = waiting.pop()
            if number == NOBODY:
                continue
            if number in self.seen:
                raise NotACompoundFile("an entry of its directory stands in two places")
            self.seen.add(number)
            entry = self._entry(number)
            waiting += [entry.left, entry.right]
            yield entry

    def _entry(self, number: int) -> _Entry:
        if not 0 <= number < len(self.rows) // ENTRY.size:
            raise NotACompoundFile("an entry of its directory lies outside it")
        name, length, kind, _, left, right, child, class_id, _, _, _, start, size = ENTRY.unpack_from(
            self.rows, number * ENTRY.size
        )
        if self.sector == 512:
            size &= 0xFFFFFFFF  # version 3 leaves the upper half undefined
        named = name[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        return _Entry(named, kind, left, right, child, class_id, start, size)

    def _stream(self, entry: _Entry) -> bytes:
        """Return what a stream holds; together they hold no more than the file does."""
        self.left -= entry.size
        if self.left < 0:
            raise NotACompoundFile("its streams claim more than the file holds")
        if not entry.size:
            return b""
        if entry.size < self.small:
            chain, source, each = self._walk(entry.start, self.mini_fat), self.mini, MINI
            whole = b"".join(source[number * each : (number + 1) * each] for number in chain)
        else:
            whole = self._joined(self._chain(entry.start))
        if len(whole) < entry.size:
            raise NotACompoundFile(f"the stream {entry.name!r} ends too early")
        return whole[: entry.size]

    def _fats(self, difat: int) -> Iterator[int]:
        """Yield the sectors of the table, those that the header names and those in further lists."""
        listed = [*struct.unpack_from(f"<{HEADER_FATS}I", self.data, 76)]
        seen: set[int] = set()
        while difat < self.count and difat not in seen:
            seen.add(difat)
            *more, difat = struct.unpack(f"<{self.sector // 4}I", self._sector(difat))
            listed += more
        fats = [number for number in listed if number < self.count]
        if len(fats) != len(set(fats)):
            raise NotACompoundFile("its table names a sector twice")
        yield from fats

    def _sector(self, number: int) -> bytes:
        """Return a sector; the last of the file may be short."""
        start = (number + 1) * self.sector
        return self.data[start : start + self.sector].ljust(self.sector, b"\0")

    def _joined(self, chain: Iterable[int]) -> bytes:
        return b"".join(map(self._sector, chain))

    def _numbers(self, chain: Iterable[int]) -> tuple[int, ...]:
        joined = self._joined(chain)
        return struct.unpack(f"<{len(joined) // 4}I", joined)

    def _chain(self, start: int) -> Iterator[int]:
        for number in self._walk(start, self.fat):
            if number >= self.count:
                raise NotACompoundFile("a chain leaves the file")
            yield number

    def _walk(self, start: int, table: tuple[int, ...]) -> Iterator[int]:
        """Yield the numbers of a chain, which is no longer than its table."""
        number = start
        for _ in range(len(table) + 1):
            if number in {END, FREE}:
                return
            if number >= len(table):
                raise NotACompoundFile("a chain leaves the file")
            yield number
            number = table[number]
        raise NotACompoundFile("a chain runs in a circle")
