import type { Point } from "../../connection/frame.ts";
import { TRACE_COLUMNS, TRACED_FIELDS, type TracePart } from "../../trace/own-trace.ts";
import type { SavedTrace } from "../../trace/trace-file.ts";
import type { Comparison } from "../comparison.ts";

type Row = readonly number[];

/** What is known of an input. Times are in ms. */
export interface KnownInput {
  readonly seq: number;
  /** The tick in which the server took it. */
  readonly tick: number;
  /** Where the body was predicted to be after it; undefined when the page did not note it any more. */
  readonly predicted: Point | undefined;
  /** Where the body was drawn when its step was drawn to the end. */
  readonly drawn: Point | undefined;
  /** Until the patch with its result arrived. */
  readonly answeredAfterMs: number | undefined;
  /** How old the others were in that frame, compared with the tick in which the server took the input. */
  readonly othersAgeMs: number | undefined;
}

const columnOf = (part: TracePart, name: string): number => (TRACE_COLUMNS[part] as readonly string[]).indexOf(name);
const numberIn = (part: TracePart, name: string) => {
  const column = columnOf(part, name);
  return (row: Row): number => row[column] ?? 0;
};
const fieldIn = (name: "x" | "y") => {
  const column = TRACE_COLUMNS.steps.length + TRACED_FIELDS.indexOf(name);
  return (row: Row): number => row[column] ?? 0;
};

const sentAt = numberIn("steps", "at");
const seqOf = numberIn("steps", "seq");
const [predictedX, predictedY] = [fieldIn("x"), fieldIn("y")];
const arrivedAt = numberIn("arrivals", "at");
const acknowledgedIn = numberIn("arrivals", "seq");
const drawnAt = numberIn("frames", "at");
const [drawnX, drawnY, shownAt] = [numberIn("frames", "x"), numberIn("frames", "y"), numberIn("frames", "shownAt")];

/** Finds what belongs to an input: prediction, drawn frame, answer, and the tick of the server. */
export class Track {
  readonly #trace: SavedTrace;
  readonly #taken: Comparison["taken"];
  readonly #steps: ReadonlyMap<number, Row>;
  /** Number of inputs of which both the prediction and the result are known. */
  readonly compared: number;

  constructor(trace: SavedTrace, { taken }: Comparison) {
    this.#trace = trace;
    this.#taken = taken;
    this.#steps = new Map(trace.rows.steps.map((row) => [seqOf(row), row]));
    this.compared = taken.filter(([, seq]) => this.#steps.has(seq)).length;
  }

  /** Id of the body. */
  get self(): number {
    return this.#trace.self;
  }

  /** The inputs that the server had taken by a tick, the last ones, oldest first. */
  until(tick: number, count: number): KnownInput[] {
    const end = firstAbove(this.#taken, tick, ([taken]) => taken);
    return this.#taken.slice(Math.max(0, end - count), end).map(([taken, seq]) => this.#known(taken, seq));
  }

  #known(tick: number, seq: number): KnownInput {
    const { rows, stepMs } = this.#trace;
    const step = this.#steps.get(seq);
    const unknown = { drawn: undefined, answeredAfterMs: undefined, othersAgeMs: undefined };
    if (!step) return { seq, tick, predicted: undefined, ...unknown };
    // A body is drawn between two steps, so a step is drawn to its end when the next one is due.
    const frame = rows.frames[firstAbove(rows.frames, sentAt(step) + stepMs, drawnAt)];
    const answer = rows.arrivals[firstAbove(rows.arrivals, seq - 1, acknowledgedIn)];
    return {
      seq,
      tick,
      predicted: { x: predictedX(step), y: predictedY(step) },
      drawn: frame && { x: drawnX(frame), y: drawnY(frame) },
      answeredAfterMs: answer && arrivedAt(answer) - sentAt(step),
      othersAgeMs: frame && tick * stepMs - shownAt(frame),
    };
  }
}

/** Index of the first row whose number is larger, of rows in the order of that number. */
function firstAbove<T>(rows: readonly T[], limit: number, numberOf: (row: T) => number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && numberOf(row) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
