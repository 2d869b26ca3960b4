import { whenAborted } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";

/**
 * Returns a signal that aborts after `ms`, with the reason that `AbortSignal.timeout` gives, or together with `other`,
 * with its reason.
 */
export function timeLimit(runtime: Runtime, ms: number, other?: AbortSignal): AbortSignal {
  const limit = new AbortController();
  const end = (): void => limit.abort(new DOMException("The time limit is over.", "TimeoutError"));
  runtime.setTimeout(end, ms, { background: true });
  // `AbortSignal.any` is missing in browsers of 2023.
  if (other) void whenAborted(other).then(() => limit.abort(other.reason));
  return limit.signal;
}
