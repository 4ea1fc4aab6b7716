"""The chain: each entry carries the hash of itself and, by that of the one before, of all before it.

An entry is one line of JSON, in UTF-8, with its keys in the order of `Entry` and without spaces; what is
empty is left out, and the hash stands last. The hash is the SHA-256 of the line up to the comma before it. So
whoever has the file can check it with a few lines of any language, and no byte of it can change unseen. What
is cut off at the end leaves a chain that holds: that is seen only where the last hash was noted elsewhere.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from rushes.rights.model import Entry

_BEFORE_HASH: Final = b',"hash":"'
_AFTER_HASH: Final = b'"}'
_TAIL: Final = len(_BEFORE_HASH) + 64 + len(_AFTER_HASH)
_ENTRY: Final = msgspec.json.Decoder(Entry)


class Broken(ValueError):  # noqa: N818 -- a fact for the door, which refuses with the file's name
    """A line is not as it was written. line: from 1. why: in a few words."""

    def __init__(self, line: int, why: str) -> None:
        """Keep which line, and why."""
        super().__init__(line, why)
        self.line, self.why = line, why


class Unknown(Broken):
    """A line is as it was written, but says what only a newer Rushes knows."""


def chained(entry: Entry, before: str) -> Entry:
    """Return an entry with the hash of the one before (empty for the first) and its own."""
    linked = msgspec.structs.replace(entry, prev=before, hash="")
    body = msgspec.json.encode(linked)[:-1]
    return msgspec.structs.replace(linked, hash=hashlib.sha256(body).hexdigest())


def chain(entries: Iterable[Entry], before: str = "") -> tuple[Entry, ...]:
    """Return entries, linked one to the next."""
    linked: list[Entry] = []
    for entry in entries:
        linked.append(chained(entry, linked[-1].hash if linked else before))
    return tuple(linked)


def line_of(entry: Entry) -> bytes:
    """Return an entry as its line, with the line's end."""
    return msgspec.json.encode(entry) + b"\n"


def entries_of(lines: Sequence[bytes]) -> tuple[Entry, ...]:
    """Return the entries of lines without their ends; `Broken` at the first that is not as it was written."""
    before, found = "", list[Entry]()
    for number, line in enumerate(lines, 1):
        entry = _entry_of(line, number)
        if entry.prev != before:
            raise Broken(number, "the one before it is not the one that was there when it was written")
        if entry.seq != number:
            raise Broken(number, f"it calls itself entry {entry.seq}")
        before = entry.hash
        found.append(entry)
    return tuple(found)


def _entry_of(line: bytes, number: int) -> Entry:
    """Return the entry of a line, whose own hash holds."""
    body, tail = line[:-_TAIL], line[-_TAIL:]
    told = f"{hashlib.sha256(body).hexdigest()}".encode()
    if tail != _BEFORE_HASH + told + _AFTER_HASH:
        raise Broken(number, "its hash does not fit what it says")
    try:
        return _ENTRY.decode(line)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise Unknown(number, str(error)) from error
