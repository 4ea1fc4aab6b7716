"""Compose a generation of ASC MHL 2.0 and its chain, as bytes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

_HASHLIST = "urn:ASC:MHL:v2.0"
_DIRECTORY = "urn:ASC:MHL:DIRECTORY:v2.0"


@dataclass(frozen=True)
class Sum:
    """A file as it is listed: its way from the root (``/`` between folders), and what its bytes came to.

    action: ``original`` when it is listed for the first time, ``verified`` when an earlier generation lists
    the same digest, ``failed`` when another. counted: when; changed: when the file was, as its disk says.
    """

    way: str
    bytes: int
    changed: datetime
    kind: str
    digest: str
    action: str
    counted: datetime


@dataclass(frozen=True)
class Maker:
    """Who seals: a host, a program and its version, at a time."""

    host: str
    tool: str
    version: str
    now: datetime


Link = tuple[str, str, str]
"""A generation in a chain, or one that another refers to: its name, the kind of its digest, the digest."""


def generation(
    sums: Sequence[Sum], maker: Maker, ignored: Sequence[str], references: Sequence[Link] = ()
) -> bytes:
    """Return a manifest. references: the generations of folders below that have a history of their own."""
    root = ET.Element("hashlist", {"version": "2.0", "xmlns": _HASHLIST})
    creator = ET.SubElement(root, "creatorinfo")
    ET.SubElement(creator, "creationdate").text = _time(maker.now)
    ET.SubElement(creator, "hostname").text = maker.host
    ET.SubElement(creator, "tool", {"version": maker.version}).text = maker.tool
    process = ET.SubElement(root, "processinfo")
    ET.SubElement(process, "process").text = "in-place"
    patterns = ET.SubElement(process, "ignore")
    for pattern in ignored:
        ET.SubElement(patterns, "pattern").text = pattern
    hashes = ET.SubElement(root, "hashes")
    for found in sums:
        _hash(hashes, found)
    if references:
        _links(ET.SubElement(root, "references"), references, "hashlistreference")
    return _written(root)


def chain(links: Sequence[Link]) -> bytes:
    """Return the chain of all generations, oldest first."""
    root = ET.Element("ascmhldirectory", {"xmlns": _DIRECTORY})
    _links(root, links, "hashlist")
    for number, node in enumerate(root, 1):
        node.set("sequencenr", str(number))
    return _written(root)


def _hash(hashes: ET.Element, found: Sum) -> None:
    node = ET.SubElement(hashes, "hash")
    about = {"size": str(found.bytes), "lastmodificationdate": _time(found.changed)}
    ET.SubElement(node, "path", about).text = found.way
    seen = {"action": found.action, "hashdate": _time(found.counted)}
    ET.SubElement(node, found.kind, seen).text = found.digest


def _links(under: ET.Element, links: Sequence[Link], tag: str) -> None:
    for name, kind, digest in links:
        node = ET.SubElement(under, tag)
        ET.SubElement(node, "path").text = name
        ET.SubElement(node, kind).text = digest


def _time(when: datetime) -> str:
    return when.replace(microsecond=0).isoformat()


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
