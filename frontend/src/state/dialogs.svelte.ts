/** Which dialog is open; one at a time. */

import { selection } from "./selection.svelte";

class Dialogs {
  open = $state<"keys" | "lock" | null>(null);
  /** Counts how often a comment was asked for, so that its field takes the focus. */
  commenting = $state(0);

  comment(): void {
    selection.tab = "comments";
    selection.side = "inspector";
    this.commenting += 1;
  }
}

export const dialogs = new Dialogs();
