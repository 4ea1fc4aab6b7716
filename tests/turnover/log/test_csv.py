"""The log in a spreadsheet: one row a file, headings that editors know, and nothing that runs."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from rushes.footage.model import Note
from rushes.footage.paper import read_paper
from rushes.turnover.dialects.lists.cells import read_csv, safe
from rushes.turnover.log import Log, rows_of
from rushes.turnover.log.as_csv import HEADINGS, log_csv
from tests.turnover.log.shot import day, odd, picture


def cells(log: Log, file: str) -> dict[str, str]:
    return next(row for row in read_csv(log_csv(log)) if row["File"] == file)


def test_every_file_has_a_row_under_headings_that_editors_know() -> None:
    rows = read_csv(log_csv(day()))
    assert [row["File"] for row in rows] == [row.file for row in rows_of(day())]
    for heading in (
        "Scene",
        "Take",
        "Camera",
        "Name",
        "Circled",
        "Reel",
        "Start",
        "End",
        "Duration",
        "FPS",
        "Comments",
    ):
        assert heading in HEADINGS


def test_a_take_is_told_whole() -> None:
    told = cells(day(), "27A-3_A004C003.mov")
    assert (told["Scene"], told["Setup"], told["Take"], told["Camera"]) == ("27", "27A", "3", "A")
    assert (told["Circled"], told["NG"], told["Reel"], told["FPS"]) == ("yes", "", "A004", "25")
    assert (told["Start"], told["End"], told["Duration"]) == ("10:00:00:00", "10:00:20:00", "00:00:20:00")
    assert (told["Sound"], told["Sync"], told["Sync Offset s"]) == ("27A-T003.WAV", "timecode", "-1.2500")
    assert (told["Drift ppm"], told["Sync Error ms"], told["Sound TC"]) == ("12.4", "2.0", "10:00:00:00")
    assert told["Comments"].startswith("script log: Best for Maren")
    assert (told["On Camera"], told["Off Camera"], told["Lens"]) == ("MAREN", "TOM", "35 mm")


def test_a_spreadsheet_knows_its_alphabet_and_its_lines() -> None:
    """Excel takes a file without the mark for another alphabet; lines end as RFC 4180 says."""
    data = log_csv(odd())
    assert data.startswith(b"\xef\xbb\xbf")
    assert "東京 🎬".encode() in data
    assert data.endswith(b"\r\n")


@given(st.text(max_size=20))
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    """Whatever a clip is called or a recorder wrote, a spreadsheet shows it and runs nothing."""
    cell = safe(text)
    assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r"} or float(cell) == float(text)
    assert "\n" not in cell


def test_numbers_below_zero_stay_numbers() -> None:
    assert safe("-1.2500") == "-1.2500"
    assert safe("-1+2") == "'-1+2"


def test_any_reader_reads_it() -> None:
    """Quotes, commas and new lines in a name break no row."""
    rows = list(csv.reader(io.StringIO(log_csv(odd()).decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {len(HEADINGS)}
    assert len(rows) == 1 + len(rows_of(odd()))


def test_the_paper_room_reads_our_own_log_back(tmp_path: object) -> None:
    """What was circled, said and seen goes back into the next job as paper."""
    from pathlib import Path  # noqa: PLC0415

    file = Path(str(tmp_path)) / "log.csv"
    file.write_bytes(log_csv(day()))
    rows = {row.file: row for row in read_paper(file).rows}
    told = rows["27A-3_A004C003.mov"]
    assert (told.scene, told.setup, told.take, told.camera) == ("27", "27A", 3, "A")
    assert told.circled
    assert (told.lens, told.on_camera, told.off_camera) == ("35 mm", ("MAREN",), ("TOM",))
    assert rows["27A-2_A004C002.mov"].no_good


def test_the_same_log_gives_the_same_bytes() -> None:
    clip = picture("a.mov", notes=(Note("recorder", "ok"),))
    assert log_csv(Log("", (clip,))) == log_csv(Log("", (clip,)))
