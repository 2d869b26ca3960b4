/** The median of a sample, and an interval that holds the median of all measurements with at least 95 % confidence. */
export interface MedianInterval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

const CONFIDENCE = 0.95;

/**
 * Returns the median of `sample` and its interval, or undefined if there are too few values for one: it takes six.
 *
 * The interval lies between two values of the sample, as many steps from its ends as the sign test allows: each value is
 * above the true median with probability 1/2. So nothing is assumed about how measurements scatter, and one that a busy
 * machine spoiled moves nothing. Conover, "Practical Nonparametric Statistics", section 3.2.
 */
export function medianInterval(sample: readonly number[]): MedianInterval | undefined {
  const sorted = sample.toSorted((a, b) => a - b);
  const depth = depthOf(sorted.length);
  const [low, high] = [sorted[depth - 1], sorted[sorted.length - depth]];
  const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined || below === undefined || above === undefined) return undefined;
  return { median: (below + above) / 2, low, high };
}

/** Returns the largest distance of the interval from both ends of a sample, or 0 if no interval is sure enough. */
function depthOf(count: number): number {
  let outside = 2 * 0.5 ** count;
  let depth = 0;
  for (let term = outside; outside <= 1 - CONFIDENCE; outside += term) {
    depth++;
    term *= (count - depth + 1) / depth;
  }
  return depth;
}
