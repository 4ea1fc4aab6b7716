(() => {
  "use strict";
  const all = (query, within = document) => Array.from(within.querySelectorAll(query));
  const screen = document.getElementById("screen");
  const video = screen.querySelector("video");
  const playhead = document.querySelector(".playhead");

  const withoutPreview = () => {
    screen.hidden = true;
    all("a.play").forEach((link) => link.removeAttribute("href"));
  };
  video.addEventListener("error", withoutPreview);
  if (video.error) withoutPreview();

  const seek = (at, play) => {
    if (screen.hidden) return false;
    video.currentTime = Number(at);
    if (play) video.play().catch(() => undefined);
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-at]");
    if (!link || event.metaKey || event.ctrlKey) return;
    const plays = link.classList.contains("play");
    if (seek(link.dataset.at, plays) && plays) {
      event.preventDefault();
      screen.classList.add("wanted");
    }
  });
  video.addEventListener("timeupdate", () => {
    if (!playhead || !video.duration) return;
    playhead.hidden = false;
    playhead.style.left = `${(100 * video.currentTime) / video.duration}%`;
  });
  new IntersectionObserver(([head]) => screen.classList.toggle("away", !head.isIntersecting)).observe(
    document.querySelector(".head"),
  );
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => {
    video.pause();
    screen.classList.remove("wanted");
  });
  screen.append(close);

  all(".tools").forEach((tools) => (tools.hidden = false));
  all("[data-open]").forEach((button) => {
    button.addEventListener("click", () => all(button.dataset.open).forEach((part) => (part.open = true)));
  });

  const opened = [];
  addEventListener("beforeprint", () => {
    all("details:not([open])").forEach((part) => opened.push(part) && (part.open = true));
  });
  addEventListener("afterprint", () => opened.splice(0).forEach((part) => (part.open = false)));
})();
