"""Exact time: what an editor reads on the counter is what the frame is, at every rate, all day."""

import pickle
from datetime import timedelta
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from opentimelineio.opentime import RationalTime, from_timecode, to_timecode

from rushes.errors import Refusal
from rushes.timecode import (
    NTSC,
    BetweenFrames,
    Moment,
    NotARate,
    NotATimecode,
    OtherRuler,
    Span,
    clock_seconds,
    frame_at,
    frame_from,
    frames_a_day,
    may_drop,
    nearest_named,
    nominal,
    rate_from,
    rate_text,
    timecode_text,
)

RATES = [
    rate_from(text)
    for text in (
        "23.976",
        "24",
        "25",
        "29.97",
        "30",
        "47.952",
        "48",
        "50",
        "59.94",
        "60",
        "100",
        "119.88",
        "120",
    )
]
DROPPING = [rate_from(text) for text in ("29.97", "59.94", "119.88")]
RULERS = [(rate, False) for rate in RATES] + [(rate, True) for rate in DROPPING]

rates = st.sampled_from(RATES)
rulers = st.sampled_from(RULERS)
days = st.integers(0, 86_400 * 120 - 1)


def a_day(rate: Fraction, *, drop: bool) -> int:
    """Return how many frame numbers a day of timecode has."""
    skipped = nominal(rate) // 15 * 54 * 24 if drop else 0
    return nominal(rate) * 86_400 - skipped


@given(rulers, days)
def test_a_frame_and_its_timecode_are_one(ruler: tuple[Fraction, bool], frame: int) -> None:
    rate, drop = ruler
    frame %= a_day(rate, drop=drop)
    assert frame_from(timecode_text(frame, rate, drop=drop), rate) == frame


