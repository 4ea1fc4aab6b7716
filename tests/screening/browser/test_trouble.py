"""What goes wrong is said, nothing is lost, and there is a way on."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from rushes.screening.acts import Swap
from tests.screening.browser.answering import Answering, answering
from tests.screening.browser.numbers import Numbers
from tests.screening.browser.test_deciding import plays, to_cut
from tests.screening.browser.visiting import Visitor, until

pytestmark = pytest.mark.slow

Visit = Callable[..., Visitor]


def test_two_tabs(visit: Visit) -> None:
    """Who decides about a cut that is no more is told who changed it, and can do it all the same."""
    one, other = visit(), visit(who="the director")
    for tab in (one, other):
        tab.line("thought you knew").click()
        tab.tab("Takes")
        expect(tab.take("1B-1")).to_be_visible()
    # What it hears of it does not come through: it goes on with what it has seen.
    other.page.route("**/api/film", lambda route: route.abort(), times=1)
    with other.page.expect_event("requestfailed", lambda request: request.url.endswith("/api/film")):
        one.take("1B-1").get_by_role("button", name="Take it").click()
    until(lambda: plays(one, "1.2") == "1B-1.mov", "swap")
    other.take("1-1").get_by_role("button", name="Take it").click()
    expect(other.notice()).to_contain_text("the editor")
    assert plays(one, "1.2") == "1B-1.mov"
    other.button("Do it all the same").click()
    until(lambda: plays(one, "1.2") == "1-1.mov", "second swap")
    expect(one.marked("1-1")).to_be_visible()
    assert [entry.who for entry in one.room.standing.decisions.cutting] == ["the editor", "the director"]
    other.trouble.clear()  # the aborted request, and the 409


_AT_ONCE = """([name, when]) => setTimeout(() => document
  .querySelector(`li[aria-label="${name}"] button.take`).click(), when - Date.now())"""


def all_the_same(*tabs: Visitor) -> int:
    """Do what came too late all the same, in every tab that says so; return in how many."""
    late = [tab for tab in tabs if tab.button("Do it all the same").is_visible()]
    for tab in late:
        tab.button("Do it all the same").click()
        expect(tab.button("Do it all the same")).to_be_hidden()
    return len(late)


def test_two_tabs_fight(visit: Visit) -> None:
    """Both take another take of the line in the same instant, again and again: no act is lost."""
    tabs = {who: visit(who=who) for who in ("the editor", "the director")}
    room, told_late = tabs["the editor"].room, 0
    for tab in tabs.values():
        tab.line("thought you knew").click()
        tab.tab("Takes")
    for fight in range(1, 7):
        heard = plays(tabs["the editor"], "1.2").removesuffix(".mov")
        for tab in tabs.values():
            expect(tab.marked(heard)).to_be_visible()
        wanted = [take for take in ("1-1", "1-2", "1A-1", "1B-1") if take != heard][:2]
        when = time.time() * 1000 + 400
        for tab, take in zip(tabs.values(), wanted, strict=True):
            tab.page.evaluate(_AT_ONCE, [take, when])
        while len(room.since("")) < 2 * fight:
            told_late += all_the_same(*tabs.values())
    entries = room.since("")
    assert [entry.seq for entry in entries] == list(range(1, 13))
    assert sorted(entry.who for entry in entries) == sorted([*tabs] * 6)
    assert told_late > 0
    last = entries[-1].act
    assert isinstance(last, Swap)
    assert plays(tabs["the editor"], "1.2") == last.file
    for tab in tabs.values():
        expect(tab.marked(last.file.removesuffix(".mov"))).to_be_visible()
        tab.trouble[:] = [said for said in tab.trouble if "409" not in said]


def test_the_other_tab_follows(visit: Visit) -> None:
    """What one tab decides the other shows, and says who it was."""
    one, other = visit(), visit(who="the director")
    for tab in (one, other):
        tab.line("thought you knew").click()
        tab.tab("Takes")
    one.take("1B-1").get_by_role("button", name="Take it").click()
    expect(other.marked("1B-1")).to_be_visible()
    expect(other.notice()).to_contain_text("the editor")


def test_the_room_goes_and_comes_back(context: BrowserContext, numbers: Numbers, tmp_path: Path) -> None:
    """The page says that nobody answers; when the room is there again at its port, it goes on."""
    with answering(numbers.film, tmp_path, numbers.cache) as first:
        visitor = Visitor(context, first).enter()
        visitor.line("thought you knew").click()
        visitor.tab("Takes")
        visitor.take("1B-1").get_by_role("button", name="Take it").click()
        until(lambda: plays(visitor, "1.2") == "1B-1.mov", "swap")
    expect(visitor.page.get_by_text("No connection to the room")).to_be_visible()
    visitor.take("1-1").get_by_role("button", name="Take it").click()
    expect(visitor.notice()).to_contain_text("does not answer")
    with answering(numbers.film, tmp_path, numbers.cache, first.port) as again:
        expect(visitor.page.get_by_text("No connection to the room")).to_be_hidden()
        visitor.room = again.room
        assert plays(visitor, "1.2") == "1B-1.mov"
        visitor.take("1-1").get_by_role("button", name="Take it").click()
        until(lambda: plays(visitor, "1.2") == "1-1.mov", "swap")
        visitor.page.close()


def test_media_that_went_away(context: BrowserContext, numbers: Numbers, tmp_path: Path) -> None:
    """Where a file is gone the page names it and says what to do; the rest plays."""
    gone = tuple(
        replace(clip, path=tmp_path / "unplugged" / clip.file) if clip.file == "1-2.mov" else clip
        for clip in numbers.film.lined.clips
    )
    film = replace(numbers.film, lined=replace(numbers.film.lined, clips=gone))
    with answering(film, tmp_path, numbers.cache) as room:
        visitor = Visitor(context, room)
        visitor.page.goto(room.address)
        expect(visitor.page.get_by_text("1-2: its file is not where it was")).to_be_visible()
        expect(visitor.button("Find it again …")).to_be_visible()
        to_cut(
            visitor,
            numbers,
            next(e for e in room.room.standing.cut.track("V1") if e.file != "1-2.mov").record.start,
        )
        visitor.page.close()


@pytest.mark.parametrize("path", ["", "?token=not-the-one", "api/film"])
def test_without_the_token(context: BrowserContext, opened: Answering, path: str) -> None:
    """Who has no token, or has it no more, is told where it is to be had, and nothing of the film."""
    first = context.new_page()
    first.goto(opened.address)
    first.close()
    context.clear_cookies()
    page = context.new_page()
    answer = page.goto(opened.home + path)
    assert answer is not None
    assert answer.status == 401
    expect(page.locator("body")).to_contain_text("rushes screen")
    assert "The Key" not in page.content()
