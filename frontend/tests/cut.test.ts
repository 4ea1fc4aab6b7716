import { describe, expect, it } from "vitest";
import { changedScenes, eventAt, indexAt, lay, lineAt } from "../src/state/cut";
import { event, feature, scene, splitScene } from "./made";

describe("the cut laid out", () => {
  it("puts events on the film's ruler and pictures before sound", () => {
    const cut = lay([splitScene(), scene("2", 200, 50, [event("V1", "2.1", 0, 50)])]);
    expect([...cut.tracks.keys()]).toEqual(["V1", "A1"]);
    expect(cut.byKey.get("V1:2.1:0")).toMatchObject({ start: 200, end: 250, scene: "2" });
    expect(cut.frames).toBe(250);
  });

  it("gives a line the place of its sound", () => {
    expect(lay([splitScene()]).byLine.get("1.2")).toMatchObject({ start: 100, end: 200 });
  });

  it("gives a line that is only seen the place of its picture", () => {
    expect(lay([scene("1", 10, 50, [event("V1", "1.1", 5, 50)])]).byLine.get("1.1")).toMatchObject({
      start: 15,
      end: 60,
    });
  });

  it("finds what plays at a frame, and nothing in a gap", () => {
    const cut = lay([scene("1", 0, 60, [event("V1", "1.1", 0, 20), event("V1", "1.2", 40, 60)])]);
    expect(eventAt(cut, "V1", 19)?.line).toBe("1.1");
    expect(eventAt(cut, "V1", 20)).toBeUndefined();
    expect(eventAt(cut, "V1", 40)?.line).toBe("1.2");
    expect(eventAt(cut, "A7", 40)).toBeUndefined();
  });

  it("keeps the last line while nobody speaks", () => {
    expect(lineAt(lay([splitScene()]), 199)).toBe("1.2");
    expect(lineAt(lay([]), 0)).toBeNull();
  });

  it("moves the scenes that did not change to where they begin now", () => {
    const [one, two, three] = [scene("1", 0, 100, []), scene("2", 100, 50, []), scene("3", 150, 20, [])];
    const longer = scene("1", 0, 120, [event("V1", "1.1", 0, 120)]);
    const after = changedScenes([one, two, three], [longer], [["1", 0], ["2", 120], ["3", 170]]); // prettier-ignore
    expect(after.map(({ at }) => at)).toEqual([0, 120, 170]);
    expect(after[0]).toBe(longer);
  });

  it("drops a scene that is no longer in the order", () => {
    expect(
      changedScenes([scene("1", 0, 9, []), scene("2", 9, 9, [])], [], [["2", 0]]).map((s) => s.number),
    ).toEqual(["2"]);
  });

  it("finds the place in a feature as a plain search does", () => {
    const events = lay(feature().scenes).tracks.get("A1") ?? [];
    for (let frame = 0; frame < 5000; frame += 37)
      expect(indexAt(events, frame)).toBe(events.findIndex((e) => e.start <= frame && frame < e.end));
  });
});
