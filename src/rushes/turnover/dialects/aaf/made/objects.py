"""Objects of AAF as they are stored: pyaaf2 knows the classes, properties and types, we lay them out.

pyaaf2's dictionary of the format is made once, as an empty file; each object of ours is then encoded by its
property definitions and put into a folder of the compound file. No clock and no chance enter: dates that the
format asks for and nobody knows are `NO_DATE`.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cache
from typing import Any, Final
from uuid import UUID

from rushes.turnover.dialects.aaf.container.storage import Storage

NO_DATE: Final = datetime(1970, 1, 1)  # noqa: DTZ001 -- AAF knows no zones
_DATA, _WEAK, _STRONG, _SET = 0x82, 0x02, 0x22, 0x3A
_VECTORS: Final = (0x32, 0x3A)
_LAST_KEY: Final = 0xFFFFFFFF
_LITTLE_ENDIAN, _VERSION = 0x4C, 32
_STRING: Final = b"\x4c" + UUID("01100200-0000-0000-060e-2b3401040101").bytes_le
"""What stands before a text wherever a value may be of any type."""


@dataclass(frozen=True)
class Thing:
    """An object: its class by the name that pyaaf2 has for it, and its properties by name; None is left out.

    A value is what pyaaf2's type encodes (a rate is a Fraction), or bytes as they are stored; another thing,
    or several, where the property owns objects; the name of a definition where it refers to one.
    """

    form: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class _Property:
    """How a property is stored: its number, format and type, its folder; and what a reference begins with."""

    number: int
    format: int
    kind: Any
    folder: str
    reference: bytes = b""
    definitions: Mapping[str, bytes] | None = None


def made(form: str, **values: object) -> Thing:
    """Return an object."""
    return Thing(form, values)


def told(name: str, value: str) -> Thing:
    """Return a tagged value: a name and a text, as comments and attributes are."""
    return made("TaggedValue", Name=name, Value=_STRING + _text(value))


def file_of(mobs: Sequence[Thing], identification: Thing) -> Storage:
    """Return the root folder of an AAF file that holds these mobs; identification: of what wrote it."""
    root = _empty()
    header = root.storages["Header-2"]
    listed = next(name for name in header.storages if name.startswith("Identifi"))
    inside = header.storages | {
        listed: stored(identification),
        "Content-3b03": stored(made("ContentStorage", Mobs=mobs)),
    }
    return replace(root, storages=root.storages | {"Header-2": replace(header, storages=inside)})


def stored(thing: Thing) -> Storage:
    """Return the folder of an object, with those of the objects that it owns."""
    class_id, known = _form(thing.form)
    folder = Storage(class_id)
    heads: list[bytes] = []
    parts: list[bytes] = []
    for name, value in thing.values.items():
        if value is not None:
            property_ = known[name]
            data = _data(property_, value, folder)
            heads.append(struct.pack("<HHH", property_.number, property_.format, len(data)))
            parts.append(data)
    start = struct.pack("<BBH", _LITTLE_ENDIAN, _VERSION, len(parts))
    folder.streams["properties"] = b"".join((start, *heads, *parts))
    return folder


def _text(value: str) -> bytes:
    return value.encode("utf-16-le") + b"\0\0"


def _data(property_: _Property, value: Any, folder: Storage) -> bytes:  # noqa: ANN401 -- as many types as AAF has
    """Return what stands in the list of properties; what it owns goes into the folder."""
    if property_.format == _DATA:
        return value if isinstance(value, bytes) else _encoded(property_.kind, value)
    if property_.definitions is not None:
        return property_.reference + property_.definitions[value]
    if property_.format == _STRONG:
        folder.storages[property_.folder] = stored(value)
    else:
        for number, owned in enumerate(value):
            folder.storages[f"{property_.folder}{{{number:x}}}"] = stored(owned)
        index = _set_index(value) if property_.format == _SET else _vector_index(value)
        folder.streams[f"{property_.folder} index"] = index
    return _text(property_.folder)


def _vector_index(owned: Sequence[Thing]) -> bytes:
    count = len(owned)
    return struct.pack(f"<III{count}I", count, count, _LAST_KEY, *range(count))


def _set_index(owned: Sequence[Thing]) -> bytes:
    """Return the index of a set of mobs, which are found by their ids."""
    count, key = len(owned), _form("Mob")[1]["MobID"].number
    rows = [struct.pack("<II", number, 1) + one.values["MobID"] for number, one in enumerate(owned)]
    return struct.pack("<IIIHB", count, count, _LAST_KEY, key, 32) + b"".join(rows)


def _encoded(kind: Any, value: Any) -> bytes:  # noqa: ANN401 -- the same
    if isinstance(value, str) and kind.type_name == "aafString":
        return _text(value)
    if isinstance(value, Fraction | UUID | str):
        return _often(bytes(kind.auid.bytes_le), value)
    return bytes(kind.encode(value))


@cache
def _often(kind: bytes, value: Fraction | UUID | str) -> bytes:
    """Encode what many objects say alike: rates, and words of a list."""
    if isinstance(value, UUID):
        return value.bytes_le
    if isinstance(value, Fraction):
        return struct.pack("<ii", value.numerator, value.denominator)
    by_id = {bytes(one.bytes_le): one for one in _dictionary().metadict.typedefs_by_auid}
    return bytes(_dictionary().metadict.lookup_typedef(by_id[kind]).encode(value))


@cache
def _dictionary() -> Any:  # noqa: ANN401 -- pyaaf2 has no types
    """Return an empty file of pyaaf2's, for its dictionary."""
    from aaf2.file import AAFFile  # noqa: PLC0415 -- a library of its own, for those who write an AAF

    made_by_pyaaf2 = AAFFile(None, "w")
    made_by_pyaaf2.header["LastModified"].value = NO_DATE
    return made_by_pyaaf2


