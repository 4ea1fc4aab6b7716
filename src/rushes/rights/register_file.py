"""The door to the register: a folder with `register.jsonl`, which only grows, and documents that prove it.

What is acknowledged is on the disk: a line is written and flushed as one, then told. A process that is killed
while it writes leaves at most a part of a line at the end, which was never acknowledged: it is told, counts
for nothing, and is laid aside by the next who writes. One writes at a time; all may read.
"""

import errno
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cache
from io import FileIO
from pathlib import Path
from typing import Final

import msgspec
from filelock import FileLock, Timeout

from rushes.errors import Finding, Refusal
from rushes.project import REGISTER
from rushes.rights.admit import admitted
from rushes.rights.chain import Broken, Unknown, entries_of, line_of
from rushes.rights.decide import Register
from rushes.rights.documents import (
    PROOFS,
    CannotKeep,
    NoProof,
    flush_folder,
    keep_document,
    proofs_of,
    sha256_of,
)
from rushes.rights.model import Entry
from rushes.rights.reading import NoRegister, read_register

_LOCK: Final = ".register.lock"
_PATIENCE_S: Final = 10.0
"""Seconds that a writer waits for another: an entry takes a few milliseconds."""
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]{8,15}\+00:00", re.ASCII)
"""When an entry was written, in UTC, so that older ones sort first."""
_WHOLE: Final = re.compile(rb',"hash":"[0-9a-f]{64}"}')
"""What only the end of a line holds: a rest with it was whole once, and is no part of a line."""


class BrokenRegister(Refusal):
    """The register does not say what was written."""

    sentence = (
        "{0}, line {1}: {2}. Somebody changed the register, so nothing in it counts. Put back a copy of the "
        "folder from before that; what was said since must be said again."
    )


class NewerRegister(BrokenRegister):
    """The register says what this program does not know."""

    sentence = (
        "{0}, line {1}: a newer Rushes wrote it, and this one does not know what it says ({2}). Nobody "
        "changed it, and nothing is lost; but what may be a no is not passed over, so nothing in it counts "
        "here. Open the film with the newer Rushes."
    )


class SomebodyWritesRegister(Refusal):
    """Another program writes into the register."""

    sentence = "Somebody else is writing into {0}. Try again in a moment; nothing was written."


def now() -> str:
    """Return the moment, as the register writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def today() -> date:
    """Return the day here, for which the register is asked."""
    return datetime.now(UTC).astimezone().date()


def open_register(path: Path) -> Register:
    """Read a register, and look whether the documents are there that its yeses need.

    path: the folder, its `register.jsonl`, or a hand-written `grants.toml`. `NoRegister`, `NotARegister`
    where there is none that can be read; `BrokenRegister` where one byte of it is not as it was written.
    """
    if path.suffix == ".toml":
        return read_register(path)
    file = path / REGISTER if path.is_dir() else path
    lines, rest = _lines_in(file)
    if rest:
        lines, rest = _read_again(file, lines, rest)
    return _register_of(file, lines, rest)


def _register_of(file: Path, lines: Sequence[bytes], rest: bytes) -> Register:
    """Return the register of whole lines and a rest: one that lacks its end alone is whole, too."""
    whole = bool(_WHOLE.search(rest))
    try:
        entries = entries_of([*lines, rest] if whole else lines)
    except Unknown as unknown:
        raise NewerRegister(str(file), unknown.line, unknown.why) from unknown
    except Broken as broken:
        raise BrokenRegister(str(file), broken.line, broken.why) from broken
    _check_clock(file, entries)
    return Register(entries, proofs_of(entries, file.parent / PROOFS), () if whole else _torn(file, rest))


def _check_clock(file: Path, entries: Sequence[Entry]) -> None:
    """Refuse entries that are older than one before them, or of no time at all: nobody writes so."""
    before = ""
    for entry in entries:
        if not _is_moment(entry.at):
            raise BrokenRegister(str(file), entry.seq, "it does not say when it was written")
        if entry.at < before:
            raise BrokenRegister(str(file), entry.seq, "it is older than the one before it")
        before = entry.at


def _is_moment(at: str) -> bool:
    return bool(_MOMENT.fullmatch(at)) and _is_day(at[:10])


@cache
def _is_day(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


def _lines_in(file: Path) -> tuple[list[bytes], bytes]:
    """Return the whole lines of a file, and what stands after the last of them."""
    try:
        *lines, rest = file.read_bytes().split(b"\n")
    except OSError as error:
        raise NoRegister(str(file), error.strerror or str(error)) from error
    return lines, rest


def _read_again(file: Path, lines: list[bytes], rest: bytes) -> tuple[list[bytes], bytes]:
    """Read once more when nobody is writing, as half a line may be one that is being written."""
    try:
        with FileLock(file.with_name(_LOCK), timeout=1):
            return _lines_in(file)
    except (OSError, Timeout):
        return lines, rest


def _torn(file: Path, rest: bytes) -> tuple[Finding, ...]:
    if not rest:
        return ()
    fact = (
        f"Its last line is not whole ({len(rest)} bytes): the program or the machine stopped while it was "
        "written. Nothing was acknowledged, and the part counts for nothing."
    )
    return (
        Finding("torn line", file.name, fact, "Look with `rushes consent show`; say again what is missing."),
    )


class Writing:
    """A register that is open for writing, and nobody else's meanwhile."""

    def __init__(self, folder: Path, register: Register, clock: Callable[[], str]) -> None:
        """Take a register that is locked; `writing` opens one."""
        self.folder, self.register, self._clock = folder, register, clock

    def write(self, draft: Entry, proof: Path | None = None) -> Entry:
        """Write a draft down as the next entry and return it: it is on the disk when this returns.

        proof: the document that proves it, which is copied first, if all else is in order. Refuses what
        `admitted` refuses, `NoProof`, and `CannotKeep` where the disk is full or cannot be written.
        """
        if proof is not None:
            sha256 = sha256_of(proof)
            draft = msgspec.structs.replace(draft, proof_sha256=sha256, proof_name=proof.name)
        entry = admitted(self.register, draft, self._clock())
        if proof is not None and keep_document(self.folder, proof).sha256 != entry.proof_sha256:
            raise NoProof(str(proof), "it changed while it was read")
        _append(self.folder / REGISTER, line_of(entry))
        proofs = {**self.register.proofs, **proofs_of([entry], self.folder / PROOFS)}
        self.register = Register((*self.register.entries, entry), proofs)
        return entry


