"""A sound recorder for tests: it writes wave files chunk by chunk, whole or damaged."""

import struct
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

NOON = 12 * 3600
_INSIDE = {
    "SPEED": [
        "MASTER_SPEED",
        "CURRENT_SPEED",
        "TIMECODE_RATE",
        "TIMECODE_FLAG",
        "FILE_SAMPLE_RATE",
        "DIGITIZER_SAMPLE_RATE",
        "TIMESTAMP_SAMPLE_RATE",
        "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI",
        "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO",
    ],
    "FILE_SET": ["FAMILY_UID", "FILE_SET_INDEX", "TOTAL_FILES"],
    "HISTORY": ["ORIGINAL_FILENAME"],
}


def chunk(name: bytes, content: bytes, told: int | None = None) -> bytes:
    """Return a chunk; told: the length that it claims, where it is another."""
    length = len(content) if told is None else told
    return struct.pack("<4sI", name, length) + content + b"\0" * (len(content) % 2)


def bext(
    description: str | bytes = "", samples: int = 0, day: str = "2026-11-22", by: str = "Test recorder"
) -> bytes:
    """Return the content of a broadcast extension."""
    words = description if isinstance(description, bytes) else description.encode()
    head = struct.pack("<256s32s32s10s8s", words, by.encode(), b"ref", day.encode(), b"12:00:00")
    return head + struct.pack("<QH", samples, 1) + b"\0" * 254


def ixml(tracks: Sequence[str] = (), /, **words: object) -> bytes:
    """Return an iXML document; words go where the specification wants them."""
    parts = dict.fromkeys(("", *_INSIDE), "")
    for key, value in words.items():
        place = next((place for place, keys in _INSIDE.items() if key in keys), "")
        parts[place] += f"<{key}>{escape(str(value))}</{key}>"
    inside = "".join(f"<{place}>{text}</{place}>" if place else text for place, text in parts.items() if text)
    listed = "".join(
        f"<TRACK><CHANNEL_INDEX>{n}</CHANNEL_INDEX><INTERLEAVE_INDEX>{n}</INTERLEAVE_INDEX>"
        f"<NAME>{escape(name)}</NAME></TRACK>"
        for n, name in enumerate(tracks, 1)
    )
    names = f"<TRACK_LIST>{listed}</TRACK_LIST>" if tracks else ""
    return f'<?xml version="1.0" encoding="UTF-8"?><BWFXML>{inside}{names}</BWFXML>'.encode()


def fmt(rate: int = 48000, channels: int = 1, bits: int = 16, tag: int = 1) -> bytes:
    """Return the content of a format chunk."""
    block = channels * bits // 8
    return struct.pack("<HHIIHH", tag, channels, rate, rate * block, block, bits)


def sound(samples: int, channels: int = 1, bits: int = 16, shade: int = 0) -> bytes:
    """Return so many samples of noise; shade: makes the content differ."""
    draw = np.random.default_rng(shade)
    return draw.integers(0, 64, samples * channels * bits // 8, np.uint8).tobytes()


def wave(path: Path, *chunks: bytes, form: bytes = b"RIFF") -> Path:
    """Write a wave file of these chunks."""
    content = b"WAVE" + b"".join(chunks)
    length = len(content) if form == b"RIFF" else 0xFFFFFFFF
    path.write_bytes(struct.pack("<4sI", form, length) + content)
    return path


def recorded(
    path: Path,
    at_s: Fraction | float = 0,
    *,
    samples: int = 4800,
    rate: int = 48000,
    tracks: Sequence[str] = ("Boom",),
    description: str = "",
    shade: int = 0,
    words: Mapping[str, object] | None = None,
) -> Path:
    """Write what a recorder writes: one file of these tracks, begun so many seconds after midnight."""
    start = round(at_s * rate)
    return wave(
        path,
        chunk(b"bext", bext(description, start)),
        chunk(b"iXML", ixml(tracks, **(words or {}))),
        chunk(b"fmt ", fmt(rate, len(tracks))),
        chunk(b"data", sound(samples, len(tracks), shade=shade)),
    )