def numbers_of_a_day(rate: Fraction, *, drop: bool) -> np.ndarray:
    """Write down every number of a day as the standard tells it, in the order in which frames get them.

    Numbers are hours, minutes, seconds and frames put together; in drop-frame those that are skipped are
    struck out by hand (SMPTE ST 12-1), so that no arithmetic is shared with what is tested.
    """
    base = nominal(rate)
    number = np.arange(86_400 * base)
    seconds, frame = number // base, number % base
    skipped = (seconds % 60 == 0) & (frame < base // 15) & (seconds // 60 % 10 != 0)
    return number[~skipped] if drop else number


def written(number: int, rate: Fraction, *, drop: bool) -> str:
    """Write a number of the day as text."""
    seconds, frame = divmod(int(number), nominal(rate))
    width = 3 if nominal(rate) > 100 else 2
    mark = ";" if drop else ":"
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{frame:0{width}}"


@pytest.mark.parametrize(("rate", "drop"), RULERS, ids=str)
def test_every_minute_of_the_day_has_the_numbers_of_the_standard(rate: Fraction, drop: bool) -> None:  # noqa: FBT001
    """Nine frames about each of 1,440 minutes, and as many at random, against the list of all numbers."""
    numbers = numbers_of_a_day(rate, drop=drop)
    assert len(numbers) == frames_a_day(rate, drop=drop) == a_day(rate, drop=drop)
    base = nominal(rate)
    minutes = np.searchsorted(numbers, np.arange(0, 86_400, 60) * base)
    near = (minutes[:, None] + np.arange(-4, 5)).ravel() % len(numbers)
    anywhere = np.random.default_rng(base).integers(0, len(numbers), 4000)
    for frame in (*near.tolist(), *anywhere.tolist(), 0, len(numbers) - 1):
        text = written(numbers[frame], rate, drop=drop)
        assert timecode_text(frame, rate, drop=drop) == text
        assert frame_from(text, rate) == frame
        told = clock_seconds(Fraction(frame), rate, drop=drop)
        assert told == Fraction(int(numbers[frame]), base)
        assert frame_at(told, rate, drop=drop) == frame


@pytest.mark.parametrize("rate", DROPPING, ids=str)
def test_no_number_that_drop_frame_skips_is_written_or_read(rate: Fraction) -> None:
    """Each of them, of the whole day; asked of the clock they are the first frame after."""
    base, skipped = nominal(rate), nominal(rate) // 15
    for minute in (minute for minute in range(24 * 60) if minute % 10):
        first = frame_from(written((minute * 60) * base + skipped, rate, drop=True), rate)
        for frame in range(skipped):
            number = minute * 60 * base + frame
            with pytest.raises(NotATimecode):
                frame_from(written(number, rate, drop=True), rate)
            assert frame_at(Fraction(number, base), rate, drop=True) == first


@given(rulers, st.integers(-400_000_000, 400_000_000))
def test_a_count_of_any_size_is_a_time_of_day(ruler: tuple[Fraction, bool], frame: int) -> None:
    """Below zero it is the day before, after midnight the day after."""
    rate, drop = ruler
    day = frames_a_day(rate, drop=drop)
    assert timecode_text(frame, rate, drop=drop) == timecode_text(frame % day, rate, drop=drop)
    told = clock_seconds(Fraction(frame), rate, drop=drop)
    assert 0 <= told < 86_400
    assert frame_at(told, rate, drop=drop) == frame % day


@given(rulers, st.fractions(0, 86_399, max_denominator=200_000))
def test_seconds_of_the_clock_fall_in_the_frame_before_them(
    ruler: tuple[Fraction, bool], clock_s: Fraction
) -> None:
    """Never further from it than a frame, or than the numbers that drop-frame skips."""
    rate, drop = ruler
    told = clock_seconds(Fraction(frame_at(clock_s, rate, drop=drop)), rate, drop=drop)
    assert (
        -Fraction(nominal(rate) // 15 if drop else 0, nominal(rate))
        <= clock_s - told
        < Fraction(1, nominal(rate))
    )


@given(rulers, rulers, days)
@example((Fraction(30000, 1001), True), (Fraction(24000, 1001), False), 107_892)
def test_jammed_clocks_of_two_rates_have_their_digits_in_common(
    one: tuple[Fraction, bool], other: tuple[Fraction, bool], frame: int
) -> None:
    """A recorder at 29.97 drop and a camera at 23.976 that both show 01:00:00 are together."""
    frame %= a_day(one[0], drop=one[1])
    there = frame_at(clock_seconds(Fraction(frame), one[0], drop=one[1]), other[0], drop=other[1])
    here, reads = (
        timecode_text(at, rate, drop=drop)[:8] for at, (rate, drop) in ((frame, one), (there, other))
    )
    assert here == reads


KNOWN_TO_OTIO = [(rate, drop) for rate, drop in RULERS if nominal(rate) <= 60]


@given(st.sampled_from(KNOWN_TO_OTIO), days)
def test_opentimelineio_reads_and_writes_the_same_timecode(ruler: tuple[Fraction, bool], frame: int) -> None:
    """At every rate up to 60, but for the last 86 seconds of a day of 29.97 or 59.94 non-drop.

    There it is already the next day to OpenTimelineIO 0.18, which lets it wrap after the frames of a day of
    drop-frame. It does not count 100 and 120 frames a second.
    """
    rate, drop = ruler
    frame %= a_day(rate, drop=may_drop(rate))
    text = timecode_text(frame, rate, drop=drop)
    assert to_timecode(RationalTime(frame, float(rate)), float(rate), drop) == text
    assert from_timecode(text, float(rate)).value == frame


@given(rulers, days)
def test_the_next_frame_has_a_later_number_and_a_day_wraps(ruler: tuple[Fraction, bool], frame: int) -> None:
    rate, drop = ruler
    frame %= a_day(rate, drop=drop)
    here, after = (timecode_text(number, rate, drop=drop) for number in (frame, frame + 1))
    assert here < after or (frame + 1 == a_day(rate, drop=drop) and after[:8] == "00:00:00")


@pytest.mark.parametrize(("rate", "drop"), RULERS, ids=str)
def test_around_every_minute_of_the_day_nothing_is_counted_twice(rate: Fraction, drop: bool) -> None:  # noqa: FBT001
    base = nominal(rate)
    for minute in range(24 * 60):
        skipped = base // 15 * (minute - minute // 10 - bool(minute % 10)) if drop else 0
        first = minute * base * 60 - skipped
        for frame in (first - 1, first, first + 1):
            wrapped = frame % a_day(rate, drop=drop)
            assert frame_from(timecode_text(frame, rate, drop=drop), rate) == wrapped
        hours, minutes = divmod(minute, 60)
        begins = f"{hours:02}:{minutes:02}:00"
        assert timecode_text(first, rate, drop=drop).startswith(begins)
        assert not timecode_text(first - 1, rate, drop=drop).startswith(begins)


@pytest.mark.parametrize("rate", DROPPING, ids=str)
def test_drop_frame_skips_numbers_and_not_frames(rate: Fraction) -> None:
    """Each frame has a number, and the numbers 00, 01 (to 03, to 07) of most minutes have no frame."""
    skipped = nominal(rate) // 15
    minutes = [timecode_text(frame, rate, drop=True) for frame in range(nominal(rate) * 60 * 11)]
    assert len(set(minutes)) == len(minutes)
    last = minutes.index(f"00:00:59;{nominal(rate) - 1:0{len(minutes[0]) - 9}}")
    assert minutes[last + 1] == f"00:01:00;{skipped:0{len(minutes[0]) - 9}}"
    tenth = next(text for text in minutes if text.startswith("00:10:00"))
    assert int(tenth.partition(";")[2]) == 0


@pytest.mark.parametrize("rate", DROPPING, ids=str)
def test_drop_frame_keeps_pace_with_the_clock(rate: Fraction) -> None:
    """After a day it is within a tenth of a second of it; without dropping it is 86 seconds slow."""
    real = Fraction(a_day(rate, drop=True)) / rate
    assert abs(real - 86_400) < Fraction(1, 10)
    assert Fraction(a_day(rate, drop=False)) / rate - 86_400 > 86


@pytest.mark.parametrize(
    ("text", "rate", "frame"),
    [
        ("00:00:59;29", "29.97", 1799),
        ("00:01:00;02", "29.97", 1800),
        ("00:09:59;29", "29.97", 17_981),
        ("00:10:00;00", "29.97", 17_982),
        ("01:00:00;00", "29.97", 107_892),
        ("23:59:59;29", "29.97", 2_589_407),
        ("01:00:00:00", "29.97", 108_000),
        ("00:01:00;04", "59.94", 3600),
        ("01:00:00;00", "59.94", 215_784),
        ("01:00:00:00", "23.976", 86_400),
        ("01:00:00:00", "24", 86_400),
        ("10:00:00:00", "25", 900_000),
        ("21:44:10:09", "25", 1_956_259),
        ("00:00:01:119", "119.88", 239),
    ],
)
def test_numbers_that_an_editor_knows_by_heart(text: str, rate: str, frame: int) -> None:
    exact = rate_from(rate)
    assert frame_from(text, exact) == frame
    assert timecode_text(frame, exact, drop=";" in text) == text


@pytest.mark.parametrize(
    ("written", "drops"), [("01:00:00;00", True), ("01:00:00,00", True), ("01:00:00.00", False)]
)
def test_the_mark_before_the_frames_says_whether_it_drops(written: str, drops: bool) -> None:  # noqa: FBT001
    assert frame_from(written, rate_from("29.97")) == (107_892 if drops else 108_000)


def test_a_rate_that_cannot_drop_does_not() -> None:
    assert timecode_text(90_000, Fraction(25), drop=True) == "01:00:00:00"
    assert frame_from("01:00:00;00", Fraction(25)) == 90_000
    assert [may_drop(rate) for rate in RATES] == [rate in DROPPING for rate in RATES]


@pytest.mark.parametrize(
    "text",
    [
        *("", "1:00:00:00", "01:00:00", "01:00:00:0", "01-00-00-00", "aa:00:00:00", "01:00:00:00:00"),
        *("24:00:00:00", "00:60:00:00", "00:00:60:00", "00:00:00:30", "-1:00:00:00", "\u0660\u0661:00:00:00"),
        *("00:01:00;00", "00:01:00;01", "00:59:00;00", "12:11:00,01"),
    ],
)
def test_what_is_no_timecode_is_refused(text: str) -> None:
    """The last four are numbers that drop-frame skips."""
    with pytest.raises(NotATimecode) as refused:
        frame_from(text, rate_from("29.97"))
    assert "30000/1001" in str(refused.value)


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        *((text, exact) for text, exact in NTSC.items()),
        *((rate_text(rate), rate) for rate in RATES),
        ("25", Fraction(25)),
        (" 25.0 ", Fraction(25)),
        ("12.5", Fraction(25, 2)),
        ("15", Fraction(15)),
        ("29.970", Fraction(30000, 1001)),
        ("29.97003", Fraction(30000, 1001)),
        ("23.976023976023978", Fraction(24000, 1001)),
        ("14.985", Fraction(15000, 1001)),
        ("23.97", Fraction(2397, 100)),
        ("24.00", Fraction(24)),
    ],
)
def test_rates_as_people_and_programs_write_them(written: str, exact: Fraction) -> None:
    assert rate_from(written) == exact


