"""The turnover sheet, which goes with a turnover, made of what was written: `turnover.html` and `.json`.

It says of every file what it holds of the cut and what it cannot, by name; who read it back and what was
compared; and of every medium its digest, its path, its reel and where its timecode starts.
"""

from rushes.turnover.slip.files import DATA, PAGE, slip_files
from rushes.turnover.slip.making import handed
from rushes.turnover.slip.model import Counted, Handed, Medium, Slip, WrittenFile

__all__ = ["DATA", "PAGE", "Counted", "Handed", "Medium", "Slip", "WrittenFile", "handed", "slip_files"]
