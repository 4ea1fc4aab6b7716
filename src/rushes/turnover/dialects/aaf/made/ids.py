"""Mob ids: 32 bytes by which editing systems know a clip, a file and a tape again (SMPTE ST 330). Pure.

They come from the content, so that the same clip is the same one in every AAF of ours, and a system that
knows it already does not take it for another.
"""

import hashlib
from typing import Final
from uuid import UUID

_LABEL: Final = bytes.fromhex("060a2b340101010501010f2013000000")
"""A basic UMID of material that is not identified, with a number that is a UUID."""

NO_MOB: Final = bytes(32)
"""The id at which a chain of mobs ends."""


def mob_id(*content: object) -> bytes:
    """Return the id that stands for this content."""
    return _LABEL + as_uuid(*content).bytes_le


def as_uuid(*content: object) -> UUID:
    """Return the UUID (version 8: of a hash of our own) that stands for this content."""
    digest = hashlib.sha256("\0".join(map(str, content)).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:16])
    number = number & ~(0xF << 76) | 8 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)
