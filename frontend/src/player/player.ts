/** The player: one clock, one sound, one picture. Panels talk to this alone. */

import { playhead } from "../state/playhead.svelte";
import type { Schedule } from "./schedule";
import { EMPTY, cutsOf, shuttle } from "./schedule";

export class Player {
  #film: Schedule = EMPTY;
  #trying: Schedule | null = null;

  get schedule(): Schedule {
    return this.#trying ?? this.#film;
  }

  /** The film is now this one; the play head stays where it is. */
  load(schedule: Schedule): void {
    this.#film = schedule;
  }

  /** Play something else for a moment: a take, a join. */
  audition(name: string, schedule: Schedule): void {
    this.#trying = schedule;
    playhead.trying = name;
  }

  leave(): void {
    this.#trying = null;
    playhead.trying = null;
  }

  play(speed = 1): void {
    playhead.speed = speed;
  }

  stop(): void {
    playhead.speed = 0;
  }

  toggle(): void {
    if (playhead.playing) this.stop();
    else this.play();
  }

  shuttle(direction: 1 | -1): void {
    this.play(shuttle(playhead.speed, direction));
  }

  seek(frame: number): void {
    playhead.frame = Math.max(0, Math.min(this.schedule.frames - 1, Math.round(frame)));
  }

  step(frames: number): void {
    this.stop();
    this.seek(playhead.frame + frames);
  }

  toCut(direction: 1 | -1): void {
    const cuts = cutsOf(this.schedule);
    const next =
      direction > 0 ? cuts.find((c) => c > playhead.frame) : cuts.findLast((c) => c < playhead.frame);
    if (next !== undefined) this.seek(next);
  }
}

export const player = new Player();
