import { pause } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";

import { timeLimit } from "../platform/time-limit.ts";

const ASK_EVERY_MS = 500;
/**
 * All players return at the same time after a restart. Their attempts are spread over this time, so that the server
 * is not flooded.
 */
const SPREAD_MS = 1000;
const ANSWER_LIMIT_MS = 3000;

/**
 * Waits until the server at `endpoint` (by default the one that served the page) accepts joins again. Resolves to
 * false when `signal` is aborted first.
 */
export async function whenServerIsBack(
  runtime: Runtime,
  signal: AbortSignal,
  endpoint = globalThis.location.href,
): Promise<boolean> {
  const address = new URL("health", new URL(".", endpoint));
  while (!signal.aborted && !(await isUp(runtime, address))) await pause(runtime, ASK_EVERY_MS, signal);
  await pause(runtime, runtime.random() * SPREAD_MS, signal);
  return !signal.aborted;
}

async function isUp(runtime: Runtime, address: URL): Promise<boolean> {
  try {
    return (await fetch(address, { signal: timeLimit(runtime, ANSWER_LIMIT_MS), cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
