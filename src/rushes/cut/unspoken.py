"""Where in a clip nobody speaks, slates or claps: what may be shown of it without words.

The board is taken to be in the picture from the clip's beginning until a second after it claps, or from
before it claps to the clip's end where it claps at the tail. Where nobody is heard to slate, as in a clip
without sound, its beginning or its end may show the board: its middle is taken, and a person has to look.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rushes.coverage.model import LinedScript
from rushes.footage.model import Clip

Stretch = tuple[float, float]
"""From a second of a clip to another."""

MARGIN_S = 0.2
"""Kept clear around whatever is heard: an ear's word may end so much later (see `rushes.cut.trim`)."""
BOARD_LEAVES_S = 1.0
"""After the clap, until the board is out of the picture (by hand; on the stage it takes 0.75 s)."""
BOARD_COMES_S = 3.0
"""Before a clap at the tail (by hand)."""
SILENT_PART = 0.5
"""The part in the middle of a clip that is taken to be free of the board when nobody slates (by hand)."""


@dataclass(frozen=True)
class Unspoken:
    """Where a clip may be shown without words. told: a slate or a clap was heard, so one knows the board."""

    free: tuple[Stretch, ...]
    told: bool

    @property
    def longest(self) -> Stretch:
        """The longest free stretch; of equals the first; of no length where there is none."""
        return max(self.free, key=lambda stretch: round(stretch[1] - stretch[0], 3), default=(0.0, 0.0))

    def around(self, at_s: float) -> Stretch:
        """Return the free stretch that holds a second of the clip; of no length where none does."""
        return next((one for one in self.free if one[0] <= at_s <= one[1]), (at_s, at_s))


def unspoken(clip: Clip, lined: LinedScript) -> Unspoken:
    """Return where nobody speaks in a clip, claps, or holds the board up, in order."""
    length = float(clip.seconds)
    slated = list(_slated(clip, lined))
    taken = [*slated, *_spoken(clip, lined)]
    if not slated:
        edge = length * (1 - SILENT_PART) / 2
        taken += [(0.0, edge), (length - edge, length)]
    return Unspoken(tuple(_between(sorted(taken), length)), told=bool(slated))


def _slated(clip: Clip, lined: LinedScript) -> Iterator[Stretch]:
    """Yield where the board is in the picture: until it is gone, or from when it comes at the tail."""
    heard, middle = lined.heard.get(clip.file), float(clip.seconds) / 2
    said = [speech for speech in lined.off_script if speech.file == clip.file and speech.what == "slate"]
    slates = [(speech.in_s, speech.out_s + MARGIN_S) for speech in said]
    if heard:
        slates += [(word.in_s, word.out_s + MARGIN_S) for word in heard.slate_words]
        slates += [(at, at + BOARD_LEAVES_S) for at in heard.claps]
    for start, end in slates:
        yield (0.0, end) if start <= middle else (start - BOARD_COMES_S, 2 * middle)


def _spoken(clip: Clip, lined: LinedScript) -> Iterator[Stretch]:
    heard = lined.heard.get(clip.file)
    spoken = [(one.in_s, one.out_s) for one in lined.readings if one.file == clip.file]
    spoken += [(one.in_s, one.out_s) for one in lined.off_script if one.file == clip.file]
    spoken += [(word.in_s, word.out_s) for word in (heard.words if heard else ())]
    return ((start - MARGIN_S, end + MARGIN_S) for start, end in spoken)


def _between(taken: Sequence[Stretch], length: float) -> Iterator[Stretch]:
    at = 0.0
    for start, end in taken:
        if start > at:
            yield at, min(start, length)
        at = max(at, end)
        if at >= length:
            return
    if at < length:
        yield at, length
