"""The size of the preview, and how a clip's picture is fitted into it: whole, upright, uncropped. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from rushes.footage.model import Clip
from rushes.turnover.model import Shot

LONG_SIDE, SHORT_SIDE = 1280, 720
"""720p at most, lying or standing."""

HD_FROM = 720
"""Picture lines from which an untagged picture is taken to be BT.709, as players do."""


@dataclass(frozen=True)
class Canvas:
    """The preview's picture: even width and height in square pixels, and the matrix of its colours."""

    width: int
    height: int
    matrix: str

    def fitted(self, clip: Clip) -> tuple[int, int, int, int]:
        """Return width, height, left and top, all even, of a clip's whole picture in the canvas."""
        wide, high = _seen(clip) or (self.width, self.height)
        scale = min(Fraction(self.width, wide), Fraction(self.height, high))
        width, height = _even(wide * scale, self.width), _even(high * scale, self.height)
        return width, height, (self.width - width) // 4 * 2, (self.height - height) // 4 * 2


def canvas_for(shots: Iterable[Shot], *, full: bool = False) -> Canvas:
    """Return a canvas of the shape that is longest on screen, no larger than it was shot.

    It is 720p at most; full: as large as it was shot.
    """
    times: dict[tuple[int, int], int] = {}
    for shot in shots:
        seen = _seen(shot.clip)
        if seen:
            times[seen] = times.get(seen, 0) + shot.record.frames
    wide, high = max(times, key=lambda size: times[size], default=(LONG_SIDE, SHORT_SIDE))
    most = (LONG_SIDE, SHORT_SIDE) if wide >= high else (SHORT_SIDE, LONG_SIDE)
    most = (max(2, wide // 2 * 2), max(2, high // 2 * 2)) if full else most
    scale = min(Fraction(1), Fraction(most[0], wide), Fraction(most[1], high))
    width, height = _even(wide * scale, most[0]), _even(high * scale, most[1])
    return Canvas(width, height, matrix_of(high))


def matrix_of(lines: int) -> str:
    """Return the matrix that an untagged picture of so many lines is taken to have, as filters call it."""
    return "bt709" if lines >= HD_FROM else "smpte170m"


def _seen(clip: Clip) -> tuple[int, int] | None:
    return clip.seen if clip.width and clip.height else None


def _even(size: Fraction, most: int) -> int:
    """Round to the nearest even number of pixels, at least two."""
    return max(2, min(most, round(size / 2) * 2))
