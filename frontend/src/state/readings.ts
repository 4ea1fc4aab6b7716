/** Readings of a line as something to play: pure. */

import type { Clip, Reading } from "../contract/shapes";
import type { Piece, Schedule } from "../player/schedule";
import { inTurn, programme } from "../player/schedule";
import type { Rate } from "../timecode";
import { perSecond, rateOf, seconds } from "../timecode";

type Clips = ReadonlyMap<string, Pick<Clip, "rate" | "frames">>;

/** What is played of a take before the line and after it, in frames of its clip. */
export const BEFORE = 8;
const AFTER = 10;
/** Black between two takes, in frames of the film. */
const GAP = 6;

/** The line from these readings, one after the other; the sound is the recorder's where there is one. */
export function playOf(readings: readonly Reading[], clips: Clips, rate: Rate): Schedule {
  const stretches = readings.map(({ clip, in: from, out }) => ({
    clip,
    in: Math.max(0, from - BEFORE),
    out: Math.min(clips.get(clip)?.frames ?? Infinity, out + AFTER),
  }));
  const whole = inTurn(stretches, clips, rate, GAP);
  return { ...whole, sound: whole.sound.map((piece, at) => recorded(piece, readings[at], clips)) };
}

/** The sound that was recorded with it, by another machine, or its own. */
function recorded(piece: Piece, reading: Reading | undefined, clips: Clips): Piece {
  const behind = reading?.recorders[0];
  const known = behind && clips.get(behind.clip);
  if (!reading || !behind || !known) return piece;
  const clipRate = rateOf(known.rate);
  const at_s = seconds(piece.in, piece.clipRate) + behind.in_s - reading.in_s;
  return { ...piece, clip: behind.clip, clipRate, in: at_s * perSecond(clipRate) };
}

/** Which of the readings plays at a frame; the one before in the black between two. */
export function playingAt(schedule: Schedule, frame: number): number {
  return schedule.picture.findLastIndex(({ start }) => start <= frame);
}

/** Two readings in step: each begins as long before the line's first word as the other. */
export function inStep(
  left: Reading,
  right: Reading,
  clips: Clips,
  rate: Rate,
): readonly [Schedule, Schedule] {
  const before_s = Math.min(0.5, left.in_s, right.in_s);
  const length_s = before_s + Math.max(left.out_s - left.in_s, right.out_s - right.in_s) + 0.5;
  const frames = Math.max(1, Math.round(length_s * perSecond(rate)));
  const one = (reading: Reading, key: string): Schedule => {
    const clipRate = rateOf(clips.get(reading.clip)?.rate ?? `${rate.num}/${rate.den}`);
    const piece: Piece = {
      key,
      track: "V1",
      line: "",
      clip: reading.clip,
      clipRate,
      channels: [],
      gain: 1,
      in: (reading.in_s - before_s) * perSecond(clipRate),
      start: 0,
      end: frames,
    };
    return programme(rate, frames, [piece], [recorded({ ...piece, track: "A1" }, reading, clips)]);
  };
  return [one(left, "left"), one(right, "right")];
}
