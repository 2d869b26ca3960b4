import { performance } from "node:perf_hooks";

import type { TickMetrics } from "./tick-metrics.ts";
import { tickPhases, type Phased } from "./tick-phases.ts";

/** Ticks in a row that need not wait, the late one itself among them; what is missing beyond is dropped, never chased. */
const MAX_CATCH_UP_TICKS = 5;
/** Weight of a new tick in what one takes of late. */
const SMOOTHING = 0.05;

/**
 * Runs a tick at a fixed rate on absolute deadlines. `setInterval` truncates its period to whole milliseconds and adds
 * up its own lateness (gap p99 66 ms at 30 Hz, where this measures 34 ms). Time is monotonic: a step of the wall
 * clock changes nothing. Loops of one process are due at different times in the step.
 */
export class TickLoop implements Phased {
  readonly stepMs: number;
  readonly #tick: () => void;
  readonly #metrics: TickMetrics;
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #deadline = 0;
  #running = false;
  /** Ticks since the loop last had to wait for one. */
  #lateTicks = 0;
  #workMs = 0;

  constructor(tickRate: number, tick: () => void, metrics: TickMetrics) {
    this.stepMs = 1000 / tickRate;
    this.#tick = tick;
    this.#metrics = metrics;
  }

  /** What a tick takes of late, in ms. */
  get workMs(): number {
    return this.#workMs;
  }

  /** Ticks that never ran since it was last asked for: time banks credit them. */
  takeDropped(): number {
    return this.#metrics.takeDropped();
  }

  start(): void {
    this.#running = true;
    const phaseMs = tickPhases.take(this) * this.stepMs;
    // The first time it is due there that is still to come.
    this.#deadline = (Math.floor((performance.now() - phaseMs) / this.stepMs) + 1) * this.stepMs + phaseMs;
    this.#schedule();
  }

  stop(): void {
    this.#running = false;
    tickPhases.leave(this);
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
  }

  #schedule(): void {
    const wait = this.#deadline - performance.now();
    if (wait > 0) {
      this.#lateTicks = 0;
      this.#timer = setTimeout(() => this.#run(), wait);
    } else {
      // What has arrived is read first: ticks run back to back without it would find nobody's inputs, and throw those away
      // that pile up meanwhile.
      this.#immediate = setImmediate(() => this.#run());
    }
  }

  #run(): void {
    // Timers may fire a fraction early, never usefully.
    if (performance.now() >= this.#deadline) {
      // Before it runs, so that it knows of what never will.
      this.#keepOwed(MAX_CATCH_UP_TICKS);
      this.#runTick();
    }
    if (!this.#running) return;
    if (++this.#lateTicks >= MAX_CATCH_UP_TICKS) {
      this.#lateTicks = 0;
      this.#keepOwed(1);
    }
    this.#schedule();
  }

  #runTick(): void {
    const begin = performance.now();
    const due = this.#deadline;
    this.#deadline += this.stepMs;
    this.#tick();
    const end = performance.now();
    this.#workMs += (end - begin - this.#workMs) * SMOOTHING;
    this.#metrics.record(begin, end - begin, (end - due) / this.stepMs);
  }

  /** Drops of the ticks that are due by now all but so many. */
  #keepOwed(most: number): void {
    const late = performance.now() - this.#deadline;
    const missed = Math.floor(late / this.stepMs) + 1 - most;
    if (missed <= 0) return;
    this.#deadline += missed * this.stepMs;
    this.#metrics.dropped += missed;
  }
}
