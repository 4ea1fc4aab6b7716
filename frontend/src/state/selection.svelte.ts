/** What the person is looking at: one event, one line, one tab. */

import type { Placed } from "./cut";
import { room } from "./room.svelte";

export type Tab = "event" | "takes" | "trim" | "comments" | "versions";
export type Side = "script" | "screen" | "inspector";

class Selection {
  /** Key of the event. */
  key = $state<string | null>(null);
  line = $state<string | null>(null);
  tab = $state<Tab>("event");
  /** On a phone one of them is in front. */
  side = $state<Side>("screen");

  readonly event: Placed | null = $derived(room.cut.byKey.get(this.key ?? "") ?? null);

  select(event: Placed | null): void {
    this.key = event?.key ?? null;
    if (event) this.line = event.line;
  }

  /** Select a line, and the picture that plays it: who speaks, or who listens all through it. */
  selectLine(line: string): void {
    this.line = line;
    const ours = room.cut.events.filter((event) => event.line === line);
    const seen = ours.filter(({ track }) => track.startsWith("V"));
    const event =
      seen.find(({ shows }) => shows === "line") ??
      seen.find(({ shows }) => shows === "reaction") ??
      ours.find(({ shows }) => shows === "line");
    this.key = event?.key ?? null;
  }
}

export const selection = new Selection();
