/** Shots and their joins as they will be: pure. What is cut in the end the room says. */

import { between, byTrack, programme } from "../player/schedule";
import type { Piece, Schedule } from "../player/schedule";
import type { Rate } from "../timecode";
import { perSecond, seconds } from "../timecode";
import type { Placed, WholeCut } from "./cut";

/** What plays from one take without a cut: one line, or some that it has in one breath. */
export interface Shot {
  /** In the order of the film; never empty. */
  readonly lines: readonly string[];
  readonly first: string;
  readonly last: string;
  /** The sound that begins it, and the one that ends it. */
  readonly head: Placed;
  readonly tail: Placed;
}

const soundsOf = (cut: WholeCut, line: string): readonly Placed[] =>
  cut.events.filter((event) => event.line === line && event.shows === "line" && event.track.startsWith("A"));

/** What a line is heard from: of several recordings the one that is loudest in the cut. */
export function soundOf(cut: WholeCut, line: string): Placed | null {
  return soundsOf(cut, line).reduce<Placed | null>(
    (best, one) => (best && best.gain >= one.gain ? best : one),
    null,
  );
}

/** Does the take run on from one line into the next? */
function runsOn(cut: WholeCut, line: string, next: string): boolean {
  const after = soundsOf(cut, next);
  return soundsOf(cut, line).some((one) =>
    after.some((other) => other.clip === one.clip && other.in === one.out && other.start === one.end),
  );
}

/** The shot that a line is in; null for a line that is not heard. */
export function shotOf(cut: WholeCut, line: string): Shot | null {
  const order = cut.lines.map((span) => span.line);
  let [from, to] = [order.indexOf(line), order.indexOf(line)];
  if (from < 0) return null;
  while (from > 0 && runsOn(cut, order[from - 1] ?? "", order[from] ?? "")) from -= 1;
  while (to < order.length - 1 && runsOn(cut, order[to] ?? "", order[to + 1] ?? "")) to += 1;
  const lines = order.slice(from, to + 1);
  const [first, last] = [lines[0] ?? line, lines.at(-1) ?? line];
  const [head, tail] = [soundOf(cut, first), soundOf(cut, last)];
  return head && tail ? { lines, first, last, head, tail } : null;
}

/** Frames of the film in so many frames of a clip. */
export const filmFrames = (frames: number, clipRate: Rate, rate: Rate): number =>
  Math.round(seconds(frames, clipRate) * perSecond(rate));

const moved = (piece: Piece, by: number): Piece => ({
  ...piece,
  start: piece.start + by,
  end: piece.end + by,
});

/** Frames of the piece's clip in so many frames of the film. */
const ofClip = (piece: Piece, frames: number, rate: Rate): number =>
  seconds(frames, rate) * perSecond(piece.clipRate);

/** Let one piece of a track begin or end elsewhere; what comes later moves along. */
function onTrack(
  pieces: readonly Piece[],
  at: number,
  by: number,
  side: "head" | "tail",
  rate: Rate,
): Piece[] {
  return pieces.map((piece, index) => {
    if (index < at) return piece;
    if (index > at) return moved(piece, by);
    const from = side === "head" ? piece.in - ofClip(piece, by, rate) : piece.in;
    return { ...piece, in: from, end: piece.end + by };
  });
}

/** A film in which a line begins, or ends, so many frames of the film earlier or later: above zero longer. */
export function trimmed(schedule: Schedule, line: string, by: number, side: "head" | "tail"): Schedule {
  if (by === 0) return schedule;
  const begins = Math.min(...schedule.sound.filter((piece) => piece.line === line).map(({ start }) => start));
  const change = (pieces: readonly Piece[]): Piece[] =>
    [...byTrack(pieces).values()].flatMap((track) => {
      const ours = (piece: Piece): boolean => piece.line === line;
      const at = side === "head" ? track.findIndex(ours) : track.findLastIndex(ours);
      if (at >= 0) return onTrack(track, at, by, side, schedule.rate);
      return track.map((piece) => (piece.start > begins ? moved(piece, by) : piece));
    });
  const inOrder = (pieces: readonly Piece[]): Piece[] => change(pieces).sort((a, b) => a.start - b.start);
  return programme(schedule.rate, schedule.frames + by, inOrder(schedule.layers), inOrder(schedule.sound));
}

/** A film in which the picture of a line begins so many frames earlier; its sound stays. */
export function splitBy(schedule: Schedule, line: string, earlier: number): Schedule {
  const piece = schedule.layers.find((one) => one.line === line && one.track === "V1");
  if (!piece || earlier === 0) return schedule;
  const before = schedule.layers.findLast((one) => one.track === "V1" && one.start < piece.start);
  const start = piece.start - earlier;
  const layers = schedule.layers.map((one) => {
    if (one === piece) return { ...one, start, in: one.in - ofClip(one, earlier, schedule.rate) };
    return one === before ? { ...one, end: start } : one;
  });
  return programme(schedule.rate, schedule.frames, layers, schedule.sound);
}

/** A part of a film, from one frame to another, as a film of its own. */
export function part(schedule: Schedule, from: number, to: number): Schedule {
  const [first, last] = [Math.max(0, Math.round(from)), Math.min(schedule.frames, Math.round(to))];
  const within = (pieces: readonly Piece[]): Piece[] =>
    pieces
      .filter(({ start, end }) => start < last && end > first)
      .map((piece) => moved(between(piece, first, last, schedule.rate), -first));
  return programme(schedule.rate, Math.max(0, last - first), within(schedule.layers), within(schedule.sound));
}

/** Where the picture of a line begins, or ends, in the film. */
export function pictureEdge(schedule: Schedule, line: string, side: "head" | "tail"): number | null {
  const ours = schedule.layers.filter((piece) => piece.line === line && piece.track === "V1");
  return (side === "head" ? ours[0]?.start : ours.at(-1)?.end) ?? null;
}
