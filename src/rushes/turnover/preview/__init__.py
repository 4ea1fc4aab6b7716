"""The preview: the cut as a film to watch at once.

`make_preview` writes it and `check_preview` plays it from end to end. A *piece* is what stands on screen
until something else does; the *canvas* is the size of the picture; the *mix* is the sound.
"""

from rushes.turnover.preview.check import check_preview
from rushes.turnover.preview.write import make_preview

__all__ = ["check_preview", "make_preview"]
