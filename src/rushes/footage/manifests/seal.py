"""Seal a folder: write down what it holds as a generation of an ASC MHL. The only part that writes.

What is written is an `ascmhl` folder and nothing else; no file of the footage is touched. Folders below
that have a history of their own get their own generation, to which the one above refers. Digests of folders
(an option of the standard) are not written: those of the files say all.
"""

import importlib.metadata
import os
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from rushes.errors import Finding, Refusal
from rushes.footage.find import natural
from rushes.footage.fingerprint import digest_of, digests
from rushes.footage.manifests.asc import CHAIN, FOLDER, History, chained, generations, read_history
from rushes.footage.manifests.compose import Link, Maker, Sum, chain, generation
from rushes.footage.manifests.marks import Mark
from rushes.footage.manifests.telling import is_ignored
from rushes.footage.slates import listed as in_short

KIND = "xxh128"
"""What files that no generation lists yet are listed by: the standard's newest, and faster than any disk."""

_LINKED_BY = "c4"
"""By what generations are chained: the standard knows no other."""

_IGNORED = (".DS_Store", "ascmhl", "ascmhl/")


class NothingToSeal(Refusal):
    """There is no folder, or not a file in it."""

    sentence: ClassVar[str] = "There is nothing to seal in {0}; name the folder that a card was copied to."


class CannotSeal(Refusal):
    """A file cannot be read or a manifest cannot be written, for a reason in the disk's own words."""

    sentence: ClassVar[str] = "{0} stands in the way of sealing: {1}. No manifest was added."


class AmongTheOriginals(Refusal):
    """The manifest would be written into the footage without anybody having said so."""

    sentence: ClassVar[str] = (
        "{0} lies in the footage; name another folder, or say --in-place to have the manifest there."
    )


class BrokenHistory(Refusal):
    """A history is damaged; to add to it would vouch for it."""

    sentence: ClassVar[str] = (
        "The history in {0} is damaged: {1} Have it mended, or move that folder away to begin a new one."
    )


@dataclass(frozen=True)
class Sealed:
    """What sealing came to.

    manifests: the generations that were written. listed: files in them; verified: those that an earlier
    generation lists with the same digest. findings: files that are not what was listed, or gone.
    """

    manifests: tuple[Path, ...]
    listed: int
    verified: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Sealing:
    """One folder with a history of its own: its way from the folder that is sealed, and what was found."""

    way: Path
    kept: Mapping[str, bytes]
    history: History
    sums: tuple[Sum, ...]


def seal(folder: Path, out: Path | None = None, now: datetime | None = None) -> Sealed:
    """Write a generation of ASC MHL of a folder; return what it came to.

    out: receives `ascmhl` with all earlier generations; None puts the new one beside the originals, as the
    standard wants it. What earlier generations list is checked by the digest that they list. now: the
    time, by default of the clock. Raises `NothingToSeal`, `AmongTheOriginals`, `BrokenHistory`, `CannotSeal`.
    """
    folder, now = Path(os.path.abspath(folder)), now or datetime.now(UTC)  # noqa: PTH100 -- keeps a link's name
    target = Path(os.path.abspath(out)) if out else folder  # noqa: PTH100
    if out and (target == folder or folder in target.parents):
        raise AmongTheOriginals(str(out))
    try:
        found = tuple(_find(folder, target, now))
        if not any(sealing.sums for sealing in found):
            raise NothingToSeal(str(folder))
        manifests = _write(found, folder, target, now)
    except OSError as error:
        raise CannotSeal(error.filename or str(folder), error.strerror or str(error)) from error
    sums = [of_file for sealing in found for of_file in sealing.sums]
    verified = sum(of_file.action == "verified" for of_file in sums)
    return Sealed(manifests, len(sums), verified, tuple(_told(folder, found)))


