"""What the tests of conditions may ask for."""

from pathlib import Path

import pytest

from tests.conditions.playing import Set


@pytest.fixture
def kitchen(tmp_path: Path) -> Set:
    """Return the kitchen: five lines of ANNA and BEN in scene 27."""
    return Set(tmp_path)
