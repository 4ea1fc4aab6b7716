"""A sound recorder's file: Broadcast WAVE with ``bext`` (EBU Tech 3285) and iXML. A door: it writes.

48 kHz, 24 bit; the keys of the Description are those of Sound Devices' recorders, as most write them.
"""

import struct
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from rushes.footage.model import STAGE
from rushes.stage.manner import Signal
from rushes.timecode import timecode_text

SAMPLES_S = 48000
ORIGINATOR = "Rushes sound stage"
NOTE = f"Made by the {STAGE}; nobody's voice."
_LOUDEST = (1 << 23) - 1
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Written:
    """What a recorder writes beside the sound.

    tracks: names of this file's channels. channels: their numbers on the recorder, from 1. start: samples
    since midnight, None without timecode. rate, drop: how its timecode counts. index, total: of the
    file set. uid: of the set.
    """

    file: str
    project: str
    scene: str
    take: str
    tape: str
    tracks: tuple[str, ...]
    channels: tuple[int, ...]
    start: int | None
    rate: Fraction
    date: str
    clock: str
    uid: str
    drop: bool = False
    circled: bool = False
    no_good: bool = False
    false_start: bool = False
    wild_track: bool = False
    note: str = ""
    index: int = 1
    total: int = 1

    @property
    def timecode(self) -> str:
        """The timecode at which the first sample falls; empty without."""
        if self.start is None:
            return ""
        return timecode_text((self.start * self.rate / SAMPLES_S).__floor__(), self.rate, drop=self.drop)


def write_poly(path: Path, written: Written, tracks: dict[str, Signal]) -> None:
    """Write one file with a channel for each track."""
    names = tuple(tracks)
    whole = replace(written, file=path.name, tracks=names, channels=tuple(range(1, len(names) + 1)))
    _write(path, whole, np.stack(list(tracks.values()), axis=1))


def write_mono(paths: tuple[Path, ...], written: Written, tracks: dict[str, Signal]) -> None:
    """Write one file for each track; the set ties them together."""
    for number, (path, (name, signal)) in enumerate(zip(paths, tracks.items(), strict=True), start=1):
        own = replace(
            written,
            file=path.name,
            tracks=(name,),
            channels=(number,),
            index=number,
            total=len(paths),
        )
        _write(path, own, signal[:, None])


