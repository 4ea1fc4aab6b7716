"""A picture laid over another: what is on top is seen, as on every editor's timeline."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from rushes.cut import Cut, Event
from rushes.screening.room import ScreeningRoom
from rushes.timecode import Span
from tests.screening.browser.answering import answering
from tests.screening.browser.numbers import Numbers
from tests.screening.browser.visiting import Visitor, until

pytestmark = pytest.mark.slow

OVER = range(30, 55)
LATE = 4
"""A busy machine may show a frame that is so much off while it plays; another shot is hundreds off."""


@pytest.fixture
def inserted(numbers: Numbers) -> Cut:
    """Return the film's cut with a picture of another take over its first, and the sound as it was."""
    cut = ScreeningRoom(numbers.film, None).standing.cut
    under = cut.track("V1")[0]
    assert under.record.start < OVER.start < OVER.stop < under.record.end
    file = next(file for file in numbers.numbers if file not in {one.file for one in cut.track("V1")})
    clip = next(clip for clip in numbers.film.lined.clips if clip.file == file)
    insert = replace(
        under, track="V2", file=file, source=Span(100, 125, cut.rate), record=Span(30, 55, cut.rate), leads=0
    )
    clips = cut.clips if clip in cut.clips else (*cut.clips, clip)
    return replace(cut, events=(*cut.events, insert), clips=clips)


@pytest.fixture
def watching(numbers: Numbers, inserted: Cut, context: BrowserContext, tmp_path: Path) -> Iterator[Visitor]:
    """Sit down before that cut."""
    film = replace(numbers.film, shown=inserted, only_looks="it is a finished cut")
    with answering(film, tmp_path, numbers.cache) as room:
        visitor = Visitor(context, room).enter()
        yield visitor
        visitor.leave()


def on_top(cut: Cut, frame: int) -> Event:
    """Return the event whose picture is to be seen at a frame."""
    pictures = (one for one in cut.events if one.track.startswith("V"))
    there = (one for one in pictures if one.record.start <= frame < one.record.end)
    return max(there, key=lambda one: int(one.track[1:]))


def number_of(numbers: Numbers, event: Event, frame: int) -> int:
    """Return the number that an event shows at a frame, as if it went on for ever."""
    return numbers.numbers[event.file] + event.source.start + frame - event.record.start


def test_the_topmost_is_seen(watching: Visitor, numbers: Numbers, inserted: Cut) -> None:
    """Frame by frame over both its cuts it is seen; then the picture beneath goes on as if it had run."""
    for frame in (OVER.start - 1, OVER.start, OVER.stop - 1, OVER.stop):
        watching.press("Home", *["Shift+ArrowRight"] * (frame // 25), *["ArrowRight"] * (frame % 25))
        wanted = frame, number_of(numbers, on_top(inserted, frame), frame)
        until(lambda wanted=wanted: watching.seen() == wanted, f"picture of frame {frame}")  # type: ignore[misc]
        until(lambda wanted=wanted: watching.on_screen() == wanted[1], "it on the screen")  # type: ignore[misc]
    watching.press("Home", "ArrowDown")
    assert watching.frame == OVER.start
    watching.press("ArrowDown")
    assert watching.frame == OVER.stop


def test_it_plays_through(watching: Visitor, numbers: Numbers, inserted: Cut) -> None:
    """Playing over it nothing else is seen: no frame of what it covers."""
    watching.button("Play").click()
    until(lambda: watching.frame > 5, "play")
    seen: dict[int, int] = {}
    while watching.frame < OVER.stop + 20:
        if pair := watching.seen():
            seen[pair[0]] = pair[1]
    watching.button("Pause").click()
    shots = {frame: [on_top(inserted, frame + off) for off in (-1, 0, 1)] for frame in seen}
    far = {
        frame: number
        for frame, number in seen.items()
        if all(abs(number_of(numbers, shot, frame) - number) > LATE for shot in shots[frame])
    }
    assert sum(frame in OVER for frame in seen) > 5
    assert not far


def test_the_timeline_shows_it_on_top(watching: Visitor) -> None:
    """V2 lies over V1, as editors have it; what it is is said when it is chosen."""
    tracks = watching.page.locator(".heads .track b")
    expect(tracks).to_have_text(["V2", "V1", "A1"])
    watching.press("Home", "ArrowDown")
    box = watching.page.locator(".heads .track").first.bounding_box()
    line = watching.page.locator(".head").bounding_box()
    assert box is not None
    assert line is not None
    watching.page.mouse.click(line["x"] + 4, box["y"] + box["height"] / 2)
    expect(watching.page.get_by_role("tabpanel")).to_contain_text(re.compile("V2 · line 1.1"))
