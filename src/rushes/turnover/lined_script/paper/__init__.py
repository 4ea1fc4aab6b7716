"""The lined script on paper: sheets and tables go in, a PDF comes out; its fonts are found on this machine.

Latin text is set in Courier and Helvetica, which every reader of PDF has. Whatever these have no letters
for is set in a font of this machine, embedded as far as it is used; what no font has is told.
"""

from rushes.turnover.lined_script.paper.documents import document
from rushes.turnover.lined_script.paper.fonts import Face, faces_for
from rushes.turnover.lined_script.paper.painter import Painter

__all__ = ["Face", "Painter", "document", "faces_for"]
