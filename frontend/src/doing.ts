/** What every key and button does, by its name in the table of keys. */

import { strings } from "./strings";
import type { Doing } from "./keys";
import { player } from "./player/player";
import type { Placed } from "./state/cut";
import { eventAt, lineAt } from "./state/cut";
import { dialogs } from "./state/dialogs.svelte";
import { playhead } from "./state/playhead.svelte";
import { placeOf, room } from "./state/room.svelte";
import { selection } from "./state/selection.svelte";
import { view } from "./state/view.svelte";
import { perSecond } from "./timecode";

/** The event that is meant: the selected one, or the picture that plays. */
export function meant(): Placed | null {
  return selection.event ?? eventAt(room.cut, "V1", playhead.frame) ?? null;
}

/** The reading that is heard for the line that is meant. */
function heard(): { line: string; file: string; event: Placed } | null {
  const line = selection.line ?? lineAt(room.cut, playhead.frame);
  const event = room.cut.events.find((e) => e.line === line && e.track.startsWith("A") && e.shows === "line");
  const file = event && room.clips.get(event.clip)?.file;
  return line && event && file ? { line, file, event } : null;
}

function toLine(direction: 1 | -1): void {
  const lines = room.cut.lines;
  const here = selection.line ?? lineAt(room.cut, playhead.frame);
  const at = lines.findIndex(({ line }) => line === here);
  const next = lines[Math.max(0, Math.min(lines.length - 1, at + direction))];
  if (next) goToLine(next.line);
}

/** Select a line and put the play head at its first word. */
export function goToLine(line: string): void {
  selection.selectLine(line);
  const span = room.cut.byLine.get(line);
  if (span) player.seek(span.start);
}

/** Select an event and put the play head at its head. */
export function goToEvent(event: Placed): void {
  selection.select(event);
  player.seek(event.start);
}

function toLook(): void {
  const asking = room.cut.events.filter(({ key }) => room.toLook.has(key));
  const next = asking.find(({ start }) => start > playhead.frame) ?? asking[0];
  if (next) goToEvent(next);
}

/** A person looked at what asked for it: a picture, and the sound that asks for the same reason. */
export function lookedAt(event: Placed): void {
  const place = placeOf(event);
  for (const { key, look_key, ...other } of room.cut.events)
    if (look_key !== null && room.toLook.has(key) && placeOf(other) === place)
      void room.do({ act: "look", event: look_key });
}

function looked(): void {
  const event = meant();
  if (event) lookedAt(event);
}

/** Pass numbers come with the takes of a line; the panel that has them sets these. */
export const onReading: {
  keep: ((line: string) => void) | null;
  star: ((line: string) => void) | null;
  scan: ((line: string) => void) | null;
  notThis: ((line: string) => void) | null;
} = { keep: null, star: null, scan: null, notThis: null };

function withLine(what: keyof typeof onReading): void {
  const line = heard()?.line;
  if (line) onReading[what]?.(line);
}

const DO: Readonly<Record<Doing, () => void>> = {
  playPause: () => player.toggle(),
  shuttleBack: () => player.shuttle(-1),
  shuttleStop: () => player.stop(),
  shuttleForward: () => player.shuttle(1),
  frameBack: () => player.step(-1),
  frameForward: () => player.step(1),
  secondBack: () => player.step(-Math.round(perSecond(room.rate))),
  secondForward: () => player.step(Math.round(perSecond(room.rate))),
  previousCut: () => player.toCut(-1),
  nextCut: () => player.toCut(1),
  previousLine: () => toLine(-1),
  nextLine: () => toLine(1),
  nextLook: toLook,
  start: () => player.seek(0),
  end: () => player.seek(player.schedule.frames - 1),
  markIn: () => (playhead.markIn = playhead.frame),
  markOut: () => (playhead.markOut = playhead.frame + 1),
  clearMarks: () => (playhead.markIn = playhead.markOut = null),
  loop: () => (playhead.loop = !playhead.loop),
  fullScreen: () => view.toggleFull(),
  zoomIn: () => view.zoom(1.5),
  zoomOut: () => view.zoom(1 / 1.5),
  fit: () => view.fit(),
  follow: () => (view.follow = !view.follow),
  scan: () => withLine("scan"),
  keep: () => withLine("keep"),
  free: () => {
    const line = heard()?.line;
    if (line) void room.do({ act: "free", line });
  },
  star: () => withLine("star"),
  notThis: () => withLine("notThis"),
  looked,
  comment: () => dialogs.comment(),
  undo: () => {
    if (room.state?.undo) void room.do({ act: "undo" });
    else room.notice = { tone: "refused", says: [strings.head.undo(null)] };
  },
  redo: () => {
    if (room.state?.redo) void room.do({ act: "redo" });
    else room.notice = { tone: "refused", says: [strings.head.redo(null)] };
  },
  keys: () => (dialogs.open = "keys"),
  leave: () => {
    if (playhead.trying !== null) player.leave();
    else selection.select(null);
  },
};

export function does(what: Doing): void {
  DO[what]();
}
