/** Draws the timeline on a canvas. It reads values and draws; it keeps nothing. */

import type { Clip, Comment } from "../contract/shapes";
import type { Placed, WholeCut } from "../state/cut";
import type { Rate } from "../timecode";
import { perSecond, rateOf, seconds } from "../timecode";
import type { Fetched } from "./fetched";
import { extremes } from "./fetched";
import type { Row, Window } from "./geometry";
import { RULER, SCENES, inSight, ticksOf, xOf } from "./geometry";

/** All that the drawing shows. */
export interface Drawing {
  readonly cut: WholeCut;
  readonly rows: readonly Row[];
  readonly window: Window;
  readonly height: number;
  readonly rate: Rate;
  readonly drop: boolean;
  /** The timecode of the first frame, in frames. */
  readonly start: number;
  readonly clips: ReadonlyMap<string, Clip>;
  readonly headings: ReadonlyMap<string, string>;
  readonly words: ReadonlyMap<string, string>;
  readonly selected: string | null;
  readonly line: string | null;
  readonly toLook: ReadonlySet<string>;
  readonly fresh: ReadonlySet<string>;
  readonly comments: readonly Comment[];
  readonly marks: readonly [number | null, number | null];
  readonly fetched: Fetched;
  readonly colours: Colours;
}

const NAMES = [
  "floor",
  "panel",
  "raised",
  "rule",
  "rule-strong",
  "ink",
  "ink-2",
  "ink-3",
  "focus",
  "picture",
  "picture-fill",
  "reaction-fill",
  "beat-fill",
  "sound",
  "sound-fill",
  "look",
  "human",
  "bad",
  "ui",
  "mono",
] as const;
export type Colours = Readonly<Record<(typeof NAMES)[number], string>>;

/** The colours and faces of the theme, as the canvas needs them. */
export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Colours;
}

type Pen = CanvasRenderingContext2D;

/** Draw it all. */
export function paint(pen: Pen, drawing: Drawing): void {
  const { window, height, colours } = drawing;
  pen.fillStyle = colours.floor;
  pen.fillRect(0, 0, window.width, height);
  paintMarks(pen, drawing);
  paintRuler(pen, drawing);
  paintScenes(pen, drawing);
  for (const row of drawing.rows) paintRow(pen, drawing, row);
  paintSplits(pen, drawing);
  paintMissing(pen, drawing);
  paintComments(pen, drawing);
}

function paintMarks(pen: Pen, { marks: [from, to], window, height, colours, cut }: Drawing): void {
  if (from === null && to === null) return;
  const [left, right] = [xOf(from ?? 0, window), xOf(to ?? cut.frames, window)];
  pen.fillStyle = `${colours.focus}1c`;
  pen.fillRect(left, 0, right - left, height);
  pen.fillStyle = colours.focus;
  if (from !== null) pen.fillRect(left, 0, 2, RULER);
  if (to !== null) pen.fillRect(right - 2, 0, 2, RULER);
}

function paintRuler(pen: Pen, { window, rate, drop, start, colours }: Drawing): void {
  pen.font = `10px ${colours.mono}`;
  pen.textBaseline = "middle";
  for (const { frame, label } of ticksOf(window, rate, drop, start)) {
    const x = Math.round(xOf(frame, window)) + 0.5;
    pen.fillStyle = label ? colours["rule-strong"] : colours.rule;
    pen.fillRect(x, label ? 6 : RULER - 6, 1, label ? RULER - 6 : 6);
    pen.fillStyle = colours["ink-3"];
    // A timecode of which only the beginning is in sight would be another timecode.
    if (label && x + 5 + pen.measureText(label).width <= window.width) pen.fillText(label, x + 5, 11);
  }
}

function paintScenes(pen: Pen, { cut, window, headings, colours }: Drawing): void {
  pen.font = `600 10px ${colours.ui}`;
  for (const { number, start, end } of cut.scenes) {
    const [left, right] = [xOf(start, window), xOf(end, window)];
    if (right < 0 || left > window.width) continue;
    pen.fillStyle = colours.raised;
    pen.fillRect(left, RULER, Math.max(1, right - left - 1), SCENES);
    if (right - left < pen.measureText(number).width + 12) continue;
    within(pen, left, RULER, right - left - 4, SCENES, () => {
      const at = Math.max(left, 0) + 6;
      pen.fillStyle = colours.focus;
      pen.fillText(number, at, RULER + SCENES / 2);
      pen.fillStyle = colours["ink-2"];
      pen.fillText(headings.get(number) ?? "", at + pen.measureText(number).width + 7, RULER + SCENES / 2);
    });
  }
}

/** What is there to be had, and neither heard nor seen. */
const SWITCHED_OFF = 0.25;

