"""What an editor sends back stands in the room's list of versions: seen, compared, handed over as it came."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from rushes.project import BROUGHT
from rushes.screening.acts import Swap, Together, Trim
from rushes.screening.journal import Journal
from rushes.screening.room import ScreeningRoom
from rushes.turnover.documents import read_cut
from tests.screening.browser.numbers import Numbers
from tests.screening.browser.test_leaving import left
from tests.screening.browser.visiting import Visitor, until
from tests.screening.sending_back import send_back, shorter, with_stock

pytestmark = pytest.mark.slow

Visit = Callable[..., Visitor]


def version(visitor: Visitor, name: str) -> Locator:
    """Return a version in the list."""
    return visitor.page.locator("li.version").filter(has=visitor.page.get_by_text(name, exact=True))


def test_a_version_comes_back_while_the_room_is_open(visit: Visit, numbers: Numbers, tmp_path: Path) -> None:
    """It is told, stands in the list, plays what the editor cut, says what is different, and leaves."""
    visitor = visit()
    visitor.tab("History")
    theirs = shorter(visitor.room.standing.cut, "1.2", 12)
    send_back(visitor.room, tmp_path, theirs)
    expect(visitor.notice()).to_contain_text("“locked v3” came back from an editor")
    row = version(visitor, "locked v3")
    expect(row).to_contain_text("from locked v3.xml, came back")
    expect(row).to_contain_text("Edit distance from the first cut: 0.")
    row.get_by_text("What they changed in the first cut").click()
    expect(row.get_by_text("12 frames").first).to_be_attached()
    row.get_by_text("What is different from the cut as it is").click()
    expect(row.get_by_text("1.2: 12 fewer after")).to_have_count(1)
    visitor.page.locator(".pair select").nth(0).select_option("First cut")
    visitor.page.locator(".pair select").nth(1).select_option("locked v3")
    expect(visitor.page.get_by_text("1.2: 12 fewer after")).to_have_count(2)

    row.get_by_role("button", name="Play locked v3").click()
    expect(visitor.page.get_by_text("version “locked v3”")).to_be_visible()
    clock = visitor.page.locator(".transport .now")
    expect(clock).to_have_text(re.compile(r"01:00:0\d:\d\d"))  # as in all that is handed over
    late = next(one for one in theirs.track("V1") if one.line == "1.3").record.start + 5
    until(lambda: (seen := visitor.seen(trying=True)) and seen[0] > late and seen, "the line after the trim")
    frame, number = until(lambda: visitor.seen(trying=True), "a picture")
    assert abs(number - numbers.at(theirs, frame)) <= 1
    visitor.press("Escape")
    assert visitor.room.standing.cut.frames == theirs.frames + 12  # nothing was decided

    told = left(visitor, "001", "locked v3")
    assert "“locked v3”" in told
    assert read_cut((tmp_path / "handed-over" / "001" / "cut.json").read_bytes()).frames == theirs.frames


def test_its_report_opens_on_a_page_of_its_own(visit: Visit, tmp_path: Path) -> None:
    """All that `rushes conform` wrote, beside the room; nothing in it runs."""
    visitor = visit()
    send_back(visitor.room, tmp_path, shorter(visitor.room.standing.cut, "1.2", 12))
    visitor.tab("History")
    link = version(visitor, "locked v3").get_by_role("link", name="The report of locked v3")
    with visitor.page.context.expect_page() as opened:
        link.click()
    report = opened.value
    expect(report.get_by_role("heading", level=1)).to_be_visible()
    expect(report.get_by_text("12 frames").first).to_be_visible()
    report.close()


def test_two_versions_that_come_back_one_after_the_other_are_both_told(visit: Visit, tmp_path: Path) -> None:
    """The second does not take the first's place before anybody read it."""
    visitor = visit()
    cut = visitor.room.standing.cut
    send_back(visitor.room, tmp_path, shorter(cut, "1.2", 12), "reel one")
    expect(visitor.notice()).to_contain_text("“reel one” came back from an editor")
    send_back(visitor.room, tmp_path, shorter(cut, "1.2", 9), "reel two")
    expect(visitor.notice()).to_contain_text("“reel one”, “reel two” came back from an editor")


