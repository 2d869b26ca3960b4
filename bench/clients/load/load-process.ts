import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import type { LoadAnswers, LoadOrders } from "./load-orders.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

/** A process full of clients, seen from the bench. */
export class LoadProcess {
  /** Without a say on stdout, where the rows go: the SDK tells of every reconnection there. */
  readonly #child = fork(MAIN, { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  readonly #died: Promise<never>;

  constructor() {
    this.#died = once(this.#child, "exit").then(([code]) => {
      throw new Error(`a load process ended with ${String(code)}`);
    });
    // Nobody waits for a process that was told to stop.
    this.#died.catch(() => {});
  }

  /** Has it do something, one thing at a time, and returns once it is done. Throws when the process ends first. */
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
