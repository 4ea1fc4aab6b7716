"""The exam of mouths: it is told by what really moves, and other sound is really other sound."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from evaluation.material import strung_scenes
from evaluation.mouths import (
    ANYWHERE,
    OWN,
    SOUNDS,
    TOGETHER,
    Watched,
    at_rest,
    moved,
    paired,
    scores_of,
    sit_mouths,
    watch,
)
from evaluation.truth import TrueReading, TrueTake, TrueWord

from rushes.picture.speaking import Lips

STEPS = 600


def a_line(number: int) -> Watched:
    """Return a line of six seconds whose mouth moves just as its voice is loud."""
    chance = np.random.default_rng(number)
    loud = np.repeat(chance.uniform(0, 1, STEPS // 20), 20)
    voice = tuple(float(one) for one in 30 + 40 * loud)
    at_s = np.arange(1, 100, dtype=np.float64) * 0.04
    words = (TrueWord(0.5, 3.5, "one"),)
    reading = TrueReading("a.mov", f"3.{number}", "good", None, words)
    take = TrueTake("a.mov", Fraction(6), (reading,), words, scene="3", setup=f"3{'ABC'[number % 3]}")
    moves = 3 * np.interp(at_s, np.arange(STEPS) * 0.01, np.array(loud))
    return Watched(take, reading, Lips(0.0, 4.0, 1, 1, at_s, moves), voice)


LINES = [a_line(number) for number in range(12)]


def test_mouths_are_claimed_under_their_own_sound_and_setups_never_under_other() -> None:
    """Twelve lines of three setups: each goes with its voice."""
    scores = scores_of(LINES)
    assert (scores["lines claimed, own sound"].value, scores["lines claimed, own sound"].count) == (12, 12)
    assert scores["setups claimed, own sound"].value == 3
    assert scores[f"setups claimed, {TOGETHER}"].value == 0
    assert scores[f"setups claimed, {ANYWHERE}"].value == 0
    assert scores["setups that speak and are said to rest"].value == 0


def test_mouths_that_move_at_random_are_not_claimed() -> None:
    """An exam that everybody passes tells nothing."""
    still = [
        replace(one, lips=replace(one.lips, moves=np.random.default_rng(n).uniform(0, 2, 99)))
        for n, one in enumerate(LINES)
    ]
    assert (scores_of(still)["setups claimed, own sound"].value or 0) == 0


def test_another_line_is_of_another_text() -> None:
    """The same words in another take are hardly other sound: then there is no pair."""
    same = [
        replace(one, reading=reading, take=replace(one.take, readings=(reading,)))
        for one in LINES[:3]
        for reading in [replace(one.reading, line="3.1")]
    ]
    assert list(paired(same, TOGETHER)) == []
    assert len(list(paired(same, OWN))) == 3


def test_a_voice_is_moved_later_and_earlier() -> None:
    """Its first level is held; what came before the clip is gone."""
    assert moved([1.0, 2.0, 3.0], 0.02) == [1.0, 1.0, 1.0, 2.0, 3.0]
    assert moved([1.0, 2.0, 3.0], -0.01) == [2.0, 3.0]
    assert moved([1.0, 2.0, 3.0], 0.0) == [1.0, 2.0, 3.0]


def test_rest_is_what_lies_between_words() -> None:
    """Only movement away from every word is strung; with too few pauses nothing is made up."""
    one = replace(LINES[0], lips=replace(LINES[0].lips, moves=LINES[0].lips.at_s.copy()))
    assert at_rest(one, [one]) is None
    short = TrueWord(0.5, 2.0, "one")
    pausing = replace(one, take=replace(one.take, words=(short,)))
    resting = at_rest(pausing, [pausing])
    assert resting is not None
    assert all(move < 0.38 or move > 2.12 for move in resting.moves)


def test_without_the_guest_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is better than a row of zeros."""
    monkeypatch.setattr("evaluation.mouths.can_watch", lambda: False)
    assert sit_mouths([]) == ()


@pytest.mark.material
@pytest.mark.needs("faces")
def test_real_mouths_are_told_under_their_own_sound(material: Path) -> None:
    """Two takes of the scene that nothing was tuned on, six lines."""
    assert material.is_dir()
    scenes = strung_scenes()
    assert scenes is not None
    takes = [take for take in scenes.truth.takes if take.setup == "3A"][:2]
    watched = [one for take in takes for one in watch(scenes.footage, take)]
    scores = scores_of(watched)
    assert (scores["lines claimed, own sound"].value or 0) >= 5
    assert [scores[f"setups claimed, {sound}"].value for sound in SOUNDS[1:]] == [0, 0, 0]
