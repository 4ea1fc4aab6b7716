"""Cuts for AAF: several tracks of picture, muted microphones, and what else one slot may have to hold."""

from dataclasses import replace

from hypothesis import strategies as st

from rushes.cut.model import Cut
from tests.turnover.making import cuts, double_cuts


@st.composite
def layered_cuts(draw: st.DrawFn) -> Cut:
    """Draw a film with a second and third picture track, of the shots of the first, moved and thinned out."""
    cut = draw(cuts(mixed=True) | double_cuts())
    pictures = cut.track("V1")
    above = []
    for track in ("V2", "V3")[: draw(st.integers(0, 2))]:
        later = draw(st.integers(0, 9))
        kept = [one for one in pictures if draw(st.booleans())]
        above += [replace(one, track=track, record=one.record.moved(later)) for one in kept]
    return replace(cut, events=(*pictures, *above, *(one for one in cut.events if one.track != "V1")))
