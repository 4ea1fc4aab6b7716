"""Two hundred walks through the room with a kill between any two writes: nothing acknowledged is lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

WALKS = 200


@pytest.mark.slow
@pytest.mark.needs("linux")
def test_journal_and_cut_agree_after_any_walk_and_any_kill(tmp_path: Path) -> None:
    """Each film is opened again after each kill, and stands as it was told (`tests.screening.walking`)."""
    command = [sys.executable, "-m", "tests.screening.walking", str(tmp_path), str(WALKS)]
    home = Path(__file__).parents[2]
    told = subprocess.run(command, capture_output=True, text=True, cwd=home, check=False)
    assert told.returncode == 0, told.stderr[-2000:]
    counted = json.loads(told.stdout)
    assert counted["walks"] == WALKS <= counted["kills"]
    assert counted["acts"] > 2 * WALKS
    assert counted["beyond"] > 0  # some kill did fall between a write and its acknowledgement
