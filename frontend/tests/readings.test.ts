import { describe, expect, it } from "vitest";
import type { Reading } from "../src/contract/shapes";
import { clipSeconds } from "../src/player/schedule";
import { BEFORE, inStep, playOf, playingAt } from "../src/state/readings";
import { clip } from "./made";

const RATE = { num: 25, den: 1 };
const CLIPS = new Map(
  [clip("c1"), clip("c2", { rate: "50/1" }), clip("wav", { rate: "48000/1", sound_only: true })].map(
    (one) => [one.id, one],
  ),
);

function reading(id: string, in_s: number, out_s: number, fps: number, more: Partial<Reading> = {}): Reading {
  return {
    clip: id,
    file: `${id}.mov`,
    pass: 1,
    in: Math.round(in_s * fps),
    out: Math.round(out_s * fps),
    in_s,
    out_s,
    kind: "as written",
    fidelity: 1,
    confidence: 1,
    words: [],
    clear_db: 30,
    noise_db: null,
    look: [],
    soft: false,
    no_good: false,
    notes: [],
    starred: false,
    forbidden: false,
    not_heard: false,
    not_seen: false,
    heard: false,
    shown: false,
    in_cut: false,
    circled: false,
    recorders: [],
    ...more,
  };
}

describe("a scan", () => {
  const scan = playOf([reading("c1", 4, 5, 25), reading("c2", 10, 12, 50)], CLIPS, RATE);

  it("plays the line from every take, one after the other", () => {
    expect(scan.picture.map(({ clip: id }) => id)).toEqual(["c1", "c2"]);
    expect(scan.picture[0]?.in).toBe(100 - BEFORE);
    expect(scan.picture[1]?.start).toBeGreaterThan(scan.picture[0]?.end ?? Infinity);
  });

  it("knows at every frame which take plays, and in the black which one played", () => {
    const second = scan.picture[1]?.start ?? 0;
    expect([0, second - 1, second, scan.frames - 1].map((at) => playingAt(scan, at))).toEqual([0, 0, 1, 1]);
  });

  it("asks for no frame that the clip does not have", () => {
    const first = playOf([reading("c1", 0.1, 1, 25)], CLIPS, RATE).picture[0];
    expect(first?.in).toBe(0);
    const last = playOf([reading("c1", 199, 200, 25)], CLIPS, RATE);
    expect(last.frames).toBe(25 + BEFORE);
  });

  it("is heard from the recorder, in step with the picture", () => {
    const behind = reading("c1", 4, 5, 25, { recorders: [{ clip: "wav", in_s: 104.25 }] });
    const { picture, sound } = playOf([behind], CLIPS, RATE);
    expect(sound[0]?.clip).toBe("wav");
    const ahead = (at: number): number =>
      clipSeconds(sound[0]!, at, RATE) - clipSeconds(picture[0]!, at, RATE); // eslint-disable-line @typescript-eslint/no-non-null-assertion
    expect(ahead(0)).toBeCloseTo(100.25, 6);
    expect(ahead(20)).toBeCloseTo(100.25, 6);
  });
});

describe("two takes side by side", () => {
  it("come to the line's first word at the same frame, whatever their rates", () => {
    const [left, right] = inStep(reading("c1", 4, 5, 25), reading("c2", 10, 12, 50), CLIPS, RATE);
    expect(left.frames).toBe(right.frames);
    for (const at of [0, 7, 25]) {
      const [a, b] = [left, right].map(({ picture }) => clipSeconds(picture[0]!, at, RATE)); // eslint-disable-line @typescript-eslint/no-non-null-assertion
      expect((a ?? 0) - 4).toBeCloseTo((b ?? 0) - 10, 6);
    }
  });

  it("begin with the line where a clip begins with it", () => {
    const [left] = inStep(reading("c1", 0.1, 1, 25), reading("c1", 4, 5, 25), CLIPS, RATE);
    expect(clipSeconds(left.picture[0]!, 0, RATE)).toBeCloseTo(0, 6); // eslint-disable-line @typescript-eslint/no-non-null-assertion
  });
});
