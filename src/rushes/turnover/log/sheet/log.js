(() => {
  "use strict";
  const sieve = document.querySelector(".sieve");
  if (!sieve) return;
  const takes = Array.from(document.querySelectorAll(".take"));
  const scenes = Array.from(document.querySelectorAll("[data-scene]"));
  const said = sieve.querySelector("output");
  const boxes = ["circled", "found", "alone"];

  const fits = (take, wanted) =>
    wanted.words.every((word) => take.dataset.words.includes(word)) &&
    (!wanted.kind || take.dataset.kind === wanted.kind) &&
    (!wanted.scene || take.closest("[data-scene]").dataset.scene === wanted.scene) &&
    wanted.boxes.every((box) => box in take.dataset);

  const sift = () => {
    const form = new FormData(sieve);
    const wanted = {
      words: form.get("words").toLowerCase().split(/\s+/).filter(Boolean),
      scene: form.get("scene"),
      kind: form.get("kind"),
      boxes: boxes.filter((box) => form.has(box)),
    };
    let shown = 0;
    takes.forEach((take) => {
      take.hidden = !fits(take, wanted);
      shown += !take.hidden;
    });
    scenes.forEach((scene) => (scene.hidden = !scene.querySelector(".take:not([hidden])")));
    said.textContent = shown === takes.length ? `${shown} files` : `${shown} of ${takes.length} files`;
  };

  const reveal = () => {
    const wanted = location.hash && document.getElementById(location.hash.slice(1));
    if (wanted && wanted.closest("[hidden]")) {
      sieve.reset();
      sift();
      wanted.scrollIntoView();
    }
  };

  sieve.hidden = false;
  sieve.addEventListener("input", sift);
  sieve.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  sift();

  const opened = [];
  addEventListener("beforeprint", () => {
    document.querySelectorAll("#findings details:not([open]), .under + details:not([open])").forEach((part) => {
      opened.push(part);
      part.open = true;
    });
  });
  addEventListener("afterprint", () => opened.splice(0).forEach((part) => (part.open = false)));
})();
