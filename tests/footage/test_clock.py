"""Timecode is absolute, whatever counts it; the reel is found behind any prefix."""

from fractions import Fraction

import pytest

from rushes.footage.clock import Start, day_from, reel_from, start_from
from rushes.timecode import timecode_text

NTSC = Fraction(30000, 1001)


@pytest.mark.parametrize(
    ("text", "rate", "frame", "drop"),
    [
        ("10:00:00:00", Fraction(25), 900000, False),
        ("01:00:00;00", NTSC, 107892, True),
        ("01:00:00:00", NTSC, 108000, False),
        ("21:44:10:09", Fraction(24000, 1001), 1878009, False),
    ],
)
def test_a_timecode_is_counted_at_the_rate_of_the_picture(
    text: str, rate: Fraction, frame: int, *, drop: bool
) -> None:
    start = start_from([{"TIMECODE": text}], rate)
    assert start == Start(frame, drop)
    assert timecode_text(start.frame, rate, drop=start.drop) == text


def test_fifty_frames_under_a_timecode_of_twenty_five() -> None:
    """The stored counter tells that the clock counts every second frame only."""
    at_ten = 10 * 3600 * 25 + 12
    assert start_from([{"timecode": "10:00:00:12"}], Fraction(50), at_ten) == Start(2 * at_ten, drop=False)
    assert start_from([{"timecode": "10:00:00:12"}], Fraction(50), None) == Start(1800012, drop=False)


def test_a_timecode_too_fast_for_the_picture_is_read_at_its_own_rate() -> None:
    """Frame number 49 does not exist at 25, so the clock counts fifty."""
    assert start_from([{"timecode": "00:00:01:48"}], Fraction(25)) == Start(49, drop=False)


def test_what_is_no_timecode_is_passed_over() -> None:
    assert start_from([{"timecode": "noon"}, {"timecode": "00:00:01:00"}], Fraction(25)) == Start(
        25, drop=False
    )
    assert start_from([{"comment": "10:00:00:00"}], Fraction(25)) is None


@pytest.mark.parametrize("key", ["reel_name", "com.apple.proapps.reel", "REEL_NAME", "com.maker.TapeName"])
def test_the_reel_is_found_behind_any_prefix(key: str) -> None:
    assert reel_from([{}, {key: " A001 "}]) == "A001"


def test_an_empty_reel_is_none() -> None:
    assert reel_from([{"reel_name": " "}]) is None


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ({"creation_time": "2024-03-01T07:04:11.000000Z"}, "2024-03-01"),
        (
            {
                "creation_time": "2024-03-01T23:30:00Z",
                "com.apple.quicktime.creationdate": "2024-03-02T00:30:00+0100",
            },
            "2024-03-02",
        ),
        ({"date": "2015:07:20"}, "2015-07-20"),
        ({"date": "1999"}, ""),
        ({"creation_time": "1904-01-01T00:00:00Z"}, ""),
        ({"creation_time": "2024-13-40T00:00:00Z"}, ""),
        ({"title": "2024-03-01"}, ""),
    ],
)
def test_the_day_is_that_of_the_clock_on_the_wall(told: dict[str, str], day: str) -> None:
    """A clock that was never set tells no day, and none is guessed."""
    assert day_from([told]) == day
