"""The slate: a clapper board held into the picture, with everything an assistant writes on it.

Units are board widths; (0, 0) is the left end of the hinge line between the sticks.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image

from rushes.stage.drawing.pen import Colour, Point, Relief, Sheet, Wash, outline, rounded, smooth

_CHALK: Colour = (240, 238, 230)
_BLACK: Colour = (30, 30, 36)
_SMALL: Colour = (168, 166, 164)
OPEN = math.radians(24)


@dataclass(frozen=True)
class Written:
    """What stands on the board."""

    title: str
    scene: str
    take: str
    roll: str
    camera: str
    sound: str = "SYNC"
    small: str = "made on the sound stage: drawn, not filmed"


def board(written: Written, width: int, angle: float) -> Image.Image:
    """Draw the board `width` pixels wide, its sticks open by an angle in radians (0: closed)."""
    sheet = Sheet((round(width * 1.16), round(width * 1.22)), width, (width * 0.08, width * 0.46), 2)
    sheet.shape(rounded(-0.01, 0.02, 1.03, 0.72, 0.02), (8, 6, 14), opacity=0.5, soft=0.03)
    _stick(sheet, 0.0, below=True)
    _stick(sheet, angle, below=False)
    sheet.shape(
        rounded(0, 0.075, 1, 0.69, 0.02),
        Wash(_BLACK, (18, 18, 24)),
        relief=Relief((0, -1), 0.02, shade_part=0.3, rim_part=0.25),
    )
    _rules(sheet)
    _writing(sheet, written)
    _fingers(sheet)
    return sheet.finished()


def _stick(sheet: Sheet, angle: float, *, below: bool) -> None:
    top, bottom = (0.0, 0.075) if below else (-0.078, -0.003)
    turn = _turn(angle)
    stick = sheet.shape(
        turn(rounded(0, top, 1, bottom, 0.008).tolist()), _CHALK, relief=Relief((0, -1), 0.015)
    )
    for step in range(-1, 6):
        left, lean = step * 0.2, 0.075 if below else -0.075
        stripe = [
            (left + lean, top),
            (left + lean + 0.1, top),
            (left - lean + 0.1, bottom),
            (left - lean, bottom),
        ]
        sheet.shape(turn(stripe), _BLACK, clip=stick)
    if not below:
        sheet.shape(
            turn([(0.0, top), (0.05, top), (0.05, bottom), (0.0, bottom)]), (120, 122, 128), clip=stick
        )


def _turn(angle: float) -> Callable[[Sequence[Point]], list[Point]]:
    cos, sin = math.cos(-angle), math.sin(-angle)

    def turned(points: Sequence[Point]) -> list[Point]:
        return [(0.02 + (x - 0.02) * cos - y * sin, (x - 0.02) * sin + y * cos) for x, y in points]

    return turned


def _rules(sheet: Sheet) -> None:
    for left, top, right, bottom in (
        (0.03, 0.205, 0.97, 0.209),
        (0.03, 0.475, 0.97, 0.479),
        (0.40, 0.209, 0.404, 0.475),
        (0.70, 0.209, 0.704, 0.475),
        (0.40, 0.479, 0.404, 0.60),
        (0.03, 0.60, 0.97, 0.604),
    ):
        sheet.shape(rounded(left, top, right, bottom, 0), _SMALL)


def _writing(sheet: Sheet, w: Written) -> None:
    for text, x, y in (
        ("PROD.", 0.04, 0.095),
        ("SCENE", 0.04, 0.22),
        ("TAKE", 0.42, 0.22),
        ("ROLL", 0.72, 0.22),
        ("CAMERA", 0.04, 0.49),
        ("SOUND", 0.42, 0.49),
    ):
        sheet.text(text, (x, y), 0.030, _SMALL)
    sheet.text(w.title, (0.55, 0.108), 0.072, _CHALK, middle=True, widest=0.76)
    sheet.text(w.scene, (0.215, 0.262), 0.165, _CHALK, middle=True, widest=0.33)
    sheet.text(w.take, (0.55, 0.262), 0.165, _CHALK, middle=True, widest=0.26)
    sheet.text(w.roll, (0.84, 0.295), 0.100, _CHALK, middle=True, widest=0.25)
    sheet.text(w.camera, (0.27, 0.505), 0.075, _CHALK, middle=True)
    sheet.text(w.sound, (0.70, 0.505), 0.075, _CHALK, middle=True)
    sheet.text(w.small, (0.5, 0.618), 0.044, (206, 190, 150), middle=True, widest=0.92)


def _fingers(sheet: Sheet) -> None:
    skin: Colour = (206, 156, 124)
    for x in (0.40, 0.485, 0.57):
        finger = outline("-0.03 0.78, -0.033 0.695, 0 0.672, 0.033 0.695, 0.03 0.78", (x, 0))
        sheet.shape(smooth(finger), skin, relief=Relief((-0.7, -0.6), 0.03))
