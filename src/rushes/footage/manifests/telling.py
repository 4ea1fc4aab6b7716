"""Say what a check against manifests came to, a finding each."""

import fnmatch
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from rushes.errors import Finding
from rushes.footage.find import ENDINGS
from rushes.footage.manifests.model import Listed, Manifest
from rushes.footage.slates import listed as in_short

_TRUST = "Copy it again from the card; if you know better, say --trust {0}."


def fault(file: str, manifest: str, entry: Listed, found: Mapping[str, str]) -> Finding | None:
    """Return why a file that is there must not be used as it is, or None. found: its digests by kind."""
    advice = _TRUST.format(file)
    if entry.unreadable:
        fact = f"Its hash in {manifest} cannot be read ({entry.unreadable})."
        return Finding("hash unreadable", file, f"{fact} It is left out.", advice)
    if entry.bytes is not None and entry.on_disk is not None and entry.bytes != entry.on_disk:
        fact = f"It has {entry.on_disk} bytes, and {manifest} lists {entry.bytes}."
        return Finding("hash mismatch", file, f"{fact} It is left out.", advice)
    if entry.kind in found and found[entry.kind] not in entry.values:
        fact = f"Its content is not what {manifest} lists: its {entry.kind} is {found[entry.kind]}."
        return Finding("hash mismatch", file, f"{fact} It is left out.", advice)
    return None


def trusted(finding: Finding) -> Finding:
    """Return what is wrong with a file that a person trusts all the same."""
    fact = finding.fact.removesuffix("It is left out.")
    return Finding(finding.kind, finding.subject, f"{fact}It is used, because you trust it.")


def of_moved(moved: Mapping[Path, Listed], names: Mapping[Path, str]) -> tuple[Finding, ...]:
    """Say of each file that lies elsewhere than listed how it was known again."""
    return tuple(
        Finding(
            "moved", names[file], f"It is listed as {_tail(entry.path)}, and known again by its {entry.kind}."
        )
        for file, entry in moved.items()
    )


def of_missing(manifests: Sequence[Manifest], found_elsewhere: set[Path]) -> tuple[Finding, ...]:
    """Say once a manifest what it lists and nobody finds; footage is named before what belongs to it."""
    findings = []
    for manifest in manifests:
        gone = [
            entry.path
            for entry in manifest.listed
            if entry.on_disk is None and entry.path not in found_elsewhere
        ]
        if gone:
            gone.sort(key=lambda path: path.suffix.lower() not in ENDINGS)
            names = in_short([path.relative_to(manifest.root).as_posix() for path in gone])
            fact = f"{_files(len(gone))} listed in it {_are(len(gone))} not there: {names}."
            findings.append(
                Finding("missing from the card", manifest.name, fact, "Copy the card again, all of it.")
            )
    return tuple(findings)


def of_unlisted(
    unlisted: Sequence[Path], manifests: Sequence[Manifest], names: Mapping[Path, str]
) -> tuple[Finding, ...]:
    """Say once a manifest which footage in its folder it does not list."""
    over: dict[str, list[str]] = defaultdict(list)
    rolls = {manifest.name: _rolls(manifest) for manifest in manifests if not manifest.whole}
    for file in unlisted:
        manifest = _responsible(file, manifests, rolls)
        if manifest:
            over[manifest.name].append(names[file])
    return tuple(
        Finding(
            "not in the manifest",
            some[0],
            f"{manifest} does not list {_files(len(some))} of its folder: {in_short(some)}.",
            "Check where it came from; nothing vouches for its content.",
        )
        for manifest, some in over.items()
    )


def of_unknown(manifests: Sequence[Manifest], files: Sequence[Path]) -> tuple[Finding, ...]:
    """Say once a manifest which algorithm is not known here."""
    here = set(files)
    told = []
    for manifest in manifests:
        unknown = [entry.unknown for entry in manifest.listed if entry.unknown and entry.path in here]
        if unknown:
            fact = (
                f"It lists {_files(len(unknown))} of these rushes by {unknown[0]}, which is not known here."
            )
            advice = "Nothing vouches for them; have them sealed again."
            told.append(Finding("unknown hash", manifest.name, fact, advice))
    return tuple(told)


def of_needless(trusting: Sequence[str], names: Mapping[Path, str]) -> tuple[Finding, ...]:
    """Say which files a person trusts that are not there: the name may be mistyped."""
    known = {*names.values(), *(file.name for file in names)}
    return tuple(
        Finding(
            "nothing to trust", name, "You trust a file of this name, and there is none.", "Check its name."
        )
        for name in trusting
        if name not in known
    )


def _responsible(
    file: Path, manifests: Sequence[Manifest], rolls: Mapping[str, frozenset[tuple[str, ...]]]
) -> Manifest | None:
    """Return the nearest manifest above a file that should list it."""
    above = [manifest for manifest in manifests if manifest.listed and manifest.root in file.parents]
    for manifest in sorted(above, key=lambda manifest: -len(manifest.root.parts)):
        way = file.relative_to(manifest.root)
        if manifest.whole:
            return None if is_ignored(way, manifest.ignored) else manifest
        if way.parts[:-1][:1] in rolls[manifest.name]:
            return manifest
    return None


def _rolls(manifest: Manifest) -> frozenset[tuple[str, ...]]:
    """Return the first folders that a manifest of MHL 1.1 lists anything in: it speaks of those alone."""
    return frozenset(entry.path.relative_to(manifest.root).parts[:-1][:1] for entry in manifest.listed)


def is_ignored(way: PurePath, patterns: Sequence[str]) -> bool:
    """Tell whether a manifest's pattern covers a file: by a name on its way, or by the way from the root."""
    for pattern in patterns:
        bare = pattern.strip("/")
        if "/" not in bare and any(fnmatch.fnmatchcase(part, bare) for part in way.parts):
            return True
        if "/" in bare and any(fnmatch.fnmatchcase(way.as_posix(), ending) for ending in (bare, f"{bare}/*")):
            return True
    return False


def _tail(path: Path) -> str:
    return PurePath(*path.parts[-2:]).as_posix()


def _files(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
