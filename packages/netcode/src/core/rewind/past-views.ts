import { PositionHistory } from "./position-history.ts";

/** A place in the world. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** The ticks in which a body moved without crossing the ground between. */
export interface Discontinuities {
  /** Tick in which the body was put into the world. Before this tick it was elsewhere or nowhere. */
  readonly spawnTick: number;
  /** Tick in which the body was last teleported; 0 when it never was. */
  readonly teleportTick: number;
}

/** The bodies as one shooter saw them. `positionOf` returns undefined for a body that was not there. */
export interface PastView<B> {
  positionOf(body: B): Place | undefined;
}

export interface PastViewsOptions {
  /** Length of a tick. */
  readonly stepMs: number;
  /** How far back a shot may reach. Beyond it the shooter has to lead the target. */
  readonly capMs: number;
  /** Simulation time in ms. */
  readonly now: () => number;
}

/** Number of records kept beyond the cap: the record just before the cap, and room for one more tick. */
const SPARE_RECORDS = 2;

/** Remembers where bodies were, and answers where a shooter saw them. */
export class PastViews<B extends Place> {
  readonly history: PositionHistory<B>;
  readonly #discontinuitiesOf: (body: B) => Discontinuities;
  readonly #stepMs: number;
  readonly #capMs: number;
  readonly #now: () => number;
  readonly #present: PastView<B> = { positionOf: (body) => body };

  constructor({ stepMs, capMs, now }: PastViewsOptions, discontinuitiesOf: (body: B) => Discontinuities) {
    this.#stepMs = stepMs;
    this.#capMs = capMs;
    this.#now = now;
    this.#discontinuitiesOf = discontinuitiesOf;
    this.history = new PositionHistory(Math.ceil(capMs / stepMs) + SPARE_RECORDS);
  }

  /** Stores where all bodies are after a tick. */
  record(bodies: Iterable<B>): void {
    this.history.record(this.#now(), bodies);
  }

  /**
   * Returns the bodies as they were `ageMs` before the present time, or `capMs` before it when that is later. Without
   * an age it returns the bodies as they are.
   */
  viewAgo(ageMs: number | undefined): PastView<B> {
    if (ageMs === undefined) return this.#present;
    const time = this.#now() - Math.min(ageMs, this.#capMs);
    return {
      positionOf: (body) => {
        const { spawnTick, teleportTick } = this.#discontinuitiesOf(body);
        if (time < spawnTick * this.#stepMs) return undefined;
        return this.history.placeAt(body, this.#outOfTeleporters(teleportTick, time));
      },
    };
  }

  /** In the time from the tick before a teleport to the tick of the teleport, the body was at neither end. */
  #outOfTeleporters(teleportTick: number, time: number): number {
    const through = teleportTick * this.#stepMs;
    return time < through && time > through - this.#stepMs ? through - this.#stepMs : time;
  }
}
