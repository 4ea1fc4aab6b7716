"""Avid logs: what Avid's own specification asks, and no frame elsewhere than in the log."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.footage.model import Note, Recording
from rushes.footage.paper import read_paper
from rushes.timecode import frame_from, may_drop, rate_from
from rushes.turnover.dialects.lists.avid_log import Ale, read_ale
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.log import Log
from rushes.turnover.log.as_ale import HEADINGS, log_ales
from tests.turnover.log.shot import FIELD, FILM, day, odd, picture, sound, takes
from tests.turnover.making import RATES

STANDARD = {
    *("Name", "Tracks", "Start", "End", "Duration", "FPS", "Scene", "Take", "Camera", "Tape", "Camroll"),
    *("Source File", "Soundroll", "Sound TC", "Audio SR", "Shoot Date", "Comments", "Image Size"),
}
"""Columns that Media Composer knows by these very letters."""


def only(log: Log) -> Ale:
    files, _ = log_ales(log)
    (data,) = files.values()
    return read_ale(data)


def test_the_parts_stand_in_avids_order() -> None:
    """Heading, Column, Data, a blank line between; required headings; no more than 64; own ones fit a bin."""
    files, _ = log_ales(Log("", (picture("a.mov"),)))
    lines = files["log.ale"].decode().split("\r\n")
    assert lines[:7] == [
        "Heading",
        "FIELD_DELIM\tTABS",
        "VIDEO_FORMAT\t1080",
        "AUDIO_FORMAT\t48kHz",
        "FPS\t25",
        "",
        "Column",
    ]
    assert lines[8:10] == ["", "Data"]
    assert lines[7].split("\t") == list(HEADINGS)
    assert {"Name", "Tracks", "Start", "End"} <= set(HEADINGS) >= STANDARD
    assert len(HEADINGS) + 4 <= 64
    assert max(len(heading) for heading in set(HEADINGS) - STANDARD) <= 14


def test_each_rate_has_a_log_of_its_own() -> None:
    """An Avid log counts at one rate; a sound goes where its timecode counts, or where most pictures are."""
    files, left = log_ales(day())
    assert list(files) == ["log-25.ale", "log-29.97.ale"]
    names = [row["Source File"] for row in read_ale(files["log-25.ale"]).rows]
    assert "27A-T003.WAV" in names
    assert "27WT-1.WAV" in names
    assert [finding.subject for finding in left] == ["VID_0007.mp4"]


def test_a_take_is_told_whole() -> None:
    files, _ = log_ales(day())
    told = next(row for row in read_ale(files["log-25.ale"]).rows if row["Name"] == "27A-3")
    assert (told["Tracks"], told["Start"], told["End"]) == ("VA1A2", "10:00:00:00", "10:00:20:00")
    assert (told["Scene"], told["Take"], told["Camera"], told["Circled"]) == ("27", "3", "A", "*")
    assert (told["Tape"], told["Camroll"], told["Soundroll"]) == ("A004", "A004", "SR014")
    assert (told["Sound TC"], told["Sound File"], told["Sync"]) == ("10:00:00:00", "27A-T003.WAV", "timecode")


def test_a_clock_of_unknown_rate_is_counted_at_that_of_the_log() -> None:
    """Avid takes timecode and nothing else; samples since midnight say exactly where it is."""
    files, _ = log_ales(day())
    told = next(row for row in read_ale(files["log-25.ale"]).rows if row["Source File"] == "27WT-1.WAV")
    assert (told["Start"], told["Sound TC"], told["Tracks"]) == ("11:00:00:00", "11:00:00:00", "A1A2")


def test_silent_pictures_and_sounds_alone_say_so_in_their_tracks() -> None:
    log = Log("", (picture("a.mov", channels=0),), (Recording((sound("b.wav", channels=8),)),))
    assert [row["Tracks"] for row in only(log).rows] == ["V", "A1A2A3A4A5A6A7A8"]


@pytest.mark.parametrize(
    ("height", "named"), [(1080, "1080"), (720, "720"), (576, "PAL"), (486, "NTSC"), (2160, "1080")]
)
def test_the_picture_has_avids_name(height: int, named: str) -> None:
    """Media Composer refuses CUSTOM in a project of HD, in which larger pictures are nearly always cut."""
    log = Log("", (picture("a.mov", height=height),))
    assert only(log).heading["VIDEO_FORMAT"] == named


def test_drop_frame_is_written_with_semicolons() -> None:
    log = Log("", (picture("a.mov", rate=FIELD, drop=True, start=107892, frames=1800),))
    (told,) = only(log).rows
    assert (told["Start"], told["End"], told["Duration"]) == ("01:00:00;00", "01:01:00;02", "00:01:00;02")
    assert only(Log("", (picture("a.mov", rate=FILM),))).heading["FPS"] == "23.976"


@settings(max_examples=60)
@given(
    st.sampled_from(RATES[:8]),
    st.booleans(),
    st.integers(0, 80_000),
    st.integers(1, 50_000),
    st.text(max_size=9),
)
def test_every_place_and_length_reads_back(
    rate: Fraction,
    drops: object,
    second: int,
    frames: int,
    name: str,
) -> None:
    drop = bool(drops) and may_drop(rate)
    start = round(second * rate)
    clip = picture(
        "a.mov", rate=rate, drop=drop, start=start, frames=frames, reel=name, notes=(Note("x", name),)
    )
    (told,) = only(Log("", (clip,))).rows
    assert frame_from(told["Duration"], rate) == frames
    assert frame_from(told["Start"], rate) == start
    assert rate_from(told["FPS"]) == rate


def test_names_with_tabs_and_new_lines_break_no_row() -> None:
    assert len(only(odd()).rows) == 8


def test_the_paper_room_reads_our_own_log_back(tmp_path: Path) -> None:
    files, _ = log_ales(day())
    (tmp_path / "log.ale").write_bytes(files["log-25.ale"])
    rows = {row.file: row for row in read_paper(tmp_path / "log.ale").rows}
    told = rows["27A-3_A004C003.mov"]
    assert (told.scene, told.take, told.camera, told.circled) == ("27", 3, "A", True)
    assert (told.start, told.end, told.reel) == ("10:00:00:00", "10:00:20:00", "A004")
    assert told.rate == 25


def test_what_is_no_avid_log_is_refused() -> None:
    with pytest.raises(NotThisDialect, match="in this order"):
        read_ale(b"Column\r\nName\r\n\r\nData\r\n")
    with pytest.raises(NotThisDialect, match="as many cells"):
        read_ale(b"Heading\r\nFPS\t25\r\n\r\nColumn\r\nName\tTake\r\n\r\nData\r\n1\r\n")


def test_no_pictures_and_no_clock_are_counted_as_film() -> None:
    log = Log("", recordings=(Recording((sound("a.wav", takes("1", "1", 1), timecode_rate=None),)),))
    assert only(log).heading["FPS"] == "24"
