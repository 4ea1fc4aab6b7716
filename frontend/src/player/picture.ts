/**
 * The pictures, which follow the sound. Some <video> elements take turns: one is seen, the others already stand
 * at the first frame of what comes next. Clips without a proxy show stills.
 */

import { media } from "../api";
import type { Media } from "../contract/shapes";
import { seconds } from "../timecode";
import type { Piece, Schedule } from "./schedule";
import { clipFrame, clipSeconds, goesOn, pictureAt } from "./schedule";
import { Slot } from "./slot";

/** The one that is seen, the two next, and one to scrub with. */
const SLOTS = 4;
/** A picture begins to run unseen this long before its cut, as a video needs a moment to get going. */
const PREROLL_S = 0.2;
/** Further off than this a running picture jumps; nearer it hurries or waits. */
const JUMP_S = 0.3;
/** How much it may hurry. */
const HURRY = 0.15;
/** Speeds that a video can run at; beyond, and backwards, it is sought. */
const FASTEST = 4;
const STILL_EVERY_MS = 150;
/** How long the play head must rest before what comes next is made ready: who scrubs waits for nothing else. */
const REST_MS = 150;

/** What is to be seen: a picture, nothing, or why there is none. */
export type Sight =
  | { readonly kind: "picture" | "black" | "waiting" }
  | { readonly kind: "still" | "gone" | "unreadable"; readonly clip: string };

export class Picture {
  readonly #slots: readonly Slot[];
  readonly #still = new Image();
  #seen: Slot | null = null;
  #uses = 0;
  #sent: Piece | null = null;
  #stillAt = 0;
  #stillOf = "";
  #resting: ReturnType<typeof setTimeout> | undefined;
  #again: (() => void) | null = null;
  /** How far the picture is from the sound, in frames of the film; null when it is not running. */
  drift: number | null = null;

  constructor(
    private readonly host: HTMLElement,
    private readonly mediaOf: (clip: string) => Media,
    private readonly onSight: (sight: Sight) => void,
  ) {
    this.#slots = Array.from({ length: SLOTS }, () => new Slot(() => this.#again?.()));
    this.#still.alt = "";
    this.#still.decoding = "async";
    this.host.replaceChildren(...this.#slots.map(({ video }) => video), this.#still);
  }

  /** Show what is to be seen at a frame (with its part), while the film runs at a speed (0: it stands). */
  follow(schedule: Schedule, frame: number, speed: number): void {
    this.#again = speed === 0 ? () => this.follow(schedule, frame, 0) : null;
    const { now, next } = pictureAt(schedule, Math.floor(frame));
    this.drift = null;
    if (now) this.#show(schedule, now, frame, speed);
    else this.#put(null, { kind: "black" });
    clearTimeout(this.#resting);
    if (speed !== 0) this.#ready(schedule, next, frame, speed);
    else this.#resting = setTimeout(() => this.#ready(schedule, next, frame, 0), REST_MS);
  }

  close(): void {
    clearTimeout(this.#resting);
    this.#again = null;
    for (const slot of this.#slots) slot.empty();
    this.host.replaceChildren();
  }

  #show(schedule: Schedule, piece: Piece, frame: number, speed: number): void {
    if (this.mediaOf(piece.clip) !== "ready") {
      this.#showStill(schedule, piece, frame);
      return;
    }
    const slot = this.#slotOf(schedule, piece);
    slot.used = ++this.#uses;
    if (slot.broken) {
      this.#put(null, { kind: "unreadable", clip: piece.clip });
      return;
    }
    const running = speed > 0 && speed <= FASTEST;
    const arrived = slot.there; // before it is sent on: a shuttle shows every picture it gets hold of
    if (running) this.#run(slot, piece, frame, speed, schedule);
    else if (speed === 0 || arrived || slot.piece !== this.#sent)
      slot.stand(standing(piece, frame, schedule));
    this.#sent = slot.piece;
    // Until it is there the picture before stays: nothing flashes.
    const shuttled = speed !== 0 && arrived;
    if (slot.there || shuttled || (running && slot.video.readyState >= 2 && !slot.video.seeking)) {
      this.#put(slot, { kind: "picture" });
      this.#measure(Math.floor(frame));
    } else if (!this.#seen) this.onSight({ kind: "waiting" });
  }

  /** Say on the page itself what is seen and how far off it is, for whoever measures the player. */
  #measure(frame: number): void {
    this.host.dataset["frame"] = String(frame);
    this.host.dataset["drift"] = this.drift === null ? "" : this.drift.toFixed(2);
  }

  #run(slot: Slot, piece: Piece, frame: number, speed: number, schedule: Schedule): void {
    const wanted = clipSeconds(piece, frame, schedule.rate);
    const off = slot.video.currentTime - wanted;
    // The picture on the screen began at shown_s and stays for a frame: half a frame on is its middle.
    const shown = slot.shown_s === null ? null : slot.shown_s + seconds(1, piece.clipRate) / 2;
    this.drift = ((shown ?? slot.video.currentTime) - wanted) / seconds(1, schedule.rate);
    if (slot.video.seeking) return;
    if (Math.abs(off) > JUMP_S * speed) slot.jump(wanted + 0.04 * speed);
    const hurry = Math.abs(off) < 0.008 ? 0 : Math.max(-HURRY, Math.min(HURRY, -off * 3));
    slot.run(speed * (1 + hurry));
  }

  /** The slot that has this piece, or that goes on into it, or the one that is free for it. */
  #slotOf(schedule: Schedule, piece: Piece): Slot {
    const made = this.#slots.find(
      (slot) => slot.piece && samePiece(slot.piece, piece) && slot.clip === piece.clip,
    );
    if (made) return made;
    const seen = this.#seen;
    if (seen?.piece && seen.clip === piece.clip && goesOn(seen.piece, piece, schedule.rate)) {
      seen.piece = piece;
      return seen;
    }
    return this.#take(piece, []);
  }

  /** Take a slot for a piece: best one that holds its clip, else the one used longest ago. */
  #take(piece: Piece, keep: readonly Slot[]): Slot {
    const free = this.#slots.filter((slot) => slot !== this.#seen && !keep.includes(slot));
    const slot =
      free.find(({ clip }) => clip === piece.clip) ??
      free.reduce((oldest, one) => (one.used < oldest.used ? one : oldest));
    slot.piece = piece;
    slot.used = ++this.#uses;
    slot.load(piece.clip);
    return slot;
  }

