"""Somebody in front of the room: a page in Chromium, what it asked for, and what is seen and heard in it."""

import io
import re
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Self, TypeVar

import numpy as np
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.screening.browser.answering import Answering
from tests.turnover.filming import BITS

Value = TypeVar("Value")

WATCHED = """
window.heard = { contexts: [], loudest: 0, started: 0 };
const Context = window.AudioContext;
window.AudioContext = class extends Context {
  constructor(...given) {
    super(...given);
    window.heard.contexts.push(this);
    const ear = this.createAnalyser();
    this.createGain().connect(ear);
    this.ear = ear;
  }
};
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...more) {
  if (to === this.context.destination && this.context.ear) connect.call(this, this.context.ear);
  return connect.call(this, to, ...more);
};
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (...given) {
  window.heard.started += 1;
  return start.apply(this, given);
};
"""
"""Laid into the page before its own script: an ear at everything that goes to the loudspeaker."""

_SEEN = """() => {
  const host = document.querySelector("[role=img][aria-label=Picture]");
  if (!host) return null;
  const video = host.querySelector("video.seen");
  if (!video || video.readyState < 2 || host.classList.contains("blank")) return null;
  const paper = (window.paper ??= new OffscreenCanvas(video.videoWidth, video.videoHeight));
  const pen = paper.getContext("2d", { willReadFrequently: true });
  pen.drawImage(video, 0, 0);
  const row = pen.getImageData(0, video.videoHeight >> 1, video.videoWidth, 1).data;
  return { frame: Number(host.dataset.frame), trying: document.querySelector(".trying") !== null,
           row: Array.from({ length: video.videoWidth }, (_, x) => row[4 * x]) };
}"""

_ASK = """async ([path, told]) => {
  const answer = await fetch(path, { method: "POST", body: JSON.stringify(told) });
  const heard = await answer.json();
  return [answer.status, heard.sentence ?? ""];
}"""

_LISTEN = """async (seconds) => {
  const context = window.heard.contexts.at(-1);
  if (!context) return { state: "none", loudest: 0 };
  const wave = new Float32Array(context.ear.fftSize);
  let loudest = 0;
  const until = performance.now() + 1000 * seconds;
  while (performance.now() < until) {
    context.ear.getFloatTimeDomainData(wave);
    for (const one of wave) loudest = Math.max(loudest, Math.abs(one));
    await new Promise((then) => setTimeout(then, 15));
  }
  return { state: context.state, loudest, clock: context.currentTime };
}"""


class Guest:
    """One tab. trouble: what its console and its script complained of; asked: every address it asked for."""

    def __init__(self, context: BrowserContext, address: str, *, who: str = "the editor") -> None:
        """Open a tab; nothing is loaded yet.

        address: as `rushes screen` printed it, with its token. who: as the page signs; empty: it has to ask.
        """
        self.address, self.home = address, address.partition("?")[0]
        self.page: Page = context.new_page()
        self.trouble: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.add_init_script(WATCHED)
        if who:
            self.page.add_init_script(f"localStorage.setItem('rushes.who', {who!r})")

    def _console(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.trouble.append(f"{message.text} {message.location.get('url', '')}")

    def enter(self) -> Self:
        """Open the printed address and wait for the first picture."""
        self.page.goto(self.address)
        until(lambda: self.page.evaluate(_SEEN), "picture", 30)
        return self

    def come_back(self) -> Self:
        """Load the page anew and wait for the first picture."""
        self.page.reload()
        until(lambda: self.page.evaluate(_SEEN), "picture", 30)
        return self

    def leave(self) -> None:
        """Close the tab; nothing went wrong in it, and it asked this room alone."""
        self.page.close()
        assert not self.trouble, self.trouble
        strangers = [url for url in self.asked if not url.startswith((self.home, "blob:", "data:"))]
        assert not strangers, strangers

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """Find a button by its name."""
        return self.page.get_by_role("button", name=name, exact=isinstance(name, str))

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    @property
    def frame(self) -> int:
        """Where the play head is."""
        return int(self.page.get_by_role("slider", name="Play head").get_attribute("aria-valuenow") or -1)

    def seen(self, *, trying: bool = False) -> tuple[int, int] | None:
        """Return the frame that the player shows and the number that is read off its picture.

        trying: what plays is no film but a take, a join, a version.
        """
        told = self.page.evaluate(_SEEN)
        if (
            not told
            or told["trying"] != trying
            or (number := number_in(np.array(told["row"], float))) is None
        ):
            return None
        return told["frame"], number

    def on_screen(self) -> int | None:
        """Return the number on the screen itself, as whoever sits before it sees it."""
        picture = self.page.get_by_role("img", name="Picture").screenshot()
        seen = np.asarray(Image.open(io.BytesIO(picture)).convert("L"), float)
        high, wide = seen.shape
        shown = round(min(wide, high * 16 / 9))
        left = (wide - shown) // 2
        return number_in(seen[high // 2, left : left + shown])

    def listen(self, seconds: float) -> dict[str, Any]:
        """Return how loud it gets in so many seconds, and whether the clock of the sound runs."""
        told: dict[str, Any] = self.page.evaluate(_LISTEN, seconds)
        return told

    def notice(self) -> Locator:
        """Return where the page says what was done, or why it was not."""
        return self.page.locator(".notice")

    def tab(self, name: str) -> None:
        """Turn to a tab of the details."""
        self.page.get_by_role("tab", name=name).click()

    def line(self, words: str) -> Locator:
        """Return a line of the script by its words."""
        return (
            self.page.get_by_role("region", name="Lined script").get_by_role("button").filter(has_text=words)
        )

    def take(self, name: str) -> Locator:
        """Return a take of the line in the takes panel."""
        return self.page.get_by_role("listitem", name=name, exact=True)

    def marked(self, take: str, mark: str = "heard") -> Locator:
        """Return the mark on a take that says that the line is heard from it, or seen, or now playing."""
        return self.take(take).get_by_text(mark, exact=True)


class Visitor(Guest):
    """A tab before a room that answers in this very process, and can be looked into."""

    def __init__(self, context: BrowserContext, answering: Answering, *, who: str = "the editor") -> None:
        """Open a tab before a room; see `Guest`."""
        super().__init__(context, answering.address, who=who)
        self.answering, self.room = answering, answering.room

    def enter(self) -> Self:
        """Open the printed address and wait for the film and its first picture."""
        super().enter()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.room.film.title)
        return self


def asked(guest: Guest, path: str, **told: object) -> tuple[int, str]:
    """Ask the room for something behind the page's back; return its status, and why where it refuses."""
    status, sentence = guest.page.evaluate(_ASK, [path, told])
    return status, sentence


def number_in(row: np.ndarray) -> int | None:
    """Read the number in a row of a picture of `filming.numbered`; None where there is none."""
    edges = np.linspace(0, len(row), BITS + 3).astype(int)
    bars = [row[(a + b) // 2 - 1 : (a + b) // 2 + 2].mean() > 126 for a, b in pairwise(edges)]
    if not bars[0] or bars[-1]:
        return None
    return sum(1 << bit for bit, bar in zip(reversed(range(BITS)), bars[1:-1], strict=True) if bar)


def until(ask: Callable[[], Value | None], what: str, seconds: float = 10) -> Value:
    """Ask again until there is an answer, and return it; AssertionError when there is none in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.03)
    raise AssertionError(f"no {what} in {seconds} s")
