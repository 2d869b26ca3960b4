import type { Rewind } from "@colyseus/core";
import { MapSchema } from "@colyseus/schema";
import type { Player } from "@fray/shared-state/schema/player";
import type { Fighter } from "@fray/shared-state/simulation/body";
import type { Sight } from "@fray/shared-state/simulation/world";

import { PositionHistory } from "./position-history.ts";

/**
 * How far back a shot may reach. It covers the interpolation delay and a round trip of about 100 ms in full; beyond it
 * the shooter has to lead, for what the target would feel otherwise.
 */
export const REWIND_CAP_MS = 200;
/** Records kept beyond the cap: the one before it, and room for a tick more. */
const SPARE_RECORDS = 2;

/** Remembers where bodies were, and answers where a shooter saw them. */
export class LagCompensation {
  readonly #history: PositionHistory;
  readonly #stepMs: number;
  readonly #now: () => number;

  /** `rewind` is the room's own; `now` its simulation time in ms. */
  constructor(rewind: Rewind, stepMs: number, now: () => number) {
    this.#stepMs = stepMs;
    this.#now = now;
    this.#history = new PositionHistory(Math.ceil(REWIND_CAP_MS / stepMs) + SPARE_RECORDS);
    // Remembers nothing for us, but makes clients stamp their inputs with the time they saw the others at.
    rewind.attachAll(new MapSchema<Player>(), { fields: [], mode: "snapshot" });
  }

  /** Takes in where everybody is after a tick. */
  record(bodies: Iterable<Fighter>): void {
    this.#history.record(this.#now(), bodies);
  }

  /** What was to be seen at `viewTime`, not further back than the cap; at 0, who makes no claim, as it is. */
  sightAt(viewTime: number): Sight {
    if (viewTime === 0) return AS_IT_IS;
    const time = Math.max(viewTime, this.#now() - REWIND_CAP_MS);
    return {
      positionOf: (fighter) => {
        // A body that has spawned since was elsewhere, or not at all.
        if (time < fighter.spawnTick * this.#stepMs) return undefined;
        return this.#history.placeAt(fighter, this.#outOfTeleporters(fighter.teleportTick, time));
      },
    };
  }

  /** Between the tick before a body went through a teleporter and that tick itself it was on neither side's way. */
  #outOfTeleporters(teleportTick: number, time: number): number {
    const through = teleportTick * this.#stepMs;
    return time < through && time > through - this.#stepMs ? through - this.#stepMs : time;
  }
}

const AS_IT_IS: Sight = { positionOf: (fighter) => fighter };
