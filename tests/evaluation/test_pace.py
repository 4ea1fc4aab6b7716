"""Pace is measured where it cannot flatter: counted by hand, beside others, and of nothing."""

from fractions import Fraction
from pathlib import Path

import pytest
from evaluation.pace import Shots, distance, fitted, joined, of_cut, shot_lengths, sit_pace
from evaluation.results import Results
from evaluation.sheets import sheets_of
from hypothesis import given
from hypothesis import strategies as st

from rushes.cut import TASTES, Cut, Pace, Taste, first_cut
from tests.cut.shooting import a_reading, a_script, lined

seconds = st.lists(st.floats(0.04, 60), min_size=1, max_size=40)


@given(seconds, seconds)
def test_a_distance_is_none_from_itself_and_the_same_both_ways(
    ours: list[float], theirs: list[float]
) -> None:
    assert distance(ours, ours) == 0
    assert distance(ours, theirs) == distance(theirs, ours) <= 1
    assert distance([0.01], theirs) == 1


def test_a_distance_is_the_largest_difference_of_shares() -> None:
    """Of four shots two are shorter than 3 s in one film and all in the other."""
    assert distance([1, 2, 5, 6], [1, 1.5, 2, 2.5]) == 0.5


def test_the_fit_finds_what_was_drawn() -> None:
    pace = Pace(3.2, 0.6)
    drawn = [pace.quantile((n + 0.5) / 1000) for n in range(1000)]
    middle, spread = fitted(drawn)
    assert middle == pytest.approx(3.2)
    assert spread == pytest.approx(0.6, abs=0.01)


SCRIPT = a_script("ANNA One two three four / BEN Five six seven eight / ANNA Nine ten eleven twelve")


def a_cut(*takes: str) -> Cut:
    """Return the cut of three lines from these takes, a line each, picture and sound together."""
    found = [a_reading(f"1.{n}", take, 1.5 * n) for n, take in enumerate(takes, 1)]
    return first_cut(SCRIPT, lined(SCRIPT, *found), Taste("plain", {"whole performance": 1.0}))[0]


def test_a_shot_is_no_event_but_what_lies_between_two_cuts() -> None:
    """Three lines in one take are one shot as long as the film; from three setups they are three."""
    whole, apart = a_cut("1-1", "1-1", "1-1"), a_cut("1A-1", "1B-1", "1C-1")
    assert len(whole.track("V1")) == 3
    assert list(shot_lengths(whole)) == [whole.frames / 25]
    assert len(shot_lengths(apart)) == 3
    assert sum(shot_lengths(apart)) == pytest.approx(apart.frames / 25)


def test_changes_of_speaker_are_counted_and_those_that_are_split() -> None:
    assert of_cut("straight", a_cut("1A-1", "1B-1", "1C-1"), SCRIPT).splits == (0, 0)
    told = Shots("film", (1.0,), (0, 12, -8, 1)).figures["split edits"]
    assert told == "2 of 4: picture first 1 by 0.5 s, sound first 1 by 0.3 s"
    assert Shots("film", (1.0,), (0, -25), rate=Fraction(25)).figures["split edits"] == (
        "1 of 2: picture first 0, sound first 1 by 1.0 s"
    )


def test_nothing_has_no_pace() -> None:
    assert Shots("nothing", ()).figures == {"shots": "0"}
    assert shot_lengths(first_cut(SCRIPT, lined(SCRIPT), TASTES["classic"])[0]) == ()


def test_films_together_are_all_their_shots() -> None:
    both = joined("both", [Shots("one", (1.0, 2.0), (3,)), Shots("other", (4.0,))])
    assert both == Shots("both", (1.0, 2.0, 4.0), (3,))
    assert joined("both", [Shots("one", (1.0,), rate=Fraction(25))]).rate == 25


def test_without_reels_cuts_are_measured_by_themselves() -> None:
    """Every taste is tried on the same rushes."""
    found = [a_reading(f"1.{n}", take, 1.5 * n) for n in (1, 2, 3) for take in ("1A-1", "1B-1")]
    told = sit_pace(None, [("kettle", SCRIPT, lined(SCRIPT, *found))])
    assert [one.name for one in told] == [f"kettle, {taste}" for taste in TASTES]
    assert all(one.apart is None and one.seconds for one in told)
    assert [one.asked_s for one in told] == [taste.pace.median_s for taste in TASTES.values()]


def test_the_table_shows_every_film_with_its_counts() -> None:
    """A film without a shot has a row, too."""
    told = results_with(Shots("nothing", ()), Shots("film", (1.0, 3.0, 12.0), (0, 12), 0.25))
    (sheet,) = sheets_of(told)
    assert sheet.rows[0][:3] == ("", "shots", "mean")
    assert sheet.rows[1][:3] == ("nothing", "0", "-")
    assert sheet.rows[2][:3] == ("film", "3", "5.33 s")
    assert sheet.rows[2][-2:] == ("0.25", "1 of 2: picture first 1 by 0.5 s, sound first 0")


def results_with(*paces: Shots) -> Results:
    return Results("1 January 2030", "2 cores", paces=paces)


@pytest.mark.material
def test_real_reels_are_as_far_apart_as_is_told(material: Path) -> None:
    """The yardstick: 0.06 to 0.13 between reels of features; and classic's pace is theirs together."""
    told = {one.name: one for one in sit_pace(material, [])}
    assert {
        round(told[f"film {name}"].apart or 0, 2) for name in ("a, reel 1", "b, reel 1", "c, reel 4")
    } == {
        0.06,
        0.13,
        0.12,
    }
    middle, spread = fitted(told["all three reels"].seconds)
    pace = TASTES["classic"].pace
    assert pace.median_s == pytest.approx(middle, abs=0.05)
    assert pace.spread == pytest.approx(spread, abs=0.01)
