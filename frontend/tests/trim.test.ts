import { describe, expect, it } from "vitest";
import { scheduleOf } from "../src/player/schedule";
import type { Schedule } from "../src/player/schedule";
import { lay } from "../src/state/cut";
import { part, pictureEdge, shotOf, splitBy, trimmed } from "../src/state/trim";
import { clip, event, scene, splitScene } from "./made";

const RATE = { num: 25, den: 1 };
const CLIPS = new Map([clip("c1"), clip("c2")].map((one) => [one.id, one]));
const film = (...scenes: Parameters<typeof lay>[0][number][]): Schedule =>
  scheduleOf(lay(scenes), CLIPS, RATE);
/** What is told of a piece: its line, its frame of the clip, its place. */
const told = (schedule: Schedule, track: "picture" | "sound"): unknown[] =>
  schedule[track].map(({ line, in: from, start, end }) => [line, from, start, end]);

/** Two lines from one take in one breath, a third from another. */
const breath = scene("1", 0, 150, [
  event("V1", "1.1", 0, 50),
  event("V1", "1.2", 50, 100, { in: 150, out: 200 }),
  event("V1", "1.3", 100, 150, { clip: "c2" }),
  event("A1", "1.1", 0, 50),
  event("A1", "1.2", 50, 100, { in: 150, out: 200 }),
  event("A1", "1.3", 100, 150, { clip: "c2" }),
]);

describe("a shot", () => {
  it("is all that one take plays without a cut", () => {
    const cut = lay([breath]);
    expect(shotOf(cut, "1.2")).toMatchObject({ first: "1.1", last: "1.2", lines: ["1.1", "1.2"] });
    expect(shotOf(cut, "1.3")).toMatchObject({ first: "1.3", last: "1.3" });
    expect(shotOf(cut, "9.9")).toBeNull();
  });

  it("ends where the take goes on elsewhere", () => {
    const jump = scene("1", 0, 100, [
      event("A1", "1.1", 0, 50),
      event("A1", "1.2", 50, 100, { in: 160, out: 210 }),
    ]);
    expect(shotOf(lay([jump]), "1.2")).toMatchObject({ first: "1.2" });
  });

  it("is heard from what is switched on", () => {
    const two = scene("1", 0, 50, [
      event("A1", "1.1", 0, 50, { gain: 0, clip: "c1" }),
      event("A2", "1.1", 0, 50, { gain: 0.7, clip: "c2" }),
    ]);
    expect(shotOf(lay([two]), "1.1")?.head.clip).toBe("c2");
  });
});

describe("a trim as it will be", () => {
  it("adds what lies before a line, and all that follows comes later", () => {
    const longer = trimmed(film(splitScene()), "1.2", 4, "head");
    expect(told(longer, "sound")).toEqual([
      ["1.1", 100, 0, 100],
      ["1.2", 302, 100, 204],
    ]);
    expect(told(longer, "picture")).toEqual([
      ["1.1", 100, 0, 94],
      ["1.2", 296, 94, 204],
    ]);
    expect(longer.frames).toBe(204);
  });

  it("takes away from the end of a line, and what follows comes sooner", () => {
    const shorter = trimmed(film(splitScene()), "1.1", -3, "tail");
    expect(told(shorter, "sound")).toEqual([
      ["1.1", 100, 0, 97],
      ["1.2", 306, 97, 197],
    ]);
    expect(told(shorter, "picture")).toEqual([
      ["1.1", 100, 0, 91],
      ["1.2", 300, 91, 197],
    ]);
  });

  it("keeps every other cut to the frame, however it is trimmed", () => {
    const whole = film(breath);
    for (let by = -20; by <= 20; by += 1) {
      const made = trimmed(whole, "1.3", by, "head");
      expect(told(made, "picture").slice(0, 2)).toEqual(told(whole, "picture").slice(0, 2));
      expect(made.picture.at(-1)?.end).toBe(made.frames);
      expect(pictureEdge(made, "1.3", "head")).toBe(100);
    }
  });

  it("counts frames of a clip that runs at another rate", () => {
    const clips = new Map([clip("c1", { rate: "50/1" })].map((one) => [one.id, one]));
    const whole = scheduleOf(lay([scene("1", 0, 50, [event("V1", "1.1", 0, 50)])]), clips, RATE);
    expect(trimmed(whole, "1.1", 5, "head").picture[0]?.in).toBe(90);
  });
});

describe("a split as it will be", () => {
  it("moves the picture's cut alone", () => {
    const whole = film(splitScene());
    const made = splitBy(whole, "1.2", 2);
    expect(told(made, "picture")).toEqual([
      ["1.1", 100, 0, 92],
      ["1.2", 298, 92, 200],
    ]);
    expect(made.sound).toEqual(whole.sound);
  });
});

describe("a part of a film", () => {
  it("begins where it is asked to, in the middle of a piece", () => {
    const made = part(film(splitScene()), 80, 120);
    expect(made.frames).toBe(40);
    expect(told(made, "picture")).toEqual([
      ["1.1", 180, 0, 14],
      ["1.2", 300, 14, 40],
    ]);
    expect(told(made, "sound")).toEqual([
      ["1.1", 180, 0, 20],
      ["1.2", 306, 20, 40],
    ]);
  });

  it("is no longer than the film", () => {
    expect(part(film(splitScene()), -50, 999).frames).toBe(200);
  });
});
