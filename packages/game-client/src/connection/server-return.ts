import { askRepeatedly, pause } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";

import { homeOf } from "../platform/home.ts";

/**
 * All players return at the same time after a restart. Their attempts are spread over this time, so that the server
 * is not flooded. With the time until a death is noticed it leaves a second of the three in which a player fights again.
 */
const SPREAD_MS = 500;

/**
 * Waits until the server at `endpoint` (by default the one that served the page) accepts joins again. Resolves to
 * false when `signal` is aborted first.
 */
export async function whenServerIsBack(
  runtime: Runtime,
  signal: AbortSignal,
  endpoint = homeOf(globalThis.location.href).href,
): Promise<boolean> {
  const address = new URL("health", new URL(".", endpoint));
  await askRepeatedly(runtime, (limit) => isUp(address, limit), signal);
  await pause(runtime, runtime.random() * SPREAD_MS, signal);
  return !signal.aborted;
}

async function isUp(address: URL, signal: AbortSignal): Promise<true | undefined> {
  return (await fetch(address, { signal, cache: "no-store" })).ok || undefined;
}
