/** What an act of the journal did, in words: pure. */

import { WITHOUT_CUT } from "../contract/acts";
import type { Change, Entry, KeptAct, KeptPart } from "../contract/shapes";
import { strings } from "../strings";

const did = strings.did;

/** A number with its sign; a true minus, as it is read aloud. */
export const signed = (value: number): string => (value < 0 ? `−${-value}` : value > 0 ? `+${value}` : "0");

type Told = (act: KeptPart & { readonly on_line: string; readonly take: string }) => string;

const TOLD: Readonly<Record<string, Told>> = {
  swap: ({ on_line, take, alone }) => (alone ? did.swapAlone : did.swap)(on_line, take),
  keep: ({ on_line, take }) => did.keep(on_line, take),
  picture: ({ on_line, take }) => did.picture(on_line, take),
  trim: ({ on_line, head, tail }) => did.trim(on_line, signed(head), signed(tail)),
  split: ({ on_line, leads }) => did.split(on_line, leads),
  react: ({ on_line, wanted, take }) =>
    !wanted ? did.reactNot(on_line) : take ? did.reactIn(on_line, take) : did.react(on_line),
  forbid: ({ on_line, take, side }) =>
    (side === "sound" ? did.forbidSound : side === "picture" ? did.forbidPicture : did.forbid)(on_line, take),
  free: ({ on_line }) => did.free(on_line),
  star: ({ on_line, take, on }) => (on ? did.star : did.starOff)(on_line, take),
  taste: ({ name }) => did.taste(name),
  "bring back": ({ name }) => did.bringBack(name),
  together: () => did.together,
  comment: ({ text }) => did.comment(text),
  resolve: ({ done }) => (done ? did.resolve : did.resolveNot),
  look: () => did.look,
  version: ({ name }) => did.version(name),
  relink: ({ folder }) => did.relink(folder),
  lock: () => did.lock,
  unlock: ({ because }) => did.unlock(because),
  undo: () => did.undo,
  redo: () => did.redo,
};

/** Say what an act did. takeOf: the name of a take by its file. */
export function saidOf(act: KeptAct, takeOf: (file: string) => string): string {
  if (act.acts.length > 0) return act.acts.map((part) => partSaid(part, takeOf)).join("; ");
  return partSaid(act, takeOf);
}

function partSaid(act: KeptPart, takeOf: (file: string) => string): string {
  const pass = (act.pass ?? 1) > 1 ? `, ${strings.takes.pass(act.pass ?? 1)}` : "";
  const take = act.file === null ? "" : takeOf(act.file) + pass;
  return TOLD[act.act]?.({ ...act, on_line: act.line ?? "", take }) ?? act.act;
}

/** A name as it is signed where there is little room: "Mara Lind" is ML. */
export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/u);
  const first = (word = ""): string => (/^\p{L}\p{M}*|^./u.exec(word)?.[0] ?? "").toUpperCase();
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map(first).join("");
};

/** What changed in one row: how many of what. */
export const summary = (changes: readonly Pick<Change, "what" | "rows">[]): string =>
  changes.map(({ what, rows }) => `${what}: ${rows.length}`).join(" · ");

/** What every undo of a journal took back, and every redo did again, by the number of its entry. */
export function undoneBy(entries: readonly Entry[]): ReadonlyMap<number, Entry> {
  const [cutting, undone]: [Entry[], Entry[]] = [[], []];
  const of = new Map<number, Entry>();
  const back = (from: Entry[], to: Entry[], seq: number): void => {
    const entry = from.pop();
    if (!entry) return;
    to.push(entry);
    of.set(seq, entry);
  };
  for (const entry of entries) {
    if (entry.act.act === "undo") back(cutting, undone, entry.seq);
    else if (entry.act.act === "redo") back(undone, cutting, entry.seq);
    else if (!WITHOUT_CUT.has(entry.act.act)) {
      cutting.push(entry);
      undone.length = 0;
    }
  }
  return of;
}
