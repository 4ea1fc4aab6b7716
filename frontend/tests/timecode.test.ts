import { describe, expect, it } from "vitest";
import { frameAt, rateOf, runningTime, seconds, timecode } from "../src/timecode";

describe("timecode", () => {
  it("counts whole frames", () => {
    expect(timecode(0, rateOf("25/1"))).toBe("00:00:00:00");
    expect(timecode(25 * 3661 + 7, rateOf("25/1"))).toBe("01:01:01:07");
  });

  it("skips two numbers a minute when it drops, but for every tenth", () => {
    const rate = rateOf("30000/1001");
    expect(timecode(1799, rate, true)).toBe("00:00:59;29");
    expect(timecode(1800, rate, true)).toBe("00:01:00;02");
    expect(timecode(17982, rate, true)).toBe("00:10:00;00");
    expect(timecode(107892, rate, true)).toBe("01:00:00;00");
  });

  it("skips four at 59.94", () => {
    expect(timecode(3600, rateOf("60000/1001"), true)).toBe("00:01:00;04");
  });

  it("does not drop at a rate that has none", () => {
    expect(timecode(1440, rateOf("24000/1001"), true)).toBe("00:01:00:00");
  });

  it("finds a frame again by its time, at every rate", () => {
    for (const written of ["24/1", "24000/1001", "25/1", "30000/1001", "48/1", "60000/1001"]) {
      const rate = rateOf(written);
      for (let frame = 0; frame < 200_000; frame += 997)
        expect(frameAt(seconds(frame, rate), rate)).toBe(frame);
    }
  });

  it("says running times as people do", () => {
    expect(runningTime(25 * 247, rateOf("25/1"))).toBe("4:07");
    expect(runningTime(24 * 3723, rateOf("24/1"))).toBe("1:02:03");
  });
});