@cache
def _empty() -> Storage:
    """Return the folders of an empty file, which lists what references may lead to."""
    for form in ("SourceClip", "FileDescriptor"):
        _form(form)
    made_by_pyaaf2 = _dictionary()
    made_by_pyaaf2.save()
    return _copied(made_by_pyaaf2.cfb.root)


def _copied(entry: Any) -> Storage:  # noqa: ANN401 -- the same
    class_id = entry.class_id.bytes_le if entry.class_id else bytes(16)
    folder = Storage(bytes(class_id))
    for inside in entry.listdir():
        if inside.isdir():
            folder.storages[inside.name] = _copied(inside)
        else:
            folder.streams[inside.name] = bytes(inside.open().read())
    return folder


@cache
def _form(name: str) -> tuple[bytes, dict[str, _Property]]:
    """Return the id of a class, and how its properties are stored."""
    form = _dictionary().metadict.lookup_classdef(name)
    known = {one.property_name: _property(one) for one in form.all_propertydefs()}
    return bytes(form.auid.bytes_le), known


def _property(one: Any) -> _Property:  # noqa: ANN401 -- the same
    from aaf2.utils import mangle_name  # noqa: PLC0415 -- the same

    number, form, kind = one.pid, one.store_format, one.typedef
    folder = mangle_name(one.property_name, number, 22 if form in _VECTORS else 32)
    if form != _WEAK or not one.property_name.endswith(("DataDefinition", "ContainerFormat")):
        return _Property(number, form, kind, folder)
    index = _dictionary().weakref_index(kind.pid_path)
    reference = struct.pack("<HHB", index, kind.ref_classdef.unique_key_pid, 16)
    among = "DataDefinitions" if one.property_name == "DataDefinition" else "ContainerDefinitions"
    definitions = {
        each.name.partition("_")[2]: bytes(each.auid.bytes_le)
        for each in _dictionary().dictionary[among].value
    }
    return _Property(number, form, kind, folder, reference, definitions)
