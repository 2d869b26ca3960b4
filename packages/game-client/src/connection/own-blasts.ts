import type { Arena } from "@fray/shared-state/arena/arena";
import { PROJECTILES } from "@fray/shared-state/rules";
import { pushOwner } from "@fray/shared-state/simulation/blast";
import type { Body } from "@fray/shared-state/simulation/body";
import { explodes, flightTime, flownDistance, type Shot } from "@fray/shared-state/simulation/shot";

const LONGEST_FLIGHT_S = Math.max(
  ...Object.values(PROJECTILES).map(({ range_u: range, speed_u_per_s: speed }) => range / speed),
);
/** The longest flight there is at the highest tick rate: whatever was fired more steps ago has ended. */
const LONGEST_FLIGHT_STEPS = 60 * Math.ceil(LONGEST_FLIGHT_S + 1);

/**
 * Explosions of the player's own shots at the end of their paths: the push on the player follows from their own input like
 * any step, and is predicted with it. One that ends earlier, on somebody, is the server's word.
 */
export class OwnBlasts {
  /** What is in the air, by number of the input that fired it. */
  readonly #flying = new Map<number, Shot>();

  /** The prediction has fired, perhaps once more in a replay. */
  note(shots: readonly Shot[]): void {
    for (const shot of shots) if (explodes(shot)) this.#flying.set(shot.seq, shot);
  }

  /** Pushes the player's body by what explodes in the step of input `seq`, which has moved it. `dt` is in s. */
  step(body: Body, seq: number, dt: number, arena: Arena): void {
    for (const [firedBy, shot] of this.#flying) {
      const age = seq - firedBy;
      if (age > LONGEST_FLIGHT_STEPS) this.#flying.delete(firedBy);
      else if (body.alive && age === stepsToEnd(shot, dt)) pushOwner(arena, body, shot);
    }
  }

  /** A shot never was, or has exploded by the server's word: it pushes nobody any more. */
  forget(seq: number): void {
    this.#flying.delete(seq);
  }

  clear(): void {
    this.#flying.clear();
  }
}

/** Steps after the one that fired it until a shot is at its end, as `flyShots` counts them. */
function stepsToEnd(shot: Shot, dt: number): number {
  let age = Math.floor(flightTime(shot) / dt);
  while (flownDistance(shot, age * dt) < shot.reach) age++;
  return age;
}
