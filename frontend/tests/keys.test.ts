import { describe, expect, it } from "vitest";
import { KEYS, doingOf, printed } from "../src/keys";

const press = (
  key: string,
  more: Partial<Record<"shiftKey" | "ctrlKey" | "metaKey" | "altKey", boolean>> = {},
) => doingOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe("keys", () => {
  it("do one thing each", () => {
    const presses = KEYS.map(printed);
    expect(new Set(presses).size).toBe(presses.length);
  });

  it("all do what the table says", () => {
    for (const key of KEYS)
      expect(press(key.key, { shiftKey: key.shift ?? false, ctrlKey: key.command ?? false })).toBe(key.does);
  });

  it("leave the browser its own", () => {
    expect(press("r", { ctrlKey: true })).toBeNull();
    expect(press("ArrowLeft", { altKey: true })).toBeNull();
  });

  it("mean the same in capitals, and on a Mac", () => {
    expect(press("J")).toBe("shuttleBack");
    expect(press("z", { metaKey: true })).toBe("undo");
    expect(press("Z", { metaKey: true, shiftKey: true })).toBe("redo");
  });

  it("take a sign however the keyboard makes it", () => {
    expect(press("?", { shiftKey: true })).toBe("keys");
    expect(press("=")).toBe("zoomIn");
  });
});
