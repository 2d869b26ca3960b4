import type { Runtime, Timer } from "@fray/netcode/core";

import type { Activity } from "../exec/isolation/usage.ts";

/** Time of the first measurement, in ms. The intervals between later ones grow. */
const FIRST_LOOK_MS = 10;
const MAX_INTERVAL_MS = 100;
/** The minimum time that a step may take, in ms of the program's own time, even when the bank is empty. */
const MIN_ALLOWANCE_MS = 10;
/** Waiting for a core, and time on a system that reports no CPU time, counts at this share. */
const STARVED_SHARE = 0.1;
const UNTOLD_SHARE = 0.2;

/** The limits on the time that a program takes. All times are in ms of the program's own time. */
export interface PatienceLimits {
  /** The bank's content at first, and its maximum. */
  readonly bankMs: number;
  /** Time that the bank receives for each answer. */
  readonly perAnswerMs: number;
}

/**
 * A step may take 100 ms on average, and 10 s for the start or for an occasional plan. In real time, a step has 33
 * ms.
 */
export const LADDER_PATIENCE: PatienceLimits = { bankMs: 10_000, perAnswerMs: 100 };

/**
 * Limits how much time a program may take for a step, measured in its own time: the CPU time that it and its
 * descendants use, and the time in which all of them sleep. Time in which they wait for a core hardly counts, so a
 * busy machine does not change the result. The rest of the bank is carried over from step to step.
 */
export class Patience {
  readonly #runtime: Runtime;
  readonly #limits: PatienceLimits;
  readonly #activity: () => Activity | undefined;
  #bankMs: number;
  #timer: Timer | undefined;

  constructor(runtime: Runtime, limits: PatienceLimits, activity: () => Activity | undefined) {
    this.#runtime = runtime;
    this.#limits = limits;
    this.#activity = activity;
    this.#bankMs = limits.bankMs;
  }

  /** The program has answered, so the bank receives a credit. */
  credit(): void {
    this.#bankMs = Math.min(this.#limits.bankMs, this.#bankMs + this.#limits.perAnswerMs);
  }

  /**
   * Begins a step. Unless `stop` is called before the step's time is used up, `onSpent` is called with whether the
   * program still computes.
   */
  start(onSpent: (isAwake: boolean) => void): void {
    this.stop();
    this.#bankMs = Math.max(MIN_ALLOWANCE_MS, this.#bankMs);
    let last: Activity | undefined;
    let isFirst = true;
    const look = (intervalMs: number): void => {
      const now = this.#activity();
      // The time used before the first measurement belongs to many steps.
      this.#bankMs -= isFirst ? firstCharge(now, intervalMs) : charge(last, now, intervalMs);
      isFirst = false;
      last = now;
      if (this.#bankMs <= 0) onSpent(now?.isAwake === true);
      else wait(this.#bankMs > MIN_ALLOWANCE_MS ? Math.min(MAX_INTERVAL_MS, intervalMs * 2) : FIRST_LOOK_MS);
    };
    const wait = (intervalMs: number): void => {
      const timer = this.#runtime.setTimeout(() => {
        // An answer that has arrived in the same turn is read before it is judged.
        this.#runtime.setImmediate(() => {
          if (this.#timer === timer) look(intervalMs);
        });
      }, intervalMs);
      this.#timer = timer;
    };
    wait(FIRST_LOOK_MS);
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}

/**
 * Charges the first interval by its planned length, because this process may have been stopped for an hour in the
 * interval.
 */
function firstCharge(now: Activity | undefined, intervalMs: number): number {
  if (!now) return intervalMs * UNTOLD_SHARE;
  return now.isAwake ? 0 : intervalMs;
}

function charge(last: Activity | undefined, now: Activity | undefined, intervalMs: number): number {
  if (!now) return intervalMs * UNTOLD_SHARE;
  const used = now.cpuMs - (last?.cpuMs ?? 0);
  if (used > 0) return used;
  return now.isAwake ? intervalMs * STARVED_SHARE : intervalMs;
}
