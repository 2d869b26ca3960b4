import { createHistogram, type RecordableHistogram } from "node:perf_hooks";

const MICROSECONDS_PER_MS = 1000;
/** Up to a minute, to within 1 %: 20 kB each. With Node's defaults they take 400 kB each, outside of its heap. */
const RANGE = { lowest: 1, highest: 60_000 * MICROSECONDS_PER_MS, figures: 2 } as const;

export interface TickReport {
  readonly ticks: number;
  /** Ticks that never ran because the process was busy. */
  readonly dropped: number;
  /** Time between the starts of two consecutive ticks. */
  readonly gapMs: Percentiles;
  /** Time spent inside a tick. */
  readonly workMs: Percentiles;
}

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * Receives every tick: `work` is the time spent in it and `gap` the time since the previous one began, in ms. `spent`
 * is how long after its due time it ended, in steps.
 */
export type TickListener = (work: number, gap: number | undefined, spent: number) => void;

/** Measures how regular and how long a room's ticks are. */
export class TickMetrics {
  dropped = 0;
  readonly #listener: TickListener | undefined;
  #ticks = 0;
  #recent = { ticks: 0, work: 0 };
  #droppedBefore = 0;
  #lastBegin: number | undefined;
  /** Created with the first tick: a room whose creation is refused needs none. */
  #gap: RecordableHistogram | undefined;
  #work: RecordableHistogram | undefined;

  constructor(listener?: TickListener) {
    this.#listener = listener;
  }

  /** Records a tick that began at `begin` (ms, monotonic), took `work` ms and ended `spent` steps after it was due. */
  record(begin: number, work: number, spent: number): void {
    this.#ticks++;
    this.#recent.ticks++;
    this.#recent.work += work;
    this.#work ??= createHistogram(RANGE);
    this.#work.record(toMicroseconds(work));
    const gap = this.#lastBegin === undefined ? undefined : begin - this.#lastBegin;
    this.#gap ??= createHistogram(RANGE);
    if (gap !== undefined) this.#gap.record(toMicroseconds(gap));
    this.#lastBegin = begin;
    this.#listener?.(work, gap, spent);
  }

  /** The loop starts, perhaps again: the time without it is no gap. */
  start(): void {
    this.#lastBegin = undefined;
  }

  /** Returns the mean work per tick in ms since the last call. */
  takeMeanWork(): number {
    const { ticks, work } = this.#recent;
    this.#recent = { ticks: 0, work: 0 };
    return ticks === 0 ? 0 : work / ticks;
  }

  /** Returns the number of ticks that never ran since the last call. */
  takeDropped(): number {
    const recent = this.dropped - this.#droppedBefore;
    this.#droppedBefore = this.dropped;
    return recent;
  }

  report(): TickReport {
    return {
      ticks: this.#ticks,
      dropped: this.dropped,
      gapMs: percentiles(this.#gap),
      workMs: percentiles(this.#work),
    };
  }
}

/** The histogram takes whole numbers of its range. */
const toMicroseconds = (ms: number): number =>
  Math.min(Math.max(Math.round(ms * MICROSECONDS_PER_MS), RANGE.lowest), RANGE.highest);

function percentiles(histogram: RecordableHistogram | undefined): Percentiles {
  if (!histogram || histogram.count === 0) return { p50: 0, p99: 0, max: 0 };
  const at = (percentile: number) => histogram.percentile(percentile) / MICROSECONDS_PER_MS;
  return { p50: at(50), p99: at(99), max: histogram.max / MICROSECONDS_PER_MS };
}
