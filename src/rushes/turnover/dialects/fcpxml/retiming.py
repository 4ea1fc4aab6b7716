"""Speed: how fast a clip's own time runs beside the film's. Pure."""

import xml.etree.ElementTree as ET
from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from rushes.turnover.dialects.fcpxml.times import CONFORMED, seconds_of

if TYPE_CHECKING:
    from rushes.turnover.dialects.fcpxml.standing import Where

_BY_NAME = {called: rate for rate, called in CONFORMED.items()}


class Content(NamedTuple):
    """What plays where a clip begins, and how fast it goes on."""

    own: Fraction
    pace: Fraction


def conformed(element: ET.Element, film: Fraction) -> Fraction:
    """Return by how much faster a clip plays that is scaled to the rate of the film: 24/25 for 25 in 24.

    Rates that are multiples of each other are scaled frame for frame; others are not scaled at all.
    """
    conform = element.find("conform-rate")
    if conform is None or conform.get("scaleEnabled") == "0":
        return Fraction(1)
    source = _BY_NAME.get(conform.get("srcFrameRate", ""))
    if source is None:
        return Fraction(1)
    for times in (Fraction(1), Fraction(2), Fraction(1, 2)):
        factor = film * times / source
        if Fraction(9, 10) < factor < Fraction(11, 10):
            return factor
    return Fraction(1)


def retimed(element: ET.Element, here: "Where", span: tuple[Fraction, Fraction]) -> tuple[Content, str]:
    """Return what a clip plays after its time map, and how that is called, empty for its own speed."""
    plain = Content(here.own, here.pace)
    pairs = (
        (seconds_of(one.get("time", "")), seconds_of(one.get("value", "")))
        for one in element.iterfind("timeMap/timept")
    )
    points = sorted(dict(pairs).items())
    if len(points) < 2 or span[1] <= span[0]:
        return plain, ""
    own_end = here.own + (span[1] - span[0]) * here.pace
    first, last = _value(points, here.own), _value(points, own_end)
    pace = (last - first) / (span[1] - span[0])
    if pace == here.pace and first == here.own:
        return plain, ""
    if pace <= 0:
        return Content(first, pace), "clip that plays backwards" if pace else "frozen picture"
    middle = _value(points, (here.own + own_end) / 2)
    even = abs(middle - (first + last) / 2) * 1000 <= abs(last - first)
    return Content(first, pace), "clip of another speed" if even else "clip of changing speed, taken as even"


def _value(points: Sequence[tuple[Fraction, Fraction]], time: Fraction) -> Fraction:
    """Return what plays at a time, on the straight line between the points around it, or beyond them."""
    index = min(max(bisect_right([one for one, _ in points], time) - 1, 0), len(points) - 2)
    (before, low), (after, high) = points[index], points[index + 1]
    return low + (time - before) * (high - low) / (after - before)
