import { describe, expect, it } from "vitest";
import { Attending, IDLE_S, TELL_S } from "../src/state/attending";

/** Let so many seconds go by from one second on. */
function pass(attending: Attending, from: number, seconds: number, playing = false, seen = true): void {
  for (let now = from; now < from + seconds; now++) attending.second(now, playing, seen);
}

describe("how long somebody is at work", () => {
  it("counts on for a minute after the last hand, and no longer", () => {
    const attending = new Attending();
    attending.stir(0);
    pass(attending, 0, 500);
    expect(attending.take(false)).toBe(IDLE_S + 1);
  });

  it("counts while the film plays, though no hand moves", () => {
    const attending = new Attending();
    pass(attending, 0, 90, true);
    expect(attending.take(false)).toBe(90);
  });

  it("counts nothing on a page that nobody sees", () => {
    const attending = new Attending();
    attending.stir(0);
    pass(attending, 0, 40, true, false);
    expect(attending.take(true)).toBe(0);
  });

  it("tells when there is enough, or at once at the end, and every second once", () => {
    const attending = new Attending();
    pass(attending, 0, TELL_S - 1, true);
    expect(attending.take(false)).toBe(0);
    expect(attending.take(true)).toBe(TELL_S - 1);
    expect(attending.take(true)).toBe(0);
  });

  it("keeps what the room did not hear for the next time", () => {
    const attending = new Attending();
    pass(attending, 0, TELL_S, true);
    attending.giveBack(attending.take(false));
    pass(attending, TELL_S, 5, true);
    expect(attending.take(false)).toBe(TELL_S + 5);
  });
});
