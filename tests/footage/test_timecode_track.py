"""Timecode tracks as cameras, transcoders and accidents leave them: what is told, and where the clip begins.

The files are filmed here, and their timecode is written into them byte by byte.
"""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.footage.model import Probe
from rushes.footage.probe import probe
from rushes.timecode import nominal, timecode_text
from tests.footage.making import shoot
from tests.footage.quicktime import with_timecode

PAL = Fraction(25)
FILM = Fraction(24000, 1001)
NTSC = Fraction(30000, 1001)
ONE, TWO = Fraction(1), Fraction(2)
TEN = 10 * 3600
DAY = 24 * 3600


def begins(seen: Probe) -> str:
    """Return the timecode of the first frame."""
    assert seen.has_timecode
    assert seen.rate
    return timecode_text(seen.start, seen.rate, drop=seen.drop)


def kinds(seen: Probe) -> list[str]:
    return [finding.kind for finding in seen.findings]


def two_seconds(folder: Path, rate: Fraction = PAL) -> Path:
    return shoot(folder / "clip.mov", rate=rate, frames=round(2 * rate))


def test_a_jump_is_told_with_its_place_and_size_and_the_first_frame_counts(tmp_path: Path) -> None:
    """The camera was jammed again in the middle of a take."""
    seen = probe(with_timecode(two_seconds(tmp_path), [(TEN * 25, ONE), (TEN * 25 + 5000, ONE)]))
    assert (begins(seen), seen.frames, kinds(seen)) == ("10:00:00:00", 50, ["timecode jumps"])
    assert "jumps once: at frame 25 from 10:00:01:00 to 10:03:20:00 (+00:03:19:00)." in seen.findings[0].fact


def test_a_number_for_each_frame_is_no_jump_unless_one_is_missing(tmp_path: Path) -> None:
    each = [(TEN * 25 + number, Fraction(1, 25)) for number in range(50)]
    assert not probe(with_timecode(two_seconds(tmp_path), each)).findings
    each[20:] = [(count + 3, lasts) for count, lasts in each[20:]]
    each[40:] = [(count - 9, lasts) for count, lasts in each[40:]]
    seen = probe(with_timecode(two_seconds(tmp_path), each))
    assert (
        "jumps 2 times: at frame 20 from 10:00:00:20 to 10:00:00:23 (+00:00:00:03)" in seen.findings[0].fact
    )
    assert "at frame 40 from 10:00:01:18 to 10:00:01:09 (-00:00:00:09)" in seen.findings[0].fact


@pytest.mark.parametrize("after", [0, DAY * 25])
def test_midnight_is_no_jump(tmp_path: Path, after: int) -> None:
    """Whether the counter begins again or goes on beyond the day."""
    seen = probe(with_timecode(two_seconds(tmp_path), [(DAY * 25 - 25, ONE), (after, ONE)]))
    assert (begins(seen), seen.findings) == ("23:59:59:00", ())


def test_a_jump_over_midnight_is_one(tmp_path: Path) -> None:
    seen = probe(with_timecode(two_seconds(tmp_path), [(DAY * 25 - 50, ONE), (3 * 25, ONE)]))
    assert "from 23:59:59:00 to 00:00:03:00 (+00:00:04:00)" in seen.findings[0].fact


@pytest.mark.parametrize(
    ("count", "flags", "text", "said"),
    [
        (DAY * 25 + 25, 0, "00:00:01:00", "00:00:01:00, 1 day after"),
        (3 * DAY * 25, 0, "00:00:00:00", "00:00:00:00, 3 days after"),
        (-25, 4, "23:59:59:00", "23:59:59:00, 1 day before"),
    ],
)
def test_what_no_clock_shows_is_taken_within_the_day(
    tmp_path: Path, count: int, flags: int, text: str, said: str
) -> None:
    seen = probe(with_timecode(two_seconds(tmp_path), [(count, TWO)], flags=flags))
    assert (begins(seen), kinds(seen)) == (text, ["timecode beyond a day"])
    assert said in seen.findings[0].fact


def test_a_counter_is_no_time_of_day(tmp_path: Path) -> None:
    seen = probe(with_timecode(two_seconds(tmp_path), [(12, TWO)], flags=8))
    assert (seen.has_timecode, seen.start, kinds(seen)) == (False, 0, ["no timecode"])
    assert "a counter, which stands at 12" in seen.findings[0].fact


@pytest.mark.parametrize(("scale", "second"), [((25, 1), 25), ((50, 1), 25)])
def test_fifty_frames_under_a_timecode_of_twenty_five(
    tmp_path: Path, scale: tuple[int, int], second: int
) -> None:
    """A camera that counts pairs: number 12 is the frame 24 of the second."""
    clip = two_seconds(tmp_path, Fraction(50))
    seen = probe(with_timecode(clip, [(TEN * 25 + 12, TWO)], scale=scale, second=second))
    assert (begins(seen), kinds(seen)) == ("10:00:00:24", ["timecode rate"])
    assert not seen.findings[0].advice, "that is how some cameras count, and nothing is lost"


