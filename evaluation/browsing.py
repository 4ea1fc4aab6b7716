"""How long does the page of the screening room let somebody wait who works on a large film?

Unit: milliseconds of wall clock in Chromium without a window, from the hand to the screen, by the page's
clock. The film is that of `evaluation.screening`, behind the real server and the built page; all first takes
of a scene show one proxy of a minute, 640 x 360, all second ones another, and so on. *First view*: from the
navigation until the timeline is drawn and the first picture shown, each in a browser that was never here.
*Seek to picture*: from the press of the mouse on the timeline, anywhere in the film, until the picture of
that place is on the screen: mostly a clip that was not loaded. *Swap to new cut*: from the click on a take
until the new cut is drawn and its picture shown.

The page is not believed: every frame has its number in the picture, those of each take others. When a wait
ends, the number is read off the video that is seen, and a little later off the screen; where either is not
that of the cut at the play head, the try counts as one that never came to its end.
"""  # noqa: D400 -- it is a question

import hashlib
import io
import os
import random
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import uvicorn
from PIL import Image

from evaluation.numbered import READ, film_numbers, number_on
from evaluation.score import Score, percentile
from evaluation.solving import a_shoot
from rushes.cut import Event
from rushes.footage import Clip
from rushes.screening.journal import Journal
from rushes.screening.media import MediaRoom, proxy_place, write_proxy
from rushes.screening.model import OpenFilm
from rushes.screening.room import ScreeningRoom
from rushes.screening.scene_views import clip_id
from rushes.screening.server import Answerer, app_for, page_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCENES, LINES, TAKES = 120, 1000, 4
VIEWS, SEEKS, SWAPS = 20, 60, 40
FIRST_VIEW: Final = "first view in a browser, 95 %"
SEEK: Final = "seek to picture, 95 %"
SWAP: Final = "swap to new cut on screen, 95 %"
_TOKEN: Final = "the-bench"  # noqa: S105 -- it guards nothing
_FRAMES, _EACH = 1500, 2048
_SETTLED_MS: Final = 250
"""Until what was drawn is on the screen for sure, and the page has nothing more to do."""
_PATIENCE_S: Final = 10

_CLOCK: Final = (
    READ
    + """
const drawn = () => {
  const canvas = document.querySelector("canvas");
  const pen = canvas && canvas.width > 300 ? canvas.getContext("2d", { alpha: false }) : null;
  if (!pen) return false;
  const row = new Uint32Array(pen.getImageData(0, canvas.height >> 1, 300, 1).data.buffer);
  return new Set(row).size > 2;
};
const picture = () => {
  const host = document.querySelector("[role=img][aria-label=Picture]");
  const video = host && host.querySelector("video.seen");
  const there = video && video.readyState >= 2 && !video.seeking && !host.classList.contains("blank");
  if (!there) return null;
  return { frame: Number(host.dataset.frame), clip: video.src.match(/media\\/(\\w+)/)?.[1], video };
};
const when = (ask, patience) => new Promise((then) => {
  const end = performance.now() + patience;
  const look = (now) => {
    if (ask()) requestAnimationFrame(() => {
      const end = performance.now();
      const seen = picture();
      then([end, seen ? seen.frame : -1, seen && numberOn(seen.video)]);
    });
    else if (now > end) then(null);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});
const slider = () => document.querySelector("[role=slider][aria-valuenow]");
const head = () => Number(slider().getAttribute("aria-valuenow"));
window.bench = {
  head,
  first: when(() => drawn() && picture(), 20000),
  pressed: null,
  seek: (before) => (window.bench.told = when(() => {
    const seen = picture();
    return window.bench.pressed !== null && head() !== before && seen && seen.frame === head();
  }, 10000)),
  swap: (clip, words) => (window.bench.told = when(() => {
    const notice = document.querySelector(".notice");
    const seen = picture();
    return notice && notice.textContent.includes(words) && seen && seen.clip === clip && drawn();
  }, 3000)),
};
addEventListener("pointerdown", () => (window.bench.pressed = performance.now()), true);
"""
)
"""Laid into the page before its own script. A wait ends with the drawing after it came true."""


class _Told(NamedTuple):
    """What a wait came to: when it ended, at which frame of the cut, and the number that was seen there."""

    end: float
    frame: int
    number: int | None


