/**
 * The sound, which is the clock. Pieces are laid on the audio hardware's own time line some seconds ahead, to the
 * sample; where the play head is, is read off that time line, and the pictures follow.
 */

import { perSecond, seconds } from "../timecode";
import { Buffers } from "./buffers";
import type { Piece, Schedule } from "./schedule";
import { clipSeconds, joinsOf, soundBetween } from "./schedule";

/** A fade that no ear takes for one: it keeps a cut in the sound from clicking. */
const FADE_S = 0.005;
/** How far ahead pieces are laid; a tab in the background is woken once a second only. */
const AHEAD_S = 3;
/** How far ahead they are fetched. */
const FETCH_S = 12;
/** Long pieces come in parts of this length. */
const PART_S = 10;
/** How long to wait for the first sound before the film runs without it. */
const PATIENCE_MS = 2500;
const FEED_MS = 200;

/** A part of a piece, as it is fetched. Seconds of its clip, and where it begins in the programme. */
interface Part {
  readonly piece: Piece;
  readonly clip: string;
  readonly from_s: number;
  readonly to_s: number;
  readonly channels: readonly number[];
  /** Seconds of the programme. */
  readonly at_s: number;
  readonly head: boolean;
  readonly tail: boolean;
}

/** Cut a piece into parts to fetch; the parts of one piece meet to the sample. */
export function partsOf(schedule: Schedule, piece: Piece): Part[] {
  const joins = joinsOf(schedule, piece);
  const start = clipSeconds(piece, piece.start, schedule.rate);
  const length = seconds(piece.end - piece.start, schedule.rate);
  const at = seconds(piece.start, schedule.rate);
  const count = Math.max(1, Math.ceil(length / PART_S));
  return Array.from({ length: count }, (_, index) => ({
    piece,
    clip: piece.clip,
    channels: piece.channels,
    from_s: start + index * PART_S,
    to_s: start + Math.min(length, (index + 1) * PART_S),
    at_s: at + index * PART_S,
    head: index === 0 && joins.head,
    tail: index === count - 1 && joins.tail,
  }));
}

/** One run of the sound: from a frame, at a speed, until it is stopped. */
interface Run {
  readonly schedule: Schedule;
  readonly frame: number;
  readonly speed: number;
  /** On the clock. */
  readonly began_s: number;
  readonly gain: GainNode | null;
  readonly laid: Set<string>;
  readonly sources: AudioBufferSourceNode[];
  readonly feeding: ReturnType<typeof setInterval>;
}

export class Sound {
  #context: AudioContext | null = null;
  #buffers: Buffers | null = null;
  #master: GainNode | null = null;
  #volume = 1;
  #run: Run | null = null;
  #starting = 0;

  constructor(private readonly onFailed: (clip: string) => void = () => undefined) {}

  get running(): boolean {
    return this.#run !== null;
  }

  /** The sound is heard now; before, the pictures wait. */
  get begun(): boolean {
    return this.#run !== null && this.#passed(this.#run) > 0;
  }

