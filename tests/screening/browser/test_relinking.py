"""Footage that went away is found again from the page, and plays at once."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from rushes.screening.acts import Relink
from rushes.screening.model import OpenFilm
from rushes.screening.whereabouts import files_of, lined_at
from tests.screening.browser.answering import answering
from tests.screening.browser.numbers import Numbers
from tests.screening.browser.visiting import Visitor

pytestmark = pytest.mark.slow


@pytest.fixture
def moved(numbers: Numbers, tmp_path: Path) -> OpenFilm:
    """Return the film as it was before somebody renamed the folder of its rushes."""
    away = tmp_path / "before" / "rushes"
    places = {clip.sha256: away / clip.path.name for clip in numbers.film.lined.clips}
    return replace(numbers.film, lined=lined_at(numbers.film.lined, places))


@pytest.fixture
def visitor(context: BrowserContext, moved: OpenFilm, numbers: Numbers, tmp_path: Path) -> Iterator[Visitor]:
    """Sit down before the room of a film that misses everything."""
    with answering(moved, tmp_path, numbers.cache) as room:
        sitting = Visitor(context, room)
        sitting.page.goto(room.address)
        yield sitting
        sitting.trouble.clear()  # what was refused is in the console, too
        sitting.leave()


def look(visitor: Visitor, folder: Path) -> None:
    """Name a folder in the dialog."""
    visitor.page.get_by_label("Folder in which they lie now").fill(str(folder))
    visitor.press("Enter")


def test_everything_is_found_in_its_new_folder(visitor: Visitor, numbers: Numbers, tmp_path: Path) -> None:
    """From the placeholder: what is missing is listed, a wrong folder is refused, the right one plays."""
    page, dialog = visitor.page, visitor.page.get_by_role("dialog")
    expect(visitor.notice()).to_contain_text("8 clips are not where they were")
    visitor.button("Find it again …").click()
    expect(dialog.get_by_role("listitem")).to_have_count(8)
    look(visitor, tmp_path / "nowhere")
    expect(dialog.get_by_role("alert")).to_contain_text("There is no folder")
    look(visitor, numbers.film.lined.clips[0].path.parent)
    expect(dialog.get_by_role("status")).to_contain_text("Found again: 1-1, 1-2")
    expect(dialog.get_by_role("listitem")).to_have_count(0)
    visitor.press("Escape")
    expect(dialog).to_be_hidden()
    visitor.come_back()
    expect(page.get_by_text("not where")).to_have_count(0)
    assert isinstance(visitor.room.since("")[0].act, Relink)
    visitor.tab("History")
    expect(page.get_by_text("Footage found again in")).to_be_visible()


def test_what_is_another_file_is_told_by_name(visitor: Visitor, numbers: Numbers, tmp_path: Path) -> None:
    """From the notice: seven are found; of the eighth it is said why not, and it stays on the list."""
    card = tmp_path / "card"
    shutil.copytree(numbers.film.lined.clips[0].path.parent, card)
    (card / "2B-1.mov").write_bytes(b"something else")
    visitor.button("Find again …").click()
    look(visitor, card)
    dialog = visitor.page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_contain_text("2B-1.mov is not 2B-1")
    expect(dialog.get_by_role("listitem")).to_have_count(1)
    there = [clip.file for clip in files_of(visitor.room.film.lined) if clip.path.is_file()]
    assert (len(there), "2B-1.mov" in there) == (7, False)
