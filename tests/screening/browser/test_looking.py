"""Rooms that only look: nothing can be decided in them, they say why, and follow what others decide."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from rushes.project import HANDED_OVER, JOURNAL
from rushes.screening.journal import Journal
from tests.conftest import Shoot
from tests.screening.browser.commanding import screening
from tests.screening.browser.visiting import Guest, asked

pytestmark = pytest.mark.slow

TABS: Final = ("Why", "Takes", "Trim", "Comments", "History")
DECIDES: Final = re.compile(
    "^(Take it|This line only|Its picture|Not this|Keep|Keep this version|Say it|Done|Free the line|Straight"
    "|Hand over.*|I looked at it.*|No listener|Show a listener|Lock picture|Unlock"
    "|.* frames? (earlier|later))$"
)
KEYS: Final = ("p", "Shift+P", "s", "Backspace", "v", "Control+z", "Control+Shift+z", ",", ".", "[", "]", "w")


@contextmanager
def looking(context: BrowserContext, *words: object) -> Iterator[Guest]:
    """Open a room, and sit down before it."""
    with screening(*words) as (_, address):
        guest = Guest(context, address).enter()
        yield guest
        guest.page.wait_for_timeout(100)  # the console is told of a refusal a little after the page
        guest.trouble[:] = [said for said in guest.trouble if "403" not in said]
        guest.leave()


def line_of(guest: Guest) -> None:
    """Choose the first line of the script."""
    guest.page.get_by_role("region", name="Lined script").get_by_role("button").first.click()


def decides_nothing(guest: Guest, because: str) -> None:
    """See that no button decides, that no key does, and that a request is refused with the reason."""
    line_of(guest)
    for tab in TABS:
        guest.tab(tab)
        expect(guest.page.get_by_role("tabpanel")).not_to_contain_text("Asking")
        offered = guest.page.get_by_role("button", name=DECIDES)
        assert [one.inner_text() for one in offered.all() if one.is_enabled()] == [], tab
    for name in ("Nothing to undo", "Nothing to redo"):
        expect(guest.button(name)).to_be_disabled()
    expect(guest.page.get_by_role("combobox", name="Taste")).to_be_disabled()
    guest.tab("Takes")
    line_of(guest)
    for key in KEYS:
        guest.press(key)
    guest.press("Backspace")
    expect(guest.notice()).to_contain_text(because)
    seen = guest.page.evaluate("async () => (await (await fetch('api/film')).json()).state.hash")
    act = {"act": "comment", "frame": 0, "text": "behind its back", "who": "nobody", "seen": seen}
    elsewhere = {"folder": "/elsewhere", "who": "nobody"}
    for path, told in (("api/act", act), ("api/turnover", {}), ("api/relink", elsewhere)):
        status, sentence = asked(guest, path, **told)
        assert status == 403
        assert because in sentence


def test_read_only(context: BrowserContext, kettle: Path, shot_once: Shoot) -> None:
    """Who opened it so can watch and compare; the film's folder stays as it was, to the letter."""
    before = {path: path.read_bytes() for path in kettle.iterdir() if path.is_file()}
    with looking(context, kettle, "--cache", shot_once.cache, "--read-only") as guest:
        expect(guest.button("Look only")).to_be_visible()
        expect(guest.page.get_by_text("This room only looks: you opened it so.", exact=True)).to_be_visible()
        decides_nothing(guest, "you opened it so")
        guest.button("Play").click()
        expect(guest.button("Pause")).to_be_visible()
    assert {path: path.read_bytes() for path in kettle.iterdir() if path.is_file()} == before
    assert not (kettle / HANDED_OVER).exists()


def test_why_it_only_looks_is_read_without_a_mouse(browser: Browser, kettle: Path, shot_once: Shoot) -> None:
    """On a phone the reason stands in a line under the head; read, it goes, and comes again by the badge."""
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    with looking(phone, kettle, "--cache", shot_once.cache, "--read-only") as guest:
        why = guest.page.get_by_text("This room only looks: you opened it so.", exact=True)
        expect(why).to_be_in_viewport(ratio=1)
        assert not guest.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        guest.button("I have read it").tap()
        expect(why).to_have_count(0)
        guest.button("Look only").tap()
        expect(why).to_be_in_viewport(ratio=1)
    phone.close()


def test_a_second_room(context: BrowserContext, kettle: Path, shot_once: Shoot) -> None:
    """It only looks and says who decides; after a reload it shows what was decided in the first."""
    words = (kettle, "--cache", shot_once.cache)
    with looking(context, *words) as first:
        with looking(context, *words) as second:
            expect(second.page.get_by_text("This room only looks: Another screening room")).to_be_visible()
            decides_nothing(second, "Another screening room")
            line_of(first)
            first.tab("Takes")
            other = first.page.get_by_role("listitem").filter(has=first.button("Take it")).first
            name = other.get_attribute("aria-label") or ""
            other.get_by_role("button", name="Take it").click()
            expect(first.notice()).to_contain_text(name)
            second.come_back()
            line_of(second)
            second.tab("Takes")
            expect(second.marked(name)).to_be_visible()
            second.tab("History")
            expect(second.page.get_by_role("tabpanel")).to_contain_text(f"Line 1.1 from {name}")
            expect(second.button("Look only")).to_be_visible()
        first.press("Control+z")
        expect(first.marked(name)).to_be_hidden()
    with looking(context, *words) as third:
        expect(third.page.get_by_text("Not locked", exact=True)).to_be_visible()
    with Journal(kettle / JOURNAL) as journal:
        assert [entry.act.__struct_config__.tag for entry in journal.entries] == ["swap", "undo"]


def test_who_looked_first_follows(context: BrowserContext, kettle: Path, shot_once: Shoot) -> None:
    """A room that was opened to look before anybody decided anything shows it all the same."""
    words = (kettle, "--cache", shot_once.cache)
    with looking(context, *words, "--read-only") as looks, looking(context, *words) as decides:
        decides.press("m")
        decides.page.keyboard.type("Said in the other room")
        decides.press("Control+Enter")
        expect(decides.page.get_by_text("Said in the other room", exact=True)).to_be_visible()
        looks.come_back()
        looks.tab("Comments")
        expect(looks.page.get_by_text("Said in the other room", exact=True)).to_be_visible()
