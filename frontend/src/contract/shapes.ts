/** Every shape the server sends, as a reader and as a type. The page reads nothing that is not here. */

import { byName, fraction, list, number, object, or, orNull, pair, text, truth, word } from "./reader";
import type { Of, Shape } from "./reader";

/** The schema this page reads. */
export const SCHEMA = "rushes.room/1";

const texts = list(text);
const nothing: readonly never[] = [];

export const reason = object({ name: text, worth: number, fact: text });
export type Reason = Of<typeof reason>;

/** An event of one scene; `from` and `to` count from the scene's first frame, `in` and `out` from the clip's. */
export const event = object({
  key: text,
  track: text,
  line: text,
  clip: text,
  in: number,
  out: number,
  from: number,
  to: number,
  confidence: number,
  look: or(texts, nothing),
  /** What a look at it is kept under: another when the event changes. Null when it asks for none. */
  look_key: or(orNull(text), null),
  shows: word("line", "reaction", "beat", "tone"),
  leads: or(number, 0),
  pinned: or(truth, false),
  /** Which channels of the clip are heard; none named: all. */
  channels: or(list(number), nothing),
  /** How loud; 0: it is there to be had, and switched off. */
  gain: or(number, 1),
});
export type Event = Of<typeof event>;

export const missing = object({
  line: text,
  character: or(text, ""),
  text: or(text, ""),
  at: or(number, 0),
});
export type Missing = Of<typeof missing>;

export const beat = object({
  number: number,
  text: text,
  how: text,
  fact: or(text, ""),
  at: or(number, 0),
  after: or(text, ""),
  before: or(text, ""),
  clip: or(orNull(text), null),
});
export type Beat = Of<typeof beat>;

export const sceneCut = object({
  number: text,
  at: number,
  frames: number,
  hash: text,
  events: list(event),
  missing: or(list(missing), nothing),
  beats: or(list(beat), nothing),
});
export type SceneCut = Of<typeof sceneCut>;

export const comment = object({
  seq: number,
  who: text,
  at: text,
  frame: number,
  line: orNull(text),
  text: text,
  done: truth,
});
export type Comment = Of<typeof comment>;

export const star = object({ line: text, file: text, pass: number, who: text });
export type Star = Of<typeof star>;

/** What a person decided about a line: in words, and in figures where it has any. */
export const pin = object({
  line: text,
  says: text,
  who: text,
  where: or(text, ""),
  head: or(number, 0),
  tail: or(number, 0),
  split: or(orNull(number), null),
  reaction: or(orNull(truth), null),
});
export type Pin = Of<typeof pin>;

/** A version of the film. An editor's came back from another system: `what` is its file. */
export const version = object({
  name: text,
  what: text,
  by: word("machine", "person", "editor"),
  at: or(text, ""),
  seq: or(number, 0),
  /** What it is called, where its name is only what it is asked for by. */
  title: or(text, ""),
  /** Whose it is, where that was said. */
  who: or(text, ""),
  /** From the first cut, 0 to 1. */
  distance: or(orNull(number), null),
  /** Where its file lies, from the film's folder. */
  place: or(text, ""),
  /** Why it cannot be played. */
  trouble: or(text, ""),
  /** There is a page on which all is told that was changed in it. */
  report: or(truth, false),
});
export type Version = Of<typeof version>;

const keptFields = {
  act: text,
  line: or(orNull(text), null),
  file: or(orNull(text), null),
  pass: or(orNull(number), null),
  alone: or(truth, false),
  head: or(number, 0),
  tail: or(number, 0),
  leads: or(number, 0),
  wanted: or(truth, true),
  on: or(truth, true),
  done: or(truth, true),
  side: or(text, "both"),
  name: or(text, ""),
  text: or(text, ""),
  because: or(text, ""),
  folder: or(text, ""),
  frame: or(number, 0),
};

/** An act as the journal keeps it: its fields are those of the table, and only its own are there. */
export const keptAct = object({ ...keptFields, acts: or(list(object(keptFields)), nothing) });
export type KeptPart = Omit<KeptAct, "acts">;
export type KeptAct = Of<typeof keptAct>;

/** An entry of the journal. */
export const entry = object({ seq: number, at: text, who: text, act: keptAct });
export type Entry = Of<typeof entry>;

