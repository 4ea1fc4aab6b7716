/** How the page is looked at: zoom and place of the timeline, full screen. Nothing of it is the film's. */

/** In full screen the controls leave when the pointer rests this long. */
const RESTING_MS = 2200;

class View {
  /** Pixels a frame on the timeline. */
  scale = $state(1);
  /** First frame on the left edge; may be a part of one. */
  left = $state(0);
  /** Width of the tracks, in pixels. */
  width = $state(800);
  frames = $state(1);
  follow = $state(true);
  full = $state(false);
  /** The whole film is in sight, because nobody zoomed. */
  fitted = $state(true);
  /** Full screen, and nobody moves: the film alone is seen. */
  alone = $state(false);
  #stage: HTMLElement | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;

  readonly shown = $derived(this.width / this.scale);

  /** The element that fills the screen when it is full. */
  stage(element: HTMLElement): void {
    this.#stage = element;
    element.addEventListener("fullscreenchange", () => {
      this.full = document.fullscreenElement === element;
      this.stir();
    });
  }

  /** Somebody moves: show the controls, for a while. */
  stir(): void {
    this.alone = false;
    clearTimeout(this.#resting);
    if (this.full) this.#resting = setTimeout(() => (this.alone = this.full), RESTING_MS);
  }

  toggleFull(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void this.#stage?.requestFullscreen().catch(() => undefined);
  }

  fit(): void {
    this.scale = this.#least;
    this.left = 0;
    this.fitted = true;
  }

  /** Zoom by a factor around a frame, which stays where it is. */
  zoom(factor: number, around = this.left + this.shown / 2): void {
    const scale = Math.max(this.#least, Math.min(24, this.scale * factor));
    this.left = around - ((around - this.left) * this.scale) / scale;
    this.scale = scale;
    this.fitted = scale <= this.#least;
    this.#within();
  }

  scroll(frames: number): void {
    this.left += frames;
    this.#within();
  }

  /** Bring a frame into sight. */
  reveal(frame: number): void {
    if (frame < this.left || frame > this.left + this.shown) {
      this.left = frame - this.shown * 0.1;
      this.#within();
    }
  }

  get #least(): number {
    return (this.width - 24) / Math.max(1, this.frames);
  }

  #within(): void {
    this.left = Math.max(0, Math.min(this.frames + 24 / this.scale - this.shown, this.left));
  }
}

export const view = new View();
