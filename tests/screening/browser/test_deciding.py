"""People decide: the rest is solved around it, they see what changed, and can have it back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.screening.browser.numbers import Numbers
from tests.screening.browser.test_watching import shown
from tests.screening.browser.visiting import Visitor, until

pytestmark = pytest.mark.slow

Visit = Callable[..., Visitor]


def plays(visitor: Visitor, line: str) -> str:
    """Return the clip that is heard for a line."""
    return next(one.file for one in visitor.room.standing.cut.spoken if one.line == line)


def start(visitor: Visitor, line: str) -> int:
    """Return where a line's picture begins in the cut."""
    return next(one.record.start for one in visitor.room.standing.cut.track("V1") if one.line == line)


def to_cut(visitor: Visitor, numbers: Numbers, frame: int) -> None:
    """Go to a place where the picture is cut, by the keys."""
    visitor.press("Home")
    while visitor.frame < frame:
        visitor.press("ArrowDown")
    shown(visitor, numbers, frame)


def test_a_swap_and_back(visit: Visit, numbers: Numbers) -> None:
    """Another take for a line: it is on the screen at once; undo brings the first, redo the other."""
    deciding = visit()
    deciding.line("thought you knew").click()
    deciding.tab("Takes")
    assert plays(deciding, "1.2") == "1-2.mov"
    deciding.take("1B-1").get_by_role("button", name="Take it").click()
    expect(deciding.notice()).to_contain_text("1B-1")
    assert plays(deciding, "1.2") == "1B-1.mov"
    to_cut(deciding, numbers, start(deciding, "1.2"))
    assert numbers.file_of(deciding.on_screen() or 0) == "1B-1.mov"
    expect(deciding.marked("1B-1")).to_be_visible()
    expect(deciding.page.get_by_text(re.compile("people [1-9]")).first).to_be_visible()
    deciding.button(re.compile("^Undo: .*1B-1")).click()
    until(lambda: plays(deciding, "1.2") == "1-2.mov", "undo")
    shown(deciding, numbers, deciding.frame)
    deciding.press("Control+Shift+z")
    until(lambda: plays(deciding, "1.2") == "1B-1.mov", "redo")
    shown(deciding, numbers, deciding.frame)
    assert [entry.who for entry in deciding.room.standing.decisions.cutting] == ["the editor"]


def test_this_line_alone(visit: Visit) -> None:
    """A swap of one line leaves the others of its scene as they play."""
    deciding = visit()
    others = {line: plays(deciding, line) for line in ("1.1", "1.3")}
    deciding.line("thought you knew").click()
    deciding.tab("Takes")
    deciding.take("1B-1").get_by_role("button", name="This line only").click()
    until(lambda: plays(deciding, "1.2") == "1B-1.mov", "swap")
    assert {line: plays(deciding, line) for line in others} == others


def test_a_star_and_not_this(visit: Visit) -> None:
    """What a human likes is what plays; what a human refuses does not."""
    deciding = visit()
    deciding.line("How could I").click()
    deciding.tab("Takes")
    deciding.take("1-1").get_by_role("button", name="Star").click()
    until(lambda: plays(deciding, "1.3") == "1-1.mov", "starred take")
    expect(deciding.take("1-1").get_by_role("button", name="Take the star away")).to_be_visible()
    deciding.line("in the drawer").click()
    was = plays(deciding, "2.1")
    deciding.take(was.removesuffix(".mov")).get_by_role("button", name="Not this").click()
    until(lambda: plays(deciding, "2.1") != was, "another take")
    expect(deciding.take(was.removesuffix(".mov")).get_by_role("button", name="Not this")).to_have_count(0)


def test_a_name_is_asked_for_once(visit: Visit) -> None:
    """Nobody decides without a name; it is asked for before the first act, and then known."""
    deciding = visit(who="")
    deciding.line("thought you knew").click()
    deciding.tab("Takes")
    deciding.take("1B-1").get_by_role("button", name="Take it").click()
    asked = deciding.page.get_by_role("dialog", name="Who is deciding?")
    asked.get_by_label("Your name").fill("the director")
    asked.get_by_role("button", name="Go on").click()
    until(lambda: plays(deciding, "1.2") == "1B-1.mov", "swap")
    deciding.take("1-1").get_by_role("button", name="Take it").click()
    until(lambda: plays(deciding, "1.2") == "1-1.mov", "second swap")
    assert [entry.who for entry in deciding.room.standing.decisions.cutting] == ["the director"] * 2


