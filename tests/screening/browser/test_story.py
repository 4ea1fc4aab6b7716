"""The room's whole story, and after every step a reload: what was decided is there, and nothing else."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from tests.screening.browser.numbers import Numbers
from tests.screening.browser.test_deciding import plays, start, to_cut
from tests.screening.browser.test_locking import look_at_all
from tests.screening.browser.test_watching import shown
from tests.screening.browser.visiting import Visitor, until

pytestmark = pytest.mark.slow

Check = Callable[[], object]
TAKE, SAID = "Line 1.2 from 1B-1", "Too soft, but it is the better laugh"


@dataclass
class Story:
    """What somebody sees before the room, and what has to be there from now on."""

    room: Visitor
    numbers: Numbers
    there: list[Check] = field(default_factory=list)

    @contextmanager
    def step(self, *there: Check) -> Iterator[Visitor]:
        """Do something; then, and after a reload, all of this and all that was there before is there."""
        yield self.room
        self.there += there
        for check in there:
            check()
        written, stood = self.room.room.standing.decisions.seq, self.room.room.standing.hash
        self.room.come_back()
        shown(self.room, self.numbers, 0)
        for check in self.there:
            check()
        assert (self.room.room.standing.decisions.seq, self.room.room.standing.hash) == (written, stood)

    def heard(self, take: str) -> None:
        """See that a take is what is heard in line 1.2, and that its picture is on the screen."""
        self.room.line("thought you knew").click()
        self.room.tab("Takes")
        expect(self.room.marked(take)).to_be_visible()
        to_cut(self.room, self.numbers, start(self.room, "1.2"))
        number = until(self.room.on_screen, "number on the screen")
        assert self.numbers.file_of(number) == f"{take}.mov"

    def tells(self, tab: str, words: str) -> None:
        """See that a tab of the details says something."""
        self.room.tab(tab)
        expect(self.room.page.get_by_role("tabpanel")).to_contain_text(words)


def test_open_play_seek_scan_swap_undo_compare_comment_lock_reload_all_there(
    visit: Callable[..., Visitor], numbers: Numbers
) -> None:
    """Open, play, seek, scan a line, swap, see the re-solve, undo, compare, comment, lock: all there."""
    story = Story(visit(), numbers)
    with story.step():
        shown(story.room, numbers, 0)
    watched(story)
    swapped(story)
    with story.step(lambda: story.tells("History", "before lunch")) as room:
        room.tab("History")
        room.page.get_by_label("Name of this version").fill("before lunch")
        room.button("Keep this version").click()
    with story.step(lambda: compared(story)):
        pass
    with story.step(lambda: story.tells("Comments", SAID)) as room:
        room.press("m")
        room.page.keyboard.type(SAID)
        room.press("Control+Enter")
    with story.step(
        lambda: expect(
            story.room.page.get_by_role("banner").get_by_text("Picture locked by the editor")
        ).to_be_visible()
    ):
        locked(story.room)
    for told in (TAKE, "before lunch", SAID, "Picture locked"):
        story.tells("History", told)
    expect(story.room.take("1-1")).to_have_count(0)


def watched(story: Story) -> None:
    """Play, go somewhere, hear a line from its takes in turn: nothing of it is a decision."""
    with story.step() as room:
        room.button("Play").click()
        until(lambda: room.frame > 10, "play")
    with story.step() as room:
        to_cut(room, story.numbers, start(room, "2.1"))
    with story.step() as room:
        room.line("thought you knew").click()
        room.press("t")
        takes = set[str]()

        def two() -> bool:
            seen = room.seen(trying=True)
            takes.update([story.numbers.file_of(seen[1])] if seen else [])
            return len(takes) > 1

        until(two, "second take", 20)
    assert story.room.room.standing.decisions.seq == 0


def swapped(story: Story) -> None:
    """Take another take, see what else changed, have it back, and take it all the same."""
    before = story.room.room.standing.cut
    with story.step(lambda: story.heard("1B-1")) as room:
        room.line("thought you knew").click()
        room.tab("Takes")
        room.take("1B-1").get_by_role("button", name="Take it").click()
        expect(room.notice()).to_contain_text(TAKE)
        room.notice().locator("summary").click()
        expect(room.notice().get_by_role("listitem").first).to_contain_text("1.2")
        assert room.room.standing.cut != before
    story.there.clear()
    with story.step(lambda: story.heard("1-2")) as room:
        room.press("Control+z")
        until(lambda: plays(room, "1.2") == "1-2.mov", "undo")
        assert room.room.standing.cut == before
    story.there.clear()
    with story.step(lambda: story.heard("1B-1")) as room:
        room.button(re.compile(f"^Redo: {TAKE}")).click()
        until(lambda: plays(room, "1.2") == "1B-1.mov", "redo")


def compared(story: Story) -> None:
    """Lay the film as it is beside the machine's first cut."""
    story.tells("History", "before lunch")
    panel = story.room.page.get_by_role("tabpanel")
    expect(panel.get_by_role("combobox", name="From")).to_have_value("First cut")
    panel.locator("summary").filter(has_text="Lines from another take").click()
    expect(panel).to_contain_text(re.compile(r"1\.2.*1B-1"))


def locked(room: Visitor) -> None:
    """Look at every place that asks for it, and lock the picture."""
    look_at_all(room.page)
    room.button("Lock picture").click()
    room.button("Lock as the editor").click()
    expect(room.page.get_by_role("banner").get_by_text("Picture locked by the editor")).to_be_visible()
