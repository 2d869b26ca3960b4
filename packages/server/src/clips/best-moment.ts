import type { World } from "@fray/shared-state/simulation/world";

/** Points of what a fighter does. A deed comes with its own name; a capture is a deed too. */
const KILL_POINTS = 2;
const DEED_POINTS = 1;
const CAPTURE_POINTS = 4;

/** Points count together that a fighter gets within this time, in s. */
const TOGETHER_S = 4;
/** A clip of the moment shows this much of what follows, in s. */
const AFTER_S = 1;

interface Scored {
  readonly tick: number;
  readonly by: number;
  readonly points: number;
  readonly kills: number;
}

/** The moment that is the best of a round so far. */
export interface Moment {
  readonly by: number;
  readonly points: number;
  readonly kills: number;
  /** The tick at which a clip of it is to be taken. */
  readonly takeAt: number;
}

/**
 * Finds the best moment of a round: that in which one fighter gets the most points within 4 seconds. A kill counts 2, a
 * capture 4 and any other deed 1. Of equal moments the first is the best.
 */
export class BestMoment {
  readonly #dt: number;
  #scored: Scored[] = [];
  #best: Moment | undefined;

  /** `dt` is seconds per tick. */
  constructor(dt: number) {
    this.#dt = dt;
  }

  /** Begins a new round. */
  clear(): void {
    this.#scored = [];
    this.#best = undefined;
  }

  /** Counts what happened in a tick of a live round. Returns the moment if it is the best so far. */
  update({ tick, events }: Pick<World, "tick" | "events">): Moment | undefined {
    const since = tick - TOGETHER_S / this.#dt;
    this.#scored = this.#scored.filter((scored) => scored.tick > since);
    const fresh: Scored[] = [];
    for (const event of events) {
      if (event.type === "death" && event.killer !== event.victim && event.killer !== 0)
        fresh.push({ tick, by: event.killer, points: KILL_POINTS, kills: 1 });
      if (event.type === "deed") {
        const points = event.deed === "capture" ? CAPTURE_POINTS : DEED_POINTS;
        fresh.push({ tick, by: event.by, points, kills: 0 });
      }
    }
    this.#scored.push(...fresh);
    let found: Moment | undefined;
    for (const by of new Set(fresh.map((scored) => scored.by))) {
      const own = this.#scored.filter((scored) => scored.by === by);
      const points = own.reduce((sum, scored) => sum + scored.points, 0);
      if (points <= (this.#best?.points ?? 0)) continue;
      const kills = own.reduce((sum, scored) => sum + scored.kills, 0);
      found = this.#best = { by, points, kills, takeAt: tick + Math.round(AFTER_S / this.#dt) };
    }
    return found;
  }
}
