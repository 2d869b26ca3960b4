import { wrap, type Remote } from "comlink";
import { MessageChannel, Worker } from "node:worker_threads";

import { logger } from "../logger.ts";
import { STORAGE_WORKER } from "../paths.ts";
import { endpointOf } from "./endpoint.ts";
import type { Period, RoundRecord, Totals } from "./records.ts";
import type { StoreThread } from "./worker.ts";

/** Rounds that wait for a database that is away: a day of a busy server. Beyond it the oldest are lost, and counted. */
const MAX_WAITING = 2000;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 30_000;
/** Times a last attempt is made at what waits when the server closes. */
const CLOSE_LIMIT_MS = 3000;

/** How the store is doing. */
export interface StorageReport {
  readonly state: "ok" | "degraded";
  /** Rounds not yet written. */
  readonly waiting: number;
  /** Rounds given up because too many waited. */
  readonly lost: number;
  /** Why it is degraded: the database's own words, which may name hosts and paths. */
  readonly error?: string;
}

/**
 * Keeps rounds whatever the database does. They are written one after the other; while that fails (a full disk, a
 * database that is away) they wait, play goes on, and all are written once it works again.
 */
export class Keeper {
  readonly #location: string;
  readonly #waiting: RoundRecord[] = [];
  readonly #worker: Worker;
  readonly #store: Remote<StoreThread>;
  #error: string | undefined;
  #lost = 0;
  #retryMs = FIRST_RETRY_MS;
  #retry: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;

  /** `location` is a `postgres://` address or the path of an SQLite file; that it can't be had is no error here. */
  constructor(location: string) {
    this.#location = location;
    const { port1, port2 } = new MessageChannel();
    this.#worker = new Worker(STORAGE_WORKER, { workerData: port2, transferList: [port2] });
    this.#worker.unref();
    this.#store = wrap<StoreThread>(endpointOf(port1));
    port1.unref();
    this.#write();
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
    return this.#store.leaderboard(period, limit, Date.now());
  }

  totals(playerId: string): Promise<Totals | undefined> {
    return this.#store.totals(playerId);
  }

  history(limit: number): Promise<RoundRecord[]> {
    return this.#store.history(limit);
  }

  report(): StorageReport {
    const { length: waiting } = this.#waiting;
    const lost = this.#lost;
    if (this.#error === undefined) return { state: "ok", waiting, lost };
    return { state: "degraded", waiting, lost, error: this.#error };
  }

  /** Tries once more to write what waits, within a limit, and lets go of the database. */
  async close(): Promise<void> {
    clearTimeout(this.#retry);
    const limit = new Promise((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS).unref());
    await Promise.race([this.#writing ?? this.#writeAll(), limit]);
    if (this.#waiting.length > 0) logger.error({ rounds: this.#waiting.length }, "rounds not kept");
    await Promise.race([this.#store.close(), limit]);
    await this.#worker.terminate();
  }

  #write(): void {
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined));
  }

  async #writeAll(): Promise<void> {
    try {
      // The first time, and after a failure, there may be nothing to write, but a database to find.
      await this.#store.open(this.#location);
      for (let [round] = this.#waiting; round; [round] = this.#waiting) {
        await this.#store.record(round);
        // By identity: others may have come, and the oldest been given up, meanwhile.
        const index = this.#waiting.indexOf(round);
        if (index !== -1) this.#waiting.splice(index, 1);
      }
      if (this.#error !== undefined) logger.info("rounds are kept again");
      this.#error = undefined;
      this.#retryMs = FIRST_RETRY_MS;
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (this.#error !== message)
      logger.error({ err: error, waiting: this.#waiting.length }, "rounds can't be kept now");
    this.#error = message;
    this.#retry = setTimeout(() => this.#write(), this.#retryMs).unref();
    this.#retryMs = Math.min(MAX_RETRY_MS, this.#retryMs * 2);
  }
}
