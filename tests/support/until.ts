import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 10;
/** Where other work uses the machine, a process starts for many seconds. */
const REAL_LIMIT_MS = 60_000;
/** Nothing delays virtual time. */
const VIRTUAL_LIMIT_MS = 15_000;

/** What passes time in a file that runs in virtual time. */
interface Waiter {
  until<Value>(what: string, condition: () => Value | Promise<Value>, limitMs?: number): Promise<Truthy<Value>>;
  advance(ms: number): Promise<void>;
  settled<Value>(promise: Promise<Value>): Promise<Value>;
}

type Truthy<Value> = NonNullable<Exclude<Value, false | "" | 0>>;

const waiter = (): Waiter | undefined => (globalThis as { frayStepper?: Waiter }).frayStepper;

/**
 * Waits until `condition` returns something truthy and returns it; throws after `timeoutMs`, saying what it waited
 * for. In virtual time it lets time pass.
 */
export async function until<T>(what: string, condition: () => T | Promise<T>, timeoutMs?: number): Promise<Truthy<T>> {
  const virtual = waiter();
  if (virtual) return virtual.until(what, condition, timeoutMs ?? VIRTUAL_LIMIT_MS);
  const deadline = performance.now() + (timeoutMs ?? REAL_LIMIT_MS);
  for (;;) {
    const value = await condition();
    if (value) return value as Truthy<T>;
    if (performance.now() > deadline) throw new Error(`gave up waiting: ${what}`);
    await delay(POLL_MS);
  }
}

/** Lets `ms` of virtual time pass. Throws in real time: a test does not sleep. */
export async function pass(ms: number): Promise<void> {
  const virtual = waiter();
  if (!virtual) throw new Error("only virtual time can be passed");
  await virtual.advance(ms);
}

/** Waits for a promise of a client or server. In virtual time it lets time pass until it is settled. */
export const settled = <Value>(promise: Promise<Value>): Promise<Value> => waiter()?.settled(promise) ?? promise;
