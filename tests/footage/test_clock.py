"""Timecode is absolute, whatever counts it; the reel is found behind any prefix."""

from fractions import Fraction

import pytest

from rushes.footage.clock import Clock, Start, clock_from, day_from, reel_from
from rushes.timecode import timecode_text

NTSC = Fraction(30000, 1001)


FILM = Fraction(24000, 1001)


def kinds(clock: Clock) -> list[str]:
    return [finding.kind for finding in clock.findings]


@pytest.mark.parametrize(
    ("text", "rate", "frame", "drop"),
    [
        ("10:00:00:00", Fraction(25), 900000, False),
        ("01:00:00;00", NTSC, 107892, True),
        ("01:00:00:00", NTSC, 108000, False),
        ("21:44:10:09", FILM, 1878009, False),
        ("00:00:01:119", Fraction(120), 239, False),
    ],
)
def test_a_timecode_is_counted_at_the_rate_of_the_picture(
    text: str, rate: Fraction, frame: int, *, drop: bool
) -> None:
    clock = clock_from((), [{"TIMECODE": text}], rate)
    assert clock == Clock(Start(frame, drop))
    assert timecode_text(frame, rate, drop=drop) == text


def test_a_timecode_too_fast_for_the_picture_is_read_at_its_own_rate() -> None:
    """Frame number 48 does not exist at 25, so the clock counts fifty."""
    clock = clock_from((), [{"timecode": "00:00:01:48"}], Fraction(25))
    assert (clock.start, kinds(clock)) == (Start(49, drop=False), ["timecode rate"])


@pytest.mark.parametrize(
    ("text", "taken"),
    [("25:00:00:12", "01:00:00:12"), ("-00:00:01:00", "23:59:59:00"), ("24:00:00:00", "00:00:00:00")],
)
def test_what_no_clock_shows_is_taken_within_the_day(text: str, taken: str) -> None:
    clock = clock_from((), [{"timecode": text}], Fraction(25))
    assert clock.start is not None
    assert timecode_text(clock.start.frame, Fraction(25)) == taken
    assert kinds(clock) == ["timecode beyond a day"]
    assert f"begins at {text}, which no clock shows; it is taken as {taken}" in clock.findings[0].fact


def test_a_number_that_drop_frame_skips_is_the_first_one_after() -> None:
    assert clock_from((), [{"timecode": "00:01:00;00"}], NTSC).start == Start(1800, drop=True)


def test_drop_frame_where_none_exists_is_told_and_not_counted() -> None:
    clock = clock_from((), [{"timecode": "01:00:00;00"}], Fraction(25))
    assert (clock.start, kinds(clock)) == (Start(90000, drop=False), ["timecode rate"])


def test_what_is_no_timecode_is_passed_over() -> None:
    assert clock_from((), [{"timecode": "noon"}, {"timecode": "00:00:01:00"}], Fraction(25)).start == Start(
        25, drop=False
    )
    assert clock_from((), [{"comment": "10:00:00:00"}], Fraction(25)) == Clock()


@pytest.mark.parametrize("text", ["noon", "10:00:00", "10:99:00:00", "10:00:00:77"])
def test_nothing_but_what_is_none_is_a_finding(text: str) -> None:
    clock = clock_from((), [{"timecode": text}], Fraction(25))
    assert (clock.start, kinds(clock)) == (None, ["no timecode"])


def test_two_timecodes_in_one_file_are_a_finding_and_the_nearer_one_counts() -> None:
    """MXF may tell that of the tape beside the picture, and its own for the file."""
    clock = clock_from((), [{"timecode": "10:00:00:00"}, {"timecode": "00:00:00:00"}], Fraction(25))
    assert (clock.start, kinds(clock)) == (Start(900000, drop=False), ["timecode disagrees"])
    assert "10:00:00:00, which is taken, and 00:00:00:00" in clock.findings[0].fact
    same = clock_from((), [{"timecode": "01:00:00;00"}, {"TIMECODE": "01:00:00;00"}], NTSC)
    assert not same.findings


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