@pytest.mark.parametrize("written", ["", "fast", "0", "-25", "25/0", "25 fps", "nan", "inf", "24000/1001/1"])
def test_what_is_no_rate_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(NotARate, match="24000/1001"):
        rate_from(written)


@pytest.mark.parametrize(
    ("rate", "named"),
    [
        *((rate, rate) for rate in RATES),
        (Fraction(90000, 3002), Fraction(30000, 1001)),
        (Fraction(2999, 100), Fraction(30)),
        (Fraction(20526, 1000), Fraction(21000, 1001)),
        (Fraction(1, 3), Fraction(1000, 1001)),
    ],
)
def test_the_nearest_rate_with_a_name(rate: Fraction, named: Fraction) -> None:
    assert nearest_named(rate) == named


@given(rates)
def test_a_rate_survives_writing(rate: Fraction) -> None:
    assert rate_from(rate_text(rate)) == rate


@given(rates, days)
def test_seconds_of_a_frame_lead_back_to_it(rate: Fraction, frame: int) -> None:
    """As an exact number and as a float; 3/25 s as a float lies just below frame 3."""
    moment = Moment(frame, rate)
    for seconds in (moment.seconds, float(moment.seconds)):
        assert Moment.at_or_before(seconds, rate) == moment
        assert Moment.at_or_after(seconds, rate) == moment
        assert Moment.nearest(seconds, rate) == moment


