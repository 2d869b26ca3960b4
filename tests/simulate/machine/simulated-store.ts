import { systemRuntime, type Random } from "@fray/netcode/core";
import { systemDisk } from "@fray/server/internal/storage/disk";
import type { RoundRecord } from "@fray/server/internal/storage/records";
import { Store } from "@fray/server/internal/storage/store";
import { StoreThread } from "@fray/server/internal/storage/store-thread";
import { expose, type Endpoint } from "comlink";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import workerThreads from "node:worker_threads";

import { FakeChannel } from "./fake-channel.ts";
import type { Power } from "./power.ts";

export type StoreFault = "none" | "fails" | "unconfirmed" | "slow";

const SLOW_MS = 4000;

/** The files of a database: its pages, and its log. */
interface Image {
  readonly pages: Buffer | undefined;
  readonly log: Buffer | undefined;
  /** The round that the next commit wrote. */
  readonly next?: string;
}

/**
 * The thread of the store, in this process and in virtual time: the real one, on a real SQLite file that is copied when
 * the power fails. Create it before a keeper.
 */
export class SimulatedStore {
  /** What happens to commits at present. */
  fault: StoreFault = "none";
  isFull = false;
  /** Rounds that were written for sure, and confirmed. */
  readonly confirmed = new Set<string>();
  readonly #random: Random;
  readonly #folder = mkdtempSync(join(tmpdir(), "fray-simulate-"));
  #starts = 0;
  /** What was there before each commit since the disk began to lie; undefined while it is honest. */
  #lies: Image[] | undefined;
  /** Length of the log before a commit that the power cut tears. */
  #tornFrom: number | undefined;

  constructor(random: Random, power: () => Power) {
    this.#random = random;
    process.on("exit", () => rmSync(this.#folder, { recursive: true, force: true }));
    const threadOf = (): object => this.#threadOf(power());
    class FakeWorker {
      constructor(_path: string, { workerData }: { workerData: Endpoint }) {
        expose(threadOf(), workerData);
      }
      unref(): void {}
      async terminate(): Promise<void> {}
    }
    Object.assign(workerThreads, { Worker: FakeWorker, MessageChannel: FakeChannel });
    syncBuiltinESMExports();
  }

  /** From now on commits are confirmed before they are on the disk. Ends with the next crash. */
  lie(): void {
    this.#lies ??= [];
  }

  /** The power has failed: keeps what the disk has, for the next start. Returns the rounds that may have vanished. */
  crash(): ReadonlySet<string> {
    const lies = this.#lies ?? [];
    const image = lies[Math.floor(this.#random() * (lies.length + 1))] ?? this.#tear(imageOf(this.#path));
    this.#lies = undefined;
    this.#tornFrom = undefined;
    this.#starts++;
    place(image, this.#path);
    return new Set(lies.flatMap(({ next = "" }) => next));
  }

  /** Returns the rounds that would be there after a crash now. */
  async rounds(): Promise<RoundRecord[]> {
    const copy = join(this.#folder, "copy", "fray.sqlite");
    place(imageOf(this.#path), copy);
    const store = await Store.open(copy);
    const rounds = await store.history(1_000_000);
    await store.close();
    rmSync(dirname(copy), { recursive: true });
    return rounds;
  }

  get #path(): string {
    return join(this.#folder, String(this.#starts), "fray.sqlite");
  }

  #threadOf(power: Power): Pick<StoreThread, "open" | "look" | "record" | "forget" | "close"> {
    const thread = new StoreThread({ disk: systemDisk, runtime: systemRuntime });
    const path = this.#path;
    return {
      open: async () => {
        power.step();
        this.#checkSpace();
        await thread.open(path);
        power.step();
      },
      look: async () => {
        power.check();
        return thread.look();
      },
      record: (round: RoundRecord) => this.#record(thread, round, power),
      forget: async (days, now) => {
        power.check();
        return thread.forget(days, now);
      },
      close: () => thread.close(),
    };
  }

  async #record(thread: StoreThread, round: RoundRecord, power: Power): Promise<void> {
    const { fault } = this;
    if (fault === "fails") throw new Error("disk I/O error");
    if (fault === "slow") await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    power.step();
    this.#checkSpace();
    const before = imageOf(this.#path);
    this.#lies?.push({ ...before, next: round.id });
    await thread.record(round);
    power.step(() => (this.#tornFrom = before.log?.length ?? 0));
    power.step();
    if (!this.#lies) this.confirmed.add(round.id);
    if (fault === "unconfirmed") throw new Error("connection terminated unexpectedly");
  }

  #checkSpace(): void {
    if (this.isFull) throw new Error("database or disk is full");
  }

  /** Leaves out the end of a commit that the power cut has interrupted. */
  #tear(image: Image): Image {
    const { log } = image;
    if (this.#tornFrom === undefined || !log) return image;
    const end = this.#tornFrom + this.#random() * (log.length - this.#tornFrom);
    return { ...image, log: log.subarray(0, Math.max(this.#tornFrom, Math.floor(end))) };
  }
}

const imageOf = (path: string): Image => ({ pages: contentsOf(path), log: contentsOf(`${path}-wal`) });

const contentsOf = (path: string): Buffer | undefined =>
  existsSync(path) && statSync(path).isFile() ? readFileSync(path) : undefined;

function place({ pages, log }: Image, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (pages) writeFileSync(path, pages);
  if (log) writeFileSync(`${path}-wal`, log);
}
