"""Names and places as timeline files can hold them: legal characters, whole lines, URLs."""

import os
import re
from fractions import Fraction
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from rushes.errors import Refusal
from rushes.timecode import nominal

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2), which covers half characters from odd file names too."""

_DRIVE = re.compile(r"^[A-Za-z]:/")
"""How a path begins on a system of drives."""


class NotThisDialect(Refusal):
    """Bytes are no timeline of the dialect they were read as."""

    sentence = "This is not {0}: {1}."


def legal(text: str) -> str:
    """Return the text on one line, with every character that no text file may hold as U+FFFD."""
    return re.sub(r"[\t\n\r\x85\u2028\u2029]", " ", _ILLEGAL.sub("\ufffd", text))


def one_line(text: str) -> str:
    """Return legal text with single spaces between words, as line-based formats read it back."""
    return " ".join(legal(text).split())


def file_url(path: Path, host: str = "localhost") -> str:
    """Write ``file://localhost/...`` with every byte outside the plain set percent-encoded.

    A path from the folder of the file (``../rushes/1A-2.mov``) is written as a URL from there, which has no
    scheme. host: empty for ``file:///...``.
    """
    place = path.as_posix()
    if _DRIVE.match(place):
        place = f"/{place}"
    if place.startswith("/"):
        safe = "/:" if _DRIVE.match(place[1:]) else "/"
        return f"file://{host}" + quote_from_bytes(os.fsencode(place), safe=safe)
    return quote_from_bytes(os.fsencode(place), safe="/")


def path_of_url(url: str) -> str:
    """Return the path that `file_url` wrote; a text that is no file URL comes back as it is."""
    place = re.sub(r"^file://(localhost)?(?=/)", "", url)
    if place == url:
        return url
    place = os.fsdecode(unquote_to_bytes(place))
    return place[1:] if _DRIVE.match(place[1:]) else place


def path_of_reference(reference: str) -> str:
    """Return the path that `file_url` wrote; without a scheme it is a URL from the folder of the file."""
    whole = path_of_url(reference)
    return whole if whole != reference or reference.startswith("/") else os.fsdecode(unquote_to_bytes(whole))


def bare_path(path: Path) -> str:
    """Write a path as it is, which DaVinci Resolve wants; as a URL when it is no legal text."""
    return str(path) if legal(str(path)) == str(path) else file_url(path)


def rate_of(number: float) -> Fraction:
    """Return the exact rate that a float stands for: a whole one, a 1000/1001 one, else the simplest."""
    base = nominal(Fraction(number).limit_denominator(10**6))
    for rate in (Fraction(base), Fraction(base * 1000, 1001)):
        if abs(float(rate) - number) < 1e-9 * number:
            return rate
    for limit in (10**3, 10**5, 10**7):
        simple = Fraction(number).limit_denominator(limit)
        if float(simple) == number:
            return simple
    return Fraction(number)
