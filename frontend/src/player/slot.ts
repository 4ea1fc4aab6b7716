/** One of the <video> elements that take turns: it holds a clip, stands at a time of it, or runs. */

import { media } from "../api";
import type { Piece } from "./schedule";

/** Less than this apart, two times are the same place. */
const SAME_S = 0.004;

export class Slot {
  readonly video: HTMLVideoElement;
  /** What it shows or is made ready for. */
  piece: Piece | null = null;
  clip: string | null = null;
  /** Counts up with every use: the smallest was used longest ago. */
  used = 0;
  /** When its file cannot be played. */
  broken = false;
  /** The time of the picture that was last put on the screen, where the browser tells. */
  shown_s: number | null = null;
  #target: number | null = null;
  #onPicture: () => void;

  constructor(onPicture: () => void) {
    this.#onPicture = onPicture;
    this.video = document.createElement("video");
    Object.assign(this.video, {
      muted: true,
      playsInline: true,
      preload: "auto",
      disableRemotePlayback: true,
    });
    this.video.tabIndex = -1;
    this.video.addEventListener("loadedmetadata", () => this.#go());
    this.video.addEventListener("seeked", () => this.#arrived());
    this.video.addEventListener("loadeddata", () => this.#onPicture());
    this.video.addEventListener("error", () => {
      this.broken = this.clip !== null;
      this.#onPicture();
    });
    this.#watch();
  }

  /** Put a clip in; nothing happens when it is there. */
  load(clip: string): void {
    if (this.clip === clip && !this.broken) return;
    this.clip = clip;
    this.broken = false;
    this.shown_s = null;
    this.video.src = media.picture(clip);
    this.video.load();
  }

  /** Stand still at a time of the clip. The last wish wins: no seek waits behind another. */
  stand(time_s: number): void {
    if (!this.video.paused) this.video.pause();
    this.#want(time_s);
  }

  /** Jump while running. */
  jump(time_s: number): void {
    this.#target = null;
    if (this.video.readyState >= 1) this.video.currentTime = time_s;
  }

  run(speed: number): void {
    if (Math.abs(this.video.playbackRate - speed) > 0.004) this.video.playbackRate = speed;
    if (this.video.paused && !this.video.seeking) void this.video.play().catch(() => undefined);
  }

  /** It has a picture of where it should be. */
  get there(): boolean {
    return this.video.readyState >= 2 && !this.video.seeking && this.#target === null;
  }

  empty(): void {
    this.clip = this.piece = this.shown_s = null;
    this.video.removeAttribute("src");
    this.video.load();
  }

  #want(time_s: number): void {
    if (
      this.video.readyState >= 1 &&
      !this.video.seeking &&
      Math.abs(this.video.currentTime - time_s) < SAME_S
    ) {
      this.#target = null;
      return;
    }
    this.#target = time_s;
    this.#go();
  }

  #go(): void {
    if (this.#target === null || this.video.readyState < 1 || this.video.seeking) return;
    this.video.currentTime = this.#target;
  }

  #arrived(): void {
    if (this.#target !== null && Math.abs(this.video.currentTime - this.#target) > SAME_S) {
      this.#go();
      return;
    }
    this.#target = null;
    this.#onPicture();
  }

  #watch(): void {
    if (!("requestVideoFrameCallback" in this.video)) return;
    const told: VideoFrameRequestCallback = (_now, frame) => {
      this.shown_s = frame.mediaTime;
      this.video.requestVideoFrameCallback(told);
    };
    this.video.requestVideoFrameCallback(told);
  }
}
