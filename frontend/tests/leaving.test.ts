import { beforeEach, describe, expect, it, vi } from "vitest";
import { leaving } from "../src/state/leaving.svelte";

let answer: (status: number, body: unknown) => void = () => undefined;
vi.stubGlobal(
  "fetch",
  () =>
    new Promise<Response>((resolve) => {
      answer = (status, body) => resolve(new Response(JSON.stringify(body), { status }));
    }),
);

beforeEach(() => {
  leaving.hear({ done: 1, of: 2, step: "" });
});

describe("a film on its way out of the house", () => {
  it("tells how far it is, then that it is checked, then where it is and whose", async () => {
    const handed = leaving.handOver();
    expect([leaving.busy, leaving.share]).toEqual([true, null]);
    leaving.hear({ done: 50, of: 200, step: "preview" });
    expect([leaving.share, leaving.checking]).toEqual([0.25, false]);
    leaving.hear({ done: 200, of: 200, step: "preview" });
    expect(leaving.checking).toBe(true);
    answer(200, { folder: "handed-over/001", standing: "Locked by Anna." });
    await handed;
    expect([leaving.busy, leaving.checking]).toEqual([false, false]);
    expect(leaving.left).toEqual({ folder: "handed-over/001", standing: "Locked by Anna." });
  });

  it("says in words why it did not leave, and can be tried again", async () => {
    const handed = leaving.handOver();
    answer(507, { error: "full", sentence: "The disk is full. Make room, and hand over again." });
    await handed;
    expect(leaving.refused).toBe("The disk is full. Make room, and hand over again.");
    expect([leaving.busy, leaving.left]).toEqual([false, null]);
    const again = leaving.handOver();
    expect(leaving.refused).toBe("");
    answer(200, { folder: "handed-over/002", standing: "" });
    await again;
  });

  it("is not another's: what a second window hands over is told there", () => {
    leaving.hear({ done: 3, of: 4, step: "" });
    expect([leaving.busy, leaving.share]).toEqual([false, null]);
  });

  it("leaves as it was under the name of a version, and that is said of it", async () => {
    const asked = vi.spyOn(globalThis, "fetch");
    const handed = leaving.handOver("before lunch");
    expect(asked.mock.lastCall?.[1]?.body).toBe('{"version":"before lunch"}');
    answer(200, { folder: "handed-over/003", standing: "" });
    await handed;
    expect([leaving.version, leaving.left?.folder]).toEqual(["before lunch", "handed-over/003"]);
    const now = leaving.handOver();
    expect(asked.mock.lastCall?.[1]?.body).toBe('{"version":""}');
    answer(200, { folder: "handed-over/004", standing: "" });
    await now;
    expect(leaving.version).toBe("");
    asked.mockRestore();
  });

  it("leaves once, however often the button is pressed", async () => {
    const asked = vi.spyOn(globalThis, "fetch");
    const both = [leaving.handOver(), leaving.handOver()];
    answer(200, { folder: "handed-over/003", standing: "" });
    await Promise.all(both);
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
