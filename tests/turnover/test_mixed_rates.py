"""Clips of every rate in one film: each frame in its place in every dialect, and nothing adds up.

A film of five hundred shots is cut from ten clips at ten rates. A clip counts in its own frames, the film
in its own; what lies between two frames is rounded once, at the shot, and never carried on to the next.
"""

from collections.abc import Iterable
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.timecode import frames_a_day, timecode_text
from rushes.turnover.dialects import FIRST_CUT
from rushes.turnover.dialects.model import sole
from rushes.turnover.model import Placed
from rushes.turnover.shots import all_shots, shots, shown
from rushes.turnover.verify import verify
from tests.turnover.making import RATES, clip, event, spoken

HALF = Fraction(1, 2)
FILMS = [Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(50)]


def clip_at(rate: Fraction) -> Clip:
    """Return a clip of ten minutes at a rate; those that may drop do."""
    drop = rate.denominator == 1001 and round(rate) % 30 == 0
    name = f"{rate.numerator}-{rate.denominator}.mov"
    return clip(name, rate=rate, frames=600 * round(rate), start=36000 * round(rate), drop=drop)


def film_of(rate: Fraction, count: int = 500, seed: int = 4) -> Cut:
    """Cut a film of so many shots of half a second to four, each from a clip of any rate."""
    chance, clips = Random(seed), [clip_at(rate) for rate in RATES]
    pieces = []
    for number in range(count):
        used = chance.choice(clips)
        start = chance.randrange(0, used.frames - round(5 * used.rate))
        pieces.append(
            (f"1.{number}", used, start, start + chance.randint(round(used.rate / 2), round(4 * used.rate)))
        )
    return spoken(pieces, rate)


@pytest.mark.slow
@pytest.mark.parametrize("rate", FILMS[::3], ids=str)
@pytest.mark.parametrize("name", FIRST_CUT)
def test_five_hundred_shots_of_ten_rates_stand_where_the_cut_has_them(name: str, rate: Fraction) -> None:
    """Read back by every reader: to the frame of the clip, or to half a one of the film where that counts."""
    cut = film_of(rate)
    data = FIRST_CUT[name].write(cut)
    verify(cut, FIRST_CUT[name], data)
    placed = in_order(FIRST_CUT[name].read(sole(data)).placed, "V")
    assert len(placed) == len(cut.track("V1")) == 500
    for one, wanted in zip(placed, cut.track("V1"), strict=True):
        used = cut.clip(wanted.file)
        off = HALF / rate if one.rate != used.rate else 0
        begins = one.source_in / one.rate - used.start / used.rate
        assert abs(begins - wanted.source.start / used.rate) <= off
        ends = one.source_out / one.rate - used.start / used.rate
        assert abs(ends - wanted.source.end / used.rate) <= 2 * off
        assert (one.record_in, one.record_out) == (wanted.record.start, wanted.record.end)


def in_order(placed: Iterable[Placed], kind: str) -> list[Placed]:
    return sorted((one for one in placed if one.track.startswith(kind)), key=lambda one: one.record_in)


@pytest.mark.parametrize("rate", FILMS, ids=str)
def test_no_frame_is_further_off_than_half_a_frame_anywhere(rate: Fraction) -> None:
    """Half a frame of the film for a shot's length, half a frame of the clip for each picture in it.

    The last picture stays on screen to its end, since the next one is not in the shot.
    """
    cut = film_of(rate)
    for shot in shots(cut, "V1"):
        assert abs(shot.source.seconds - shot.record.seconds) <= HALF / rate
        for number, frame in enumerate(shown(shot)):
            due = number / rate - (frame - shot.source.start) / shot.clip.rate
            is_last = frame == shot.source.end - 1
            assert abs(due) <= HALF / shot.clip.rate or (is_last and 0 < due < 1 / shot.clip.rate)


@settings(max_examples=40)
@given(st.sampled_from(RATES), st.sampled_from(FILMS), st.lists(st.integers(1, 40), min_size=2, max_size=60))
def test_what_runs_through_a_take_never_drifts_from_it(
    rate: Fraction, film: Fraction, lengths: list[int]
) -> None:
    """Pieces that follow each other in a take, each rounded alone: no shot made of them is off by more."""
    used, at = clip_at(rate), 0
    pieces = []
    for number, length in enumerate(lengths):
        length += round(rate / film)  # noqa: PLW2901 -- at least about a frame of the film
        pieces.append((f"1.{number}", used, at, at + length))
        at += length
    made = shots(spoken(pieces, film), "V1")
    assert [made[0].source.start, made[-1].source.end] == [0, at]
    for shot in made:
        for one in shot.events:
            begun = (one.source.start - shot.source.start) / rate
            assert abs((one.record.start - shot.record.start) / film - begun) <= HALF / film


def test_sound_of_a_recorder_keeps_its_samples_whatever_the_picture_counts() -> None:
    """Under takes at two rates, in a film at a third, a WAV's pieces are as long as their places."""
    sound = clip(
        "A.WAV",
        rate=Fraction(48000),
        frames=48000 * 600,
        start=36000 * 48000,
        is_sound=True,
        width=0,
        height=0,
    )
    film, pictures = Fraction(25), (clip_at(Fraction(24)), clip_at(Fraction(60000, 1001)))
    events, at = [], 0
    for number, used in enumerate(pictures):
        length = round(100 / used.rate * film)
        samples = 48000 * 3 * number, 48000 * 3 * number + length * 1920
        events.append(event("V1", f"1.{number}", used, (10, 110), (at, at + length)))
        events.append(event("A1", f"1.{number}", sound, samples, (at, at + length)))
        at += length
    cut = Cut(
        "Double",
        film,
        "classic",
        tuple(sorted(events, key=lambda one: one.track[0] != "V")),
        (),
        (*pictures, sound),
    )
    for name, dialect in FIRST_CUT.items():
        data = dialect.write(cut)
        verify(cut, dialect, data)
        heard = in_order(dialect.read(sole(data)).placed, "A")
        assert [one.record_out - one.record_in for one in heard] == [
            length.record.frames for length in cut.track("A1")
        ], name
    for shot in (shot for shot in all_shots(cut) if not shot.is_picture):
        assert shot.source.seconds == shot.record.seconds


def test_a_shot_that_runs_over_midnight_is_read_back() -> None:
    """Its clip begins two seconds before the day ends; lists write 00:00:00:00 after 23:59:59:23."""
    rate = Fraction(24)
    late = clip("night.mov", rate=rate, start=frames_a_day(rate) - 48, frames=240)
    cut = spoken([("1.1", late, 12, 84), ("1.2", late, 100, 148)], Fraction(25))
    for dialect in FIRST_CUT.values():
        verify(cut, dialect, dialect.write(cut))
    told = sole(FIRST_CUT["edl"].write(cut)).decode()
    assert f"{timecode_text(late.start + 12, rate)} {timecode_text(36, rate)}" in told
