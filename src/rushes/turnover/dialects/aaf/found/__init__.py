"""An AAF as it is found: anybody's, or ours. It may lie; whatever it says, reading ends soon."""

from rushes.turnover.dialects.aaf.found.reading import read, read_told

__all__ = ["read", "read_told"]
