"""Where the cuts fall: whole words, a breath each side, nobody else."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.cut import TASTES, Cut, first_cut
from rushes.sound.model import Heard
from tests.cut.shooting import a_reading, a_script, a_take, crew, heard, lined

ONE = a_script("ANNA One two three four")
TWO = a_script("ANNA One two three four / BEN One two three four")


def one(
    *others: object, ear: Heard | None = None, at: float = 5.0, frames: int = 1500
) -> tuple[float, float]:
    """Return the seconds of one line cut from take 1-1, where it lasts from 5.0 to 5.95."""
    found = lined(
        ONE,
        a_reading("1.1", "1-1", at),
        *others,  # type: ignore[arg-type]
        clips=[a_take("1-1", frames=frames)],
        ears={"1-1": ear} if ear else {},
    )
    event = first_cut(ONE, found, TASTES["classic"])[0].events[0]
    return event.source.start_s, event.source.end_s


def two(first: str, second: str, script: str = "", at: float = 9.0) -> Cut:
    """Return a cut from one take to another."""
    page = a_script(f"ANNA One two three four / {script}BEN One two three four")
    found = lined(page, a_reading("1.1", first, 5.0), a_reading("1.2", second, at))
    return first_cut(page, found, TASTES["classic"])[0]


def test_a_scene_has_air_at_both_ends() -> None:
    """Six tenths to arrive, seven tenths to leave, in whole frames and never more."""
    assert one() == (4.4, 6.64)


def test_a_breath_is_left_at_a_cut() -> None:
    """0.15 s after one line and 0.43 s before the next: about half a second between speakers."""
    first, second = two("1-1", "1A-1").track("A1")
    assert first.source.end_s == 6.08
    assert second.source.start_s == 8.6


def test_a_last_consonant_that_sounds_on_is_kept() -> None:
    """The ear lets go of the word at 5.95 s, and it is quiet from 6.16 s on: the cut waits for that."""
    page = a_script("ANNA One two three four / BEN One two three four")
    ear = heard([], quiet=[(6.16, 9.0)], duration=16.0)
    found = lined(page, a_reading("1.1", "1-1", 5.0), a_reading("1.2", "1A-1", 9.0), ears={"1-1": ear})
    assert first_cut(page, found, TASTES["classic"])[0].track("A1")[0].source.end_s == 6.16


@pytest.mark.parametrize("between", ["(beat) / ", "(a long pause) / ", "> She looks at the door. / "])
def test_a_written_pause_keeps_more_air(between: str) -> None:
    """0.8 s more, half on each side, where two takes are cut at a written pause or an action."""
    first, second = two("1-1", "1A-1", between).track("A1")
    assert first.source.end_s == 6.48
    assert second.source.start_s == 8.2


def test_a_running_take_hands_over_in_the_quiet() -> None:
    """One continuous shot: the source runs on over the seam, the pause as it was played."""
    first, second = two("1-1", "1-1", at=7.95).track("A1")
    assert first.source.end == second.source.start
    assert first.source.end_s == 6.44
    assert first.record.frames + second.record.frames == second.source.end - first.source.start


def test_crew_close_behind_leaves_a_quarter_of_the_gap() -> None:
    """“And cut” 0.2 s after the line: the cut falls 0.05 s after it at most, in whole frames."""
    _, end = one(crew("1-1", 6.15, 6.8))
    assert 5.95 <= end <= 6.0


def test_a_clap_close_before_stays_outside() -> None:
    """The sticks close 0.4 s before the line and ring for 0.25 s."""
    start, _ = one(ear=heard(claps=[4.6]))
    assert 4.85 < start <= 4.92


def test_a_sound_that_nobody_could_name_is_kept_out_too() -> None:
    """The ear gives quiet until 6.11 s; what begins there was no word, and is not wanted."""
    _, end = one(ear=heard(quiet=[(3.0, 4.95), (6.0, 6.11)]))
    assert 5.95 <= end <= 6.03


def test_quiet_to_the_end_of_the_clip_is_no_sound() -> None:
    assert one(ear=heard(quiet=[(0.0, 4.95), (6.0, 60.0)])) == (4.4, 6.64)


def test_a_line_at_the_very_ends_of_its_clip_is_kept_whole() -> None:
    """It begins with the first frame and ends with the last: no air, and no frame that does not exist."""
    assert one(at=0.0, frames=24) == (0.0, 0.96)


def test_a_line_that_outlasts_its_picture_is_cut_with_the_picture() -> None:
    assert one(at=0.5, frames=30)[1] == 1.2


def test_a_word_that_runs_over_the_line_is_kept_whole_and_asks_for_a_look() -> None:
    """A neighbour's word begins inside the last word and ends later: it is not cut in the middle."""
    found = lined(ONE, a_reading("1.1", "1-1", 5.0), ears={"1-1": heard([(5.85, 6.3)])})
    event = first_cut(ONE, found, TASTES["classic"])[0].events[0]
    assert event.source.end_s >= 6.3
    assert event.look_because == ("Other speech runs over the line after and was kept whole.",)


def test_of_a_speech_that_runs_over_the_line_only_the_word_in_the_way_is_kept() -> None:
    """The director talks for four seconds from just before the end: his first word stays, the rest goes."""
    talk = crew("1-1", 5.85, 9.85)
    _, end = one(talk, ear=heard([(5.85, 6.3), (6.4, 7.0), (7.1, 9.85)]))
    assert 6.3 <= end <= 6.4


@given(
    gaps=st.lists(st.integers(5, 60), min_size=2, max_size=8),
    lengths=st.lists(st.integers(1, 40), min_size=8, max_size=8),
    at=st.integers(0, 300),
    rate=st.sampled_from([Fraction(25), Fraction(24000, 1001), Fraction(24), Fraction(50)]),
)
@settings(max_examples=100)
def test_where_words_leave_a_frame_between_them_no_cut_touches_one(
    gaps: list[int], lengths: list[int], at: int, rate: Fraction
) -> None:
    """Words all round the line, each at least 50 ms from the next: the cuts lie strictly between words."""
    after, before, words = 6.15 + 0.0, 4.75, []
    clock = after + at / 1000
    for gap, length in zip(gaps, lengths, strict=False):
        words.append((clock, clock + length / 100))
        clock += length / 100 + gap / 100
    clock = before - at / 1000
    for gap, length in zip(gaps, lengths, strict=False):
        if clock - length / 100 > 0:
            words.append((clock - length / 100, clock))
        clock -= length / 100 + gap / 100
    found = lined(
        ONE,
        a_reading("1.1", "1-1", 5.0, rate=rate),
        clips=[a_take("1-1", rate=rate)],
        ears={"1-1": heard(sorted(words))},
    )
    source = first_cut(ONE, found, TASTES["classic"])[0].events[0].source
    assert source.start_s <= 5.0
    assert source.end_s >= 5.95
    assert not [(a, b) for a, b in words if a + 1e-6 < source.end_s and source.start_s < b - 1e-6]


def test_a_reset_that_is_left_out_is_left_out_whole() -> None:
    """Line, crew, line again in one take with nothing else: a jump cut, without a word of the crew."""
    page = TWO
    talk = crew("1-1", 6.3, 7.4, "hold it there and again please")
    found = lined(page, a_reading("1.1", "1-1", 5.0), talk, a_reading("1.2", "1-1", 7.8))
    first, second = first_cut(page, found, TASTES["classic"])[0].track("A1")
    assert first.source.end_s <= 6.3
    assert second.source.start_s >= 7.4
    assert "Jump cut: skips within 1-1." in second.look_because