@dataclass(frozen=True)
class Waits:
    """Milliseconds of every try; a try that never came to its end is infinite."""

    views: Sequence[float]
    seeks: Sequence[float]
    swaps: Sequence[float]

    @property
    def scores(self) -> Mapping[str, Score]:
        """Medians and 95th percentiles by the names of their rows."""
        return {
            "first view in a browser, median": percentile(self.views, 50, "ms"),
            FIRST_VIEW: percentile(self.views, 95, "ms"),
            "seek to picture, median": percentile(self.seeks, 50, "ms"),
            SEEK: percentile(self.seeks, 95, "ms"),
            "swap to new cut on screen, median": percentile(self.swaps, 50, "ms"),
            SWAP: percentile(self.swaps, 95, "ms"),
        }


def browser_program() -> str | None:
    """Return where a Chromium is installed, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def browse_all(views: int = VIEWS, seeks: int = SEEKS, swaps: int = SWAPS) -> Mapping[str, Score]:
    """Measure the page; nothing where no Chromium is installed."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- heavy, and only this needs it

    program = browser_program()
    if program is None:
        return {}
    with (
        tempfile.TemporaryDirectory() as folder,
        _open(Path(folder)) as bench,
        sync_playwright() as by,
    ):
        browser = by.chromium.launch(executable_path=program, args=["--no-sandbox"])
        waits = Waits(
            [_first_view(browser, bench) for _ in range(views)],
            list(_seeks(browser, bench, seeks)),
            list(_swaps(browser, bench, swaps)),
        )
        browser.close()
    return waits.scores


@dataclass(frozen=True)
class _Bench:
    """The film behind its server. first: the number on the first frame of every clip, by file."""

    room: ScreeningRoom
    address: str
    first: Mapping[str, int]

    def number(self, frame: int) -> int | None:
        """Return the number that is to be seen at a frame of the cut as it stands; None in a gap."""
        shown = (one for one in self.room.standing.cut.track("V1") if frame in _frames(one))
        return next(
            (self.first[one.file] + one.source.start + frame - one.record.start for one in shown), None
        )

    def judged(self, page: "Page", ended: Sequence[float] | None, began: float) -> float:
        """Return the milliseconds until a wait ended; infinite where another picture was to be seen then."""
        if ended is None:
            return float("inf")
        told = _Told(*ended)  # type: ignore[arg-type]
        page.wait_for_timeout(_SETTLED_MS)
        wanted = self.number(told.frame), self.number(page.evaluate("window.bench.head()"))
        return told.end - began if (told.number, _on_screen(page)) == wanted else float("inf")


def _frames(event: Event) -> range:
    return range(event.record.start, event.record.end)


