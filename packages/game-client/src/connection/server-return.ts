import { timeLimit } from "../platform/time-limit.ts";

const ASK_EVERY_MS = 1000;
/**
 * All players return at the same time after a restart. Their attempts are spread over this time, so that the server
 * is not flooded.
 */
const SPREAD_MS = 2000;
const ANSWER_LIMIT_MS = 3000;

/**
 * Waits until the server at `endpoint` (by default the one that served the page) accepts joins again. Resolves to
 * false when `signal` is aborted first.
 */
export async function whenServerIsBack(signal: AbortSignal, endpoint = globalThis.location.href): Promise<boolean> {
  const address = new URL("health", new URL(".", endpoint));
  while (!signal.aborted) {
    await pause(ASK_EVERY_MS, signal);
    if (!(await isUp(address))) continue;
    await pause(Math.random() * SPREAD_MS, signal);
    break;
  }
  return !signal.aborted;
}

async function isUp(address: URL): Promise<boolean> {
  try {
    return (await fetch(address, { signal: timeLimit(ANSWER_LIMIT_MS), cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
