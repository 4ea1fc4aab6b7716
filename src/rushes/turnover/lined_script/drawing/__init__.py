"""The drawing of a lined page: a `Layout` goes in, `Sheet`s of plain shapes come out, for any painter.

Points of 1/72 inch from the upper left corner. The writer's words are set in Courier, the machine's in a
plain face; every setup has a colour of its own.
"""

from rushes.turnover.lined_script.drawing.shapes import Box, Ink, Ring, Shape, Sheet, Stroke, Text
from rushes.turnover.lined_script.drawing.sheets import sheet_of, title_sheet
from rushes.turnover.lined_script.drawing.strokes import COLOURS, colour_of

__all__ = [
    "COLOURS",
    "Box",
    "Ink",
    "Ring",
    "Shape",
    "Sheet",
    "Stroke",
    "Text",
    "colour_of",
    "sheet_of",
    "title_sheet",
]
