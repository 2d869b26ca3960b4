import { expose } from "comlink";
import { MessagePort, workerData } from "node:worker_threads";

import { endpointOf } from "./endpoint.ts";
import type { Period, RoundRecord, Totals } from "./records.ts";
import { Store } from "./store.ts";

/**
 * The store on a thread of its own: Node's SQLite answers synchronously, and a disk that takes its time must not take a
 * tick's. What fails is closed and opened again for the next call: whatever is wrong may be gone by then.
 */
class StoreThread {
  #location = "";
  #store: Promise<Store> | undefined;

  /** Opens the database at `location`; call it first. */
  open(location: string): Promise<void> {
    this.#location = location;
    return this.#use(async () => {});
  }

  record(round: RoundRecord): Promise<void> {
    return this.#use((store) => store.record(round));
  }

  leaderboard(period: Period, limit: number, now: number): Promise<Totals[]> {
    return this.#use((store) => store.leaderboard(period, limit, now));
  }

  totals(playerId: string): Promise<Totals | undefined> {
    return this.#use((store) => store.totals(playerId));
  }

  history(limit: number): Promise<RoundRecord[]> {
    return this.#use((store) => store.history(limit));
  }

  async close(): Promise<void> {
    const open = this.#store;
    this.#store = undefined;
    await open?.then((store) => store.close()).catch(() => {});
  }

  async #use<T>(work: (store: Store) => Promise<T>): Promise<T> {
    this.#store ??= Store.open(this.#location);
    try {
      return await work(await this.#store);
    } catch (error) {
      await this.close();
      throw error;
    }
  }
}
export type { StoreThread };

if (workerData instanceof MessagePort) expose(new StoreThread(), endpointOf(workerData));
