interface Regression {
  readonly seed: number;
  /** The fewest parts that failed. */
  readonly only: readonly string[];
  /** The invariant that did not hold, and why. */
  readonly was: string;
}

/**
 * Lives that failed because of a bug in the product or in the simulation, cut down to the parts that were needed. Add
 * the parts that a failure prints.
 */
export const REGRESSIONS: readonly Regression[] = [
  {
    seed: 6,
    only: ["a3", "a4", "f9"],
    was: "near-is-shown, because a fighter who watches now sees the past in which it fought",
  },
  {
    seed: 55,
    only: ["a13", "n1"],
    was: "rooms-are-found, because Redis started again so fast that the node did not notice that its list was empty",
  },
];
