"""A list for each track: what systems that take one track at a time open, frame for frame."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from io import StringIO

import pycmx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rushes.cut.model import Cut
from rushes.footage.model import Slate
from rushes.timecode import may_drop
from rushes.turnover.dialects.edl import LONG, TRACKS, read_list
from rushes.turnover.options import AS_SHOT
from rushes.turnover.verify import TurnoverDiffers, verify
from tests.turnover.making import clip, cuts, double, double_clip, double_cuts, event, grid_cut, spoken

RATE_23976 = Fraction(24000, 1001)
RATE_2997 = Fraction(30000, 1001)


def lists(cut: Cut) -> Mapping[str, list[str]]:
    return {name: data.decode().split("\r\n") for name, data in TRACKS.write(cut).items()}


def events_of(lines: list[str]) -> list[str]:
    return [line for line in lines if re.match(r"\d{3}", line)]


def test_each_track_has_a_list_of_its_own_and_says_which() -> None:
    made = lists(grid_cut())
    assert list(made) == ["-V1.edl", "-A1.edl"]
    assert [lines[0] for lines in made.values()] == ["TITLE: The Grid V1", "TITLE: The Grid A1"]
    assert events_of(made["-V1.edl"])[0] == (
        "001  A001R1AB V     C        10:00:01:03 10:00:06:00 01:00:00:00 01:00:04:22"
    )


def test_picture_and_sound_cut_apart_have_times_of_their_own() -> None:
    made = lists(grid_cut())
    picture, sound = (events_of(made[name])[1] for name in ("-V1.edl", "-A1.edl"))
    assert picture.split()[2:] == ["V", "C", "10:00:06:03", "10:00:07:08", "01:00:04:22", "01:00:06:02"]
    assert sound.split()[2:] == ["AA", "C", "10:00:05:22", "10:00:07:08", "01:00:04:16", "01:00:06:02"]
    assert not any(line.startswith("SPLIT") for lines in made.values() for line in lines)


def test_a_second_picture_track_is_not_lost() -> None:
    cut = spoken([("1.1", clip(), 0, 30)])
    both = replace(cut, events=(*cut.events, event("V2", "1.1", clip(), (0, 10), (5, 15))))
    lines = lists(both)["-V2.edl"]
    assert events_of(lines) == [
        "001  BL       V     C        00:00:00:00 00:00:00:05 01:00:00:00 01:00:00:05",
        "002  1A_2     V     C        10:00:00:00 10:00:00:10 01:00:00:05 01:00:00:15",
    ]


def test_where_no_picture_stands_the_list_is_black() -> None:
    cut = spoken([("1.1", clip(), 0, 30), ("1.2", clip(), 40, 50), ("1.3", clip(), 90, 99)])
    gap = replace(cut, events=tuple(one for one in cut.events if one.line != "1.2"))
    assert [line.split()[1] for line in events_of(lists(gap)["-V1.edl"])] == ["1A_2", "BL", "1A_2"]
    assert [line.split()[1] for line in events_of(lists(gap)["-A1.edl"])] == ["1A_2", "1A_2"]
    verify(gap, TRACKS, TRACKS.write(gap))


def test_fcm_switches_where_a_source_counts_otherwise() -> None:
    drop = clip("a.mov", rate=RATE_2997, frames=2000, start=1078920, drop=True)
    plain = clip("b.mov", rate=RATE_2997, start=1080000, slate=Slate("1", "1B", 1))
    film = clip("c.mov", rate=RATE_23976, start=0, slate=Slate("1", "1C", 1))
    other = clip("d.mov", rate=RATE_2997, start=0, drop=True, slate=Slate("1", "1D", 1))
    pieces = [("1.1", drop, 0, 1800), ("1.2", other, 0, 50), ("1.3", plain, 0, 30), ("1.4", film, 0, 24)]
    lines = lists(spoken([*pieces, ("1.5", drop, 0, 9)], RATE_2997))["-V1.edl"]
    told = [line.split("  ")[0] for line in lines if line.startswith("FCM") or re.match(r"\d{3}", line)]
    switch, back = "FCM: NON-DROP FRAME", "FCM: DROP FRAME"
    assert told == [back, "001", "002", switch, "003", "004", back, "005"]
    assert events_of(lines)[0].split()[4:] == ["10:00:00;00", "10:01:00;02", "01:00:00;00", "01:01:00;02"]


def test_reasons_stand_in_full_below_the_locator_in_lines_of_seventy_two() -> None:
    lines = lists(grid_cut())["-V1.edl"]
    at = lines.index("* LOC: 01:00:04:22 YELLOW  NEEDS A LOOK 1.3 1A-2 93%")
    assert lines[at + 1 : at + 3] == [
        "* COMMENT: two readings are as good | why: as written +2.0 (12 of 12",
        "* COMMENT: words); clear sound -0.2 (9 dB over the noise)",
    ]
    assert all(len(line) <= 72 for line in lines if line.startswith("* COMMENT"))


def test_a_recording_of_several_microphones_names_them() -> None:
    picture = double_clip()
    poly = replace(picture.behind[0].sound, channels=2, tracks=("Boom", "Will"))
    cut = double([("1.1", replace(picture, behind=(replace(picture.behind[0], sound=poly),)), 10, 60)])
    lines = lists(cut)["-A1.edl"]
    assert events_of(lines)[0].split()[2] == "AA"
    assert [line for line in lines if "CHANNEL " in line[:11]] == ["* CHANNEL 1: Boom", "* CHANNEL 2: Will"]


def test_a_reel_is_the_same_in_every_list_and_long_ones_stay_whole() -> None:
    one = clip("a.mov", reel="A001R1AB_240101", start=0)
    other = clip("b.mov", reel="A001R1AB_240102", start=0, slate=Slate("1", "1B", 1))
    cut = spoken([("1.1", one, 0, 9), ("1.2", other, 0, 9)])
    for lines in lists(cut).values():
        assert [line.split()[1] for line in events_of(lines)] == ["A001R1AB", "A001R1_2"]
        assert "* REEL A001R1_2: A001R1AB_240102, b.mov, 00:00:00:00, 25/1" in lines
    whole = LONG.write(cut)["-long-V1.edl"].decode().split("\r\n")
    assert [line.split()[1] for line in events_of(whole)] == ["A001R1AB_240101", "A001R1AB_240102"]


def test_long_reels_are_the_cameras_letter_for_letter_else_the_files_name() -> None:
    """Resolve found no clip by the first eight letters of its file (arkiv 5); it wants the whole name."""
    hyphens = clip("a.mov", reel="A001-R1AB.2", start=0)
    none = clip("day 1/1B-1_A001C003.mov", start=0, slate=Slate("1", "1B", 1))
    cut = spoken([("1.1", hyphens, 0, 9), ("1.2", none, 0, 9)])
    whole = LONG.write(cut)["-long-V1.edl"].decode().split("\r\n")
    assert [line.split()[1] for line in events_of(whole)] == ["A001-R1AB.2", "1B-1_A001C003"]
    assert [line.split()[1] for line in events_of(lists(cut)["-V1.edl"])] == ["A001_R1A", "1B_1"]
    verify(cut, LONG, LONG.write(cut))


def test_whatever_a_list_has_in_another_way_is_told() -> None:
    one = clip("a.mov", reel="A001R1AB_240101", start=0)
    other = clip("b.mov", reel="A001R1AB_240102", start=0, rate=Fraction(50), slate=Slate("1", "1B", 1))
    cut = spoken([("1.1", one, 0, 9), ("1.2", other, 0, 10)])
    renamed, rates = TRACKS.tells(cut, AS_SHOT)
    assert renamed.fact == (
        "2 reels have other names in the lists, of 8 letters at most: A001R1AB for A001R1AB_240101, "
        "A001R1_2 for A001R1AB_240102."
    )
    assert "b.mov at 50/1" in rates.fact
    assert [finding.kind for finding in LONG.tells(cut, AS_SHOT)] == ["other rates in the list"]
    long = spoken([(f"1.{n}", one, n % 2 * 20, n % 2 * 20 + 9) for n in range(1100)])
    assert [finding.kind for finding in LONG.tells(long, AS_SHOT)] == ["long list", "long list"]


def test_two_hours_of_23_976_end_on_their_frame() -> None:
    """Golden: PySceneDetect 502, where lists drift; 172,627 frames are 7,200 seconds to a frame."""
    long = clip(rate=RATE_23976, frames=172_627, start=0)
    pieces = [(f"1.{n}", long, at, min(at + 97, 172_627)) for n, at in enumerate(range(0, 172_627, 97), 1)]
    shuffled = [pieces[n] for n in sorted(range(len(pieces)), key=lambda n: (n * 7) % len(pieces))]
    cut = spoken(shuffled, RATE_23976)
    assert cut.frames == 172_627
    files = TRACKS.write(cut)
    last = events_of(files["-V1.edl"].decode().split("\r\n"))[-1]
    assert last == "1780  1A_2     V     C        01:08:30:09 01:08:34:10 02:59:48:18 02:59:52:19"
    verify(cut, TRACKS, files)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (b"01:00:04:22 01:00:06:02", b"01:00:04:22 01:00:06:03"),
        (b"V1, CHANNELS", b"V2, CHANNELS"),
        (b"1A_2 ", b"1A_3 "),
    ],
)
def test_a_list_that_says_something_else_is_never_handed_over(wrong: bytes, right: bytes) -> None:
    cut = grid_cut()
    files = {name: data.replace(wrong, right) for name, data in TRACKS.write(cut).items()}
    with pytest.raises(TurnoverDiffers):
        verify(cut, TRACKS, files)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["edl", "edl-long"])
@given(cut=st.one_of(cuts(), cuts(mixed=True), double_cuts()))
@settings(max_examples=200)
def test_any_cut_comes_back_without_a_difference(name: str, cut: Cut) -> None:
    dialect = {TRACKS.name: TRACKS, LONG.name: LONG}[name]
    verify(cut, dialect, dialect.write(cut))


@pytest.mark.slow
@given(cut=st.one_of(cuts(), double_cuts()))
@settings(max_examples=60)
def test_pycmx_reads_the_same_lists(cut: Cut) -> None:
    """It reads by columns, so timecode of three digits a frame is beyond it."""
    assume(all(rate <= 60 for rate in (cut.rate, *(one.rate for one in cut.clips if not one.is_sound))))
    for data in TRACKS.write(cut).values():
        lines = data.decode().split("\r\n")
        wanted = [line.split() for line in events_of(lines)]
        found = list(pycmx.parse_cmx3600(StringIO(data.decode(), newline="")).events) if wanted else []
        told = [
            (edit.source, edit.source_in, edit.source_out, edit.record_in, edit.record_out)
            for one in found
            for edit in one.edits
        ]
        assert told == [(line[1], *line[4:]) for line in wanted]


@given(cut=cuts(mixed=True))
def test_a_person_who_sends_a_list_back_sends_the_same_timeline(cut: Cut) -> None:
    for name, data in TRACKS.write(cut).items():
        timeline, findings = read_list(data)
        assert findings == ()
        assert timeline.rate == cut.rate
        assert timeline.drop <= may_drop(cut.rate)
        assert {one.track[0] for one in timeline.placed} <= {name[1]}
