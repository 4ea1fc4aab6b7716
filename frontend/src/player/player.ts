/** The player: the sound runs, the pictures follow, the play head tells. Panels talk to this alone. */

import type { Media } from "../contract/shapes";
import type { Counts, PlayHead } from "../state/playhead.svelte";
import { playhead } from "../state/playhead.svelte";
import { room } from "../state/room.svelte";
import { Picture } from "./picture";
import type { Piece, Schedule } from "./schedule";
import { EMPTY, cutsOf, pictureAt, shuttle } from "./schedule";
import { Sound } from "./sound";

/** What happens at the end of a try. */
export type Then = "leave" | "stay" | "loop";

interface Trying {
  readonly name: string;
  readonly schedule: Schedule;
  readonly then: Then;
  /** Where the film was. */
  readonly back: number;
}

/** How long the play head must rest before its sound is fetched. */
const REST_MS = 120;

export class Player {
  #film: Schedule = EMPTY;
  #trying: Trying | null = null;
  #picture: Picture | null = null;
  readonly #beside = new Set<{ readonly picture: Picture; readonly schedule: Schedule }>();
  #ticking = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;
  readonly #sound = new Sound((clip) => (this.head.silent = clip));

  constructor(
    readonly head: PlayHead,
    private readonly mediaOf: (clip: string) => Media,
  ) {}

  get schedule(): Schedule {
    return this.#trying?.schedule ?? this.#film;
  }

