import type { Runtime } from "@fray/netcode/core";

import type { Predictions } from "../comparison.ts";
import type { RecordedTick, ReplayFacts } from "../recorded.ts";
import { compare } from "./compare.ts";
import type { Answer, Found, Question } from "./messages.ts";
import { recordTick } from "./record-tick.ts";
import { rulesNamedIn, type Rules, type RulesPlayer } from "./rules.ts";
import { searchTimeline } from "./search-timeline.ts";

const FOREIGN = "This file is not a replay.";
const NO_RULES = "The rules that this replay was played by are not on this server, so it can't be shown here.";
const BROKEN = "This replay can't be played.";
/** No question asks for more ticks at once. */
const MOST_TICKS = 2000;

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

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Answers a question. Whatever goes wrong becomes an answer with a sentence. */
  async answer(question: Question): Promise<Answer> {
    try {
      if (question.type === "open") return await this.#open(question.bytes, question.rules);
      if (question.type === "compare") return this.#compare(question.predictions);
      return question.type === "seek" ? this.#seek(question.tick, question.lead) : this.#play(question.ticks);
    } catch (error) {
      const isOurs = error instanceof Error && error.name === "ReplayError";
      return { type: "failed", message: isOurs ? error.message : BROKEN };
    }
  }

  async #open(bytes: Uint8Array, folder: string): Promise<Answer> {
    const hash = rulesNamedIn(bytes);
    if (hash === undefined) return { type: "failed", message: FOREIGN };
    let rules: Rules;
    try {
      rules = await this.#around.load(`${folder}${hash}.js`);
    } catch {
      return { type: "failed", message: NO_RULES };
    }
    const { file, player } = rules.openReplay(bytes);
    const { id, map, mode, tickRate, startedAt } = file.header;
    const { firstTick } = player;
    const names = new Map<number, string>();
    for (const [ordinal, { name }] of file.names) if (name) names.set(ordinal, name);
    const facts: ReplayFacts = {
      id,
      map,
      mode,
      tickRate,
      startedAt,
      names,
      firstTick,
      mapText: new TextDecoder().decode(file.mapBytes),
      lastTick: firstTick + file.seconds * tickRate,
    };
    this.#rules = rules;
    this.#bytes = bytes;
    this.#player = player;
    // It looks through the replay with a player of its own.
    const { runtime, found } = this.#around;
    searchTimeline({ runtime, rules, player: rules.openReplay(bytes).player, found });
    return { type: "opened", facts };
  }

  #compare(predictions: Predictions): Answer {
    if (!this.#rules || !this.#bytes) throw new Error("no replay is open");
    return { type: "compared", comparison: compare(this.#rules.openReplay(this.#bytes).player, predictions) };
  }

  #seek(tick: number, lead: number): Answer {
    const player = this.#opened();
    player.seek(Math.max(player.firstTick, tick - lead));
    const ticks = [this.#record()];
    const more = this.#step(Math.max(0, tick - player.tick));
    return { type: "ticks", ticks: [...ticks, ...more.ticks], isEnd: more.isEnd };
  }

  #play(wanted: number): Answer {
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

  #record(): RecordedTick {
    if (!this.#rules) throw new Error("no replay is open");
    return recordTick(this.#rules, this.#opened());
  }

  #opened(): RulesPlayer {
    if (!this.#player) throw new Error("no replay is open");
    return this.#player;
  }
}
