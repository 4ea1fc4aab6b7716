"""The clock tells what was measured and by whose word, and no money that nobody named."""

from pathlib import Path

import pytest

from rushes.project import Usual
from rushes.screening.clock import Hours, attended_s, told
from rushes.screening.journal import Journal

USUAL = Usual((24.0, 40.0), "our last two shorts")


def test_people_and_machine_are_told_apart() -> None:
    """Two runs of the machine, two people; without a measure nothing is compared."""
    hours = Hours(({"hear": 60.0, "cut": 2.0}, {"hear": 1.0}), {"the director": 5400.0, "the editor": 30.0})
    assert (hours.machine_s, hours.people_s, hours.saved_hours, hours.saved_money) == (
        63.0,
        5430.0,
        None,
        None,
    )
    words = " ".join(told(hours))
    assert "1 min 03 s in 2 runs (measured)" in words
    assert "the director was at work in the room for 1 h 30 min" in words
    assert "not known: write it under [usual]" in words


def test_what_is_saved_is_a_range_with_its_source_and_no_money_without_a_rate() -> None:
    """24 to 40 hours usually, two of them spent: 22 to 38 less."""
    hours = Hours((), {"the director": 7200.0}, USUAL)
    assert (hours.saved_hours, hours.saved_money) == ((22.0, 38.0), None)
    words = " ".join(told(hours))
    assert "24 to 40 hours (our last two shorts)" in words
    assert "22.0 to 38.0 hours of people's work less" in words
    assert "No money is told" in words


def test_money_is_told_where_an_hour_has_a_price() -> None:
    """And it may be that nothing was saved."""
    hours = Hours((), {"the director": 3600.0 * 30}, Usual((24.0, 40.0), "a guess", 38.0, "EUR"))
    assert hours.saved_money == (-228.0, 380.0)
    assert "-228.0 to 380.0 EUR" in " ".join(told(hours))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [(30, 30.0), (1.5, 1.5), (0, None), (1e9, None), (True, None), ("30", None), (None, None)],
)
def test_a_page_can_tell_of_no_more_than_there_was(said: object, seconds: float | None) -> None:
    """At most an hour at once; anything else is nothing."""
    assert attended_s(said) == seconds


def test_what_was_noted_adds_up_and_outlives_the_room(tmp_path: Path) -> None:
    """Person by person, in the film's journal."""
    with Journal(tmp_path / "journal.sqlite") as journal:
        for who, seconds in (("the director", 30.0), ("the editor", 20.0), ("the director", 12.5)):
            journal.attend(who, seconds)
    with Journal(tmp_path / "journal.sqlite", writes=False) as again:
        assert again.attended == {"the director": 42.5, "the editor": 20.0}
        again.attend("nobody", 5.0)
        assert "nobody" not in again.attended