/** One kind of what is different: what it is, and a row for each; `lines`: of each the line to be had so, or "". */
export const change = object({ what: text, rows: texts, lines: or(texts, nothing) });
export type Change = Of<typeof change>;

export const lock = object({ who: text, at: text });

export const state = object({
  hash: text,
  seq: number,
  locked: orNull(lock),
  /** What it would take back, or do again. */
  undo: orNull(entry),
  redo: orNull(entry),
  taste: text,
  tastes: texts,
  to_look: texts,
  looked: texts,
  comments: list(comment),
  stars: list(star),
  pins: list(pin),
  versions: list(version),
  decisions: object({ machine: number, human: number }),
  /** Who decided how much, in words for the end of the film: a line each. */
  credit: or(texts, nothing),
});
export type State = Of<typeof state>;

export const element = object({
  kind: word("action", "line", "transition"),
  text: text,
  line: orNull(text),
  character: orNull(text),
  extension: or(orNull(text), null),
  parenthetical: orNull(text),
});
export type Element = Of<typeof element>;

export const scriptScene = object({ number: text, heading: text, elements: list(element) });
export type ScriptScene = Of<typeof scriptScene>;

/** Whether a clip's picture can be played; `because` says why not, or why not yet. */
const mediaWord = word("ready", "making", "gone", "unreadable");

export const clip = object({
  id: text,
  file: text,
  name: text,
  rate: fraction,
  frames: number,
  width: or(number, 0),
  height: or(number, 0),
  media: mediaWord,
  because: or(text, ""),
  start_timecode: orNull(text),
  sound_only: or(truth, false),
  setup: or(orNull(text), null),
  take: or(orNull(number), null),
  camera: orNull(text),
  circled: or(truth, false),
  notes: or(texts, nothing),
});
export type Clip = Of<typeof clip>;
export type Media = Clip["media"];

export const finding = object({ kind: text, subject: text, fact: text, advice: or(text, "") });
export type Finding = Of<typeof finding>;

/** Refuses what another generation of the server sends, before it is read wrongly. */
const schema: Shape<typeof SCHEMA> = (value) => {
  if (value !== SCHEMA) throw new OtherGeneration(String(value));
  return SCHEMA;
};

/** The server speaks another schema than this page. */
export class OtherGeneration extends Error {
  constructor(readonly said: string) {
    super(said);
    this.name = "OtherGeneration";
  }
}

export const film = object({
  schema,
  title: text,
  rate: fraction,
  drop: truth,
  /** The timecode of its first frame, in frames: what is handed over counts from there. */
  start: or(number, 0),
  read_only: orNull(text),
  /** Whether files that went away may be looked for here. */
  relinks: or(truth, false),
  who: or(text, ""),
  state,
  script: list(scriptScene),
  scenes: list(sceneCut),
  clips: list(clip),
  readings_by_line: byName(number),
  findings: list(finding),
});
export type Film = Of<typeof film>;

export const alternate = object({
  clip: text,
  in: number,
  out: number,
  file: text,
  name: text,
  worth: number,
  /** By how much it is worth less than what was taken. */
  behind: number,
  lost_because: text,
  lost_on: list(object({ name: text, by: number, fact: text })),
  reasons: list(reason),
});
export type Alternate = Of<typeof alternate>;

/** Somebody who may be seen listening over a line, and in which clip. who: is known to be on camera. */
export const listener = object({
  clip: text,
  file: text,
  name: text,
  who: texts,
  in: number,
  out: number,
  now: truth,
});
export type Listener = Of<typeof listener>;

/** `GET /api/event`: why an event is there. */
export const whyEvent = object({
  reasons: list(reason),
  alternates: list(alternate),
  why: text,
  worth: number,
  confidence: number,
  look_because: texts,
  listeners: or(list(listener), nothing),
});
export type WhyEvent = Of<typeof whyEvent>;

export const spokenWord = object({
  text: text,
  state: text,
  heard: orNull(text),
  in_s: orNull(number),
  out_s: orNull(number),
});
export type SpokenWord = Of<typeof spokenWord>;

