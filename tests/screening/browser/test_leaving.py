"""The film leaves by the page: a folder each time, whose it is in a sentence, and nothing written over."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from rushes.turnover.documents import read_cut
from tests.screening.browser.test_locking import look_at_all
from tests.screening.browser.visiting import Visitor, asked, until

pytestmark = pytest.mark.slow

Visit = Callable[..., Visitor]
MADE = {"cut.json", "report.html", "preview.mp4", "first-cut.otio", "first-cut.edl"}


def left(visitor: Visitor, number: str, version: str = "") -> str:
    """Hand over by the button, or by that of a version, and return what the page says came of it."""
    visitor.tab("History")
    visitor.button(f"Hand over {version}".strip()).click()
    expect(visitor.page.get_by_role("button", name=re.compile("Handing over"))).to_be_disabled()
    expect(visitor.page.get_by_role("progressbar", name=re.compile("Handing over"))).to_be_visible()
    told = visitor.page.get_by_role("status").filter(has_text=f"handed-over/{number}")
    expect(told).to_be_visible(timeout=60_000)
    for button in visitor.page.get_by_role("button", name=re.compile("^Hand over")).all():
        expect(button).to_be_enabled()
    expect(visitor.page.get_by_role("progressbar")).to_have_count(0)
    return told.inner_text()


def lines_in(folder: Path) -> dict[str, str]:
    """Return which clip is heard for every line, in a cut that left."""
    return {one.line: one.file for one in read_cut((folder / "cut.json").read_bytes()).spoken}


def test_it_leaves_as_it_stands_and_once_more_when_it_is_locked(visit: Visit, tmp_path: Path) -> None:
    """First the machine's, then what a person decided and locked: two folders, each with its sentence."""
    visitor = visit()
    assert "locked by nobody" in left(visitor, "001")
    first = tmp_path / "handed-over" / "001"
    assert {one.name for one in first.iterdir()} >= MADE
    before = {path: path.read_bytes() for path in first.rglob("*") if path.is_file()}
    visitor.line("thought you knew").click()
    visitor.tab("Takes")
    visitor.take("1B-1").get_by_role("button", name="Take it").click()
    expect(visitor.marked("1B-1")).to_be_visible()
    look_at_all(visitor.page)
    visitor.button("Lock picture").click()
    visitor.button("Lock as the editor").click()
    expect(visitor.page.get_by_role("banner").get_by_text("Picture locked by the editor")).to_be_visible()
    assert "Locked by the editor" in left(visitor, "002")
    assert {path: path.read_bytes() for path in first.rglob("*") if path.is_file()} == before
    second = tmp_path / "handed-over" / "002"
    assert (lines_in(first)["1.2"], lines_in(second)["1.2"]) == ("1-2.mov", "1B-1.mov")
    assert "Locked by the editor" in (second / "report.html").read_text(encoding="utf-8")


def test_a_version_leaves_as_it_was(visit: Visit, tmp_path: Path) -> None:
    """What has a name leaves by its button, long after something else was decided; so does the machine's own.

    A name that nobody gave is refused.
    """
    visitor = visit()
    visitor.tab("History")
    visitor.page.get_by_label("Name of this version").fill("before lunch")
    visitor.button("Keep this version").click()
    visitor.line("thought you knew").click()
    visitor.tab("Takes")
    visitor.take("1B-1").get_by_role("button", name="Take it").click()
    expect(visitor.marked("1B-1")).to_be_visible()
    assert "“before lunch” is in the film’s folder" in left(visitor, "001", "before lunch")  # noqa: RUF001 -- as it stands there
    assert lines_in(tmp_path / "handed-over" / "001")["1.2"] == "1-2.mov"
    assert "“First cut” is in" in left(visitor, "002", "First cut")
    assert lines_in(tmp_path / "handed-over" / "002")["1.2"] == "1-2.mov"
    assert "It is in" in left(visitor, "003")
    assert lines_in(tmp_path / "handed-over" / "003")["1.2"] == "1B-1.mov"
    status, sentence = asked(visitor, "api/turnover", version="after dinner")
    assert status == 404
    assert "after dinner" in sentence
    assert sorted(one.name for one in (tmp_path / "handed-over").iterdir()) == ["001", "002", "003"]
    visitor.page.wait_for_timeout(100)  # the console is told of a refusal a little after the page
    visitor.trouble[:] = [said for said in visitor.trouble if "404" not in said]


def test_how_far_it_is_is_told(visit: Visit) -> None:
    """Everybody who has the page open is told, up to all of it, while the film leaves."""
    visitor, other = visit(), visit(who="the director")
    other.page.evaluate(
        "() => { window.told = []; const heard = new EventSource('api/watch');"
        " heard.addEventListener('leaving', ({ data }) => window.told.push(JSON.parse(data))); }"
    )
    left(visitor, "001")
    told: list[dict[str, Any]] = until(lambda: other.page.evaluate("window.told"), "word of how far it is")
    assert all(0 <= one["done"] <= one["of"] for one in told)
    assert told[-1]["done"] == told[-1]["of"] > 0
