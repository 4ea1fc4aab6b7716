/** Pieces of sound, fetched ahead and kept for a while. A door: the network and the decoder are here alone. */

import { media } from "../api";

/** A minute of mono sound takes 11.5 MB as it is played; this is eight of them. */
const KEPT_BYTES = 96_000_000;

export interface Stretch {
  readonly clip: string;
  readonly from_s: number;
  readonly to_s: number;
  readonly channels: readonly number[];
}

interface Kept {
  readonly sound: Promise<AudioBuffer | null>;
  bytes: number;
}

const nameOf = ({ clip, from_s, to_s, channels }: Stretch): string =>
  `${clip}:${from_s.toFixed(5)}:${to_s.toFixed(5)}:${channels.join(",")}`;

export class Buffers {
  #kept = new Map<string, Kept>();
  #ready = new Map<string, AudioBuffer>();
  #bytes = 0;

  constructor(
    private readonly context: BaseAudioContext,
    private readonly onFailed: (clip: string) => void,
  ) {}

  /** The sound, when it is there; fetches it when it is not. */
  ready(stretch: Stretch): AudioBuffer | null {
    void this.fetch(stretch);
    return this.#ready.get(nameOf(stretch)) ?? null;
  }

  /** The sound, or null where it cannot be had: then there is silence, and it is said. */
  fetch(stretch: Stretch): Promise<AudioBuffer | null> {
    const name = nameOf(stretch);
    const known = this.#kept.get(name);
    if (known) {
      this.#kept.delete(name);
      this.#kept.set(name, known); // the last one used is the last one to go
      return known.sound;
    }
    const kept: Kept = { sound: this.#load(stretch, name), bytes: 0 };
    this.#kept.set(name, kept);
    return kept.sound;
  }

  async #load(stretch: Stretch, name: string): Promise<AudioBuffer | null> {
    try {
      const answer = await fetch(media.sound(stretch.clip, stretch.from_s, stretch.to_s, stretch.channels));
      if (!answer.ok) throw new Error(String(answer.status));
      const buffer = await this.context.decodeAudioData(await answer.arrayBuffer());
      this.#keep(name, buffer);
      return buffer;
    } catch {
      this.#kept.delete(name);
      this.onFailed(stretch.clip);
      return null;
    }
  }

  #keep(name: string, buffer: AudioBuffer): void {
    const kept = this.#kept.get(name);
    if (!kept) return;
    kept.bytes = buffer.length * buffer.numberOfChannels * 4;
    this.#bytes += kept.bytes;
    this.#ready.set(name, buffer);
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#bytes <= KEPT_BYTES || oldest === name) break;
      this.#kept.delete(oldest);
      this.#ready.delete(oldest);
      this.#bytes -= bytes;
    }
  }
}
