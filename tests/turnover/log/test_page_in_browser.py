"""The log as people see it: in a real browser, on a phone, in the dark, on paper, searched."""

from pathlib import Path

import pytest

from rushes.turnover.log import Log, log_files
from tests.turnover.chromium import Chromium
from tests.turnover.log.shot import day, levels, odd, stills

pytestmark = pytest.mark.slow

PHONE, TABLET, DESK = 360, 820, 1440

CLIPPED = """
[...document.querySelectorAll('body *')].filter(part => {
  const style = getComputedStyle(part), box = part.getBoundingClientRect();
  if (!box.width || part.closest('.scroll, .skip, .contents, svg')) return false;
  const cut = ['hidden', 'clip'].includes(style.overflowX);
  return (cut && part.scrollWidth > part.clientWidth + 1)
    || box.right > document.documentElement.clientWidth + 1;
}).map(part => part.outerHTML.slice(0, 120))
"""
"""What is cut off, or stands beyond the right edge, outside of what may be scrolled along by itself."""

SHOWN = """
[...document.querySelectorAll('.take')].filter(take => !take.hidden)
  .map(take => take.querySelector('.file').textContent)
"""
"""The files of the takes that the search has left."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two logs: a day's, and one of odd names."""
    folder = tmp_path_factory.mktemp("log")
    for name, log in (("day", day()), ("odd", odd())):
        write(folder / f"{name}.html", log)
    return folder


def write(path: Path, log: Log) -> None:
    files, _ = log_files(log, stills(log), levels(log))
    path.write_bytes(files["log.html"])


@pytest.mark.parametrize("name", ["day", "odd"])
@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
def test_no_page_scrolls_sideways_and_nothing_is_cut_off(
    browser: Chromium, folder: Path, name: str, width: int
) -> None:
    browser.open(folder / f"{name}.html", width)
    browser.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert browser.evaluate("document.documentElement.scrollWidth") == width
    assert browser.evaluate(CLIPPED) == []


def test_the_page_asks_for_nothing(browser: Chromium, folder: Path) -> None:
    browser.asked.clear()
    browser.open(folder / "day.html", DESK)
    assert {url for url in browser.asked if not url.startswith("data:")} == {(folder / "day.html").as_uri()}


def search(browser: Chromium, **wanted: str | bool) -> None:
    for name, value in wanted.items():
        put = f"checked = {str(value).lower()}" if isinstance(value, bool) else f"value = '{value}'"
        browser.evaluate(f"document.querySelector('[name={name}]').{put}")
    browser.evaluate("document.querySelector('.sieve').dispatchEvent(new Event('input'))")


@pytest.mark.parametrize(
    ("wanted", "files"),
    [
        ({"words": "boathouse maren"}, ["27A-3_A004C003.mov"]),
        ({"words": "B004"}, ["27A-3_B004C003.mov"]),
        ({"scene": "2"}, ["28PU-1_A005C001.mov"]),
        ({"kind": "sound", "alone": True}, ["27A-T002.WAV", "27WT-1.WAV"]),
        ({"circled": True, "kind": "picture"}, ["27A-3_A004C003.mov", "27A-3_B004C003.mov"]),
        ({"found": True}, ["27A-2_A004C002.mov", "28PU-1_A005C001.mov", "VID_0007.mp4"]),
        ({"words": "no such take"}, []),
    ],
)
def test_takes_are_found_by_words_scene_and_marks(
    browser: Chromium, folder: Path, wanted: dict[str, str | bool], files: list[str]
) -> None:
    """Scenes of which nothing is left go too, and it is said how many files are shown."""
    browser.open(folder / "day.html", DESK)
    search(browser, **wanted)
    assert browser.evaluate(SHOWN) == files
    said = browser.evaluate("document.querySelector('.sieve output').textContent")
    assert said == f"{len(files)} of 8 files"
    scenes = browser.evaluate(
        "[...document.querySelectorAll('.scene')].filter(one => one.offsetHeight).length"
    )
    assert bool(scenes) == bool(files)


def test_a_link_to_a_take_that_was_sifted_out_shows_it(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "day.html", DESK)
    search(browser, words="28PU")
    wanted = "[...document.querySelectorAll('.subjects a')].find(one => one.textContent.startsWith('27A-2'))"
    browser.evaluate(f"{wanted}.click()")
    browser.evaluate("new Promise(done => setTimeout(done, 100))")
    assert (
        browser.evaluate("document.querySelector('.take:target .file').textContent") == "27A-2_A004C002.mov"
    )
    assert not browser.evaluate("document.querySelector('.take:target').hidden")


def test_without_script_the_log_is_whole(browser: Chromium, folder: Path) -> None:
    """Nothing to search with is shown then, and nothing is hidden."""
    browser.open(folder / "day.html", DESK, script=False)
    assert browser.evaluate("document.querySelector('.sieve').offsetHeight") == 0
    assert len(browser.evaluate(SHOWN)) == 8


def test_no_name_is_run_as_a_script(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "odd.html", DESK)
    assert browser.evaluate("document.scripts.length") == 1
    assert browser.evaluate("document.querySelector('h1').innerText") == "<b>odd</b>"


def test_dark_paper_for_those_who_work_in_the_dark(browser: Chromium, folder: Path) -> None:
    grounds = []
    for dark in (False, True):
        browser.open(folder / "day.html", DESK, dark=dark)
        grounds.append(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(251, 251, 250)", "rgb(19, 21, 23)"]


def test_it_prints_on_a_few_pages_without_its_search(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "day.html", DESK)
    printed = browser.printed()
    assert 2 <= printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") <= 5


def test_every_control_has_a_name_and_is_reached_by_keyboard(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "day.html", DESK)
    unnamed = browser.evaluate(
        "[...document.querySelectorAll('input, select, [tabindex], img, svg')].filter(part => "
        "!(part.labels && part.labels.length) && !part.getAttribute('aria-label') && !part.alt).length"
    )
    assert unnamed == 0
