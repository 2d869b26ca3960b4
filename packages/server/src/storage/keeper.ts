import { type Runtime, type Timer, wait } from "@fray/netcode/core";
import { wrap, type Remote } from "comlink";
import { MessageChannel, Worker } from "node:worker_threads";

import { logger } from "../logger.ts";
import { STORAGE_WORKER } from "../paths.ts";
import { endpointOf } from "./endpoint.ts";
import { isNewerDatabase } from "./newer-database.ts";
import { DELETED_NAME } from "./player-data.ts";
import { askBy, type Ask } from "./queries.ts";
import type { Period, RoundRecord, Totals } from "./records.ts";
import type { StoreThread } from "./store-thread.ts";

/**
 * Maximum number of rounds that wait while the database is unavailable: a day of a busy server. Beyond that number
 * the oldest rounds are dropped and counted.
 */
const MAX_WAITING = 2000;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 30_000;
/**
 * Interval between checks of the database, in ms. Without them a failure would show only at the end of the next
 * round.
 */
const CHECK_MS = 2000;
/** Interval between two looks for rounds that are too old, in ms. */
const FORGET_MS = 60 * 60 * 1000;
/** How long the start waits for a database, in ms. If it takes longer, rooms open without it. */
const START_LIMIT_MS = 5000;
/** How long the last attempt to write the waiting rounds may take when the server closes, in ms. */
const CLOSE_LIMIT_MS = 3000;

/** The state of the store. */
export interface StorageReport {
  readonly state: "ok" | "degraded";
  /** Rounds not yet written. */
  readonly waiting: number;
  /** Rounds that were dropped because too many waited. */
  readonly lost: number;
  /** The database's error message, which may name hosts and paths. */
  readonly error?: string;
  /** How often the store has become degraded since the start. */
  readonly interruptions: number;
}

/**
 * Stores rounds, and keeps them while the database fails. Rounds are written one after the other. While writing
 * fails, because of a full disk or an unavailable database, they wait, play continues, and all are written when the
 * database works again.
 */
export class Keeper {
  readonly #location: string;
  readonly #keepDays: number;
  /** When rounds that are too old are looked for again. */
  #forgetAt = -Infinity;
  readonly #runtime: Runtime;
  readonly #waiting: RoundRecord[] = [];
  readonly #worker: Worker;
  readonly #store: Remote<StoreThread>;
  #error: string | undefined;
  /** Rounds are written now, but a restart could not write them. */
  #warning: string | undefined;
  #lost = 0;
  #interruptions = 0;
  readonly #looking: Timer;
  #isOpen = false;
  #newer: Error | undefined;
  #retryMs = FIRST_RETRY_MS;
  #retry: Timer | undefined;
  #writing: Promise<void> | undefined;

