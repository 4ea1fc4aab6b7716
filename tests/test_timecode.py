"""Time as editors count it: whole frames, exact rates, and numbers that are skipped but never frames."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.timecode import (
    NTSC,
    BetweenFrames,
    Moment,
    NotARate,
    NotATimecode,
    OtherRuler,
    Span,
    frame_from,
    may_drop,
    nominal,
    rate_from,
    rate_text,
    timecode_text,
)

FILM, PAL, VIDEO = Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001)
RATES = [Fraction(24), FILM, PAL, VIDEO, Fraction(30), Fraction(50), NTSC["59.94"], NTSC["119.88"]]

rates = st.sampled_from(RATES)
frames = st.integers(0, 24 * 60 * 60 * 24 - 1)


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        ("25", PAL),
        ("25/1", PAL),
        (" 24000/1001 ", FILM),
        ("23.976", FILM),
        ("23.98", FILM),
        ("29.97", VIDEO),
        ("12.5", Fraction(25, 2)),
    ],
)
def test_rates_are_exact(written: str, exact: Fraction) -> None:
    """What people call 23.976 is 24000/1001: an hour of the difference is 3.6 seconds of nothing."""
    assert rate_from(written) == exact


@pytest.mark.parametrize("written", ["", "fast", "0", "-25", "25/0", "nan", "inf", "25fps"])
def test_what_is_no_rate_is_refused(written: str) -> None:
    with pytest.raises(NotARate, match="write 25"):
        rate_from(written)


@given(rates)
def test_a_rate_that_was_written_is_read_back(rate: Fraction) -> None:
    assert rate_from(rate_text(rate)) == rate


@pytest.mark.parametrize(
    ("frame", "rate", "drop", "written"),
    [
        (0, PAL, False, "00:00:00:00"),
        (90074, PAL, False, "01:00:02:24"),
        (1799, VIDEO, True, "00:00:59;29"),
        (1800, VIDEO, True, "00:01:00;02"),
        (17982, VIDEO, True, "00:10:00;00"),
        (107892, VIDEO, True, "01:00:00;00"),
        (3600, NTSC["59.94"], True, "00:01:00;04"),
        (1800, VIDEO, False, "00:01:00:00"),
        (1800, PAL, True, "00:01:12:00"),
        (119, NTSC["119.88"], False, "00:00:00:119"),
        (24 * 3600 * 25 + 1, PAL, False, "00:00:00:01"),
    ],
)
def test_timecode_as_it_stands_on_the_slate(frame: int, rate: Fraction, drop: bool, written: str) -> None:  # noqa: FBT001
    """Drop-frame skips two numbers each minute but the tenth (four at 59.94); a day wraps."""
    assert timecode_text(frame, rate, drop=drop) == written


@given(frame=frames, rate=rates, drop=st.booleans())
def test_timecode_that_was_written_is_read_back(frame: int, rate: Fraction, *, drop: bool) -> None:
    """Every frame of a day has one number, and it leads back to the frame."""
    day = frame_from(timecode_text(-1, rate, drop=drop), rate) + 1
    assert frame_from(timecode_text(frame, rate, drop=drop), rate) == frame % day


@pytest.mark.parametrize(
    "written",
    ["", "1:00:00:00", "00:00:00", "00:60:00:00", "00:00:60:00", "00:00:00:25", "00:00:00;30", "tape"],
)
def test_what_is_no_timecode_is_refused(written: str) -> None:
    with pytest.raises(NotATimecode):
        frame_from(written, PAL)


def test_a_number_that_drop_frame_skips_is_refused() -> None:
    """01:00;00 does not exist at 29.97; whoever typed it meant another frame."""
    with pytest.raises(NotATimecode):
        frame_from("00:01:00;00", VIDEO)
    assert frame_from("00:10:00;00", VIDEO) == 17982


def test_an_hour_of_drop_frame_is_an_hour() -> None:
    """That is what it is for: less than two frames of error in an hour."""
    assert abs(frame_from("01:00:00;00", VIDEO) / VIDEO - 3600) < 2 / VIDEO


@given(rates)
def test_only_the_video_rates_drop(rate: Fraction) -> None:
    assert may_drop(rate) == (rate in {VIDEO, NTSC["59.94"], NTSC["119.88"]})
    assert nominal(rate) >= rate


@given(frames, rates)
def test_a_frame_begins_where_it_says(frame: int, rate: Fraction) -> None:
    """From frame to seconds and back is exact, by each way of rounding."""
    moment = Moment(frame, rate)
    for act in (Moment.nearest, Moment.at_or_before, Moment.at_or_after):
        assert act(moment.seconds, rate) == moment


@given(st.fractions(0, 10000), rates)
def test_rounding_keeps_its_word(seconds: Fraction, rate: Fraction) -> None:
    """At or before, at or after, and never more than half a frame away."""
    assert Moment.at_or_before(seconds, rate).seconds <= seconds <= Moment.at_or_after(seconds, rate).seconds
    assert abs(Moment.nearest(seconds, rate).seconds - seconds) <= 1 / (2 * rate)


def test_another_ruler_is_exact_or_refused() -> None:
    """A frame of 25 does not exist at 24; who wants the nearest says so."""
    assert Moment(50, PAL).on(Fraction(50)) == Moment(100, Fraction(50))
    with pytest.raises(BetweenFrames, match="round it by name"):
        Moment(1, PAL).on(Fraction(24))
    assert Moment(1, PAL).nearest_on(Fraction(24)) == Moment(1, Fraction(24))


@given(st.floats(0, 1000), st.floats(0, 100), rates)
def test_a_span_holds_all_of_its_seconds(start_s: float, length_s: float, rate: Fraction) -> None:
    """No syllable is cut off by rounding, and no more than one frame is added on either side."""
    span = Span.around(start_s, start_s + length_s, rate)
    assert span.start / rate <= Fraction(start_s)
    assert span.end / rate >= Fraction(start_s + length_s)
    assert span.seconds < Fraction(length_s) + 2 / rate + Fraction(1, 10**9)


def test_a_span_runs_forwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        Span(2, 1, PAL)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_overlap_counts_the_shared_frames(one: int, length: int, other: int, width: int) -> None:
    a, b = Span(one, one + length, PAL), Span(other, other + width, PAL)
    shared = len(set(range(a.start, a.end)) & set(range(b.start, b.end)))
    assert a.overlap(b) == b.overlap(a) == shared


def test_rulers_are_not_mixed() -> None:
    with pytest.raises(OtherRuler):
        Span(0, 1, PAL).overlap(Span(0, 1, FILM))


def test_a_moved_span_keeps_its_length() -> None:
    assert Span(10, 20, PAL).moved(-5) == Span(5, 15, PAL)
    assert (Span(10, 35, PAL).start_s, Span(10, 35, PAL).end_s) == (0.4, 1.4)
