import { PatientLevel } from "./patient-level.ts";

const KIB = 1024;

/** A step of the ladder: who is further behind than this, or keeps more waiting, is sent less. */
export interface BackpressureLevel {
  readonly name: "full" | "half" | "quarter" | "eighth" | "held" | "cut";
  readonly behindS: number;
  readonly waitingBytes: number;
  /** One patch in how many is sent, with all that has changed since the one before. */
  readonly every: number;
  /** Share of the usual reach of its view, each way. */
  readonly reach: number;
}

/**
 * From nothing to the end of the line, which may be taken up again. The first step is beyond what a lost packet costs (200..
 * 400 ms), the last with the half second between two marks is 5 s. Who is held is sent nothing more until
 * something is proven to have arrived.
 */
export const BACKPRESSURE_LEVELS = [
  { name: "full", behindS: 0, waitingBytes: 0, every: 1, reach: 1 },
  { name: "half", behindS: 0.5, waitingBytes: 64 * KIB, every: 2, reach: 1 },
  { name: "quarter", behindS: 1, waitingBytes: 96 * KIB, every: 4, reach: 0.75 },
  { name: "eighth", behindS: 1.5, waitingBytes: 128 * KIB, every: 8, reach: 0.5 },
  { name: "held", behindS: 2.5, waitingBytes: 160 * KIB, every: Infinity, reach: 0.5 },
  { name: "cut", behindS: 4.5, waitingBytes: 256 * KIB, every: Infinity, reach: 0.5 },
] as const satisfies readonly BackpressureLevel[];
export type BackpressureLevelName = BackpressureLevel["name"];

const FULL = 0;
const HELD = BACKPRESSURE_LEVELS.findIndex(({ name }) => name === "held");

/** Closer than this nothing counts as waiting: what is under way now was sent just now, however much it is. */
const CALM_S = 0.25;
const PATIENCE = { startS: 2, maxS: 32 };

/** How a line is doing. */
export interface DeliveryState {
  readonly behindS: number;
  /** Asked for only when it is behind: for a real line it takes a look into its stream. */
  readonly waitingBytes: number;
}

/** What a connection that does not keep up is sent. */
export class BackpressureControl {
  readonly #level = new PatientLevel(PATIENCE);

  get level(): BackpressureLevel {
    return BACKPRESSURE_LEVELS[this.#level.level] ?? BACKPRESSURE_LEVELS[FULL];
  }

  /** Takes in how the line is doing at `now` in s. */
  judge(now: number, connection: DeliveryState): void {
    const { level } = this.#level;
    const due = levelOf(connection);
    if (due > level) this.#level.raise(due, now);
    else if (level === HELD && due < HELD) this.#level.lower();
    else if (connection.behindS >= CALM_S) this.#level.disturb();
    else this.#level.calm(now);
  }
}

function levelOf(connection: DeliveryState): number {
  const { behindS } = connection;
  if (behindS < CALM_S) return FULL;
  const { waitingBytes } = connection;
  return BACKPRESSURE_LEVELS.findLastIndex((level) => behindS >= level.behindS || waitingBytes >= level.waitingBytes);
}
