"""Every dialect says what the cut says, to every reader of it."""

import pytest
from hypothesis import given, settings

from rushes.cut.model import Cut
from rushes.turnover.dialects import FIRST_CUT
from rushes.turnover.verify import verify
from tests.turnover.making import cuts, double_cuts


@pytest.mark.slow
@pytest.mark.parametrize("name", FIRST_CUT)
@given(cut=cuts())
@settings(max_examples=150)
def test_any_cut_comes_back_from_a_dialect_without_a_difference(name: str, cut: Cut) -> None:
    verify(cut, FIRST_CUT[name], FIRST_CUT[name].write(cut))


@pytest.mark.slow
@pytest.mark.parametrize("name", FIRST_CUT)
@given(cut=cuts(mixed=True))
@settings(max_examples=150)
def test_so_does_a_cut_of_clips_at_other_rates_than_the_film(name: str, cut: Cut) -> None:
    verify(cut, FIRST_CUT[name], FIRST_CUT[name].write(cut))


@pytest.mark.slow
@pytest.mark.parametrize("name", FIRST_CUT)
@given(cut=double_cuts())
@settings(max_examples=150)
def test_so_does_a_cut_whose_sound_is_a_recorders(name: str, cut: Cut) -> None:
    """At any sample rate, tape, drift and hour of the day, midnight included."""
    verify(cut, FIRST_CUT[name], FIRST_CUT[name].write(cut))
