import { MAX_WAITING_SHARE } from "../support/load-watch.ts";
import type { Seen } from "./cell.ts";
import type { Expected } from "./paths/path.ts";

/** After a longer stall inputs arrive that are worth nothing any more, whatever carries them: the server pays for 5 steps. */
const LONGEST_STALL_MS = 150;

export interface Verdict {
  /** `undecided`: it differs in what a busy machine spoils, and the machine was busy. */
  readonly verdict: "expected" | "failed" | "undecided";
  /** How a cell differs from what is expected, in words. */
  readonly differences: readonly string[];
}

/** Compares a cell with what is expected. */
export function verdictOn(expected: Expected, seen: Seen): Verdict {
  if ("refused" in seen || !("plays" in expected)) return { verdict: "expected", differences: [] };
  if (seen.plays !== expected.plays) return { verdict: "failed", differences: [`plays over ${seen.plays}`] };
  const differences: string[] = [];
  // A cut connection loses inputs that were under way, and the prediction with them.
  if (seen.corrections > 0 && !expected.interrupts) differences.push(`${seen.corrections} wrong predictions`);
  if (seen.lostInputs > 0 && !expected.interrupts) differences.push(`${seen.lostInputs} lost inputs`);
  if (differences.length === 0) return { verdict: "expected", differences };
  const isBusy = seen.stallMs > LONGEST_STALL_MS || seen.waitingShare > MAX_WAITING_SHARE;
  return { verdict: isBusy ? "undecided" : "failed", differences };
}
