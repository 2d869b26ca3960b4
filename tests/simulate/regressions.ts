interface Regression {
  readonly seed: number;
  /** The fewest parts that failed. */
  readonly only: readonly string[];
  /** The invariant that did not hold, and why. */
  readonly was: string;
}

/** Lives that found a bug, cut down to the parts that were needed. Add the parts that a failure prints. */
export const REGRESSIONS: readonly Regression[] = [];
