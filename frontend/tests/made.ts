/** Films made for tests: a small one that is written out, and one as large as a feature. */

import type { Clip, Event, Film, SceneCut, State } from "../src/contract/shapes";

export const state: State = {
  hash: "h0",
  seq: 0,
  locked: null,
  undo: null,
  redo: null,
  taste: "classic",
  tastes: ["classic", "intimate"],
  to_look: [],
  looked: [],
  comments: [],
  stars: [],
  pins: [],
  versions: [],
  decisions: { machine: 0, human: 0 },
  credit: [],
};

export function event(
  track: string,
  line: string,
  from: number,
  to: number,
  more: Partial<Event> = {},
): Event {
  return {
    key: `${track}:${line}:0`,
    track,
    line,
    clip: "c1",
    in: 100,
    out: 100 + to - from,
    from,
    to,
    confidence: 0.9,
    look: [],
    shows: "line",
    leads: 0,
    pinned: false,
    look_key: null,
    channels: [],
    gain: 1,
    ...more,
  };
}

export function scene(number: string, at: number, frames: number, events: readonly Event[]): SceneCut {
  return { number, at, frames, hash: `${number}@${at}`, events, missing: [], beats: [] };
}

export function clip(id: string, more: Partial<Clip> = {}): Clip {
  return {
    id,
    file: `${id}.mov`,
    name: id,
    rate: "25/1",
    frames: 5000,
    width: 640,
    height: 360,
    media: "ready",
    because: "",
    start_timecode: null,
    camera: "A",
    sound_only: false,
    setup: "1",
    take: 1,
    circled: false,
    notes: [],
    ...more,
  };
}

/** Two lines from two clips; the picture of the second begins six frames before its sound. */
export function splitScene(): SceneCut {
  return scene("1", 0, 200, [
    event("V1", "1.1", 0, 94),
    event("V1", "1.2", 94, 200, { clip: "c2", in: 300, out: 406, leads: 6 }),
    event("A1", "1.1", 0, 100),
    event("A1", "1.2", 100, 200, { clip: "c2", in: 306, out: 406 }),
  ]);
}

function lineEvents(scene: number, line: number, at: number, frames: number, clips: number): Event[] {
  const id = `${scene}.${line}`;
  const from = (scene * 7 + line * 3) % clips;
  const leads = line % 3 === 0 ? 5 : 0;
  return [
    event("V1", id, line === 1 ? 0 : at - leads, at + frames, {
      clip: `c${from}`,
      in: 200 - leads,
      out: 200 + frames,
      leads,
    }),
    event("A1", id, at, at + frames, { clip: `c${from}`, in: 200, out: 200 + frames }),
  ];
}

/** A feature: so many scenes, each of so many lines; two events a line. */
export function feature(scenes = 120, lines = 9, clips = 400): Film {
  const cut: SceneCut[] = [];
  let at = 0;
  for (let number = 1; number <= scenes; number += 1) {
    const events: Event[] = [];
    let within = 0;
    for (let line = 1; line <= lines; line += 1) {
      const frames = 40 + ((number * 31 + line * 17) % 90);
      events.push(...lineEvents(number, line, within, frames, clips));
      within += frames;
    }
    cut.push(scene(String(number), at, within, events));
    at += within;
  }
  return {
    schema: "rushes.room/1",
    title: "A feature",
    rate: "24/1",
    drop: false,
    start: 90000,
    read_only: null,
    who: "",
    state,
    script: cut.map(({ number }) => ({
      number,
      heading: `INT. ROOM ${number} - DAY`,
      elements: Array.from({ length: lines }, (_, line) => ({
        kind: "line" as const,
        text: "Something that somebody says.",
        line: `${number}.${line + 1}`,
        character: line % 2 ? "ANNA" : "BEN",
        parenthetical: null,
        extension: null,
      })),
    })),
    scenes: cut,
    clips: Array.from({ length: clips }, (_, index) => clip(`c${index}`)),
    relinks: false,
    readings_by_line: {},
    findings: [],
  };
}
