"""How long does the page of the screening room let somebody wait who works on a large film?

Unit: milliseconds of wall clock in Chromium without a window, from the hand to the screen, by the page's
clock. The film is that of `evaluation.screening`, behind the real server and the built page; all clips show
one proxy of a minute, 640 x 360. *First view*: from the navigation until the timeline is drawn and the first
picture shown, each in a browser that was never here. *Seek to picture*: from the press of the mouse on the
timeline, anywhere in the film, until the picture of that place is on the screen: mostly a clip that was not
loaded. *Swap to new cut*: from the click on a take until the new cut is drawn and its picture shown.
"""  # noqa: D400 -- it is a question

import hashlib
import os
import random
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import av
import numpy as np
import uvicorn
from av.video.frame import VideoFrame

from evaluation.score import Score, percentile
from evaluation.solving import a_shoot
from rushes.cut import Cut
from rushes.footage import Clip
from rushes.screening.journal import Journal
from rushes.screening.media import MediaRoom, proxy_place, write_proxy
from rushes.screening.room import OpenFilm, ScreeningRoom
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
_SIZE: Final = (640, 360)
_FRAMES: Final = 1500
_PATIENCE_S: Final = 10

_CLOCK: Final = """
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
  return there ? { frame: Number(host.dataset.frame), clip: video.src.match(/media\\/(\\w+)/)?.[1] } : null;
};
const when = (ask, patience) => new Promise((then) => {
  const end = performance.now() + patience;
  const look = (now) => {
    if (ask()) requestAnimationFrame(() => then(performance.now()));
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
"""Laid into the page before its own script. A wait ends with the drawing after it came true."""


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
        _open(Path(folder)) as (room, port),
        sync_playwright() as by,
    ):
        browser = by.chromium.launch(executable_path=program, args=["--no-sandbox"])
        address = f"http://127.0.0.1:{port}/?token={_TOKEN}"
        waits = Waits(
            [_first_view(browser, address) for _ in range(views)],
            list(_seeks(browser, address, seeks)),
            list(_swaps(browser, address, room, swaps)),
        )
        browser.close()
    return waits.scores


@contextmanager
def _open(folder: Path) -> Iterator[tuple[ScreeningRoom, int]]:
    """Open the film at a free port, from a server in a thread of its own."""
    script, lined = a_shoot(LINES, TAKES, scenes=SCENES)
    filmed = _film(folder / "a.mp4", lined.clips[0])
    clips = tuple(_as_filmed(clip, filmed) for clip in lined.clips)
    lent = proxy_place(folder / "cache", clips[0])
    write_proxy(clips[0], lent)
    for clip in clips[1:]:
        place = proxy_place(folder / "cache", clip)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.link(lent, place)
    bound = socket.create_server(("127.0.0.1", 0))
    port = bound.getsockname()[1]
    with Journal(folder / "journal.sqlite") as journal:
        room = ScreeningRoom(OpenFilm("The bench", script, replace(lined, clips=clips)), journal)
        app = app_for(
            room, MediaRoom(folder / "cache", room.clips), token=_TOKEN, port=port, page=page_folder()
        )
        server = Answerer(uvicorn.Config(app, log_level="critical", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        try:
            yield room, port
        finally:
            server.stop()
            thread.join(_PATIENCE_S)
            bound.close()


def _as_filmed(clip: Clip, filmed: Clip) -> Clip:
    """Return a clip of the film that shows the one file; its own hash, so that it has its own proxy."""
    known = {name: getattr(filmed, name) for name in ("path", "frames", "width", "height")}
    return replace(clip, sha256=hashlib.sha256(clip.file.encode()).hexdigest(), **known)


def _film(path: Path, like: Clip) -> Clip:
    """Film a minute of something that moves, with a sound that is no silence."""
    width, height = _SIZE
    across = np.linspace(0, 4 * np.pi, width)[None, :] + np.linspace(0, np.pi, height)[:, None]
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=like.rate, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.time_base = 1 / like.rate
        sound = out.add_stream("aac", rate=48000, layout="mono")
        for number in range(_FRAMES):
            luma = (128 + 100 * np.sin(across + number / 5)).astype(np.uint8)
            frame = VideoFrame.from_ndarray(luma, format="gray8").reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1) / like.rate
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
        noise = np.random.default_rng(1).normal(0, 0.05, (1, round(_FRAMES / like.rate * 48000)))
        for at in range(0, noise.shape[1], 1024):
            block = av.AudioFrame.from_ndarray(noise[:, at : at + 1024].astype(np.float32), "fltp", "mono")
            block.sample_rate, block.pts, block.time_base = 48000, at, Fraction(1, 48000)
            out.mux(sound.encode(block))
        out.mux(sound.encode(None))
    return replace(like, path=path, frames=_FRAMES, width=width, height=height)


@contextmanager
def _page(browser: "Browser") -> Iterator["Page"]:
    """Open a tab of a browser that was never here."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(_CLOCK)
    context.add_init_script("localStorage.setItem('rushes.who', 'The bench')")
    yield context.new_page()
    context.close()


def _ms(told: Any) -> float:  # noqa: ANN401 -- whatever the page tells
    return float("inf") if told is None else float(told)


def _first_view(browser: "Browser", address: str) -> float:
    with _page(browser) as page:
        page.goto(address)
        return _ms(page.evaluate("window.bench.first"))


def _seeks(browser: "Browser", address: str, many: int) -> Iterator[float]:
    lot = random.Random(1)  # noqa: S311 -- lots, not secrets
    with _page(browser) as page:
        page.goto(address)
        page.evaluate("window.bench.first")
        box = page.locator("canvas").bounding_box()
        assert box is not None
        for _ in range(many):
            page.evaluate(
                "() => { window.bench.pressed = null; void window.bench.seek(window.bench.head()); }"
            )
            page.mouse.click(box["x"] + lot.uniform(5, box["width"] - 40), box["y"] + 6)
            yield _ms(
                page.evaluate(
                    "async () => { const end = await window.bench.told;"
                    " return end === null ? null : end - window.bench.pressed; }"
                )
            )
            page.wait_for_timeout(250)


def _swaps(browser: "Browser", address: str, room: ScreeningRoom, many: int) -> Iterator[float]:
    """Swap lines by lot to a take that is not in the cut, where that take is then seen at its head."""
    lot = random.Random(2)  # noqa: S311 -- lots, not secrets
    with _page(browser) as page:
        page.goto(address)
        page.evaluate("window.bench.first")
        page.get_by_role("tab", name="Takes").click()
        for line in lot.sample([one.id for one in room.film.screenplay.lines], many):
            page.locator(f'[data-line="{line}"]').click()
            card = page.get_by_role("listitem").filter(has=page.get_by_role("button", name="Take it")).first
            name = card.get_attribute("aria-label") or ""
            clip = next(one for one in room.clips.values() if one.name == name)
            card.hover()
            page.wait_for_timeout(300)
            page.evaluate(
                "([clip, words]) => { window.bench.pressed = null; void window.bench.swap(clip, words); }",
                [clip_id(clip), name],
            )
            card.get_by_role("button", name="Take it").click()
            told = _ms(
                page.evaluate(
                    "async () => { const end = await window.bench.told;"
                    " return end === null ? null : end - window.bench.pressed; }"
                )
            )
            if told < float("inf") or _shows(room.standing.cut, page.evaluate("window.bench.head()"), clip):
                yield told


def _shows(cut: Cut, frame: int, clip: Clip) -> bool:
    """Tell whether a frame of a cut is from a clip."""
    shown = (one for one in cut.track("V1") if one.record.start <= frame < one.record.end)
    return any(one.file == clip.file for one in shown)
