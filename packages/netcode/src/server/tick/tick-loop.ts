import type { Runtime, Timer } from "../../core/runtime.ts";
import type { TickMetrics } from "./tick-metrics.ts";
import type { Phased, TickPhases } from "./tick-phases.ts";

/**
 * Maximum number of ticks that run in a row without waiting, including the late tick. Further missed ticks are
 * dropped and never caught up.
 */
const MAX_CATCH_UP_TICKS = 5;
/** Weight of a new tick in the moving average of the work per tick. */
const SMOOTHING = 0.05;

export interface TickLoopOptions {
  readonly metrics: TickMetrics;
  readonly runtime: Runtime;
  /** The phases of all loops that share this thread. */
  readonly phases: TickPhases;
  /** Runs after each tick, in time that is not that of the tick. */
  readonly afterTick?: () => void;
}

/**
 * Runs a tick at a fixed rate on absolute deadlines. `setInterval` truncates its period to whole milliseconds and
 * accumulates its lateness (gap p99 66 ms at 30 Hz; this loop measures 34 ms). Time is monotonic, so a step of the
 * wall clock changes nothing. Loops that share their `phases` tick at different times.
 */
export class TickLoop implements Phased {
  readonly stepMs: number;
  readonly #tick: () => void;
  readonly #metrics: TickMetrics;
  readonly #runtime: Runtime;
  readonly #phases: TickPhases;
  readonly #afterTick: (() => void) | undefined;
  #timer: Timer | undefined;
  #deadline = 0;
  #running = false;
  /** Ticks since the loop last waited for a deadline. */
  #lateTicks = 0;
  #workMs = 0;

  constructor(tickRate: number, tick: () => void, { metrics, runtime, phases, afterTick }: TickLoopOptions) {
    this.stepMs = 1000 / tickRate;
    this.#tick = tick;
    this.#metrics = metrics;
    this.#runtime = runtime;
    this.#phases = phases;
    this.#afterTick = afterTick;
  }

  get isRunning(): boolean {
    return this.#running;
  }

  /** Moving average of the work per tick, in ms. */
  get workMs(): number {
    return this.#workMs;
  }

  /** Returns the number of ticks dropped since the last call. Time banks credit them. */
  takeDropped(): number {
    return this.#metrics.takeDropped();
  }

  start(): void {
    this.#running = true;
    this.#metrics.start();
    const phaseMs = this.#phases.take(this) * this.stepMs;
    // The next deadline with the new phase that is still in the future.
    this.#deadline = (Math.floor((this.#runtime.now() - phaseMs) / this.stepMs) + 1) * this.stepMs + phaseMs;
    this.#schedule();
  }

  stop(): void {
    this.#running = false;
    this.#phases.leave(this);
    this.#timer?.cancel();
  }

  #schedule(): void {
    const wait = this.#deadline - this.#runtime.now();
    if (wait > 0) {
      this.#lateTicks = 0;
      this.#timer = this.#runtime.setTimeout(() => this.#run(), wait);
    } else {
      // Sockets are read first. Ticks that ran back to back without it would find no inputs, and the inputs that
      // queue up in that time would be dropped.
      this.#timer = this.#runtime.setImmediate(() => this.#run());
    }
  }

  #run(): void {
    // A timer may fire a fraction of a millisecond early.
    if (this.#runtime.now() >= this.#deadline) {
      // Missed ticks are dropped before the tick runs, so that the tick knows their number.
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
    const begin = this.#runtime.now();
    const due = this.#deadline;
    this.#deadline += this.stepMs;
    this.#tick();
    const end = this.#runtime.now();
    this.#workMs += (end - begin - this.#workMs) * SMOOTHING;
    this.#metrics.record(begin, end - begin, (end - due) / this.stepMs);
    if (this.#running) this.#afterTick?.();
  }

  /** Drops all but `most` of the ticks that are due. */
  #keepOwed(most: number): void {
    const late = this.#runtime.now() - this.#deadline;
    const missed = Math.floor(late / this.stepMs) + 1 - most;
    if (missed <= 0) return;
    this.#deadline += missed * this.stepMs;
    this.#metrics.dropped += missed;
  }
}
