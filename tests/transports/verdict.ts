import { MAX_WAITING_SHARE } from "../support/load-watch.ts";
import type { Seen } from "./cell.ts";
import type { Expected } from "./paths/path.ts";

/** After a longer stall inputs arrive that are worth nothing any more, whatever carries them: the server pays for 5 steps. */
const LONGEST_STALL_MS = 150;

/** Whether the machine was too busy in a cell, so that wrong predictions and lost inputs say nothing about the path. */
export const isLoadBound = (seen: Seen): boolean =>
  "stallMs" in seen && (seen.stallMs > LONGEST_STALL_MS || seen.waitingShare > MAX_WAITING_SHARE);

/** Returns how a cell differs from what is expected, in words; none if it does not. */
export function differences(expected: Expected, seen: Seen): string[] {
  if ("refused" in seen || !("plays" in expected)) return [];
  const found: string[] = [];
  if (seen.plays !== expected.plays) found.push(`plays over ${seen.plays}`);
  // A cut connection loses inputs that were under way, and the prediction with them.
  if (expected.interrupts) return found;
  if (seen.corrections > 0) found.push(`${seen.corrections} wrong predictions`);
  if (seen.lostInputs > 0) found.push(`${seen.lostInputs} lost inputs`);
  return found;
}
