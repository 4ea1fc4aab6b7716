/** One table: which keys do what. The page listens by it, and `?` shows it. */

export type KeyGroup = "play" | "move" | "marks" | "decide" | "trim" | "look";

/** Everything a key may do; `doing.ts` says how. */
export type Doing =
  | "playPause"
  | "shuttleBack"
  | "shuttleStop"
  | "shuttleForward"
  | "frameBack"
  | "frameForward"
  | "secondBack"
  | "secondForward"
  | "previousCut"
  | "nextCut"
  | "previousLine"
  | "nextLine"
  | "nextLook"
  | "start"
  | "end"
  | "markIn"
  | "markOut"
  | "clearMarks"
  | "loop"
  | "fullScreen"
  | "zoomIn"
  | "zoomOut"
  | "fit"
  | "follow"
  | "scan"
  | "beside"
  | "take"
  | "keep"
  | "free"
  | "star"
  | "notThis"
  | "notSound"
  | "notPicture"
  | "trimEarlier"
  | "trimLater"
  | "trimMuchEarlier"
  | "trimMuchLater"
  | "trimEdge"
  | "splitEarlier"
  | "splitLater"
  | "loopJoin"
  | "react"
  | "looked"
  | "comment"
  | "undo"
  | "redo"
  | "keys"
  | "leave";

export interface Key {
  /** As `KeyboardEvent.key`, in lower case for letters. */
  readonly key: string;
  readonly shift?: boolean;
  /** Control, or Command on a Mac. */
  readonly command?: boolean;
  readonly does: Doing;
  readonly says: string;
  readonly group: KeyGroup;
}

export const GROUPS: Readonly<Record<KeyGroup, string>> = {
  play: "Play",
  move: "Go",
  marks: "Marks",
  decide: "Decide",
  trim: "Trim",
  look: "Look",
};

export const KEYS: readonly Key[] = [
  { key: " ", does: "playPause", says: "Play, pause", group: "play" },
  { key: "j", does: "shuttleBack", says: "Play backwards; again: faster", group: "play" },
  { key: "k", does: "shuttleStop", says: "Stop", group: "play" },
  { key: "l", does: "shuttleForward", says: "Play; again: faster", group: "play" },
  { key: "f", does: "fullScreen", says: "Full screen", group: "play" },
  { key: "ArrowLeft", does: "frameBack", says: "Back one frame", group: "move" },
  { key: "ArrowRight", does: "frameForward", says: "One frame on", group: "move" },
  { key: "ArrowLeft", shift: true, does: "secondBack", says: "Back one second", group: "move" },
  { key: "ArrowRight", shift: true, does: "secondForward", says: "One second on", group: "move" },
  { key: "ArrowUp", does: "previousCut", says: "Previous cut", group: "move" },
  { key: "ArrowDown", does: "nextCut", says: "Next cut", group: "move" },
  { key: "ArrowUp", shift: true, does: "previousLine", says: "Previous line", group: "move" },
  { key: "ArrowDown", shift: true, does: "nextLine", says: "Next line", group: "move" },
  { key: "Home", does: "start", says: "To the beginning", group: "move" },
  { key: "End", does: "end", says: "To the end", group: "move" },
  { key: "n", does: "nextLook", says: "Next place that asks for a look", group: "move" },
  { key: "i", does: "markIn", says: "Mark in", group: "marks" },
  { key: "o", does: "markOut", says: "Mark out", group: "marks" },
  { key: "x", does: "clearMarks", says: "Clear marks", group: "marks" },
  { key: "r", does: "loop", says: "Loop between the marks", group: "marks" },
  { key: "t", does: "scan", says: "Play the line from every take in turn", group: "decide" },
  { key: "y", does: "beside", says: "Two takes side by side; there: the other one’s sound", group: "decide" },
  { key: "Enter", does: "take", says: "Take what is tried", group: "decide" },
  { key: "p", does: "keep", says: "Keep this take for the line (pin)", group: "decide" },
  { key: "p", shift: true, does: "free", says: "Take back what was decided about the line", group: "decide" },
  { key: "s", does: "star", says: "Star this reading", group: "decide" },
  { key: "Backspace", does: "notThis", says: "Not this: another take for the line", group: "decide" },
  { key: "Backspace", shift: true, does: "notSound", says: "Not its sound", group: "decide" },
  { key: "Backspace", command: true, does: "notPicture", says: "Not its picture", group: "decide" },
  { key: "v", does: "looked", says: "I looked at it", group: "decide" },
  { key: "m", does: "comment", says: "Comment at this frame", group: "decide" },
  { key: "z", command: true, does: "undo", says: "Undo", group: "decide" },
  { key: "z", command: true, shift: true, does: "redo", says: "Redo", group: "decide" },
  { key: ",", does: "trimEarlier", says: "This end of the shot a frame earlier", group: "trim" },
  { key: ".", does: "trimLater", says: "This end of the shot a frame later", group: "trim" },
  { key: ",", shift: true, does: "trimMuchEarlier", says: "Five frames earlier", group: "trim" },
  { key: ".", shift: true, does: "trimMuchLater", says: "Five frames later", group: "trim" },
  { key: "e", does: "trimEdge", says: "The other end of the shot", group: "trim" },
  { key: "[", does: "splitEarlier", says: "Picture’s cut a frame earlier", group: "trim" },
  { key: "]", does: "splitLater", says: "Picture’s cut a frame later", group: "trim" },
  { key: "b", does: "loopJoin", says: "Loop over the join", group: "trim" },
  { key: "w", does: "react", says: "See a listener over the line, or none", group: "trim" },
  { key: "+", does: "zoomIn", says: "Zoom in", group: "look" },
  { key: "-", does: "zoomOut", says: "Zoom out", group: "look" },
  { key: "0", does: "fit", says: "The whole film", group: "look" },
  { key: "g", does: "follow", says: "Timeline follows the play head", group: "look" },
  { key: "?", does: "keys", says: "This list", group: "look" },
  { key: "Escape", does: "leave", says: "Leave: full screen, a try, a selection", group: "look" },
];

/** Keys whose shift belongs to the sign itself ("?" and "+" need it on many keyboards). */
const SIGNS = new Set(["?", "+", "-", "="]);

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What shift makes of the comma and the full stop, here and elsewhere. */
const SHIFTED: Readonly<Record<string, string>> = { "<": ",", ">": ".", ";": ",", ":": "." };

/** What a pressed key does, or null. */
export function doingOf(pressed: Pressed): Doing | null {
  if (pressed.altKey) return null;
  const sign = pressed.key === "=" ? "+" : pressed.key;
  const raw = pressed.shiftKey ? (SHIFTED[sign] ?? sign) : sign;
  const key = raw.length === 1 ? raw.toLowerCase() : raw;
  const command = pressed.ctrlKey || pressed.metaKey;
  const found = KEYS.find(
    (known) =>
      known.key === key &&
      (known.command ?? false) === command &&
      (SIGNS.has(pressed.key) || (known.shift ?? false) === pressed.shiftKey),
  );
  return found?.does ?? null;
}

const SHOWN: Readonly<Record<string, string>> = {
  " ": "Space",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Backspace: "⌫",
  Escape: "Esc",
};

/** A key as it is printed on the keyboard. */
export function printed({ key, shift, command }: Key): string {
  const sign = SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [command ? "Ctrl" : "", shift ? "⇧" : "", sign].filter(Boolean).join(" ");
}

/** The key of something, for a tool tip; empty when it has none. */
export function keyOf(does: Doing): string {
  const key = KEYS.find((known) => known.does === does);
  return key ? printed(key) : "";
}
