/** The film on its way out of the house: how far it is, and what came of it. It goes on whatever is looked at. */

import * as api from "../api";
import type { Left, LeavingNews } from "../contract/shapes";

class Leaving {
  busy = $state(false);
  /** The name of the version that leaves, or left last; empty: the film as it stands. */
  version = $state("");
  /** What this person handed over last. */
  left = $state.raw<Left | null>(null);
  refused = $state("");
  /** How much of the preview is written, 0 to 1; null: not begun. */
  share = $state<number | null>(null);

  /** The preview is whole; what is left is checked and written beside it. */
  readonly checking = $derived(this.share === 1);

  hear({ done, of }: LeavingNews): void {
    if (this.busy) this.share = of > 0 ? Math.min(1, done / of) : null;
  }

  /** title: what the version is called, where its name is only what it is asked for by. */
  async handOver(version = "", title = version): Promise<void> {
    if (this.busy) return;
    [this.busy, this.left, this.refused, this.share] = [true, null, "", null];
    this.version = title;
    try {
      this.left = await api.handOver(version);
    } catch (error) {
      this.refused = error instanceof api.Refused ? error.sentence : String(error);
    } finally {
      [this.busy, this.share] = [false, null];
    }
  }
}

export const leaving = new Leaving();