@pytest.mark.parametrize(
    ("rate", "counting", "count", "text"),
    [
        (PAL, (30, 1, 0), TEN * 30 + 15, "10:00:00:12"),
        (FILM, (24, 1, 0), TEN * 24 + 7, "10:00:00:07"),
        (FILM, (30000, 1001, 0), TEN * 30, "10:00:00:00"),
        (FILM, (30000, 1001, 1), 107892, "01:00:00:00"),
        (Fraction(60000, 1001), (30000, 1001, 1), 107892 + 15, "01:00:00;30"),
        (Fraction(30), (30, 1, 1), 107892, "01:00:00:00"),
        (PAL, (25, 1, 1), TEN * 25, "10:00:00:00"),
    ],
)
def test_timecode_that_counts_otherwise_keeps_its_digits_and_is_told(
    tmp_path: Path, rate: Fraction, counting: tuple[int, int, int], count: int, text: str
) -> None:
    """The recorder was jammed with the same digits, whatever either counts; the last two cannot drop."""
    *scale, flags = counting
    clip = two_seconds(tmp_path, rate)
    second = nominal(Fraction(*scale))
    seen = probe(with_timecode(clip, [(count, TWO)], scale=(scale[0], scale[1]), second=second, flags=flags))
    assert (begins(seen), kinds(seen)) == (text, ["timecode rate"])


@pytest.mark.parametrize(
    ("scale", "flags", "text"), [((2997, 100), 1, "01:00:00;00"), ((30000, 1001), 0, "00:59:56:12")]
)
def test_decimals_of_an_ntsc_rate_are_that_rate(
    tmp_path: Path, scale: tuple[int, int], flags: int, text: str
) -> None:
    clip = with_timecode(two_seconds(tmp_path, NTSC), [(107892, TWO)], scale=scale, second=30, flags=flags)
    seen = probe(clip)
    assert (begins(seen), seen.drop, seen.findings) == (text, bool(flags), ())


def test_what_was_trimmed_away_in_front_counts(tmp_path: Path) -> None:
    """A player that trims leaves the media as it is and says in edit lists from where on it plays."""
    trimmed = [(ONE, ONE)]
    clip = with_timecode(two_seconds(tmp_path), [(TEN * 25, TWO)], edits=trimmed, picture_edits=trimmed)
    seen = probe(clip)
    assert (begins(seen), seen.frames, seen.findings) == ("10:00:01:00", 25, ())


def test_a_picture_that_begins_later_than_its_timecode(tmp_path: Path) -> None:
    later = [(ONE, None), (TWO, Fraction(2, 25))]
    seen = probe(with_timecode(two_seconds(tmp_path), [(TEN * 25, 3 * ONE)], picture_edits=later))
    assert (begins(seen), seen.findings) == ("10:00:01:00", ())


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("named", [False, True])
def test_tracks_of_either_width_named_by_the_picture_or_not(
    tmp_path: Path, *, wide: bool, named: bool
) -> None:
    seen = probe(with_timecode(two_seconds(tmp_path), [(TEN * 25 + 9, TWO)], wide=wide, named=named))
    assert (begins(seen), seen.findings) == ("10:00:00:09", ())


def test_a_second_track_that_tells_another_time_is_a_finding(tmp_path: Path) -> None:
    """The one that the picture names counts, or else the first."""
    clip = with_timecode(two_seconds(tmp_path), [(TEN * 25, TWO)], named=False)
    seen = probe(with_timecode(clip, [(25, TWO)], named=False))
    assert (begins(seen), kinds(seen)) == ("10:00:00:00", ["timecode disagrees"])
    assert "10:00:00:00, which is taken, and 00:00:01:00" in seen.findings[0].fact


@pytest.mark.parametrize("ending", ["mov", "mp4"])
@pytest.mark.parametrize(
    ("rate", "text"),
    [
        *((Fraction(n), "13:05:23:12") for n in (24, 25, 30, 48, 50, 60)),
        *((Fraction(n * 1000, 1001), "13:05:23:12") for n in (24, 30, 48, 60)),
        (NTSC, "13:05:23;12"),
        (Fraction(60000, 1001), "13:05:23;12"),
        (Fraction(120), "13:05:23:99"),
    ],
)
def test_at_every_rate_a_file_gives_back_the_timecode_that_was_put_in(
    tmp_path: Path, ending: str, rate: Fraction, text: str
) -> None:
    """Written by FFmpeg, another hand than ours."""
    seen = probe(shoot(tmp_path / f"clip.{ending}", rate=rate, frames=30, timecode=text, sound=False))
    assert (seen.rate, seen.drop, kinds(seen)) == (rate, ";" in text, ["no sound"])
    assert begins(seen)[:9] == text[:9]
    assert int(begins(seen)[9:]) == int(text[9:])


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_to_the_index_raises(tmp_path: Path, data: st.DataObject) -> None:
    """Bytes of the timecode track are overwritten: there is an answer, and it is a time of day or none."""
    whole = tmp_path / "clip.mov"
    if not whole.exists():
        with_timecode(two_seconds(tmp_path), [(TEN * 25, ONE), (0, ONE)], edits=[(ONE, None), (TWO, ONE)])
    content = bytearray(whole.read_bytes())
    places = st.integers(content.rindex(b"tkhd"), len(content) - 1)
    for place, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=12)):
        content[place] = byte
    damaged = tmp_path / "damaged.mov"
    damaged.write_bytes(content)
    seen = probe(damaged)
    assert 0 <= seen.start < DAY * nominal(seen.rate or Fraction(1))
