import type { Percentiles } from "../percentiles.ts";

/** Environment variable with the side of the map to generate, in u. */
export const MAP_SIDE = "BENCH_MAP_SIDE";

/**
 * The orders of a bench to the probe in a server's process. It answers all but "begin" and "sample". "sampled" ends what
 * "sample" began: a CPU profile of the thread with the ticks.
 */
export type ProbeOrder = "begin" | "end" | "memory" | "sample" | "sampled";

/** The measurements of a server since "begin". */
export interface ServerReading {
  readonly cpuSeconds: number;
  /** CPU of the thread with the ticks. The rest is that of other threads, also of those that collect garbage. */
  readonly mainCpuSeconds: number;
  readonly wallSeconds: number;
  /** Number of ticks, as the sum over all rooms. */
  readonly ticks: number;
  readonly workMs: Percentiles;
  readonly gapMs: Percentiles;
  readonly rssBytes: number;
}

export interface MemoryReading {
  readonly rssBytes: number;
  /** JavaScript's heap and the buffers that it owns. */
  readonly heapBytes: number;
}
