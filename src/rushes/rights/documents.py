"""The door to the documents that prove a yes: copies beside the register, each named by its SHA-256."""

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from rushes.errors import Refusal
from rushes.rights.decide import Proof
from rushes.rights.model import Entry
from rushes.rights.uses import ABOUT

PROOFS: Final = "proofs"
"""The folder beside the register with the documents, each named by its SHA-256."""


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


def proofs_of(entries: Sequence[Entry], folder: Path) -> dict[str, Proof]:
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


def keep_document(folder: Path, document: Path) -> Document:
    """Copy a document among a register's proofs, by the SHA-256 of its bytes, and return how it is told.

    `NoProof` where it cannot be read, or holds nothing; `CannotKeep` where it cannot be copied.
    """
    sha256 = sha256_of(document)
    kept = folder / PROOFS / f"{sha256}{_suffix(document)}"
    if _standing(kept if kept.is_file() else None, sha256) != "held":
        _copy(document, kept, sha256)
    return Document(sha256, document.name)


def sha256_of(document: Path) -> str:
    """Return the SHA-256 of a document's bytes; `NoProof` where it cannot be read, or holds nothing.

    A pipe or a device is none: reading it might never end.
    """
    if document.exists() and not document.is_file():
        raise NoProof(str(document), "it is a folder" if document.is_dir() else "it is no file")
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
        flush_folder(kept.parent)
    except OSError as error:
        raise CannotKeep(str(kept.parent), error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """See a new name in a folder on the disk, where the system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
