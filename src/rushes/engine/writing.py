"""Values as JSON bytes and back, and the keys made of them. Nothing written here can execute."""

import hashlib
import importlib.metadata
import importlib.util
import os
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote_from_bytes, unquote_to_bytes

import msgspec

Value = TypeVar("Value")

_PLAIN_IN_PATHS = "/\\: !#$&'()*+,;=?@[]{}^`|<>\"~"


def encode(value: object) -> bytes:
    """Write a value as JSON; equal values give equal bytes. TypeError for a type it cannot hold."""
    return msgspec.json.encode(value, enc_hook=_to_text, order="deterministic")


def decode(data: bytes, gives: type[Value]) -> Value:
    """Rebuild a value of this type; `msgspec.MsgspecError` when the bytes hold no such value."""
    return msgspec.json.decode(data, type=gives, dec_hook=_from_text)


def content_key(*parts: object) -> str:
    """Return the hex digest over everything a result depends on: values, texts, numbers, rates."""
    return hashlib.sha256(encode(parts)).hexdigest()


def file_mark(path: Path) -> tuple[Path, int, int, int]:
    """Return what can be seen of a file without reading it: its path, bytes, nanoseconds and inode."""
    seen = path.stat()
    return path.absolute(), seen.st_size, seen.st_mtime_ns, seen.st_ino


@cache
def code_mark(*made_by: str) -> str:
    """Return a digest of the code a result is made by, so that changed code makes it again.

    made_by: names of our packages or modules (their source is read), and of installed distributions
    as ``av==`` (their version is read).
    """
    digest = hashlib.sha256()
    for name in made_by:
        if name.endswith("=="):
            digest.update(f"{name}{importlib.metadata.version(name[:-2])}\n".encode())
            continue
        for source in _sources(name):
            digest.update(f"{source.name}\n".encode() + source.read_bytes())
    return digest.hexdigest()


def _sources(name: str) -> list[Path]:
    """Return the files of a package (templates, too) or module without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"no code named {name}")
    if not spec.submodule_search_locations:
        return [Path(spec.origin)]
    inside = Path(spec.origin).parent.rglob("*")
    return sorted(file for file in inside if file.is_file() and file.suffix != ".pyc")


def _to_text(value: object) -> str:
    """Write a rate as ``25/1``; a path percent-encoded, as its bytes may be no text at all."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Path):
        return quote_from_bytes(os.fsencode(value), safe=_PLAIN_IN_PATHS)
    raise TypeError(f"{type(value).__name__} has no written form")


def _from_text(wanted: type[Any], value: object) -> object:
    if not isinstance(value, str) or not issubclass(wanted, Fraction | Path):
        raise TypeError(f"{value!r} is no written {wanted.__name__}")
    if issubclass(wanted, Path):
        return Path(os.fsdecode(unquote_to_bytes(value)))
    try:
        return Fraction(value)
    except ZeroDivisionError as error:
        raise ValueError(f"{value} is no fraction") from error
