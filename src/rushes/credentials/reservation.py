"""Reservations in metadata: what a maker forbids where a file carries no label, in it or beside it. A door.

Read are XMP packets in an MP4, MOV, WAV or AVI (XMP Specification, part 3) and in a file beside it (``a.xmp``
or ``a.mov.xmp``), for ``plus:DataMining`` (PLUS LDF, also in IPTC Photo Metadata 2023.1) and
``tdm:reservation`` (TDM Reservation Protocol, W3C Community Group, 10 May 2024). Nobody signed these: they
are taken as they stand, which can only forbid more.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from rushes.credentials.boxes import boxes

_XMP_UUID: Final = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_XMP_CHUNK: Final = b"_PMX"
_MOST: Final = 4_000_000
"""Bytes of a packet; longer ones are no metadata of a clip."""

_PLUS: Final = "{http://ns.useplus.org/ldf/xmp/1.0/}DataMining"
_TDM: Final = ("{http://www.w3.org/ns/tdmrep/}reservation", "{http://www.w3.org/ns/tdmrep#}reservation")
_LEAVES_FREE: Final = frozenset(
    ("", "DMI-UNSPECIFIED", "DMI-ALLOWED", "DMI-PROHIBITED-AIMLTRAINING", "DMI-PROHIBITED-GENAIMLTRAINING")
)
"""What forbids no analysis: nothing said, all allowed, or training alone, which Rushes never does."""

_SAID: Final = re.compile(rb"DataMining|tdmrep")
"""What is in every packet that reserves anything, so that others are not parsed."""


def reserves(path: Path) -> bool:
    """Tell whether the metadata of a file, or what lies beside it, forbids that models analyse it.

    A packet that speaks of it and cannot be read forbids, too: nobody can tell what it says.
    """
    return any(map(_forbids, _packets(path)))


def _packets(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            for box in boxes(file):
                if box.kind in {b"uuid", b"moov", _XMP_CHUNK} and box.end - box.start <= _MOST:
                    file.seek(box.start)
                    data = file.read(box.end - box.start)
                    if box.kind != b"uuid" or _XMP_UUID in data[:40]:
                        yield from _within(data)
    except OSError:
        pass  # what cannot be opened is told by whoever reads it as a clip
    for beside in dict.fromkeys((path.with_suffix(".xmp"), path.with_name(f"{path.name}.xmp"))):
        if beside.is_file():
            yield _whole(beside)


def _whole(beside: Path) -> bytes:
    """Return the bytes of a file beside a clip; of one that cannot be read such as forbid."""
    try:
        with beside.open("rb") as file:
            return file.read(_MOST)
    except OSError:
        return b"DataMining"


def _within(data: bytes) -> Iterator[bytes]:
    """Yield the XMP packets in a part of a file."""
    for found in re.finditer(rb"<(?:x:xmpmeta|rdf:RDF)\b.*?</(?:x:xmpmeta|rdf:RDF)>", data, re.DOTALL):
        yield found[0]


def _forbids(packet: bytes) -> bool:
    if not _SAID.search(packet):
        return False
    try:
        told = fromstring(packet)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return True
    return any(_is_no(name, value) for name, value in _said(told))


def _said(told: Element) -> Iterator[tuple[str, str]]:
    """Yield every property with its value, as XMP may write it: an attribute, text, or a resource."""
    for element in told.iter():
        yield from element.attrib.items()
        resource = next((value for name, value in element.attrib.items() if name.endswith("}resource")), "")
        yield element.tag, resource or " ".join("".join(element.itertext()).split())


def _is_no(name: str, value: str) -> bool:
    if name == _PLUS:
        return value.rpartition("/")[2].strip().upper() not in _LEAVES_FREE
    return name in _TDM and value.strip() != "0"
