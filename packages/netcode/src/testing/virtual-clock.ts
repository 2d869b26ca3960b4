import { install, type Clock } from "@sinonjs/fake-timers";

/** The platform's own function. It goes on while timers are virtual. */
const platformImmediate = setImmediate;

/**
 * Rounds of ready input and output that are processed after a timer. A message passes a stream, a WebSocket and the
 * code behind it within two.
 */
const ROUNDS = 2;

/**
 * The time of this process: `performance`, `Date` and the timers are virtual, also for Colyseus and its SDK. Time
 * passes only in `advance`.
 */
export class VirtualClock {
  readonly #clock: Clock;

  /** `startsAt` is the wall time at the beginning, in ms since 1970-01-01 UTC. */
  constructor(startsAt: number) {
    this.#clock = install({
      now: startsAt,
      toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
    });
  }

  /** Lets everything happen that is due within the next `ms`, in order. Ends at exactly that time. */
  async advance(ms: number): Promise<void> {
    await settle();
    let isOver = false;
    setTimeout(() => (isOver = true), ms);
    while (!isOver) {
      this.#clock.next();
      await settle();
    }
  }

  /** Sets the wall clock, as an administrator does. No time passes. */
  setWallTime(ms: number): void {
    this.#clock.setSystemTime(ms);
  }

  /** Gives the process its own clock and timers back. */
  uninstall(): void {
    this.#clock.uninstall();
  }
}

/** Lets promises, streams and sockets process what is ready. No time passes. */
export async function settle(): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) await new Promise((resolve) => platformImmediate(resolve));
}
