import type { Arena } from "@fray/shared-state/arena/arena";
import { PROJECTILES } from "@fray/shared-state/rules";
import { pushOwner } from "@fray/shared-state/simulation/blast";
import type { Body } from "@fray/shared-state/simulation/body";
import { explodes, flightTime, flownDistance, type Shot } from "@fray/shared-state/simulation/shot";

const LONGEST_FLIGHT_S = Math.max(
  ...Object.values(PROJECTILES).map(({ range_u: range, speed_u_per_s: speed }) => range / speed),
);
/** The longest possible flight, at the highest tick rate. Shots that were fired more steps ago have ended. */
const LONGEST_FLIGHT_STEPS = 60 * Math.ceil(LONGEST_FLIGHT_S + 1);

/**
 * Predicts explosions of the player's own shots at the end of their paths. The push on the player follows from the
 * player's input, like any step. An explosion that happens earlier, on another body, is not predicted: it comes from
 * the server.
 */
export class OwnBlasts {
  /** The shots in the air, by the number of the input that fired them. */
  readonly #flying = new Map<number, Shot>();

  /** Adds shots that the prediction has fired, perhaps again in a replay. */
  note(shots: readonly Shot[]): void {
    for (const shot of shots) if (explodes(shot)) this.#flying.set(shot.seq, shot);
  }

  /**
   * Pushes the player's body for every shot that explodes in the step of input `seq`. Call it after the step has
   * moved the body. `dt` is in s.
   */
  step(body: Body, seq: number, dt: number, arena: Arena): void {
    for (const [firedBy, shot] of this.#flying) {
      const age = seq - firedBy;
      if (age > LONGEST_FLIGHT_STEPS) this.#flying.delete(firedBy);
      else if (body.alive && age === stepsToEnd(shot, dt)) pushOwner(arena, body, shot);
    }
  }

  /** Removes a shot that was withdrawn, or that has exploded according to the server: it has no effect any more. */
  forget(seq: number): void {
    this.#flying.delete(seq);
  }

  clear(): void {
    this.#flying.clear();
  }
}

/** Number of steps from firing a shot until it ends, counted as in `flyShots`. */
function stepsToEnd(shot: Shot, dt: number): number {
  let age = Math.floor(flightTime(shot) / dt);
  while (flownDistance(shot, age * dt) < shot.reach) age++;
  return age;
}
