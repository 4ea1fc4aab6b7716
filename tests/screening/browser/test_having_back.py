"""What was decided comes back: a version with all that held in it; and what is decided a side at a time."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from rushes.screening.acts import AnyAct, React, SaveVersion, Star, Swap
from tests.screening.browser.answering import answering
from tests.screening.browser.numbers import Numbers
from tests.screening.browser.visiting import Visitor, until

pytestmark = pytest.mark.slow

BEN_LISTENS = {"1A": ["BEN"], "1B": ["BEN"]}


@pytest.fixture
def visitor(context: BrowserContext, numbers: Numbers, tmp_path: Path) -> Iterator[Visitor]:
    """Sit down before a film that says in which setups Ben is seen."""
    with answering(replace(numbers.film, told=BEN_LISTENS), tmp_path, numbers.cache) as room:
        made = Visitor(context, room)
        yield made
        made.leave()


def do(visitor: Visitor, act: AnyAct) -> None:
    """Do something before anybody looks."""
    visitor.room.do(act, "the director", visitor.room.standing.hash)


def test_a_version_comes_back_after_a_look_at_what_it_changes(visitor: Visitor) -> None:
    """What differs is shown first; then what held then holds now; undo has the other again."""
    do(visitor, Swap("1.2", "1B-1.mov"))
    do(visitor, SaveVersion("with the other answer"))
    named = visitor.room.standing.cut
    do(visitor, Star("1.3", "1-1.mov"))
    late = visitor.room.standing.cut
    assert late != named
    visitor.enter()
    visitor.tab("History")
    visitor.button("Bring back with the other answer").click()
    preview = visitor.page.get_by_role("group", name="Bring back with the other answer")
    expect(preview).to_contain_text("What would be different")
    expect(preview.locator("summary").first).to_be_visible()
    assert visitor.room.standing.cut == late
    preview.get_by_role("button", name="Bring it back").click()
    until(lambda: visitor.room.standing.cut == named, "version")
    expect(visitor.notice()).to_contain_text("with the other answer")
    visitor.press("Control+z")
    until(lambda: visitor.room.standing.cut == late, "undo")
    visitor.button("Bring back First cut").click()
    visitor.button("Bring it back").press("Enter")
    until(lambda: not visitor.room.standing.wishes.pins, "first cut")


def test_the_credit_is_counted_and_copied(visitor: Visitor) -> None:
    """Who decided, how much, and that nobody locked it."""
    do(visitor, Swap("1.2", "1B-1.mov"))
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.enter()
    visitor.tab("History")
    expect(visitor.page.get_by_text("2 of 10 decisions by people (the director)")).to_be_visible()
    visitor.button("Copy the credit").click()
    expect(visitor.page.get_by_text("Copied.")).to_be_visible()
    copied = visitor.page.evaluate("() => navigator.clipboard.readText()")
    assert copied.splitlines() == [
        "First cut assembled by rule-based selection with Rushes",
        "2 of 10 decisions by people (the director)",
        "Picture not locked",
        "No picture and no sound generated in the cut",
    ]


def test_a_person_says_who_is_seen_listening(visitor: Visitor) -> None:
    """By person and take, with a still of each; the one that is seen now says so."""
    do(visitor, React("1.1", wanted=True, file="1B-1.mov"))
    visitor.enter()
    visitor.line("You never told me").click()
    visitor.tab("Why")
    who = visitor.page.get_by_role("list", name="Who listens")
    expect(who.get_by_role("listitem")).to_have_count(2)
    expect(who.get_by_role("listitem").filter(has_text="1B-1")).to_contain_text("seen now")
    who.get_by_role("button", name="See BEN listen in 1A-1").click()
    until(lambda: listens(visitor) == ["1A-1.mov"], "the other listener")
    expect(who.get_by_role("listitem").filter(has_text="1A-1")).to_contain_text("seen now")
    expect(visitor.notice()).to_contain_text("1A-1")


def listens(visitor: Visitor) -> list[str]:
    """Return in which clips somebody is seen listening."""
    return [event.file for event in visitor.room.standing.cut.track("V1") if event.shows == "reaction"]


def test_not_its_sound_and_not_its_picture(visitor: Visitor) -> None:
    """By button and by key; each side is said on the card, and may be forbidden once."""
    visitor.enter()
    visitor.line("in the drawer").click()
    visitor.tab("Takes")
    heard = next(one.file for one in visitor.room.standing.cut.spoken if one.line == "2.1")
    card = visitor.take(heard.removesuffix(".mov"))
    card.get_by_role("button", name="Not its sound").click()
    until(lambda: visitor.room.standing.cut.spoken[3].file != heard, "another sound")
    expect(card.get_by_role("button", name="Not its sound")).to_have_count(0)
    expect(card.get_by_text("not its sound", exact=True)).to_be_visible()
    visitor.press("Shift+Backspace")
    until(lambda: sides(visitor) == ["sound", "sound"], "second sound")
    visitor.press("Control+Backspace")
    until(lambda: sides(visitor) == ["sound", "sound", "picture"], "a picture")


def sides(visitor: Visitor) -> list[str]:
    """Return what was forbidden, side by side."""
    pins = visitor.room.standing.wishes.pins.of("2.1")
    return ["sound" if pin.not_sound else "picture" for pin in pins if pin.not_sound or pin.not_picture]
