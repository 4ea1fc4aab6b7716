/** What plays when: pure. Frames are those of the programme (the film, or a try of something else). */

import type { Clip } from "../contract/shapes";
import { firstAfter } from "../state/cut";
import type { Placed, WholeCut } from "../state/cut";
import type { Rate } from "../timecode";
import { frameAt, rateOf, seconds } from "../timecode";

/** A piece of one clip: from frame `in` of the clip, from `start` to (not with) `end` of the programme. */
export interface Piece {
  readonly key: string;
  readonly track: string;
  readonly line: string;
  readonly clip: string;
  readonly clipRate: Rate;
  readonly in: number;
  readonly start: number;
  readonly end: number;
  /** Which channels of the clip are heard; none named: all. */
  readonly channels: readonly number[];
  readonly gain: number;
}

export interface Schedule {
  readonly rate: Rate;
  readonly frames: number;
  /** In order, never overlapping. */
  readonly picture: readonly Piece[];
  /** Every sound track, in order of `start`; pieces of different tracks may overlap. */
  readonly sound: readonly Piece[];
}

export const EMPTY: Schedule = { rate: { num: 25, den: 1 }, frames: 0, picture: [], sound: [] };

type Clips = ReadonlyMap<string, Pick<Clip, "rate">>;

function pieceOf(event: Placed, clips: Clips, rate: Rate): Piece {
  const { key, track, line, clip, in: from, start, end, channels, gain } = event;
  const known = clips.get(clip);
  const clipRate = known ? rateOf(known.rate) : rate;
  return { key, track, line, clip, clipRate, in: from, start, end, channels, gain };
}

/** The film as pieces to play. */
export function scheduleOf(cut: WholeCut, clips: Clips, rate: Rate): Schedule {
  const pieces = cut.events.map((event) => pieceOf(event, clips, rate));
  return {
    rate,
    frames: cut.frames,
    picture: pieces.filter(({ track }) => track === "V1"),
    sound: pieces.filter(({ track, gain }) => track.startsWith("A") && gain > 0),
  };
}

/** A stretch of a clip to try: frames of the clip. */
export interface Stretch {
  readonly clip: string;
  readonly in: number;
  readonly out: number;
  readonly line?: string;
}

/** Stretches one after the other, picture and sound together, `gap` frames of nothing between. */
export function inTurn(stretches: readonly Stretch[], clips: Clips, rate: Rate, gap = 0): Schedule {
  const picture: Piece[] = [];
  let at = 0;
  stretches.forEach(({ clip, in: from, out, line }, index) => {
    const clipRate = rateOf(clips.get(clip)?.rate ?? `${rate.num}/${rate.den}`);
    const length = Math.max(1, frameAt(seconds(out - from, clipRate), rate));
    const [start, end] = [at, at + length];
    picture.push({
      key: `try:${index}`,
      track: "V1",
      line: line ?? "",
      clip,
      clipRate,
      channels: [],
      gain: 1,
      in: from,
      start,
      end,
    });
    at = end + gap;
  });
  const sound = picture.map((piece) => ({ ...piece, track: "A1" }));
  return { rate, frames: Math.max(0, at - gap), picture, sound };
}

/** Seconds of the clip at a frame of the programme; the frame may be a part of one. Nothing is retimed. */
export function clipSeconds(piece: Piece, frame: number, rate: Rate): number {
  return seconds(piece.in, piece.clipRate) + seconds(frame - piece.start, rate);
}

/** The clip's own frame that is shown at a frame of the programme. */
export function clipFrame(piece: Piece, frame: number, rate: Rate): number {
  return frameAt(clipSeconds(piece, frame, rate), piece.clipRate);
}

/** The piece of picture at a frame, and what comes after it. */
export function pictureAt(schedule: Schedule, frame: number): { now: Piece | null; next: readonly Piece[] } {
  const after = firstAfter(schedule.picture, frame);
  const piece = schedule.picture[after - 1];
  return {
    now: piece && frame < piece.end ? piece : null,
    next: schedule.picture.slice(after, after + 3),
  };
}

/** Pieces of sound that are heard between two frames. */
export function soundBetween(schedule: Schedule, from: number, to: number): Piece[] {
  return schedule.sound.filter(({ start, end }) => start < to && end > from);
}

const sameList = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();

/** Does `next` go on where `piece` ends, in the same clip, so that there is no cut between them? */
export function goesOn(piece: Piece, next: Piece, rate: Rate): boolean {
  const gap = clipSeconds(next, next.start, rate) - clipSeconds(piece, piece.end, rate);
  const same =
    piece.clip === next.clip && piece.gain === next.gain && sameList(piece.channels, next.channels);
  return same && piece.end === next.start && Math.abs(gap) < 1e-4;
}

export interface Joins {
  /** Fade in at the head: the sound before it is another. */
  readonly head: boolean;
  readonly tail: boolean;
}

/** Where a piece of sound needs a fade: wherever it does not go on from, or into, its neighbour. */
export function joinsOf(schedule: Schedule, piece: Piece): Joins {
  const same = schedule.sound.filter(({ track }) => track === piece.track);
  const at = same.indexOf(piece);
  const [before, after] = [same[at - 1], same[at + 1]];
  return {
    head: !(before && goesOn(before, piece, schedule.rate)),
    tail: !(after && goesOn(piece, after, schedule.rate)),
  };
}

/** Frames where a picture or a sound begins: where the arrows up and down go. */
export function cutsOf(schedule: Schedule): number[] {
  const cuts = new Set([0, schedule.frames]);
  for (const { start } of schedule.picture) cuts.add(start);
  return [...cuts].sort((a, b) => a - b);
}

/** The next speed of a shuttle: 1, 2, 4, 8 in its direction; the other way slows it down first. */
export function shuttle(speed: number, direction: 1 | -1): number {
  if (speed === 0 || Math.sign(speed) === direction)
    return direction * Math.min(8, Math.max(1, Math.abs(speed) * 2));
  return Math.abs(speed) > 1 ? speed / 2 : direction;
}
