"""Any cut comes back from every dialect in the table, and from every reader of it, without a difference.

Two hundred cuts for each: rates from 23.976 to 120, drop-frame, clips of other rates, recorders' sound to the
sample, split edits, gaps, alternates, several tracks, names in any script and in none.
"""

import pytest
from hypothesis import HealthCheck, given, settings

from rushes.cut.model import Cut
from rushes.turnover.dialects import DIALECTS
from rushes.turnover.options import AS_SHOT, Leaving, Mapped, as_left
from rushes.turnover.verify import verify
from tests.turnover.making import cuts, double_cuts

THERE = Leaving(Mapped((("/rushes", "D:\\Rushes & “co”\\day #1"),)), handles=12)


@pytest.mark.slow
@pytest.mark.parametrize("name", DIALECTS)
@given(cut=cuts() | cuts(mixed=True) | double_cuts())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_cut_comes_back_from_a_dialect_without_a_difference(name: str, cut: Cut) -> None:
    dialect = DIALECTS[name]
    compared = verify(cut, dialect, dialect.write(cut, AS_SHOT))
    assert any(one.read for one in compared)


@pytest.mark.slow
@pytest.mark.parametrize("name", DIALECTS)
@given(cut=cuts() | double_cuts())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_so_it_does_with_media_as_another_machine_has_them_and_with_handles(name: str, cut: Cut) -> None:
    dialect, there = DIALECTS[name], as_left(cut, THERE)
    verify(there, dialect, dialect.write(there, THERE), leaving=THERE)
