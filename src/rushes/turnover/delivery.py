"""The folder that a run hands over: made whole or not at all, and never over what a person did.

A run writes into a hidden folder on the same disk and moves what is finished into place. It leaves a
small hidden list of its files with their digests, so that a later run knows which are its own and whether
a person has changed one since. Before files are replaced the list holds both digests, so that a run killed
in between leaves only whole files, all of them known.
"""

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import msgspec

from rushes.errors import Refusal
from rushes.project import is_a_persons

LIST = ".rushes-turnover.json"
ASSEMBLE, LINE, LOG, TURNOVER = "assemble", "line", "log", "turnover"
"""The commands that hand a folder over; neither takes away what the other made."""
_SCHEMA = "rushes.turnover/1"
_PARTIAL = ".rushes-partial-"
_LITTER = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
"""What desktops leave in every folder that somebody looks at."""


class OutOccupied(Refusal):
    """The folder to write into holds something that no earlier run made."""

    sentence = "{0} holds {1}, which Rushes did not make. Name a new folder with -o, or move that away."


class OfAnotherJob(Refusal):
    """The folder holds what another command made, which this one would take away."""

    sentence = "{0} was made by `rushes {1}`, not by `rushes {2}`. Name another folder with -o."


class ChangedByHand(Refusal):
    """A file of an earlier run was changed since; it is a person's now."""

    sentence = "{0} was changed after Rushes wrote it and is not overwritten. Name a new folder with -o."


class CannotWrite(Refusal):
    """The disk refuses the files."""

    sentence = "{0} cannot be written: {1}. Free some space, close the file or name another folder with -o."


class _Listed(msgspec.Struct, forbid_unknown_fields=True):
    """The hidden list: for each file the digests under which it is ours, and the command that made them."""

    schema: str
    files: dict[str, list[str]]
    job: str = ASSEMBLE


_NOTHING = _Listed(_SCHEMA, {})


def check_out(out: Path, job: str = ASSEMBLE) -> None:
    """Refuse a folder that may not be written into, before any work is done.

    job: the command that is going to write. `OutOccupied` when it is a file or holds anything but what
    an earlier run wrote, `OfAnotherJob` when that was another command's, `ChangedByHand` when a person
    changed one of those files, `CannotWrite` when it cannot be made.
    """
    out = out.absolute()
    try:
        if not out.is_dir():
            _check_place(out)
            return
        if not os.access(out, os.W_OK | os.X_OK):
            raise CannotWrite(str(out), "it is write-protected")
        listed = _listed(out)
        for name in _standing(out, listed.files):
            if name not in listed.files:
                raise OutOccupied(str(out), name)
            if listed.job != job:
                raise OfAnotherJob(str(out), listed.job, job)
            if not (out / name).is_file() or _digest(out / name) not in listed.files[name]:
                raise ChangedByHand(str(out / name))
    except OSError as error:
        raise _cannot_write(out, error) from error


@contextmanager
def delivery(out: Path, job: str = ASSEMBLE) -> Iterator[Path]:
    """Give a hidden folder to write into; what is in it at the end becomes the content of `out`.

    When anything is raised inside, nothing of it stays. Refusals as for `check_out`.
    """
    check_out(out, job)
    out = out.resolve()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(out)
        staging = _staging(out)
        staging.mkdir()
        try:
            yield staging
            _move(staging, out, job)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise _cannot_write(out, error) from error


def _move(staging: Path, out: Path, job: str) -> None:
    """Put finished files into place: a new folder at once, into an older one file by file."""
    check_out(out, job)
    new = {name: [_digest(staging / name)] for name in files_in(staging)}
    if not out.is_dir():
        _write_list(staging, new, job)
        staging.rename(out)
        return
    old = _listed(out).files
    both = {name: [*old.get(name, []), *new.get(name, [])] for name in sorted({*old, *new})}
    _write_list(out, both, job)
    for name in new:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (staging / name).replace(out / name)
    for name in set(old) - set(new):
        (out / name).unlink(missing_ok=True)
        _clear_folders(out, name)
    _write_list(out, new, job)


