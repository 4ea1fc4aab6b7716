"""Read what a recorder wrote as iXML: the sound report of one file. Pure: bytes in, words out.

Source: the iXML specification, versions 1.3 to 3. What is well-formed is read by `defusedxml`, which expands
nothing; what is not (a bare ``&`` in a note is the common case) is read by `wavinfo` as far as it goes, and
said. Dates, rates and numbers stay as written here: `rushes.footage.recorder.notes` weighs them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from wavinfo.wave_ixml_reader import WavIXMLFormat

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LEAVES = ("", "SPEED", "FILE_SET", "HISTORY", "BEXT")
"""The elements whose children are words."""


@dataclass(frozen=True)
class Ixml:
    """What the chunk says.

    words: by the name of the element, ``FAMILY_UID`` for one inside ``FILE_SET``; only what is not empty.
    tracks: names by the channel's place in the file, from 1. trouble: what was wrong with it, or empty.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    tracks: Mapping[int, str] = field(default_factory=dict)
    trouble: str = ""


def ixml_from(content: bytes) -> Ixml:
    """Return what an iXML chunk says, and what is wrong with it."""
    text, guessed = _decoded(content)
    if not text.strip():
        return Ixml(trouble="it is empty")
    root, trouble = _parsed(_DECLARATION.sub("", text, count=1).strip())
    if root is None:
        return Ixml(trouble=trouble)
    return Ixml(_words(root), _tracks(root), trouble or guessed)


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text, and what is wrong with its letters."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace").replace("\0", ""), ""
    content = content.rstrip(b"\0 \r\n\t")
    if content[1:2] == b"\0":
        return content.decode("utf-16-le", "replace").replace("\0", ""), ""
    try:
        return content.decode("utf-8-sig").partition("\0")[0], ""
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace").partition("\0")[0]
        return text, "it is not in the encoding that it says, and was read as Western European"


def _parsed(text: str) -> tuple[Element | None, str]:
    """Return the root of a text, whole or as far as it can be read, and what is wrong with it."""
    try:
        return fromstring(text, forbid_dtd=True), ""
    except DefusedXmlException:
        return None, "it defines entities, which no recorder does"
    except (ParseError, ValueError):
        return _salvaged(text), "it is no well-formed XML, and was read as far as it goes"


def _salvaged(text: str) -> Element | None:
    """Read a broken text as far as it goes: from its first element to its last whole one."""
    start = text.find("<BWFXML")
    if start < 0 or "<!DOCTYPE" in text or "<!ENTITY" in text:
        return None
    try:
        root = WavIXMLFormat(text[start:].encode("utf-8", "replace")).raw_xml.getroot()
    except (SyntaxError, ValueError, AssertionError):
        return None
    return _plain(root)


def _plain(root: Element) -> Element | None:
    """Return the elements of another parser's tree as those of the standard library."""
    if root is None or not isinstance(root.tag, str):
        return None
    plain = Element(root.tag)
    plain.text = root.text
    plain.extend(child for element in root if (child := _plain(element)) is not None)
    return plain


def _words(root: Element) -> dict[str, str]:
    words: dict[str, str] = {}
    for place in _LEAVES:
        for element in root.findall(f"./{place}/*" if place else "./*"):
            text = (element.text or "").strip()
            if text and len(element) == 0:
                words.setdefault(_key(place, element.tag), text)
    return words


def _key(place: str, tag: str) -> str:
    """Name a word; a note on the speed is not the note on the take."""
    return f"{place} {tag}" if place == "SPEED" and tag == "NOTE" else tag


def _tracks(root: Element) -> dict[int, str]:
    """Return the names of the tracks by their place in the file; of one file of a set, its own."""
    listed = root.findall("./TRACK_LIST/TRACK")
    named = {
        _number(track, "INTERLEAVE_INDEX", _number(track, "CHANNEL_INDEX", place)): _text(track, "NAME")
        for place, track in enumerate(listed, 1)
    }
    return {place + 1: name for place, name in named.items()} if 0 in named else named


def _text(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _number(element: Element, tag: str, otherwise: int) -> int:
    text = _text(element, tag)
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise
