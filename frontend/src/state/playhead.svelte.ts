/** Where the play head is and what it does; the player writes it, everybody reads it. */

import type { Sight } from "../player/picture";
import type { Rate } from "../timecode";

/** How a film counts its frames. start: timecode of its first, in frames. */
export interface Counts {
  readonly start: number;
  readonly rate: Rate;
  readonly drop: boolean;
}

export class PlayHead {
  /** Whole frame of what plays: the film, or a try of something else. */
  frame = $state(0);
  /** How long it is, in frames. */
  frames = $state(0);
  /** Times normal speed; 0: stopped, below 0: backwards. */
  speed = $state(0);
  /** Waiting for sound that is not there yet. */
  waiting = $state(false);
  markIn = $state<number | null>(null);
  markOut = $state<number | null>(null);
  loop = $state(false);
  /** What is tried instead of the film, by name; null: the film plays. */
  trying = $state<string | null>(null);
  /** How that counts, where it is a whole film; what is no place of any counts from its own first frame. */
  counts = $state.raw<Counts | null>(null);
  /** Key of the piece of picture that plays: of an event, or `try:0`, `try:1` … in a try. */
  piece = $state<string | null>(null);
  sight = $state.raw<Sight>({ kind: "black" });
  /** A clip whose sound could not be had. */
  silent = $state<string | null>(null);
  /** Frames that the picture is ahead of the sound; null: it does not run. Not followed by the page. */
  drift: number | null = null;
  volume = $state(1);

  readonly playing = $derived(this.speed !== 0);
}

export const playhead = new PlayHead();
