/** A timer that is set. */
export interface Timer {
  /** Does nothing when the timer has ended. */
  cancel(): void;
}

export interface TimerOptions {
  /** A process may end while this timer waits. Browsers ignore it. */
  readonly background?: boolean;
}

/**
 * Time, timers and randomness. Code receives a runtime instead of calling the platform, so that tests run it in
 * virtual time and a seed repeats a run.
 */
export interface Runtime {
  /** Milliseconds since an arbitrary moment. Never decreases. */
  now(): number;
  /** Milliseconds since 1970-01-01 UTC. Jumps when somebody sets the machine's clock. */
  wallTime(): number;
  setTimeout(run: () => void, ms: number, options?: TimerOptions): Timer;
  setInterval(run: () => void, ms: number, options?: TimerOptions): Timer;
  /** Runs after the input and output that is ready. */
  setImmediate(run: () => void): Timer;
  /** A number from 0 to 1, without 1. */
  random(): number;
  /** Unguessable bytes, at most 65,536. */
  randomBytes(size: number): Uint8Array;
}

/** The functions that Node.js and browsers share. Their types differ, so this file declares the shared part. */
interface Platform {
  readonly performance: { now(): number };
  readonly crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  setInterval(run: () => void, ms: number): unknown;
  clearInterval(timer: unknown): void;
  /** Browsers have none. */
  setImmediate?(run: () => void): unknown;
  clearImmediate?(immediate: unknown): void;
}

// Its functions are looked up at each call, because tests replace them.
const platform = globalThis as unknown as Platform;

/** The platform's own clock, timers and randomness. */
export const systemRuntime: Runtime = {
  now: () => platform.performance.now(),
  wallTime: () => Date.now(),
  setTimeout(run, ms, options) {
    const timer = platform.setTimeout(run, ms);
    release(timer, options);
    return { cancel: () => platform.clearTimeout(timer) };
  },
  setInterval(run, ms, options) {
    const timer = platform.setInterval(run, ms);
    release(timer, options);
    return { cancel: () => platform.clearInterval(timer) };
  },
  setImmediate(run) {
    if (!platform.setImmediate) return systemRuntime.setTimeout(run, 0);
    const immediate = platform.setImmediate(run);
    return { cancel: () => platform.clearImmediate?.(immediate) };
  },
  random: () => Math.random(),
  randomBytes: (size) => platform.crypto.getRandomValues(new Uint8Array(size)),
};

/** Node's timers are objects, a browser's are numbers. */
function release(timer: unknown, { background = false }: TimerOptions = {}): void {
  if (background && timer && typeof timer === "object") (timer as { unref?(): void }).unref?.();
}

/** Resolves after `ms`. */
export const wait = (runtime: Runtime, ms: number, options?: TimerOptions): Promise<void> =>
  new Promise((resolve) => {
    runtime.setTimeout(resolve, ms, options);
  });
