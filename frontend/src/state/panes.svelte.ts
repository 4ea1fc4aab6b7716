/** The panes of this page as somebody left them; the browser keeps it. */

import { keep, kept } from "./kept";
import type { Pane, Shares, Window } from "./panes";
import { boundsOf, shareOf, sharesFrom, sizeOf } from "./panes";

const NAME = "rushes.panes";

class Panes {
  /** Of the page: what App tells. */
  window = $state.raw<Window>({ width: 1440, height: 900, tracks: 2 });
  #shares = $state.raw<Shares>(sharesFrom(kept(NAME)));

  size(pane: Pane): number {
    return sizeOf(pane, this.#shares, this.window);
  }

  /** Its size and what it may be, as shares of the window in percent. */
  told(pane: Pane): { readonly now: number; readonly least: number; readonly most: number } {
    const share = (size: number): number => Math.round(shareOf(pane, size, this.window));
    const [least, most] = boundsOf(pane, this.window).map(share);
    return { now: share(this.size(pane)), least: least ?? 0, most: most ?? 100 };
  }

  set(pane: Pane, size: number): void {
    const [least, most] = boundsOf(pane, this.window);
    const share = shareOf(pane, Math.max(least, Math.min(most, size)), this.window);
    this.#take({ ...this.#shares, [pane]: Math.round(share * 100) / 100 });
  }

  /** As if nobody had chosen. */
  reset(pane: Pane): void {
    this.#take({ ...this.#shares, [pane]: undefined });
  }

  #take(shares: Shares): void {
    this.#shares = shares;
    keep(NAME, JSON.stringify(shares));
  }
}

export const panes = new Panes();
