import { describe, expect, it } from "vitest";
import { lay } from "../src/state/cut";
import { extremes } from "../src/timeline/fetched";
import {
  RULER,
  SCENES,
  eventUnder,
  frameOf,
  inSight,
  overviewOf,
  rowsOf,
  stacked,
  ticksOf,
  xOf,
} from "../src/timeline/geometry";
import { rateOf } from "../src/timecode";
import { feature, splitScene } from "./made";

const window = { left: 100, scale: 2, width: 800 };

describe("the timeline", () => {
  it("goes from frames to pixels and back", () => {
    for (const frame of [0, 100, 100.5, 499]) expect(frameOf(xOf(frame, window), window)).toBe(frame);
  });

  it("gives every track a row, pictures on top", () => {
    const rows = rowsOf(["V1", "A1", "A2"], 260);
    expect(rows[0]?.y).toBeGreaterThan(RULER + SCENES);
    for (const [at, row] of rows.entries())
      expect(row.y + row.height).toBeLessThanOrEqual(rows[at + 1]?.y ?? 260);
  });

  it("lays a picture over the picture that it covers", () => {
    expect(stacked(["V1", "V2", "V3", "A1", "A2"])).toEqual(["V3", "V2", "V1", "A1", "A2"]);
  });

  it("draws only what is in sight", () => {
    const events = lay(feature().scenes).tracks.get("V1") ?? [];
    const seen = inSight(events, { left: 5000, scale: 1, width: 1000 });
    expect(seen).toEqual(events.filter((e) => e.end > 5000 && e.start <= 6000));
    expect(seen.length).toBeLessThan(30);
  });

  it("finds what is under the pointer", () => {
    const cut = lay([splitScene()]);
    const rows = rowsOf(["V1", "A1"], 200);
    const whole = { left: 0, scale: 1, width: 200 };
    const [picture, sound] = [rows[0]?.y ?? 0, rows[1]?.y ?? 0];
    expect(eventUnder(cut, rows, whole, 97, picture + 5)?.key).toBe("V1:1.2:0");
    expect(eventUnder(cut, rows, whole, 97, sound + 5)?.key).toBe("A1:1.1:0");
    expect(eventUnder(cut, rows, whole, 97, 3)).toBeNull();
  });

  it("keeps the labels of its ruler apart at every zoom", () => {
    for (const scale of [0.002, 0.05, 0.7, 3, 24]) {
      const labels = ticksOf({ ...window, scale }, rateOf("25/1"), false).filter(({ label }) => label);
      for (const [at, { frame }] of labels.entries()) {
        const next = labels[at + 1];
        if (next) expect((next.frame - frame) * scale).toBeGreaterThanOrEqual(90);
      }
    }
  });

  it("shows in the overview where it is", () => {
    expect(overviewOf({ left: 500, scale: 1, width: 500 }, 1000)).toEqual({ x: 250, width: 250 });
  });

  it("reads the peaks of a time, and silence where there are none", () => {
    const peaks = new Int8Array([-1, 1, -50, 40, -3, 90]);
    expect(extremes(peaks, 0.02, 0.06)).toEqual([-50, 90]);
    expect(extremes(peaks, 9, 10)).toEqual([0, 0]);
  });
});
