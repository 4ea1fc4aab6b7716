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
import { lay, seenAt } from "../src/state/cut";
import { pictureEdge, trimmed } from "../src/state/trim";
import { rateOf } from "../src/timecode";
import { clip, event, feature, scene, splitScene } from "./made";

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

/** Two lines, with pictures laid over them: one over the join, one (switched off) over the first line. */
const over = (...more: Parameters<typeof scene>[3]): ReturnType<typeof lay> =>
  lay([
    scene("1", 0, 200, [
      event("V1", "1.1", 0, 100),
      event("V1", "1.2", 100, 200, { clip: "c2", in: 300, out: 400 }),
      event("A1", "1.1", 0, 100),
      event("A1", "1.2", 100, 200, { clip: "c2", in: 300, out: 400 }),
      ...more,
    ]),
  ]);
const seen = (schedule: Schedule): unknown[] =>
  schedule.picture.map(({ track, clip, in: from, start, end }) => [track, clip, from, start, end]);

describe("pictures over pictures", () => {
  const insert = event("V2", "1.1", 80, 120, { clip: "c3", in: 10, out: 50, shows: "reaction" });

  it("shows the topmost; beneath it what runs goes on, and comes back to its frame", () => {
    expect(seen(scheduleOf(over(insert), clips, RATE))).toEqual([
      ["V1", "c1", 100, 0, 80],
      ["V2", "c3", 10, 80, 120],
      ["V1", "c2", 320, 120, 200],
    ]);
  });

  it("cuts a long picture in two around a short one, and knows both cuts", () => {
    const schedule = scheduleOf(over({ ...insert, from: 30, to: 50, out: 30 }), clips, RATE);
    expect(seen(schedule).slice(0, 3)).toEqual([
      ["V1", "c1", 100, 0, 30],
      ["V2", "c3", 10, 30, 50],
      ["V1", "c1", 150, 50, 100],
    ]);
    expect(cutsOf(schedule)).toEqual([0, 30, 50, 100, 200]);
    const { now, next } = pictureAt(schedule, 29);
    expect([now, ...next].map((piece) => piece?.clip)).toEqual(["c1", "c3", "c1", "c2"]);
  });

  it("never shows what is switched off, and counts tracks by number", () => {
    const [third, tenth] = [
      event("V3", "1.2", 110, 130, { clip: "c4", gain: 0 }),
      event("V10", "1.2", 115, 118, { clip: "c5" }),
    ];
    const cut = over(insert, third, tenth);
    const schedule = scheduleOf(cut, clips, RATE);
    expect(seen(schedule).map((piece) => (piece as string[])[1])).toEqual(["c1", "c3", "c5", "c3", "c2"]);
    for (let frame = 0; frame < 200; frame += 1)
      expect(pictureAt(schedule, frame).now?.clip).toBe(seenAt(cut, frame)?.clip);
  });

  it("hears no less for it", () => {
    expect(scheduleOf(over(insert), clips, RATE).sound).toEqual(scheduleOf(over(), clips, RATE).sound);
  });

  it("comes back in the time of a clip that runs at another rate", () => {
    const fast = new Map([["c1", clip("c1", { rate: "50/1" })]]);
    const cut = over({ ...insert, from: 20, to: 31 });
    const back = pictureAt(scheduleOf(cut, fast, RATE), 31).now;
    expect(back && clipFrame(back, 31, RATE)).toBe(100 + 62);
  });

  it("trims what lies beneath, and lays the picture over it again", () => {
    const longer = trimmed(scheduleOf(over(insert), clips, RATE), "1.1", 5, "tail");
    expect(pictureAt(longer, 79).now?.clip).toBe("c1");
    expect(pictureAt(longer, 124).now?.clip).toBe("c3");
    expect(pictureEdge(longer, "1.1", "tail")).toBe(105);
  });

  it("is as quick for a feature with an insert in every line", () => {
    const film = feature();
    const scenes = film.scenes.map((one) => ({
      ...one,
      events: one.events.flatMap((line) =>
        line.track === "V1"
          ? [line, { ...line, key: `V2:${line.key}`, track: "V2", from: line.from + 10, to: line.from + 20 }]
          : [line],
      ),
    }));
    const cut = lay(scenes);
    const began = performance.now();
    const { picture } = scheduleOf(cut, new Map(film.clips.map((one) => [one.id, one])), RATE);
    expect(performance.now() - began).toBeLessThan(60);
    expect(picture.length).toBeGreaterThan(3000);
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