def test_a_comment_at_a_frame(visit: Visit, numbers: Numbers) -> None:
    """A comment stands at the frame it was made at, leads back there, and can be called done."""
    deciding = visit()
    deciding.press("Home", "Shift+ArrowRight", "Shift+ArrowRight", "m")
    deciding.page.keyboard.type("Her hand is out of frame <b>here</b>")
    deciding.button("Say it").click()
    said = deciding.page.get_by_text("Her hand is out of frame <b>here</b>", exact=True)
    expect(said).to_be_visible()
    remark = deciding.room.standing.decisions.remarks[0]
    assert (remark.frame, remark.line, remark.who) == (50, "1.1", "the editor")
    deciding.button("Play").focus()
    deciding.press("Home")
    shown(deciding, numbers, 0)
    deciding.page.get_by_role("button", name="Go to 01:00:02:00").click()
    shown(deciding, numbers, 50)
    deciding.button("Done").click()
    until(lambda: deciding.room.standing.decisions.remarks[0].done, "comment that is done")


def test_a_trim(visit: Visit, numbers: Numbers) -> None:
    """Frames off the tail of a line: the next one comes sooner. A word is not cut into, and that is said."""
    deciding = visit()
    deciding.line("How could I").click()
    before = start(deciding, "2.1")
    deciding.tab("Trim")
    deciding.page.get_by_role("group", name="Which end").get_by_role("button", name="Tail").click()
    panel = deciding.page.get_by_role("tabpanel")
    earlier = panel.get_by_role("button", name="5 frames earlier")
    earlier.click()
    until(lambda: start(deciding, "2.1") == before - 5, "trimmed line")
    expect(panel).to_contain_text("Tail: 5 frames shorter than the machine’s trim")  # noqa: RUF001 -- as it stands there
    to_cut(deciding, numbers, before - 5)
    deciding.press("Control+z")
    until(lambda: start(deciding, "2.1") == before, "untrimmed line")
    deciding.line("thought you knew").click()
    earlier.click()
    expect(panel.get_by_role("alert")).to_contain_text("cut into a word")
    assert start(deciding, "2.1") == before
    deciding.trouble.clear()  # the browser tells of the 422


def test_two_takes_in_step(visit: Visit) -> None:
    """Two takes of a line side by side, begun by its first word; the better one is taken from there."""
    deciding = visit()
    deciding.line("thought you knew").click()
    deciding.tab("Takes")
    deciding.take("1B-1").get_by_role("button", name="Beside").click()
    beside = deciding.page.get_by_role("dialog", name="Line 1.2, side by side")
    beside.get_by_role("button", name="Play").click()
    expect(beside.locator("video.seen")).to_have_count(2)
    other = beside.get_by_role("region").filter(has=deciding.page.get_by_role("img", name="1B-1"))
    other.get_by_role("button", name="Take it").click()
    until(lambda: plays(deciding, "1.2") == "1B-1.mov", "swap")
    expect(beside).to_be_hidden()


def test_versions_side_by_side(visit: Visit) -> None:
    """A state gets a name; later it is said what is different from it, to the line."""
    deciding = visit()
    deciding.tab("History")
    deciding.page.get_by_label("Name of this version").fill("before lunch")
    deciding.button("Keep this version").click()
    expect(deciding.page.get_by_text("before lunch").first).to_be_visible()
    deciding.line("thought you knew").click()
    deciding.tab("Takes")
    deciding.take("1B-1").get_by_role("button", name="Take it").click()
    until(lambda: plays(deciding, "1.2") == "1B-1.mov", "swap")
    deciding.tab("History")
    deciding.page.get_by_role("combobox", name="From").select_option(label="before lunch")
    panel = deciding.page.get_by_role("tabpanel")
    expect(panel).to_contain_text("1.2")
    expect(panel).to_contain_text(re.compile("the editor"))
    deciding.button("Play before lunch").click()
    expect(deciding.page.get_by_text("Trying: version “before lunch”")).to_be_visible()
    deciding.button("Back to the cut").click()
    assert plays(deciding, "1.2") == "1B-1.mov"


def test_it_is_all_there_after_a_reload(visit: Visit) -> None:
    """What was decided is on the disk: a page that is opened anew shows it."""
    deciding = visit()
    deciding.line("thought you knew").click()
    deciding.tab("Takes")
    deciding.take("1B-1").get_by_role("button", name="Take it").click()
    until(lambda: plays(deciding, "1.2") == "1B-1.mov", "swap")
    deciding.press("m")
    deciding.page.keyboard.type("Better.")
    deciding.button("Say it").click()
    until(lambda: deciding.room.standing.decisions.remarks, "comment")
    deciding.page.reload()
    until(deciding.seen, "a picture")
    deciding.line("thought you knew").click()
    deciding.tab("Takes")
    expect(deciding.marked("1B-1")).to_be_visible()
    deciding.tab("Comments")
    expect(deciding.page.get_by_text("Better.", exact=True)).to_be_visible()