@contextmanager
def writing(folder: Path, clock: Callable[[], str] = now) -> Iterator[Writing]:
    """Open a register for writing, or begin one; refusals as of `open_register`.

    folder: where it lies. clock: tells the moment. `SomebodyWritesRegister` where another does not end.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK, timeout=_PATIENCE_S)
        lock.acquire()
    except Timeout as error:
        raise SomebodyWritesRegister(str(folder)) from error
    except OSError as error:
        raise CannotKeep(str(folder), error.strerror or str(error)) from error
    try:
        yield Writing(folder, _opened(folder), clock)
    finally:
        lock.release()


def _opened(folder: Path) -> Register:
    """Read the register that is locked, and mend what a killed writer left at its end."""
    file = folder / REGISTER
    if not file.exists():
        return Register()
    lines, rest = _lines_in(file)
    register = _register_of(file, lines, rest)
    if _WHOLE.search(rest):
        _append(file, b"\n")
    elif rest:
        _lay_aside(file, rest)
    return register


def _lay_aside(file: Path, rest: bytes) -> None:
    """Keep a part of a line beside the register, and take it off its end."""
    beside = file.with_name(f"torn-{hashlib.sha256(rest).hexdigest()[:12]}.txt")
    try:
        _write_whole(beside, rest)
        with file.open("r+b") as opened:
            opened.truncate(file.stat().st_size - len(rest))
            os.fsync(opened.fileno())
    except OSError as error:
        raise CannotKeep(str(file), error.strerror or str(error)) from error


def _append(file: Path, line: bytes) -> None:
    """Write a line at the end of a file, and see it on the disk; `CannotKeep` with the file as it was."""
    begins = not file.exists()
    try:
        with file.open("ab", buffering=0) as opened:
            size = opened.seek(0, os.SEEK_END)
            try:
                _write_to_disk(opened, line)
            except OSError:
                with suppress(OSError):
                    opened.truncate(size)
                raise
        if begins:
            flush_folder(file.parent)
    except OSError as error:
        raise CannotKeep(str(file), error.strerror or str(error)) from error


def _write_to_disk(opened: FileIO, line: bytes) -> None:
    if opened.write(line) != len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(opened.fileno())


def _write_whole(file: Path, data: bytes) -> None:
    with file.open("wb") as opened:
        opened.write(data)
        os.fsync(opened.fileno())
