import type { RecordedTick, ReplayFacts } from "./recorded.ts";
import { TickStore } from "./tick-store.ts";
import type { Answer, Question } from "./worker/messages.ts";

/** Ticks that are asked for at once are a share of those that are missing: a seek waits for the answer to one question. */
const SHARE_AT_ONCE = 0.1;
const LEAST_AT_ONCE = 4;
const MOST_AT_ONCE = 10;
/** Seconds before a moment that are its past: what a player saw is older than the moment. */
const PAST_S = 0.35;

/** Where a playback takes its ticks from. */
export interface TickSource {
  readonly firstTick: number;
  /** The last tick of the replay. A recording may end a little before it was meant to. */
  readonly lastTick: number;
  /** Whether ticks may come after the last one: the round is being played. */
  readonly isGrowing?: boolean;
  /** The last tick that has arrived without a gap; undefined while a seek is under way. */
  readonly arrived: number | undefined;
  at(tick: number): RecordedTick | undefined;
  /** Makes a moment arrive, if it is not here; with its past where that is needed too. */
  seek(tick: number, needsPast: boolean): void;
  /** Makes ticks arrive up to `until`. Those long before `shown` are forgotten. */
  fetch(shown: number, until: number): void;
}

interface Surroundings {
  readonly facts: Pick<ReplayFacts, "firstTick" | "lastTick" | "tickRate">;
  readonly ask: (question: Question) => Promise<Answer>;
  /** The replay is of a round that is being played. */
  readonly isLive?: boolean;
  /** Called with a sentence when the replay can't be played any further. */
  readonly onFail: (message: string) => void;
}

/** Fetches ticks of a replay from a worker, one question at a time. A seek replaces an older one that still waits. */
export class ReplayFeed implements TickSource {
  readonly #around: Surroundings;
  readonly #store = new TickStore();
  readonly #past: number;
  #lastTick: number;
  #isGrowing: boolean;
  #isAsking = false;
  #hasFailed = false;
  #wanted: { readonly tick: number; readonly lead: number } | undefined;
  #until = 0;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#lastTick = around.facts.lastTick;
    this.#isGrowing = around.isLive ?? false;
    this.#past = Math.ceil(PAST_S * around.facts.tickRate);
  }

  get firstTick(): number {
    return this.#around.facts.firstTick;
  }

  get lastTick(): number {
    return this.#lastTick;
  }

  get isGrowing(): boolean {
    return this.#isGrowing;
  }

  /** The replay has ticks up to this one now. `isComplete`: it will not have more. */
  grow(lastTick: number, isComplete: boolean): void {
    this.#lastTick = Math.max(this.#lastTick, lastTick);
    if (isComplete) this.#isGrowing = false;
  }

  get arrived(): number | undefined {
    return this.#wanted === undefined ? this.#store.last : undefined;
  }

  at(tick: number): RecordedTick | undefined {
    return this.#store.at(tick);
  }

  seek(tick: number, needsPast: boolean): void {
    const lead = needsPast ? this.#past : 0;
    if (this.#wanted === undefined && this.#store.covers(Math.max(this.firstTick, tick - lead), tick)) return;
    this.#store.clear();
    this.#wanted = { tick, lead };
    this.#until = tick;
    void this.#ask();
  }

  fetch(shown: number, until: number): void {
    this.#store.trim(shown);
    this.#until = Math.min(this.#lastTick, until);
    void this.#ask();
  }

  async #ask(): Promise<void> {
    const seek = this.#wanted;
    const question = this.#question();
    if (this.#isAsking || this.#hasFailed || !question) return;
    this.#isAsking = true;
    const answer = await this.#around.ask(question);
    this.#isAsking = false;
    if (answer.type === "failed") {
      this.#hasFailed = true;
      this.#around.onFail(answer.message);
      return;
    }
    // Somebody has gone to another moment meanwhile.
    if (this.#wanted === seek && answer.type === "ticks") this.#take(answer.ticks, answer.isEnd);
    void this.#ask();
  }

  #take(ticks: readonly RecordedTick[], isEnd: boolean): void {
    this.#wanted = undefined;
    this.#store.add(ticks);
    if (isEnd && !this.#isGrowing) this.#lastTick = this.#store.last ?? this.#lastTick;
  }

  #question(): Question | undefined {
    if (this.#wanted !== undefined) return { type: "seek", ...this.#wanted };
    const { last } = this.#store;
    if (last === undefined || last >= this.#until || last >= this.#lastTick) return undefined;
    const missing = this.#until - last;
    const wanted = Math.min(MOST_AT_ONCE, Math.max(LEAST_AT_ONCE, Math.ceil(missing * SHARE_AT_ONCE)));
    return { type: "play", ticks: Math.min(wanted, missing) };
  }
}
