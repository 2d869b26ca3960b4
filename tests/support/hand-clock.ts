import { systemRuntime, type Runtime, type Timer } from "@fray/netcode/core";

interface Waiting {
  dueAt: number;
  readonly run: () => void;
  /** The time until it runs again. */
  readonly every?: number;
}

/** A runtime whose time a test passes by hand: nothing that waits is missed, and no test waits for a real clock. */
export class HandClock implements Runtime {
  #now = 0;
  readonly #waiting = new Set<Waiting>();

  now(): number {
    return this.#now;
  }

  wallTime(): number {
    return systemRuntime.wallTime();
  }

  random(): number {
    return systemRuntime.random();
  }

  randomBytes(size: number): Uint8Array {
    return systemRuntime.randomBytes(size);
  }

  setTimeout(run: () => void, ms: number): Timer {
    return this.#add({ dueAt: this.#now + ms, run });
  }

  setInterval(run: () => void, ms: number): Timer {
    return this.#add({ dueAt: this.#now + ms, run, every: ms });
  }

  setImmediate(run: () => void): Timer {
    return this.setTimeout(run, 0);
  }

  /** Lets `ms` pass within what runs now: timers that are due by then come late. */
  stall(ms: number): void {
    this.#now += ms;
  }

  /** Lets `ms` pass, and runs what is due by then, in order. */
  pass(ms: number): void {
    const until = this.#now + ms;
    for (let next = this.#first(); next && next.dueAt <= until; next = this.#first()) {
      this.#now = Math.max(this.#now, next.dueAt);
      if (next.every === undefined) this.#waiting.delete(next);
      else next.dueAt += next.every;
      next.run();
    }
    this.#now = Math.max(this.#now, until);
  }

  #add(timer: Waiting): Timer {
    this.#waiting.add(timer);
    return { cancel: () => void this.#waiting.delete(timer) };
  }

  #first(): Waiting | undefined {
    return Array.from(this.#waiting).toSorted((a, b) => a.dueAt - b.dueAt)[0];
  }
}
