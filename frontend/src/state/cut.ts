/** The cut laid out on the film's own ruler: pure, made anew whenever a scene changed. */

import type { Event, SceneCut } from "../contract/shapes";

/** An event with its frames of the film, `start` to (not with) `end`, and its scene. */
export interface Placed extends Event {
  readonly scene: string;
  readonly start: number;
  readonly end: number;
}

export interface PlacedScene {
  readonly number: string;
  readonly start: number;
  readonly end: number;
}

/** A line's place in the film: that of its sound. */
export interface LineSpan {
  readonly line: string;
  readonly start: number;
  readonly end: number;
}

export interface WholeCut {
  readonly frames: number;
  readonly scenes: readonly PlacedScene[];
  /** In the order of the film. */
  readonly events: readonly Placed[];
  /** V1, V2 …, A1, A2 …; each in the order of the film. */
  readonly tracks: ReadonlyMap<string, readonly Placed[]>;
  readonly byKey: ReadonlyMap<string, Placed>;
  /** In the order of the film. */
  readonly lines: readonly LineSpan[];
  readonly byLine: ReadonlyMap<string, LineSpan>;
  readonly missing: readonly { readonly line: string; readonly at: number; readonly text: string }[];
}

function placedOf(scene: SceneCut): Placed[] {
  return scene.events.map((event) => ({
    ...event,
    scene: scene.number,
    start: scene.at + event.from,
    end: scene.at + event.to,
  }));
}

const pictureFirst = (a: string, b: string): number =>
  a.startsWith("V") === b.startsWith("V")
    ? a.localeCompare(b, "en", { numeric: true })
    : a.startsWith("V")
      ? -1
      : 1;

function byTrack(events: readonly Placed[]): Map<string, Placed[]> {
  const tracks = new Map<string, Placed[]>();
  for (const event of events) {
    const track = tracks.get(event.track);
    if (track) track.push(event);
    else tracks.set(event.track, [event]);
  }
  return new Map([...tracks].sort(([a], [b]) => pictureFirst(a, b)));
}

/** The sound of a line is its place; a line that is only seen has that of its picture. */
function spansOf(events: readonly Placed[]): LineSpan[] {
  const spans = new Map<string, LineSpan & { readonly heard: boolean }>();
  for (const event of events) {
    if (event.shows !== "line") continue;
    const heard = event.track.startsWith("A");
    const known = spans.get(event.line);
    const span = { line: event.line, start: event.start, end: event.end, heard };
    if (!known || (heard && !known.heard)) spans.set(event.line, span);
    else if (heard === known.heard)
      spans.set(event.line, {
        ...known,
        start: Math.min(known.start, span.start),
        end: Math.max(known.end, span.end),
      });
  }
  return [...spans.values()].sort((a, b) => a.start - b.start);
}

export function lay(scenes: readonly SceneCut[]): WholeCut {
  const events = scenes.flatMap(placedOf).sort((a, b) => a.start - b.start || pictureFirst(a.track, b.track));
  const lines = spansOf(events);
  return {
    frames: scenes.reduce((end, scene) => Math.max(end, scene.at + scene.frames), 0),
    scenes: scenes.map(({ number, at, frames }) => ({ number, start: at, end: at + frames })),
    events,
    tracks: byTrack(events),
    byKey: new Map(events.map((event) => [event.key, event])),
    lines,
    byLine: new Map(lines.map((span) => [span.line, span])),
    missing: scenes.flatMap((scene) =>
      scene.missing.map(({ line, at, text }) => ({ line, at: scene.at + at, text })),
    ),
  };
}

/** Scenes after an act: those that changed are taken over, and every one moves to where it begins now. */
export function changedScenes(
  scenes: readonly SceneCut[],
  changed: readonly SceneCut[],
  order: readonly (readonly [string, number])[],
): SceneCut[] {
  const known = new Map([...scenes, ...changed].map((scene) => [scene.number, scene]));
  return order.flatMap(([number, at]) => {
    const scene = known.get(number);
    if (!scene) return [];
    return scene.at === at ? [scene] : [{ ...scene, at }];
  });
}

/** Where in `items`, sorted and not overlapping, `frame` falls: the index, or -1. */
export function indexAt(
  items: readonly { readonly start: number; readonly end: number }[],
  frame: number,
): number {
  const after = firstAfter(items, frame);
  const item = items[after - 1];
  return item && frame < item.end ? after - 1 : -1;
}

/** Index of the first item that starts after `frame`. */
export function firstAfter(items: readonly { readonly start: number }[], frame: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? Infinity) <= frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The event of a track that plays at a frame. */
export function eventAt(cut: WholeCut, track: string, frame: number): Placed | undefined {
  const events = cut.tracks.get(track) ?? [];
  return events[indexAt(events, frame)];
}

/** The picture that is seen at a frame: the topmost that is switched on. */
export function seenAt(cut: WholeCut, frame: number): Placed | undefined {
  let seen: Placed | undefined;
  for (const track of cut.tracks.keys()) {
    const event = track.startsWith("V") ? eventAt(cut, track, frame) : undefined;
    if (event && event.gain > 0) seen = event;
  }
  return seen;
}

/** The line that is heard at a frame, or the last one before it. */
export function lineAt(cut: WholeCut, frame: number): string | null {
  return cut.lines[firstAfter(cut.lines, frame) - 1]?.line ?? null;
}
