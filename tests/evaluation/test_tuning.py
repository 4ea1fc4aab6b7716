"""Numbers are chosen by a search that repeats, on figures that punish what hurts a film."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from itertools import count

import numpy as np
import pytest
from evaluation.tune_ear import RememberingEar
from evaluation.tuning import search, worth

from evaluation import tune_coverage, tune_ear
from rushes.coverage.align import Weights
from rushes.sound import ScriptEar
from rushes.sound.espeak import speak
from rushes.sound.network import Prices
from tests.cut.shooting import a_reading
from tests.evaluation.making import perfect, said, true

VALUES = {"a": (0.0, 1.0, 2.0, 3.0), "b": (0.0, 1.0, 2.0, 3.0)}


@dataclass(frozen=True)
class Two:
    """Two settings."""

    a: float = 0.0
    b: float = 0.0


def clock() -> Callable[[], float]:
    """Return a clock on which every look takes a second."""
    ticks = count()
    return lambda: float(next(ticks))


def hill(two: Two) -> float:
    """Return how near two settings are to (2, 1)."""
    return -abs(two.a - 2) - abs(two.b - 1)


def test_the_search_finds_the_top_and_repeats() -> None:
    """In 600 tries of 16 places it is there, and the same lots go the same way."""
    assert search(Two(), VALUES, hill, seed=1, minutes=10, clock=clock()) == Two(2.0, 1.0)


def test_a_tie_keeps_what_stands() -> None:
    """Where nothing is better nothing is changed."""
    assert search(Two(1.0, 1.0), VALUES, lambda _: 1.0, seed=1, minutes=10, clock=clock()) == Two(1.0, 1.0)


def test_worth_falls_with_a_lost_reading_a_slip_unseen_and_an_edge_off() -> None:
    """Perfect is 1.5; each fault costs."""
    truth = true(said("1.1", "1-1", 2.0), said("1.2", "1-1", 5.0, slip="changed"))
    whole = perfect(truth).readings
    assert worth(truth, whole) == pytest.approx(1.5)
    assert worth(truth, whole[:1]) < 1.0
    assert worth(truth, [whole[0], a_reading("1.2", "1-1", 5.0)]) == pytest.approx(1.0)
    assert worth(truth, [whole[0], a_reading("1.2", "1-1", 5.1, slip="one")]) < 1.5
    assert worth(truth, ()) == 0.0


@pytest.mark.parametrize(
    ("settings", "values"),
    [(Prices(), tune_ear.VALUES), (Weights(), tune_coverage.VALUES)],
    ids=["prices", "weights"],
)
def test_every_number_can_be_chosen_again(settings: object, values: dict[str, tuple[float, ...]]) -> None:
    """A setting that no search can reach would be a guess for ever."""
    assert {field.name for field in fields(settings)} == set(values)  # type: ignore[arg-type]


def test_an_ear_that_remembers_hears_the_same() -> None:
    """The first look from memory gives the words that were heard before, and those of our ear."""
    speech = speak("name date and what you lost", voice="en-us+klatt2", words_per_minute=130)
    samples = speech.samples[: len(speech.samples) // 2 * 2].astype(np.int16)
    script = ((("name", "date", "and", "what", "you", "lost"),),)
    ear = RememberingEar()
    first = ear.words(samples, script)
    assert len(ear.kept) == 1
    assert first == ear.words(samples, script) == ScriptEar().words(samples, script)
    assert len(ear.kept) == 1