def _find(folder: Path, target: Path, now: datetime) -> Iterator[_Sealing]:
    """Count every file of a folder, history by history, the deepest first."""
    if not folder.is_dir():
        raise NothingToSeal(str(folder))
    roots = {Path(at).parent for at, _, _ in os.walk(folder) if Path(at).name == FOLDER}
    for root in sorted(roots | {folder}, key=lambda root: (-len(root.parts), natural(root))):
        way = root.relative_to(folder)
        kept = _kept(target / way / FOLDER) or _kept(root / FOLDER)
        history = read_history(kept) if kept else History(())
        if history.faults:
            raise BrokenHistory(str(root / FOLDER), history.faults[0])
        before = {entry.path: entry.mark for entry in history.entries if entry.mark.kind}
        files = _files(root, roots - {root}, history)
        sums = tuple(_sum(file, file.relative_to(root).as_posix(), before, now) for file in files)
        yield _Sealing(way, kept, history, sums)


def _kept(place: Path) -> dict[str, bytes]:
    files = sorted(place.iterdir()) if place.is_dir() else []
    return {file.name: file.read_bytes() for file in files if file.name == CHAIN or file.suffix == ".mhl"}


def _files(root: Path, others: set[Path], history: History) -> Iterator[Path]:
    """Yield what is listed under a root: every file but what is ignored and what has its own history."""
    ignored = (*_IGNORED, *history.ignored)
    for at, folders, names in os.walk(root):
        here = Path(at)
        folders[:] = sorted(
            name for name in folders if here / name not in others and not (here / name).is_symlink()
        )
        for name in sorted(names):
            file = here / name
            if file.is_file() and not is_ignored(file.relative_to(root), ignored):
                yield file


def _sum(file: Path, way: str, before: Mapping[str, Mark], now: datetime) -> Sum:
    """Count a file's digest, of the kind it is listed by."""
    earlier, seen = before.get(way), file.stat()
    kind = earlier.kind if earlier else KIND
    digest = digests(file, [kind])[kind]
    action = "original" if not earlier else "verified" if digest in earlier.values else "failed"
    return Sum(way, seen.st_size, datetime.fromtimestamp(seen.st_mtime, UTC), kind, digest, action, now)


def _write(found: tuple[_Sealing, ...], folder: Path, target: Path, now: datetime) -> tuple[Path, ...]:
    maker = Maker(platform.node() or "unknown", "rushes", importlib.metadata.version("rushes"), now)
    written: list[Path] = []
    links: dict[Path, Link] = {}
    for sealing in found:
        place = target / sealing.way / FOLDER
        below = [way for way in links if sealing.way in way.parents]
        references = [
            ((way.relative_to(sealing.way) / FOLDER / name).as_posix(), kind, digest)
            for way in below
            for name, kind, digest in [links[way]]
        ]
        ignored = tuple(dict.fromkeys((*_IGNORED, *sealing.history.ignored)))
        content = generation(sealing.sums, maker, ignored, references)
        number = len(generations(sealing.kept)) + 1
        name = f"{number:04d}_{(folder / sealing.way).name}_{now.astimezone(UTC):%Y-%m-%d_%H%M%SZ}.mhl"
        links[sealing.way] = (name, _LINKED_BY, digest_of(_LINKED_BY, content))
        before = chained(sealing.kept[CHAIN]) if sealing.kept else ()
        files = {**sealing.kept, name: content, CHAIN: chain((*before, links[sealing.way]))}
        _lay_down(place, files)
        written.append(place / name)
    return tuple(written)


def _lay_down(place: Path, files: Mapping[str, bytes]) -> None:
    """Write what is not there yet, the chain last: until then nothing is added to the history."""
    place.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(files.items(), key=lambda file: file[0] == CHAIN):
        file = place / name
        if name == CHAIN or not file.exists():
            beside = place / f".{name}.part"
            beside.write_bytes(content)
            beside.replace(file)


def _told(folder: Path, found: tuple[_Sealing, ...]) -> Iterator[Finding]:
    for sealing in found:
        here = {of_file.way for of_file in sealing.sums}
        for of_file in sealing.sums:
            if of_file.action == "failed":
                fact = f"Its content is not what was listed before: its {of_file.kind} is {of_file.digest}."
                name = (sealing.way / of_file.way).as_posix()
                yield Finding("hash mismatch", name, fact, "Copy it again from the card.")
        gone = [entry.path for entry in sealing.history.entries if entry.path not in here]
        if gone:
            fact = f"Listed before and not there: {in_short(gone)}."
            subject = (Path(folder.name) / sealing.way / FOLDER).as_posix()
            yield Finding("missing from the card", subject, fact, "Copy the card again, all of it.")
