/** What every key and button does, by its name in the table of keys. */

import { strings } from "./strings";
import type { Doing } from "./keys";
import * as deciding from "./deciding";
import { player } from "./player/player";
import { scheduleOf } from "./player/schedule";
import type { Placed } from "./state/cut";
import { lineAt, seenAt } from "./state/cut";
import { dialogs } from "./state/dialogs.svelte";
import { playhead } from "./state/playhead.svelte";
import { placeOf, room } from "./state/room.svelte";
import { selection } from "./state/selection.svelte";
import { part } from "./state/trim";
import { trimming } from "./state/trimming.svelte";
import { trying } from "./state/trying.svelte";
import { view } from "./state/view.svelte";
import { perSecond } from "./timecode";

/** The event that is meant: the selected one, or the picture that plays. */
export function meant(): Placed | null {
  return selection.event ?? seenAt(room.cut, playhead.frame) ?? null;
}

/** The line that is meant: the one that plays, or the selected one when the film stands. */
function lineMeant(): string | null {
  const heard = lineAt(room.cut, playhead.frame);
  if (playhead.trying !== null) return trying.line ?? selection.line;
  return playhead.playing ? heard : (selection.line ?? heard);
}

function toLine(direction: 1 | -1): void {
  const lines = room.cut.lines;
  const here = lineMeant();
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
  // One event a place, its picture where that asks: what is seen is looked at first.
  const places = new Map<string, Placed>();
  for (const event of room.cut.events)
    if (room.toLook.has(event.key) && !places.get(placeOf(event))?.track.startsWith("V"))
      places.set(placeOf(event), event);
  const asking = [...places.values()].sort((a, b) => a.start - b.start);
  const next = asking.find(({ start }) => start > playhead.frame) ?? asking[0];
  if (next) goToEvent(next);
}

/** Looks that are on their way into the journal: who presses twice looked once. */
const looking = new Set<string>();

/** A person looked at what asked for it: picture, and sound that asks for the same reason. False: nothing was done. */
export async function lookedAt(event: Placed): Promise<boolean> {
  const place = placeOf(event);
  let done = false;
  for (const { key, look_key: look } of room.cut.events.filter((one) => placeOf(one) === place)) {
    if (look === null || looking.has(look) || !room.toLook.has(key)) continue;
    looking.add(look);
    done = (await room.do({ act: "look", event: look }).finally(() => looking.delete(look))) || done;
  }
  return done;
}

/** Play an event with a little before it and after. */
export function playAround(event: Placed): void {
  const second = perSecond(room.rate);
  const film = scheduleOf(room.cut, room.clips, room.rate);
  const around = part(film, event.start - 1.5 * second, event.end + second);
  player.audition(strings.inspector.aroundName(event.line), around);
}

function looked(): void {
  const event = meant();
  if (event) void lookedAt(event);
}

function withLine(then: (line: string) => unknown): void {
  const line = lineMeant();
  if (line !== null) then(line);
}

function withReading(then: Parameters<typeof deciding.withReading>[1]): void {
  withLine((line) => deciding.withReading(line, then));
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
  scan: () =>
    withLine((line) => {
      selection.line = line;
      selection.tab = "takes";
      void deciding.scan(line);
    }),
  beside: () => withReading((line, reading) => dialogs.beside(line, reading)),
  take: () => deciding.takeTried(),
  keep: () => withReading(deciding.keep),
  free: () => withLine(deciding.free),
  star: () => withReading(deciding.star),
  notThis: () => withReading((line, reading) => deciding.forbid(line, reading)),
  notSound: () => withReading((line, reading) => deciding.forbid(line, reading, "sound")),
  notPicture: () => withReading((line, reading) => deciding.forbid(line, reading, "picture")),
  trimEarlier: () => withLine((line) => trimming.move(line, -1)),
  trimLater: () => withLine((line) => trimming.move(line, 1)),
  trimMuchEarlier: () => withLine((line) => trimming.move(line, -5)),
  trimMuchLater: () => withLine((line) => trimming.move(line, 5)),
  trimEdge: () => withLine((line) => trimming.otherEdge(line)),
  splitEarlier: () => withLine((line) => trimming.split(line, 1)),
  splitLater: () => withLine((line) => trimming.split(line, -1)),
  loopJoin: () => withLine((line) => trimming.loop(line)),
  react: () => withLine((line) => trimming.react(line)),
  looked,
  comment: () => dialogs.comment(),
  undo: () => {
    // What is being done can be undone, too: acts wait for each other.
    if (room.state?.undo ?? room.asking) void room.do({ act: "undo" });
    else room.notice = { tone: "refused", says: [strings.head.undo(null)] };
  },
  redo: () => {
    if (room.state?.redo) void room.do({ act: "redo" });
    else room.notice = { tone: "refused", says: [strings.head.redo(null)] };
  },
  keys: () => (dialogs.open = "keys"),
  leave: () => {
    if (view.full) view.toggleFull();
    else if (playhead.trying !== null) player.leave();
    else selection.select(null);
  },
};

/** What may be done with a take while it is tried; anything else stops it. */
const WHILE_TRYING: ReadonlySet<Doing> = new Set([
  "take",
  "keep",
  "star",
  "notThis",
  "notSound",
  "notPicture",
  "fullScreen",
]);

export function does(what: Doing): void {
  if (trying.scanning && !WHILE_TRYING.has(what)) trying.stop();
  else DO[what]();
}

/** A key that does nothing else stops a scan, too; true when it did. */
export function stopsScan(): boolean {
  const scanning = trying.scanning;
  if (scanning) trying.stop();
  return scanning;
}
