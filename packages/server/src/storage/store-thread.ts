import { dirname } from "node:path";

import { DatabaseFile } from "./database-file.ts";
import { isPostgres } from "./dialect.ts";
import type { Disk, Platform } from "./disk.ts";
import type { Query } from "./queries.ts";
import type { Period, RoundRecord, Totals } from "./records.ts";
import { rescue } from "./rescue.ts";
import { Store } from "./store.ts";
import { makeFolder } from "./write-whole.ts";

/** An open store, and its file; a database server has none. */
interface OpenStore {
  readonly store: Store;
  readonly file: DatabaseFile | undefined;
}

/**
 * Runs the store on a separate thread. Node's SQLite is synchronous, and a slow disk must not delay a tick. After a
 * failure the store is closed and opened again for the next call, because the cause may be gone by then.
 */
export class StoreThread {
  readonly #platform: Platform;
  #location = "";
  #open: Promise<OpenStore> | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Opens the database at `location`, and restores it when its file is gone. Call it first, and after each failure. */
  async open(location: string): Promise<void> {
    this.#location = location;
    await this.#mend();
    await this.#use(async () => {});
  }

  /**
   * Throws when the database does not answer, or when its file is not at its path any more. Returns a warning when
   * the next start could not write to it.
   */
  async look(): Promise<string | undefined> {
    await this.#use((store) => store.probe());
    const { file } = (await this.#open) ?? {};
    return file?.isWritable() === false ? `the file of the database is read-only: ${this.#location}` : undefined;
  }

  async record(round: RoundRecord): Promise<void> {
    await this.#use((store) => store.record(round));
    // The round may have been written into a file that was deleted a moment ago.
    await this.#check();
  }

  /** Deletes some rounds that are older than `days`; see `Store`. */
  forget(days: number, now: number): Promise<boolean> {
    return this.#use((store) => store.forget(days, now));
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

  answer(query: Query): Promise<unknown> {
    return this.#use((store) => store.answer(query));
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.then(({ store }) => store.close()).catch(() => {});
  }

  async #use<T>(work: (store: Store) => Promise<T>): Promise<T> {
    await this.#check();
    this.#open ??= openStore(this.#location, this.#platform.disk);
    try {
      return await work((await this.#open).store);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async #check(): Promise<void> {
    const change = (await this.#open)?.file?.change() ?? "none";
    if (change !== "none") throw new Error(`the file of the database is ${change}: ${this.#location}`);
  }

  /** Restores a file that was deleted, and closes a database whose file was replaced by another. */
  async #mend(): Promise<void> {
    const open = await this.#open?.catch(() => undefined);
    const change = open?.file?.change() ?? "none";
    if (!open?.file || change === "none") return;
    if (change === "gone") await rescue(open.store, open.file, this.#location, this.#platform);
    else open.file.removeLog();
    await this.close();
  }
}

async function openStore(location: string, disk: Disk): Promise<OpenStore> {
  if (!isPostgres(location)) makeFolder(disk, dirname(location));
  const store = await Store.open(location);
  try {
    return { store, file: isPostgres(location) ? undefined : new DatabaseFile(location) };
  } catch (error) {
    await store.close();
    throw error;
  }
}
