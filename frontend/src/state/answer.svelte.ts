/** What the room answers about something, asked anew after every act; the answer before stays until then. */

import { Refused } from "../api";
import { room } from "./room.svelte";

export class Answer<T> {
  value = $state.raw<T | null>(null);
  refused = $state<string | null>(null);
  #of: string | null = null;

  /** Make it where a component begins, as it follows what it reads. what: what is asked about; null: nothing. */
  constructor(what: () => string | null, ask: (what: string, signal: AbortSignal) => Promise<T>) {
    $effect(() => {
      const [about, seen] = [what(), room.state?.hash];
      if (about !== this.#of) this.value = null;
      this.#of = about;
      this.refused = null;
      if (about === null || seen === undefined) return;
      const asked = new AbortController();
      ask(about, asked.signal).then(
        (told) => {
          if (!asked.signal.aborted) this.value = told;
        },
        (error: unknown) => {
          if (!asked.signal.aborted) this.refused = error instanceof Refused ? error.sentence : String(error);
        },
      );
      return () => asked.abort();
    });
  }
}
