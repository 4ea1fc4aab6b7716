"""The door to the register: a folder with `register.jsonl`, which only grows, and documents that prove it.

What is acknowledged is on the disk: a line is written and flushed as one, then told. A process that is killed
while it writes leaves at most a part of a line at the end, which was never acknowledged: it is told, counts
for nothing, and is laid aside by the next who writes. One writes at a time; all may read.
"""

import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cache
from io import FileIO
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from filelock import FileLock, Timeout

from rushes.errors import Finding, Refusal
from rushes.project import REGISTER
from rushes.rights.admit import admitted
from rushes.rights.chain import Broken, entries_of, line_of
from rushes.rights.decide import Proof, Register
from rushes.rights.model import Entry
from rushes.rights.reading import NoRegister, read_register
from rushes.rights.uses import ABOUT

PROOFS: Final = "proofs"
"""The folder beside it with the documents, each named by its SHA-256."""
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


class SomebodyWritesRegister(Refusal):
    """Another program writes into the register."""

    sentence = "Somebody else is writing into {0}. Try again in a moment; nothing was written."


class CannotKeep(Refusal):
    """Something could not be written down, so it was not said."""

    sentence = (
        "{0} cannot be written ({1}), so nothing was changed. Make room, or free the folder; try again."
    )


class NoProof(Refusal):
    """A document that should prove a yes cannot be read."""

    sentence = "The document {0} cannot be read ({1}), so it proves nothing. Nothing was written."


class Document(NamedTuple):
    """A document that is kept: the SHA-256 of its bytes, and what it was called."""

    sha256: str
    name: str


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
    except Broken as broken:
        raise BrokenRegister(str(file), broken.line, broken.why) from broken
    _check_clock(file, entries)
    return Register(entries, _proofs_of(entries, file.parent / PROOFS), () if whole else _torn(file, rest))


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


def _proofs_of(entries: Sequence[Entry], folder: Path) -> dict[str, Proof]:
    """Return how each document stands that a yes needs."""
    wanted = {
        entry.proof_sha256
        for entry in entries
        if entry.proof_sha256 and entry.kind == "grant" and any(ABOUT[use].needs_proof for use in entry.uses)
    }
    there = {file.name[:64]: file for file in folder.iterdir()} if wanted and folder.is_dir() else {}
    return {one: _standing(there.get(one), one) for one in wanted}


def _standing(file: Path | None, sha256: str) -> Proof:
    if file is None:
        return "gone"
    try:
        with file.open("rb") as opened:
            return "held" if hashlib.file_digest(opened, "sha256").hexdigest() == sha256 else "changed"
    except OSError:
        return "gone"


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
            sha256 = _sha256_of(proof)
            draft = msgspec.structs.replace(draft, proof_sha256=sha256, proof_name=proof.name)
        entry = admitted(self.register, draft, self._clock())
        if proof is not None and keep_document(self.folder, proof).sha256 != entry.proof_sha256:
            raise NoProof(str(proof), "it changed while it was read")
        _append(self.folder / REGISTER, line_of(entry))
        proofs = {**self.register.proofs, **_proofs_of([entry], self.folder / PROOFS)}
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
            _flush_folder(file.parent)
    except OSError as error:
        raise CannotKeep(str(file), error.strerror or str(error)) from error


def _write_to_disk(opened: FileIO, line: bytes) -> None:
    if opened.write(line) != len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(opened.fileno())


def keep_document(folder: Path, document: Path) -> Document:
    """Copy a document among a register's proofs, by the SHA-256 of its bytes, and return how it is told.

    `NoProof` where it cannot be read, or holds nothing; `CannotKeep` where it cannot be copied.
    """
    sha256 = _sha256_of(document)
    kept = folder / PROOFS / f"{sha256}{_suffix(document)}"
    if _standing(kept if kept.is_file() else None, sha256) != "held":
        _copy(document, kept, sha256)
    return Document(sha256, document.name)


def _sha256_of(document: Path) -> str:
    try:
        with document.open("rb") as opened:
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
            empty = opened.tell() == 0
    except OSError as error:
        raise NoProof(str(document), error.strerror or str(error)) from error
    if empty:
        raise NoProof(str(document), "it holds nothing")
    return sha256


def _suffix(document: Path) -> str:
    suffix = document.suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""


def _copy(document: Path, kept: Path, sha256: str) -> None:
    beside = kept.with_name(f".part-{secrets.token_hex(6)}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with document.open("rb") as source, beside.open("xb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
            os.fsync(target.fileno())
        if _standing(beside, sha256) != "held":
            raise NoProof(str(document), "it changed while it was copied")
        beside.replace(kept)
        _flush_folder(kept.parent)
    except OSError as error:
        raise CannotKeep(str(kept.parent), error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _write_whole(file: Path, data: bytes) -> None:
    with file.open("wb") as opened:
        opened.write(data)
        os.fsync(opened.fileno())


def _flush_folder(folder: Path) -> None:
    """See a new name in a folder on the disk, where the system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
