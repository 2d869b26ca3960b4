import { predictedNames } from "@fray/shared-state/schema/body-fields";
import type { Input } from "@fray/shared-state/schema/input-frame";
import type { Body } from "@fray/shared-state/simulation/body";

import { TraceRing } from "./trace-ring.ts";

const KEPT_S = 60;
/** Screens may draw more frames, of which some are left out. */
const FRAMES_PER_S = 60;
/** Frames are never spaced exactly evenly. */
const LEAST_FRAME_MS = 1000 / FRAMES_PER_S - 2;

/** The fields of a body that are predicted, in the order in which rows have them. */
export const TRACED_FIELDS = predictedNames("motion", "arms", "given");

/** What the rows of a trace begin with. The fields of a body follow, but not in frames. Times are local, in ms. */
export const TRACE_COLUMNS = {
  /** A step as it was predicted when its input was sent. */
  steps: ["at", "seq", "moveX", "moveY", "aim", "buttons"],
  /** A patch that arrived: the tick of the server, the last input that it had taken, and the body in the state. */
  arrivals: ["at", "tick", "seq"],
  /** A drawn frame: where the own body was drawn, and the server time in ms at which others were. */
  frames: ["at", "x", "y", "shownAt"],
} as const;
export type TracePart = keyof typeof TRACE_COLUMNS;

/** The rows of a trace, oldest first. */
export type TraceRows = Readonly<Record<TracePart, readonly (readonly number[])[]>>;

/**
 * The last minute of the own body: what was predicted, what arrived and what was drawn. It takes 0.7 microseconds per tick
 * and 0.7 MB, so it always runs: nobody knows beforehand which minute will be of interest.
 */
export class OwnTrace {
  /** Id of the own body. */
  readonly self: number;
  /** Duration of a server step in ms. */
  readonly stepMs: number;
  readonly #steps: TraceRing;
  readonly #arrivals: TraceRing;
  readonly #frames: TraceRing;
  #drawnAt = -Infinity;

  constructor(self: number, stepMs: number) {
    this.self = self;
    this.stepMs = stepMs;
    const ticks = Math.ceil((KEPT_S * 1000) / stepMs);
    this.#steps = new TraceRing(ticks, TRACE_COLUMNS.steps.length + TRACED_FIELDS.length);
    this.#arrivals = new TraceRing(ticks, TRACE_COLUMNS.arrivals.length + TRACED_FIELDS.length);
    this.#frames = new TraceRing(KEPT_S * FRAMES_PER_S, TRACE_COLUMNS.frames.length);
  }

  /** Notes an input with its number, and the body as predicted after it. */
  step(at: number, seq: number, { moveX, moveY, aim, buttons }: Input, body: Readonly<Body>): void {
    const { data } = this.#steps;
    let place = this.#steps.next();
    data[place++] = at;
    data[place++] = seq;
    data[place++] = moveX;
    data[place++] = moveY;
    data[place++] = aim;
    data[place++] = buttons;
    writeBody(data, place, body);
  }

  /** Notes a patch: the server's tick, the last input that it had taken, and the own body in it. */
  receive(at: number, tick: number, seq: number, body: Readonly<Body>): void {
    const { data } = this.#arrivals;
    let place = this.#arrivals.next();
    data[place++] = at;
    data[place++] = tick;
    data[place++] = seq;
    writeBody(data, place, body);
  }

  /** Notes a frame: where the own body is drawn, and the server time at which others are, in ms. */
  draw(at: number, x: number, y: number, shownAt: number): void {
    if (at - this.#drawnAt < LEAST_FRAME_MS) return;
    this.#drawnAt = at;
    const { data } = this.#frames;
    let place = this.#frames.next();
    data[place++] = at;
    data[place++] = x;
    data[place++] = y;
    data[place++] = shownAt;
  }

  /** Begins anew: a new connection numbers its inputs from the start. Ticks go on from round to round. */
  clear(): void {
    this.#steps.clear();
    this.#arrivals.clear();
    this.#frames.clear();
  }

  copy(): TraceRows {
    return { steps: this.#steps.copy(), arrivals: this.#arrivals.copy(), frames: this.#frames.copy() };
  }
}

function writeBody(data: Float64Array, start: number, body: Readonly<Body>): void {
  let place = start;
  for (const name of TRACED_FIELDS) data[place++] = Number(body[name]);
}
