"""The list of markers against what DaVinci Resolve writes itself, and what others saw it do with theirs."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from rushes.cut.model import Cut, MissingLine
from rushes.turnover.dialects import NotThisDialect
from rushes.turnover.dialects.edl import MARKERS
from rushes.turnover.dialects.edl.markers import markers, read_markers, write_markers
from rushes.turnover.verify import TurnoverDiffers, verify
from tests.turnover.making import clip, cuts, double_cuts, grid_cut, spoken


def lines_of(cut: Cut) -> list[str]:
    return write_markers(cut).decode().split("\r\n")


def test_a_marker_is_an_event_of_a_frame_and_a_line_below_it() -> None:
    """As Resolve's own export has it (MarkersExtractor 25, SubtitleEdit 13730): the note comes first."""
    lines = lines_of(grid_cut())
    assert lines[:3] == ["TITLE: The Grid (markers at 25/1)", "FCM: NON-DROP FRAME", ""]
    at = lines.index("003  001      V     C        01:00:04:22 01:00:04:23 01:00:04:22 01:00:04:23  ")
    assert lines[at + 1] == (
        "two readings are as good / why: as written +2.0 (12 of 12 words); clear sound -0.2 (9 dB over the "
        "noise) |C:ResolveColorYellow |M:NEEDS A LOOK 1.3 1A-2 93% |D:1"
    )
    assert lines[at + 2] == ""


def test_of_two_marks_on_one_frame_resolve_keeps_one_so_they_are_one() -> None:
    """The most urgent of them gives the colour (freeframe 151)."""
    first, _, _, last = markers(grid_cut())
    assert (first.at, first.kind, first.name) == (0, "line", "1.1 1-1 93%; NOT LOCKED")
    assert first.note.endswith("Proposed by the machine, locked by nobody.")
    assert (last.at, last.kind) == (152, "missing")
    assert last.name == "1.5 1B-1 93%; MISSING 1.4 WILL: Set blue at “q” now."


def test_a_note_never_begins_as_an_event_does_nor_holds_the_stroke_that_parts_its_fields() -> None:
    cut = spoken([("1.1", clip(), 0, 10)])
    because = ("3 readings | all alike",)
    looked = tuple(replace(one, needs_look=True, look_because=because) for one in cut.events)
    cut = replace(cut, events=looked)
    (below,) = [line for line in lines_of(cut) if "|M:NEEDS" in line]
    assert below.startswith("Note: 3 readings / all alike")
    assert below.count("|") == 3


def test_what_is_missing_behind_the_end_is_told_on_the_last_frame() -> None:
    cut = spoken([("1.1", clip(), 0, 10)], missing=(MissingLine("1.2", "WILL", "Now.", 10),))
    assert [marker.at for marker in markers(cut)] == [0, 9]


def test_drop_frame_is_said_and_marked() -> None:
    rate = Fraction(30000, 1001)
    shots = [
        (f"1.{n}", clip(rate=rate, drop=True, start=0, frames=3000), 900 * n, 900 * n + 900)
        for n in (0, 1, 2)
    ]
    lines = lines_of(spoken(shots, rate, title=""))
    assert lines[:2] == ["TITLE: FIRST CUT (markers at 30000/1001)", "FCM: DROP FRAME"]
    assert [line.split()[4] for line in lines if re.match(r"\d{3} ", line)][2] == "01:01:00;02"


def test_a_film_without_a_shot_has_its_marks() -> None:
    empty = Cut("Nothing", Fraction(25), "classic", (), grid_cut().missing, ())
    assert read_markers(write_markers(empty)).marks[0] == (0, "NOT LOCKED")


@pytest.mark.parametrize(("was", "is_now"), [(b"01:00:04:22", b"01:00:04:21"), (b"1.3 1A-2", b"1.3 1A-3")])
def test_a_list_that_says_something_else_is_never_handed_over(was: bytes, is_now: bytes) -> None:
    files = {name: data.replace(was, is_now) for name, data in MARKERS.write(grid_cut()).items()}
    with pytest.raises(TurnoverDiffers):
        verify(grid_cut(), MARKERS, files)


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"TITLE: x\r\nFCM: DROP FRAME\r\n", b"TITLE: x (markers at 0)"]
)
def test_what_is_no_list_of_markers_is_refused(data: bytes) -> None:
    with pytest.raises(NotThisDialect):
        read_markers(data)


@given(cut=cuts() | cuts(mixed=True) | double_cuts())
@settings(max_examples=60)
def test_the_marks_of_any_film_come_back(cut: Cut) -> None:
    verify(cut, MARKERS, MARKERS.write(cut))