export const reading = object({
  clip: text,
  file: text,
  pass: number,
  in: number,
  out: number,
  in_s: number,
  out_s: number,
  kind: text,
  /** How much of the line is said as written, 0 to 1. */
  fidelity: number,
  confidence: number,
  words: list(spokenWord),
  /** How far speech is above the noise. */
  clear_db: number,
  noise_db: orNull(number),
  /** What is wrong with the picture, beside the other takes of its setup. */
  look: texts,
  soft: truth,
  no_good: truth,
  notes: or(texts, nothing),
  starred: or(truth, false),
  /** It may not be heard, or not seen, be it because others are starred. */
  forbidden: or(truth, false),
  /** Somebody decided so of its sound, or its picture. */
  not_heard: or(truth, false),
  not_seen: or(truth, false),
  heard: truth,
  shown: truth,
  in_cut: truth,
  circled: or(truth, false),
  /** Recordings of it by other machines, and the second of each at which the line begins. */
  recorders: or(list(object({ clip: text, in_s: number })), nothing),
});
export type Reading = Of<typeof reading>;

/** `GET /api/line`: a line of the script and every reading of it, in shooting order. */
export const lineTakes = object({
  line: object({ id: text, text: text, character: or(text, "") }),
  readings: list(reading),
});
export type LineTakes = Of<typeof lineTakes>;

/** `GET /api/journal`. */
export const journal = object({ entries: list(entry) });

/** `GET /api/compare`: what differs; `GET /api/brought`: what an editor changed. */
export const compared = object({ says: texts, changes: or(list(change), nothing) });
export type Compared = Of<typeof compared>;

/** `GET /api/version`: the scenes of a named version, and how its timecode counts: from that of its first frame. */
export const versionCut = object({
  name: text,
  rate: fraction,
  start: number,
  drop: truth,
  scenes: list(sceneCut),
});
export type VersionCut = Of<typeof versionCut>;

/** `POST /api/act`: what changed. `order`: where every scene begins now. */
export const changed = object({
  entry: or(orNull(entry), null),
  state,
  scenes: list(sceneCut),
  order: list(pair(text, number)),
  says: texts,
  changes: or(list(change), nothing),
  took_ms: or(number, 0),
});
export type Changed = Of<typeof changed>;

/** 409: somebody else was quicker. */
export const stale = object({
  error: word("stale"),
  sentence: text,
  state,
  acts_since: or(list(entry), nothing),
});
export type Stale = Of<typeof stale>;

/** Any other refusal. most: of a trim, the most frames that could be had. */
/** What was decided before and does not go with an act: about which line, and whether it is its trim alone. */
export const inTheWay = object({ line: text, trim: truth });
export type InTheWay = Of<typeof inTheWay>;
export const refusal = object({
  error: text,
  sentence: text,
  most: or(orNull(number), null),
  in_the_way: or(orNull(inTheWay), null),
});
export type Refusal = Of<typeof refusal>;

/** What `GET /api/watch` tells: `state` after every act by anybody, `media` when that of a clip changes. */
export const stateNews = object({ hash: text, seq: number });
export const mediaNews = object({
  clip: text,
  media: mediaWord,
  because: or(text, ""),
  progress: or(orNull(number), null),
});
export type MediaNews = Of<typeof mediaNews>;

/** `brought`, when versions came back, or went away: what the new ones are called. */
export const broughtNews = object({ names: texts });

/** `cutting`, while the whole film is cut anew: how much of it is, 0 to 1. */
export const cuttingNews = object({ share: number });

/** `leaving`, while a film is handed over: how far it is, and with what. */
export const leavingNews = object({ done: number, of: number, step: or(text, "") });
export type LeavingNews = Of<typeof leavingNews>;

/** `POST /api/turnover`: where it was handed over, and whose it is in a sentence. */
export const left = object({ folder: text, standing: text });
export type Left = Of<typeof left>;

/** `POST /api/relink`: names of the clips that were found and of those that still miss. */
export const relinked = object({
  found: texts,
  missing: texts,
  /** Of what cannot be taken, and why. */
  refused: texts,
  /** The room has to be opened again before anybody decides in it. */
  again: truth,
});
export type Relinked = Of<typeof relinked>;

/** `relink`, while a folder is looked through: the file that was read last. */
export const lookedNews = object({ done: number, of: number, file: text });
export type LookedNews = Of<typeof lookedNews>;

/** `GET /api/clock`: who worked for how long, and what that is beside the usual, in sentences. */
export const clock = object({ active_s: number, machine_s: number, says: texts });
