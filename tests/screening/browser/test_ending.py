"""However a room is ended, what was decided is in its journal, and nothing of it goes on running."""

import os
import shutil
import signal
from dataclasses import dataclass
from multiprocessing import active_children, resource_tracker
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from rushes.project import JOURNAL
from rushes.screening.journal import Journal
from rushes.screening.media import MediaRoom
from tests.conftest import Shoot
from tests.screening.browser.commanding import (
    CTRL_C_IS_HEARD,
    IN_THE_BACKGROUND,
    UNDER_NOHUP,
    Process,
    children,
    runs,
    screening,
)
from tests.screening.browser.visiting import Guest, until
from tests.turnover.filming import film

pytestmark = [pytest.mark.slow, pytest.mark.needs("linux")]


@pytest.fixture
def unmade(shot_once: Shoot, tmp_path: Path) -> Path:
    """Return a cache without the small copies of clips: a room with it has work to do."""
    return Path(
        shutil.copytree(shot_once.cache, tmp_path / "cache", ignore=shutil.ignore_patterns("proxies"))
    )


def told(context: BrowserContext, address: str, words: str) -> Guest:
    """Sit down before a room and say something at its first frame."""
    guest = Guest(context, address)
    guest.page.goto(address)
    expect(guest.page.get_by_role("heading", level=1)).to_be_visible()
    guest.press("m")
    guest.page.keyboard.type(words)
    guest.press("Control+Enter")
    expect(guest.page.get_by_text(words, exact=True)).to_be_visible()
    return guest


def gone(room: Process, ones: set[int]) -> bool:
    """Tell whether a room and all that it had started are no more."""
    return room.poll() is not None and not any(map(runs, ones))


@dataclass(frozen=True)
class Ending:
    """How a room is ended. left: how its shell left it. code: what it returns."""

    sent: signal.Signals
    code: int
    left: str = CTRL_C_IS_HEARD


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param(Ending(signal.SIGINT, 0), id="Ctrl-C"),
        pytest.param(Ending(signal.SIGTERM, 143), id="kill"),
        pytest.param(
            Ending(signal.SIGTERM, 143, IN_THE_BACKGROUND), id="kill, in the background of a script"
        ),
        pytest.param(Ending(signal.SIGHUP, 143), id="its terminal closes"),
        pytest.param(Ending(signal.SIGKILL, -9), id="kill -9"),
    ],
)
def test_it_ends_and_nothing_is_lost(
    context: BrowserContext, kettle: Path, unmade: Path, ending: Ending
) -> None:
    """With a page open and copies of clips in the making: it ends, and the next room has the last word."""
    with screening(kettle, "--cache", unmade, left=ending.left) as (room, address):
        guest = told(context, address, "The last word")
        ones = {room.pid} | until(lambda: children(room.pid), "process that makes copies")
        room.send_signal(ending.sent)
        until(lambda: gone(room, ones), "end of the room and of all that it started", 60)
        assert room.returncode == ending.code
        assert room.stderr is not None
        assert "Traceback" not in room.stderr.read()
        expect(guest.page.get_by_text("No connection to the room")).to_be_visible()
    with Journal(kettle / JOURNAL) as journal:
        assert [entry.who for entry in journal.entries] == ["the editor"]


def test_it_stays_where_it_was_told_to(context: BrowserContext, kettle: Path, unmade: Path) -> None:
    """Under `nohup` a room outlives its terminal."""
    with screening(kettle, "--cache", unmade, left=UNDER_NOHUP) as (room, address):
        told(context, address, "The first word").leave()
        room.send_signal(signal.SIGHUP)
        told(context, address, "The last word").leave()
        assert room.poll() is None


def test_nobody_waits_for_a_long_clip(tmp_path: Path) -> None:
    """The copy of a clip that is in the making is dropped with its half-written file; its maker leaves."""
    clip = film(tmp_path / "long.mov", number=1, frames=1500, size=(640, 360))
    cache = tmp_path / "cache"
    media = MediaRoom(cache, {clip.file: clip})
    before = children(os.getpid())
    media.want([clip.file])
    until(lambda: [one for one in cache.rglob("*.part.mp4") if one.stat().st_size], "half-written file", 30)
    makers = children(os.getpid()) - before
    media.close()
    until(lambda: not any(map(runs, makers - {tracker()})), "end of the maker", 5)
    assert not [one for one in cache.rglob("*") if one.is_file()]


def test_nobody_waits_for_a_maker_that_is_still_on_its_way(tmp_path: Path) -> None:
    """A process that has just been started, and has begun nothing, is ended at once."""
    clip = film(tmp_path / "short.mov", number=1, frames=25, size=(320, 180))
    media = MediaRoom(tmp_path / "cache", {clip.file: clip})
    before = {one.pid for one in active_children()}
    media.want([clip.file])
    maker = until(lambda: [one for one in active_children() if one.pid not in before], "maker", 30)[0]
    media.close()
    until(lambda: not maker.is_alive(), "end of the maker", 30)
    assert maker.exitcode == -signal.SIGKILL
    assert not [one for one in (tmp_path / "cache").rglob("*") if one.is_file()]


def tracker() -> int | None:
    """Return the process that sweeps up after all others, which this one may have and keeps."""
    return resource_tracker._resource_tracker._pid  # type: ignore[attr-defined,no-any-return]
