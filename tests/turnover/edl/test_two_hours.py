"""A film of two hours ends in its list on the very frame, at rates that do not keep to the clock as well."""

from fractions import Fraction
from io import StringIO
from itertools import pairwise

import pycmx
import pytest

from rushes.cut.model import Cut
from rushes.turnover.dialects import DIALECTS
from rushes.turnover.dialects.edl import read_list
from tests.turnover.making import clip, spoken

LONG = 7919
"""Frames of each shot: a prime, so that no cut but the last falls on a second."""

TWO_HOURS = [
    (Fraction(24000, 1001), False, 172_800),
    (Fraction(24), False, 172_800),
    (Fraction(30000, 1001), True, 215_784),
    (Fraction(30000, 1001), False, 216_000),
    (Fraction(60000, 1001), False, 432_000),
    (Fraction(60000, 1001), True, 431_568),
]
"""Rate, drop-frame, and the frames of two hours of timecode; drop-frame leaves numbers out, not frames."""


def film_of(rate: Fraction, frames: int, *, drop: bool) -> Cut:
    """Return a film of so many frames, in shots of two cameras that ran from ten o'clock on."""
    cameras = [
        clip(f"{reel}C001.mov", rate=rate, frames=frames, start=5 * frames, drop=drop, reel=reel)
        for reel in ("A001", "B001")
    ]
    cuts = enumerate(pairwise([*range(0, frames, LONG), frames]))
    return spoken([(f"1.{number}", cameras[number % 2], *ends) for number, ends in cuts], rate)


@pytest.mark.parametrize("dialect", ["edl", "edl-long"])
@pytest.mark.parametrize(("rate", "drop", "frames"), TWO_HOURS)
def test_the_last_event_of_two_hours_is_exact(
    rate: Fraction, frames: int, dialect: str, *, drop: bool
) -> None:
    """It begins at one o'clock and ends at three; its source at ten, and ends at twelve."""
    for data in DIALECTS[dialect].write(film_of(rate, frames, drop=drop)).values():
        ends = list(pycmx.parse_cmx3600(StringIO(data.decode())).events)[-1].edits[0]
        told = (ends.source_out, ends.record_out)
        assert [text.replace(";", ":") for text in told] == ["12:00:00:00", "03:00:00:00"]
        last = read_list(data)[0].placed[-1]
        assert last.record_out == frames
        assert last.source_out == 6 * frames
        assert last.record_in == frames - (frames % LONG or LONG)
