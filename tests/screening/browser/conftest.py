"""Chromium, a film, and somebody who sits down before it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

import rushes
from tests.conftest import Shoot, need
from tests.screening.browser.answering import Answering, answering
from tests.screening.browser.numbers import Numbers, shoot
from tests.screening.browser.visiting import Visitor
from tests.turnover.chromium import chromium_path


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the photographer at home where no pictures are to be taken anew."""
    if not config.getoption("--refresh"):
        items[:] = [item for item in items if item.path.name != "test_pictures.py"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium, which plays H.264; nothing is downloaded."""
    need("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Numbers:
    """Film once what all tests watch; nobody may change it."""
    return shoot(tmp_path_factory.mktemp("numbers"))


@pytest.fixture
def opened(numbers: Numbers, tmp_path: Path) -> Iterator[Answering]:
    """Open the film with a journal of its own."""
    with answering(numbers.film, tmp_path, numbers.cache) as room:
        yield room


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser that has never been here."""
    made = browser.new_context(viewport={"width": 1440, "height": 900})
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def visit(context: BrowserContext, opened: Answering) -> Iterator[Callable[..., Visitor]]:
    """Sit down before the room; at the end nothing may have gone wrong in any tab."""
    tabs: list[Visitor] = []

    def sit(who: str = "the editor") -> Visitor:
        tabs.append(Visitor(context, opened, who=who))
        return tabs[-1].enter()

    yield sit
    for tab in tabs:
        tab.leave()


@pytest.fixture(scope="package")
def cut_once(shot_once: Shoot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cut the small shoot once; its folder is a film. Nobody may change it."""
    folder = tmp_path_factory.mktemp("films") / "kettle"
    rushes.assemble(shot_once.screenplay, [shot_once.rushes], folder, cache=shot_once.cache)
    return folder


@pytest.fixture
def kettle(cut_once: Path, tmp_path: Path) -> Path:
    """Return a copy of that film."""
    return shutil.copytree(cut_once, tmp_path / "kettle")
