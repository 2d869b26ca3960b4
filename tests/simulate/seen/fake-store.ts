import type { RoundRecord } from "@fray/server/internal/storage/records";
import { Store } from "@fray/server/internal/storage/store";
import { expose, type Endpoint } from "comlink";
import { syncBuiltinESMExports } from "node:module";
import workerThreads from "node:worker_threads";

export type StoreFault = "none" | "fails" | "unconfirmed" | "slow";

const SLOW_MS = 4000;

/**
 * The thread of the store, in this process and in virtual time: the real store on SQLite in memory, whose commits can
 * fail. Create it before a keeper.
 */
export class FakeStore {
  /** What happens to commits at present. */
  fault: StoreFault = "none";
  /** Rounds that the keeper reported as lost. */
  lost = 0;
  readonly #store = Store.open(":memory:");

  constructor() {
    const thread = {
      open: async () => void (await this.#store),
      look: async () => undefined,
      record: (round: RoundRecord) => this.#record(round),
      close: async () => {},
    };
    class FakeWorker {
      constructor(_path: string, { workerData }: { workerData: Endpoint }) {
        expose(thread, workerData);
      }
      unref(): void {}
      async terminate(): Promise<void> {}
    }
    Object.assign(workerThreads, { Worker: FakeWorker, MessageChannel: FakeChannel });
    syncBuiltinESMExports();
  }

  async rounds(): Promise<RoundRecord[]> {
    return (await this.#store).history(1_000_000);
  }

  async #record(round: RoundRecord): Promise<void> {
    const { fault } = this;
    if (fault === "fails") throw new Error("database or disk is full");
    if (fault === "slow") await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    await (await this.#store).record(round);
    if (fault === "unconfirmed") throw new Error("connection terminated unexpectedly");
  }
}

type Listener = (event: { readonly data: unknown }) => void;

/** A port whose messages arrive in the order of this process, without real time. */
class FakePort {
  other: FakePort | undefined;
  readonly #listeners = new Set<Listener>();

  addEventListener(_type: string, listener: Listener): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: string, listener: Listener): void {
    this.#listeners.delete(listener);
  }

  postMessage(message: unknown): void {
    const data: unknown = structuredClone(message);
    setImmediate(() => {
      for (const listener of this.other?.listeners ?? []) listener({ data });
    });
  }

  get listeners(): readonly Listener[] {
    return [...this.#listeners];
  }

  start(): void {}
  close(): void {}
  unref(): void {}
}

class FakeChannel {
  readonly port1 = new FakePort();
  readonly port2 = new FakePort();

  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}