def _write(path: Path, written: Written, sound: NDArray[np.float64]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            _write_chunks(file, written, sound)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write_chunks(file: BinaryIO, written: Written, sound: NDArray[np.float64]) -> None:
    frames, channels = sound.shape
    block = 3 * channels
    shape = struct.pack("<HHIIHH", 1, channels, SAMPLES_S, SAMPLES_S * block, block, 24)
    head = b"".join(
        (_chunk(b"bext", _bext(written)), _chunk(b"iXML", _ixml(written)), _chunk(b"fmt ", shape))
    )
    size = frames * block
    file.write(struct.pack("<4sI4s", b"RIFF", 4 + len(head) + 8 + size + size % 2, b"WAVE"))
    file.write(head + struct.pack("<4sI", b"data", size))
    file.writelines(_packed(sound[start : start + _CHUNK]) for start in range(0, frames, _CHUNK))
    file.write(b"\0" * (size % 2))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", name, len(content)) + content + b"\0" * (len(content) % 2)


def _packed(sound: NDArray[np.float64]) -> bytes:
    """Return samples as 24-bit numbers, the least byte first."""
    whole = np.ascontiguousarray((np.clip(sound, -1, 1) * _LOUDEST).round().astype("<i4"))
    return whole.view(np.uint8).reshape(*whole.shape, 4)[..., :3].tobytes()


def _bext(written: Written) -> bytes:
    start = written.start or 0
    return (
        struct.pack(
            "<256s32s32s10s8sIIH64s190s",
            _description(written),
            ORIGINATOR.encode(),
            _file_uid(written).encode("ascii", "replace")[:32],
            written.date.encode(),
            written.clock.encode(),
            start & 0xFFFFFFFF,
            start >> 32,
            1,
            b"",
            b"",
        )
        + f"A=PCM,F={SAMPLES_S},W=24,T={len(written.tracks)} Ch\r\n".encode()
    )


def _description(written: Written) -> bytes:
    """Return the lines of key and value, as many as find room in 256 bytes."""
    speed = (
        f"{float(written.rate):07.3f}-{'DF' if written.drop else 'ND'}" if written.start is not None else ""
    )
    lines = {
        "sSPEED": speed,
        "sTAKE": written.take,
        "sPROJECT": written.project,
        "sSCENE": written.scene,
        "sFILENAME": written.file,
        "sTAPE": written.tape,
        "sCIRCLED": "TRUE" if written.circled else "FALSE",
        **{f"sTRK{number}": name for number, name in zip(written.channels, written.tracks, strict=True)},
        "sNOTE": written.note,
    }
    told = b""
    for key, value in lines.items():
        line = f"{key}={value}\r\n".encode("ascii", "replace")
        if len(told) + len(line) <= 256:
            told += line
    return told


def _file_uid(written: Written) -> str:
    return f"{written.uid}{written.index:02}"


def _ixml(written: Written) -> bytes:
    fields = {
        "IXML_VERSION": "1.52",
        "PROJECT": written.project,
        "SCENE": written.scene,
        "TAKE": written.take,
        "TAPE": written.tape,
        "CIRCLED": _ticked(ticked=written.circled),
        "NO_GOOD": _ticked(ticked=written.no_good),
        "FALSE_START": _ticked(ticked=written.false_start),
        "WILD_TRACK": _ticked(ticked=written.wild_track),
        "FILE_UID": _file_uid(written),
        "NOTE": written.note,
        "USER": NOTE,
    }
    plain = "".join(_tag(name, value) for name, value in fields.items())
    body = plain + _speed(written) + _history(written) + _set(written) + _tracks(written)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<BWFXML>\n{body}</BWFXML>\n'.encode()


def _ticked(*, ticked: bool) -> str:
    return "TRUE" if ticked else "FALSE"


def _tag(name: str, value: object) -> str:
    return f"<{name}>{escape(str(value))}</{name}>\n"


def _speed(written: Written) -> str:
    fields: dict[str, object] = {"NOTE": ""}
    if written.start is not None:
        rate = f"{written.rate.numerator}/{written.rate.denominator}"
        fields |= {"MASTER_SPEED": rate, "CURRENT_SPEED": rate, "TIMECODE_RATE": rate}
        fields["TIMECODE_FLAG"] = "DF" if written.drop else "NDF"
    fields |= {"FILE_SAMPLE_RATE": SAMPLES_S, "AUDIO_BIT_DEPTH": 24, "DIGITIZER_SAMPLE_RATE": SAMPLES_S}
    if written.start is not None:
        fields |= {
            "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI": written.start >> 32,
            "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO": written.start & 0xFFFFFFFF,
            "TIMESTAMP_SAMPLE_RATE": SAMPLES_S,
        }
    return "<SPEED>\n" + "".join(_tag(name, value) for name, value in fields.items()) + "</SPEED>\n"


def _history(written: Written) -> str:
    names = _tag("ORIGINAL_FILENAME", written.file) + _tag("CURRENT_FILENAME", written.file)
    return f"<HISTORY>\n{names}</HISTORY>\n"


def _set(written: Written) -> str:
    index = chr(ord("A") + written.index - 1)
    fields = {"TOTAL_FILES": written.total, "FAMILY_UID": f"{written.uid}00", "FILE_SET_INDEX": index}
    return "<FILE_SET>\n" + "".join(_tag(name, value) for name, value in fields.items()) + "</FILE_SET>\n"


def _tracks(written: Written) -> str:
    tracks = "".join(
        "<TRACK>\n"
        + _tag("CHANNEL_INDEX", number)
        + _tag("INTERLEAVE_INDEX", place)
        + _tag("NAME", name)
        + "</TRACK>\n"
        for place, (number, name) in enumerate(zip(written.channels, written.tracks, strict=True), start=1)
    )
    return f"<TRACK_LIST>\n{_tag('TRACK_COUNT', len(written.tracks))}{tracks}</TRACK_LIST>\n"
