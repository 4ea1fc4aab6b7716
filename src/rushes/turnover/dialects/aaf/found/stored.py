"""Objects of AAF as they stand in a file from anywhere: a class, and properties by number. Pure.

What is asked for and is not there, or is of another type, is a `Lying`: whoever reads decides nothing twice.
"""

import struct
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Final
from uuid import UUID

from rushes.turnover.dialects.aaf.container.storage import Storage

_LITTLE_ENDIAN: Final = 0x4C
_CLASSES: Final = {
    0x05: "EssenceGroup", 0x08: "CommentMarker", 0x09: "Filler", 0x0A: "OperationGroup", 0x0B: "NestedScope",
    0x0C: "Pulldown", 0x0D: "ScopeReference", 0x0E: "Selector", 0x0F: "Sequence", 0x11: "SourceClip",
    0x14: "Timecode", 0x17: "Transition", 0x2E: "TapeDescriptor", 0x32: "NetworkLocator",
    0x35: "CompositionMob", 0x36: "MasterMob", 0x37: "SourceMob", 0x39: "EventMobSlot",
    0x3B: "TimelineMobSlot", 0x3D: "ConstantValue", 0x3F: "TaggedValue", 0x41: "DescriptiveMarker",
}  # fmt: skip
"""The classes that make a timeline, by the byte in which their ids differ."""

_CLASS_ID: Final = UUID("0d010101-0101-0000-060e-2b3402060101").bytes_le
_PROPERTY_DEFINITION: Final = UUID("0d010101-0202-0000-060e-2b3402060101").bytes_le


class Lying(ValueError):  # noqa: N818 -- it becomes a refusal
    """An AAF says what cannot be."""


class Item:
    """An object of a file."""

    def __init__(self, folder: Storage) -> None:
        """Take the folder that it stands in."""
        self._folder = folder
        self._owned: dict[int, list[Item]] = {}

    @cached_property
    def form(self) -> str:
        """What it is, or an empty text for a class that makes no timeline."""
        number = self._folder.class_id
        if number[:6] != _CLASS_ID[:6] or number[8:] != _CLASS_ID[8:] or number[6]:
            return ""
        return _CLASSES.get(number[7], "")

    @cached_property
    def _properties(self) -> Mapping[int, bytes]:
        data = self._folder.streams.get("properties")
        if data is None:
            raise Lying("an object has no properties")
        if len(data) < 4 or data[0] != _LITTLE_ENDIAN:
            raise Lying("an object is written back to front")
        (count,) = struct.unpack_from("<H", data, 2)
        at = 4 + 6 * count
        if at > len(data):
            raise Lying("an object's properties end too early")
        found = {}
        for number, _, size in struct.iter_unpack("<HHH", data[4:at]):
            found[number] = data[at : at + size]
            at += size
        if at > len(data):
            raise Lying("an object's properties end too early")
        return found

    def has(self, number: int | None) -> bool:
        """Tell whether it has a property; None is one that the file does not know."""
        return number is not None and number in self._properties

    def data(self, number: int) -> bytes:
        """Return a property as it is stored."""
        if number not in self._properties:
            raise Lying(f"{self.form or 'an object'} lacks its property {number:#06x}")
        return self._properties[number]

    def whole(self, number: int, default: int | None = None) -> int:
        """Return a whole number; a length, a position or a track."""
        if default is not None and not self.has(number):
            return default
        data = self.data(number)
        if len(data) not in {1, 2, 4, 8}:
            raise Lying(f"{self.form} has no number in {number:#06x}")
        return int.from_bytes(data, "little", signed=len(data) == 8)

    def rate(self, number: int) -> Fraction:
        """Return a rate, which is above nought."""
        data = self.data(number)
        if len(data) != 8:
            raise Lying(f"{self.form} has no rate in {number:#06x}")
        rate = rational(data)
        if rate <= 0:
            raise Lying(f"a rate is {rate}")
        return rate

    def text(self, number: int | None) -> str:
        """Return a text; empty without one."""
        return as_text(self.data(number)) if number is not None and self.has(number) else ""

    def names(self, number: int) -> bytes:
        """Return the id of the definition that it refers to."""
        return self.data(number)[5:21]

    def one(self, number: int) -> "Item":
        """Return the object that it owns."""
        if number not in self._owned:
            folder = self._folder.storages.get(as_text(self.data(number)))
            if folder is None:
                raise Lying(f"{self.form} has lost what it owns in {number:#06x}")
            self._owned[number] = [Item(folder)]
        return self._owned[number][0]

    def many(self, number: int | None) -> "list[Item]":
        """Return the objects that it owns, in order; none where it has no such property."""
        if number is None or not self.has(number):
            return []
        if number not in self._owned:
            self._owned[number] = self._listed(as_text(self.data(number)))
        return self._owned[number]

    def _listed(self, name: str) -> "list[Item]":
        folders = self._folder.storages
        keys = list(self._keys(self._folder.streams.get(f"{name} index", b"")))
        try:
            return [Item(folders[f"{name}{{{key:x}}}"]) for key in keys]
        except KeyError as error:
            raise Lying(f"{self.form} has lost what it owns: {error}") from error

    @staticmethod
    def _keys(index: bytes) -> Iterator[int]:
        """Yield the keys of what is owned: of a list, four bytes each; of a set, with their ids."""
        if len(index) < 12:
            return
        count = int.from_bytes(index[:4], "little")
        if len(index) == 12 + 4 * count:
            yield from (key for (key,) in struct.iter_unpack("<I", index[12:]))
            return
        size = 8 + index[14] if len(index) > 14 else 0
        if len(index) != 15 + size * count:
            raise Lying("an index is longer or shorter than it says")
        for row in range(count):
            yield int.from_bytes(index[15 + row * size : 19 + row * size], "little")


def as_text(data: bytes) -> str:
    """Return a text up to its end."""
    return data.decode("utf-16-le", "replace").partition("\0")[0]


def rational(data: bytes) -> Fraction:
    """Return two whole numbers as one fraction."""
    above, below = struct.unpack("<ii", data)
    if not below:
        raise Lying("a fraction is divided by nought")
    return Fraction(above, below)


def own_numbers(meta: Storage) -> Mapping[bytes, int]:
    """Return by id the numbers that a file has given to properties which the format itself does not know."""
    numbers = {}
    waiting = [meta]
    while waiting:
        folder = waiting.pop()
        waiting += folder.storages.values()
        if folder.class_id == _PROPERTY_DEFINITION:
            item = Item(folder)
            numbers[item.data(0x0005)] = item.whole(0x000D)
    return numbers


def definitions(dictionary: Item) -> Mapping[bytes, str]:
    """Return by id what operations and parameters are called."""
    items = [*dictionary.many(0x2603), *dictionary.many(0x2604)]
    return {item.data(0x1B01): item.text(0x1B02) for item in items}
