/** Exact rates and timecode. A rate is a fraction ("24000/1001"); frames are whole. */

export interface Rate {
  readonly num: number;
  readonly den: number;
}

export function rateOf(written: string): Rate {
  const [num = 25, den = 1] = written.split("/").map(Number);
  return { num, den };
}

export const seconds = (frames: number, rate: Rate): number => (frames * rate.den) / rate.num;

/** Frames a second, not rounded. */
export const perSecond = (rate: Rate): number => rate.num / rate.den;

/** The frame that is shown at a time; a hair of tolerance, as times come as floats. */
export const frameAt = (time_s: number, rate: Rate): number =>
  Math.floor((time_s * rate.num) / rate.den + 1e-6);

const two = (value: number): string => String(value).padStart(2, "0");

/** Drop-frame counting leaves out two numbers (four at 59.94) a minute, but for every tenth. */
function dropped(frame: number, nominal: number): number {
  const skip = Math.round(nominal / 15);
  const minute = nominal * 60 - skip;
  const ten = minute * 10 + skip;
  const tens = Math.floor(frame / ten);
  const rest = frame % ten;
  return frame + skip * (9 * tens + Math.max(0, Math.floor((rest - skip) / minute)));
}

/** HH:MM:SS:FF, with ; before the frames when it drops. */
export function timecode(frame: number, rate: Rate, drop = false): string {
  const nominal = Math.round(perSecond(rate));
  const dropping = drop && rate.den === 1001 && nominal % 30 === 0;
  const count = dropping ? dropped(frame, nominal) : frame;
  const [all, frames] = [Math.floor(count / nominal), count % nominal];
  const clock = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60].map(two).join(":");
  return `${clock}${dropping ? ";" : ":"}${two(frames)}`;
}

/** 4:07 or 1:02:03, for people. */
export function runningTime(frames: number, rate: Rate): string {
  const all = Math.round(seconds(frames, rate));
  const [hours, minutes, rest] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** A moment of the journal (ISO, UTC) as people here write it. */
export function moment(at: string): string {
  const when = new Date(at);
  return Number.isNaN(when.getTime()) ? at : WHEN.format(when);
}
