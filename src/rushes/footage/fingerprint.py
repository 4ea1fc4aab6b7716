"""The identity of a file: a digest of its content, whatever it is called and wherever it lies."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

import xxhash

UNREADABLE = "unreadable: "
"""What stands instead of a digest when the disk refuses; the reason follows."""

OURS = "sha256"
"""The digest that Rushes knows every file by."""

_CHUNK = 1 << 20
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class _Hasher(Protocol):
    """What counts bytes into a digest."""

    def update(self, data: memoryview, /) -> None: ...
    def digest(self) -> bytes: ...


_HASHERS: Mapping[str, Callable[[], _Hasher]] = {
    "sha256": hashlib.sha256,
    "xxh128": xxhash.xxh3_128,
    "xxh3": xxhash.xxh3_64,
    "xxh64": xxhash.xxh64,
    "xxh32": xxhash.xxh32,
    "md5": partial(hashlib.md5, usedforsecurity=False),
    "sha1": partial(hashlib.sha1, usedforsecurity=False),
    "c4": hashlib.sha512,
}

KINDS = tuple(_HASHERS)
"""The kinds of digest that can be counted, the fastest of each manifest's choice first."""


def digests(path: Path, kinds: Iterable[str]) -> dict[str, str]:
    """Return several digests of a file's content, by kind, from one reading of its bytes.

    kinds: of `KINDS`. All are hex in lower case but `c4`, which is a C4 ID (SMPTE ST 2114: ninety signs).
    Raises OSError when the disk refuses.
    """
    hashers = {kind: _HASHERS[kind]() for kind in kinds}
    buffer = bytearray(_CHUNK)
    with path.open("rb", buffering=0) as file:
        while read := file.readinto(buffer):
            for hasher in hashers.values():
                hasher.update(memoryview(buffer)[:read])
    return {kind: _written(kind, hasher.digest()) for kind, hasher in hashers.items()}


def fingerprint(path: Path) -> str:
    """Return the sha256 of a file's content in hex, read as a stream.

    A file that the disk refuses has no identity: the answer is then `UNREADABLE` and the reason, so
    that one bad card does not stop the job; `gather` turns it into a finding.
    """
    try:
        return digests(path, [OURS])[OURS]
    except OSError as error:
        return UNREADABLE + (error.strerror or type(error).__name__)


def digest_of(kind: str, content: bytes) -> str:
    """Return the digest of bytes at hand, written as in `digests`."""
    hasher = _HASHERS[kind]()
    hasher.update(memoryview(content))
    return _written(kind, hasher.digest())


def _written(kind: str, digest: bytes) -> str:
    return digest.hex() if kind != "c4" else "c4" + _base58(int.from_bytes(digest)).rjust(88, _BASE58[0])


def _base58(number: int) -> str:
    signs = ""
    while number:
        number, place = divmod(number, 58)
        signs = _BASE58[place] + signs
    return signs
