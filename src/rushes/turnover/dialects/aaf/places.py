"""Where media are, as a URL in a locator, and back. Pure."""

import os
import re
from pathlib import Path
from typing import Final
from urllib.parse import quote_from_bytes, unquote_to_bytes

_DRIVE: Final = re.compile(r"^/?[A-Za-z]:(/|$)")


def url_of(path: Path) -> str:
    """Write ``file:///...``, all but plain bytes percent-encoded; a relative path stays relative.

    Drives are ``file:///D%3A/...`` and servers ``file://server/...``, as editing systems write them.
    """
    place = path.as_posix()
    quoted = quote_from_bytes(os.fsencode(place), safe="/")
    if place.startswith("//"):
        return f"file:{quoted}"
    if place.startswith("/"):
        return f"file://{quoted}"
    return f"file:///{quoted}" if _DRIVE.match(place) else quoted


def place_of(url: str) -> str:
    """Return the path that a locator means, whoever wrote it; what is no file URL is unquoted alone."""
    scheme, mark, rest = url.partition("://")
    if not mark or scheme.lower() != "file":
        return url if mark else os.fsdecode(unquote_to_bytes(url))
    place = os.fsdecode(unquote_to_bytes(rest))
    if place.startswith("localhost/"):
        place = place.removeprefix("localhost")
    if _DRIVE.match(place):
        return place.removeprefix("/")
    return place if place.startswith("/") else f"//{place}"
