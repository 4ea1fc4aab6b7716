"""Sony's MP4 tells its timecode in a table behind the media, and nowhere else."""

import struct
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.footage.model import Probe
from rushes.footage.probe import probe
from rushes.timecode import timecode_text
from tests.footage.making import shoot

NTSC = Fraction(30000, 1001)
TABLE = """<?xml version="1.0" encoding="UTF-8"?>
<NonRealTimeMeta xmlns="urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.20">
<Duration value="30"/>
<LtcChangeTable tcFps="{fps}" halfStep="{half}">
{changes}<LtcChange frameCount="29" value="00000000" status="end"/>
</LtcChangeTable>
</NonRealTimeMeta>"""


def with_table(clip: Path, fps: int, *changes: tuple[int, str], half: str = "false") -> Probe:
    """Write Sony's table behind the media of a clip, and return its facts."""
    told = "".join(
        f'<LtcChange frameCount="{frame}" value="{value}" status="increment"/>' for frame, value in changes
    )
    return with_xml(clip, TABLE.format(fps=fps, half=half, changes=told))


def with_xml(clip: Path, text: str) -> Probe:
    inner = b"\0" * 4 + b"xml " + b"\0" * 4 + text.encode() + b"\0"
    box = b"\0" * 4 + struct.pack(">I", len(inner) + 4) + inner
    clip.write_bytes(clip.read_bytes() + struct.pack(">I", 8 + len(box)) + b"meta" + box)
    return probe(clip)


@pytest.mark.parametrize(
    ("rate", "fps", "value", "half", "text"),
    [
        (Fraction(25), 25, "17305719", "false", "19:57:30:17"),
        (Fraction(24000, 1001), 24, "23590010", "false", "10:00:59:23"),
        (NTSC, 30, "67460811", "false", "11:08:46;27"),
        (NTSC, 30, "27460811", "false", "11:08:46:27"),
        (NTSC, 30, "67468851", "false", "11:08:46;27"),
        (Fraction(50), 25, "12000010", "true", "10:00:00:24"),
    ],
)
def test_the_digits_stand_turned_round(  # noqa: PLR0917 -- a row of the table
    tmp_path: Path, rate: Fraction, fps: int, value: str, half: str, text: str
) -> None:
    """Frames, seconds, minutes, hours; drop-frame is a flag among them, and so is more that tells nothing."""
    seen = with_table(shoot(tmp_path / "C0001.MP4", rate=rate, frames=30), fps, (0, value), half=half)
    assert seen.has_timecode
    assert (timecode_text(seen.start, rate, drop=seen.drop), seen.drop) == (text, ";" in text)
    assert [finding.kind for finding in seen.findings] == ["timecode rate"] * (half == "true")


def test_a_change_inside_the_clip_is_a_jump(tmp_path: Path) -> None:
    seen = with_table(shoot(tmp_path / "C0001.MP4", frames=30), 25, (0, "00000010"), (12, "00000011"))
    assert timecode_text(seen.start, Fraction(25)) == "10:00:00:00"
    assert "at frame 12 from 10:00:00:12 to 11:00:00:00" in seen.findings[0].fact


def test_a_timecode_track_goes_before_the_table(tmp_path: Path) -> None:
    clip = shoot(tmp_path / "C0001.MP4", frames=30, timecode="09:00:00:00")
    seen = with_table(clip, 25, (0, "00000010"))
    assert timecode_text(seen.start, Fraction(25)) == "09:00:00:00"
    assert [finding.kind for finding in seen.findings] == ["timecode disagrees"]


@pytest.mark.parametrize(
    "text",
    [
        "<NonRealTimeMeta>",
        "<NonRealTimeMeta><LtcChangeTable</NonRealTimeMeta>",
        TABLE.format(fps=0, half="", changes='<LtcChange frameCount="0" value="00000010"/>'),
        TABLE.format(fps=25, half="", changes='<LtcChange frameCount="0" value="FFFFFFFF"/>'),
        TABLE.format(fps=25, half="", changes='<LtcChange frameCount="x" value="noon"/>'),
        '<!DOCTYPE x [<!ENTITY a "b">]>' + TABLE.format(fps=25, half="", changes="&a;").partition("?>")[2],
    ],
)
def test_a_table_that_is_none_tells_nothing(tmp_path: Path, text: str) -> None:
    seen = with_xml(shoot(tmp_path / "C0001.MP4", frames=30), text)
    assert (seen.has_timecode, seen.findings) == (False, ())
