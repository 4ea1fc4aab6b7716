/** The contract, signed by both: what the server's tests wrote down is read here. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import table from "../src/contract/acts.json";
import { WHEN_LOCKED, WITHOUT_CUT } from "../src/contract/acts";
import type { Act } from "../src/contract/acts";
import * as shapes from "../src/contract/shapes";
import { changedScenes, lay } from "../src/state/cut";

const sample = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`samples/${name}.json`, import.meta.url), "utf8"));

describe("what the server sends", () => {
  it("is a film that lays out without holes", () => {
    const film = shapes.film(sample("film"), "");
    const cut = lay(film.scenes);
    expect(cut.events.length).toBeGreaterThan(0);
    expect(cut.byKey.size).toBe(cut.events.length);
    const known = new Set(film.clips.map(({ id }) => id));
    expect(cut.events.filter(({ clip }) => !known.has(clip))).toEqual([]);
  });

  it("says by a key of its own which events ask for a look", () => {
    const film = shapes.film(sample("film"), "");
    const keys = new Set(lay(film.scenes).events.map(({ look_key }) => look_key));
    expect(film.state.to_look.filter((key) => !keys.has(key))).toEqual([]);
  });

  it("is what changed after an act, and where every scene begins", () => {
    const done = shapes.changed(sample("done"), "");
    const after = changedScenes(shapes.film(sample("film"), "").scenes, done.scenes, done.order);
    expect(after.map(({ number, at }) => [number, at])).toEqual(done.order);
  });

  it.each([
    ["event", shapes.whyEvent],
    ["line", shapes.lineTakes],
    ["journal", shapes.journal],
    ["clock", shapes.clock],
    ["compare", shapes.compared],
    ["brought", shapes.compared],
    ["version", shapes.versionCut],
  ])("is read: %s", (name, shape) => {
    expect(shape(sample(name), "")).toBeTruthy();
  });
});

/** One of each; the compiler keeps it whole. */
const ONE_OF_EACH: { readonly [A in Act["act"]]: Extract<Act, { act: A }> } = {
  swap: { act: "swap", line: "1.1", file: "a.mov", pass: 1, alone: true },
  keep: { act: "keep", line: "1.1", file: "a.mov", pass: 1 },
  picture: { act: "picture", line: "1.1", file: "a.mov" },
  trim: { act: "trim", line: "1.1", head: 1, tail: -1 },
  split: { act: "split", line: "1.1", leads: 4 },
  react: { act: "react", line: "1.1", wanted: true, file: "1A-1.mov" },
  forbid: { act: "forbid", line: "1.1", file: "a.mov", pass: null, side: "both" },
  free: { act: "free", line: "1.1" },
  star: { act: "star", line: "1.1", file: "a.mov", pass: 1, on: true },
  taste: { act: "taste", name: "classic" },
  "bring back": { act: "bring back", name: "First cut" },
  together: { act: "together", acts: [{ act: "free", line: "1.1" }] },
  comment: { act: "comment", frame: 1, text: "so", line: null },
  resolve: { act: "resolve", comment: 1, done: true },
  look: { act: "look", event: "key" },
  version: { act: "version", name: "one" },
  relink: { act: "relink", folder: "/media/card-2" },
  lock: { act: "lock" },
  unlock: { act: "unlock", because: "so" },
  undo: { act: "undo" },
  redo: { act: "redo" },
};

type Rows = Readonly<
  Record<string, { cuts: boolean; locked: boolean; fields: Readonly<Record<string, { needed: boolean }>> }>
>;
const rows = table.acts as Rows;

describe("the table of acts", () => {
  it("is the same here and there", () => {
    expect(Object.keys(ONE_OF_EACH).sort()).toEqual(Object.keys(rows).sort());
  });

  it.each(Object.values(ONE_OF_EACH))("knows every field of $act, and misses none", (one) => {
    const fields = rows[one.act]?.fields ?? {};
    const sent = Object.keys(one).filter((name) => name !== "act");
    expect(sent.filter((name) => !(name in fields))).toEqual([]);
    const needed = Object.keys(fields).filter((name) => fields[name]?.needed);
    expect(needed.filter((name) => !sent.includes(name))).toEqual([]);
  });

  it("agrees on what may be done when the picture is locked", () => {
    expect([...WHEN_LOCKED].sort()).toEqual(Object.keys(rows).filter((act) => rows[act]?.locked).sort()); // prettier-ignore
  });

  it("agrees on what changes no cut", () => {
    expect([...WITHOUT_CUT].sort()).toEqual(Object.keys(rows).filter((act) => !rows[act]?.cuts).sort()); // prettier-ignore
  });
});
