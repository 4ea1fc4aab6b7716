"""`rushes screen` as it is typed: what it prints is an address, and what goes wrong is a sentence."""

import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Shoot
from tests.screening.browser.commanding import command, screening
from tests.screening.browser.test_locking import look_at_all
from tests.screening.browser.visiting import until

pytestmark = pytest.mark.slow


def test_the_whole_story(browser: Browser, kettle: Path, shot_once: Shoot) -> None:
    """Watch, take another take, say something, look, lock; the room is killed, and it is all there."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script("localStorage.setItem('rushes.who', 'the editor')")
    with screening(kettle, "--cache", shot_once.cache) as (room, address):
        port = address.split(":")[2].split("/")[0]
        page.goto(address)
        watched(page)
        chosen = taken(page)
        page.keyboard.press("m")
        page.keyboard.type("The kettle is out of focus")
        page.keyboard.press("Control+Enter")
        page.get_by_role("tab", name="History").click()
        page.get_by_label("Name of this version").fill("the piano version")
        page.get_by_role("button", name="Keep this version").click()
        expect(page.get_by_role("button", name="Play the piano version")).to_be_visible()
        looked_and_locked(page)
        room.kill()
        expect(page.get_by_text("No connection to the room")).to_be_visible()
    with screening(kettle, "--cache", shot_once.cache, "--port", port) as (_, address):
        page.goto(address)
        expect(page.get_by_role("banner").get_by_text("Picture locked by the editor")).to_be_visible()
        page.get_by_role("tab", name="History").click()
        for kept in ("the piano version", chosen, "The kettle is out of focus", "Picture locked"):
            expect(page.get_by_role("tabpanel")).to_contain_text(kept)
        second = subprocess.run(
            command(kettle, "--port", port), capture_output=True, text=True, check=False, timeout=60
        )
        assert second.returncode == 2
        assert f"Port {port} cannot be had" in second.stderr
    page.close()


def watched(page: Page) -> None:
    """Play the cut for some frames."""
    head = page.get_by_role("slider", name="Play head")
    page.get_by_role("button", name="Play", exact=True).click()
    until(lambda: int(head.get_attribute("aria-valuenow") or 0) > 10, "play")
    page.get_by_role("button", name="Pause", exact=True).click()


def taken(page: Page) -> str:
    """Take the first line from a take that does not play, and return how that is told."""
    page.get_by_role("region", name="Lined script").get_by_role("button").first.click()
    page.get_by_role("tab", name="Takes").click()
    other = page.get_by_role("listitem").filter(has=page.get_by_role("button", name="Take it")).first
    told = f"Line 1.1 from {other.get_attribute('aria-label')}"
    other.get_by_role("button", name="Take it").click()
    expect(page.locator(".notice")).to_contain_text(told)
    return told


def looked_and_locked(page: Page) -> None:
    """Look at every place that asks for it, and lock the picture."""
    page.get_by_role("tab", name="Why").focus()
    look_at_all(page)
    page.get_by_role("button", name="Lock picture").click()
    page.get_by_role("button", name="Lock as the editor").click()
    expect(page.get_by_role("banner").get_by_text("Picture locked by the editor")).to_be_visible()


def test_a_journal_from_a_newer_version(kettle: Path, shot_once: Shoot) -> None:
    """It is not touched: the room does not open, and says what to do."""
    with screening(kettle, "--cache", shot_once.cache):
        pass
    journal = kettle / "journal.sqlite"
    with closing(sqlite3.connect(journal)) as newer:
        newer.execute("PRAGMA user_version = 99")
        newer.commit()
    before = journal.read_bytes()
    told = subprocess.run(
        command(kettle, "--cache", shot_once.cache), capture_output=True, text=True, check=False, timeout=60
    )
    assert told.returncode == 2
    assert re.search("newer", told.stderr)
    assert journal.read_bytes() == before
