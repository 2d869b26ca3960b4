/** Number of samples: ten seconds at 60 frames a second. */
const CAPACITY = 600;

/**
 * Upper edges of the buckets in ms. They fit frames at 120, 60, 50, 40, 30, 20 and 10 a second, with room for jitter.
 */
const EDGES_MS = [9, 18, 21, 26, 35, 52, 105, Infinity] as const;

export interface Bucket {
  /** The bucket counts times up to this many ms, and above the edge of the bucket before. */
  readonly upTo: number;
  readonly count: number;
}

/**
 * The times of the latest frames in ms, for the histogram on F3 and for code that reduces quality when frames take
 * long.
 */
export class FrameTimes {
  readonly #times = new Float32Array(CAPACITY);
  readonly #sorted = new Float32Array(CAPACITY);
  #next = 0;
  #count = 0;

  /** Number of stored times: all since the start, at most the latest 600. */
  get count(): number {
    return this.#count;
  }

  record(ms: number): void {
    this.#times[this.#next] = ms;
    this.#next = (this.#next + 1) % CAPACITY;
    this.#count = Math.min(CAPACITY, this.#count + 1);
  }

  /** The time in ms that a share (0..1) of the frames does not exceed; 0 before the first frame. */
  percentile(share: number): number {
    if (this.#count === 0) return 0;
    const sorted = this.#sorted.subarray(0, this.#count);
    sorted.set(this.#times.subarray(0, this.#count));
    sorted.sort();
    return sorted[Math.max(0, Math.ceil(share * this.#count) - 1)] ?? 0;
  }

  /** The number of frames per bucket, shortest times first. The last bucket has no upper edge. */
  buckets(): Bucket[] {
    const counts = EDGES_MS.map(() => 0);
    for (const time of this.#times.subarray(0, this.#count)) {
      const bucket = EDGES_MS.findIndex((edge) => time <= edge);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    return EDGES_MS.map((upTo, bucket) => ({ upTo, count: counts[bucket] ?? 0 }));
  }

  /** Forgets the times before a pause: they say nothing about the frames after it. */
  clear(): void {
    this.#next = 0;
    this.#count = 0;
  }
}
