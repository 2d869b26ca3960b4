import { systemRuntime, type Runtime } from "@fray/netcode/core";

import type { TimerFunctions } from "./module-copies.ts";

type Run = (...args: unknown[]) => void;

/** The timers of one process of several that are simulated: all of them end with it. */
export class OwnTimers {
  readonly #set = new Set<NodeJS.Timeout>();
  #isOver = false;

  /** For code that takes its timers from the process. */
  readonly functions = {
    setTimeout: (run: Run, ms?: number, ...args: unknown[]) => this.#keep(this.#once(run, ms, args)),
    clearTimeout: (timer?: NodeJS.Timeout) => this.#clear(timer),
    setInterval: (run: Run, ms?: number, ...args: unknown[]) => this.#keep(setInterval(run, ms, ...args)),
    clearInterval: (timer?: NodeJS.Timeout) => this.#clear(timer),
    setImmediate: (run: Run, ...args: unknown[]) => setImmediate(() => this.#isOver || run(...args)),
  } satisfies TimerFunctions;

  /** For code that takes its timers from a runtime. */
  readonly runtime: Runtime = {
    ...systemRuntime,
    setTimeout: (run, ms) => {
      const timer = this.functions.setTimeout(run, ms);
      return { cancel: () => this.#clear(timer) };
    },
    setInterval: (run, ms) => {
      const timer = this.functions.setInterval(run, ms);
      return { cancel: () => this.#clear(timer) };
    },
    setImmediate: (run) => {
      const immediate = this.functions.setImmediate(run);
      return { cancel: () => clearImmediate(immediate) };
    },
  };

  /** The process is gone: nothing that waits for a time happens any more. */
  end(): void {
    this.#isOver = true;
    for (const timer of this.#set) clearTimeout(timer);
    this.#set.clear();
  }

  #once(run: Run, ms: number | undefined, args: readonly unknown[]): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#set.delete(timer);
      run(...args);
    }, ms);
    return timer;
  }

  #keep(timer: NodeJS.Timeout): NodeJS.Timeout {
    if (this.#isOver) clearTimeout(timer);
    else this.#set.add(timer);
    return timer;
  }

  #clear(timer: NodeJS.Timeout | undefined): void {
    clearTimeout(timer);
    if (timer) this.#set.delete(timer);
  }
}