def _on_screen(page: "Page") -> int | None:
    """Return the number on the screen itself, as whoever sits before it sees it."""
    taken = page.get_by_role("img", name="Picture").screenshot()
    seen = np.asarray(Image.open(io.BytesIO(taken)).convert("L"))
    high, wide = seen.shape
    shown = round(min(wide, high * 16 / 9))
    return number_on(seen[:, (wide - shown) // 2 : (wide + shown) // 2])


@contextmanager
def _open(folder: Path) -> Iterator[_Bench]:
    """Open the film at a free port, from a server in a thread of its own."""
    script, lined = a_shoot(LINES, TAKES, scenes=SCENES)
    clips, first = _filmed(folder, lined.clips)
    bound = socket.create_server(("127.0.0.1", 0))
    port = bound.getsockname()[1]
    with Journal(folder / "journal.sqlite") as journal:
        room = ScreeningRoom(OpenFilm("The bench", script, replace(lined, clips=clips)), journal)
        media = MediaRoom(folder / "cache", room.clips)
        app = app_for(room, media, token=_TOKEN, port=port, page=page_folder())
        server = Answerer(uvicorn.Config(app, log_level="critical", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        try:
            yield _Bench(room, f"http://127.0.0.1:{port}/?token={_TOKEN}", first)
        finally:
            server.stop()
            thread.join(_PATIENCE_S)
            bound.close()


def _filmed(folder: Path, clips: Sequence[Clip]) -> tuple[tuple[Clip, ...], Mapping[str, int]]:
    """Return the clips as they lie on the disk, and the number on the first frame of each.

    All first takes of a scene show one film, all second takes another: to make 480 would take an hour.
    """
    take = {clip.file: place % TAKES for place, clip in enumerate(clips)}
    films = [_film(folder, clips[n], n) for n in range(TAKES)]
    made = tuple(_as_filmed(clip, films[take[clip.file]]) for clip in clips)
    lent = [_lent(folder, one) for one in films]
    for clip in made:
        place = proxy_place(folder / "cache", clip)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.link(lent[take[clip.file]], place)
    return made, {file: _EACH * n for file, n in take.items()}


def _film(folder: Path, like: Clip, n: int) -> Clip:
    path = folder / f"{n}.mp4"
    width, height = film_numbers(path, _EACH * n, _FRAMES, like.rate)
    return replace(like, path=path, frames=_FRAMES, width=width, height=height)


def _lent(folder: Path, filmed: Clip) -> Path:
    """Write the proxy of a film, and return where it lies."""
    write_proxy(filmed, place := folder / f"proxy-{filmed.path.stem}.mp4")
    return place


def _as_filmed(clip: Clip, filmed: Clip) -> Clip:
    """Return a clip of the film that shows the one file; its own hash, so that it has its own proxy."""
    known = {name: getattr(filmed, name) for name in ("path", "frames", "width", "height")}
    return replace(clip, sha256=hashlib.sha256(clip.file.encode()).hexdigest(), **known)


@contextmanager
def _page(browser: "Browser") -> Iterator["Page"]:
    """Open a tab of a browser that was never here."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(_CLOCK)
    context.add_init_script("localStorage.setItem('rushes.who', 'The bench')")
    yield context.new_page()
    context.close()


def _first_view(browser: "Browser", bench: _Bench) -> float:
    with _page(browser) as page:
        page.goto(bench.address)
        return bench.judged(page, page.evaluate("window.bench.first"), 0)


def _pressed(page: "Page", bench: _Bench) -> float:
    """Return the milliseconds from the press of the mouse to the end of the wait that was begun before it."""
    told = page.evaluate("window.bench.told")
    return bench.judged(page, told, page.evaluate("window.bench.pressed"))


def _seeks(browser: "Browser", bench: _Bench, many: int) -> Iterator[float]:
    lot = random.Random(1)  # noqa: S311 -- lots, not secrets
    with _page(browser) as page:
        page.goto(bench.address)
        page.evaluate("window.bench.first")
        box = page.locator("canvas").bounding_box()
        assert box is not None
        for _ in range(many):
            page.evaluate(
                "() => { window.bench.pressed = null; void window.bench.seek(window.bench.head()); }"
            )
            page.mouse.click(box["x"] + lot.uniform(5, box["width"] - 40), box["y"] + 6)
            yield _pressed(page, bench)


def _swaps(browser: "Browser", bench: _Bench, many: int) -> Iterator[float]:
    """Swap lines by lot to a take that is not in the cut, where that take is then seen at its head."""
    lot = random.Random(2)  # noqa: S311 -- lots, not secrets
    with _page(browser) as page:
        page.goto(bench.address)
        page.evaluate("window.bench.first")
        page.get_by_role("tab", name="Takes").click()
        for line in lot.sample([one.id for one in bench.room.film.screenplay.lines], many):
            page.locator(f'[data-line="{line}"]').click()
            card = page.get_by_role("listitem").filter(has=page.get_by_role("button", name="Take it")).first
            name = card.get_attribute("aria-label") or ""
            clip = next(one for one in bench.room.clips.values() if one.name == name)
            card.hover()
            page.wait_for_timeout(300)
            page.evaluate(
                "([clip, words]) => { window.bench.pressed = null; void window.bench.swap(clip, words); }",
                [clip_id(clip), name],
            )
            card.get_by_role("button", name="Take it").click()
            told = _pressed(page, bench)
            if told < float("inf") or _shows(bench.room, page.evaluate("window.bench.head()"), clip):
                yield told


def _shows(room: ScreeningRoom, frame: int, clip: Clip) -> bool:
    """Tell whether a frame of the cut is from a clip."""
    return any(frame in _frames(one) and one.file == clip.file for one in room.standing.cut.track("V1"))
