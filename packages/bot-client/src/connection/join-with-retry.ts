import { pause } from "@fray/netcode/client";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";

import { ArenaConnection, type JoinRequest } from "./arena-connection.ts";

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 2000;

/** Error of the matchmaker when no room has the given id. */
const NO_SUCH_ROOM = 522;
/** Errors of the matchmaker that a retry can't change: no such kind of room, no such room, not allowed, another build. */
const FINAL_CODES = new Set<number | string>([401, 403, 422, 520, 521, NO_SUCH_ROOM, 525, JOIN_REFUSED.otherBuild]);

/**
 * Joins. After a failure that may pass (no server yet, room full) it retries with growing pauses for up to
 * `patienceMs`. Throws the last failure, also when `signal` is aborted.
 */
export async function joinWithRetry(
  request: JoinRequest,
  patienceMs: number,
  signal: AbortSignal,
): Promise<ArenaConnection> {
  const { runtime } = request;
  const deadline = runtime.now() + patienceMs;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(MAX_DELAY_MS, delayMs * 2)) {
    signal.throwIfAborted();
    try {
      return await ArenaConnection.open(request);
    } catch (error) {
      const remaining = deadline - runtime.now();
      if (signal.aborted || remaining <= 0 || isFinal(error)) throw error;
      await pause(runtime, Math.min(delayMs, remaining), signal);
    }
  }
}

/** Whether a join failed because no room has the given id. */
export const isNoSuchRoom = (error: unknown): boolean => codeOf(error) === NO_SUCH_ROOM;

/** Describes why a join failed, in a few words. */
export function failureReason(error: unknown): string {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  return code === undefined ? message : `${message} (${code})`;
}

/** The SDK puts HTTP statuses, its own codes and system codes like ECONNREFUSED in the same field. */
function codeOf(error: unknown): number | string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "number" || typeof error.code === "string" ? error.code : undefined;
}

const isFinal = (error: unknown): boolean => FINAL_CODES.has(codeOf(error) ?? "");
