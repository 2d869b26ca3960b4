import { createHistogram, type RecordableHistogram } from "node:perf_hooks";

const MICROSECONDS_PER_MS = 1000;

export interface TickReport {
  readonly ticks: number;
  /** Ticks that never ran because the process was busy elsewhere. */
  readonly dropped: number;
  /** Time between the starts of neighbouring ticks. */
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
 * Hears of every tick besides: `work` is the time spent in it, `gap` that since the one before began, in ms; `spent` how many
 * steps after it was due it has ended.
 */
export type TickListener = (work: number, gap: number | undefined, spent: number) => void;

/** How evenly and how busily a room ticks. */
export class TickMetrics {
  dropped = 0;
  readonly #listener: TickListener | undefined;
  #ticks = 0;
  #recent = { ticks: 0, work: 0 };
  #droppedBefore = 0;
  #lastBegin: number | undefined;
  readonly #gap: RecordableHistogram = createHistogram();
  readonly #work: RecordableHistogram = createHistogram();

  constructor(listener?: TickListener) {
    this.#listener = listener;
  }

  /** Notes a tick that began at `begin` (ms, monotonic), took `work` ms and ended `spent` steps after it was due. */
  record(begin: number, work: number, spent: number): void {
    this.#ticks++;
    this.#recent.ticks++;
    this.#recent.work += work;
    this.#work.record(toMicroseconds(work));
    const gap = this.#lastBegin === undefined ? undefined : begin - this.#lastBegin;
    if (gap !== undefined) this.#gap.record(toMicroseconds(gap));
    this.#lastBegin = begin;
    this.#listener?.(work, gap, spent);
  }

  /** Mean work per tick in ms since it was last asked for. */
  takeMeanWork(): number {
    const { ticks, work } = this.#recent;
    this.#recent = { ticks: 0, work: 0 };
    return ticks === 0 ? 0 : work / ticks;
  }

  /** Ticks that never ran since it was last asked for. */
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

/** The histogram takes whole numbers from 1. */
const toMicroseconds = (ms: number): number => Math.max(1, Math.round(ms * MICROSECONDS_PER_MS));

function percentiles(histogram: RecordableHistogram): Percentiles {
  if (histogram.count === 0) return { p50: 0, p99: 0, max: 0 };
  const at = (percentile: number) => histogram.percentile(percentile) / MICROSECONDS_PER_MS;
  return { p50: at(50), p99: at(99), max: histogram.max / MICROSECONDS_PER_MS };
}
