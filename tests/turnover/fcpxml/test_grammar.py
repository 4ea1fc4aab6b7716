"""The judge of our files is judged: what Final Cut would refuse, it finds."""

import pytest

from rushes.turnover.dialects.fcpxml import write
from tests.turnover.fcpxml.grammar import faults
from tests.turnover.making import grid_cut

GOOD = write(grid_cut())


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"<!DOCTYPE fcpxml>\n", b""),
        (b"<note>Proposed", b"<spine/><note>Proposed"),
        (b"</asset-clip>", b"<note>late</note></asset-clip>"),
        (b' ref="r2"', b' ref="r99"'),
        (b' id="r3"', b' id="r2"'),
        (b' tcFormat="NDF"', b' tcFormat="25"'),
        (b' audioLayout="stereo"', b' audioLayout="left"'),
        (b' duration="12200/2500s"', b' duration="12150/2500s"'),
        (b' offset="9012200/2500s"', b' offset="9012300/2500s"'),
        (b' duration="17800/2500s"', b' duration="17900/2500s"'),
        (b' start="90002800/2500s" duration="12200', b' start="35999s" duration="12200'),
        (b"file:///rushes/day%201", b"file:///rushes/day 1"),
        (b' value="NOT LOCKED"', b""),
    ],
)
def test_one_thing_wrong_is_found(good: bytes, bad: bytes) -> None:
    assert faults(GOOD) == []
    assert GOOD.count(good)
    assert faults(GOOD.replace(good, bad, 1))


def test_a_time_that_no_clock_of_final_cut_holds_is_found() -> None:
    with pytest.raises(ValueError, match="no time"):
        faults(GOOD.replace(b' start="36000s"', b' start="36000.5s"', 1))
