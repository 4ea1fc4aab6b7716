"""The page and the room sign a contract: the acts, and the shape of all that is sent, lie with the page.

`frontend/src/contract/acts.json` and the samples in `frontend/tests/samples` are written by this test
(`--refresh`) and read by the page's own.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rushes.screening import views
from rushes.screening.acts import Comment, SaveVersion, Star, Swap
from rushes.screening.brought import BroughtFolder
from rushes.screening.journal import Journal
from rushes.screening.room import ScreeningRoom
from tests.screening.sending_back import a_film_that_is_heard, send_back, shorter

FRONTEND = Path(__file__).parents[2] / "frontend"
ACTS = FRONTEND / "src" / "contract" / "acts.json"
SAMPLES = FRONTEND / "tests" / "samples"


def agree(file: Path, told: object, *, refresh: bool) -> None:
    """Compare what is told with what the page was built against, or write it."""
    text = json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if refresh:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text, "run this test with --refresh, and read the difference"


def test_the_page_knows_every_act(*, refresh: bool) -> None:
    """One table, read by both."""
    agree(ACTS, views.acts_view(), refresh=refresh)


@pytest.fixture
def room(tmp_path: Path) -> ScreeningRoom:
    """Open a room in which something was done."""
    journal = Journal(tmp_path / "journal.sqlite", clock=lambda: "2026-11-22T09:00:00Z")
    room = ScreeningRoom(a_film_that_is_heard(), journal, brought=BroughtFolder(tmp_path))
    send_back(room, tmp_path, shorter(room.standing.cut, "1.2", 6))
    for act in (SaveVersion("first"), Star("2.1", "2-1.mov"), Comment(10, "hold this", "1.1")):
        room.do(act, "the director", room.standing.hash)
    return room


SHOWN: dict[str, Callable[[ScreeningRoom], object]] = {
    "film": lambda room: views.film_view(room, {clip.file: "ready" for clip in room.film.lined.clips}),
    "line": lambda room: views.line_view(room, "1.2"),
    "event": lambda room: views.event_view(room, "V1:1.1:0"),
    "done": lambda room: views.done_view(
        room, room.do(Swap("1.2", _another(room)), "the director", room.standing.hash), 12.5
    ),
    "version": lambda room: views.version_view(room, "first"),
    "clock": views.hours_view,
    "compare": lambda room: views.compare_view(room, "first", ""),
    "brought": lambda room: views.brought_view(room, "locked v3"),
    "journal": lambda room: {"entries": views.entries_view(room.since(""))},
}


def _another(room: ScreeningRoom) -> str:
    plays = next(event.file for event in room.standing.cut.spoken if event.line == "1.2")
    return next(one.file for one in room.readings["1.2"] if one.file != plays)


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_knows_every_shape(room: ScreeningRoom, name: str, *, refresh: bool) -> None:
    """A sample of each answer, whose fields and kinds of values are compared; figures may change."""
    told = json.loads(views.as_json(SHOWN[name](room)))
    file = SAMPLES / f"{name}.json"
    if refresh:
        agree(file, told, refresh=True)
    assert _form(json.loads(file.read_text(encoding="utf-8"))) == _form(told)


def _form(told: object) -> object:
    """Return the form of a JSON value: names of fields and kinds of values, lists by what they hold."""
    if isinstance(told, dict):
        return {re.sub(r"^\d+\.\d+$", "line", key): _form(value) for key, value in told.items()}
    if isinstance(told, list):
        return sorted({json.dumps(_form(one), sort_keys=True) for one in told})
    return "number" if isinstance(told, int | float) and not isinstance(told, bool) else type(told).__name__
