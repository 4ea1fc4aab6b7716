"""The coverage room: the lined script.

In come the screenplay, the clips and what was heard in them; out comes a `LinedScript`: every
*reading* (one performance of one line in one clip) with its words against the text, what was *off
script*, and the lines that are *missing*. A line spoken again in the same clip is another *pass*.
"""

from rushes.coverage.again import still_holds
from rushes.coverage.differences import Difference, differences
from rushes.coverage.lining import line_clip, line_up, scenes_for
from rushes.coverage.model import LinedScript, OffScript, Reading, ReadingKind, ReadWord, WordState
from rushes.coverage.table import SceneCoverage, coverage_table

__all__ = [
    "Difference",
    "LinedScript",
    "OffScript",
    "ReadWord",
    "Reading",
    "ReadingKind",
    "SceneCoverage",
    "WordState",
    "coverage_table",
    "differences",
    "line_clip",
    "line_up",
    "scenes_for",
    "still_holds",
]
