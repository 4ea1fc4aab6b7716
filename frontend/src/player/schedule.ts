/** What plays when: pure. Frames are those of the programme (the film, or a try of something else). */

import type { Clip } from "../contract/shapes";
import { firstAfter } from "../state/cut";
import type { Placed, WholeCut } from "../state/cut";
import type { Rate } from "../timecode";
import { frameAt, perSecond, rateOf, seconds } from "../timecode";

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
  /** Every picture that is there, seen or not, in order of `start`; those of different tracks may overlap. */
  readonly layers: readonly Piece[];
  /** What is seen of them: the topmost at each frame. In order, never overlapping. */
  readonly picture: readonly Piece[];
  /** Every sound track, in order of `start`; pieces of different tracks may overlap. */
  readonly sound: readonly Piece[];
}

/** A programme of these pictures and sounds. */
export function programme(
  rate: Rate,
  frames: number,
  layers: readonly Piece[],
  sound: readonly Piece[],
): Schedule {
  return { rate, frames, layers, picture: topmost(layers, rate), sound };
}

export const EMPTY: Schedule = programme({ num: 25, den: 1 }, 0, [], []);

type Clips = ReadonlyMap<string, Pick<Clip, "rate">>;

function pieceOf(event: Placed, clips: Clips, rate: Rate): Piece {
  const { key, track, line, clip, in: from, start, end, channels, gain } = event;
  const known = clips.get(clip);
  const clipRate = known ? rateOf(known.rate) : rate;
  return { key, track, line, clip, clipRate, in: from, start, end, channels, gain };
}

/** The film as pieces to play. */
export function scheduleOf(cut: WholeCut, clips: Clips, rate: Rate): Schedule {
  const pieces = cut.events.filter(({ gain }) => gain > 0).map((event) => pieceOf(event, clips, rate));
  return programme(
    rate,
    cut.frames,
    pieces.filter(({ track }) => track.startsWith("V")),
    pieces.filter(({ track }) => track.startsWith("A")),
  );
}

export function byTrack(pieces: readonly Piece[]): Map<string, Piece[]> {
  const tracks = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const track = tracks.get(piece.track);
    if (track) track.push(piece);
    else tracks.set(piece.track, [piece]);
  }
  return tracks;
}

const heightOf = (track: string): number => Number(track.slice(1)) || 0;

/** Of pictures on several tracks what is seen: V2 over V1, V3 over both; beneath a gap what lies under it. */
function topmost(layers: readonly Piece[], rate: Rate): readonly Piece[] {
  const upwards = [...byTrack(layers)]
    .sort(([a], [b]) => heightOf(a) - heightOf(b))
    .map(([, pieces]) => pieces);
  return upwards.reduce<readonly Piece[]>((under, over) => covered(under, over, rate), []);
}

/** One track over what is seen of those under it. */
function covered(under: readonly Piece[], over: readonly Piece[], rate: Rate): readonly Piece[] {
  if (under.length === 0) return over;
  let first = 0;
  const left = under.flatMap((piece) => {
    while ((over[first]?.end ?? Infinity) <= piece.start) first += 1;
    return uncovered(piece, over, first, rate);
  });
  return [...left, ...over].sort((a, b) => a.start - b.start);
}

/** What is left of a piece under others, of which the first that may lie over it is named. */
function uncovered(piece: Piece, over: readonly Piece[], first: number, rate: Rate): Piece[] {
  const left: Piece[] = [];
  let from = piece.start;
  for (let at = first; (over[at]?.start ?? Infinity) < piece.end; at += 1) {
    const { start, end } = over[at] ?? piece;
    if (start > from) left.push(between(piece, from, start, rate));
    from = Math.max(from, end);
  }
  if (from < piece.end) left.push(between(piece, from, piece.end, rate));
  return left;
}

/** A part of a piece; it keeps its place in the programme. */
export function between(piece: Piece, from: number, to: number, rate: Rate): Piece {
  const start = Math.max(piece.start, from);
  const skipped = seconds(start - piece.start, rate) * perSecond(piece.clipRate);
  return { ...piece, in: piece.in + skipped, start, end: Math.min(piece.end, to) };
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
  return programme(rate, Math.max(0, at - gap), picture, sound);
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
