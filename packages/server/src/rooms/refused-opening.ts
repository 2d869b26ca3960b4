import { ServerError } from "@colyseus/core";
import { z } from "zod";

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
export function refusalIn(error: unknown): unknown {
  const refusal = Refusal.safeParse(error instanceof Error ? parse(error.message) : error);
  return refusal.success ? new ServerError(refusal.data.code, refusal.data.message) : error;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
