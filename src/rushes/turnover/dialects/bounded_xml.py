"""Open XML that anybody may have written: within bounded time and memory, or not at all.

No entities are expanded and nothing outside is fetched (defusedxml); size, depth and the number of elements
have limits that are far above any film and far below what hurts.
"""

import xml.etree.ElementTree as ET
from typing import Final

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from rushes.turnover.dialects.wording import NotThisDialect

MOST_BYTES: Final = 64 * 2**20
MOST_ELEMENTS: Final = 500_000
DEEPEST: Final = 200
"""A feature film of 2,000 shots, with alternates and marks, is some 10 MB, 100,000 elements, 15 deep."""

LONGEST: Final = 4 * 2**20
"""Bytes of one tag with its attributes."""

_CHUNK = 2**16


class _TooMuch(Exception):  # noqa: N818 -- it never leaves this module
    """A limit is passed; args: the reason."""


class _Builder(ET.TreeBuilder):
    """A tree that refuses to grow without end."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        """Begin an element, if it is not one too many."""
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST:
            raise _TooMuch(f"it is nested more than {DEEPEST} deep")
        if self.count > MOST_ELEMENTS:
            raise _TooMuch(f"it has more than {MOST_ELEMENTS} elements")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        """End an element."""
        self.depth -= 1
        return super().end(tag)


def open_xml(data: bytes, called: str) -> ET.Element:
    """Return the root of a document; `NotThisDialect` for one that is damaged, hostile or beyond all measure.

    called: what it should be, for the sentence of the refusal.
    """
    if len(data) > MOST_BYTES:
        raise NotThisDialect(called, f"it has {len(data)} bytes, more than {MOST_BYTES}")
    try:
        root = _parsed(data)
    except _TooMuch as error:
        raise NotThisDialect(called, str(error)) from None
    except (ET.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotThisDialect(called, str(error)) from error
    if not isinstance(root, ET.Element):
        raise NotThisDialect(called, "it is empty")
    return root


def _parsed(data: bytes) -> object:
    """Parse piece by piece, so that a limit ends it where it is passed."""
    parser = DefusedXMLParser(target=_Builder())
    for start in range(0, len(data), _CHUNK):
        parser.feed(data[start : start + _CHUNK])
        if start - parser.parser.CurrentByteIndex > LONGEST:
            raise _TooMuch(f"one of its tags has more than {LONGEST} bytes")
    return parser.close()
