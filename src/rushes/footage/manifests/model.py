"""Manifests as values: what somebody who copied a card wrote down of each file."""

from dataclasses import dataclass
from pathlib import Path

from rushes.errors import Finding


@dataclass(frozen=True)
class Listed:
    """One file that a manifest lists.

    path: absolute, where the manifest says it lies. kind: of the digest it is to be checked by (see
    `footage.fingerprint.KINDS`), empty when there is none that can be checked. values: any of them is right;
    more than one where tools disagree in how they write the same digest. bytes: the listed size, None when
    not told. on_disk: bytes of the file that lies there, None when none does. unknown: the algorithm that is
    listed and not known here. unreadable: what is listed as the digest and cannot be one.
    """

    path: Path
    kind: str = ""
    values: tuple[str, ...] = ()
    bytes: int | None = None
    on_disk: int | None = None
    unknown: str = ""
    unreadable: str = ""


@dataclass(frozen=True)
class Manifest:
    """What is listed of a folder: an ASC MHL history (all of its generations) or one file of MHL 1.1.

    name: for a person, such as ``A001/ascmhl``. root: the folder that its paths are relative to. whole: lists
    everything below its root, but for what it ignores and what has a history of its own; an MHL 1.1 lists
    only what was copied together. ignored: patterns of what is not listed. findings: what is wrong with
    the manifest itself.
    """

    name: str
    root: Path
    listed: tuple[Listed, ...] = ()
    whole: bool = True
    ignored: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Checked:
    """How footage stands against its manifests.

    left_out: files that are not to be used until a person says otherwise. verified: how many files are what
    a manifest says.
    """

    left_out: frozenset[Path]
    findings: tuple[Finding, ...]
    verified: int
