/** Takes of a line that are tried on the screen, one or all of them in turn. */

import type { Reading } from "../contract/shapes";
import { player } from "../player/player";
import type { Schedule } from "../player/schedule";
import { EMPTY } from "../player/schedule";
import { strings } from "../strings";
import { playhead } from "./playhead.svelte";
import { playOf, playingAt } from "./readings";
import { room } from "./room.svelte";

class Trying {
  line = $state<string | null>(null);
  /** Over and over, until somebody stops it. */
  loop = $state(false);
  #name = $state<string | null>(null);
  #readings = $state.raw<readonly Reading[]>([]);
  #schedule = $state.raw<Schedule>(EMPTY);

  readonly on: boolean = $derived(this.#name !== null && playhead.trying === this.#name);
  /** The line that is tried. */
  readonly playing: string | null = $derived(this.on ? this.line : null);
  /** More than one take plays in turn. */
  readonly scanning: boolean = $derived(this.on && this.#readings.length > 1);
  /** The reading that is on the screen. */
  readonly reading: Reading | null = $derived(
    this.on ? (this.#readings[playingAt(this.#schedule, playhead.frame)] ?? null) : null,
  );

  /** Play the line from these takes, one after the other. */
  play(line: string, readings: readonly Reading[]): void {
    const [only, ...more] = readings;
    if (!only) return;
    const take = room.clips.get(only.clip)?.name ?? only.file;
    this.line = line;
    this.#readings = readings;
    this.#schedule = playOf(readings, room.clips, room.rate);
    this.#name = more.length > 0 ? strings.takes.every(line) : strings.takes.one(line, take);
    player.audition(this.#name, this.#schedule, this.loop ? "loop" : "leave");
  }

  stop(): void {
    if (this.on) player.leave();
  }
}

export const trying = new Trying();
