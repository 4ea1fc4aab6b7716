"""The small scene in every format, written down, so that a change of a file is seen and meant.

``pytest tests/turnover --refresh`` writes them anew; read the difference before you commit it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from rushes.cut.model import Cut
from rushes.turnover.dialects import edl, fcp7, otio
from rushes.turnover.documents import cut_json
from tests.turnover.making import grid_cut

GOLDEN = Path(__file__).parent / "golden"
WRITERS: dict[str, Callable[[Cut], bytes]] = {
    "grid.otio": otio.write,
    "grid.xml": fcp7.write,
    "grid.edl": edl.write,
    "grid.cut.json": cut_json,
}


@pytest.mark.parametrize("name", WRITERS)
def test_the_small_scene_is_written_as_it_was(name: str, refresh: bool) -> None:  # noqa: FBT001 -- a fixture
    written = WRITERS[name](grid_cut())
    if refresh:
        (GOLDEN / name).write_bytes(written)
    assert (GOLDEN / name).read_bytes().decode() == written.decode()


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_cut_gives_the_same_bytes(name: str) -> None:
    assert WRITERS[name](grid_cut()) == WRITERS[name](grid_cut())
