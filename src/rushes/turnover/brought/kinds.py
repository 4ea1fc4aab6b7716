"""What a file is, by its content: the formats of timelines, and the names of what is none. Pure."""

import codecs
import re
from enum import Enum
from typing import Final

from rushes.turnover.brought.bounds import MOST_IN_LISTS, looked_through_json, looked_through_xml


class Kind(Enum):
    """A format of timelines, by what a person calls it."""

    OTIO = "OpenTimelineIO"
    FCP7 = "Final Cut Pro 7 XML"
    FCPXML = "FCPXML"
    AAF = "AAF"
    EDL = "edit decision list"
    MLT = "MLT XML (Shotcut, Kdenlive)"


_ROOTS: Final = {"xmeml": Kind.FCP7, "fcpxml": Kind.FCPXML, "mlt": Kind.MLT}

_ELSE: Final = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"%PDF", "a PDF"),
    (b"RIFF", "sound or video (RIFF)"),
    (b"\x1aE\xdf\xa3", "video (Matroska)"),
    (b"\x06\x0e+4", "video (MXF)"),
    (b"PK\x03\x04", "an archive (zip), as projects of DaVinci Resolve are"),
    (b"\x1f\x8b", "compressed (gzip), as projects of Premiere are"),
    (b"SQLite format 3", "a database, as libraries of Final Cut are"),
    (b"Heading\r", "a log of clips (ALE), which has no timeline"),
    (b"Heading\n", "a log of clips (ALE), which has no timeline"),
    (b"WEBVTT", "subtitles (WebVTT)"),
)
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; those of four bytes before those that they begin with."""

_DECLARED: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>\s*")
"""What an XML says of its alphabet."""

_OF_A_LIST: Final = re.compile(
    rb"^\s*(TITLE:|FCM:|\d{1,6}\s.{0,300}\d\d[:;.,]\d\d[:;.,]\d\d[:;.,]\d\d)", re.MULTILINE
)
_LOOKED_AT: Final = 200_000
"""Bytes in which a list shows itself to be one."""


def as_text(content: bytes) -> bytes:
    """Return a text in UTF-8 whose mark says that it is in another alphabet; else the bytes as they are.

    An XML without a mark says its alphabet itself, and loses no more than the blanks before it; with a mark,
    that decides. ValueError where the mark lies.
    """
    for mark, alphabet in _MARKS:
        if content.startswith(mark):
            return _DECLARED.sub("", content.decode(alphabet), count=1).encode()
    return content.lstrip() if content[:200].lstrip().startswith(b"<?xml") else content


def kind_of(content: bytes) -> Kind:
    """Return what a file is; ValueError, with what it is instead, when it is no timeline or not a safe one.

    content: as `as_text` returns it.
    """
    if content.startswith(_COMPOUND):
        return Kind.AAF
    for sign, name in _ELSE:
        if content.startswith(sign):
            raise ValueError(f"it is {name}")
    if content[4:8] == b"ftyp":
        raise ValueError("it is video (QuickTime or MP4)")
    if _looks_like_xml(content):
        root = looked_through_xml(content)
        if root not in _ROOTS:
            raise ValueError(f"it is XML that begins with <{root[:40]}>, and no timeline that is known here")
        return _ROOTS[root]
    if content.lstrip()[:1] == b"{":
        looked_through_json(content)
        if b'"OTIO_SCHEMA"' not in content:
            raise ValueError("it is JSON and not OpenTimelineIO")
        return Kind.OTIO
    return _list_or_nothing(content)


def _looks_like_xml(content: bytes) -> bool:
    """Tell whether the first sign is ``<``, in any alphabet."""
    return content[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _list_or_nothing(content: bytes) -> Kind:
    head = content[:_LOOKED_AT]
    if not _OF_A_LIST.search(head) or b"\0" in head:
        raise ValueError(_unknown(head))
    if len(content) > MOST_IN_LISTS:
        raise ValueError(
            f"it has {len(content) >> 20} MB, and more than {MOST_IN_LISTS >> 20} is no edit list"
        )
    return Kind.EDL


def _unknown(head: bytes) -> str:
    begins = head[:24].decode("utf-8", "replace")
    if not begins.isprintable() and not all(sign.isprintable() or sign.isspace() for sign in begins):
        return "its content is no text and no format that is known here"
    return f"it begins with “{' '.join(begins.split())}”, as no timeline does"
