"""ASC MHL 2.0: what a history of generations says of each file. Pure: bytes in, entries out.

Specification: American Society of Cinematographers, ASC MHL v2.0. Its reference implementation, `ascmhl`, is
not used to read: it installs an HTTP client to look for newer versions of itself, pins another release of
click, and ends on the first generation that is damaged. It judges what is written here, in the tests.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from rushes.footage.fingerprint import KINDS, digest_of
from rushes.footage.manifests.marks import Mark, mark, surest

FOLDER = "ascmhl"
CHAIN = "ascmhl_chain.xml"
_GENERATION = re.compile(r"^(\d+)_.*\.mhl$")
_NO_MARKS = frozenset({"path", "previouspath", "metadata"})


class NotAManifest(ValueError):  # noqa: N818 -- what it is, in the editor's words
    """These bytes are no manifest, for a reason that completes the sentence."""


@dataclass(frozen=True)
class Entry:
    """What is listed of one file: its path below the root, ``/`` between folders, and its mark."""

    path: str
    mark: Mark
    bytes: int | None = None
    was: str = ""


@dataclass(frozen=True)
class History:
    """All generations of a folder taken together.

    entries: each path once, with the first digest that was ever listed and can be checked. ignored: patterns
    of the last generation. faults: what is wrong with it, sentence by sentence.
    """

    entries: tuple[Entry, ...]
    ignored: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def read_history(files: Mapping[str, bytes]) -> History:
    """Return what the files of an `ascmhl` folder say, by name; what is damaged is told and passed over."""
    faults = list(_chain_faults(files))
    entries: dict[str, Entry] = {}
    ignored: tuple[str, ...] = ()
    for name in generations(files):
        try:
            root = tree(files[name])
        except NotAManifest as why:
            faults.append(f"{name} cannot be read: {why}.")
            continue
        for entry in _entries(root):
            _remember(entries, entry)
        ignored = tuple(node.text.strip() for node in root.iter() if _tag(node) == "pattern" and node.text)
    return History(tuple(entries.values()), ignored, tuple(faults))


def generations(names: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of the generations, oldest first."""
    numbered = [(int(found[1]), name) for name in names if (found := _GENERATION.match(name))]
    return tuple(name for _, name in sorted(numbered))


def tree(content: bytes) -> Element:
    """Return the root of a manifest; `NotAManifest` for what is no XML or tries to be more than that."""
    try:
        root: Element = fromstring(content)
    except DefusedXmlException as why:
        raise NotAManifest("it holds definitions that a manifest has no use for") from why
    except (ValueError, SyntaxError, LookupError) as why:
        raise NotAManifest("it is no XML" if content else "it is empty") from why
    return root


def chained(content: bytes) -> tuple[tuple[str, str, str], ...]:
    """Return name, kind and digest of every generation that a chain file lists."""
    found = []
    for node in tree(content):
        parts = {_tag(part): (part.text or "").strip() for part in node}
        kind = next((kind for kind in KINDS if kind in parts), "")
        if _tag(node) == "hashlist" and "path" in parts:
            found.append((parts["path"], kind, parts.get(kind, "")))
    return tuple(found)


def _chain_faults(files: Mapping[str, bytes]) -> Iterator[str]:
    """Say where the chain that holds the generations together is broken."""
    if CHAIN not in files:
        yield f"{CHAIN} is missing, so nothing vouches for its generations."
        return
    try:
        links = chained(files[CHAIN])
    except NotAManifest as why:
        yield f"{CHAIN} cannot be read: {why}."
        return
    for name, kind, digest in links:
        if name not in files:
            yield f"{name} is in the chain and not in the folder."
        elif kind and digest_of(kind, files[name]) != digest:
            yield f"{name} was changed after it was sealed."
    for name in generations(files):
        if name not in {link[0] for link in links}:
            yield f"{name} is not in the chain."


def _entries(root: Element) -> Iterator[Entry]:
    for node in root.iter():
        if _tag(node) != "hash":
            continue
        path = next((part for part in node if _tag(part) == "path"), None)
        if path is None or not (path.text or "").strip():
            continue
        was = next((part.text or "" for part in node if _tag(part).lower() == "previouspath"), "")
        size = path.get("size", "")
        marks = [
            mark(_tag(part), part.text or "")
            for part in node
            if _tag(part).lower() not in _NO_MARKS and part.get("action") != "failed"
        ]
        yield Entry((path.text or "").strip(), surest(marks), int(size) if size.isdecimal() else None, was)


def _remember(entries: dict[str, Entry], entry: Entry) -> None:
    """Take in an entry of a later generation: what was listed first holds, under the last name.

    A generation that only says that a file has changed (``failed``) lists nothing that vouches for it.
    """
    before = entries.pop(entry.was, None) if entry.was else entries.get(entry.path)
    if before and before.mark.kind:
        entries[entry.path] = Entry(entry.path, before.mark, before.bytes)
    elif entry.mark != Mark() or before is None:
        entries[entry.path] = entry


def _tag(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]
