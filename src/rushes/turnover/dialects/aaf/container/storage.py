"""What a compound file holds: folders and streams ([MS-CFB]), the container of AAF."""

import struct
from dataclasses import dataclass, field
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE, END, FAT, DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
"""What stands in the table of sectors instead of the next sector of a chain."""

NOBODY: Final = 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
ENTRY: Final = struct.Struct("<64sHBBIII16sIQQIQ")
"""Name, its bytes, kind, colour, left, right, child, class, flags, two times, first sector, size."""

MINI: Final = 64
SMALL: Final = 4096
"""Streams shorter than this lie in the mini stream, in sectors of `MINI` bytes."""

HEADER_FATS: Final = 109
"""How many sectors of the table the header can name."""


@dataclass
class Storage:
    """A folder: the class of the object that it holds, its streams and its folders, by name."""

    class_id: bytes = bytes(16)
    streams: dict[str, bytes] = field(default_factory=dict)
    storages: "dict[str, Storage]" = field(default_factory=dict)
