"""An AAF as we write it: objects, a chain of mobs for each clip, and the composition."""

from rushes.turnover.dialects.aaf.made.writing import write

__all__ = ["write"]