function paintRow(pen: Pen, drawing: Drawing, row: Row): void {
  const { colours, window } = drawing;
  pen.fillStyle = colours.panel;
  pen.fillRect(0, row.y, window.width, row.height);
  const picture = row.track.startsWith("V");
  for (const event of inSight(drawing.cut.tracks.get(row.track) ?? [], window)) {
    const left = xOf(event.start, window);
    const width = Math.max(1, xOf(event.end, window) - left - 1);
    pen.fillStyle = fillOf(event, picture, colours);
    box(pen, left, row.y, width, row.height);
    pen.globalAlpha = picture && event.gain === 0 ? SWITCHED_OFF : 1;
    pen.fill();
    if (width >= 8) {
      if (picture) paintPicture(pen, drawing, event, row, left, width);
      else paintSound(pen, drawing, event, row, left, width);
    }
    pen.globalAlpha = 1;
    paintSigns(pen, drawing, event, row, left, width);
  }
}

function fillOf(event: Placed, picture: boolean, colours: Colours): string {
  if (event.shows === "beat") return colours["beat-fill"];
  if (!picture) return colours["sound-fill"];
  return event.shows === "reaction" ? colours["reaction-fill"] : colours["picture-fill"];
}

/** A narrower event has neither name nor picture, and one as narrow as this no sign either. */
const NARROW = 22;
const SIGNED = 14;

/** A strip of colour, the first frame, the name of the take. */
function paintPicture(pen: Pen, d: Drawing, event: Placed, row: Row, left: number, width: number): void {
  const clip = d.clips.get(event.clip);
  const label = clip?.name ?? event.clip;
  within(pen, left, row.y, width, row.height, () => {
    let at = Math.max(left, 0) + 6;
    const tall = row.height - 20;
    if (clip && tall >= 16 && width >= NARROW) paintStills(pen, d, event, row.y + 18, tall, left, width);
    pen.font = `600 11px ${d.colours.ui}`;
    pen.fillStyle = d.colours.ink;
    const sign = d.toLook.has(event.key) && width > SIGNED ? 14 : 0;
    if (width - sign < NARROW) return;
    within(pen, left, row.y, width - sign, row.height, () => pen.fillText(label, at, row.y + 10));
    at += pen.measureText(label).width + 7;
    if (sign > 0) return;
    pen.font = `10px ${d.colours.ui}`;
    pen.fillStyle = d.colours["ink-2"];
    if (event.shows !== "line") pen.fillText(event.shows, at, row.y + 10);
  });
}

/** Its first frame, and, where there is room for both, its last: what meets at a cut is seen on both sides. */
function paintStills(
  pen: Pen,
  d: Drawing,
  event: Placed,
  top: number,
  tall: number,
  left: number,
  width: number,
): void {
  const clip = d.clips.get(event.clip);
  const wide = tall * (clip && clip.height > 0 ? clip.width / clip.height : 16 / 9);
  // Of a picture that is wider than its event the middle is seen: there the faces are.
  const first = left + 1 + Math.min(0, (width - 2 - wide) / 2);
  const places = width > 2.2 * wide ? [first, left + width - 1 - wide] : [first];
  for (const [at, x] of places.entries()) {
    if (x > d.window.width || x + wide < 0) continue;
    const still = clip && unplayable(clip) ? null : d.fetched.still(event, at === 1);
    pen.fillStyle = "#0003";
    if (still) pen.drawImage(still, x, top, wide, tall);
    else pen.fillRect(x, top, wide, tall);
  }
}

const unplayable = ({ media }: Clip): boolean => media === "gone" || media === "unreadable";

/** The waveform, and the words under it. */
function paintSound(pen: Pen, d: Drawing, event: Placed, row: Row, left: number, width: number): void {
  const words = row.height >= 34 ? 15 : 0;
  paintWave(pen, d, event, { ...row, height: row.height - words }, left, width);
  if (!words || width < 26) return;
  within(pen, left, row.y, width, row.height, () => {
    const at = Math.max(left, 0) + 6;
    const y = row.y + row.height - 8;
    pen.font = `600 10px ${d.colours.ui}`;
    pen.fillStyle = d.colours.sound;
    pen.fillText(event.line, at, y);
    pen.fillStyle = d.colours["ink-2"];
    pen.font = `10px ${d.colours.ui}`;
    pen.fillText(d.words.get(event.line) ?? "", at + pen.measureText(event.line).width + 8, y);
  });
}

/** A peak of this fills the row: speech is recorded well below full scale (128). */
const FULL = 72;

