interface Regression {
  readonly seed: number;
  /** The fewest parts that failed. */
  readonly only: readonly string[];
  /** The invariant that did not hold, and why. */
  readonly was: string;
}

/** Lives that failed because of a bug in the product, cut down to the needed parts. Add the parts that a failure prints. */
export const REGRESSIONS: readonly Regression[] = [
  {
    seed: 70,
    only: ["person1", "crash0", "crash1"],
    was: "files-whole, because a power cut took the new data folder with the secret in it",
  },
  {
    seed: 37,
    only: ["driver0", "broker-restarts0"],
    was: "rooms-are-found, because Redis started again so fast that the node did not notice that its list was empty",
  },
];
