import type { Runtime } from "@fray/netcode/core";

/** Returns a signal that aborts after `ms`, with the reason that `AbortSignal.timeout` gives. */
export function timeLimit(runtime: Runtime, ms: number): AbortSignal {
  const limit = new AbortController();
  const end = (): void => limit.abort(new DOMException("The time limit is over.", "TimeoutError"));
  runtime.setTimeout(end, ms, { background: true });
  return limit.signal;
}
