/** Looking for files that went away: how far it is, and what came of it. */

import * as api from "../api";
import type { LookedNews, Relinked } from "../contract/shapes";
import * as shapes from "../contract/shapes";

class Relinking {
  busy = $state(false);
  news = $state.raw<LookedNews | null>(null);
  came = $state.raw<Relinked | null>(null);
  refused = $state("");

  hear(news: LookedNews): void {
    this.news = news;
  }

  /** Forget what came of the last look. */
  begin(): void {
    this.came = this.news = null;
    this.refused = "";
  }

  /** Look through a folder. who: the name it is written down with. True when something was found. */
  async look(folder: string, who: string): Promise<boolean> {
    this.begin();
    this.busy = true;
    try {
      this.came = await api.get("api/relink", shapes.relinked, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ folder, who }),
      });
      return true;
    } catch (error) {
      this.refused = error instanceof api.Refused ? error.sentence : String(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

export const relinking = new Relinking();
