/** The door to the server: asks, acts, watches. Nothing else in the page knows an address. */

import type { Act } from "./contract/acts";
import type { Shape } from "./contract/reader";
import * as shapes from "./contract/shapes";

/** The server said no, or could not be reached; `sentence` is for people. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    readonly sentence: string,
    /** Of a trim: the most frames that could be had. */
    readonly most: number | null = null,
    /** What was decided before and does not go with it. */
    readonly inTheWay: shapes.InTheWay | null = null,
  ) {
    super(sentence);
    this.name = "Refused";
  }
}

/** Somebody else acted since: nothing was done; the state is the new one. */
export class StaleAct extends Refused {
  constructor(readonly news: shapes.Stale) {
    super(409, "stale", news.sentence);
    this.name = "StaleAct";
  }
}

const AWAY = "The room does not answer. Is `rushes screen` still running? Nothing was lost; try again.";

async function ask<T>(path: string, shape: Shape<T>, init?: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused(0, "away", AWAY);
  }
  const said: unknown = await answer.json().catch(() => null);
  if (answer.ok) return shape(said, "");
  throw refusedBy(answer.status, said);
}

function refusedBy(status: number, said: unknown): Refused {
  try {
    if (status === 409) return new StaleAct(shapes.stale(said, ""));
    const { error, sentence, most, in_the_way } = shapes.refusal(said, "");
    return new Refused(status, error, sentence, most, in_the_way);
  } catch {
    return new Refused(status, "unknown", `The room answered ${status} and did not say why.`);
  }
}

export const film = (): Promise<shapes.Film> => ask("api/film", shapes.film);

export const why = (key: string, signal?: AbortSignal): Promise<shapes.WhyEvent> =>
  ask(`api/event?key=${encodeURIComponent(key)}`, shapes.whyEvent, signal ? { signal } : undefined);

export const takes = (line: string, signal?: AbortSignal): Promise<shapes.LineTakes> =>
  ask(`api/line?id=${encodeURIComponent(line)}`, shapes.lineTakes, signal ? { signal } : undefined);

/** Do something. `seen`: the hash of the cut on this person's screen. Throws `StaleAct` or `Refused`. */
export const act = (what: Act, seen: string, who: string): Promise<shapes.Changed> =>
  ask("api/act", shapes.changed, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...what, seen, who }),
  });

/** Have a line as it is in a version that came back. Throws as `act` does. */
export const takeOver = (name: string, line: string, seen: string, who: string): Promise<shapes.Changed> =>
  ask("api/take-over", shapes.changed, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name, line, seen, who }),
  });

/** Hand over the film as it stands, or a version of it by its name: where it is then, and whose it is. */
export const handOver = (version: string): Promise<shapes.Left> =>
  ask("api/turnover", shapes.left, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ version }),
  });

/** Where the page is on which all is told that was changed in a version that came back. */
export const reportOf = (version: string): string => `api/brought/report?name=${encodeURIComponent(version)}`;

/** Any other answer of the room, read by its shape: for panels with routes of their own. */
export const get = ask;

export interface Watcher {
  readonly onState: (hash: string, seq: number) => void;
  readonly onMedia: (news: shapes.MediaNews) => void;
  readonly onBrought: (names: readonly string[]) => void;
  readonly onCutting: (share: number) => void;
  readonly onLeaving: (news: shapes.LeavingNews) => void;
  readonly onLooked: (news: shapes.LookedNews) => void;
  readonly onConnection: (here: boolean) => void;
}

/** Hear what others do and which proxies are ready; returns how to stop. The browser reconnects by itself. */
export function watch(watcher: Watcher): () => void {
  const source = new EventSource("api/watch");
  source.addEventListener("open", () => watcher.onConnection(true));
  source.addEventListener("error", () => watcher.onConnection(false));
  source.addEventListener("state", (told: MessageEvent<string>) => {
    const { hash, seq } = shapes.stateNews(JSON.parse(told.data), "state");
    watcher.onState(hash, seq);
  });
  source.addEventListener("media", (told: MessageEvent<string>) => {
    watcher.onMedia(shapes.mediaNews(JSON.parse(told.data), "media"));
  });
  source.addEventListener("relink", (told: MessageEvent<string>) => {
    watcher.onLooked(shapes.lookedNews(JSON.parse(told.data), "relink"));
  });
  source.addEventListener("brought", (told: MessageEvent<string>) => {
    watcher.onBrought(shapes.broughtNews(JSON.parse(told.data), "brought").names);
  });
  source.addEventListener("cutting", (told: MessageEvent<string>) => {
    watcher.onCutting(shapes.cuttingNews(JSON.parse(told.data), "cutting").share);
  });
  source.addEventListener("leaving", (told: MessageEvent<string>) => {
    watcher.onLeaving(shapes.leavingNews(JSON.parse(told.data), "leaving"));
  });
  return () => source.close();
}

export const media = {
  picture: (clip: string): string => `media/${clip}.mp4`,
  still: (clip: string, frame: number): string => `media/${clip}/${frame}.jpg`,
  sound: (clip: string, from_s: number, to_s: number, channels: readonly number[] = []): string =>
    `media/${clip}/sound.wav?from_s=${seconds(from_s)}&to_s=${seconds(to_s)}` +
    (channels.length > 0 ? `&channels=${channels.join(",")}` : ""),
  peaks: (clip: string, perSecond: number): string => `media/${clip}/peaks?per_s=${perSecond}`,
};

/** Seconds with more places than a sample needs, never as an exponent. */
function seconds(value: number): string {
  return value.toFixed(6);
}
