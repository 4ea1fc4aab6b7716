"""Lanes: no line stands on another, and no label on a label, however many takes there are."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.coverage.model import LinedScript
from rushes.footage.model import Slate
from rushes.screenplay import Screenplay, parse_fountain
from rushes.turnover.lined_script.layout import lay_out
from rushes.turnover.lined_script.lining import Lane, lanes_of, takes_of
from rushes.turnover.lined_script.lining.labels import label_width
from rushes.turnover.lined_script.lining.lanes import LEFT, RIGHT, packed
from rushes.turnover.lined_script.page import typeset
from tests.turnover.lined_footage import key, lined_of, long_scene, many_takes

spans = st.tuples(st.integers(0, 60), st.integers(0, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=40))
def test_spans_in_one_lane_never_overlap_and_no_lane_is_wasted(found: list[tuple[int, int]]) -> None:
    lanes = packed(found)
    for (one, at), (other, beside) in combinations(zip(found, lanes, strict=True), 2):
        assert at != beside or one[1] < other[0] or other[1] < one[0]
    busiest = max((sum(a <= row <= b for a, b in found) for row in range(101)), default=0)
    assert len(set(lanes)) == busiest


def lanes(screenplay: Screenplay, lined: LinedScript) -> tuple[Lane, ...]:
    pages = typeset(screenplay)
    return lanes_of(takes_of(pages, screenplay.lines, lined), pages)


def assert_apart(found: tuple[Lane, ...]) -> None:
    """No two lines run in one place on one row, and no two labels touch."""
    drawn = [
        (lane.x_of(at), stretch.first, stretch.last, lane)
        for lane in found
        for at, stretch in enumerate(lane.line.stretches)
        if not lane.line.shared
    ]
    for (x, first, last, lane), (other, start, end, beside) in combinations(drawn, 2):
        if first <= end and start <= last:
            assert abs(x - other) > 3, (lane.line.label, beside.line.label)
    for lane, beside in combinations(found, 2):
        if lane.line.first <= beside.line.last and beside.line.first <= lane.line.last:
            apart = abs(lane.x - beside.x)
            assert apart >= (label_width(lane.line.label) + label_width(beside.line.label)) / 2


takes = st.lists(
    st.tuples(
        st.sampled_from(["1", "1A", "1B", "1C", "12AB"]),
        st.integers(1, 12),
        st.booleans(),
        st.lists(st.integers(1, 12), min_size=1, max_size=18),
    ),
    min_size=1,
    max_size=14,
    unique_by=lambda take: take[:2],
)


@settings(max_examples=60)
@given(takes)
def test_no_line_stands_on_another(drawn: list[tuple[str, int, bool, list[int]]]) -> None:
    """Takes that begin and stop anywhere, go back and jump ahead: each has its own place on the page."""
    screenplay, _ = parse_fountain(long_scene(12))
    said = [
        (f"{setup}-{take}{'*' if circled else ''}", [f"1.{line}" for line in lines])
        for setup, take, circled, lines in drawn
    ]
    found = lanes(screenplay, lined_of(screenplay, said))
    assert {take.clip.file for lane in found for take in lane.line.takes} == {
        clip.file for clip in lined_of(screenplay, said).clips
    }
    if max(lane.line.aside[at] for lane in found for at in range(len(lane.line.aside))) < 4:
        assert_apart(found)


def test_fifteen_takes_on_one_page_each_have_a_lane() -> None:
    screenplay, _ = parse_fountain(long_scene(12))
    found = lanes(screenplay, many_takes(screenplay, 5, 3))
    assert len(found) == 15
    assert not any(lane.line.shared or lane.crowded for lane in found)
    assert_apart(found)
    assert all(LEFT <= lane.x <= RIGHT for lane in found)


def test_lanes_stand_in_the_order_of_setup_and_take() -> None:
    screenplay, _ = parse_fountain(long_scene(12))
    found = sorted(lanes(screenplay, many_takes(screenplay, 3, 3)), key=lambda lane: lane.x)
    names = [lane.line.label.text for lane in found]
    assert names == ["1-1", "1-2", "1-3", "1A-1", "1A-2", "1A-3", "1B-1", "1B-2", "1B-3"]


def test_sixty_takes_share_lines_by_setup_and_the_page_says_so() -> None:
    screenplay, _ = parse_fountain(long_scene(20))
    lined = many_takes(screenplay, 6, 10)
    found = lanes(screenplay, lined)
    shared = [lane for lane in found if lane.line.shared]
    assert shared
    assert all(len({take.setup for take in lane.line.takes}) == 1 for lane in shared)
    assert sum(len(lane.line.takes) for lane in found) == 60
    assert "1-1\N{EN DASH}10" in {lane.line.label.text for lane in shared}
    assert_apart(found)
    assert lay_out(screenplay, lined).tallies[0].shared


def test_more_setups_than_lanes_are_all_drawn_and_told() -> None:
    screenplay, _ = parse_fountain(long_scene(6))
    lined = many_takes(screenplay, 48, 1)
    assert len(lanes(screenplay, lined)) == 48
    assert lay_out(screenplay, lined).crowded


def test_scenes_that_share_no_row_use_the_same_lanes() -> None:
    screenplay, _ = parse_fountain(long_scene(2, "1") + "\n" + long_scene(2, "2"))
    first, second = lanes(
        screenplay, lined_of(screenplay, [("1-1", ["1.1", "1.2"]), ("2-1", ["2.1", "2.2"])])
    )
    assert first.x == second.x


def test_a_circled_take_is_circled_by_its_number() -> None:
    labels = {lane.line.label.text: lane.line.label for lane in lanes(*key())}
    assert labels["27-2"].circled == "2"
    assert not labels["27-1"].circled


@pytest.mark.parametrize("name", ["MVI_20261121_0001234.MOV", "x.mov"])
def test_a_clip_without_a_slate_goes_by_the_end_of_its_name(name: str) -> None:
    screenplay, lined = key()
    old = lined.clips[0].file
    clip = replace(lined.clips[0], file=name, slate=Slate())
    readings = tuple(replace(r, file=name) if r.file == old else r for r in lined.readings)
    found = lanes(screenplay, replace(lined, clips=(clip, *lined.clips[1:]), readings=readings))
    label = next(lane.line.label for lane in found if lane.line.takes[0].clip is clip)
    assert label.text in {"\N{HORIZONTAL ELLIPSIS}121_0001234", "x"}