@given(rates, st.floats(0, 86_400, allow_nan=False))
def test_rounding_is_down_up_or_to_the_nearest_and_never_further(rate: Fraction, seconds: float) -> None:
    before, after = Moment.at_or_before(seconds, rate), Moment.at_or_after(seconds, rate)
    nearest = Moment.nearest(seconds, rate)
    assert before.frame <= nearest.frame <= after.frame <= before.frame + 1
    assert abs(nearest.seconds - Fraction(seconds)) * rate <= Fraction(1, 2) + Fraction(1, 1_000_000)


def test_halves_round_upwards() -> None:
    assert Moment.nearest(Fraction(1, 2), Fraction(1)) == Moment(1, Fraction(1))
    assert Moment.nearest(Fraction(-1, 2), Fraction(1)) == Moment(0, Fraction(1))


def test_moving_to_another_ruler_is_exact_or_refused() -> None:
    film, video = Fraction(24), Fraction(25)
    assert Moment(48, film).on(video) == Moment(50, video)
    with pytest.raises(BetweenFrames, match="round it by name"):
        Moment(47, film).on(video)
    assert Moment(47, film).nearest_on(video) == Moment(49, video)


@given(rates, rates, days)
def test_what_moves_exactly_moves_back(one: Fraction, other: Fraction, count: int) -> None:
    whole = Moment(count * one.numerator * other.denominator, one)  # both rulers have a frame there
    assert whole.on(other).on(one) == whole


@given(rates, days, st.integers(0, 10_000))
def test_a_span_leads_back_to_itself_through_seconds(rate: Fraction, start: int, frames: int) -> None:
    span = Span(start, start + frames, rate)
    assert Span.around(span.start_s, span.end_s, rate) == span
    assert span.seconds * rate == span.frames == frames
    assert span.moved(5).moved(-5) == span


@given(rates, st.floats(0, 1000), st.floats(0, 100))
def test_a_span_holds_all_of_its_seconds_and_no_frame_too_many(
    rate: Fraction, start: float, length: float
) -> None:
    span = Span.around(start, start + length, rate)
    hair = 1e-6
    assert span.start_s <= start + hair
    assert span.end_s >= start + length - hair
    assert span.frames <= length * rate + 2


@given(rates, *[st.integers(0, 60)] * 4)
def test_overlap_counts_the_frames_that_two_spans_share(
    rate: Fraction, a: int, b: int, c: int, d: int
) -> None:
    one, other = Span(min(a, b), max(a, b), rate), Span(min(c, d), max(c, d), rate)
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlap(other) == other.overlap(one) == len(shared)


def test_spans_of_different_rulers_do_not_mix() -> None:
    with pytest.raises(OtherRuler, match="move one first"):
        Span(0, 5, Fraction(24)).overlap(Span(0, 5, Fraction(25)))


def test_a_span_runs_forwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        Span(5, 4, Fraction(25))


def test_a_clip_lasts_as_long_as_its_exact_rate_says() -> None:
    """An hour of 24 frames at 23.976 is 3.6 seconds longer than an hour."""
    assert timedelta(seconds=float(Span(0, 86_400, rate_from("23.976")).seconds)) == timedelta(
        hours=1, seconds=3.6
    )


@pytest.mark.parametrize(
    "refusal",
    [
        NotARate("fast"),
        NotATimecode("00:01:00;00", "30000/1001"),
        BetweenFrames(47, "24/1", "25/1"),
        OtherRuler("24/1", "25/1"),
    ],
    ids=lambda refusal: type(refusal).__name__,
)
def test_refusals_cross_a_pool_of_processes(refusal: Refusal) -> None:
    """An exception that does not pickle hangs a pool."""
    back = pickle.loads(pickle.dumps(refusal))
    assert (type(back), back.args, str(back)) == (type(refusal), refusal.args, str(refusal))
