import { install, type Clock } from "@sinonjs/fake-timers";

/** A timer of the fake clock. Its types leave it out. */
interface FakeTimer {
  callAt: number;
  /** Decides between timers for the same time. */
  order: number;
}

/** The platform's own function. It goes on while timers are virtual. */
const platformImmediate = setImmediate;

/**
 * How often the queue of Node's next tick is emptied after a timer, with all promises. A message passes a stream, a
 * WebSocket and the code behind it within three.
 */
const ROUNDS = 4;

/**
 * The time of this process: `performance`, `Date` and the timers are virtual, also for Colyseus and its SDK. Time
 * passes only while somebody waits in `advance` or `drive`.
 */
export class VirtualClock {
  readonly #clock: Clock;
  #waiting = 0;
  #isRunning = false;
  #timersRun = 0;
  /** The end of the last computation that took time. */
  #busyUntil = 0;
  /** Timers up to this time run in one go. */
  #due = 0;

  /** `startsAt` is the wall time at the beginning, in ms since 1970-01-01 UTC. */
  constructor(startsAt: number) {
    this.#clock = install({
      now: startsAt,
      toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
    });
    const setFakeTimeout = globalThis.setTimeout;
    // Servers run a timer of the framework early with this function, which each timer of Node has.
    const setTimeoutLikeNode = (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]): NodeJS.Timeout =>
      Object.assign(setFakeTimeout(run, ms, ...args), { _onTimeout: () => run(...args) });
    globalThis.setTimeout = Object.assign(setTimeoutLikeNode, setFakeTimeout);
  }

  /** How many timers have run. */
  get timersRun(): number {
    return this.#timersRun;
  }

  /** Lets everything happen that is due within the next `ms`, in order. */
  advance(ms: number): Promise<void> {
    return this.drive(new Promise((resolve) => setTimeout(resolve, ms)));
  }

  /** Lets time pass until `promise` is settled, and returns its value. */
  async drive<Value>(promise: Promise<Value>): Promise<Value> {
    this.#waiting++;
    if (!this.#isRunning) void this.#run();
    try {
      return await promise;
    } finally {
      this.#waiting--;
    }
  }

  /** Sets the wall clock, as an administrator does. No time passes. */
  setWallTime(ms: number): void {
    const jump = ms - this.#clock.now;
    this.#busyUntil += jump;
    this.#due += jump;
    this.#clock.setSystemTime(ms);
  }

  /** Passes `ms` in which no timer runs. Timers that are due by then run as soon as the process is free again. */
  spend(ms: number): void {
    const end = this.#clock.now + ms;
    const late = this.#timers
      .filter(({ callAt }) => callAt <= end)
      .toSorted((a, b) => a.callAt - b.callAt || a.order - b.order);
    const orders = late.map(({ order }) => order).toSorted((a, b) => a - b);
    // They run at the same time now, in the order of the times that they were set to.
    for (const [index, timer] of late.entries()) Object.assign(timer, { callAt: end, order: orders[index] });
    this.#clock.now = end;
    this.#busyUntil = end;
  }

  /** Gives the process its own clock and timers back. */
  uninstall(): void {
    this.#clock.uninstall();
  }

  /** The timers that are set, the next to run first. */
  get #timers(): readonly FakeTimer[] {
    const { timerHeap } = this.#clock as unknown as { readonly timerHeap?: { readonly timers: FakeTimer[] } };
    return timerHeap?.timers ?? [];
  }

  #nextAt(): number {
    return this.#timers[0]?.callAt ?? Infinity;
  }

  /** One loop serves everybody who waits, so that the order of events does not depend on their number. */
  async #run(): Promise<void> {
    this.#isRunning = true;
    await settle();
    while (this.#waiting > 0) {
      this.#due = Math.max(this.#busyUntil, this.#nextAt());
      // All timers that are due run in one go, as in Node, and what they promised follows each of them.
      do {
        this.#runNextTimer();
        await drain();
      } while (this.#nextAt() <= this.#due && this.#waiting > 0);
      await settle();
    }
    this.#isRunning = false;
  }

  /** An exception in a timer is an uncaught one, as with the platform's timers, and does not stop the time. */
  #runNextTimer(): void {
    this.#timersRun++;
    try {
      this.#clock.next();
    } catch (error) {
      platformImmediate(() => {
        throw error;
      });
    }
  }
}

/** Lets promises and streams process what is ready. No time passes. */
async function drain(): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) await new Promise<void>((resolve) => process.nextTick(resolve));
}

/** Requests to the file system, by the names that Node has for them. */
const FILE_REQUEST = /^FSReq/;

/**
 * Lets immediates, files and all that follows from them happen. No time passes, but it takes longer than `drain`. On a busy machine
 * a file takes many turns of the event loop, in which timers must not run: a request would time out before its file is read.
 */
async function settle(): Promise<void> {
  do {
    await new Promise((resolve) => platformImmediate(resolve));
    await drain();
  } while (process.getActiveResourcesInfo().some((name) => FILE_REQUEST.test(name)));
}
