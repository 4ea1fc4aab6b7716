/** What the page knows of the film: what the server sent, and what is being asked of it. It decides nothing. */

import * as api from "../api";
import type { Act, Part } from "../contract/acts";
import { partsOf } from "../contract/acts";
import type {
  Change,
  Changed,
  Clip,
  Entry,
  Event,
  Film,
  InTheWay,
  MediaNews,
  SceneCut,
  State,
} from "../contract/shapes";
import * as shapes from "../contract/shapes";
import { strings } from "../strings";
import type { Rate } from "../timecode";
import { rateOf, timecode } from "../timecode";
import { keep, kept } from "./kept";
import { leaving } from "./leaving.svelte";
import { relinking } from "./relinking.svelte";
import type { WholeCut } from "./cut";
import { changedScenes, lay } from "./cut";
import { saidOf } from "./said";

/** Something to tell the person: what an act did, or why it was refused. */
export interface Notice {
  readonly tone: "done" | "refused" | "stale";
  readonly says: readonly string[];
  /** What was done. */
  readonly entry?: Entry | null;
  /** What it took back, or did again. */
  readonly of?: Entry | null;
  /** What is different since, by kind. */
  readonly changes?: readonly Change[];
  /** What others did since this person looked. */
  readonly since?: readonly Entry[];
  /** What was to be done, to be done again. */
  readonly again?: Act;
  /** What has to be taken back before it can be. */
  readonly way?: InTheWay;
  /** Versions that came back from an editor. */
  readonly back?: readonly string[];
}

/** Why something was not done, to be said where the person looked. */
export interface Refusal {
  readonly act: Act;
  readonly says: string;
  /** Of a trim: the most frames that could be had. */
  readonly most: number | null;
}

const NAME = "rushes.who";
const FLASH_MS = 1800;

export class Room {
  film = $state.raw<Film | null>(null);
  state = $state.raw<State | null>(null);
  scenes = $state.raw<readonly SceneCut[]>([]);
  clips = $state.raw<ReadonlyMap<string, Clip>>(new Map());
  /** Set when the film cannot be shown at all: a sentence for people. */
  trouble = $state<string | null>(null);
  asking = $state.raw<Act | null>(null);
  /** How much of the film is cut, 0 to 1, while all of it is cut anew; null else. */
  share = $state<number | null>(null);
  notice = $state.raw<Notice | null>(null);
  /** The last act that was refused where it was asked for; null again when something was done. */
  refusal = $state.raw<Refusal | null>(null);
  /** Keys of the events that the last act changed. */
  fresh = $state.raw<ReadonlySet<string>>(new Set());
  connected = $state(true);
  /** The name acts are signed with; empty: not known yet, and asked for before the first act. */
  who = $state(kept(NAME) ?? "");
  /** True while a name is being asked for. */
  naming = $state(false);

  readonly cut: WholeCut = $derived(lay(this.scenes));
  readonly rate: Rate = $derived(rateOf(this.film?.rate ?? "25/1"));
  readonly locked = $derived(this.state?.locked ?? null);
  /** Why nothing can be changed here, or null. */
  readonly closed = $derived(this.film?.read_only ?? null);
  /** Keys of the events that ask for a look and that nobody looked at. */
  readonly toLook: ReadonlySet<string> = $derived.by(() => {
    const looked = new Set(this.state?.looked);
    const asked = new Set(this.state?.to_look.filter((key) => !looked.has(key)));
    const asking = this.cut.events.filter(({ look_key }) => look_key !== null && asked.has(look_key));
    return new Set(asking.map(({ key }) => key));
  });
  /** How many places that is: picture and sound of a line that ask for the same reason are one. */
  readonly places: number = $derived(
    new Set(this.cut.events.filter(({ key }) => this.toLook.has(key)).map(placeOf)).size,
  );
  readonly clipsByFile: ReadonlyMap<string, Clip> = $derived(
    new Map([...this.clips.values()].map((clip) => [clip.file, clip])),
  );

  /** Clips whose files are not where they were. */
  readonly missing: readonly Clip[] = $derived(
    [...this.clips.values()].filter(({ media }) => media === "gone"),
  );

