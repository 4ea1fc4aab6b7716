"""OpenTimelineIO files as a strict reader such as DaVinci Resolve wants them."""

import json
from fractions import Fraction
from typing import Any

import opentimelineio as otio
import pytest

from rushes.cut.model import Cut
from rushes.turnover.dialects import DIALECTS
from rushes.turnover.dialects import otio as dialect
from rushes.turnover.dialects.wording import NotThisDialect, rate_of
from tests.turnover.making import RATES, clip, grid_cut, spoken


def written(cut: Cut) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(dialect.write(cut))
    return told


def children(cut: Cut, track: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = written(cut)["tracks"]["children"][track]["children"]
    return found


def test_a_clip_has_the_shape_that_resolve_takes() -> None:
    one = children(grid_cut(), 0)[0]
    assert one["OTIO_SCHEMA"] == "Clip.2"
    assert one["active_media_reference_key"] == "DEFAULT_MEDIA"
    media = one["media_references"]["DEFAULT_MEDIA"]
    assert media["target_url"] == "/rushes/day 1/1-1_A001C001.mov", "a bare path, not a URL"
    assert one["source_range"]["start_time"]["value"] == 900028, "absolute timecode"
    assert media["available_range"]["start_time"]["value"] == 900000
    assert media["available_range"]["duration"]["value"] == 900, "the whole clip: that is the handles"


def test_the_film_starts_at_one_hour() -> None:
    start = written(grid_cut())["global_start_time"]
    assert (start["value"], start["rate"]) == (90000, 25.0)


def test_linked_clips_share_a_group_and_sound_names_its_channels() -> None:
    picture, sound = children(grid_cut(), 0), children(grid_cut(), 1)
    groups = [one["metadata"]["Resolve_OTIO"].get("Link Group ID") for one in picture]
    assert groups == [1, 2, None]
    assert sound[1]["metadata"]["Resolve_OTIO"] == {
        "Link Group ID": 2,
        "Channels": [
            {"Source Channel ID": 0, "Source Track ID": 0},
            {"Source Channel ID": 1, "Source Track ID": 0},
        ],
    }
    assert picture[0]["metadata"]["rushes"]["link_group"] == 1


def test_every_track_lasts_as_long_as_the_film() -> None:
    film = otio.adapters.read_from_string(dialect.write(grid_cut()).decode(), "otio_json")
    assert {track.duration().value for track in film.tracks} == {178}


def test_the_choices_not_taken_can_be_reached_from_the_clip() -> None:
    references = children(grid_cut(), 0)[0]["media_references"]
    other = references["1.2 alternate 1"]
    assert other["target_url"].endswith("1A-2 “猫 & <dog>”.mov")
    assert other["metadata"]["rushes"]["source"] == {"in": 40, "out": 100, "rate": "25/1"}
    assert other["metadata"]["rushes"]["worth"] == -0.6


def test_marks_carry_line_reason_and_colour() -> None:
    looked_at = children(grid_cut(), 0)[1]["markers"][0]
    assert (looked_at["name"], looked_at["color"]) == ("NEEDS A LOOK 1.3 1A-2 93%", "ORANGE")
    assert looked_at["marked_range"]["start_time"]["value"] == 900123 + 30
    assert "why: as written +2.0 (12 of 12 words)" in looked_at["comment"]
    whose, _, missing = written(grid_cut())["tracks"]["markers"]
    assert (whose["name"], whose["comment"]) == ("NOT LOCKED", "Proposed by the machine, locked by nobody.")
    assert (missing["name"], missing["color"]) == ("MISSING 1.4 WILL: Set blue at “q” now.", "RED")
    assert missing["marked_range"]["start_time"]["value"] == 152


@pytest.mark.parametrize("rate", RATES)
def test_a_float_rate_stands_for_one_exact_rate(rate: Fraction) -> None:
    assert rate_of(float(rate)) == rate
    assert rate_of(float(rate.numerator * 1000 / 1000 / rate.denominator)) == rate


def test_an_odd_rate_comes_back_exactly() -> None:
    odd = Fraction(87169000, 2905633)
    assert rate_of(float(odd)) == odd
    cut = spoken([("1.1", clip(rate=odd), 300, 600)], Fraction(30))
    assert dialect.read(dialect.write(cut)).placed[0].rate == odd


@pytest.mark.parametrize("of", ["otio", "fcp7", "edl"])
def test_clips_come_back_in_their_order(of: str) -> None:
    """The library tells where they lie in another order in every run, and so would whoever tells of them."""
    cut = spoken([(f"1.{n}", clip(f"{n}.mov", reel=f"A{n:03}"), 0, 37) for n in range(40)])
    files = DIALECTS[of].write(cut)
    for check in DIALECTS[of].checks:
        placed = [(one.track[0] != "V", one.track, one.record_in) for one in check.read(cut, files).placed]
        assert placed == sorted(placed)


def test_a_film_of_two_rates_has_no_join_between_frames() -> None:
    """A clip's length counts frames of the film; counted in its own rate, each join would drift."""
    cut = spoken([(f"1.{n}", clip(f"{n}.mov", rate=Fraction(24000, 1001)), 0, 37) for n in range(9)])
    film = otio.adapters.read_from_string(dialect.write(cut).decode(), "otio_json")
    starts = [record.start_time for record in film.tracks[0].range_of_all_children().values()]
    assert sorted(start.value for start in starts) == [39 * n for n in range(9)]


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "JSON"),
        (b"\xff", "decode"),
        (b"{}", "OTIO_SCHEMA|it holds"),
        (b'{"OTIO_SCHEMA": "Stack.1"}', "children"),
        (otio.schema.Stack().to_json_string().encode(), "it holds a Stack"),
        (b'{"OTIO_SCHEMA": "Timeline.1"}', "."),
    ],
)
def test_another_file_is_refused(data: bytes, because: str) -> None:
    with pytest.raises(NotThisDialect, match=because):
        dialect.read(data)
