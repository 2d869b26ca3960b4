import type { Runtime } from "@fray/netcode/core";

import type { Predictions } from "../comparison.ts";
import type { RecordedTick, ReplayFacts } from "../recorded.ts";
import { compare } from "./compare.ts";
import { IdleWork } from "./idle-work.ts";
import type { Answer, Append, Broken, Found, Grown, Prepare, Question } from "./messages.ts";
import { recordTick } from "./record-tick.ts";
import { rulesNamedIn, type Rules, type RulesLive, type RulesPlayer, type RulesReplay } from "./rules.ts";
import { searchTimeline } from "./search-timeline.ts";
import { WaitingPlayers } from "./waiting-players.ts";

const FOREIGN = "This file is not a replay.";
const NO_RULES = "The rules that this replay was played by are not on this server, so it can't be shown here.";
const NOT_LIVE = "This round can be watched when it is over.";
const BROKEN = "This replay can't be played.";
/** No question asks for more ticks at once. */
const MOST_TICKS = 2000;
/** What is done while nothing is asked begins when the first picture is drawn, or after this time, in ms. */
const IDLE_AFTER_MS = 3000;

interface Surroundings {
  readonly runtime: Runtime;
  /** Loads the rules at an address. Rejects when they are not there. */
  readonly load: (address: string) => Promise<Rules>;
  readonly found: (found: Found) => void;
}