  /** Show the pictures in this element; returns how to stop. */
  attach(host: HTMLElement): () => void {
    const picture = new Picture(host, this.mediaOf, (sight) => (this.head.sight = sight));
    this.#picture = picture;
    this.refresh();
    return () => {
      picture.close();
      if (this.#picture === picture) this.#picture = null;
    };
  }

  /** Show something else in step with what plays, in an element of its own; returns how to stop. */
  alongside(host: HTMLElement, schedule: Schedule): () => void {
    const picture = new Picture(host, this.mediaOf, () => undefined);
    const beside = { picture, schedule };
    this.#beside.add(beside);
    this.refresh();
    return () => {
      this.#beside.delete(beside);
      picture.close();
    };
  }

  /** The film is now this one; the play head stays where it is, and what plays goes on. */
  load(schedule: Schedule): void {
    if (!this.#trying) this.head.frames = schedule.frames;
    const same = sameSchedule(this.#film, schedule);
    this.#film = schedule;
    if (this.#trying || same) return;
    this.head.frame = within(this.head.frame, schedule);
    this.#again();
  }

  /** Look again: a proxy is ready. */
  refresh(): void {
    if (!this.head.playing) this.#look(this.head.frame, 0);
  }

  /** Play something else for a moment: a take, a join, a version, which counts as it says. The film waits where it is. */
  audition(name: string, schedule: Schedule, then: Then = "leave", counts: Counts | null = null): void {
    const back = this.#trying?.back ?? this.head.frame;
    this.stop();
    this.#trying = { name, schedule, then, back };
    this.head.trying = name;
    this.head.counts = counts;
    this.head.frames = schedule.frames;
    this.head.frame = 0;
    this.play();
  }

  /** Back to the film, where it was. */
  leave(): void {
    const trying = this.#trying;
    if (!trying) return;
    this.stop();
    this.#trying = null;
    this.head.trying = this.head.counts = null;
    this.head.frames = this.#film.frames;
    this.seek(trying.back);
  }

  play(speed = 1): void {
    const { first, last } = this.#range();
    const ended = speed > 0 ? this.head.frame >= last - 1 : this.head.frame <= first;
    if (ended) this.head.frame = speed > 0 ? first : last - 1;
    if (this.schedule.frames === 0) return;
    this.head.speed = speed;
    void this.#start();
  }

  stop(): void {
    this.#sound.stop();
    cancelAnimationFrame(this.#ticking);
    if (!this.head.playing) return;
    this.head.speed = 0;
    this.head.waiting = false;
    this.#look(this.head.frame, 0);
  }

  toggle(): void {
    if (this.head.playing) this.stop();
    else this.play();
  }

  shuttle(direction: 1 | -1): void {
    this.play(shuttle(this.head.speed, direction));
  }

  seek(frame: number): void {
    this.head.frame = within(Math.round(frame), this.schedule);
    this.#again();
  }

  step(frames: number): void {
    this.stop();
    this.seek(this.head.frame + frames);
  }

  toCut(direction: 1 | -1): void {
    const cuts = cutsOf(this.schedule);
    const { frame } = this.head;
    const next = direction > 0 ? cuts.find((cut) => cut > frame) : cuts.findLast((cut) => cut < frame);
    if (next !== undefined) this.seek(next);
  }

  set volume(volume: number) {
    this.head.volume = volume;
    this.#sound.volume = volume;
  }

  #again(): void {
    if (this.head.playing) void this.#start();
    else this.#look(this.head.frame, 0);
  }

  async #start(): Promise<void> {
    cancelAnimationFrame(this.#ticking);
    const { frame, speed } = this.head;
    this.head.waiting = true;
    this.#look(frame, 0);
    if (!(await this.#sound.start(this.schedule, frame, speed))) return;
    this.head.waiting = false;
    this.#tick();
  }

  #tick(): void {
    const position = this.#sound.position();
    if (position === null) return;
    const { first, last } = this.#range();
    if (position >= last || position < first) {
      this.#ended(position >= last ? last - 1 : first);
      return;
    }
    this.head.frame = Math.floor(position);
    this.#look(position, this.#sound.begun ? this.head.speed : 0);
    this.#ticking = requestAnimationFrame(() => this.#tick());
  }

  #ended(frame: number): void {
    const forward = this.head.speed > 0;
    const looping = this.#trying ? this.#trying.then === "loop" : this.head.loop;
    if (looping && forward) {
      this.seek(this.#range().first);
      return;
    }
    this.stop();
    if (this.#trying?.then === "leave") this.leave();
    else this.seek(frame);
  }

  /** What plays: between the marks when it loops, else all of it. */
  #range(): { first: number; last: number } {
    const whole = { first: 0, last: this.schedule.frames };
    if (this.#trying || !this.head.loop) return whole;
    const [first, last] = [this.head.markIn ?? 0, this.head.markOut ?? whole.last];
    const outside = this.head.frame < first || this.head.frame >= last;
    return first < last && !(outside && this.head.playing) ? { first, last } : whole;
  }

  #look(frame: number, speed: number): void {
    this.head.piece = pictureAt(this.schedule, Math.floor(frame)).now?.key ?? null;
    this.#picture?.follow(this.schedule, frame, speed);
    for (const { picture, schedule } of this.#beside) picture.follow(schedule, frame, speed);
    this.head.drift = this.#picture?.drift ?? null;
    if (speed !== 0) return;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#sound.prepare(this.schedule, this.head.frame), REST_MS);
  }
}

/** The same pieces at the same places: nothing that is heard or seen changed. */
function sameSchedule(a: Schedule, b: Schedule): boolean {
  const same = (one: readonly Piece[], other: readonly Piece[]): boolean =>
    one.length === other.length &&
    one.every((piece, at) => {
      const twin = other[at];
      return (
        twin?.clip === piece.clip &&
        twin.in === piece.in &&
        twin.start === piece.start &&
        twin.end === piece.end
      );
    });
  return a.frames === b.frames && same(a.picture, b.picture) && same(a.sound, b.sound);
}

function within(frame: number, { frames }: Schedule): number {
  return Math.max(0, Math.min(frames - 1, frame));
}

/** The one in the middle of the page. */
export const player = new Player(playhead, (clip) => room.clips.get(clip)?.media ?? "gone");
