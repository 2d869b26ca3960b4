/** How much may be spent on one failure. */
export interface ShrinkLimits {
  readonly runs: number;
  /** Virtual time of all runs together. */
  readonly ms: number;
}

export interface Shrunk {
  readonly parts: readonly string[];
  /** A limit was reached, so there may be fewer. */
  readonly wasCutShort: boolean;
}

/**
 * Returns the fewest parts that still fail, by delta debugging: halves, then quarters and so on are left out as long as
 * the rest fails. `run` runs the parts, and returns whether they fail and the virtual time that this took.
 */
export async function shrink(
  parts: readonly string[],
  run: (parts: readonly string[]) => Promise<{ readonly fails: boolean; readonly ms: number }>,
  limits: ShrinkLimits,
): Promise<Shrunk> {
  let { runs, ms } = limits;
  let rest = parts;
  let chunks = 2;
  while (rest.length > 1) {
    const size = Math.ceil(rest.length / chunks);
    let smaller: readonly string[] | undefined;
    for (let from = 0; from < rest.length && !smaller; from += size) {
      const without = [...rest.slice(0, from), ...rest.slice(from + size)];
      if (without.length === 0) continue;
      if (runs <= 0 || ms <= 0) return { parts: rest, wasCutShort: true };
      const result = await run(without);
      runs--;
      ms -= result.ms;
      if (result.fails) smaller = without;
    }
    if (smaller) {
      rest = smaller;
      chunks = Math.max(2, chunks - 1);
    } else if (size === 1) break;
    else chunks = Math.min(rest.length, chunks * 2);
  }
  return { parts: rest, wasCutShort: false };
}
