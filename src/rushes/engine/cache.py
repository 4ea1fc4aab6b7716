"""The cache: a folder of results by content key, safe to delete, to damage and to share.

An entry is written beside its place and renamed into it, so a killed run leaves no half entry and
two runs at once only do some work twice. Its digest is checked on the way back: whatever is
damaged, foreign or of an older shape counts as not remembered.
"""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from rushes.engine.writing import decode
from rushes.errors import Refusal

Result = TypeVar("Result")

_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# Results that Rushes can make again. Delete this folder whenever you like.\n"
)
"""The mark by which backup programs leave a cache out (bford.info/cachedir)."""


class NoCacheHere(Refusal):
    """The folder for remembered results cannot be written."""

    sentence = "Results cannot be kept in {0}: {1}. Free some space, or name another folder with --cache."


@dataclass(frozen=True)
class Kept(Generic[Result]):
    """A remembered result; its own value may well be None."""

    value: Result


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    """What one file holds: its key, the digest of the result's bytes, and those bytes."""

    key: str
    sha256: str
    result: msgspec.Raw


class Cache:
    """Results by content key in a folder; `NoCacheHere` when the folder cannot be made."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, and make it when it is not there."""
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            tag = folder / "CACHEDIR.TAG"
            if not tag.exists():
                tag.write_text(_TAG, encoding="utf-8")
        except OSError as error:
            raise _cannot_keep(folder, error) from error

    def recall(self, key: str, gives: type[Result]) -> Kept[Result] | None:
        """Return what was kept under a key, or None for nothing, damage or another shape."""
        try:
            entry = msgspec.json.decode(self._place(key).read_bytes(), type=_Entry)
            raw = bytes(entry.result)
            if entry.key != key or entry.sha256 != hashlib.sha256(raw).hexdigest():
                return None
            return Kept(decode(raw, gives))
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def keep(self, key: str, result: bytes) -> None:
        """Remember the JSON bytes of a result; `NoCacheHere` when they cannot be written."""
        entry = _Entry(key, hashlib.sha256(result).hexdigest(), msgspec.Raw(result))
        place = self._place(key)
        beside = place.with_name(f".{key[:16]}-{secrets.token_hex(6)}.part")
        try:
            place.parent.mkdir(exist_ok=True)
            beside.write_bytes(msgspec.json.encode(entry))
            beside.replace(place)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise _cannot_keep(self.folder, error) from error

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


def _cannot_keep(folder: Path, error: OSError) -> NoCacheHere:
    return NoCacheHere(str(folder), error.strerror or os.strerror(error.errno or 0))
