"""A telephone's uneven frames on an even ruler: each place shows the frame that was on screen then."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.engine.writing import decode, encode
from rushes.footage.rhythm import rhythm
from rushes.footage.time_map import TimeMap, time_map, uneven

FINE = Fraction(1, 90000)
PHONE = Fraction(30)
HALF = Fraction(1, 2)

rates = st.sampled_from([Fraction(24), Fraction(25), Fraction(30000, 1001), PHONE, Fraction(60)])
steps = st.lists(st.integers(1, 30_000), min_size=1, max_size=120)


def uneven_times(lengths: list[int], start: int = 0) -> list[int]:
    """Return the ticks at which frames begin that last so many ticks, and of one frame more."""
    times = [start]
    for length in lengths:
        times.append(times[-1] + length)
    return times


@given(rates, steps, st.integers(-(10**6), 10**9))
def test_each_place_shows_what_is_on_screen_in_its_middle(
    rate: Fraction, lengths: list[int], start: int
) -> None:
    """Searched for by hand, from the first place to the last, whatever the clock of the file begins with."""
    times = uneven_times(lengths, start)
    ruler = time_map(times, FINE, rate)
    for place in range(ruler.frames):
        middle = (place + HALF) / rate
        by_hand = max(number for number, at in enumerate(times) if (at - start) * FINE < middle)
        assert ruler.frame_shown(place) == by_hand


@given(rates, steps)
def test_no_frame_stands_more_than_half_a_place_from_its_time(rate: Fraction, lengths: list[int]) -> None:
    """So sound that is cut by seconds stays with the picture, from the first frame to the last."""
    ruler = time_map(uneven_times(lengths), FINE, rate)
    for frame in range(ruler.in_file):
        early = ruler.place_of(frame) / rate - ruler.tick_of(frame) * FINE
        assert abs(early) <= HALF / rate
    assert abs((ruler.frames - 1) / rate - sum(lengths) * FINE) <= HALF / rate


@given(rates, steps)
def test_places_and_frames_lead_to_each_other(rate: Fraction, lengths: list[int]) -> None:
    """Every place has one frame; a frame has all of its places in a row, or none and is counted as unseen."""
    ruler = time_map(uneven_times(lengths), FINE, rate)
    shown = [ruler.frame_shown(place) for place in range(ruler.frames)]
    assert [frame for frame in range(ruler.in_file) for _ in ruler.places(frame)] == shown == sorted(shown)
    assert all(ruler.frame_shown(place) == frame for frame in set(shown) for place in ruler.places(frame))
    assert ruler.unseen == ruler.in_file - len(set(shown))
    assert ruler.repeated == ruler.frames - len(set(shown))


@given(steps, st.randoms())
def test_a_map_survives_writing_and_does_not_ask_for_order(lengths: list[int], chance: Random) -> None:
    times = uneven_times(lengths)
    ruler = time_map(times, FINE, PHONE)
    assert decode(encode(ruler), TimeMap) == ruler
    chance.shuffle(times)
    assert time_map(times, FINE, PHONE) == ruler


@given(st.integers(1, 500), rates)
def test_even_frames_stand_each_at_its_own_place(count: int, rate: Fraction) -> None:
    """A map of a clip of constant rate changes nothing."""
    ruler = time_map([round(number / rate / FINE) for number in range(count)], FINE, rate)
    assert [ruler.frame_shown(place) for place in range(ruler.frames)] == list(range(count))
    assert (ruler.repeated, ruler.unseen) == (0, 0)


@given(rates, steps, st.integers(0, 200))
def test_a_clip_that_ends_sooner_has_the_first_of_its_places(
    rate: Fraction, lengths: list[int], frames: int
) -> None:
    """As when the file breaks off: what is shown until then does not change."""
    whole = time_map(uneven_times(lengths), FINE, rate)
    part = time_map(uneven_times(lengths), FINE, rate, frames)
    assert part.frames <= min(frames, whole.frames)
    assert all(part.frame_shown(place) == whole.frame_shown(place) for place in range(part.frames))


def test_what_follows_evenly_takes_no_room() -> None:
    """An hour of frames with one long one in it: a map of three runs, some hundred bytes."""
    lengths = [3000] * 50_000 + [9000] + [3000] * 58_000
    ruler = time_map(uneven_times(lengths), FINE, PHONE)
    assert ruler.runs == ((0, 3000, 50_001), (150_009_000, 3000, 58_001))
    assert len(encode(ruler)) < 200
    assert (ruler.frames, ruler.repeated, ruler.unseen) == (108_004, 2, 0)


def test_the_finding_says_how_it_is_counted_and_what_to_do() -> None:
    """Thirty a second, one stop of 133 ms, two frames within one place."""
    ruler = time_map(uneven_times([3000] * 20 + [12_000] + [1000] + [2000] + [3000] * 20), FINE, PHONE)
    finding = uneven(ruler)
    assert (finding.kind, ruler.repeated, ruler.unseen) == ("variable rate", 3, 1)
    assert "11 to 133 ms apart, 28.67 a second on average" in finding.fact
    assert "even ruler of 30 a second" in finding.fact
    assert "3 places show the frame before once more and 1 frame is left out" in finding.fact
    assert "constant 30 frames a second" in finding.advice


@pytest.mark.parametrize("times", [[], [7], [7, 7]])
def test_a_clip_of_one_frame_has_one_place(times: list[int]) -> None:
    ruler = time_map(times, FINE, PHONE)
    assert (ruler.frames, ruler.in_file, ruler.average) == (len(set(times)), len(set(times)), Fraction(0))


def wavering(rate: Fraction, count: int, wavers: float, chance: Random, *, lost: float = 0.0) -> list[int]:
    """Return the ticks of frames that a telephone takes: about their time, some of them not at all."""
    kept = [number for number in range(count) if not number or chance.random() >= lost]
    return [round((number + chance.uniform(-wavers, wavers)) / rate / FINE) for number in kept]


@given(
    st.sampled_from(
        [Fraction(n) for n in (24, 25, 30, 50, 60)] + [Fraction(n, 1001) for n in (24000, 30000)]
    ),
    st.floats(0.3, 0.35),
    st.floats(0, 0.15),
    st.integers(0, 10**6),
)
def test_a_ruler_is_what_the_camera_means(rate: Fraction, wavers: float, lost: float, seed: int) -> None:
    """Twenty seconds of frames a third of a place off, up to 15 in 100 left out: never their average."""
    beat = rhythm(wavering(rate, int(20 * rate), wavers, Random(seed), lost=lost), FINE)
    assert (beat.rate, beat.variable) == (rate, True)


def test_rhythm_and_map_count_the_same_places() -> None:
    """Thirty, then fifteen in the dark, then wavering: what `rhythm` promises is what the map gives."""
    times = uneven_times([3000] * 90 + [6100] * 60 + [2700, 3300, 3100] * 40)
    beat = rhythm(times, FINE)
    assert beat.rate == PHONE
    assert time_map(times, FINE, PHONE).frames == beat.frames
