import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import type { LoadAnswers, LoadOrders } from "./load-orders.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

/** A load process, as the bench sees it. */
export class LoadProcess {
  /**
   * The stdout of a load process is ignored, because the SDK logs every reconnection there and the bench prints its
   * rows to stdout.
   */
  readonly #child = fork(MAIN, { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  readonly #died: Promise<never>;

  constructor() {
    this.#died = once(this.#child, "exit").then(([code]) => {
      throw new Error(`a load process ended with ${String(code)}`);
    });
    // A process that was stopped on purpose is not an error.
    this.#died.catch(() => {});
  }

  /** Sends an order and resolves with the answer. One order at a time. Throws when the process ends first. */
  async ask<Name extends keyof LoadOrders>(name: Name, details: LoadOrders[Name]): Promise<LoadAnswers[Name]> {
    const answered = once(this.#child, "message") as Promise<[LoadAnswers[Name]]>;
    this.#child.send({ name, details });
    const [answer] = await Promise.race([answered, this.#died]);
    return answer;
  }

  stop(): void {
    this.#child.disconnect();
  }
}
