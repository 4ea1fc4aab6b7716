"""The report page as people see it: in a real browser, on a phone, in the dark, on paper, without script."""

from pathlib import Path

import av
import numpy as np
import pytest

from tests.turnover.apart_report import apart
from tests.turnover.chromium import Chromium
from tests.turnover.report_footage import double_system, odd_names, two_hander

pytestmark = pytest.mark.slow

PHONE, TABLET, DESK = 360, 820, 1440
A4_ACROSS = 1047
"""CSS pixels between the margins of A4 on its long side, where the lined script is printed."""

CLIPPED = """
[...document.querySelectorAll('body *')].filter(part => {
  const style = getComputedStyle(part), box = part.getBoundingClientRect();
  if (!box.width || part.closest('.vh, .roll, .skip, video, .contents')) return false;
  const cut = ['hidden', 'clip'].includes(style.overflowX) && style.webkitLineClamp === 'none';
  const scrolled = part.closest('.sheet') && getComputedStyle(part.closest('.sheet')).overflowX !== 'visible';
  return (cut && part.scrollWidth > part.clientWidth + 1)
    || (!scrolled && box.right > document.documentElement.clientWidth + 1);
}).map(part => part.outerHTML.slice(0, 120))
"""
"""What is cut off, or stands beyond the right edge, outside of what may be scrolled along by itself."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with four pages: with a preview beside it, odd names, recorders, split edits."""
    folder = tmp_path_factory.mktemp("report")
    for name in ("odd", "apart"):
        (folder / name).mkdir()
    (folder / "apart" / "report.html").write_text(apart().page(), encoding="utf-8")
    (folder / "double").mkdir()
    (folder / "double" / "report.html").write_text(double_system().page(), encoding="utf-8")
    (folder / "report.html").write_text(two_hander().page(), encoding="utf-8")
    (folder / "odd" / "report.html").write_text(odd_names().page(), encoding="utf-8")
    shoot_preview(folder / "preview.mp4")
    return folder


def shoot_preview(path: Path) -> None:
    """Write thirty seconds of grey."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for _ in range(750):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(np.full((36, 64, 3), 90, np.uint8))))
        file.mux(stream.encode(None))


@pytest.mark.parametrize(
    "name", ["report.html", "odd/report.html", "double/report.html", "apart/report.html"]
)
@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
def test_no_page_scrolls_sideways_and_nothing_is_cut_off(
    browser: Chromium, folder: Path, name: str, width: int
) -> None:
    browser.open(folder / name, width)
    browser.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert browser.evaluate("document.documentElement.clientWidth") == width
    assert browser.evaluate("document.documentElement.scrollWidth") == width
    assert browser.evaluate(CLIPPED) == []


def test_the_page_asks_for_nothing_but_its_preview(browser: Chromium, folder: Path) -> None:
    browser.asked.clear()
    browser.open(folder / "report.html", DESK)
    browser.evaluate("new Promise(done => setTimeout(done, 300))")
    asked = {url.rpartition("/")[2] for url in browser.asked if not url.startswith("data:")}
    assert asked == {"report.html", "preview.mp4"}


def test_without_script_the_page_is_complete(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "report.html", DESK, script=False)
    shown = browser.evaluate(
        "[...document.querySelectorAll('section, footer')].every(part => part.offsetHeight > 60)"
    )
    links = browser.evaluate(
        "[...document.querySelectorAll('a.play')].map(link => link.getAttribute('href'))"
    )
    assert shown
    assert len(links) == 12
    assert all(link.startswith("preview.mp4#t=") for link in links)


def test_the_sound_lies_below_the_pictures_and_its_cuts_are_seen(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "apart" / "report.html", DESK)
    below = browser.evaluate("""(() => {
      const box = query => [...document.querySelectorAll(query)].map(part => part.getBoundingClientRect());
      const pictures = box('.film a:not(.tick):not(.sound)'), sounds = box('.film a.sound');
      const top = Math.min(...sounds.map(one => one.top)), end = Math.max(...pictures.map(one => one.bottom));
      return [sounds.length, top - end, Math.min(...sounds.map(one => one.height))];
    })()""")
    assert below[0] == 11
    assert below[1] >= 0
    assert below[2] > 6


def test_a_time_plays_the_preview_from_there(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "report.html", DESK)
    browser.evaluate("new Promise(done => setTimeout(done, 300))")
    browser.evaluate("document.querySelector('#event-8 a.play').click()")
    browser.evaluate("new Promise(done => setTimeout(done, 300))")
    wanted = float(browser.evaluate("document.querySelector('#event-8 a.play').dataset.at"))
    at = browser.evaluate("document.querySelector('video').currentTime")
    assert wanted > 10
    assert wanted <= at < wanted + 2
    assert browser.evaluate("document.getElementById('screen').classList.contains('wanted')")


def test_without_a_preview_no_empty_screen_is_left(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "odd" / "report.html", DESK)
    browser.evaluate("new Promise(done => setTimeout(done, 300))")
    assert browser.evaluate("document.getElementById('screen').offsetHeight") == 0
    assert browser.evaluate("document.querySelectorAll('a.play[href]').length") == 0


def test_no_name_is_run_as_a_script(browser: Chromium, folder: Path) -> None:
    browser.open(folder / "odd" / "report.html", DESK)
    assert browser.evaluate("document.scripts.length") == 1
    assert browser.evaluate("document.querySelector('h1').innerText") == "<script>alert('x')</script>"


def test_dark_paper_for_those_who_work_in_the_dark(browser: Chromium, folder: Path) -> None:
    grounds = []
    for dark in (False, True):
        browser.open(folder / "report.html", DESK, dark=dark)
        grounds.append(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(251, 251, 250)", "rgb(19, 21, 23)"]


def test_the_lined_script_keeps_its_head_and_its_lines_in_sight(browser: Chromium, folder: Path) -> None:
    """Sixty takes: scrolled to the last line and the last take, the slates and the words still stand."""
    browser.open(folder / "odd" / "report.html", DESK, 700)
    browser.evaluate("document.querySelector('.sheet').scrollIntoView()")
    browser.evaluate(
        "document.querySelector('.sheet').scrollTo({left: 9999, top: 9999, behavior: 'instant'})"
    )
    apart = browser.evaluate("""(() => {
      const sheet = document.querySelector('.sheet'), at = sheet.getBoundingClientRect();
      const head = sheet.querySelector('thead').getBoundingClientRect();
      const line = sheet.querySelector('tbody tr:last-child th').getBoundingClientRect();
      return [sheet.scrollLeft > 0, sheet.scrollTop > 0, head.top - at.top, line.left - at.left];
    })()""")
    assert apart[:2] == [True, True]
    assert apart[2] <= 2
    assert apart[3] <= 2


@pytest.mark.parametrize("name", ["report.html", "odd/report.html", "apart/report.html"])
def test_on_paper_everything_is_opened_and_the_grid_fits(browser: Chromium, folder: Path, name: str) -> None:
    browser.open(folder / name, A4_ACROSS)
    browser.send("Emulation.setEmulatedMedia", media="print")
    browser.evaluate("dispatchEvent(new Event('beforeprint'))")
    try:
        assert browser.evaluate("[...document.querySelectorAll('details')].every(part => part.open)")
        assert browser.evaluate("document.documentElement.scrollWidth") <= A4_ACROSS
        assert browser.evaluate(CLIPPED) == []
        assert browser.printed().count(b"/Type /Page\n") > 2
    finally:
        browser.send("Emulation.setEmulatedMedia", media="")
