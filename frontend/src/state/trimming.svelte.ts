/** The trim that is being made: what is asked for and not yet cut, and how it will look. */

import { player } from "../player/player";
import type { Schedule } from "../player/schedule";
import { scheduleOf } from "../player/schedule";
import { strings } from "../strings";
import { perSecond, rateOf } from "../timecode";
import { playhead } from "./playhead.svelte";
import { room } from "./room.svelte";
import { selection } from "./selection.svelte";
import type { Shot } from "./trim";
import { filmFrames, part, pictureEdge, shotOf, splitBy, trimmed } from "./trim";

export type Edge = "head" | "tail";

/** How much is asked for beyond what is cut: frames of the clip at both ends, of the film for the picture. */
interface Asked {
  readonly head: number;
  readonly tail: number;
  readonly leads: number;
}

const NOTHING: Asked = { head: 0, tail: 0, leads: 0 };
/** How long the hand must rest before the room is asked. */
const REST_MS = 650;
/** What is played before a join and after it. */
const AROUND_S = 1.5;

class Trimming {
  edge = $state<Edge>("head");
  asked = $state.raw<Asked>(NOTHING);
  #resting: ReturnType<typeof setTimeout> | undefined;
  #sending = false;

  readonly shot: Shot | null = $derived(selection.line === null ? null : shotOf(room.cut, selection.line));
  readonly busy: boolean = $derived(this.asked !== NOTHING);
  /** The line whose end is trimmed. */
  readonly line: string | null = $derived(
    this.shot && (this.edge === "head" ? this.shot.first : this.shot.last),
  );
  /** The picture that begins the shot. */
  readonly leads: number = $derived(
    room.cut.events.find(
      (event) => event.track === "V1" && event.line === this.shot?.first && event.shows === "line",
    )?.leads ?? 0,
  );
  readonly listens: boolean = $derived(
    room.cut.events.some((event) => event.line === selection.line && event.shows === "reaction"),
  );
  readonly #film: Schedule = $derived(scheduleOf(room.cut, room.clips, room.rate));
  /** The film as it will be. */
  readonly film: Schedule = $derived.by(() => {
    const { shot, asked } = this;
    if (!shot || asked === NOTHING) return this.#film;
    const inFilm = (frames: number, clip: string): number =>
      filmFrames(frames, rateOf(room.clips.get(clip)?.rate ?? "25/1"), room.rate);
    const head = trimmed(this.#film, shot.first, inFilm(asked.head, shot.head.clip), "head");
    const both = trimmed(head, shot.last, inFilm(asked.tail, shot.tail.clip), "tail");
    return splitBy(both, shot.first, asked.leads);
  });
  /** Where the pictures meet at this end, in the film as it will be. */
  readonly join: number | null = $derived(
    this.line === null ? null : pictureEdge(this.film, this.line, this.edge),
  );
  readonly looping: boolean = $derived(
    this.line !== null && playhead.trying === strings.trim.loopName(this.line),
  );

  /** By how many frames of its clip a person made a line longer, at either end, than the machine did. */
  pinned(line: string): { readonly head: number; readonly tail: number } {
    const pins = room.state?.pins.filter((pin) => pin.line === line) ?? [];
    return pins.findLast(({ head, tail }) => head !== 0 || tail !== 0) ?? NOTHING;
  }

  /** Move this end of the shot: below zero earlier. */
  move(line: string, frames: number): void {
    this.#open(line);
    const longer = this.edge === "head" ? -frames : frames;
    this.#ask({ ...this.asked, [this.edge]: this.asked[this.edge] + longer });
  }

  /** Back to where the machine had this end. */
  own(): void {
    const { line, edge } = this;
    if (line !== null) this.#ask({ ...this.asked, [edge]: -this.pinned(line)[edge] });
  }

  /** As far as it goes: what the room said could be had at this end. */
  asMuch(most: number): void {
    const { line, edge } = this;
    if (line !== null) this.#ask({ ...NOTHING, [edge]: most - this.pinned(line)[edge] });
  }

  /** Let the picture begin so many frames earlier than it does. */
  split(line: string, earlier: number): void {
    this.#open(line);
    this.edge = "head";
    this.#ask({ ...this.asked, leads: this.asked.leads + earlier });
  }

  /** Picture and sound begin together. */
  straight(): void {
    this.#ask({ ...this.asked, leads: -this.leads });
  }

  /** While a hand drags: how much is asked for in all; it is cut when the hand lets go. */
  drag(asked: Partial<Asked>): void {
    clearTimeout(this.#resting);
    this.asked = { ...this.asked, ...asked };
  }

  drop(): void {
    void this.#send();
  }

  otherEdge(line: string): void {
    this.#open(line);
    this.edge = this.edge === "head" ? "tail" : "head";
  }

  /** See somebody listen over the line, or nobody. */
  react(line: string): void {
    this.#open(line);
    void room.do({ act: "react", line, wanted: !this.listens }, true);
  }

  /** Play the join over and over, or stop. */
  loop(line: string): void {
    this.#open(line);
    if (this.looping) player.leave();
    else this.playJoin();
  }

  playJoin(): void {
    if (this.join === null || this.line === null) return;
    const around = AROUND_S * perSecond(room.rate);
    const join = part(this.film, this.join - around, this.join + around);
    player.audition(strings.trim.loopName(this.line), join, "loop");
  }

  /** What is not yet cut is forgotten. */
  forget(): void {
    clearTimeout(this.#resting);
    this.asked = NOTHING;
  }

  #open(line: string): void {
    if (selection.line !== line) {
      selection.selectLine(line);
      this.forget();
    }
    selection.tab = "trim";
  }

  #ask(asked: Asked): void {
    this.asked = asked;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#send(), REST_MS);
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    const { shot, asked } = this;
    if (!shot || asked === NOTHING) return;
    this.#sending = true;
    const done = await this.#cut(shot, asked);
    this.#sending = false;
    const left = {
      head: this.asked.head - asked.head,
      tail: this.asked.tail - asked.tail,
      leads: this.asked.leads - asked.leads,
    };
    const none = left.head === 0 && left.tail === 0 && left.leads === 0;
    if (!done || none) this.forget();
    else this.#ask(left);
  }

  async #cut(shot: Shot, { head, tail, leads }: Asked): Promise<boolean> {
    const trim = (line: string, by: { readonly head: number; readonly tail: number }): Promise<boolean> => {
      const was = this.pinned(line);
      return room.do({ act: "trim", line, head: was.head + by.head, tail: was.tail + by.tail }, true);
    };
    if (shot.first === shot.last) {
      if ((head !== 0 || tail !== 0) && !(await trim(shot.first, { head, tail }))) return false;
    } else {
      if (head !== 0 && !(await trim(shot.first, { head, tail: 0 }))) return false;
      if (tail !== 0 && !(await trim(shot.last, { head: 0, tail }))) return false;
    }
    if (leads === 0) return true;
    return room.do({ act: "split", line: shot.first, leads: this.leads + leads }, true);
  }
}

export const trimming = new Trimming();
