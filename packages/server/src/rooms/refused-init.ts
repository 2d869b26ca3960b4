import { ErrorCode, ServerError } from "@colyseus/core";
import { z } from "zod";

import { redact } from "../logging/redact.ts";
import { faultOf, logPeer } from "../peer-log.ts";
import { unavailable } from "./admission.ts";

const Refusal = z.object({ code: z.number(), message: z.string() });

/**
 * Opens a room, with a refusal that finds its way. Rooms are opened wherever a node has the fewest players, and of an error
 * the framework brings nothing back from there but its message: it is made to hold the code too.
 */
export function refusingFromAfar<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    throw new ServerError(error.code, JSON.stringify({ code: error.code, message: error.message }));
  }
}

/** What somebody is told by such a refusal; any other error as it is. */
function refusalIn(error: unknown): unknown {
  const refusal = Refusal.safeParse(error instanceof Error ? parse(error.message) : error);
  return refusal.success ? new ServerError(refusal.data.code, refusal.data.message) : error;
}

const FRAMEWORK_CODES: ReadonlySet<number> = new Set(Object.values(ErrorCode));
/** The framework's code for what went wrong in a way that nobody had thought of: its words are for whoever runs the server. */
const UNHANDLED = ErrorCode.MATCHMAKE_UNHANDLED;

/**
 * What somebody is told of a join that failed, with no secret in it. Words that were chosen for them they get; of anything else
 * they learn that it failed. As shipped, the error for a node that does not answer repeats all that they said in joining.
 */
export function joinError(error: unknown): ServerError {
  const refusal = refusalIn(error);
  if (refusal instanceof ServerError && refusal.code !== UNHANDLED) {
    const isFrameworks = FRAMEWORK_CODES.has(refusal.code);
    return new ServerError(refusal.code, isFrameworks ? redact(refusal.message) : refusal.message);
  }
  logPeer("door", "warn", faultOf(refusal), "join failed");
  return unavailable("a server of this game does not answer; try again in a moment");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
