"""Read the broadcast extension of a wave file (``bext``): who recorded, when, and the recorder's own lines.

Recorders write the slate into its description, a line for each word, with a letter of their maker before
the key: ``sSCENE=27A`` (Sound Devices), ``gTAKE=01`` (Metacorder), ``zNOTE=`` (Zoom). Pure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from wavinfo.wave_bext_reader import WavBextReader

_FIXED = 602
"""Bytes of the chunk before its coding history (EBU Tech 3285)."""

_NEEDED = 346
"""Bytes up to the end of the time reference: what a chunk must hold to tell anything."""

_LINE = re.compile(r"^[ \t]*[a-z]?([A-Z][A-Z_]*\d*)=(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Bext:
    """What the chunk says.

    samples: since midnight. words: its description by key, without the maker's letter.
    """

    originator: str = ""
    date: str = ""
    samples: int = 0
    words: Mapping[str, str] = field(default_factory=dict)


def bext_from(content: bytes) -> Bext | None:
    """Return what a broadcast extension says; None when it is too short to say anything."""
    if len(content) < _NEEDED:
        return None
    read = _read(content.ljust(_FIXED, b"\0"))
    return Bext(
        read.originator.strip(),
        iso_day(read.originator_date),
        read.time_reference,
        words_in(read.description),
    )


def words_in(description: str) -> dict[str, str]:
    """Return the lines of a description by their keys: ``{"SCENE": "27A", "TRK1": "Boom"}``."""
    text = description.replace("\r\n", "\n").replace("\r", "\n")
    return {key: value.strip() for key, value in _LINE.findall(text) if value.strip()}


def iso_day(text: str) -> str:
    """Return a day as ISO writes it (``2018-12-31``), or an empty text when it is none."""
    found = re.fullmatch(r"(\d{4})[-:_/. ](\d{2})[-:_/. ](\d{2})", text.strip(), re.ASCII)
    told = found is not None and int(found[1]) and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31
    return "-".join(found.groups()) if found and told else ""


def _read(content: bytes) -> WavBextReader:
    """Read the chunk in the encoding that fits: the standard says ASCII, and people write their names."""
    try:
        return WavBextReader(content, "utf-8")
    except UnicodeDecodeError:
        return WavBextReader(content, "latin_1")
