"""What is counted of sync by ear: right, flagged, silently wrong, and how far off along the take."""

from pathlib import Path

import pytest
from evaluation.double_system import Shoot, TruePlace
from evaluation.sync import Placed, errors_ms, scores_of

from rushes.sync.model import Fit

TRUE = TruePlace("T1.wav", -5.0, 100.0, 0.01)
"""The recorder rolled five seconds before, runs fast, and the camera stands three metres and a half away."""

SHOOT = Shoot(
    "a day",
    {name: Path(name) for name in ("1.mov", "2.mov", "3.mov")},
    {"T1.wav": Path("T1.wav"), "T2.wav": Path("T2.wav")},
    {"1.mov": TRUE, "2.mov": TruePlace("T2.wav", -1.0, 0.0, 0.0), "3.mov": None},
    90.0,
)


def lying(at_s: float, drift_ppm: float = 0.0, error_ms: float = 2.0) -> Fit:
    return Fit(at_s, drift_ppm, error_ms, 60.0, 20, 20)


def test_a_fit_on_what_the_camera_heard_is_exact_but_for_the_way_of_the_sound() -> None:
    """Both are told: off by nothing as heard, by ten milliseconds as the clocks ran."""
    fit = lying(-5.0 + 0.01, 100.0)
    assert max(errors_ms(TRUE, fit, heard=True)) == pytest.approx(0, abs=1e-6)
    assert max(errors_ms(TRUE, fit, heard=False)) == pytest.approx(10, abs=0.01)


def test_a_drift_that_is_missed_shows_at_the_end_of_the_take() -> None:
    """A hundred millionths are six milliseconds in a minute."""
    off = errors_ms(TRUE, lying(-4.99), heard=True)
    assert off[0] < 1
    assert off[-1] == pytest.approx(6.5, abs=0.2)


def test_right_flagged_and_wrong_are_counted_apart() -> None:
    """One right, one open, and a recording under a picture that has none."""
    placed = [
        Placed("1.mov", "T1.wav", lying(-4.99, 100.0)),
        Placed("2.mov", None),
        Placed("3.mov", "T2.wav", lying(0)),
    ]
    scores = scores_of(SHOOT, placed)
    told = {
        name: (scores[name].value, scores[name].count)
        for name in ("pairs right", "pairs flagged", "silently wrong")
    }
    assert told == {"pairs right": (1, 2), "pairs flagged": (1, 2), "silently wrong": (1, 3)}
    assert scores["without a recording, left open"].value == 0


def test_an_error_that_is_told_is_not_silent() -> None:
    """Forty milliseconds off: wrong where two are told, flagged where fifty are."""
    for told, wrong in ((2.0, 1), (50.0, 0)):
        scores = scores_of(SHOOT, [Placed("1.mov", "T1.wav", lying(-4.95, 100.0, told))])
        assert (scores["silently wrong"].value, scores["pairs flagged"].value) == (wrong, 1 - wrong)
