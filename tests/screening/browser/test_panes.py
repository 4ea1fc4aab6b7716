"""The panes are as large as somebody wants them: by hand, finger and keyboard; and the browser keeps it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from tests.screening.browser.answering import Answering
from tests.screening.browser.visiting import Visitor

pytestmark = pytest.mark.slow

Visit = Callable[..., Visitor]
SCRIPT, TIME = "Width of the script", "Height of the timeline"


def divider(visitor: Visitor, name: str) -> Locator:
    """Return what lies between two panes."""
    return visitor.page.get_by_role("separator", name=name)


def size(visitor: Visitor, pane: str) -> float:
    """Return how wide a pane is, and the timeline how high."""
    box = visitor.page.locator(f"#pane-{pane}").bounding_box()
    assert box is not None
    return box["height" if pane == "time" else "width"]


def drag(visitor: Visitor, name: str, across: float, down: float = 0) -> None:
    """Drag a divider by the mouse."""
    box = divider(visitor, name).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + min(20, box["height"] / 2)
    visitor.page.mouse.move(x, y)
    visitor.page.mouse.down()
    visitor.page.mouse.move(x + across / 2, y + down / 2)
    visitor.page.mouse.move(x + across, y + down)
    visitor.page.mouse.up()


def test_by_hand_and_kept(visit: Visit) -> None:
    """Dragged, they stay so when the page is opened again; a double click puts them back."""
    visitor = visit()
    own = size(visitor, "script"), size(visitor, "time")
    drag(visitor, SCRIPT, 100)
    drag(visitor, TIME, 0, -80)
    wide = size(visitor, "script"), size(visitor, "time")
    assert wide == pytest.approx((own[0] + 100, own[1] + 80), abs=2)
    visitor.page.reload()
    expect(divider(visitor, SCRIPT)).to_be_visible()
    assert (size(visitor, "script"), size(visitor, "time")) == pytest.approx(wide, abs=2)
    divider(visitor, SCRIPT).dblclick(position={"x": 4, "y": 20})
    divider(visitor, TIME).dblclick(position={"x": 20, "y": 4})
    assert (size(visitor, "script"), size(visitor, "time")) == own


def test_by_the_keyboard(visit: Visit) -> None:
    """The arrows move it and tell how far; Home and End are its ends, Enter puts it back; no film runs."""
    visitor = visit()
    bar, own, frame = divider(visitor, SCRIPT), size(visitor, "script"), visitor.frame
    now = int(bar.get_attribute("aria-valuenow") or -1)
    bar.focus()
    visitor.press("Shift+ArrowRight")
    assert size(visitor, "script") == pytest.approx(own + 80, abs=2)
    assert int(bar.get_attribute("aria-valuenow") or -1) > now
    for key, end in (("Home", "aria-valuemin"), ("End", "aria-valuemax")):
        visitor.press(key)
        assert bar.get_attribute("aria-valuenow") == bar.get_attribute(end)
    visitor.press("Enter")
    assert size(visitor, "script") == own
    assert visitor.frame == frame


@pytest.fixture
def tablet(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser on a tablet."""
    made = browser.new_context(viewport={"width": 1024, "height": 768}, has_touch=True)
    yield made
    made.close()


def test_by_finger(tablet: BrowserContext, opened: Answering) -> None:
    """On a tablet what is beside the picture is made wider by a finger; nothing gets out of reach."""
    visitor = Visitor(tablet, opened).enter()
    bar = divider(visitor, "Width of script and details")
    own, box = size(visitor, "script"), bar.bounding_box()
    assert box is not None
    assert box["width"] >= 24
    touch = tablet.new_cdp_session(visitor.page)
    x, y = box["x"] + box["width"] / 2, box["y"] + 200
    for kind, at in (("touchStart", x), ("touchMove", x - 60), ("touchMove", x - 120), ("touchEnd", None)):
        points = [] if at is None else [{"x": at, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert size(visitor, "script") == pytest.approx(own + 120, abs=2)
    bar.focus()
    visitor.press("End")
    wide = visitor.page.evaluate("document.documentElement.scrollWidth")
    assert wide == visitor.page.evaluate("innerWidth")
    expect(visitor.button("Play")).to_be_in_viewport(ratio=1)
    expect(visitor.button("Full screen")).to_be_in_viewport(ratio=1)
    visitor.leave()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390)])
def test_on_a_phone(browser: Browser, opened: Answering, width: int, height: int) -> None:
    """Upright and across: title, picture, transport, whose name it is and by which taste, all in reach."""
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=True)
    visitor = Visitor(context, opened).enter()
    expect(visitor.page.get_by_role("heading", level=1)).to_be_in_viewport()
    for name in ("Play", "Full screen", "Nothing to undo", "Lock picture", "Script", "Timeline", "Details"):
        expect(visitor.button(name)).to_be_in_viewport(ratio=1)
    picture = visitor.page.locator(".stage .screen").bounding_box()
    assert picture is not None
    assert picture["height"] > 200
    visitor.page.get_by_role("button", name="Change the name").click()
    visitor.page.get_by_label("Your name").fill("another editor")
    visitor.button("Go on").click()
    expect(visitor.page.get_by_role("button", name="You decide as another editor")).to_be_in_viewport(ratio=1)
    visitor.button("Details").click()
    visitor.tab("History")
    expect(visitor.page.get_by_label("Taste").last).to_be_in_viewport()
    assert not visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    visitor.leave()
    context.close()


def test_a_browser_that_keeps_nothing(browser: Browser, opened: Answering) -> None:
    """Where the browser may keep nothing, it all works for this visit."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get: () => { throw new Error('not here'); } });"
    )
    visitor = Visitor(context, opened, who="").enter()
    own = size(visitor, "details")
    drag(visitor, "Width of the details", -50)
    assert size(visitor, "details") == pytest.approx(own + 50, abs=2)
    visitor.leave()
    context.close()
