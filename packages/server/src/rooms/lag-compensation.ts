import type { Rewind } from "@colyseus/core";
import type { MapSchema } from "@colyseus/schema";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import type { Sight } from "@fray/shared-state/simulation/world";

/**
 * How far back a shot may reach. It covers the interpolation delay and a round trip of about 100 ms in full; beyond it
 * the shooter has to lead, for what the target would feel otherwise.
 */
export const REWIND_CAP_MS = 200;

/** Remembers where bodies were, and answers where a shooter saw them. */
export class LagCompensation {
  readonly #rewind: Rewind;
  readonly #stepMs: number;
  readonly #now: () => number;

  /** `rewind` records with every patch of its room from now on; `now` is the room's simulation time in ms. */
  constructor(rewind: Rewind, state: ArenaState, stepMs: number, now: () => number) {
    this.#stepMs = stepMs;
    this.#now = now;
    this.#rewind = rewind;
    // "snapshot" also makes clients stamp their inputs with the time they saw the others at.
    // It is a schema's map in some rooms; its values are all that is asked of it.
    rewind.attachAll(state.players as MapSchema<Player>, { fields: ["x", "y"], mode: "snapshot" });
  }

  /** What was to be seen at `viewTime`, not further back than the cap; at 0, who makes no claim, as it is. */
  sightAt(viewTime: number): Sight {
    if (viewTime === 0) return { positionOf: (fighter) => fighter };
    const time = Math.max(viewTime, this.#now() - REWIND_CAP_MS);
    return {
      positionOf: (fighter) => {
        // A body that has spawned since was elsewhere, or not at all.
        if (time < fighter.spawnTick * this.#stepMs) return undefined;
        const player = fighter as Player;
        const at = this.#outOfTeleporters(fighter.teleportTick, time);
        return { x: this.#rewind.valueAt(player, at, "x"), y: this.#rewind.valueAt(player, at, "y") };
      },
    };
  }

  /** Between the tick before a body went through a teleporter and that tick itself it was on neither side's way. */
  #outOfTeleporters(teleportTick: number, time: number): number {
    const through = teleportTick * this.#stepMs;
    return time < through && time > through - this.#stepMs ? through - this.#stepMs : time;
  }
}
