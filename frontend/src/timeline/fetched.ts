/** Waveforms and small pictures, fetched when they come into sight, a few at a time, newest wish first. */

import { media } from "../api";
import type { Placed } from "../state/cut";

/** Pairs of least and greatest sample, -128 to 127, so many a second. */
export const PEAKS_PER_SECOND = 50;
const AT_ONCE = 3;
const KEPT_STILLS = 600;

/** Keeps what was fetched by its address; asks for few things at once, the last asked first. */
class Shelf<T> {
  #kept = new Map<string, T | null>();
  #wishes: string[] = [];
  #running = 0;

  constructor(
    private readonly load: (url: string) => Promise<T>,
    private readonly most: number,
    private readonly onArrived: () => void,
  ) {}

  get(url: string): T | null {
    const known = this.#kept.get(url);
    if (known !== undefined) return known;
    this.#kept.set(url, null);
    this.#wishes.push(url);
    this.#next();
    return null;
  }

  /** What could not be had may be asked for anew. */
  forget(part: string): void {
    for (const [url, thing] of this.#kept) if (thing === null && url.includes(part)) this.#kept.delete(url);
  }

  #next(): void {
    while (this.#running < AT_ONCE) {
      const url = this.#wishes.pop();
      if (url === undefined) return;
      this.#running += 1;
      void this.load(url)
        .then((thing) => this.#keep(url, thing))
        .catch(() => undefined)
        .finally(() => {
          this.#running -= 1;
          this.#next();
        });
    }
  }

  #keep(url: string, thing: T): void {
    this.#kept.delete(url);
    this.#kept.set(url, thing);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > this.most && oldest !== undefined) this.#kept.delete(oldest);
    this.onArrived();
  }
}

async function loadPeaks(url: string): Promise<Int8Array> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(String(answer.status));
  return new Int8Array(await answer.arrayBuffer());
}

async function loadStill(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

export class Fetched {
  readonly #peaks: Shelf<Int8Array>;
  readonly #stills: Shelf<HTMLImageElement>;

  constructor(onArrived: () => void) {
    this.#peaks = new Shelf(loadPeaks, 2000, onArrived);
    this.#stills = new Shelf(loadStill, KEPT_STILLS, onArrived);
  }

  /** The waveform of a whole clip. */
  peaks(clip: string): Int8Array | null {
    return this.#peaks.get(media.peaks(clip, PEAKS_PER_SECOND));
  }

  /** The first frame of an event, or its last. */
  still({ clip, in: first, out }: Placed, last = false): HTMLImageElement | null {
    return this.#stills.get(media.still(clip, last ? Math.max(first, out - 1) : first));
  }

  /** A clip is ready now: ask again for what could not be had. */
  again(clip: string): void {
    this.#peaks.forget(clip);
    this.#stills.forget(clip);
  }
}

/** Least and greatest of a waveform between two times of its clip. */
export function extremes(peaks: Int8Array, from_s: number, to_s: number): readonly [number, number] {
  const first = Math.max(0, Math.floor(from_s * PEAKS_PER_SECOND));
  const last = Math.min(peaks.length / 2 - 1, Math.max(first, Math.ceil(to_s * PEAKS_PER_SECOND) - 1));
  let [least, most] = [0, 0];
  for (let at = first; at <= last; at += 1) {
    least = Math.min(least, peaks[at * 2] ?? 0);
    most = Math.max(most, peaks[at * 2 + 1] ?? 0);
  }
  return [least, most];
}
