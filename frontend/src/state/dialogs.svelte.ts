/** Which dialog is open; one at a time. */

import type { Reading } from "../contract/shapes";
import { selection } from "./selection.svelte";

class Dialogs {
  open = $state<"keys" | "lock" | "beside" | "relink" | null>(null);
  /** Somebody looks at one place after the other, to lock the picture at the end. */
  stepping = $state(false);
  /** The line whose takes are seen side by side, and the one that was asked for. */
  takes = $state.raw<{ readonly line: string; readonly reading: Reading } | null>(null);
  /** Counts how often a comment was asked for, so that its field takes the focus. */
  commenting = $state(0);

  beside(line: string, reading: Reading): void {
    this.takes = { line, reading };
    this.open = "beside";
  }

  comment(): void {
    selection.tab = "comments";
    selection.side = "inspector";
    this.commenting += 1;
  }
}

export const dialogs = new Dialogs();
