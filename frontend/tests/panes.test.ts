import { describe, expect, it } from "vitest";
import { PANES, boundsOf, shareOf, sharesFrom, sizeOf } from "../src/state/panes";
import type { Window } from "../src/state/panes";

const desk: Window = { width: 1440, height: 900, tracks: 2 };
const tablet: Window = { width: 1024, height: 768, tracks: 2 };

describe("the panes", () => {
  it("have a size of their own while nobody chose", () => {
    expect(PANES.map((pane) => sizeOf(pane, {}, desk))).toEqual([360, 374, 518, 224]);
    expect(sizeOf("time", {}, { ...desk, tracks: 6 })).toBe(324);
  });

  it("are as large as somebody left them, in a smaller window in proportion", () => {
    const shares = { script: shareOf("script", 432, desk), time: shareOf("time", 450, desk) };
    expect(sizeOf("script", shares, desk)).toBe(432);
    expect(sizeOf("script", shares, { ...desk, width: 1200 })).toBe(360);
    expect(sizeOf("time", shares, tablet)).toBe(384);
  });

  it("leave the picture its place, whatever was chosen and however small the window is", () => {
    for (const width of [1181, 1440, 1920, 3840]) {
      const window = { width, height: 800, tracks: 9 };
      const wide = { script: 99, details: 99, time: 99 };
      const left = width - sizeOf("script", wide, window) - sizeOf("details", wide, window);
      expect(left).toBeGreaterThanOrEqual(0.2 * width);
      expect(sizeOf("time", wide, window)).toBe(480);
      for (const pane of PANES) expect(sizeOf(pane, { [pane]: 0.1 }, window)).toBe(boundsOf(pane, window)[0]);
    }
  });

  it("take nothing but shares from what a browser kept", () => {
    expect(sharesFrom('{"script":30,"time":"40","else":5,"details":-2}')).toEqual({ script: 30 });
    for (const odd of [null, "", "null", "[1]", "no JSON", '"x"', "7"]) expect(sharesFrom(odd)).toEqual({});
  });
});
