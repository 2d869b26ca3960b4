import type { Repeated } from "./repeat-until-sure.ts";

/** A ratio may be this many times the committed one. */
const ALLOWED_GROWTH = 1.1;

export type Verdict = "kept" | "worse" | "undecided" | "new";

/**
 * Compares a measured ratio with the committed one. It is `worse` if the whole interval is over the limit, `kept` if all
 * of it is under the limit, and `undecided` in between or without an interval. Without a committed ratio it is `new`.
 */
export function verdictOn({ interval, isSure }: Repeated, committed: number | undefined): Verdict {
  if (interval === undefined) return "undecided";
  if (committed === undefined) return isSure ? "new" : "undecided";
  const limit = committed * ALLOWED_GROWTH;
  if (interval.low > limit) return "worse";
  if (interval.high <= limit || (isSure && interval.median <= limit)) return "kept";
  return isSure ? "worse" : "undecided";
}
