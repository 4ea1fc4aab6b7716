import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import table from "../src/contract/acts.json";
import type { Entry } from "../src/contract/shapes";
import { keptAct } from "../src/contract/shapes";
import { initials, saidOf, signed, summary, undoneBy } from "../src/state/said";

const take = (file: string): string => file.replace(".mov", "");
const entry = (seq: number, act: Record<string, unknown>): Entry => ({
  seq,
  at: "2026-01-01T00:00:00Z",
  who: "Mara",
  act: keptAct(act, ""),
});

describe("what was done, in words", () => {
  it("is said of every act that there is", () => {
    for (const act of Object.keys(table.acts)) {
      const said = saidOf(keptAct({ act, line: "1.2", file: "1-1.mov" }, ""), take);
      expect(said, act).not.toBe(act);
      expect(said, act).not.toContain("undefined");
    }
  });

  it("tells a swap of one line from one that others follow", () => {
    const swap = { act: "swap", line: "1.2", file: "1-1.mov", pass: 1 };
    expect(saidOf(keptAct(swap, ""), take)).toBe("Line 1.2 from 1-1");
    expect(saidOf(keptAct({ ...swap, alone: true }, ""), take)).toBe("Line 1.2 alone from 1-1");
  });

  it("reads what the server keeps", () => {
    const file = new URL("samples/journal.json", import.meta.url);
    const { entries } = JSON.parse(readFileSync(file, "utf8")) as { entries: { act: unknown }[] };
    expect(entries.map(({ act }) => saidOf(keptAct(act, ""), take))).toContain("Comment: hold this");
  });

  it("tells several that were done as one, each", () => {
    const acts = [
      { act: "free", line: "1.3" },
      { act: "swap", line: "1.2", file: "1-1.mov", pass: 1 },
    ];
    expect(saidOf(keptAct({ act: "together", acts }, ""), take)).toMatch(/1\.3.*; Line 1\.2 from 1-1/u);
  });

  it("writes numbers with their sign", () => {
    expect([3, 0, -2].map(signed)).toEqual(["+3", "0", "−2"]);
  });

  it("counts what changed", () => {
    expect(summary([{ what: "Shots added", rows: ["a", "b"] }])).toBe("Shots added: 2");
  });
});

describe("a name where there is little room", () => {
  it("is its first letters, of the first word and the last", () => {
    expect(["Mara", "the editor", " Émile  van der Berg ", "李 明", ""].map(initials)).toEqual(
      ["M", "TE", "ÉB", "李明", ""], // prettier-ignore
    );
  });
});

describe("an undo", () => {
  const star = { act: "star", line: "1.1", file: "a.mov" };
  const keep = { act: "keep", line: "1.2", file: "b.mov" };

  it("names what it took back, past what changes no cut", () => {
    const entries = [entry(1, star), entry(2, keep), entry(3, { act: "comment", text: "so" })];
    const of = undoneBy([
      ...entries,
      entry(4, { act: "undo" }),
      entry(5, { act: "undo" }),
      entry(6, { act: "redo" }),
    ]);
    expect([4, 5, 6].map((seq) => of.get(seq)?.seq)).toEqual([2, 1, 1]);
  });

  it("forgets what was undone when something else is decided", () => {
    const of = undoneBy([
      entry(1, star),
      entry(2, { act: "undo" }),
      entry(3, keep),
      entry(4, { act: "undo" }),
    ]);
    expect(of.get(4)?.seq).toBe(3);
  });
});