function paintWave(pen: Pen, d: Drawing, event: Placed, row: Row, left: number, width: number): void {
  const clip = d.clips.get(event.clip);
  const peaks = clip && !unplayable(clip) ? d.fetched.peaks(event.clip) : null;
  if (!peaks || !clip) return;
  const middle = row.y + row.height / 2;
  const tall = (row.height / 2 - 3) / FULL;
  const from_s = seconds(event.in, rateOf(clip.rate));
  const perPixel = 1 / (d.window.scale * perSecond(d.rate));
  pen.fillStyle = d.colours.sound;
  pen.globalAlpha = event.gain === 0 ? SWITCHED_OFF : event.shows === "line" ? 0.9 : 0.5;
  pen.beginPath();
  for (let x = Math.max(0, Math.floor(-left)); x < width - 1 && left + x < d.window.width; x += 1) {
    const [least, most] = extremes(peaks, from_s + x * perPixel, from_s + (x + 1) * perPixel);
    const [top, bottom] = [
      Math.min(most * tall, row.height / 2 - 2),
      Math.min(-least * tall, row.height / 2 - 2),
    ];
    pen.rect(left + x, middle - Math.max(0.5, top), 1, Math.max(1, top + bottom));
  }
  pen.fill();
  pen.globalAlpha = 1;
}

/** What is said about an event: selected, changed just now, decided by a person, asks for a look. */
function paintSigns(pen: Pen, d: Drawing, event: Placed, row: Row, left: number, width: number): void {
  const { colours } = d;
  if (event.pinned) {
    pen.fillStyle = colours.human;
    pen.fillRect(left, row.y + row.height - 3, width, 3);
  }
  if (d.toLook.has(event.key)) {
    pen.fillStyle = colours.look;
    pen.fillRect(left, row.y, width, 2);
    if (width > SIGNED) diamond(pen, left + width - 9, row.y + 10, 4.5);
  }
  const selected = event.key === d.selected;
  const fresh = d.fresh.has(event.key);
  if (!selected && !fresh && event.line !== d.line) return;
  pen.strokeStyle = selected ? colours.focus : fresh ? colours.ink : `${colours.focus}66`;
  pen.lineWidth = selected ? 2 : 1;
  box(pen, left + 0.5, row.y + 0.5, Math.max(1, width - 1), row.height - 1);
  pen.stroke();
}

/** Narrower split edits are not drawn: they would be a row of teeth. */
const LEAST_SPLIT = 3;

/** A split edit is seen as a line from where the picture begins to where its sound does. */
function paintSplits(pen: Pen, { cut, rows, window, colours }: Drawing): void {
  const [picture, sound] = [
    rows.find(({ track }) => track === "V1"),
    rows.find(({ track }) => track === "A1"),
  ];
  if (!picture || !sound) return;
  pen.strokeStyle = colours["ink-2"];
  pen.lineWidth = 1;
  pen.beginPath();
  for (const event of inSight(cut.tracks.get("V1") ?? [], window)) {
    if (event.shows !== "line" || Math.abs(event.leads) * window.scale < LEAST_SPLIT) continue;
    const [from, to] = [xOf(event.start, window), xOf(event.start + event.leads, window)];
    pen.moveTo(from, picture.y + picture.height - 8);
    pen.lineTo(from, picture.y + picture.height + 1);
    pen.lineTo(to, sound.y);
    pen.lineTo(to, sound.y + 8);
  }
  pen.stroke();
}

function paintMissing(pen: Pen, { cut, window, height, colours }: Drawing): void {
  pen.strokeStyle = pen.fillStyle = colours.bad;
  pen.font = `600 10px ${colours.ui}`;
  for (const { line, at } of cut.missing) {
    const x = Math.round(xOf(at, window)) + 0.5;
    if (x < -60 || x > window.width) continue;
    pen.setLineDash([3, 3]);
    pen.beginPath();
    pen.moveTo(x, RULER);
    pen.lineTo(x, height);
    pen.stroke();
    pen.setLineDash([]);
    pen.fillText(`${line} ✕`, x + 4, height - 7);
  }
}

function paintComments(pen: Pen, { comments, window, colours }: Drawing): void {
  for (const { frame, done } of comments) {
    const x = xOf(frame, window);
    if (x < -10 || x > window.width + 10) continue;
    pen.fillStyle = done ? colours["ink-3"] : colours.human;
    pen.beginPath();
    pen.moveTo(x, RULER);
    pen.lineTo(x, 6);
    pen.lineTo(x + 9, 6);
    pen.lineTo(x + 9, 14);
    pen.lineTo(x + 1.5, 14);
    pen.lineTo(x + 1.5, RULER);
    pen.fill();
  }
}

function box(pen: Pen, x: number, y: number, width: number, height: number): void {
  pen.beginPath();
  if (width > 6) pen.roundRect(x, y, width, height, 3);
  else pen.rect(x, y, width, height);
}

function diamond(pen: Pen, x: number, y: number, r: number): void {
  pen.beginPath();
  pen.moveTo(x, y - r);
  pen.lineTo(x + r, y);
  pen.lineTo(x, y + r);
  pen.lineTo(x - r, y);
  pen.fill();
}

function within(pen: Pen, x: number, y: number, width: number, height: number, draw: () => void): void {
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  draw();
  pen.restore();
}
