"""A file is known by its content."""

import hashlib
from pathlib import Path

from rushes.footage import fingerprint
from rushes.footage.fingerprint import UNREADABLE


def test_the_name_does_not_matter(tmp_path: Path) -> None:
    """The same bytes have the same digest under any name, and it is sha256."""
    content = b"27A-3" * 300_000
    (tmp_path / "a.mov").write_bytes(content)
    (tmp_path / "b 🎬.mov").write_bytes(content)
    assert fingerprint(tmp_path / "a.mov") == hashlib.sha256(content).hexdigest()
    assert fingerprint(tmp_path / "a.mov") == fingerprint(tmp_path / "b 🎬.mov")


def test_a_disk_that_refuses_says_why(tmp_path: Path) -> None:
    """One bad card does not stop the job: the reason stands where the digest would."""
    (tmp_path / "folder.mov").mkdir()
    assert fingerprint(tmp_path / "folder.mov") == UNREADABLE + "Is a directory"
