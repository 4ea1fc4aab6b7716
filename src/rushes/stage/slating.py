"""The board of a take in the picture of one camera: when it is there, and how far its sticks are open."""

from PIL import Image

from rushes.stage.drawing.board import OPEN, Written, board
from rushes.stage.exposures import Exposures
from rushes.stage.model import CameraRoll, TakePlan
from rushes.stage.performance import Performance

_BOARD_WIDTH = 0.40
_OTHER_WIDTH = 0.31
"""Of the frame; smaller for a camera that is not the one it is held up to."""
_OTHER_PLACE, _OTHER_TILT = 0.57, -4.0
"""Where its middle is then, in frame widths, and how it is turned, in degrees."""
_SLIDE = 7
"""Frames in which the board comes in or leaves."""
_CLOSING = {3: 1.0, 2: 0.6, 1: 0.22}
"""How far the sticks are open so many frames before they meet, as a part of all the way."""
_SHUT = 9
"""Frames for which they stay shut before they are opened for second sticks."""


class Slate:
    """The board of one take."""

    def __init__(
        self, plan: TakePlan, performance: Performance, roll: CameraRoll, exposed: Exposures
    ) -> None:
        """Reckon when the board is in the picture."""
        self._plan, self._main = plan, roll == plan.rolls[0]
        first, after = performance.board
        self._first = exposed.nearest(first) if plan.tail_slate else 0
        self._after = min(exposed.nearest(after), exposed.count)
        self.claps = tuple(exposed.frame_from(clap_s) for clap_s in performance.claps)
        self._boards: dict[float, Image.Image] = {}

    def in_picture(self, number: int) -> bool:
        """Tell whether the board is in this frame."""
        return self._first <= number < self._after

    def onto(self, picture: Image.Image, number: int) -> None:
        """Lay the board on a picture: head up at the head of a take, upside down at its tail."""
        if not self.in_picture(number):
            return
        tail = self._plan.tail_slate
        away = (
            (self._first + _SLIDE - number) / _SLIDE if tail else (number - (self._after - _SLIDE)) / _SLIDE
        )
        sprite = self._board(self._opened(number))
        width, height = picture.size
        rest = height * (0.10 if tail else 0.03)
        drop = max(0.0, away) ** 2 * height
        middle = width if self._main else round(2 * width * _OTHER_PLACE)
        picture.paste(sprite, (round((middle - sprite.width) / 2), round(rest + drop)), sprite)

    def _opened(self, number: int) -> float:
        """Return how far the sticks are open in a frame; they close on the frame of the clap.

        Where no microphone records they are shut from the first frame, so that nobody looks for a clap.
        """
        if self._plan.mos:
            return 0.0
        last = max((clap for clap in self.claps if clap <= number), default=None)
        coming = next((clap for clap in self.claps if clap > number), None)
        if last is not None and (coming is None or number - last < _SHUT):
            return 0.0
        return 1.0 if coming is None else _CLOSING.get(coming - number, 1.0)

    def _board(self, opened: float) -> Image.Image:
        if opened not in self._boards:
            plan = self._plan
            sprite = board(_written(plan), self._width(), OPEN * opened)
            if plan.tail_slate:
                sprite = sprite.transpose(Image.Transpose.ROTATE_180)
            if not self._main:
                sprite = sprite.rotate(_OTHER_TILT, Image.Resampling.BICUBIC, expand=True)
            self._boards[opened] = sprite
        return self._boards[opened]

    def _width(self) -> int:
        return round(self._plan.size[0] * (_BOARD_WIDTH if self._main else _OTHER_WIDTH))


def _written(plan: TakePlan) -> Written:
    """Return what stands on the board: one board for all cameras."""
    letters = " ".join(roll.letter for roll in plan.rolls)
    sound = "MOS" if plan.mos else "SYNC"
    return Written(plan.title.upper(), plan.setup.slate, str(plan.number), plan.reel, letters, sound=sound)