  set volume(volume: number) {
    this.#volume = volume;
    if (this.#master) this.#master.gain.value = volume;
  }

  /** Run from a frame at a speed; false when it was stopped before it began. */
  async start(schedule: Schedule, frame: number, speed: number): Promise<boolean> {
    this.stop();
    const starting = ++this.#starting;
    const heard = speed === 1 || speed === 2;
    const { context } = this.#open();
    await Promise.race([context.resume(), later(400)]);
    if (heard) await Promise.race([this.#first(schedule, frame), later(PATIENCE_MS)]);
    if (starting !== this.#starting) return false;
    this.#begin(schedule, frame, speed, heard);
    return true;
  }

  stop(): void {
    this.#starting += 1;
    const run = this.#run;
    this.#run = null;
    if (!run) return;
    clearInterval(run.feeding);
    const now = this.#context?.currentTime ?? 0;
    run.gain?.gain.setTargetAtTime(0, now, FADE_S / 3);
    for (const source of run.sources) source.stop(now + FADE_S * 4);
  }

  /** The frame that is heard now, with its part; null when nothing runs. */
  position(): number | null {
    const run = this.#run;
    if (!run) return null;
    return run.frame + Math.max(0, this.#passed(run)) * run.speed * perSecond(run.schedule.rate);
  }

  /** Seconds that were heard. */
  #passed(run: Run): number {
    const late = this.#context?.state === "running" ? this.#context.outputLatency || 0 : 0;
    return this.#now() - late - run.began_s;
  }

  /** Fetch what is heard around a frame, so that play begins at once. */
  prepare(schedule: Schedule, frame: number): void {
    if (this.#context) void this.#first(schedule, frame);
  }

  #open(): { context: AudioContext; buffers: Buffers } {
    this.#context ??= new AudioContext({ sampleRate: 48_000, latencyHint: "interactive" });
    this.#buffers ??= new Buffers(this.#context, this.onFailed);
    if (!this.#master) {
      this.#master = new GainNode(this.#context, { gain: this.#volume });
      this.#master.connect(this.#context.destination);
    }
    return { context: this.#context, buffers: this.#buffers };
  }

  /** The clock: the sound card's, or the machine's where no sound card runs. */
  #now(): number {
    return this.#context?.state === "running" ? this.#context.currentTime : performance.now() / 1000;
  }

  async #first(schedule: Schedule, frame: number): Promise<void> {
    const { buffers } = this.#open();
    const soon = frame + perSecond(schedule.rate) / 2;
    const parts = this.#partsBetween(schedule, frame, soon);
    await Promise.all(parts.map((part) => buffers.fetch(part)));
  }

  #partsBetween(schedule: Schedule, from: number, to: number): Part[] {
    const [from_s, to_s] = [seconds(from, schedule.rate), seconds(to, schedule.rate)];
    return soundBetween(schedule, from, to)
      .flatMap((piece) => partsOf(schedule, piece))
      .filter((part) => part.at_s < to_s && part.at_s + (part.to_s - part.from_s) > from_s);
  }

  #begin(schedule: Schedule, frame: number, speed: number, heard: boolean): void {
    const context = this.#context;
    const master = this.#master;
    if (!context || !master) return;
    const gain = heard && context.state === "running" ? new GainNode(context) : null;
    gain?.connect(master);
    this.#run = {
      schedule,
      frame,
      speed,
      began_s: this.#now() + (gain ? 0.03 : 0),
      gain,
      laid: new Set(),
      sources: [],
      feeding: setInterval(() => this.#feed(), FEED_MS),
    };
    this.#feed();
  }

  #feed(): void {
    const run = this.#run;
    const buffers = this.#buffers;
    if (!run?.gain || !buffers) return;
    const fps = perSecond(run.schedule.rate);
    const now = this.position() ?? run.frame;
    for (const part of this.#partsBetween(run.schedule, now, now + FETCH_S * fps * run.speed)) {
      const name = `${part.piece.key}:${part.at_s}`;
      const buffer = buffers.ready(part);
      const near = seconds(now, run.schedule.rate) + AHEAD_S * run.speed;
      if (!buffer || part.at_s > near || run.laid.has(name)) continue;
      run.laid.add(name);
      this.#lay(run, run.gain, part, buffer);
    }
  }

  /** Lay a part on the time line; one that comes late begins where it should be by now. */
  #lay(run: Run, to: GainNode, part: Part, buffer: AudioBuffer): void {
    const { context } = this.#open();
    const when = run.began_s + (part.at_s - seconds(run.frame, run.schedule.rate)) / run.speed;
    const start = Math.max(when, run.began_s, context.currentTime + 0.01);
    const offset = (start - when) * run.speed;
    const left = part.to_s - part.from_s - offset;
    if (left <= 0) return;
    const gain = new GainNode(context);
    const end = start + left / run.speed;
    const loud = part.piece.gain;
    gain.gain.value = loud;
    if (part.head || offset > 0) fade(gain, start, 0, loud);
    if (part.tail) fade(gain, Math.max(start + FADE_S, end - FADE_S), loud, 0);
    const source = new AudioBufferSourceNode(context, { buffer, playbackRate: run.speed });
    source.connect(gain).connect(to);
    source.start(start, offset, left);
    run.sources.push(source);
    source.onended = () => {
      gain.disconnect();
      run.sources.splice(run.sources.indexOf(source), 1);
    };
  }
}

function fade(gain: GainNode, at: number, from: number, to: number): void {
  gain.gain.setValueAtTime(from, at);
  gain.gain.linearRampToValueAtTime(to, at + FADE_S);
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
