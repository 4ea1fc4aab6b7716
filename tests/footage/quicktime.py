"""Timecode tracks for tests, written byte by byte: what cameras, transcoders and accidents leave in files."""

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

Edit = tuple[Fraction, Fraction | None]
"""Seconds that a piece lasts, and where in the track it begins; None where nothing plays."""

_SCALE = 30000
"""Ticks a second of the timecode track itself: all rates of the tests are whole in it or nearly."""


def with_timecode(
    clip: Path,
    numbers: Sequence[tuple[int, Fraction]],
    *,
    scale: tuple[int, int] = (25, 1),
    second: int = 25,
    flags: int = 0,
    edits: Sequence[Edit] = (),
    picture_edits: Sequence[Edit] = (),
    named: bool = True,
    wide: bool = False,
) -> Path:
    """Add a timecode track to a QuickTime file that ends with its index, and return it.

    numbers: what the track stores, each with the seconds that it is for. scale: its rate. second: frames in
    one, as written. edits, picture_edits: edit lists. named: the picture names it. wide: in 64 bits.
    """
    content = clip.read_bytes()
    at = content.rindex(b"moov") - 4
    assert at + int.from_bytes(content[at : at + 4], "big") == len(content), "the index is not last"
    movie, media = content[at + 8 :], content[:at]
    number = movie.count(b"trak") + 1
    stored = b"".join(struct.pack(">q" if wide else ">i", value) for value, _ in numbers)
    described = struct.pack(">IIIIBB", 0, flags, *scale, second, 0)
    entry = _box("tc64" if wide else "tmcd", b"\0" * 6, struct.pack(">H", 1), described)
    lasts = [round(seconds * _SCALE) for _, seconds in numbers]
    table = _box(
        "stbl",
        _box("stsd", struct.pack(">II", 0, 1), entry),
        _box("stts", struct.pack(">II", 0, len(lasts)), *(struct.pack(">II", 1, ticks) for ticks in lasts)),
        _box("stsc", struct.pack(">IIIII", 0, 1, 1, len(numbers), 1)),
        _box("stsz", struct.pack(">III", 0, 8 if wide else 4, len(numbers))),
        _box("stco", struct.pack(">III", 0, 1, len(media) + 8)),
    )
    track = _track(number, sum(lasts), _edits(edits, _SCALE), table)
    movie = _picture_with(movie, number if named else 0, picture_edits)
    clip.write_bytes(media + _box("mdat", stored) + _box("moov", movie + track))
    return clip


def _box(name: str, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + name.encode() + content


def _full(name: str, *numbers: int) -> bytes:
    return _box(name, b"\0" * 4, *(struct.pack(">I", number) for number in numbers))


def _edits(edits: Sequence[Edit], scale: int) -> bytes:
    """Write an edit list; the movie's ticks are milliseconds, as FFmpeg writes them."""
    rows = [
        struct.pack(">IiI", round(lasts * 1000), -1 if begins is None else round(begins * scale), 1 << 16)
        for lasts, begins in edits
    ]
    return _box("edts", _box("elst", struct.pack(">II", 0, len(rows)), *rows)) if rows else b""


def _track(number: int, lasts: int, edits: bytes, table: bytes) -> bytes:
    return _box(
        "trak",
        _box("tkhd", struct.pack(">IIIIII", 3, 0, 0, number, 0, lasts * 1000 // _SCALE), b"\0" * 60),
        edits,
        _box(
            "mdia",
            _box("mdhd", struct.pack(">IIIIIHH", 0, 0, 0, _SCALE, lasts, 0, 0)),
            _box("hdlr", b"\0" * 4, b"mhlrtmcd", b"\0" * 12, b"\0"),
            _box("minf", _box("gmhd", _full("gmin", 0, 0, 0)), table),
        ),
    )


def _picture_with(movie: bytes, number: int, edits: Sequence[Edit]) -> bytes:
    """Return the movie's boxes with the picture, its first track, naming a timecode track, cut by edits."""
    made, at = b"", 0
    first = True
    while at < len(movie):
        size = int.from_bytes(movie[at : at + 4], "big")
        box = movie[at : at + size]
        if box[4:8] == b"trak" and first:
            first = False
            box = _box("trak", *_parts_of_picture(box[8:], number, edits))
        made, at = made + box, at + size
    return made


def _parts_of_picture(content: bytes, number: int, edits: Sequence[Edit]) -> list[bytes]:
    parts, at = [], 0
    ticks = content.index(b"mdhd") + 16
    scale = int.from_bytes(content[ticks : ticks + 4], "big")
    while at < len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        if not (name == b"edts" and edits):
            parts.append(content[at : at + size])
        if name == b"tkhd":
            parts += [_edits(edits, scale)] if edits else []
            parts += [_box("tref", _box("tmcd", struct.pack(">I", number)))] if number else []
        at += size
    return parts
