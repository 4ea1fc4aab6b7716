"""The bin of a cut: what Avid takes before it takes the timeline."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from rushes.cut.model import Cut
from rushes.footage.model import Note, Slate
from rushes.footage.paper import read_paper
from rushes.turnover.dialects.lists import ALE
from rushes.turnover.dialects.lists.ale import HEADINGS, holds_for_paper, read_as_paper
from rushes.turnover.dialects.lists.avid_log import read_ale
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.verify import TurnoverDiffers, verify
from tests.turnover.making import clip, cuts, double, double_clip, double_cuts, grid_cut, spoken


def test_every_clip_has_a_row_in_the_bin_of_its_rate() -> None:
    files = ALE.write(grid_cut())
    assert list(files) == ["-25.ale", "-50.ale"]
    rows = read_ale(files["-25.ale"]).rows
    assert [(row["Name"], row["Tracks"], row["Start"], row["End"], row["Circled"]) for row in rows] == [
        ("1-1", "VA1", "10:00:00:00", "10:00:36:00", ""),
        ("1A-2", "VA1A2", "10:00:04:23", "10:01:04:23", "*"),
    ]
    assert [(row["Lines"], row["Alternate For"], row["Needs Look"]) for row in rows] == [
        ("1.1, 1.2", "", ""),
        ("1.3", "1.2", "1.3: two readings are as good"),
    ]


def test_columns_are_those_that_avid_knows_and_none_of_ours_is_too_long() -> None:
    assert HEADINGS[:4] == ("Name", "Tracks", "Start", "End")
    assert len(HEADINGS) == len(set(HEADINGS)) <= 64
    assert all(len(heading) <= 14 for heading in HEADINGS)


def test_a_bin_at_one_rate_is_one_file() -> None:
    rate = Fraction(24000, 1001)
    files = ALE.write(spoken([("1.1", clip(rate=rate, start=0), 0, 30)], rate))
    assert list(files) == [".ale"]
    assert read_ale(files[".ale"]).heading["FPS"] == "23.976"


def test_a_recorders_sound_stands_beside_its_picture_with_its_roll() -> None:
    files = ALE.write(double([("1.1", double_clip(), 10, 60)]))
    picture, boom, other = read_ale(files[".ale"]).rows
    assert (picture["Soundroll"], picture["Tracks"]) == ("20240101", "VA1")
    assert (boom["Tracks"], boom["Track Names"], boom["Soundroll"]) == ("A1", "Boom", "20240101")
    assert other["Track Names"] == "Will"


def test_what_people_wrote_stands_in_the_comments() -> None:
    noted = clip(notes=(Note("script log", "best\tone\nso far"),))
    (row,) = read_ale(ALE.write(spoken([("1.1", noted, 0, 9)]))[".ale"]).rows
    assert row["Comments"] == "script log: best one so far"


def test_our_own_reader_of_papers_reads_the_bin_as_a_log(tmp_path: Path) -> None:
    """It knows nothing of this writer: scene, take, circled, camera and lens come back from the file."""
    used = clip(slate=Slate("27", "27A", 3, "A", circled=True), lens="50 mm", reel="A001")
    path = tmp_path / "bin.ale"
    path.write_bytes(ALE.write(spoken([("1.1", used, 0, 9)]))[".ale"])
    (row,) = read_paper(path).rows
    assert (row.scene, row.take, row.circled, row.camera) == ("27", 3, True, "A")
    assert (row.file, row.start, row.end, row.lens) == (used.path.name, "10:00:00:00", "10:01:00:00", "50 mm")


def test_a_rate_that_avid_has_no_bin_for_is_told() -> None:
    odd = clip(rate=Fraction(33), start=0)
    cut = spoken([("1.1", odd, 0, 33)], Fraction(25))
    assert list(ALE.write(cut)) == [".ale"]
    (finding,) = ALE.tells(cut, None)  # type: ignore[arg-type]
    assert finding.fact.startswith("No Avid project runs at 33.000")


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        (b"10:00:36:00", b"10:00:36:01"),
        (b"1-1_A001C001.mov", b"1-1_A001C002.mov"),
        (b"Data", b"Date"),
        (b"1.2\t", b"1.9\t"),
    ],
)
def test_a_bin_that_says_something_else_is_never_handed_over(was: bytes, is_now: bytes) -> None:
    files = {name: data.replace(was, is_now) for name, data in ALE.write(grid_cut()).items()}
    with pytest.raises(TurnoverDiffers):
        verify(grid_cut(), ALE, files)


@pytest.mark.parametrize("data", [b"", b"\xff", b"Heading\r\nColumn\r\nName\r\nData\r\n"])
def test_what_is_no_bin_is_refused(data: bytes) -> None:
    with pytest.raises(NotThisDialect):
        ALE.read(data)


@pytest.mark.slow
@given(cut=cuts() | cuts(mixed=True) | double_cuts())
@settings(max_examples=200)
def test_any_bin_comes_back_without_a_difference(cut: Cut) -> None:
    compared = verify(cut, ALE, ALE.write(cut))
    assert compared[0].read
    named = replace(
        cut, clips=tuple(replace(one, path=Path(f"/r/{n}.mov")) for n, one in enumerate(cut.clips))
    )
    found = read_as_paper(named, ALE.write(named))
    wanted = holds_for_paper(named)
    assert wanted is not None
    assert found.placed == wanted.placed