  #queue: Promise<unknown> = Promise.resolve();
  #named: ((named: boolean) => void) | null = null;

  /** Read the film, and keep reading it when somebody else changes it. Returns how to stop. */
  open(): () => void {
    void this.read();
    return api.watch({
      onState: (hash, seq) => this.#later(hash, seq),
      onMedia: (news) => this.#media(news),
      onBrought: (names) => this.#brought(names),
      onCutting: (share) => (this.share = this.asking && share),
      onLeaving: (news) => leaving.hear(news),
      onLooked: (news) => relinking.hear(news),
      onConnection: (here) => (this.connected = here),
    });
  }

  async read(): Promise<void> {
    try {
      this.#take(await api.film());
      this.trouble = null;
    } catch (error) {
      this.trouble ??= told(error);
    }
  }

  /**
   * Do something; true when it was done. Acts wait for each other, each on top of what the last one left.
   * here: a refusal is said where it was asked for (`refusal`), and in no notice.
   */
  async do(act: Act, here = false): Promise<boolean> {
    if (!this.who && !(await this.#askName())) return false;
    const done = this.#queue.then(() => this.#do(act, here));
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** Do what was refused, and as one with it take back what was in its way: a trim alone, or all about a line. */
  async again({ again: act, way }: Notice): Promise<boolean> {
    this.notice = null;
    if (!act) return false;
    if (!way) return this.do(act);
    const clear: Part = way.trim
      ? { act: "trim", line: way.line, head: 0, tail: 0 }
      : { act: "free", line: way.line };
    const parts = partsOf(act);
    if (parts) return this.do({ act: "together", acts: [clear, ...parts] });
    return (await this.do(clear)) && this.do(act);
  }

  /** Have a line as it is in a version that came back, as one act. Returns why it cannot be; null: it is so, or nobody signed. */
  async takeOver(version: string, line: string): Promise<string | null> {
    if (!(await this.named())) return null;
    const done = this.#queue.then(async () => {
      try {
        this.#change(await api.takeOver(version, line, this.state?.hash ?? "", this.who));
        return null;
      } catch (error) {
        if (error instanceof api.StaleAct) await this.read();
        return told(error);
      }
    });
    this.#queue = done;
    return done;
  }

  /** Tell the room that this person was at work for so long; false when it did not hear. Nobody unnamed is told of. */
  async attended(seconds: number): Promise<boolean> {
    if (!this.who || this.closed) return true;
    try {
      await api.get("api/clock", shapes.clock, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ who: this.who, active_s: seconds }),
        keepalive: true,
      });
      return true;
    } catch {
      return false;
    }
  }

  /** Ask for a name where none is known; false: not now. */
  async named(): Promise<boolean> {
    return this.who !== "" || this.#askName();
  }

  /** Answer the question for a name; null: not now. */
  name(who: string | null): void {
    const given = who?.trim() ?? "";
    if (given) {
      this.who = given;
      keep(NAME, given);
    }
    this.naming = false;
    this.#named?.(given !== "");
    this.#named = null;
  }

  #askName(): Promise<boolean> {
    this.#named?.(false);
    this.naming = true;
    return new Promise((resolve) => (this.#named = resolve));
  }

  /** Say what an entry of the journal did. of: what it took back, or did again. */
  said({ act }: Pick<Entry, "act">, of?: Pick<Entry, "act"> | null): string {
    const takeOf = (file: string): string => this.clipsByFile.get(file)?.name ?? file;
    const said = saidOf(act, takeOf);
    return of ? strings.did.of(said, saidOf(of.act, takeOf)) : said;
  }

  /** Write the timecode of a frame of the film, as it is in what is handed over. */
  timecode(frame: number): string {
    return timecode((this.film?.start ?? 0) + frame, this.rate, this.film?.drop);
  }

  /** Ask for another name to sign with. */
  rename(): void {
    void this.#askName();
  }

  async #do(act: Act, here: boolean): Promise<boolean> {
    const seen = this.state?.hash;
    if (seen === undefined) return false;
    this.asking = act;
    this.refusal = null;
    try {
      this.#change(await api.act(act, seen, this.who));
      return true;
    } catch (error) {
      await this.#refused(error, act, here);
      return false;
    } finally {
      this.asking = this.share = null;
    }
  }

  async #refused(error: unknown, act: Act, here: boolean): Promise<void> {
    if (error instanceof api.StaleAct) {
      const { sentence, acts_since } = error.news;
      await this.read();
      this.notice = { tone: "stale", says: [sentence], since: acts_since, again: act };
    } else if (error instanceof api.Refused && error.inTheWay) {
      this.notice = { tone: "refused", says: [error.sentence], again: act, way: error.inTheWay };
    } else if (here) {
      const most = error instanceof api.Refused ? error.most : null;
      this.refusal = { act, says: told(error), most };
    } else this.notice = { tone: "refused", says: [told(error)] };
  }

  #change({ entry, state, scenes, order, says, changes }: Changed): void {
    const before = this.cut;
    this.scenes = changedScenes(this.scenes, scenes, order);
    const of = entry?.act.act === "undo" ? this.state?.undo : entry?.act.act === "redo" ? state.undo : null;
    this.state = state;
    // Where nothing was written down, nothing is said: it was so already.
    if (entry) this.notice = { tone: "done", says, entry, of: of ?? null, changes };
    this.#flash(changed(before, this.cut));
  }

  /** The changed events are marked for a moment. */
  #flash(keys: ReadonlySet<string>): void {
    this.fresh = keys;
    setTimeout(() => {
      if (this.fresh === keys) this.fresh = new Set();
    }, FLASH_MS);
  }

  #take(film: Film): void {
    this.film = film;
    this.state = film.state;
    this.scenes = film.scenes;
    this.clips = new Map(film.clips.map((clip) => [clip.id, clip]));
    if (!this.who && film.who) this.who = film.who;
  }

  /** Somebody did something: when it was not us, look again, and say what it was. */
  #later(hash: string, seq: number): void {
    this.#queue = this.#queue.then(() => {
      const here = this.state?.hash === hash && this.state.seq >= seq;
      return this.state && !here ? this.#catchUp() : undefined;
    });
  }

  async #catchUp(): Promise<void> {
    const [before, seq] = [this.cut, this.state?.seq ?? 0];
    await this.read();
    const { entries } = await api.get("api/journal", shapes.journal).catch(() => ({ entries: [] }));
    // Where footage was found again is told where it was looked for.
    const own = ({ act, who }: Entry): boolean => act.act === "relink" && who === this.who;
    const since = entries.filter((entry) => entry.seq > seq && !own(entry));
    if (since.length > 0) this.notice = { tone: "done", says: [], since };
    this.#flash(changed(before, this.cut));
  }

  /** Versions came back from an editor, or went away. */
  #brought(names: readonly string[]): void {
    this.#queue = this.#queue.then(async () => {
      await this.read();
      if (names.length === 0) return;
      // What nobody has put away yet is told with what came since.
      const back = [...new Set([...(this.notice?.back ?? []), ...names])];
      this.notice = { tone: "done", says: [strings.cameBack.news(back)], back };
    });
  }

  #media({ clip: id, media, because }: MediaNews): void {
    const clip = this.clips.get(id);
    if (clip && (clip.media !== media || clip.because !== because))
      this.clips = new Map(this.clips).set(id, { ...clip, media, because });
  }
}

/** Events of the new cut that were not in the old one as they are: another take, or other frames of it. */
export function changed(before: WholeCut, after: WholeCut): ReadonlySet<string> {
  const same = (key: string, clip: string, from: number, to: number): boolean => {
    const old = before.byKey.get(key);
    return old?.clip === clip && old.in === from && old.out === to;
  };
  return new Set(after.events.filter((e) => !same(e.key, e.clip, e.in, e.out)).map((e) => e.key));
}

/** What names a place that asks for a look. */
export const placeOf = ({ line, look }: Pick<Event, "line" | "look">): string => [line, ...look].join("\n");

function told(error: unknown): string {
  if (error instanceof api.Refused) return error.sentence;
  if (error instanceof shapes.OtherGeneration) return strings.trouble.otherGeneration(error.said);
  return strings.trouble.misread(error instanceof Error ? error.message : String(error));
}

export const room = new Room();
