"""Check footage against its manifests: which files hold, which are to be left out. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rushes.errors import Finding
from rushes.footage.manifests import telling
from rushes.footage.manifests.model import Checked, Listed, Manifest
from rushes.footage.names import unique_names

Digests = Mapping[Path, Mapping[str, str]]
"""What each file is known by: its digests by kind; a file that the disk refused is not among them."""

Entries = Mapping[Path, Sequence[tuple[str, Listed]]]
"""What is listed of each path, by the name of the manifest."""


def kinds_needed(files: Sequence[Path], manifests: Sequence[Manifest]) -> dict[Path, tuple[str, ...]]:
    """Return which digests of each file must be counted to check it.

    Those by which it is listed; for a file that is listed nowhere, those by which files are that
    are missing: it may be one of them under another name.
    """
    entries = _by_path(manifests)
    every = [entry for of_one in entries.values() for _, entry in of_one]
    adrift = tuple(sorted({entry.kind for entry in every if entry.on_disk is None and entry.kind}))
    return {file: _kinds(entries[file]) if file in entries else adrift for file in files}


def check(
    files: Sequence[Path], digests: Digests, manifests: Sequence[Manifest], trusted: Sequence[str] = ()
) -> Checked:
    """Tell how files stand against their manifests.

    trusted: names of files (as in every output, or just the file's own) to be used whatever a manifest says.
    Left out: files whose content is not what is listed, or whose listed digest cannot be read.
    """
    names = dict(zip(files, unique_names(files), strict=True))
    entries = _by_path(manifests)
    wrong = _wrong(files, digests, entries, names)
    trusting = {file for file in files if names[file] in trusted or file.name in trusted}
    moved = _moved(files, digests, entries)
    findings = (
        *(finding for manifest in manifests for finding in manifest.findings),
        *(telling.trusted(finding) if file in trusting else finding for file, finding in wrong.items()),
        *telling.of_unknown(manifests, files),
        *telling.of_moved(moved, names),
        *telling.of_missing(manifests, {entry.path for entry in moved.values()}),
        *telling.of_unlisted(
            [file for file in files if file not in entries and file not in moved], manifests, names
        ),
        *telling.of_needless(trusted, names),
    )
    verified = sum(
        _holds(entries.get(file, ()), digests.get(file, {})) for file in files if file not in wrong
    )
    return Checked(frozenset(wrong) - trusting, findings, verified)


def _by_path(manifests: Sequence[Manifest]) -> Entries:
    entries: dict[Path, list[tuple[str, Listed]]] = defaultdict(list)
    for manifest in manifests:
        for entry in manifest.listed:
            entries[entry.path].append((manifest.name, entry))
    return dict(entries)


def _kinds(entries: Iterable[tuple[str, Listed]]) -> tuple[str, ...]:
    return tuple(sorted({entry.kind for _, entry in entries if entry.kind}))


def _wrong(
    files: Sequence[Path], digests: Digests, entries: Entries, names: Mapping[Path, str]
) -> dict[Path, Finding]:
    """Return the files that must not be used as they are, each with the first thing that is wrong."""
    wrong: dict[Path, Finding] = {}
    for file in files:
        for manifest, entry in entries.get(file, ()):
            fault = telling.fault(names[file], manifest, entry, digests.get(file, {}))
            if fault:
                wrong.setdefault(file, fault)
    return wrong


def _holds(entries: Iterable[tuple[str, Listed]], found: Mapping[str, str]) -> bool:
    return any(entry.kind in found and found[entry.kind] in entry.values for _, entry in entries)


def _moved(files: Sequence[Path], digests: Digests, entries: Entries) -> dict[Path, Listed]:
    """Return files that are listed nowhere and have a missing one's content, with what they are listed as."""
    missing = [entry for of_one in entries.values() for _, entry in of_one if entry.on_disk is None]
    listed = {(entry.kind, value): entry for entry in missing for value in entry.values}
    unlisted = [file for file in files if file not in entries]
    return {
        file: listed[known] for file in unlisted for known in digests.get(file, {}).items() if known in listed
    }
