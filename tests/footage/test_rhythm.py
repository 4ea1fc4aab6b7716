"""The exact rate is read from the times of the frames, and uneven times are noticed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.footage.rhythm import STANDARD, Rhythm, rhythm

MILLISECOND = Fraction(1, 1000)
FINE = Fraction(1, 90000)


def grid(rate: Fraction, count: int, tick: Fraction) -> list[int]:
    """Place frames evenly and round their times to the tick, as a file does."""
    return [round(number / rate / tick) for number in range(count)]


@given(
    rate=st.sampled_from(STANDARD),
    count=st.integers(2, 2000),
    tick=st.sampled_from([MILLISECOND, FINE, Fraction(1, 600), Fraction(1, 48000)]),
    start=st.integers(-(10**9), 10**12),
    data=st.data(),
)
def test_every_standard_rate_is_found_behind_every_rounding(
    rate: Fraction, count: int, tick: Fraction, start: int, data: st.DataObject
) -> None:
    """A file that states its rate is believed exactly where the rounded times allow it, in any order."""
    if tick * rate > Fraction(1, 4):
        return  # the tick is too coarse to hold this rate at all
    times = data.draw(st.permutations([start + time for time in grid(rate, count, tick)][:60]))
    assert rhythm(times, tick, (rate,)) == Rhythm(rate, len(times))


@pytest.mark.parametrize("rate", [Fraction(24000, 1001), Fraction(24), Fraction(30000, 1001), Fraction(30)])
def test_half_an_hour_tells_ntsc_from_film(rate: Fraction) -> None:
    """Without any statement, half an hour of milliseconds is enough to tell 23.976 from 24."""
    assert rhythm(grid(rate, 43200, MILLISECOND), MILLISECOND).rate == rate


def test_a_wrong_statement_is_not_believed() -> None:
    """Exact times outweigh what the header says."""
    assert rhythm(grid(Fraction(25), 250, FINE), FINE, (Fraction(30),)) == Rhythm(Fraction(25), 250)


def test_a_phone_that_slows_down_in_the_dark_is_variable() -> None:
    """Ten frames a second after a while of thirty: the ruler of thirty, and a warning."""
    times = grid(Fraction(30), 30, FINE) + [90000 + 9000 * number for number in range(10)]
    assert rhythm(times, FINE) == Rhythm(Fraction(30), 58, variable=True)


def test_a_camera_that_lost_frames_keeps_its_grid() -> None:
    """Two frames lost at 25: the ruler is still 25, and the frames after the gap keep their places."""
    times = [time for number, time in enumerate(grid(Fraction(25), 100, FINE)) if number not in (50, 51)]
    assert rhythm(times, FINE, (Fraction(2450, 100),)) == Rhythm(Fraction(25), 100, lost=2, variable=True)


def test_jitter_of_a_tenth_of_a_frame_is_no_variable_rate() -> None:
    times = [
        time + (300 if number % 3 == 0 else 0) for number, time in enumerate(grid(Fraction(30), 300, FINE))
    ]
    assert rhythm(times, FINE) == Rhythm(Fraction(30), 300)


def test_an_unusual_but_even_rate_is_kept_exactly() -> None:
    assert rhythm([number * 5000 for number in range(50)], FINE, (Fraction(18),)) == Rhythm(Fraction(18), 50)
    assert rhythm([number * 7000 for number in range(50)], FINE) == Rhythm(Fraction(90, 7), 50)


@pytest.mark.parametrize(("times", "claims"), [([], ()), ([7], ()), ([7, 7, 7], (None,))])
def test_one_frame_tells_no_rate(times: list[int], claims: tuple[None, ...]) -> None:
    assert rhythm(times, FINE, claims).rate is None


def test_one_frame_takes_the_rate_that_is_stated() -> None:
    assert rhythm([7], FINE, (None, Fraction(24))) == Rhythm(Fraction(24), 1)
