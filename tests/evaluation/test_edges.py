"""The truth's edges are tried on the sound alone, and their errors are told apart, never dropped."""

from dataclasses import replace

import numpy as np
import pytest
from evaluation.edges import (
    ALL_HEARD,
    heard_ends,
    heard_starts,
    unheard,
    unheard_ends,
    unheard_starts,
)
from evaluation.readings import match, start_error
from evaluation.score import Score
from evaluation.soundtrack import RATE, STEP_S, Levels, levels, soundtrack
from evaluation.truth import TrueWord

from tests.cut.shooting import a_reading
from tests.evaluation.making import said, true
from tests.footage.making import shoot

TRUTH = true(said("1.1", "1-1", 2.0, "one"), said("1.2", "1-1", 5.0, "one"), seconds=10)
"""Two readings of one word, which lasts 0.2 s."""


def spoken(*stretches: tuple[float, float]) -> Levels:
    """Return the levels of ten seconds that are quiet (-60) but for some stretches of speech (-20)."""
    level = np.full(round(10 / STEP_S), -60.0)
    for start, end in stretches:
        level[round(start / STEP_S) : round(end / STEP_S)] = -20.0
    return level


def test_an_edge_on_its_sound_is_heard() -> None:
    """The sound begins and ends with the words, or 70 ms late and early: within what must be reached."""
    assert unheard(TRUTH, lambda _: spoken((1.4, 2.2), (5.0, 5.2), (6.0, 6.6))) == ALL_HEARD
    assert unheard(TRUTH, lambda _: spoken((2.07, 2.13), (2.6, 3.4), (5.07, 5.13), (5.6, 6.4))) == ALL_HEARD


def test_an_edge_in_silence_is_unheard() -> None:
    """The first word sounds 100 ms late, the second ends 100 ms early."""
    edges = unheard(TRUTH, lambda _: spoken((2.1, 3.0), (4.2, 5.1)))
    assert edges.starts == {("1-1.mov", 2.0)}
    assert edges.ends == {("1-1.mov", TRUTH.readings[1].out_s)}


def test_a_lip_that_opens_is_no_sound_and_a_nasal_is_one() -> None:
    """20 ms nearly as loud as speech do not count; 40 ms half way between quiet and speech do."""
    speech = spoken((2.2, 3.0), (5.0, 5.6))
    click, nasal = speech.copy(), speech.copy()
    click[200:202] = -25.0
    nasal[200:204] = -40.0
    assert unheard(TRUTH, lambda _: click).starts == {("1-1.mov", 2.0)}
    assert unheard(TRUTH, lambda _: nasal).starts == set()


def test_where_there_is_no_sound_at_all_nothing_is_heard() -> None:
    """The truth goes on after the sound has ended."""
    edges = unheard(TRUTH, lambda _: spoken((1.5, 2.2))[:400])
    assert edges.starts == {("1-1.mov", 5.0)}


def test_errors_are_told_without_the_unheard_and_counted() -> None:
    """The first is 200 ms off at an unheard start, the second 20 ms at a heard one."""
    matching = match(
        TRUTH, [a_reading("1.1", "1-1", 2.08, words="one"), a_reading("1.2", "1-1", 5.02, words="one")]
    )
    edges = unheard(TRUTH, lambda _: spoken((2.1, 3.0), (5.0, 6.0)))
    assert start_error(matching, 100).value == pytest.approx(80)
    assert start_error(heard_starts(matching, edges), 100).value == pytest.approx(20)
    assert unheard_starts(matching, edges) == Score(1, 2, "of")
    assert unheard_ends(matching, edges) == Score(0, 2, "of")
    assert heard_ends(matching, edges) == matching


def test_levels_are_of_what_is_high() -> None:
    """A tone of 50 Hz is far below one of 3 kHz as loud; a last step that is not whole is left out."""
    at = np.arange(RATE + 80) / RATE
    low, high = (levels((10_000 * np.sin(2 * np.pi * tone * at)).astype(np.int16)) for tone in (50, 3000))
    assert low.size == 100
    assert np.median(high) - np.median(low) > 20


def test_a_clips_sound_is_read_from_its_first_to_its_last_sample(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Four seconds of sound are 64,000 samples, give or take a resampler's filter; none are none."""
    folder = tmp_path_factory.mktemp("sound")
    assert soundtrack(shoot(folder / "1-1.mov", frames=100)).size == pytest.approx(4 * RATE, abs=RATE // 20)
    assert soundtrack(shoot(folder / "1-2.mov", frames=50, sound=False)).size == 0


def test_an_ad_lib_has_no_edge() -> None:
    """Only readings are judged."""
    adlib = true(said(None, "1-1", 2.0, "one"), seconds=10)
    assert unheard(adlib, lambda _: spoken((4.0, 6.0))) == ALL_HEARD
    assert replace(adlib.ad_libs[0], words=(TrueWord(0, 1, "a"),)).in_s == 0