def lay_beside(out: Path, name: str, data: bytes) -> Path:
    """Write a file into a folder that was handed over, which the next run takes away again; return it.

    In a folder that no run made it is written all the same. An `OSError` where the disk refuses.
    """
    listed = _listed(out)
    if listed.files:
        known = {*listed.files.get(name, ()), hashlib.sha256(data).hexdigest()}
        _write_list(out, {**listed.files, name: sorted(known)}, listed.job)
    beside = out / f"{_PARTIAL}{secrets.token_hex(6)}"
    beside.write_bytes(data)
    return beside.replace(out / name)


def _clear_folders(out: Path, name: str) -> None:
    """Remove the folders of a file that is gone, as far as nothing else is in them."""
    for folder in [out / part for part in PurePosixPath(name).parents][:-1]:
        for litter in _LITTER:
            with contextlib.suppress(OSError):
                if all(found.name in _LITTER for found in folder.iterdir()):
                    (folder / litter).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            folder.rmdir()


def files_in(folder: Path) -> tuple[str, ...]:
    """Return the names of all files in a folder and the folders in it, in order; hidden ones do not count."""
    found = (file for file in folder.rglob("*") if file.is_file())
    names = (file.relative_to(folder) for file in found)
    return tuple(
        sorted(name.as_posix() for name in names if not any(part.startswith(".") for part in name.parts))
    )


def _standing(out: Path, listed: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the names of what stands in a folder, and in those in it that are ours, but for our traces."""
    ours = {parent.as_posix() for name in listed for parent in PurePosixPath(name).parents}
    left = sorted(out.iterdir())
    while left:
        found = left.pop(0)
        name = found.relative_to(out).as_posix()
        if found.is_dir() and name in ours:
            left = [*sorted(found.iterdir()), *left]
        elif not _is_trace(found.name):
            yield name


def _staging(out: Path) -> Path:
    """Name a hidden place on the disk of `out`: inside it where it exists (it may be a disk of its own)."""
    unique = f"{_PARTIAL}{secrets.token_hex(6)}"
    return out / unique if out.is_dir() else out.with_name(f".{out.name}{unique}")


def _clear_leftovers(out: Path) -> None:
    """Remove what killed runs left half done for this very folder."""
    for folder, start in ((out, _PARTIAL), (out.parent, f".{out.name}{_PARTIAL}")):
        for found in folder.iterdir() if folder.is_dir() else ():
            if found.name.startswith(start):
                shutil.rmtree(found, ignore_errors=True)


def _listed(out: Path) -> _Listed:
    """Return what an earlier run wrote: for each file the digests it may have; nothing without a list."""
    with contextlib.suppress(FileNotFoundError, msgspec.MsgspecError):
        told = msgspec.json.decode((out / LIST).read_bytes(), type=_Listed)
        return told if told.schema == _SCHEMA else _NOTHING
    return _NOTHING


def _write_list(folder: Path, files: Mapping[str, list[str]], job: str) -> None:
    data = msgspec.json.format(msgspec.json.encode(_Listed(_SCHEMA, dict(files), job)), indent=1)
    beside = folder / f"{LIST}.part"
    beside.write_bytes(data + b"\n")
    beside.replace(folder / LIST)


def _is_trace(name: str) -> bool:
    """Tell whether something is in nobody's way: our list, half a run, a film's own files, desktop litter."""
    return name in _LITTER or name.startswith((LIST, _PARTIAL)) or is_a_persons(name)


def _check_place(out: Path) -> None:
    """Refuse a folder that cannot be made where it should be."""
    if out.exists() or out.is_symlink():
        raise OutOccupied(str(out), "a file")
    above = next(folder for folder in out.parents if folder.exists())
    if not above.is_dir():
        raise CannotWrite(str(out), f"{above} is a file")
    if not os.access(above, os.W_OK | os.X_OK):
        raise CannotWrite(str(out), f"{above} is write-protected")


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _cannot_write(out: Path, error: OSError) -> CannotWrite:
    return CannotWrite(error.filename or str(out), error.strerror or str(error))
