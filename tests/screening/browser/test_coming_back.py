"""What an editor sends back stands in the room's list of versions: seen, compared, handed over as it came."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from rushes.project import BROUGHT
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
    late = next(one for one in theirs.track("V1") if one.line == "1.3").record.start + 5
    until(lambda: (seen := visitor.seen(trying=True)) and seen[0] > late and seen, "the line after the trim")
    frame, number = until(lambda: visitor.seen(trying=True), "a picture")
    assert abs(number - numbers.at(theirs, frame)) <= 1
    visitor.press("Escape")
    assert visitor.room.standing.cut.frames == theirs.frames + 12  # nothing was decided

    told = left(visitor, "001", "locked v3")
    assert "“locked v3”" in told
    assert read_cut((tmp_path / "handed-over" / "001" / "cut.json").read_bytes()).frames == theirs.frames


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