  /**
   * `location` is a `postgres://` address or the path of an SQLite file. A database that cannot be opened is no error
   * here. Rounds are kept for `keepDays`; 0 for ever.
   */
  constructor(location: string, runtime: Runtime, { keepDays = 0 }: { readonly keepDays?: number } = {}) {
    this.#location = location;
    this.#keepDays = keepDays;
    this.#runtime = runtime;
    const { port1, port2 } = new MessageChannel();
    this.#worker = new Worker(STORAGE_WORKER, { workerData: port2, transferList: [port2] });
    this.#worker.unref();
    this.#store = wrap<StoreThread>(endpointOf(port1));
    port1.unref();
    this.#write();
    const look = (): void => {
      if (this.#error === undefined) this.#write();
    };
    this.#looking = runtime.setInterval(look, CHECK_MS, { background: true });
  }

  /**
   * Waits until the database is open, or until an attempt to open it has failed. Throws a `NewerDatabaseError` for a
   * database of a later program version.
   */
  async ready(): Promise<void> {
    const { promise: limit, resolve } = Promise.withResolvers<void>();
    // The timer also keeps the process alive, which the store's thread does not.
    const timer = this.#runtime.setTimeout(resolve, START_LIMIT_MS);
    await Promise.race([this.#writing, limit]);
    timer.cancel();
    if (this.#newer) throw this.#newer;
  }

  /** Asks the database about people and what was done about them. */
  readonly ask: Ask = askBy((query) => this.#store.answer(query));

  /** Removes a person from the rounds that wait to be written. */
  forgetWaiting(playerId: string): void {
    this.#waiting.forEach((round, index) => {
      const players = round.players.map((player) =>
        player.playerId === playerId
          ? { ...player, playerId: undefined, name: DELETED_NAME, feats: undefined }
          : player,
      );
      this.#waiting[index] = { ...round, players };
    });
  }

  keep(round: RoundRecord): void {
    this.#waiting.push(round);
    if (this.#waiting.length > MAX_WAITING) {
      this.#waiting.shift();
      this.#lost++;
    }
    if (this.#error === undefined) this.#write();
  }

  leaderboard(period: Period, limit: number): Promise<Totals[]> {
    return this.#store.leaderboard(period, limit, Math.floor(this.#runtime.wallTime()));
  }

  totals(playerId: string): Promise<Totals | undefined> {
    return this.#store.totals(playerId);
  }

  history(limit: number): Promise<RoundRecord[]> {
    return this.#store.history(limit);
  }

  report(): StorageReport {
    const counts = { waiting: this.#waiting.length, lost: this.#lost, interruptions: this.#interruptions };
    const error = this.#error ?? this.#warning;
    return error === undefined ? { state: "ok", ...counts } : { state: "degraded", ...counts, error };
  }

  /** Tries once more, within a time limit, to write the waiting rounds, and closes the database. */
  async close(): Promise<void> {
    this.#retry?.cancel();
    this.#looking.cancel();
    const limit = wait(this.#runtime, CLOSE_LIMIT_MS, { background: true });
    await Promise.race([this.#writeLast(), limit]);
    this.#retry?.cancel();
    if (this.#waiting.length > 0) logger.error({ rounds: this.#waiting.length }, "rounds are lost");
    await Promise.race([this.#store.close(), limit]);
    await this.#worker.terminate();
  }

  #write(): void {
    this.#writing ??= this.#lookAndWrite().finally(() => (this.#writing = undefined));
  }

  async #writeLast(): Promise<void> {
    await this.#writing;
    if (this.#waiting.length > 0) await this.#writeAll();
  }

  async #lookAndWrite(): Promise<void> {
    try {
      // A check reports a problem of the database before it is repaired.
      if (this.#isOpen && this.#error === undefined) this.#warn(await this.#store.look());
    } catch (error) {
      this.#fail(error);
      return;
    }
    await this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    try {
      // At the start, and after a failure, the database must be opened even if no rounds wait.
      await this.#store.open(this.#location);
      this.#isOpen = true;
      for (let [round] = this.#waiting; round; [round] = this.#waiting) {
        await this.#store.record(round);
        // Finds the round by identity, because rounds may have been added or dropped during the write.
        const index = this.#waiting.indexOf(round);
        if (index !== -1) this.#waiting.splice(index, 1);
      }
      await this.#forgetOld();
      if (this.#error !== undefined) logger.info("rounds are stored again");
      this.#error = undefined;
      this.#retryMs = FIRST_RETRY_MS;
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Deletes a few old rounds at a time: the rest follows with the next checks. */
  async #forgetOld(): Promise<void> {
    const now = this.#runtime.now();
    if (this.#keepDays === 0 || now < this.#forgetAt) return;
    const hasMore = await this.#store.forget(this.#keepDays, Math.floor(this.#runtime.wallTime()));
    this.#forgetAt = hasMore ? now : now + FORGET_MS;
  }

  #warn(warning: string | undefined): void {
    if (warning !== undefined && this.#warning === undefined) {
      this.#interruptions++;
      logger.warn({ why: warning }, "rounds can't be stored after the next start");
    }
    this.#warning = warning;
  }

  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (isNewerDatabase(error)) this.#newer = error;
    if (this.#error === undefined) this.#interruptions++;
    if (this.#error !== message)
      logger.error({ err: error, waiting: this.#waiting.length }, "rounds can't be stored now");
    this.#error = message;
    this.#retry = this.#runtime.setTimeout(() => this.#write(), this.#retryMs, { background: true });
    this.#retryMs = Math.min(MAX_RETRY_MS, this.#retryMs * 2);
  }
}
