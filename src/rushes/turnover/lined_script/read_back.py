"""The self-check of the lined-script pages: read back, they must show every page, slate and gap."""

import re
import zlib
from collections.abc import Iterator
from html import unescape

from rushes.turnover.lined_script.drawing.sheets import NOT_COVERED
from rushes.turnover.lined_script.layout import Layout
from rushes.turnover.verify import TurnoverDiffers

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_COUNT = re.compile(rb"/Count (\d+)")
_SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\) Tj", re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_ENCODING = "windows-1252"
"""Of the fonts that every PDF reader has (ISO 32000-1, annex D: WinAnsiEncoding)."""

_TAG = re.compile(r"<[^>]*>")


def check_pages(layout: Layout, html: str, pdf: bytes) -> None:
    """Read both files back; `TurnoverDiffers` where a page, a slate or a line never covered is not shown."""
    printed = pages_in(pdf)
    if len(printed) < layout.pages.count:
        raise _differs("lined-script.pdf", "the number of pages", str(len(printed)), str(layout.pages.count))
    seen = unescape(_TAG.sub("", html))
    for name, text in (("lined-script.pdf", "".join(printed)), ("lined-script.html", seen)):
        for label in _labels(layout, everywhere=name.endswith("html")):
            if label not in text:
                raise _differs(name, f"the slate {label}", "nowhere", "a take of it")
        gaps = text.count(NOT_COVERED) - text.count(f"{NOT_COVERED}:")
        if gaps < len(layout.missing):
            raise _differs(name, "the number of lines not covered", str(gaps), str(len(layout.missing)))


def pages_in(pdf: bytes) -> tuple[str, ...]:
    """Return what is written on each page of a PDF in the fonts of every reader; in order.

    A small reader for the files that are written here; `TurnoverDiffers` when one is broken.
    """
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    pages = [body for _, body in sorted(objects.items()) if re.search(rb"/Type /Page\b(?!s)", body)]
    counted = next((_COUNT.search(body) for body in objects.values() if b"/Type /Pages" in body), None)
    if not pages or counted is None or int(counted[1]) != len(pages):
        raise _differs("lined-script.pdf", "the list of its pages", "broken", str(len(pages)))
    return tuple(_shown(objects, page) for page in pages)


def _shown(objects: dict[int, bytes], page: bytes) -> str:
    contents = _CONTENTS.search(page)
    stream = _STREAM.search(objects.get(int(contents[1]), b"")) if contents else None
    try:
        drawn = zlib.decompress(stream[1]) if stream else b""
    except zlib.error as error:
        raise _differs("lined-script.pdf", "a page", f"unreadable ({error})", "a page") from error
    return "".join(_ESCAPED.sub(rb"\1", text).decode(_ENCODING, "replace") for text in _SHOWN.findall(drawn))


def _labels(layout: Layout, *, everywhere: bool) -> Iterator[str]:
    """Yield every label; for paper only those of the fonts that every reader has."""
    for lanes in layout.lanes.values():
        for lane in lanes:
            label = lane.line.label.text.encode("utf-8", "replace").decode()
            if everywhere or label.isascii():
                yield label


def _differs(name: str, what: str, found: str, wanted: str) -> TurnoverDiffers:
    return TurnoverDiffers(name, "a reader of its own", what, found, wanted)
