import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 10;

/** Waits until `condition` returns something truthy and returns it; throws after `timeoutMs`, saying what it waited for. */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  timeoutMs = 15_000,
): Promise<NonNullable<Exclude<T, false | "" | 0>>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value as NonNullable<Exclude<T, false | "" | 0>>;
    if (performance.now() > deadline) throw new Error(`gave up waiting: ${what}`);
    await delay(POLL_MS);
  }
}
