"""Shots: what runs through, what moves together, where timecode starts, and what no film can have."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.cut.model import Cut
from rushes.timecode import Span
from rushes.turnover.links import links
from rushes.turnover.model import Shot
from rushes.turnover.shots import (
    BrokenCut,
    NobodyCountsSo,
    check_rate,
    film_start,
    named_rate,
    shots,
    shown,
    tracks,
)
from tests.turnover.making import RATES, clip, event, grid_cut, retimed, spoken

WIDE, CLOSE = clip("1-1.mov"), clip("1A-1.mov")


def test_lines_that_run_on_in_one_take_are_one_shot_with_both_lines() -> None:
    cut = spoken([("1.1", WIDE, 10, 40), ("1.2", WIDE, 40, 70), ("1.3", WIDE, 80, 90)])
    first, second = shots(cut, "V1")
    assert [one.line for one in first.events] == ["1.1", "1.2"]
    assert (first.source, first.record) == (Span(10, 70, cut.rate), Span(0, 60, cut.rate))
    assert second.source.start == 80


def test_the_same_frames_of_another_take_are_another_shot() -> None:
    cut = spoken([("1.1", WIDE, 10, 40), ("1.2", CLOSE, 40, 70)])
    assert len(shots(cut, "V1")) == 2


def test_a_hole_in_the_film_parts_two_shots() -> None:
    events = (event("V1", "1.1", WIDE, (0, 10), (0, 10)), event("V1", "1.2", WIDE, (10, 20), (11, 21)))
    cut = Cut("Hole", Fraction(25), "classic", events, (), (WIDE,))
    assert len(shots(cut, "V1")) == 2


def test_tracks_count_as_people_do() -> None:
    names = ("A10", "A2", "V2", "A1", "V1")
    events = tuple(event(name, "1.1", WIDE, (0, 10), (0, 10)) for name in names)
    assert tracks(Cut("T", Fraction(25), "classic", events, (), (WIDE,))) == ("V1", "V2", "A1", "A2", "A10")


@pytest.mark.parametrize(
    ("cut", "because"),
    [
        (retimed(spoken([("1.1", WIDE, 0, 10)])), "would be retimed: 10 frames of 1-1.mov in 11 of the film"),
        (spoken([("1.1", WIDE, 1495, 1501)]), "shows frames 1495 to 1501 of 1500"),
        (replace(spoken([("1.1", WIDE, 0, 10)]), clips=()), "not among the cut's clips"),
        (replace(spoken([("1.1", WIDE, 0, 10)]), rate=Fraction(24)), "a ruler that is neither"),
        (spoken([("1.1", clip(rate=Fraction(50)), 0, 0)]), "would be retimed: 0 frames"),
    ],
)
def test_what_no_film_can_have_is_refused_and_named(cut: Cut, because: str) -> None:
    with pytest.raises(BrokenCut, match=because) as told:
        shots(cut, "V1")
    assert "track V1 at frame 0, line 1.1" in str(told.value)


def test_two_events_in_one_place_are_refused() -> None:
    events = (event("V1", "1.1", WIDE, (0, 10), (0, 10)), event("V1", "1.2", CLOSE, (0, 10), (9, 19)))
    with pytest.raises(BrokenCut, match="overlaps the event before it, which ends at frame 10"):
        shots(Cut("Overlap", Fraction(25), "classic", events, (), (WIDE, CLOSE)), "V1")


def test_sound_goes_with_the_picture_it_was_shot_with_even_through_a_split() -> None:
    """The close-up's sound leads its picture by six frames; both stay one group."""
    groups = links(grid_cut())
    assert groups["V1", 0] == groups["A1", 0]
    assert groups["V1", 122] == groups["A1", 116]
    assert groups["V1", 0] != groups["V1", 122]
    assert ("V1", 152) not in groups, "a picture without sound has nothing to move with"


def test_sound_over_a_reaction_is_linked_to_no_face() -> None:
    events = (event("V1", "1.1", WIDE, (0, 50), (0, 50)), event("A1", "1.1", CLOSE, (0, 50), (0, 50)))
    assert links(Cut("Reaction", Fraction(25), "classic", events, (), (WIDE, CLOSE))) == {}


def test_sound_of_the_same_take_out_of_sync_is_not_linked() -> None:
    events = (event("V1", "1.1", WIDE, (0, 50), (0, 50)), event("A1", "1.1", WIDE, (1, 51), (0, 50)))
    assert links(Cut("Slip", Fraction(25), "classic", events, (), (WIDE,))) == {}


def test_a_picture_takes_the_longest_of_two_sounds_and_one_of_each_track() -> None:
    events = (
        event("V1", "1.1", WIDE, (0, 50), (0, 50)),
        event("A1", "1.1", WIDE, (0, 10), (0, 10)),
        event("A1", "1.2", CLOSE, (10, 20), (10, 20)),
        event("A1", "1.1", WIDE, (20, 50), (20, 50)),
        event("A2", "1.1", WIDE, (0, 50), (0, 50)),
    )
    cut = Cut("Cutaway", Fraction(25), "classic", events, (), (WIDE, CLOSE))
    assert set(links(cut)) == {("V1", 0), ("A1", 20), ("A2", 0)}


@pytest.mark.parametrize(
    ("drops", "wanted"),
    [((True, True, False), (107892, True)), ((True, False), (108000, False)), ((), (108000, False))],
)
def test_the_film_counts_as_most_of_its_clips_do(drops: tuple[bool, ...], wanted: tuple[int, bool]) -> None:
    rate = Fraction(30000, 1001)
    clips = tuple(clip(f"{n}.mov", rate=rate, drop=drop) for n, drop in enumerate(drops))
    assert film_start(Cut("T", rate, "classic", (), (), clips)) == wanted


def test_no_film_at_24_frames_drops() -> None:
    clips = (clip("a.mov", rate=Fraction(30000, 1001), drop=True),)
    assert film_start(Cut("T", Fraction(24), "classic", (), (), clips)) == (86400, False)


@pytest.mark.parametrize("rate", RATES)
def test_rates_that_editing_systems_know_pass(rate: Fraction) -> None:
    assert named_rate(rate)
    check_rate(rate)
    check_rate(None)


def test_a_rate_that_nobody_knows_is_refused_before_the_work() -> None:
    """A telephone's average rate, given by a user of another tool, came out as a mangled timeline."""
    with pytest.raises(NobodyCountsSo, match="87169000/2905633 frames a second"):
        check_rate(Fraction(87169000, 2905633))


def test_at_half_the_rate_every_other_frame_is_shown() -> None:
    one = Shot("V1", clip(rate=Fraction(50)), (), Span(10, 20, Fraction(50)), Span(0, 5, Fraction(25)))
    assert list(shown(one)) == [10, 12, 14, 16, 18]


@given(st.sampled_from(RATES), st.sampled_from(RATES), st.integers(0, 99), st.integers(1, 300))
def test_at_any_rate_the_frame_on_screen_is_the_nearest_in_time(
    clips_rate: Fraction, films_rate: Fraction, start: int, frames: int
) -> None:
    length = max(1, round(frames / clips_rate * films_rate))
    one = Shot(
        "V1", clip(rate=clips_rate), (), Span(start, start + frames, clips_rate), Span(0, length, films_rate)
    )
    for number, frame in enumerate(shown(one)):
        assert start <= frame < start + frames
        wanted = min(start + number / films_rate * clips_rate, Fraction(start + frames - 1))
        assert abs(frame - wanted) <= Fraction(1, 2)
