"""The identity of a file: a digest of its content, whatever it is called and wherever it lies."""

import hashlib
from pathlib import Path

UNREADABLE = "unreadable: "
"""What stands instead of a digest when the disk refuses; the reason follows."""


def fingerprint(path: Path) -> str:
    """Return the sha256 of a file's content in hex, read as a stream.

    A file that the disk refuses has no identity: the answer is then `UNREADABLE` and the reason, so
    that one bad card does not stop the job; `gather` turns it into a finding.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return UNREADABLE + (error.strerror or type(error).__name__)
