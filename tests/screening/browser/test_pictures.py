"""The pictures of the tour: taken anew with `--refresh`, of the scene that the sound stage draws."""

import io
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Request, expect

import rushes
from rushes import stage
from rushes.screening.film import open_film
from rushes.screening.media import proxy_place, write_proxy
from rushes.screenplay import read_screenplay
from tests.screening.browser.answering import Answering, answering
from tests.screening.browser.visiting import Visitor, until

ROOT = Path(__file__).parents[3]
PICTURES = ROOT / "docs" / "pictures"
SCREENPLAY = ROOT / "examples" / "lost-property.fountain"
LINE = "Then tell me what is inside"
_STILL_OR_WAVE = re.compile(r"/media/.*(\.jpg$|/peaks)")

pytestmark = pytest.mark.slow


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Answering]:
    """Open the scene of the demo, shot and cut once for all refreshings."""
    kept = request.config.cache.mkdir("tour") if request.config.cache else tmp_path
    if not (kept / "first-cut" / "film.toml").is_file():
        stage.make_rushes(read_screenplay(SCREENPLAY)[0], kept / "rushes", seed=1, takes=2)
        rushes.assemble(SCREENPLAY, [kept / "rushes"], kept / "first-cut", cache=kept / "cache")
    film = open_film(kept / "first-cut", cache=kept / "cache")
    for clip in film.lined.clips:
        place = proxy_place(kept / "cache", clip)
        if not place.is_file():
            write_proxy(clip, place)
    with answering(film, tmp_path, kept / "cache") as room:
        yield room


class Photographer:
    """Takes pictures of a page into the docs."""

    def __init__(self, browser: Browser, office: Answering, width: int, height: int) -> None:
        """Sit down before a screen of this size."""
        self._context = browser.new_context(
            viewport={"width": width, "height": height}, has_touch=width < 1200, reduced_motion="reduce"
        )
        self.visitor = Visitor(self._context, office)
        self._waits_for = set[Request]()
        self.visitor.page.on("request", self._asks)
        for over in ("requestfinished", "requestfailed"):
            self.visitor.page.on(over, self._waits_no_more)
        self.visitor.enter()

    def _asks(self, request: Request) -> None:
        self._waits_for.add(request)

    def _waits_no_more(self, request: Request) -> None:
        self._waits_for.discard(request)

    def _stands(self) -> bool:
        """Wait a moment; tell whether the page waited for no still and no waveform then."""
        self.visitor.page.wait_for_timeout(1200)
        return not any(_STILL_OR_WAVE.search(request.url) for request in self._waits_for)

    def take(self, name: str, held: Locator | None = None) -> None:
        """Take a picture when nothing on the page waits any more. held: stays, as the hand is on it."""
        if held is not None:
            held.hover(position={"x": 4, "y": 4})
        else:
            self.visitor.page.mouse.move(2, 2)
        until(self._stands, "page that waits for nothing", 60)
        whole = Image.open(io.BytesIO(self.visitor.page.screenshot(animations="disabled")))
        small = whole.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1)
        PICTURES.mkdir(exist_ok=True)
        small.save(PICTURES / f"{name}.png", optimize=True)

    def leave(self) -> None:
        """Go."""
        self.visitor.leave()
        self._context.close()


def at_a_desk(browser: Browser, office: Answering) -> None:
    """Work on the cut, and take a picture of every part of the room."""
    desk = Photographer(browser, office, 1440, 900)
    visitor, page = desk.visitor, desk.visitor.page
    visitor.press("n", *["ArrowRight"] * 20)
    visitor.tab("Why")
    desk.take("room")
    visitor.line(LINE).click()
    visitor.tab("Takes")
    whole = page.get_by_role("listitem").filter(has_text="as written")
    whole.get_by_role("button", name="Take it").first.click()
    expect(visitor.notice()).to_contain_text("Line")
    visitor.press(*["ArrowRight"] * 12)
    desk.take("takes", visitor.notice())
    visitor.notice().get_by_role("button", name="Close").click()
    side_by_side(desk)
    trimmed(desk)
    visitor.tab("History")
    page.get_by_label("Name of this version").fill("Friday, before the screening")
    visitor.button("Keep this version").click()
    expect(page.get_by_text("Friday, before the screening").first).to_be_visible()
    expect(visitor.notice()).to_be_hidden(timeout=20_000)  # it leaves by itself
    page.get_by_role("tabpanel").locator("summary").first.click()
    desk.take("history")
    visitor.button("Lock picture").click()
    desk.take("lock")
    desk.leave()


def side_by_side(desk: Photographer) -> None:
    """Lay two takes of different setups beside one another."""
    page = desk.visitor.page
    page.get_by_role("button", name=re.compile("^Beside")).first.click()
    beside = page.get_by_role("dialog")
    until(lambda: beside.locator("video.seen").count() == 2, "two takes")
    options = beside.get_by_role("combobox").first.locator("option").all()
    takes = [option.inner_text().split(" ")[0] for option in options]
    for side, take in (("Left take", "1-2"), ("Right take", "1A-2")):
        beside.get_by_role("combobox", name=side).select_option(index=takes.index(take))
    beside.get_by_role("button", name="Play").click()
    time.sleep(1)
    beside.get_by_role("button", name="Pause").click()
    desk.take("beside")
    desk.visitor.press("Escape")


def trimmed(desk: Photographer) -> None:
    """Move the tail of a shot by a frame, that way where it goes."""
    desk.visitor.tab("Trim")
    page = desk.visitor.page
    page.get_by_role("group", name="Which end").get_by_role("button", name="Tail").click()
    for way in ("1 frame later", "1 frame earlier"):
        page.get_by_role("button", name=way).first.click()
        time.sleep(1.5)
        if page.get_by_text(re.compile("(longer|shorter) than the machine")).is_visible():
            break
    desk.take("trim")
    desk.visitor.trouble.clear()  # a trim into a word is refused


def test_the_pictures_of_the_tour(browser: Browser, office: Answering) -> None:
    """The room at work, at the width of a desk, of a tablet and of a phone."""
    at_a_desk(browser, office)
    tablet = Photographer(browser, office, 1024, 768)
    tablet.visitor.line(LINE).click()
    tablet.visitor.button("Details").click()
    tablet.visitor.tab("Takes")
    tablet.take("tablet")
    tablet.leave()
    phone = Photographer(browser, office, 390, 844)
    phone.visitor.button("Script").click()
    phone.visitor.line(LINE).click()
    phone.take("phone")
    phone.leave()
