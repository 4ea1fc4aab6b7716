"""Picture lock: a named person's word, after a look at all that asked for one."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from rushes.screening.acts import LookAt
from tests.screening.browser.visiting import Visitor

pytestmark = pytest.mark.slow

Visit = Callable[..., Visitor]


def look_at_all(page: Page) -> None:
    """Go to every place that asks for a look, and say that it was looked at."""
    places = page.get_by_role("button", name=re.compile("places? to look at|Nothing left"))
    while (told := places.get_attribute("aria-label") or "") != "Nothing left to look at":
        page.keyboard.press("n")
        page.keyboard.press("v")
        expect(places).not_to_have_attribute("aria-label", told)


def test_a_lock_holds(visit: Visit) -> None:
    """It comes after the looks, bears a name, refuses what changes the cut, and opens for a reason."""
    locking = visit()
    locking.button("Lock picture").click()
    dialog = locking.page.get_by_role("dialog", name="Picture lock")
    expect(dialog).to_contain_text("2 places ask for a look first")
    expect(dialog.get_by_role("button", name="Lock as the editor")).to_have_count(0)
    dialog.get_by_role("button", name=re.compile("^01:00:10:09")).click()
    expect(dialog).to_be_hidden()
    assert locking.frame == 259
    look_at_all(locking.page)
    expect(locking.page.get_by_text("Nothing left to look at")).to_be_visible()
    locking.button("Lock picture").click()
    dialog.get_by_role("button", name="Lock as the editor").click()
    expect(locking.page.get_by_role("banner").get_by_text("Picture locked by the editor")).to_be_visible()
    locking.line("thought you knew").click()
    locking.tab("Takes")
    expect(locking.take("1B-1").get_by_role("button", name="Play 1B-1")).to_be_visible()
    expect(locking.take("1B-1").get_by_role("button", name="Take it")).to_have_count(0)
    seq = locking.room.standing.decisions.seq
    locking.press("Backspace")
    expect(locking.notice()).to_contain_text("the editor locked the picture")
    assert locking.room.standing.decisions.seq == seq
    locking.page.reload()
    expect(locking.page.get_by_role("banner").get_by_text("Picture locked by the editor")).to_be_visible()
    locking.button("Unlock").click()
    opening = locking.page.get_by_role("dialog", name="Unlock the picture")
    expect(opening.get_by_role("button", name="Unlock")).to_be_disabled()
    opening.get_by_label("Why must it be opened again?").fill("The ending is too long")
    opening.get_by_role("button", name="Unlock").click()
    expect(locking.page.get_by_text("Not locked", exact=True)).to_be_visible()
    locking.tab("History")
    expect(locking.page.get_by_role("tabpanel")).to_contain_text("The ending is too long")
    locking.trouble[:] = [said for said in locking.trouble if "423" not in said]


def test_who_presses_twice_looked_once(visit: Visit) -> None:
    """While the first look is on its way into the journal, and when it is there: no second one follows it."""
    looking = visit()
    places = looking.page.get_by_role("button", name=re.compile("places? to look at|Nothing left"))
    before = places.get_attribute("aria-label") or ""
    looking.page.route("**/api/act", later)
    looking.press("n", "v", "v", "v")
    expect(places).not_to_have_attribute("aria-label", before)
    looking.press("v")
    looking.page.unroute("**/api/act")
    look_at_all(looking.page)
    looked = [entry.act.event for entry in looking.room.since("") if isinstance(entry.act, LookAt)]
    assert len(looked) > 1
    assert sorted(looked) == sorted(set(looked))


def later(route: Route) -> None:
    """Let a request wait for a third of a second."""
    time.sleep(0.3)
    route.continue_()
