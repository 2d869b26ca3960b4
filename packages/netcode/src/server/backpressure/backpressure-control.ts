import { PatientLevel } from "./patient-level.ts";

const KIB = 1024;

/** A backpressure level. A connection that passes either threshold is sent less. */
export interface BackpressureLevel {
  readonly name: "full" | "half" | "quarter" | "eighth" | "held" | "cut";
  readonly behindS: number;
  readonly waitingBytes: number;
  /** Only every n-th patch is sent, n being this number. A sent patch carries all changes since the last sent patch. */
  readonly every: number;
  /** Share of the normal area of interest, on each axis. */
  readonly reach: number;
}

/**
 * The levels, from normal service to disconnection. The client may reconnect after that. The first threshold is above
 * the delay of a lost packet (200..400 ms). With the half second between two delivery marks, the last one is reached
 * after 5 s. At level "held" the client receives nothing until it has acknowledged something.
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

/** Below this delay no bytes count as waiting, because everything under way was sent just now. */
const CALM_S = 0.25;
const PATIENCE = { startS: 2, maxS: 32 };

/** How far a connection is behind. */
export interface DeliveryState {
  readonly behindS: number;
  /** Read only while the connection is behind, because a real connection has to look into its stream. */
  readonly waitingBytes: number;
}

/** Chooses the backpressure level of one connection. */
export class BackpressureControl {
  readonly #level = new PatientLevel(PATIENCE);

  get level(): BackpressureLevel {
    return BACKPRESSURE_LEVELS[this.#level.level] ?? BACKPRESSURE_LEVELS[FULL];
  }

  /** Takes in the state of the connection at `now` in s. */
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
