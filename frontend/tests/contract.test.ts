import { describe, expect, it } from "vitest";
import { Misread } from "../src/contract/reader";
import { OtherGeneration, film, stale } from "../src/contract/shapes";
import { feature, state } from "./made";

const sent = (): Record<string, unknown> => JSON.parse(JSON.stringify(feature(2))) as Record<string, unknown>;

describe("the door", () => {
  it("lets a film through as it was sent", () => {
    expect(film(sent(), "")).toEqual(feature(2));
  });

  it("refuses another generation of the server before reading it wrongly", () => {
    expect(() => film({ ...sent(), schema: "rushes.room/2" }, "")).toThrow(OtherGeneration);
  });

  it("names the place of what it cannot read", () => {
    const broken = sent();
    (broken["scenes"] as { events: { in: unknown }[] }[])[0]!.events[1]!.in = "early"; // eslint-disable-line @typescript-eslint/no-non-null-assertion
    expect(() => film(broken, "")).toThrow(new Misread("scenes[0].events[1].in", "a number", "early"));
  });

  it("passes over what a newer server says besides", () => {
    expect(film({ ...sent(), weather: "fine" }, "")).not.toHaveProperty("weather");
  });

  it("takes nothing for a number that is none", () => {
    expect(() => film({ ...sent(), rate: "0/1" }, "")).toThrow(Misread);
  });

  it("keeps what a stale answer says", () => {
    const told = { error: "stale", sentence: "Anna was quicker.", state, acts_since: [] };
    expect(stale(told, "").sentence).toBe("Anna was quicker.");
  });

  it("reads a feature of 120 scenes in a blink", () => {
    const large: unknown = JSON.parse(JSON.stringify(feature()));
    const began = performance.now();
    const events = film(large, "").scenes.reduce((sum, scene) => sum + scene.events.length, 0);
    expect(events).toBeGreaterThanOrEqual(2000);
    expect(performance.now() - began).toBeLessThan(250);
  });
});
