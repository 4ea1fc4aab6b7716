"""The room is for everybody: by keyboard alone, read aloud, without motion, in contrast, on small screens."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.screening.browser.answering import Answering
from tests.screening.browser.numbers import Numbers
from tests.screening.browser.test_deciding import plays
from tests.screening.browser.test_locking import look_at_all
from tests.screening.browser.test_watching import shown
from tests.screening.browser.visiting import Visitor, until

pytestmark = pytest.mark.slow

Visit = Callable[..., Visitor]
AXE = Path(__file__).parents[3] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"desktop": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}
_JUDGE = """async () => {
  const told = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
  return told.violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" | "));
}"""


def shut_out(visitor: Visitor) -> list[str]:
    """Return what axe finds that shuts somebody out (WCAG 2.1 A and AA)."""
    if not visitor.page.evaluate("() => 'axe' in window"):
        assert AXE.is_file(), "axe-core is missing: python hatch_build.py tools"
        visitor.page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = visitor.page.evaluate(_JUDGE)
    return found


@pytest.mark.parametrize("size", SIZES)
def test_nobody_is_shut_out(browser: Browser, opened: Answering, size: str) -> None:
    """Axe finds nothing at any width: the page, every tab of the details, every dialog."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=size != "desktop")
    visitor = Visitor(context, opened).enter()
    visitor.press("n")
    found: dict[str, list[str]] = {"as it opens": shut_out(visitor)}
    if size != "desktop":
        visitor.button("Details").click()
    for tab in ("Why", "Takes", "Trim", "Comments", "History"):
        visitor.tab(tab)
        found[tab] = shut_out(visitor)
    visitor.tab("Takes")
    visitor.take("1-1").get_by_role("button", name="Beside").click()
    found["side by side"] = shut_out(visitor)
    visitor.press("Escape")
    visitor.press("?")
    found["keys"] = shut_out(visitor)
    visitor.press("Escape")
    visitor.button("Lock picture").click()
    found["lock"] = shut_out(visitor)
    over = visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    visitor.leave()
    context.close()
    assert {where: what for where, what in found.items() if what} == {}
    assert not over, "the page is wider than the screen"


def test_by_the_keyboard_alone(visit: Visit, numbers: Numbers) -> None:
    """Watch, find a line, hear its takes, take another, undo, comment, look, lock: no hand on the mouse."""
    visitor = visit()
    visitor.press(" ")
    until(lambda: visitor.frame > 5, "play")
    visitor.press(" ", "Home", "Shift+ArrowDown")
    shown(visitor, numbers, visitor.frame)
    before = plays(visitor, "1.2")
    visitor.press("t")
    until(lambda: visitor.seen(trying=True), "a take that is tried")
    until(lambda: (seen := visitor.seen(trying=True)) and numbers.file_of(seen[1]) != before, "another take")
    visitor.press("Enter")
    until(lambda: plays(visitor, "1.2") != before, "another take in the cut")
    expect(visitor.notice()).to_be_visible()
    visitor.press("Control+z")
    until(lambda: plays(visitor, "1.2") == before, "the take before")
    visitor.press("m")
    visitor.page.keyboard.type("By hand alone")
    visitor.press("Control+Enter")
    until(lambda: visitor.room.standing.decisions.remarks, "comment")
    visitor.press("Escape")
    visitor.page.evaluate("document.activeElement.blur()")
    look_at_all(visitor.page)
    reach(visitor, "Lock picture")
    visitor.press("Enter")
    expect(visitor.page.get_by_role("dialog", name="Picture lock")).to_be_visible()
    reach(visitor, "Lock as the editor")
    visitor.press("Enter")
    until(lambda: visitor.room.standing.decisions.locked, "lock")


def reach(visitor: Visitor, name: str) -> None:
    """Walk to something by the tab key; what has the focus is always to be seen."""
    for _ in range(60):
        visitor.press("Tab")
        told: dict[str, Any] = visitor.page.evaluate(
            "() => { const one = document.activeElement; const style = getComputedStyle(one);"
            " return { name: one.getAttribute('aria-label') ?? one.textContent,"
            " ring: style.outlineStyle !== 'none' || one === document.body }; }"
        )
        assert told["ring"], f"{told['name']} has the focus and does not show it"
        if told["name"].strip() == name:
            return
    raise AssertionError(f"the tab key does not reach {name}")


