import { assertNever } from "@fray/shared-state/assert-never";

import type { ShotView } from "../../connection/frame.ts";
import type { Bodies } from "../bodies/bodies.ts";
import type { ParticlePool } from "../particles.ts";
import type { Flying } from "../sprites/shot-sprites.ts";
import type { ViewContext } from "../view-context.ts";
import { OrbSprite } from "./orb-sprite.ts";
import { RocketSprite } from "./rocket-sprite.ts";
import type { ShotSprite } from "./shot-sprite.ts";
import { StreakSprite } from "./streak-sprite.ts";

interface Flight {
  readonly weapon: Flying;
  readonly sprite: ShotSprite;
  seen: number;
}

/** Shots in flight, each with its sprite from the first frame to the last. */
export class Shots {
  readonly #flights = new Map<string, Flight>();
  readonly #free: Readonly<Record<Flying, ShotSprite[]>> = { pulse: [], scatter: [], rocket: [], orb: [] };
  readonly #context: ViewContext;
  readonly #bodies: Bodies;
  readonly #smoke: ParticlePool;
  #draws = 0;

  /** `bodies` say whose side a shot is of. */
  constructor(context: ViewContext, bodies: Bodies, smoke: ParticlePool) {
    this.#context = context;
    this.#bodies = bodies;
    this.#smoke = smoke;
  }

  draw(shots: readonly ShotView[], dt: number): void {
    this.#draws++;
    for (const shot of shots) {
      // A rail has struck when it is heard of: its beam is an effect.
      if (shot.weapon === "rail") continue;
      const flight = this.#flights.get(shot.key) ?? this.#begin(shot, shot.weapon);
      flight.seen = this.#draws;
      flight.sprite.draw(shot, dt);
    }
    for (const [key, flight] of this.#flights) {
      if (flight.seen === this.#draws) continue;
      flight.sprite.hide();
      this.#flights.delete(key);
      this.#free[flight.weapon].push(flight.sprite);
    }
  }

  #begin(shot: ShotView, weapon: Flying): Flight {
    const sprite = this.#free[weapon].pop() ?? this.#create(weapon);
    const side = this.#bodies.sideOf(shot.owner, shot.hostile);
    sprite.begin(shot, `${weapon}${side}${shot.hostile ? "Foe" : "Friend"}`, this.#context.colors.sides[side]);
    const flight = { weapon, sprite, seen: 0 };
    this.#flights.set(shot.key, flight);
    return flight;
  }

  #create(weapon: Flying): ShotSprite {
    switch (weapon) {
      case "rocket":
        return new RocketSprite(this.#context, this.#smoke);
      case "orb":
        return new OrbSprite(this.#context);
      case "pulse":
      case "scatter":
        return new StreakSprite(this.#context, weapon);
      default:
        return assertNever(weapon);
    }
  }
}