/** Plays one replay by its own rules. It runs in a worker, so that nothing in a file can stop the page. */
export class ReplayHost {
  readonly #around: Surroundings;
  #rules: Rules | undefined;
  #bytes: Uint8Array | undefined;
  #player: RulesPlayer | undefined;
  #live: RulesLive["live"] | undefined;
  readonly #idle: IdleWork;
  #search: (() => boolean) | undefined;
  #waiting: WaitingPlayers | undefined;
  /** Begins what is done while nothing is asked. The first picture has the processor for itself. */
  #beginIdle: (() => void) | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#idle = new IdleWork(around.runtime);
  }

  /** Answers a question. Whatever goes wrong becomes an answer with a sentence. */
  async answer(question: Question): Promise<Answer> {
    try {
      if (question.type === "open") return await this.#open(question.bytes, question.rules);
      if (question.type === "follow") return await this.#follow(question);
      if (question.type === "compare") return this.#compare(question.predictions);
      return question.type === "seek" ? this.#seek(question.tick, question.lead) : this.#play(question.ticks);
    } catch (error) {
      return { type: "failed", message: sentenceOf(error) };
    }
  }

  /** Loads the rules of a replay that is opened soon. What goes wrong is said when it is opened. */
  prepare({ beginning, rules }: Prepare): void {
    this.#load(beginning, rules).catch(() => {});
  }

  /** Adds a fragment to the round that is followed. */
  append({ fragment }: Append): Grown | Broken {
    try {
      if (!this.#live) throw new Error("no round is followed");
      this.#live.append(fragment);
      if (this.#search) this.#idle.add(this.#search);
      const { names, looks, lastTick } = factsOf(this.#live, this.#opened().firstTick);
      return { type: "grown", names, looks, lastTick, isComplete: this.#live.isComplete };
    } catch (error) {
      return { type: "broken", message: sentenceOf(error) };
    }
  }

  async #open(bytes: Uint8Array, folder: string): Promise<Answer> {
    const rules = await this.#load(bytes, folder);
    const { file, player } = rules.openReplay(bytes);
    this.#bytes = bytes;
    const open = (): RulesPlayer => new rules.ReplayPlayer(file);
    const { segments, seconds } = file;
    const { firstTick, state } = player;
    const { tickRate } = file.header;
    this.#waiting = new WaitingPlayers({
      firstTick,
      endTick: firstTick + seconds * tickRate,
      tickRate,
      keyframes: segments.map(({ second }) => second),
      bodies: state.members.size,
      open,
    });
    // It looks through the replay with a player of its own.
    return this.#begin(rules, file, player, open);
  }

  async #follow({ opening, second, rules: folder }: Extract<Question, { type: "follow" }>): Promise<Answer> {
    const rules = await this.#load(opening, folder);
    if (!rules.openLive) return { type: "failed", message: NOT_LIVE };
    const { live, player, searcher } = rules.openLive(opening, second);
    this.#live = live;
    return this.#begin(rules, live, player, () => searcher);
  }

  /** Loads the rules that bytes name. Rejects with a sentence. */
  async #load(bytes: Uint8Array, folder: string): Promise<Rules> {
    const hash = rulesNamedIn(bytes);
    if (hash === undefined) throw new HostError(FOREIGN);
    try {
      return await this.#around.load(`${folder}${hash}.js`);
    } catch {
      throw new HostError(NO_RULES);
    }
  }

  #begin(rules: Rules, file: Facts, player: RulesPlayer, searcher: () => RulesPlayer): Answer {
    const { runtime, found } = this.#around;
    this.#rules = rules;
    this.#player = player;
    this.#beginIdle = () => {
      this.#beginIdle = undefined;
      this.#idle.rest();
      this.#search = searchTimeline({ runtime, rules, player: searcher(), found });
      this.#idle.add(this.#search);
      this.#idle.add(this.#fillPlaces);
    };
    runtime.setTimeout(() => this.#beginIdle?.(), IDLE_AFTER_MS);
    return { type: "opened", facts: factsOf(file, player.firstTick) };
  }

  #compare(predictions: Predictions): Answer {
    if (!this.#rules || !this.#bytes) throw new Error("no replay is open");
    return { type: "compared", comparison: compare(this.#rules.openReplay(this.#bytes).player, predictions) };
  }

  #seek(tick: number, lead: number): Answer {
    const before = this.#opened();
    const from = Math.max(before.firstTick, tick - lead);
    const player = (this.#player = this.#waiting?.nearest(before, from) ?? before);
    player.seek(from);
    const ticks = [this.#record()];
    const more = this.#step(Math.max(0, tick - player.tick));
    this.#idle.rest();
    if (player !== before) this.#idle.add(this.#fillPlaces);
    return { type: "ticks", ticks: [...ticks, ...more.ticks], isEnd: more.isEnd };
  }

  #play(wanted: number): Answer {
    this.#beginIdle?.();
    return { type: "ticks", ...this.#step(wanted) };
  }

  #step(wanted: number): { readonly ticks: RecordedTick[]; readonly isEnd: boolean } {
    const player = this.#opened();
    const ticks: RecordedTick[] = [];
    while (ticks.length < Math.min(wanted, MOST_TICKS)) {
      if (!player.step()) return { ticks, isEnd: true };
      ticks.push(this.#record());
    }
    return { ticks, isEnd: false };
  }

  readonly #fillPlaces = (): boolean => this.#waiting?.work() ?? false;

  #record(): RecordedTick {
    if (!this.#rules) throw new Error("no replay is open");
    return recordTick(this.#rules, this.#opened());
  }

  #opened(): RulesPlayer {
    if (!this.#player) throw new Error("no replay is open");
    return this.#player;
  }
}

type Facts = Omit<RulesReplay["file"], "segments">;

/** Its message is for the viewer. */
class HostError extends Error {}

function sentenceOf(error: unknown): string {
  const isOurs = error instanceof HostError || (error instanceof Error && error.name === "ReplayError");
  return isOurs ? error.message : BROKEN;
}

function factsOf(
  { header, mapBytes, names: records, looks = new Map(), seconds, marks: notes = [] }: Facts,
  firstTick: number,
): ReplayFacts {
  const { id, map, mode, tickRate, startedAt } = header;
  const names = new Map<number, string>();
  for (const [ordinal, { name }] of records) if (name) names.set(ordinal, name);
  const mapText = new TextDecoder().decode(mapBytes);
  const lastTick = firstTick + seconds * tickRate;
  return { id, map, mode, tickRate, startedAt, names, looks, notes, firstTick, mapText, lastTick };
}
