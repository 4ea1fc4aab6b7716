"""The bench of the solver makes what it says, and tells how time grows."""

import pytest
from evaluation.score import Score
from evaluation.solving import Curve, Solved, a_shoot, another_take, fastest, solved

from rushes.cut import Cut
from rushes.cut.pins import Pins


def test_a_shoot_has_a_reading_of_every_line_in_every_take() -> None:
    """Forty lines in two scenes, six takes: 240 readings, some of them wrong, none beside its clip."""
    script, lined = a_shoot(40, 6)
    assert (len(script.scenes), len(script.lines), len(lined.readings)) == (2, 40, 240)
    assert all(len(lined.readings_of(line.id)) == 6 for line in script.lines)
    assert 0 < sum(one.kind == "altered" for one in lined.readings) < 60
    assert all(one.out_s < lined.clip(one.file).seconds for one in lined.readings)


def test_the_same_seed_makes_the_same_shoot() -> None:
    """So that two benches measure the same."""
    assert a_shoot(10, 3) == a_shoot(10, 3)


def test_a_pin_makes_it_another_film() -> None:
    """The pinned line comes from the take of the pin, and was not from it before."""
    script, lined = a_shoot(20, 6)
    cut = solved(script, lined)
    pin = another_take(script, lined, cut)
    again = solved(script, lined, Pins((pin,)))

    def sound(film: Cut) -> str:
        return next(event.file for event in film.track("A1") if event.line == pin.line)

    assert pin.sound is not None
    assert sound(again) == pin.sound.name != sound(cut)


@pytest.mark.parametrize("power", [1, 2])
def test_the_exponent_is_the_power_by_which_seconds_grow(power: int) -> None:
    """A line through four points of a power law has its slope."""
    sizes = (10, 20, 40, 80)
    assert Curve("lines", sizes, tuple(0.01 * n**power for n in sizes)).exponent == pytest.approx(power)


def test_figures_stand_with_their_curves() -> None:
    """Two times and an exponent for each curve, counted by its points."""
    told = Solved(Score(0.4, 3, "s"), Score(0.1, 3, "s"), (Curve("lines", (1, 2), (1.0, 2.0)),))
    assert told.scores["grows with lines by the power"].count == 2
    assert told.scores["200 lines of 60 readings"].value == 0.4


def test_the_fastest_of_three_counts() -> None:
    """What else the machine does is not the solver's."""
    calls: list[int] = []
    assert fastest(lambda: calls.append(1)) < 1
    assert len(calls) == 3