def test_a_change_of_theirs_is_taken_over_by_name_and_had_back_as_one(visit: Visit, tmp_path: Path) -> None:
    """A line that they swapped and trimmed is as theirs, signed by who took it over."""
    visitor = visit()
    before = visitor.room.standing.cut
    with Journal(tmp_path / "theirs.sqlite") as journal:
        there = ScreeningRoom(visitor.room.film, journal)
        plays = next(one.file for one in before.spoken if one.line == "1.2")
        other = next(one.file for one in there.readings["1.2"] if one.file != plays)
        for act in (Swap("1.2", other, alone=True), Trim("1.2", tail=3)):
            there.do(act, "them", there.standing.hash)
        theirs = there.standing.cut
    send_back(visitor.room, tmp_path, theirs)
    visitor.tab("History")
    row = version(visitor, "locked v3")
    row.get_by_text("What is different from the cut as it is").click()
    row.get_by_text("Lines from another take").click()
    row.get_by_role("button", name="Take line 1.2 over as locked v3 has it").first.click()
    expect(visitor.notice()).to_contain_text("1.2")
    expect(row.get_by_text("Nothing is different")).to_be_visible()
    assert visitor.room.standing.cut.frames == theirs.frames
    (entry,) = visitor.room.since("")
    assert (entry.who, type(entry.act)) == ("the editor", Together)
    visitor.press("Control+z")
    until(lambda: visitor.room.standing.cut == before, "the cut as it was")
    row.get_by_text("Lines from another take").click()
    expect(row.get_by_role("button", name="Take line 1.2 over").first).to_be_visible()


def test_what_no_act_can_say_is_told_to_be_theirs_alone(visit: Visit, tmp_path: Path) -> None:
    """A cut in the midst of a take: nothing is done, and the sentence stands where it was asked."""
    visitor = visit()
    before = visitor.room.standing
    send_back(visitor.room, tmp_path, shorter(before.cut, "1.2", 12))
    visitor.tab("History")
    row = version(visitor, "locked v3")
    row.get_by_text("What is different from the cut as it is").click()
    row.get_by_text("Lines trimmed otherwise").click()
    row.get_by_role("button", name="Take line 1.2 over").click()
    expect(row.get_by_role("alert")).to_contain_text("Their editing system holds that alone")
    assert visitor.room.standing is before
    visitor.trouble.clear()  # Chromium says of every refusal that something failed


def test_what_cannot_be_played_says_why(visit: Visit, tmp_path: Path) -> None:
    """Material from elsewhere, a folder that is broken: a sentence each, no button that would not work."""
    visitor = visit()
    cut = visitor.room.standing.cut
    send_back(visitor.room, tmp_path, with_stock(cut, "1.2"), "with a skyline")
    (send_back(visitor.room, tmp_path, cut, "torn") / "conform.json").write_bytes(b"{")
    visitor.come_back()
    visitor.tab("History")
    for name, why in (
        ("with a skyline", "material that is no clip of this film"),
        ("torn", "cannot be read"),
    ):
        row = version(visitor, name)
        expect(row).to_contain_text(why)
        expect(row.get_by_role("button", name=f"Play {name}")).to_have_count(0)
        expect(row.get_by_role("button", name="Hand over")).to_have_count(0)
        expect(row).to_contain_text(f"{BROUGHT}/{name}")
    row = version(visitor, "with a skyline")
    row.get_by_text("What they changed in the first cut").click()
    expect(row).to_contain_text("skyline")
    names = visitor.page.locator(".pair select").nth(0).locator("option").all_inner_texts()
    assert names == ["First cut", "the cut as it is"]
