"""MXF tells its timecode for the material and for the file; both are read, and a difference is told."""

import struct
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.footage.clock import Counting, TimecodeRun, clock_from
from rushes.footage.mxf_timecode import read_mxf
from rushes.footage.probe import probe
from rushes.timecode import timecode_text
from tests.footage.making import shoot

PAL = Fraction(25)
TEN = 10 * 3600 * 25
_KEY = bytes.fromhex("060e2b34025301010d0101010101")
_COMPONENT = _KEY + b"\x14\x00"


def recorded(path: Path, rate: Fraction = PAL, timecode: str = "10:00:00:00") -> Path:
    return shoot(path / "clip.mxf", rate=rate, frames=12, timecode=timecode, codec="mpeg2video")


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (PAL, "10:02:03:24"),
        (Fraction(50), "10:02:03:49"),
        (Fraction(30000, 1001), "01:00:00;02"),
        (Fraction(24000, 1001), "01:00:00:23"),
    ],
)
def test_the_material_and_the_file_tell_the_same(tmp_path: Path, rate: Fraction, text: str) -> None:
    clip = recorded(tmp_path, rate, text)
    material, file = read_mxf(clip)
    seen = probe(clip)
    assert material == file
    assert (timecode_text(seen.start, rate, drop=seen.drop), seen.findings) == (text, ())


def test_the_material_counts_where_the_file_tells_another_time(tmp_path: Path) -> None:
    """A piece was restored from an archive: the file still tells when the whole of it began."""
    clip = recorded(tmp_path)
    content = bytearray(clip.read_bytes())
    of_file = content.index(_COMPONENT, content.index(_COMPONENT) + 1)
    start = content.index(b"\x15\x01\x00\x08", of_file) + 4
    content[start : start + 8] = struct.pack(">q", TEN - 1500)
    clip.write_bytes(content)
    seen = probe(clip)
    assert (seen.start, [finding.kind for finding in seen.findings]) == (TEN, ["timecode disagrees"])
    assert "10:00:00:00, which is taken, and 09:59:00:00" in seen.findings[0].fact


def _set(kind: int, own: int, *values: tuple[int, bytes]) -> bytes:
    content = b"".join(
        struct.pack(">HH", tag, len(value)) + value for tag, value in ((0x3C0A, _id(own)), *values)
    )
    return _KEY + bytes([kind, 0]) + b"\x83" + len(content).to_bytes(3, "big") + content


def _id(number: int) -> bytes:
    return number.to_bytes(16, "big")


def _batch(*numbers: int) -> bytes:
    return struct.pack(">II", len(numbers), 16) + b"".join(_id(number) for number in numbers)


def test_timecode_that_jumps_between_its_components(tmp_path: Path) -> None:
    """A growing file that was paused: one track, two components."""
    partition = bytes.fromhex("060e2b34020501010d01020101020400") + b"\x00"

    def component(own: int, start: int) -> bytes:
        told = (0x1501, struct.pack(">q", start)), (0x1502, b"\x00\x19"), (0x1503, b"\x00")
        return _set(0x14, own, *told, (0x0202, struct.pack(">q", 50)))

    sets = (
        _set(0x36, 1, (0x4403, _batch(2))),
        _set(0x3B, 2, (0x4803, _id(3)), (0x4B01, struct.pack(">II", 25, 1))),
        _set(0x0F, 3, (0x1001, _batch(4, 5))),
        component(4, TEN),
        component(5, TEN + 75),
    )
    (tmp_path / "clip.mxf").write_bytes(partition + b"".join(sets))
    counting = Counting(PAL, 25)
    tracks = read_mxf(tmp_path / "clip.mxf")
    assert tracks == (
        (TimecodeRun(Fraction(0), TEN, counting), TimecodeRun(Fraction(2), TEN + 75, counting)),
    )
    clock = clock_from(tracks, (), PAL)
    assert "at frame 50 from 10:00:02:00 to 10:00:03:00 (+00:00:01:00)" in clock.findings[0].fact


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_a_header_that_breaks_off_tells_what_it_can(tmp_path: Path, share: float) -> None:
    clip = recorded(tmp_path)
    header = clip.read_bytes()[:12_000]
    clip.write_bytes(header[: int(len(header) * share)])
    counts = [run.count for runs in read_mxf(clip) for run in runs]
    assert counts == [TEN] * len(counts)
    assert len(counts) == (2 if share >= 0.5 else 0)
