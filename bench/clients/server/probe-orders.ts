import type { Percentiles } from "../percentiles.ts";

/** Environment variable with the side of the map to draw, in u. */
export const MAP_SIDE = "BENCH_MAP_SIDE";

/** What a bench asks of the probe in a server's process; it answers all but "begin". */
export type ProbeOrder = "begin" | "end" | "memory";

/** What a server did since "begin". */
export interface ServerReading {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Of all its rooms together. */
  readonly ticks: number;
  readonly workMs: Percentiles;
  readonly gapMs: Percentiles;
  readonly rssBytes: number;
}

export interface MemoryReading {
  readonly rssBytes: number;
  /** JavaScript's heap and the buffers it owns. */
  readonly heapBytes: number;
}
