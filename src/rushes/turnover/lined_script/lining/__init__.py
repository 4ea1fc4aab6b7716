"""The lines of a lined script: readings go in, stretches in lanes come out, with their notes and the tally.

A *stretch* is a run through the page without going back; a *pass* after a reset is a stretch of its own.
A *take line* is all stretches of one take, or of a whole setup where there is no room for each; a *lane* is
where it runs down the page. A *note* tells one reading that left the text.
"""

from rushes.turnover.lined_script.lining.labels import LABEL_SIZE, Label, label_width, text_width
from rushes.turnover.lined_script.lining.lanes import Lane, TakeLine, lanes_of
from rushes.turnover.lined_script.lining.notes import (
    Difference,
    Key,
    Note,
    Words,
    key_of,
    notes_of,
    take_said,
)
from rushes.turnover.lined_script.lining.seen import on_camera_by_paper
from rushes.turnover.lined_script.lining.stretches import (
    NOBODY_KNOWS,
    UNSURE,
    OnCamera,
    Piece,
    Stretch,
    Take,
    takes_of,
)
from rushes.turnover.lined_script.lining.tally import SceneTally, TakeEntry, tallies_of

__all__ = [
    "LABEL_SIZE",
    "NOBODY_KNOWS",
    "UNSURE",
    "Difference",
    "Key",
    "Label",
    "Lane",
    "Note",
    "OnCamera",
    "Piece",
    "SceneTally",
    "Stretch",
    "Take",
    "TakeEntry",
    "TakeLine",
    "Words",
    "key_of",
    "label_width",
    "lanes_of",
    "notes_of",
    "on_camera_by_paper",
    "take_said",
    "takes_of",
    "tallies_of",
    "text_width",
]
