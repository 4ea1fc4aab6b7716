"""Boxes that a person drew: at some frames of a clip, and in between by even steps. Pure."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rushes.picture.cover import Box, Cover

_MARGIN: Final = 0.12
"""Part of a drawn box that is covered around it: heads do not move evenly between two frames."""


@dataclass(frozen=True)
class Drawn:
    """Where somebody is in a clip, from a frame to another, which is the first without.

    who: as a person writes it, empty where they did not. at: boxes by frame, rising; none says that the
    person is not seen in these frames.
    """

    clip: str
    who: str
    first: int
    end: int
    at: tuple[tuple[int, Box], ...]

    def box(self, frame: int) -> Box | None:
        """Return the box at a frame, with its margin; None where nobody is seen."""
        if not self.at:
            return None
        places = [place for place, _ in self.at]
        after = bisect_right(places, frame)
        if after in {0, len(places)}:
            nearest = self.at[max(0, after - 1)][1]
        else:
            (one, before), (other, behind) = self.at[after - 1], self.at[after]
            nearest = before.towards(behind, (frame - one) / (other - one))
        return nearest.widened(_MARGIN, _MARGIN, _MARGIN)


def cover_of(drawn: Iterable[Drawn], clip: str, refused: Sequence[str], wanted: Collection[int]) -> Cover:
    """Return what to cover of some frames of a clip, by what was drawn in it.

    refused: who must not be seen in it. A frame in which the place of one of them is not known stays out, and
    is covered whole; a box without a name stands for one who has none of their own.
    """
    here = [one for one in drawn if one.clip == clip]
    known = {frame: _known(here, refused, frame) for frame in wanted}
    return Cover({frame: boxes for frame, boxes in known.items() if boxes is not None})


def _known(drawn: Sequence[Drawn], refused: Sequence[str], frame: int) -> tuple[Box, ...] | None:
    """Return the boxes of a frame; None where somebody may be seen outside of them."""
    now = [one for one in drawn if one.first <= frame < one.end]
    named = {one.who for one in now if one.who}
    nameless = [one for one in now if not one.who]
    nobody = any(not one.at for one in nameless)
    left = [who for who in refused if who not in named]
    if not nobody and len(left) > sum(bool(one.at) for one in nameless):
        return None
    ours = [one for one in now if not one.who or one.who in refused]
    return tuple(box for one in ours if (box := one.box(frame)) is not None)
