/** What a person may do, as it is sent: the table is `rushes.screening.acts`. */

/** What may be a part of something larger. */
export type Part =
  | {
      readonly act: "swap";
      readonly line: string;
      readonly file: string;
      readonly pass: number;
      /** Nothing but this line may change. */
      readonly alone?: boolean;
    }
  | { readonly act: "keep"; readonly line: string; readonly file: string; readonly pass: number }
  | { readonly act: "picture"; readonly line: string; readonly file: string }
  | { readonly act: "trim"; readonly line: string; readonly head: number; readonly tail: number }
  | { readonly act: "split"; readonly line: string; readonly leads: number }
  | {
      readonly act: "react";
      readonly line: string;
      readonly wanted: boolean;
      /** The clip in which somebody is seen to listen; without it any. */
      readonly file?: string | null;
    }
  | {
      readonly act: "forbid";
      readonly line: string;
      readonly file: string;
      readonly pass: number | null;
      readonly side: "both" | "sound" | "picture";
    }
  | { readonly act: "free"; readonly line: string }
  | {
      readonly act: "star";
      readonly line: string;
      readonly file: string;
      readonly pass: number;
      readonly on: boolean;
    }
  | { readonly act: "taste"; readonly name: string };

export type Act =
  | Part
  /** Several things as one: one undo has all of them back. */
  | { readonly act: "together"; readonly acts: readonly Part[] }
  | { readonly act: "bring back"; readonly name: string }
  | { readonly act: "comment"; readonly frame: number; readonly text: string; readonly line: string | null }
  | { readonly act: "resolve"; readonly comment: number; readonly done: boolean }
  | { readonly act: "look"; readonly event: string }
  | { readonly act: "version"; readonly name: string }
  | { readonly act: "relink"; readonly folder: string }
  | { readonly act: "lock" }
  | { readonly act: "unlock"; readonly because: string }
  | { readonly act: "undo" }
  | { readonly act: "redo" };

/** Acts that a locked film still takes. */
export const WHEN_LOCKED: ReadonlySet<Act["act"]> = new Set([
  "comment",
  "resolve",
  "look",
  "version",
  "relink",
  "unlock",
]);

/** Acts that change no cut; undo passes them over. */
export const WITHOUT_CUT: ReadonlySet<string> = new Set<Act["act"]>([...WHEN_LOCKED, "lock", "undo", "redo"]);

/** What is done one after the other by an act; null where it cannot be a part of something larger. */
export function partsOf(act: Act): readonly Part[] | null {
  if (act.act === "together") return act.acts;
  return act.act === "bring back" || WITHOUT_CUT.has(act.act) ? null : [act as Part];
}
