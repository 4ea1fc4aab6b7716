"""The cache: a folder of results by content key, safe to delete, to damage and to share.

An entry is written beside its place and renamed into it, so a killed run leaves no half entry and
two runs at once only do some work twice. Its digest is checked on the way back: whatever is
damaged, foreign or of an older shape counts as not remembered.

An entry may carry labels, which stand before its result: whatever stands under a label can be found and
forgotten, also by another program than the one that kept it, and also after a kill.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
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

_GONE = "forgotten.txt"
"""The file with the labels under which nothing is kept any more, one a line."""

_RESULT = b',"result":'
"""What stands between the head of an entry and its result; no label holds a quotation mark."""

_HEAD = 4096
"""Bytes that are read at a time to find the end of a head."""

_BEING_WRITTEN_S = 3600.0
"""Seconds after which nobody writes a part any more."""


class NoCacheHere(Refusal):
    """The folder for remembered results cannot be written."""

    sentence = "Results cannot be kept in {0}: {1}. Free some space, or name another folder with --cache."


@dataclass(frozen=True)
class Kept(Generic[Result]):
    """A remembered result; its own value may well be None."""

    value: Result


class _Entry(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What one file holds: its key, the digest of the result's bytes, its labels, and those bytes last."""

    key: str
    sha256: str
    labels: tuple[str, ...] = ()
    result: msgspec.Raw


class _Head(msgspec.Struct, forbid_unknown_fields=True):
    """What stands before a result."""

    key: str
    sha256: str
    labels: tuple[str, ...] = ()


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
            if entry.key != key or entry.sha256 != _digest(raw, entry.labels):
                return None
            return Kept(decode(raw, gives))
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def keep(self, key: str, result: bytes, labels: Collection[str] = ()) -> None:
        """Remember the JSON bytes of a result; `NoCacheHere` when they cannot be written.

        labels: under which it can be forgotten; under one that was forgotten for good nothing is kept.
        """
        under = tuple(labels)
        entry = _Entry(key=key, sha256=_digest(result, under), labels=under, result=msgspec.Raw(result))
        place = self._place(key)
        if labels and self._is_gone(labels):
            return
        beside = place.with_name(f".{key[:16]}-{secrets.token_hex(6)}.part")
        try:
            place.parent.mkdir(exist_ok=True)
            beside.write_bytes(msgspec.json.encode(entry))
            beside.replace(place)
            if labels and self._is_gone(labels):  # while it was written
                place.unlink(missing_ok=True)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise _cannot_keep(self.folder, error) from error

    def forget(self, labels: Collection[str], *, for_good: bool = True) -> int:
        """Delete what stands under any of some labels, and return how many results that were.

        for_good: keep nothing under them from now on, also from a run that is going on. What cannot be read
        any more goes, too, as nobody can tell what it holds. Done again, it deletes what is left.
        `NoCacheHere` when something cannot be deleted.
        """
        wanted = frozenset(labels)
        if not wanted:
            return 0
        try:
            if for_good:
                self._bury(wanted)
            gone = [file for file in self._files() if _stands_under(file, wanted)]
            for file in gone:
                file.unlink(missing_ok=True)
        except OSError as error:
            raise _cannot_keep(self.folder, error) from error
        return sum(file.suffix == ".json" for file in gone)

    def _files(self) -> Iterator[Path]:
        """Yield every entry, and every part of one that a killed run left."""
        for folder in sorted(self.folder.glob("??")):
            yield from sorted((*folder.glob("*.json"), *folder.glob(".*.part")))

    def _bury(self, labels: Collection[str]) -> None:
        """Note that nothing is kept under some labels any more; they are gone before anything is deleted."""
        new = sorted(frozenset(labels) - self._gone())
        with (self.folder / _GONE).open("a", encoding="utf-8", newline="\n") as opened:
            opened.write("".join(f"{label}\n" for label in new))
            opened.flush()
            os.fsync(opened.fileno())

    def _gone(self) -> frozenset[str]:
        with suppress(OSError):
            return frozenset((self.folder / _GONE).read_text(encoding="utf-8", errors="replace").split("\n"))
        return frozenset()

    def _is_gone(self, labels: Collection[str]) -> bool:
        return not self._gone().isdisjoint(labels)

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


def _stands_under(file: Path, labels: frozenset[str]) -> bool:
    """Tell whether an entry carries one of some labels, or cannot be believed.

    A part that somebody may still be writing is left alone where it carries none of them.
    """
    try:
        with file.open("rb") as opened:
            head, mark, _ = opened.read(_HEAD).partition(_RESULT)
            while not mark and (more := opened.read(_HEAD)):
                head, mark, _ = (head + more).partition(_RESULT)
        told = msgspec.json.decode(head + b"}", type=_Head) if mark else None
    except FileNotFoundError:
        return False
    except (msgspec.MsgspecError, UnicodeDecodeError):
        told = None
    if told is None or not file.name.strip(".").startswith(told.key[:16]):
        return file.suffix == ".json" or _is_old(file)
    return not labels.isdisjoint(told.labels) or (bool(told.labels) and _is_damaged(file))


def _is_damaged(file: Path) -> bool:
    """Tell whether an entry is not as it was written, so that its labels may be others; no part is asked."""
    if file.suffix != ".json":
        return False
    try:
        entry = msgspec.json.decode(file.read_bytes(), type=_Entry)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return True
    return entry.sha256 != _digest(bytes(entry.result), entry.labels)


def _digest(result: bytes, labels: Collection[str]) -> str:
    return hashlib.sha256("".join(f"{label}\n" for label in labels).encode() + result).hexdigest()


def _is_old(file: Path) -> bool:
    with suppress(OSError):
        return time.time() - file.stat().st_mtime > _BEING_WRITTEN_S
    return False


def _cannot_keep(folder: Path, error: OSError) -> NoCacheHere:
    return NoCacheHere(str(folder), error.strerror or os.strerror(error.errno or 0))
