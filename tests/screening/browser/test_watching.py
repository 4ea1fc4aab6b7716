"""The cut is watched: what is on the screen is what the cut says, and it is heard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.screening.browser.numbers import Numbers
from tests.screening.browser.visiting import Visitor, until

pytestmark = pytest.mark.slow

Visit = Callable[..., Visitor]


def shown(visitor: Visitor, numbers: Numbers, frame: int) -> None:
    """Wait until the play head stands at a frame and the picture of the cut there is seen."""
    wanted = frame, numbers.at(visitor.room.standing.cut, frame)
    until(lambda: visitor.frame == frame and visitor.seen() == wanted, f"picture of frame {frame}")


def test_the_cut_plays(visit: Visit, numbers: Numbers) -> None:
    """It plays with its sound; every picture that is seen is the cut's at that place, to a frame."""
    watching = visit()
    cut = watching.room.standing.cut
    assert watching.on_screen() == numbers.at(cut, 0)
    watching.button("Play").click()
    until(lambda: watching.frame > 3, "play")
    told = watching.listen(1.0)
    assert told["state"] == "running"
    assert told["loudest"] > 0.05
    pairs = [pair for _ in range(40) if (pair := watching.seen())]
    watching.button("Pause").click()
    assert len(pairs) > 20
    near = [any(numbers.at(cut, frame + off) == number for off in (-1, 0, 1)) for frame, number in pairs]
    assert sum(near) >= 0.9 * len(near), pairs
    shown(watching, numbers, watching.frame)


def test_seeking(visit: Visit, numbers: Numbers) -> None:
    """A click on the timeline, a line of the script, a key: play head and picture go there."""
    watching = visit()
    cut = watching.room.standing.cut
    ruler = watching.page.locator("canvas").bounding_box()
    assert ruler is not None
    watching.page.mouse.click(ruler["x"] + ruler["width"] / 2, ruler["y"] + 6)
    assert abs(watching.frame - cut.frames / 2) < 12
    shown(watching, numbers, watching.frame)
    watching.line("How could I").click()
    shown(watching, numbers, next(one.record.start for one in cut.track("A1") if one.line == "1.3"))
    expect(watching.line("How could I")).to_have_attribute("aria-current", "true")
    for key, frame in (("Home", 0), ("End", cut.frames - 1), ("ArrowLeft", cut.frames - 2)):
        watching.press(key)
        shown(watching, numbers, frame)
    watching.press("Home", "ArrowRight", "ArrowRight", "Shift+ArrowRight")
    shown(watching, numbers, 27)
    watching.press("ArrowDown")
    shown(watching, numbers, cut.track("V1")[1].record.start)
    watching.press("ArrowUp")
    shown(watching, numbers, 0)


def test_the_shuttle(visit: Visit) -> None:
    """L plays, twice is twice as fast, K stops, J goes back."""
    watching = visit()
    watching.press("l")
    until(lambda: watching.frame > 10, "play")
    watching.press("l")
    expect(watching.page.locator(".speed")).to_have_text(re.compile("^2"))
    watching.press("k")
    stood = watching.frame
    expect(watching.button("Play")).to_be_visible()
    watching.press("j")
    until(lambda: watching.frame < stood, "play backwards")
    watching.press("k")
    expect(watching.button("Play")).to_be_visible()


def test_marks_and_the_loop(visit: Visit) -> None:
    """What lies between the marks plays over and over."""
    watching = visit()
    watching.press("Home", "i", *["ArrowRight"] * 12, "o", "Home", "r", " ")
    for _ in range(2):
        until(lambda: watching.frame > 8, "end of the loop")
        until(lambda: watching.frame < 6, "beginning of the loop")
    assert watching.frame <= 13
    watching.press(" ", "x")


def test_every_take_of_a_line_in_turn(visit: Visit, numbers: Numbers) -> None:
    """The scan shows the line from each of its takes, in shooting order, and then is back in the cut."""
    watching = visit()
    watching.line("How could I").click()
    stood = watching.frame
    watching.tab("Takes")
    expect(watching.page.get_by_role("listitem").filter(has_text="Not this")).to_have_count(4)
    watching.button("Play every take in turn").click()
    files: dict[str, None] = {}

    def look() -> bool:
        seen = watching.seen(trying=True)
        if seen and (files or seen[0] != stood):  # the cut's picture stays until the first take's is there
            files[numbers.file_of(seen[1])] = None
        return len(files) == 4 and watching.frame == stood

    until(look, "end of the scan", 25)
    assert list(files) == [one.file for one in watching.room.readings["1.3"]]
