"""What the tests of credentials share."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of certificates of the test's own, not made yet."""
    place = tmp_path / "certificates"
    monkeypatch.setenv("RUSHES_CREDENTIALS", str(place))
    return place
