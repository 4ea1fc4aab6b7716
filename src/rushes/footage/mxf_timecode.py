"""The timecode of MXF: what the material package tells, and what the file's own source package does.

Media libraries read that of the material and of the tape, not that of the file. All of it stands in the
header, in sets of local tags (SMPTE ST 377-1: packages, tracks, sequences, timecode components).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from rushes.footage.clock import Counting, TimecodeRun

_HEADER = 8_000_000
"""Bytes that a header is looked for in; those of cameras have some ten thousand."""

_SET = bytes.fromhex("060e2b34025301010d0101010101")
_PARTITION = bytes.fromhex("060e2b34020501010d01020101")
_MATERIAL, _SOURCE, _SEQUENCE, _TIMECODE, _ESSENCE = 0x36, 0x37, 0x0F, 0x14, 0x23
_ID, _TRACKS, _OF_TRACK, _RATE, _COMPONENTS = 0x3C0A, 0x4403, 0x4803, 0x4B01, 0x1001
_PACKAGE, _OF_PACKAGE = 0x4401, 0x2701
_START, _BASE, _DROP, _LASTS = 0x1501, 0x1502, 0x1503, 0x0202


@dataclass(frozen=True)
class _Set:
    """A set of the header: what it is, and its values by local tag."""

    kind: int
    values: Mapping[int, bytes]

    def number(self, tag: int) -> int:
        """Return a whole number, 0 where there is none."""
        return int.from_bytes(self.values.get(tag, b""), "big", signed=tag in {_START, _LASTS})

    def names(self, tag: int) -> list[bytes]:
        """Return the sets that one value names, alone or as a batch (a count and a size in front)."""
        value = self.values.get(tag, b"")
        listed = value if len(value) == 16 else value[8:]
        return [listed[at : at + 16] for at in range(0, len(listed) - 15, 16)]


def read_mxf(path: Path) -> tuple[tuple[TimecodeRun, ...], ...]:
    """Return the runs of timecode of the material and of the file, in this order; () where none are.

    A tape's package is left out: its timecode is that of where the tape begins.
    """
    with path.open("rb") as file:
        sets = list(_sets(file.read(_HEADER)))
    named = {one.values[_ID]: one for one in sets if _ID in one.values}
    held = {one.values.get(_OF_PACKAGE) for one in sets if one.kind == _ESSENCE}
    files = [one for one in sets if one.kind == _SOURCE and one.values.get(_PACKAGE) in held]
    packages = [*(one for one in sets if one.kind == _MATERIAL), *files]
    told = (tuple(_runs(package, named)) for package in packages)
    return tuple(runs for runs in told if runs)


def _sets(header: bytes) -> Iterator[_Set]:
    """Yield the sets of the header, one key, length and value after the other; damage ends it."""
    at = header.find(_PARTITION)
    while at >= 0 and at + 17 <= len(header):
        key = header[at : at + 16]
        length, begins = _length(header, at + 16)
        if key[:4] != _SET[:4]:
            return
        if key.startswith(_SET):
            yield _Set(key[14], dict(_values(header[begins : begins + length])))
        at = begins + length


def _length(header: bytes, at: int) -> tuple[int, int]:
    """Return a length in BER and where what it is of begins."""
    first = header[at]
    more = first & 127 if first > 127 else 0
    return int.from_bytes(header[at + 1 : at + 1 + more], "big") if more else first, at + 1 + more


def _values(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(content):
        tag, size = (
            int.from_bytes(content[at : at + 2], "big"),
            int.from_bytes(content[at + 2 : at + 4], "big"),
        )
        yield tag, content[at + 4 : at + 4 + size]
        at += 4 + size


def _runs(package: _Set, named: Mapping[bytes, _Set]) -> Iterator[TimecodeRun]:
    """Yield the first timecode track of a package; what it plays follows each other."""
    for track in (named[name] for name in package.names(_TRACKS) if name in named):
        listed = [one for name in track.names(_OF_TRACK) if (one := named.get(name))]
        inner = [
            named.get(name) for one in listed if one.kind == _SEQUENCE for name in one.names(_COMPONENTS)
        ]
        components = [one for one in (*listed, *inner) if one is not None and one.kind == _TIMECODE]
        if components:
            yield from _counted(components, track)
            return


def _counted(components: list[_Set], track: _Set) -> Iterator[TimecodeRun]:
    told = track.values.get(_RATE, b"")
    over, under = int.from_bytes(told[:4], "big"), int.from_bytes(told[4:8], "big")
    at_s = Fraction(0)
    for one in components:
        base = one.number(_BASE)
        rate = Fraction(over, under) if over and under else Fraction(base or 1)
        yield TimecodeRun(at_s, one.number(_START), Counting(rate, base, drop=bool(one.number(_DROP))))
        at_s += max(0, one.number(_LASTS)) / rate
