import { beforeEach, describe, expect, it, vi } from "vitest";

// The page's world, as far as the room's state touches it.
vi.hoisted(() => {
  const kept = new Map<string, string>([["rushes.who", "Anna"]]);
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  });
});

import { Room } from "../src/state/room.svelte";
import { event, feature, scene, state } from "./made";

interface Asked {
  readonly path: string;
  readonly body: Record<string, unknown>;
}
const asked: Asked[] = [];
const answers: { status: number; body: unknown }[] = [];

vi.stubGlobal("fetch", (path: string, init?: RequestInit) => {
  const body = typeof init?.body === "string" ? (JSON.parse(init.body) as Record<string, unknown>) : {};
  asked.push({ path, body });
  const next = path === "api/film" ? { status: 200, body: feature(2) } : answers.shift();
  if (!next) return Promise.reject(new TypeError("nobody there"));
  return Promise.resolve(new Response(JSON.stringify(next.body), { status: next.status }));
});

const done = (hash: string) => ({
  status: 200,
  body: {
    state: { ...state, hash },
    scenes: [scene("1", 0, 60, [event("V1", "1.1", 0, 60)])],
    order: [["1", 0], ["2", 60]], // prettier-ignore
    says: ["So it is."],
  },
});

const open = async (): Promise<Room> => {
  const room = new Room();
  await room.read();
  return room;
};

beforeEach(() => {
  asked.length = answers.length = 0;
});

describe("acts", () => {
  it("wait for each other, each on top of what the last one left", async () => {
    const room = await open();
    answers.push(done("h1"), done("h2"));
    const both = await Promise.all([room.do({ act: "undo" }), room.do({ act: "undo" })]);
    expect(both).toEqual([true, true]);
    expect(asked.slice(1).map(({ body }) => body["seen"])).toEqual(["h0", "h1"]);
    expect(room.state?.hash).toBe("h2");
  });

  it("are signed with the person's name", async () => {
    const room = await open();
    answers.push(done("h1"));
    await room.do({ act: "free", line: "1.1" });
    expect(asked.at(-1)?.body).toMatchObject({ act: "free", line: "1.1", who: "Anna", seen: "h0" });
  });

  it("change only the scenes that came back, and move the others", async () => {
    const room = await open();
    answers.push(done("h1"));
    await room.do({ act: "undo" });
    expect(room.cut.scenes.map(({ start }) => start)).toEqual([0, 60]);
    expect([...room.fresh]).toContain("V1:1.1:0");
  });

  it("that come too late do nothing, and the film is read anew", async () => {
    const room = await open();
    answers.push({
      status: 409,
      body: { error: "stale", sentence: "Ben was quicker.", state, acts_since: [] },
    });
    expect(await room.do({ act: "undo" })).toBe(false);
    expect(room.notice).toMatchObject({ tone: "stale", says: ["Ben was quicker."] });
    expect(asked.map(({ path }) => path)).toEqual(["api/film", "api/act", "api/film"]);
  });

  it("that are refused say why, and the next one is done all the same", async () => {
    const room = await open();
    answers.push(
      { status: 423, body: { error: "locked", sentence: "Anna locked the picture." } },
      done("h1"),
    );
    expect(await room.do({ act: "undo" })).toBe(false);
    expect(room.notice).toMatchObject({ tone: "refused", says: ["Anna locked the picture."] });
    expect(await room.do({ act: "undo" })).toBe(true);
  });

  it("say so when nobody answers", async () => {
    const room = await open();
    expect(await room.do({ act: "undo" })).toBe(false);
    expect(room.notice?.says[0]).toContain("rushes screen");
  });

  it.each([
    [true, { act: "trim", line: "1.4", head: 0, tail: 0 }],
    [false, { act: "free", line: "1.4" }],
  ])("are done as one with taking back what is in their way (a trim alone: %s)", async (trim, clears) => {
    const room = await open();
    const sentence = "That does not go with what Ben decided about line 1.4.";
    answers.push({ status: 422, body: { error: "refused", sentence, in_the_way: { line: "1.4", trim } } });
    expect(await room.do({ act: "taste", name: "restless" }, true)).toBe(false);
    expect(room.notice).toMatchObject({ tone: "refused", says: [sentence], way: { line: "1.4", trim } });
    answers.push(done("h1"));
    const notice = room.notice;
    expect(notice && (await room.again(notice))).toBe(true);
    expect(asked.at(-1)?.body).toMatchObject({
      act: "together",
      acts: [clears, { act: "taste", name: "restless" }],
      seen: "h0",
    });
  });

  it("are not done when what is in their way stays", async () => {
    const room = await open();
    answers.push({ status: 422, body: { error: "refused", sentence: "No." } });
    const before = asked.length;
    expect(
      await room.again({
        tone: "refused",
        says: [],
        again: { act: "undo" },
        way: { line: "1.4", trim: true },
      }),
    ).toBe(false);
    expect(asked.length).toBe(before + 1);
  });
});
