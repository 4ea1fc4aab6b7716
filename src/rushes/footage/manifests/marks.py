"""Digests as manifests write them, read into the one way in which they are written here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rushes.footage.fingerprint import KINDS

_LENGTHS = {"xxh128": 32, "xxh3": 16, "xxh64": 16, "xxh32": 8, "md5": 32, "sha1": 40, "sha256": 64}
_TAGS = {
    "xxhash": "xxh32",
    "xxhash32": "xxh32",
    "xxhash64": "xxh64",
    "xxhash64be": "xxh64",
    "xxhash3": "xxh3",
    "xxh3_64": "xxh3",
    "xxhash3_64": "xxh3",
    "xxhash128": "xxh128",
    "xxh3_128": "xxh128",
    "xxhash3_128": "xxh128",
}
"""How MHL 1.1 and its relatives call what ASC MHL calls by the names of `KINDS`."""

_EITHER_WAY = frozenset({"xxhash64", "xxhash"})
"""Of these one tool writes the bytes from the left, another from the right."""

_C4 = re.compile(r"c4[1-9A-HJ-NP-Za-km-z]{88}")
_LOST_ZEROS = 2
"""Leading zeros that a tool that prints numbers may have dropped: more are less likely than a cut text."""


@dataclass(frozen=True)
class Mark:
    """A digest as it was listed: its kind and what it may be, or why it cannot be used."""

    kind: str = ""
    values: tuple[str, ...] = ()
    unknown: str = ""
    unreadable: str = ""


def mark(tag: str, text: str) -> Mark:
    """Return what a manifest's element says of a file's content."""
    tag, text = tag.lower(), text.strip()
    kind = _TAGS.get(tag, tag)
    if kind not in KINDS:
        return Mark(unknown=tag)
    values = _values(kind, tag, text)
    return Mark(kind, values) if values else Mark(unreadable=f"{tag} {text[:24]!r}")


def surest(marks: Sequence[Mark]) -> Mark:
    """Return the mark to check a file by: the fastest that is known.

    An unreadable one goes before an unknown one, and only where no other is known.
    """
    known = [found for found in marks if found.kind]
    if known:
        return min(known, key=lambda found: KINDS.index(found.kind))
    return next((found for found in marks if found.unreadable), next(iter(marks), Mark()))


def _values(kind: str, tag: str, text: str) -> tuple[str, ...]:
    """Return every digest that a text may mean; none when it can be no digest of this kind."""
    if kind == "c4":
        return (text,) if _C4.fullmatch(text) else ()
    length = _LENGTHS[kind]
    found = {*_as_hex(text, length), *(_as_number(text, length) if kind in {"xxh32", "xxh64"} else ())}
    if tag in _EITHER_WAY:
        found |= {bytes.fromhex(value)[::-1].hex() for value in found}
    return tuple(sorted(found))


def _as_hex(text: str, length: int) -> tuple[str, ...]:
    digits = text.lower().removeprefix("0x")
    lost = length - len(digits)
    if not 0 <= lost <= _LOST_ZEROS or not re.fullmatch(r"[0-9a-f]+", digits):
        return ()
    return (digits.zfill(length),)


def _as_number(text: str, length: int) -> tuple[str, ...]:
    """Read a decimal number, as MHL 1.1 writes xxHash."""
    if not re.fullmatch(r"[0-9]{1,20}", text) or int(text) >= 16**length:
        return ()
    return (f"{int(text):0{length}x}",)
