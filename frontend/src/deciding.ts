/** What a person decides about a line and its takes: from buttons and from keys alike. */

import * as api from "./api";
import type { Reading } from "./contract/shapes";
import { room } from "./state/room.svelte";
import { trying } from "./state/trying.svelte";

export type Chosen = Pick<Reading, "file" | "pass">;

/** Take sound and picture from this reading. alone: no other line changes. */
export function take(line: string, { file, pass }: Chosen, alone = false): void {
  trying.stop();
  void room.do({ act: "swap", line, file, pass, alone });
}

export function show(line: string, { file }: Chosen): void {
  trying.stop();
  void room.do({ act: "picture", line, file });
}

export function keep(line: string, { file, pass }: Chosen): void {
  void room.do({ act: "keep", line, file, pass });
}

export type Side = "both" | "sound" | "picture";

/** Never this take for the line: sound and picture, or one of the two. */
export function forbid(line: string, { file, pass }: Chosen, side: Side = "both"): void {
  trying.stop();
  void room.do({ act: "forbid", line, file, pass, side });
}

/** See this listener over the line; whole: all through it, as somebody is seen there now. */
export function listen(line: string, { file }: Pick<Reading, "file">, whole: boolean): void {
  void room.do(whole ? { act: "picture", line, file } : { act: "react", line, wanted: true, file });
}

export function star(line: string, { file, pass, starred }: Chosen & Pick<Reading, "starred">): void {
  void room.do({ act: "star", line, file, pass, on: !starred });
}

export function free(line: string): void {
  void room.do({ act: "free", line });
}

/** Take what is tried; nothing where nothing is. */
export function takeTried(): void {
  const { line, reading } = trying;
  if (line !== null && reading) take(line, reading);
}

/** Do something with the reading that is tried, or else with the one that plays in the cut. */
export async function withReading(
  line: string,
  then: (line: string, reading: Reading) => void,
): Promise<void> {
  const tried = trying.reading;
  if (tried && trying.line !== null) {
    then(trying.line, tried);
    return;
  }
  const readings = await readingsOf(line);
  const plays = readings.find(({ heard }) => heard) ?? readings.find(({ shown }) => shown);
  if (plays) then(line, plays);
}

/** Play the line from every take in turn, or stop it. */
export async function scan(line: string): Promise<void> {
  if (trying.scanning) trying.stop();
  else trying.play(line, await readingsOf(line));
}

async function readingsOf(line: string): Promise<readonly Reading[]> {
  try {
    return (await api.takes(line)).readings;
  } catch (error) {
    if (error instanceof api.Refused) room.notice = { tone: "refused", says: [error.sentence] };
    return [];
  }
}
