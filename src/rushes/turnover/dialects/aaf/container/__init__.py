"""Compound files, the container of AAF ([MS-CFB]): `packing` writes them, `unpacking` reads them."""

from rushes.turnover.dialects.aaf.container.packing import packed
from rushes.turnover.dialects.aaf.container.storage import Storage
from rushes.turnover.dialects.aaf.container.unpacking import NotACompoundFile, unpacked

__all__ = ["NotACompoundFile", "Storage", "packed", "unpacked"]
