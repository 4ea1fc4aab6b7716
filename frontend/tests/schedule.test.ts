import { describe, expect, it } from "vitest";
import {
  clipFrame,
  clipSeconds,
  cutsOf,
  goesOn,
  inTurn,
  joinsOf,
  pictureAt,
  scheduleOf,
  shuttle,
  soundBetween,
} from "../src/player/schedule";
import type { Piece, Schedule } from "../src/player/schedule";
import { partsOf } from "../src/player/sound";
import { lay } from "../src/state/cut";
import { rateOf } from "../src/timecode";
import { clip, event, scene, splitScene } from "./made";

const RATE = rateOf("25/1");
const clips = new Map(["c1", "c2"].map((id) => [id, clip(id)]));
const split = (): Schedule => scheduleOf(lay([splitScene()]), clips, RATE);
const first = (pieces: readonly Piece[], at = 0): Piece => {
  const piece = pieces[at];
  if (!piece) throw new Error(`there is no piece ${at}`);
  return piece;
};

describe("what plays when", () => {
  it("shows the next picture while the sound before it still runs (a split edit)", () => {
    const schedule = split();
    expect(pictureAt(schedule, 93).now?.clip).toBe("c1");
    expect(pictureAt(schedule, 94).now?.clip).toBe("c2");
    expect(soundBetween(schedule, 94, 95).map(({ clip }) => clip)).toEqual(["c1"]);
  });

  it("keeps picture and sound of one take together over a split edit", () => {
    const { picture, sound } = split();
    const at = 150;
    expect(clipSeconds(first(picture, 1), at, RATE)).toBeCloseTo(clipSeconds(first(sound, 1), at, RATE), 9);
  });

  it("shows nothing in a gap, and knows what comes after it", () => {
    const cut = lay([scene("1", 0, 60, [event("V1", "1.1", 0, 20), event("V1", "1.2", 40, 60)])]);
    const { now, next } = pictureAt(scheduleOf(cut, clips, RATE), 30);
    expect(now).toBeNull();
    expect(next.map(({ line }) => line)).toEqual(["1.2"]);
  });

  it("plays a clip of another rate in its own time", () => {
    const fast = new Map([["c1", clip("c1", { rate: "50/1" })]]);
    const cut = lay([scene("1", 0, 50, [event("V1", "1.1", 0, 50, { in: 100, out: 200 })])]);
    const piece = first(scheduleOf(cut, fast, RATE).picture);
    expect(clipFrame(piece, 0, RATE)).toBe(100);
    expect(clipFrame(piece, 25, RATE)).toBe(150);
    expect(clipSeconds(piece, 25, RATE)).toBeCloseTo(3, 9);
  });

  it("never shows a frame twice or skips one where the rates agree", () => {
    const rate = rateOf("24000/1001");
    const same = new Map([["c1", clip("c1", { rate: "24000/1001" })]]);
    const piece = first(
      scheduleOf(lay([scene("1", 0, 9000, [event("V1", "1.1", 0, 9000)])]), same, rate).picture,
    );
    for (let frame = 0; frame < 9000; frame += 1) expect(clipFrame(piece, frame, rate)).toBe(100 + frame);
  });

  it("sees that a take goes on over a line's end: no cut there, no fade", () => {
    const cut = lay([
      scene("1", 0, 100, [
        event("A1", "1.1", 0, 50, { in: 100, out: 150 }),
        event("A1", "1.2", 50, 100, { in: 150, out: 200 }),
      ]),
    ]);
    const schedule = scheduleOf(cut, clips, RATE);
    const [one, two] = [first(schedule.sound), first(schedule.sound, 1)];
    expect(goesOn(one, two, RATE)).toBe(true);
    expect(joinsOf(schedule, one)).toEqual({ head: true, tail: false });
    expect(joinsOf(schedule, two)).toEqual({ head: false, tail: true });
  });

  it("fades at a jump within one clip", () => {
    const schedule = split();
    expect(joinsOf(schedule, first(schedule.sound))).toEqual({ head: true, tail: true });
  });

  it("fetches long sound in parts that meet to the sample", () => {
    const cut = lay([scene("1", 0, 775, [event("A1", "1.1", 0, 775)])]);
    const schedule = scheduleOf(cut, clips, RATE);
    const parts = partsOf(schedule, first(schedule.sound));
    expect(parts.map(({ from_s, to_s }) => [from_s, to_s])).toEqual([[4, 14], [14, 24], [24, 34], [34, 35]]); // prettier-ignore
    expect(parts.map(({ at_s }) => at_s)).toEqual([0, 10, 20, 30]);
    expect(parts.map(({ head, tail }) => [head, tail])).toEqual([[true, false], [false, false], [false, false], [false, true]]); // prettier-ignore
  });

  it("plays takes in turn, with a breath between", () => {
    const turn = inTurn([{ clip: "c1", in: 10, out: 60 }, { clip: "c2", in: 0, out: 25 }], clips, RATE, 5); // prettier-ignore
    expect(turn.picture.map(({ start, end }) => [start, end])).toEqual([[0, 50], [55, 80]]); // prettier-ignore
    expect(turn.frames).toBe(80);
    expect(turn.sound.map(({ clip }) => clip)).toEqual(["c1", "c2"]);
  });

  it("knows where the cuts are, ends included", () => {
    expect(cutsOf(split())).toEqual([0, 94, 200]);
  });
});

describe("the shuttle", () => {
  it("goes faster with every press, up to eight times", () => {
    const speeds = [0, 1, 2, 3].reduce<number[]>((all) => [...all, shuttle(all.at(-1) ?? 0, 1)], []);
    expect(speeds).toEqual([1, 2, 4, 8]);
    expect(shuttle(8, 1)).toBe(8);
  });

  it("slows down before it turns", () => {
    expect(shuttle(4, -1)).toBe(2);
    expect(shuttle(1, -1)).toBe(-1);
    expect(shuttle(-2, -1)).toBe(-4);
  });
});