def test_focus_goes_as_the_eye_does(visit: Visit) -> None:
    """From the script to the picture, the details, the timeline; a dialog keeps it and gives it back."""
    visitor = visit()
    places: list[str] = []
    for _ in range(80):
        visitor.press("Tab")
        place: str = visitor.page.evaluate(
            "document.activeElement.closest('header, .script, main, .inspector, .time, body').className"
            ".split(' ')[0] || document.activeElement.closest('header, body').tagName"
        )
        if place not in places:
            places.append(place)
    regions = [place for place in places if place in {"script", "stage", "inspector", "time"}]
    assert regions == ["script", "stage", "inspector", "time"], places
    keys = visitor.button("Keys")
    keys.focus()
    visitor.press("Enter")
    dialog = visitor.page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    for _ in range(6):
        visitor.press("Tab")
        inside = (
            "() => document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert visitor.page.evaluate(inside)
    visitor.press("Escape")
    expect(dialog).to_be_hidden()
    expect(keys).to_be_focused()


def test_no_key_reaches_the_film_behind_a_dialog(visit: Visit) -> None:
    """A button that goes leaves the keyboard with the page: then, too, the film is not meant.

    Two takes side by side are played by their own keys, wherever the keyboard is.
    """
    visitor = visit()
    visitor.press("Home")
    seq = visitor.room.standing.decisions.seq
    visitor.press("?")
    dialog = visitor.page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    nobody_has_the_keyboard(visitor)
    for key in ("ArrowRight", "End", "p", "s", "v", "Backspace", "Control+z", " "):
        visitor.press(key)
    expect(dialog).to_be_visible()
    visitor.press("Escape")
    expect(dialog).to_be_hidden()
    assert visitor.frame == 0
    expect(visitor.button("Play")).to_be_visible()
    assert visitor.room.standing.decisions.seq == seq
    visitor.line("thought you knew").click()
    visitor.tab("Takes")
    here = visitor.frame
    visitor.take("1B-1").get_by_role("button", name="Beside").click()
    beside = visitor.page.get_by_role("dialog", name="Line 1.2, side by side")
    expect(beside.get_by_role("button", name="Play")).to_be_focused()
    expect(beside.locator("video.seen")).to_have_count(2)
    nobody_has_the_keyboard(visitor)
    expect(beside.locator("section.heard")).to_have_attribute("aria-label", "Left take")
    visitor.press("y")
    expect(beside.locator("section.heard")).to_have_attribute("aria-label", "Right take")
    visitor.press(" ")
    expect(beside.get_by_role("button", name="Pause")).to_be_visible()
    visitor.press("Escape")
    expect(beside).to_be_hidden()
    assert visitor.frame == here


def nobody_has_the_keyboard(visitor: Visitor) -> None:
    """Take the keyboard from whatever has it."""
    assert visitor.page.evaluate(
        "() => { document.activeElement.blur(); return document.activeElement === document.body }"
    )


def test_without_motion(browser: Browser, opened: Answering) -> None:
    """Who asked for less motion gets none but that of the film."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    visitor = Visitor(context, opened).enter()
    visitor.line("thought you knew").click()
    visitor.tab("Takes")
    visitor.take("1B-1").get_by_role("button", name="Take it").click()
    expect(visitor.notice()).to_be_visible()
    moving = visitor.page.evaluate(
        "document.getAnimations().filter((one) => (one.effect?.getComputedTiming().duration ?? 0) > 1).length"
    )
    visitor.leave()
    context.close()
    assert moving == 0


def test_the_play_head_is_read_aloud(visit: Visit) -> None:
    """A screen reader hears where the play head is, in words: timecode, line, take."""
    visitor = visit()
    slider = visitor.page.get_by_role("slider", name="Play head")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"^01:00:00:00, line 1\.1, 1-2$"))
    events = visitor.page.get_by_role("listbox", name="Events of the cut")
    expect(events.get_by_role("option").first).to_have_text(re.compile("V1, line 1.1, from 1-2, 2.8 s"))
    events.focus()
    visitor.press("ArrowRight")
    expect(events.get_by_role("option", selected=True)).to_have_text(re.compile("line 1.2"))
    assert visitor.frame == visitor.room.standing.cut.track("V1")[1].record.start
