"""The screenplay in its page form: a `Screenplay` goes in, typeset `Pages` come out.

US Letter in twelve-point Courier: ten columns and six rows to the inch, 54 rows a page. A *row* is one line
of type; a *block* is what is set as one, such as a heading or a speech; a *spot* is where a word stands.
"""

from rushes.turnover.lined_script.page.columns import columns_of, language_of, runs_right_to_left
from rushes.turnover.lined_script.page.model import (
    BASELINE,
    CHARACTER_WIDTH,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    ROW_HEIGHT,
    ROWS,
    TOP,
    LineBlock,
    Pages,
    Row,
    Spot,
)
from rushes.turnover.lined_script.page.places import spots_of
from rushes.turnover.lined_script.page.typeset import typeset

__all__ = [
    "BASELINE",
    "CHARACTER_WIDTH",
    "PAGE_HEIGHT",
    "PAGE_WIDTH",
    "ROWS",
    "ROW_HEIGHT",
    "TOP",
    "LineBlock",
    "Pages",
    "Row",
    "Spot",
    "columns_of",
    "language_of",
    "runs_right_to_left",
    "spots_of",
    "typeset",
]
