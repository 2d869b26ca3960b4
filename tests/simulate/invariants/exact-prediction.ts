import type { Invariant } from "./invariant.ts";

/** Who drives alone over a steady connection is never corrected. */
export const exactPrediction: Invariant = {
  name: "exact-prediction",
  watch({ drivers, isDisturbed }, fail) {
    return {
      quiet: () => {
        for (const [host, game] of drivers) {
          const { corrections, largestCorrection } = game.stats();
          if (corrections > 0 && !isDisturbed(host))
            fail(`${host} was corrected ${corrections} times, by up to ${largestCorrection.toFixed(3)} u`);
        }
      },
    };
  },
};
