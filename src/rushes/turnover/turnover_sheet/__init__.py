"""The turnover sheet, which goes with a turnover, made of what was written: `turnover.html` and `.json`.

It says of every file what it holds of the cut and what it cannot, by name; who read it back and what was
compared; and of every medium its digest, its path, its reel and where its timecode starts.
"""

from rushes.turnover.turnover_sheet.files import DATA, PAGE, sheet_files
from rushes.turnover.turnover_sheet.making import handed
from rushes.turnover.turnover_sheet.model import Counted, Handed, Medium, TurnoverSheet, WrittenFile

__all__ = [
    "DATA",
    "PAGE",
    "Counted",
    "Handed",
    "Medium",
    "TurnoverSheet",
    "WrittenFile",
    "handed",
    "sheet_files",
]
