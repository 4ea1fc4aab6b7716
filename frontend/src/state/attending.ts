/**
 * How long somebody is at work here: a second counts while the film plays, or within a minute of a hand on
 * mouse or keys, and only on a page that is seen. Measured on this machine and told to the room alone.
 */

export const IDLE_S = 60;
export const TELL_S = 30;

export class Attending {
  #stirred = -Infinity;
  #counted = 0;

  /** A hand moved at this second. */
  stir(now: number): void {
    this.#stirred = now;
  }

  /** One more second went by. `playing`: the film ran; `seen`: the page was on the screen. */
  second(now: number, playing: boolean, seen: boolean): void {
    if (seen && (playing || now - this.#stirred <= IDLE_S)) this.#counted += 1;
  }

  /** The seconds to tell of, once there are enough, or at once at the end; they count as told. */
  take(atOnce: boolean): number {
    if (this.#counted < (atOnce ? 1 : TELL_S)) return 0;
    const told = this.#counted;
    this.#counted = 0;
    return told;
  }

  /** What could not be told is told next time. */
  giveBack(seconds: number): void {
    this.#counted += seconds;
  }
}

export interface Watched {
  readonly playing: () => boolean;
  /** Tell the room; false when it did not hear. */
  readonly tell: (seconds: number) => Promise<boolean>;
}

const HANDS = ["pointermove", "pointerdown", "keydown", "wheel"] as const;

/** Count until the returned function is called. */
export function attend(watched: Watched): () => void {
  const attending = new Attending();
  const now = (): number => performance.now() / 1000;
  const stir = (): void => attending.stir(now());
  const tell = async (atOnce: boolean): Promise<void> => {
    const seconds = attending.take(atOnce);
    if (seconds && !(await watched.tell(seconds))) attending.giveBack(seconds);
  };
  const tick = window.setInterval(() => {
    attending.second(now(), watched.playing(), !document.hidden);
    void tell(false);
  }, 1000);
  const leave = (): void => {
    if (document.hidden) void tell(true);
  };
  for (const hand of HANDS) window.addEventListener(hand, stir, { passive: true });
  document.addEventListener("visibilitychange", leave);
  return () => {
    window.clearInterval(tick);
    for (const hand of HANDS) window.removeEventListener(hand, stir);
    document.removeEventListener("visibilitychange", leave);
  };
}
