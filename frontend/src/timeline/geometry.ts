/** Where everything on the timeline is: pure. Pixels are CSS pixels; y counts from the top of the canvas. */

import type { Placed, WholeCut } from "../state/cut";
import { firstAfter, indexAt } from "../state/cut";
import type { Rate } from "../timecode";
import { perSecond, timecode } from "../timecode";

export interface Window {
  /** First frame on the left edge; may be a part of one. */
  readonly left: number;
  /** Pixels a frame. */
  readonly scale: number;
  readonly width: number;
}

export const xOf = (frame: number, { left, scale }: Window): number => (frame - left) * scale;
export const frameOf = (x: number, { left, scale }: Window): number => left + x / scale;

export const RULER = 24;
export const SCENES = 18;
const GAP = 3;
const LEAST_ROW = 24;
/** A taller one would say no more. */
const MOST_ROW = 132;

export interface Row {
  readonly track: string;
  readonly y: number;
  readonly height: number;
}

/** Tracks as they lie on a timeline: V3 over V2 over V1, then A1, A2 under them. */
export function stacked(tracks: readonly string[]): string[] {
  const pictures = tracks.filter((track) => track.startsWith("V"));
  return [...pictures.reverse(), ...tracks.filter((track) => !track.startsWith("V"))];
}

/** The rows of the tracks, sharing what height there is; pictures get a little more than sound. */
export function rowsOf(tracks: readonly string[], height: number): Row[] {
  const shares = tracks.map((track) => (track.startsWith("V") ? 1.15 : 1));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const room = height - RULER - SCENES - GAP * (tracks.length + 1);
  let y = RULER + SCENES + GAP;
  return tracks.map((track, at) => {
    const share = (room * (shares[at] ?? 1)) / Math.max(1, whole);
    const row = { track, y, height: Math.round(Math.max(LEAST_ROW, Math.min(MOST_ROW, share))) };
    y += row.height + GAP;
    return row;
  });
}

/** Events of a track that are at least partly in sight. */
export function inSight(events: readonly Placed[], window: Window): readonly Placed[] {
  const from = Math.max(0, firstAfter(events, window.left) - 1);
  const to = firstAfter(events, window.left + window.width / window.scale);
  return events.slice(from, to);
}

/** The event under a point, if there is one. */
export function eventUnder(
  cut: WholeCut,
  rows: readonly Row[],
  window: Window,
  x: number,
  y: number,
): Placed | null {
  const row = rows.find((one) => y >= one.y && y < one.y + one.height);
  const events = row && cut.tracks.get(row.track);
  return events?.[indexAt(events, frameOf(x, window))] ?? null;
}

export interface Tick {
  readonly frame: number;
  /** Empty for the small ones. */
  readonly label: string;
}

/** Steps of the ruler in seconds; below them, frames. */
const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];
const STEPS_FRAMES = [1, 2, 5, 10];
/** Labels stand at least this far apart. */
const APART = 92;

/** The marks of the ruler: labelled ones a good way apart, small ones between. start: timecode of frame 0. */
export function ticksOf(window: Window, rate: Rate, drop: boolean, start = 0): Tick[] {
  const second = Math.round(perSecond(rate));
  const steps = [...STEPS_FRAMES.filter((step) => step < second), ...STEPS_S.map((step) => step * second)];
  const major = steps.find((step) => step * window.scale >= APART) ?? steps[steps.length - 1] ?? second;
  const minor =
    steps.findLast((step) => step < major && major % step === 0 && step * window.scale >= 7) ?? major;
  const ticks: Tick[] = [];
  const last = frameOf(window.width, window);
  for (let frame = Math.max(0, Math.floor(window.left / minor) * minor); frame <= last; frame += minor)
    ticks.push({ frame, label: frame % major === 0 ? timecode(start + frame, rate, drop) : "" });
  return ticks;
}

/** How wide the overview's window is and where, in pixels of the overview. */
export function overviewOf(window: Window, frames: number): { readonly x: number; readonly width: number } {
  const whole = Math.max(1, frames);
  const x = (window.left / whole) * window.width;
  const width = Math.max(12, (window.width / window.scale / whole) * window.width);
  return { x: Math.min(x, window.width - 12), width: Math.min(width, window.width - x) };
}
