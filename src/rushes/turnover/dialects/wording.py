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


class NotThisDialect(Refusal):
    """Bytes are no timeline of the dialect they were read as."""

    sentence = "This is not {0}: {1}."


def legal(text: str) -> str:
    """Return the text on one line, with every character that no text file may hold as U+FFFD."""
    return re.sub(r"[\t\n\r\x85\u2028\u2029]", " ", _ILLEGAL.sub("\ufffd", text))


def one_line(text: str) -> str:
    """Return legal text with single spaces between words, as line-based formats read it back."""
    return " ".join(legal(text).split())


def file_url(path: Path) -> str:
    """Write ``file://localhost/...`` with every byte outside the plain set percent-encoded."""
    place = path.as_posix() if path.as_posix().startswith("/") else f"/{path.as_posix()}"
    return "file://localhost" + quote_from_bytes(os.fsencode(place), safe="/")


def path_of_url(url: str) -> str:
    """Return the path that `file_url` wrote; a text that is no file URL comes back as it is."""
    place = re.sub(r"^file://(localhost)?(?=/)", "", url)
    return os.fsdecode(unquote_to_bytes(place)) if place != url else url


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
