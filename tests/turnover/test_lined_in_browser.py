"""The lined script as people see it: in a real browser, on a phone and a desk, in the dark, and printed."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from rushes.screenplay import parse_fountain
from rushes.turnover.lined_script import as_html
from tests.turnover.chromium import Chromium
from tests.turnover.lined_footage import key, long_scene, many_takes, world

pytestmark = pytest.mark.slow

PHONE, DESK = 360, 1440
NAMES = ("key", "world", "many")

ON_EACH_OTHER = """
[...document.querySelectorAll('.leaf svg')].flatMap(svg => {
  const boxes = [...svg.querySelectorAll('.ink text')].map(text => [text, text.getBoundingClientRect()]);
  return boxes.flatMap(([text, box], at) => boxes.slice(at + 1).filter(([other, beside]) =>
    text.parentNode !== other.parentNode && box.width && beside.width
    && box.left < beside.right - 1 && beside.left < box.right - 1
    && box.top < beside.bottom - 3 && beside.top < box.bottom - 3
  ).map(([other]) => text.textContent + ' on ' + other.textContent));
})
"""
"""Labels and numbers of different takes that stand on each other."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with three pages: a short scene, one in many scripts, one of fifteen takes."""
    folder = tmp_path_factory.mktemp("lined")
    screenplay, _ = parse_fountain(long_scene(30))
    made = {"key": key(), "world": world(), "many": (screenplay, many_takes(screenplay, 5, 3))}
    for name, lined in made.items():
        (folder / f"{name}.html").write_text(as_html(*lined), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_no_page_scrolls_sideways(browser: Chromium, folder: Path, name: str, width: int) -> None:
    browser.open(folder / f"{name}.html", width)
    browser.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert browser.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("name", NAMES)
def test_no_label_stands_on_another(browser: Chromium, folder: Path, name: str) -> None:
    browser.open(folder / f"{name}.html", DESK)
    assert browser.evaluate("document.querySelectorAll('.ink text').length") > 4
    assert browser.evaluate(ON_EACH_OTHER) == []


def test_the_page_asks_for_nothing(browser: Chromium, folder: Path) -> None:
    browser.asked.clear()
    browser.open(folder / "key.html", DESK)
    assert {Path(url).name for url in browser.asked} == {"key.html"}


def test_type_is_set_as_wide_as_it_is_reckoned(browser: Chromium, folder: Path) -> None:
    """Sixty columns are six inches: words stand where their marks point, whatever the browser's Courier."""
    browser.open(folder / "key.html", DESK)
    width, letters = browser.evaluate("""(() => {
      const rows = [...document.querySelectorAll('.type text')];
      const row = rows.find(text => text.textContent.startsWith('A kitchen'));
      return [row.getComputedTextLength(), row.textContent.length];
    })()""")
    assert width == pytest.approx(letters * 7.2, rel=0.01)


def test_hebrew_hangs_from_its_right_margin(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "world.html", DESK)
    ends = browser.evaluate("""[...document.querySelectorAll('.type text[direction=rtl]')].map(t => {
      const box = t.getBBox(); return [Number(t.getAttribute('x')), box.x + box.width];
    })""")
    assert len(ends) >= 5
    for hung, end in ends:
        assert end == pytest.approx(hung, abs=1.5)


def test_the_lines_of_a_setup_can_be_put_away(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "key.html", DESK, script=True)
    shown = (
        "[...document.querySelectorAll('.ink.s1')].filter(g => getComputedStyle(g).display !== 'none').length"
    )
    assert browser.evaluate(shown) > 0
    browser.evaluate("document.querySelector('#show-1').click()")
    assert browser.evaluate(shown) == 0


def test_paper_stays_white_in_the_dark(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "key.html", DESK, dark=True)
    assert browser.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(19, 21, 23)"
    assert (
        browser.evaluate("getComputedStyle(document.querySelector('.paper')).backgroundColor")
        == "rgb(255, 255, 255)"
    )


def test_printed_every_page_of_the_script_is_a_page(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "many.html", DESK)
    pages = browser.evaluate("document.querySelectorAll('.leaf').length")
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(browser.printed())).pages]
    script = [text for text in texts if text.count("I never went") > 4]
    assert len(script) == pages
    assert len(texts) <= pages + 4