  /** Bring what comes next to its first frame, and let it run just before it is seen. */
  #ready(schedule: Schedule, next: readonly Piece[], frame: number, speed: number): void {
    const keep: Slot[] = [];
    for (const piece of next.slice(0, 2)) {
      if (this.mediaOf(piece.clip) !== "ready") continue;
      const seen = this.#seen?.piece;
      if (seen && goesOn(seen, piece, schedule.rate)) continue;
      const made = this.#slots.find(
        (slot) => slot !== this.#seen && slot.piece && samePiece(slot.piece, piece),
      );
      const slot = made ?? this.#take(piece, keep);
      keep.push(slot);
      const first = clipSeconds(piece, piece.start, schedule.rate);
      const roll = Math.min(PREROLL_S, first);
      if (speed === 1 && seconds(piece.start - frame, schedule.rate) <= roll) slot.run(1);
      else if (slot.video.paused)
        slot.stand(speed === 1 ? first - roll : standing(piece, piece.start, schedule));
    }
    for (const slot of this.#slots) {
      if (slot !== this.#seen && !keep.includes(slot) && !slot.video.paused) slot.video.pause();
    }
  }

  #put(slot: Slot | null, sight: Sight): void {
    if (this.#seen !== slot) {
      this.#seen?.video.classList.remove("seen");
      slot?.video.classList.add("seen");
      this.#seen = slot;
    }
    this.host.classList.toggle("blank", slot === null);
    this.#still.classList.toggle("seen", sight.kind === "still");
    this.onSight(sight);
  }

  #showStill(schedule: Schedule, piece: Piece, frame: number): void {
    const state = this.mediaOf(piece.clip);
    const none = state === "gone" || state === "unreadable";
    this.#put(null, { kind: none ? state : "still", clip: piece.clip });
    const now = performance.now();
    const url = media.still(piece.clip, clipFrame(piece, Math.floor(frame), schedule.rate));
    if (none || url === this.#stillOf || now - this.#stillAt < STILL_EVERY_MS) return;
    this.#stillAt = now;
    this.#stillOf = url;
    this.#still.src = url;
  }
}

/** The middle of a frame: whatever rounds, it is this frame that is shown. */
function standing(piece: Piece, frame: number, schedule: Schedule): number {
  return seconds(clipFrame(piece, Math.floor(frame), schedule.rate) + 0.5, piece.clipRate);
}

function samePiece(a: Piece, b: Piece): boolean {
  return a.key === b.key && a.clip === b.clip && a.in === b.in && a.start === b.start;
}
