"""Make room for a label in an MP4 or MOV: after its first box, with the index moved along. A door for files.

The index says where in the file each chunk of picture and sound begins (`stco`, `co64`: ISO/IEC 14496-12,
8.7.5); what lies behind the label is moved, so these numbers are, too. Nothing else of the film is touched.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np

from rushes.credentials.boxes import Box, boxes
from rushes.errors import Refusal

_INTO: Final = (b"trak", b"mdia", b"minf", b"stbl")
_OFFSETS: Final = {b"stco": ">u4", b"co64": ">u8"}
_HEAD: Final = 8
_COPIED: Final = 1 << 20
_INDEX_MOST: Final = 1 << 28


class NoRoom(Refusal):
    """A file has no place for a label."""

    sentence = "{0}"


def first_box(film: BinaryIO) -> Box:
    """Return the box after which a label stands; `NoRoom` for a file that is no whole film."""
    parts = list(boxes(film))
    kinds = [box.kind for box in parts]
    if kinds[:1] != [b"ftyp"] or kinds.count(b"moov") != 1 or b"moof" in kinds:
        raise NoRoom("it is no MP4 or MOV with one index")
    if any(box.label for box in parts):
        raise NoRoom("it carries a label already")
    return parts[0]


def copy_with(film: Path, label: bytes, to: Path) -> int:
    """Copy a film with a label after its first box, and return where that is; `NoRoom` without a place."""
    with film.open("rb") as source, to.open("wb") as target:
        parts = list(boxes(source))
        begins = first_box(source).end
        source.seek(0)
        target.write(source.read(begins))
        target.write(label)
        for box in parts[1:]:
            source.seek(box.start)
            if box.kind == b"moov":
                target.write(_moved(_index(source, box), begins, len(label)))
            else:
                _copy(source, target, box.end - box.start)
    return begins


def _index(film: BinaryIO, box: Box) -> bytearray:
    if box.end - box.start > _INDEX_MOST:
        raise NoRoom("its index is too large")
    return bytearray(film.read(box.end - box.start))


def _copy(source: BinaryIO, target: BinaryIO, length: int) -> None:
    while length > _COPIED:
        target.write(source.read(_COPIED))
        length -= _COPIED
    target.write(source.read(length))


def _moved(index: bytearray, after: int, by: int) -> bytearray:
    """Return an index in which all that lies after a byte of the file begins later."""
    for kind, start, end in _tables(index, _HEAD, len(index)):
        count = int.from_bytes(index[start + 12 : start + 16])
        form = np.dtype(_OFFSETS[kind])
        if start + 16 + count * form.itemsize > end:
            raise NoRoom("its index is broken")
        places = np.frombuffer(index, form, count, start + 16)
        wide = places.astype(np.uint64) + np.where(places >= after, np.uint64(by), np.uint64(0))
        if count and int(wide.max()) > np.iinfo(form).max:
            raise NoRoom("its index has no room for numbers beyond 4 GB")
        index[start + 16 : start + 16 + count * form.itemsize] = wide.astype(form).tobytes()
    return index


def _tables(index: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield every table of places in an index: its kind, where it begins and ends."""
    while start + _HEAD <= end:
        length, kind = int.from_bytes(index[start : start + 4]), bytes(index[start + 4 : start + _HEAD])
        if length < _HEAD or start + length > end:
            raise NoRoom("its index is broken")
        if kind in _OFFSETS:
            yield kind, start, start + length
        elif kind in _INTO:
            yield from _tables(index, start + _HEAD, start + length)
        start += length
