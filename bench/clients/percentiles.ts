import type { Histogram } from "hdr-histogram-js";

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** `unit` is how many of the histogram's units are one unit of the result: 1000 for ms from a histogram in us. */
export function percentilesOf(histogram: Histogram, unit: number): Percentiles {
  if (histogram.totalCount === 0) return { p50: 0, p99: 0, max: 0 };
  const at = (percentile: number) => histogram.getValueAtPercentile(percentile) / unit;
  return { p50: at(50), p99: at(99), max: histogram.maxValue / unit };
}
