import { ErrorCode, ServerError } from "@colyseus/core";
import { z } from "zod";

import { redact } from "../logging/redact.ts";
import { unavailable } from "../network/refusals.ts";
import { faultOf, type PeerLog } from "../peer-log.ts";

const Refusal = z.object({ code: z.number(), message: z.string() });

/**
 * Runs `open`, and packs the code of a refusal into the error message. Another node may open the room, and of an
 * error there the framework returns only the message.
 */
export function refusingFromAfar<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    throw new ServerError(error.code, JSON.stringify({ code: error.code, message: error.message }));
  }
}

/** Unpacks a refusal from such an error. Returns any other error unchanged. */
function refusalIn(error: unknown): unknown {
  const refusal = Refusal.safeParse(error instanceof Error ? parse(error.message) : error);
  return refusal.success ? new ServerError(refusal.data.code, refusal.data.message) : error;
}

const FRAMEWORK_CODES: ReadonlySet<number> = new Set(Object.values(ErrorCode));
/** The framework's code for an unexpected error. Its text is for the host, not for players. */
const UNHANDLED = ErrorCode.MATCHMAKE_UNHANDLED;

/**
 * Converts the error of a failed join into one without secrets. A sentence written for players is kept; for
 * everything else the player learns only that the join failed. By default the framework's error for a node that does
 * not answer contains all join options of the client.
 */
export function joinError(error: unknown, log: PeerLog): ServerError {
  const refusal = refusalIn(error);
  if (refusal instanceof ServerError && refusal.code !== UNHANDLED) {
    const isFrameworks = FRAMEWORK_CODES.has(refusal.code);
    return new ServerError(refusal.code, isFrameworks ? redact(refusal.message) : refusal.message);
  }
  log.write("door", "warn", faultOf(refusal), "join failed");
  return unavailable("noAnswer");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
