"""The shot list opens right in a spreadsheet, runs nothing there, and says where every frame is from."""

import csv
import io
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.cut.model import Cut, Reason
from rushes.footage.model import Slate
from rushes.turnover.dialects.lists import CSV
from rushes.turnover.dialects.lists.cells import name_in, named, safe
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.options import Leaving
from rushes.turnover.verify import TurnoverDiffers, verify
from tests.turnover.lists.spoken_cut import one_line
from tests.turnover.making import clip, cuts, double, double_clip, double_cuts, grid_cut, spoken, words


def rows(cut: Cut, leaving: Leaving | None = None) -> list[dict[str, str]]:
    data = CSV.write(cut, leaving or Leaving())[".csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_each_event_has_a_row_with_its_places_and_reasons() -> None:
    found = rows(grid_cut())
    assert [(row["Number"], row["Track"], row["Line"]) for row in found[:3]] == [
        ("1", "V1", "'1.1"),
        ("2", "V1", "'1.2"),
        ("3", "V1", "'1.3"),
    ]
    third = found[2]
    assert (third["Source In"], third["Source Out"]) == ("10:00:06:03", "10:00:07:08")
    assert (third["Record In"], third["Record Out"], third["Frames"]) == ("01:00:04:22", "01:00:06:02", "30")
    assert (third["Needs Look"], third["Because"]) == ("yes", "two readings are as good")
    assert third["Reasons"] == "as written +2.0 (12 of 12 words); clear sound -0.2 (9 dB over the noise)"
    assert found[1]["Alternates"] == "1A-2 at 10:00:06:13, worth -0.6"
    assert found[3]["Source Rate"] == "50"


def test_words_stand_as_written_and_as_spoken_where_they_are_known() -> None:
    cut, script = one_line("Bin white, now.", ["Bin", "white>blue", "now"])
    picture, sound = rows(cut, Leaving(lined=script))
    assert (picture["Character"], picture["Text"], picture["As Spoken"]) == ("WILL", "Bin white, now.", "")
    assert sound["As Spoken"] == "Bin blue, now."


def test_sound_is_told_to_the_sample() -> None:
    sound = rows(double([("1.1", double_clip(), 10, 60)]))[1]
    assert (sound["Microphones"], sound["Track"]) == ("Boom", "A1")
    assert int(sound["Source To"]) - int(sound["Source From"]) == 96000


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "\N{FULLWIDTH EQUALS SIGN}1", "\r@x"],
)
def test_nothing_runs(text: str) -> None:
    """OWASP: CSV injection."""
    used = clip(f"{text}.mov", slate=Slate("1", text, 2, "A"))
    cut = spoken([("1.1", used, 0, 30)])
    told = tuple(replace(one, reasons=(Reason(text, 1.0, text),), look_because=(text,)) for one in cut.events)
    for row in rows(replace(cut, events=told, title=text)):
        assert not any(cell.lstrip()[:1] in set("=+@\uff1d") for cell in row.values() if cell)
        assert not any(cell.startswith("-") for cell in row.values())


@pytest.mark.parametrize(
    "name",
    [
        "1.10",
        "1-2",
        "1/2",
        "1E-2",
        "001",
        "2MAR",
        "Mar-1",
        "MARCH 2",
        "TRUE",
        "12:30",
        "12345678901234567",
        "'x",
    ],
)
def test_names_are_not_taken_for_days_and_numbers(name: str) -> None:
    """A spreadsheet makes line 1.1 of line 1.10, a day of take 1-2, and 0.01 of slate 1E-2."""
    assert named(name) == f"'{name}"
    assert name_in(named(name)) == name


@pytest.mark.parametrize("name", ["27A-3", "A001", "27", "WILL", "1A-2_A001C006.mov", "猫", ""])
def test_other_names_stand_as_they_are(name: str) -> None:
    assert named(name) == name


@given(words)
def test_a_name_comes_back(name: str) -> None:
    one = safe(name)
    plain = one[1:] if one.startswith("'") and not name.startswith("'") else one
    assert name_in(named(plain)) == plain


@pytest.mark.parametrize(
    ("was", "is_now"),
    [(b"01:00:04:22", b"01:00:04:23"), (b"A001R1AB_240101", b"A001R1AB_240102"), (b"'1.3", b"'1.4")],
)
def test_a_shot_list_that_says_something_else_is_never_handed_over(was: bytes, is_now: bytes) -> None:
    files = {name: data.replace(was, is_now) for name, data in CSV.write(grid_cut()).items()}
    with pytest.raises(TurnoverDiffers):
        verify(grid_cut(), CSV, files)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"Number,Track\r\n1,V1\r\n"])
def test_what_is_no_shot_list_is_refused(data: bytes) -> None:
    with pytest.raises(NotThisDialect, match="shot list"):
        CSV.read(data)


@pytest.mark.slow
@given(cut=st.one_of(cuts(), cuts(mixed=True), double_cuts()))
@settings(max_examples=200)
def test_any_shot_list_comes_back_without_a_difference(cut: Cut) -> None:
    verify(cut, CSV, CSV.write(cut))
    for row, one in zip(
        rows(cut), sorted(cut.events, key=lambda one: (one.track[0] != "V", one.track)), strict=True
    ):
        assert (row["Source From"], row["Source To"]) == (str(one.source.start), str(one.source.end))
        assert Fraction(row["Frames"]) == one.record.frames
