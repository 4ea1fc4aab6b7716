"""MHL 1.1, the hash lists that most copying tools still write: one `.mhl` beside what was copied. Pure.

Format: mediahashlist.org, version 1.1. Tools differ: digests in hex or as numbers, paths with a slash before
them or with the slashes of Windows; all of that is read.
"""

from typing import Final
from xml.etree.ElementTree import Element

from rushes.footage.manifests.asc import Entry, NotAManifest, tree
from rushes.footage.manifests.marks import mark, surest

_NO_MARKS: Final = frozenset(
    (
        *("file", "size", "null", "hashdate", "creationdate", "lastmodificationdate", "lastaccesseddate"),
        *("username", "hostname", "tool", "comment", "referencehash", "referencehashlist"),
    )
)


def read_classic(content: bytes) -> tuple[Entry, ...]:
    """Return what a hash list says of each file; `NotAManifest` when it is none."""
    root = tree(content)
    nodes = [node for node in root.iter() if _tag(node) == "hash"]
    if "hashlist" not in {_tag(node) for node in root.iter()}:
        raise NotAManifest("it is no hash list")
    return tuple(entry for node in nodes if (entry := _entry(node)).path)


def _entry(node: Element) -> Entry:
    parts = {_tag(part): (part.text or "").strip() for part in node}
    marks = [mark(tag, text) for tag, text in parts.items() if tag not in _NO_MARKS]
    size = parts.get("size", "")
    return Entry(_path(parts.get("file", "")), surest(marks), int(size) if size.isdecimal() else None)


def _path(written: str) -> str:
    if "\\" in written and "/" not in written:
        written = written.replace("\\", "/")
    return written.lstrip("/")


def _tag(node: Element) -> str:
    return str(node.tag).rpartition("}")[2].lower()
